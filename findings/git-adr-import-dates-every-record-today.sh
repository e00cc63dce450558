#!/usr/bin/env bash
# git-adr 0.3.0 (PyPI), which keeps decision records in git notes, and its `git adr import` of a folder by adr-tools.
#
# Behavior: it says "Detected format: adr-tools", takes over title and status, and gives every record the day of the
# import as its date and in its id. Records of adr-tools have a line `Date: 2024-03-01` below the title; the import looks
# for a heading `## Date`, which they do not have. The number is gone too, so neither order nor age is left in the list.
# A record with such a heading keeps its date. Nothing is said, and the exit code is 0.
#
# Output seen (TODAY stands for the day of the run):
#   Keep the store: accepted, TODAY, id TODAY-keep-the-store (record says 2024-03-01)
#   Move the store: rejected, TODAY, id TODAY-move-the-store (record says 2025-07-15)
#   Rent the store: accepted, 2023-11-20, id TODAY-rent-the-store (heading says 2023-11-20)
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install git-adr==0.3.0

mkdir -p "$work/log/doc/adr"
cd "$work/log"
git init --quiet .
git config user.name Keeper
git config user.email keeper@example.org
record() {
    printf '# %s. %s the store\n\n%s\n\n## Status\n\n%s\n\n## Context\n\nIt rains in.\n\n## Decision\n\nAs said.\n' "$@"
}
record 1 Keep 'Date: 2024-03-01' Accepted >doc/adr/0001-keep-the-store.md
record 2 Move 'Date: 2025-07-15' Rejected >doc/adr/0002-move-the-store.md
record 3 Rent $'## Date\n\n2023-11-20' Accepted >doc/adr/0003-rent-the-store.md
git add .
git commit --quiet --message 'Records'

before=$(date +%F)
"$work/venv/bin/git-adr" init --no-input >/dev/null 2>&1
"$work/venv/bin/git-adr" import doc/adr >"$work/said" 2>&1
grep -q 'Detected format: adr-tools' "$work/said"
"$work/venv/bin/git-adr" list --format json >"$work/list.json"
[ "$before" = "$(date +%F)" ] || { echo "midnight passed; run again"; exit 2; }

TODAY=$before "$work/venv/bin/python" - "$work/list.json" <<'PYTHON'
import json
import os
import sys

today = os.environ["TODAY"]
told = {
    "Keep the store": "record says 2024-03-01",
    "Move the store": "record says 2025-07-15",
    "Rent the store": "heading says 2023-11-20",
}
dates = {}
with open(sys.argv[1], encoding="utf-8") as listed:
    records = json.load(listed)
for record in sorted(records, key=lambda record: record["title"]):
    if record["title"] not in told:
        continue  # the record that `git adr init` writes
    dates[record["title"]] = record["date"]
    date = record["date"].replace(today, "TODAY")
    name = record["id"].replace(today.replace("-", ""), "TODAY")
    print(f"{record['title']}: {record['status']}, {date}, id {name} ({told[record['title']]})")
kept = dates["Rent the store"] == "2023-11-20"
sys.exit(0 if kept and dates["Keep the store"] == dates["Move the store"] == today else 1)
PYTHON
