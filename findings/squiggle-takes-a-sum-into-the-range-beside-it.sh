#!/usr/bin/env bash
# @quri/squiggle-lang 0.10.0 (npm), the language of estimates in which `5 to 11` holds in nine futures of ten.
#
# Behavior: `to` binds more loosely than + and *, so what stands beside a range becomes one of its ends, without a word:
# `1 + 5 to 11` is 6 to 11 and not 6 to 12, and `2 * 5 to 11` is 10 to 11, a twelfth as wide as the 10 to 22 that twice
# the range is. Only where the low end passes the high one (`3 * 5 to 11`) is there an error, about the order of the ends.
# With parentheses, or with a name for the range, both come out as meant.
#
# Output seen (ends of nine futures in ten, rounded):
#   1 + 5 to 11: 6 and 11
#   1 + (5 to 11): 6 and 12
#   2 * 5 to 11: 10 and 11
#   2 * (5 to 11): 10 and 22
#   3 * 5 to 11: error
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" @quri/squiggle-lang@0.10.0

cat >"$work/ends.mjs" <<'JS'
import { run } from "@quri/squiggle-lang";

for (const range of ["1 + 5 to 11", "1 + (5 to 11)", "2 * 5 to 11", "2 * (5 to 11)", "3 * 5 to 11"]) {
  const { result } = await run(`range = ${range}; [quantile(range, 0.05), quantile(range, 0.95)]`);
  const ends = result.ok ? JSON.parse(String(result.value.result)).map((end) => Math.round(end)).join(" and ") : "error";
  console.log(`${range}: ${ends}`);
}
JS
node "$work/ends.mjs" | tee "$work/seen"
cat >"$work/expected" <<'SEEN'
1 + 5 to 11: 6 and 11
1 + (5 to 11): 6 and 12
2 * 5 to 11: 10 and 11
2 * (5 to 11): 10 and 22
3 * 5 to 11: error
SEEN
cmp --quiet "$work/seen" "$work/expected"
