#!/usr/bin/env bash
# adrs 0.13.0 (crates.io), the command line of the `adrs` project, which says that it supports MADR 4.0.0.
#
# Behavior: a record in the form of MADR's own template (front matter with `status`, `date` and people; title in the
# heading, number in the file name) is left out of `adrs list`, without a word on either stream and with exit code 0.
# The same record is listed once its front matter repeats number and title. `adrs doctor` does name it: "missing field
# `number`". So a log of MADR records looks shorter than it is, or empty, to whoever lists it or counts its lines.
#
# Output seen (paths shortened):
#   doc/adr/0002-keep-two-stores.md
#   doc/adr/0003-use-a-cache.md
#   exit code of list: 0, words on stderr: 0
#   error: [parse-error] Failed to parse ADR: YAML error: missing field `number` [doc/adr/0001-use-a-queue.md]
#
# Exits non-zero when that changes. It builds adrs in a temporary folder, which takes some minutes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo install --quiet --locked --root "$work/tool" --version '=0.13.0' adrs
adrs="$work/tool/bin/adrs"

mkdir -p "$work/log/doc/adr"
cd "$work/log"
printf 'doc/adr' >.adr-dir
madr() {
    cat <<RECORD
---
${1}status: accepted
date: 2026-01-05
decision-makers: [Platform team]
---
# $2

## Context and Problem Statement

Billing stops when orders peak.

## Decision Outcome

Chosen option: "$2", because it holds the peak.
RECORD
}
madr '' 'Use a queue' >doc/adr/0001-use-a-queue.md
madr $'number: 3\ntitle: Use a cache\n' 'Use a cache' >doc/adr/0003-use-a-cache.md
cat >doc/adr/0002-keep-two-stores.md <<'RECORD'
# 2. Keep two stores

Date: 2026-01-06

## Status

Accepted

## Context

Two teams write at once.

## Decision

Each has a store of its own.

## Consequences

There are two backups.
RECORD

code=0
"$adrs" list >"$work/listed" 2>"$work/said" || code=$?
sed "s|$work/log/||" "$work/listed"
echo "exit code of list: $code, words on stderr: $(wc -w <"$work/said")"
"$adrs" doctor 2>&1 | sed "s|$work/log/||" | grep 'missing field' || echo "doctor names no missing field"

[ "$code" -eq 0 ] && [ ! -s "$work/said" ] &&
    [ "$(wc -l <"$work/listed")" -eq 2 ] &&
    ! grep -q 0001-use-a-queue "$work/listed"
