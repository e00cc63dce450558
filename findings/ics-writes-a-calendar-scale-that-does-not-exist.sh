#!/usr/bin/env bash
# ics 0.7.2 (PyPI), a reader and writer of iCalendar files (RFC 5545).
#
# Behavior: a calendar without the line CALSCALE, which the RFC lets one leave out since GREGORIAN is the only scale that it
# defines, is written again with `CALSCALE:GEORGIAN`, a scale that nobody defines. One that says GREGORIAN keeps its line,
# and one that the package itself makes has none, so only the calendars of other programs change on their way through.
# icalendar 7.3.2 (PyPI) writes the same file again without the line.
#
# Output seen:
#   read without CALSCALE, written by ics 0.7.2: CALSCALE:GEORGIAN
#   read with GREGORIAN, written by ics 0.7.2: CALSCALE:GREGORIAN
#   made by ics 0.7.2: none
#   read without CALSCALE, written by icalendar 7.3.2: none
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install ics==0.7.2 icalendar==7.3.2

"$work/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import icalendar
import ics

FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Barn//Decisions//EN
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260105
SUMMARY:Look again at the lease
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
WITH_SCALE = FILE.replace("PRODID", "CALSCALE:GREGORIAN\r\nPRODID")


def scale(told, text):
    line = next((line for line in text.splitlines() if line.startswith("CALSCALE")), "none")
    print(f"{told}: {line}")
    return line


by_ics, by_icalendar = (f"by {name} {version(name)}" for name in ("ics", "icalendar"))
seen = [
    scale(f"read without CALSCALE, written {by_ics}", ics.Calendar(FILE).serialize()),
    scale(f"read with GREGORIAN, written {by_ics}", ics.Calendar(WITH_SCALE).serialize()),
    scale(f"made {by_ics}", ics.Calendar(events=[ics.Event(name="Look again", begin="2026-01-05")]).serialize()),
    scale(
        f"read without CALSCALE, written {by_icalendar}",
        icalendar.Calendar.from_ical(FILE).to_ical().decode(),
    ),
]
sys.exit(0 if seen == ["CALSCALE:GEORGIAN", "CALSCALE:GREGORIAN", "none", "none"] else 1)
PYTHON
