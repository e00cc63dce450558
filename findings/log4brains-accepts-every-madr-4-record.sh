#!/usr/bin/env bash
# @log4brains/core 1.1.0 (npm), the reader of records behind log4brains, whose own template is an older MADR.
#
# Behavior: a record in the form of MADR 3 and 4, with `status` and `date` in front matter, is read without a complaint,
# its title is found, its status is not looked at: a record that was rejected, one that is only proposed and one that was
# superseded are each listed as accepted, with no date of their own. A line `- Status: rejected` below the title, as MADR 2
# had it, is read. So a log whose template was brought up to date shows rejected decisions as taken.
#
# Output seen:
#   0001-rent-the-barn: accepted, dated: no (front matter says rejected)
#   0002-sell-the-barn: accepted, dated: no (front matter says proposed)
#   0003-heat-the-barn: accepted, dated: no (front matter says superseded by ADR-0002)
#   0004-paint-the-barn: rejected, dated: yes (line says rejected)
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/log/docs/adr"
npm install --silent --no-audit --no-fund --prefix "$work" @log4brains/core@1.1.0

cd "$work/log"
printf 'project:\n  name: Barn\n  tz: Etc/UTC\n  adrFolder: ./docs/adr\n' >.log4brains.yml
body=$'## Context and Problem Statement\n\nThe roof leaks.\n\n## Decision Outcome\n\nChosen option: "Keep", because it lasts.'
with_front_matter() {
    printf -- '---\nstatus: %s\ndate: 2026-01-05\n---\n# %s the barn\n\n%s\n' "$1" "$2" "$body"
}
with_front_matter rejected Rent >docs/adr/0001-rent-the-barn.md
with_front_matter proposed Sell >docs/adr/0002-sell-the-barn.md
with_front_matter 'superseded by ADR-0002' Heat >docs/adr/0003-heat-the-barn.md
printf -- '# Paint the barn\n\n- Status: rejected\n- Date: 2026-01-05\n\n%s\n' "$body" >docs/adr/0004-paint-the-barn.md
git init --quiet .
git -c user.name=Keeper -c user.email=keeper@example.org add .
git -c user.name=Keeper -c user.email=keeper@example.org commit --quiet --message 'Records'

cat >"$work/read.cjs" <<'JS'
const { Log4brains } = require("@log4brains/core");
const fs = require("node:fs");
Log4brains.create(process.argv[2])
  .searchAdrs()
  .then((records) => {
    for (const { slug, status, publicationDate } of records) {
      const [, where, told] = fs.readFileSync(`docs/adr/${slug}.md`, "utf8").match(/^(- S|s)tatus: (.*)$/m);
      const place = where === "s" ? "front matter" : "line";
      console.log(`${slug}: ${status}, dated: ${publicationDate ? "yes" : "no"} (${place} says ${told})`);
    }
  });
JS
node "$work/read.cjs" "$work/log" | sort | tee "$work/seen"
[ "$(grep -c ': accepted, dated: no (front matter says ' "$work/seen")" -eq 3 ] &&
    grep -q '^0004-paint-the-barn: rejected, dated: yes' "$work/seen"
