//! Which status and which day a record states, each kind in words of more than one author.

use super::{Depth, FolderContext, parse, parse_all};
use crate::finding::Finding;
use crate::model::{Book, Record, StatedDate};
use crate::source::{Snapshot, SourceFile};

fn read(text: &str) -> (Record, Vec<Finding>) {
    let file = SourceFile { path: "adr/0001-a.md".to_owned(), text: text.into(), decoding: None };
    let (record, findings) = parse(&file, "adr", &FolderContext::default(), &Book::default());
    (record.expect("a record"), findings)
}

fn status(text: &str) -> String {
    read(text).0.status.map_or("none".to_owned(), |status| status.status.to_string())
}

fn date(text: &str) -> String {
    read(text).0.date.as_ref().map_or("none".to_owned(), StatedDate::iso)
}

fn all(read: impl Fn(&str) -> String, cases: &[(&str, &str)]) {
    let found: Vec<_> = cases.iter().map(|(text, _)| (*text, read(text))).collect();
    let expected: Vec<_> = cases.iter().map(|(text, expected)| (*text, (*expected).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn of_several_lines_the_marked_one_holds() {
    all(
        status,
        &[
            ("# A\n\n## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [ ] Superseded by ADR-XX\n", "accepted"),
            ("# A\n\n## Status\n\n* ☑ Entwurf\n* ☑ Vorgeschlagen\n* ☐ Angenommen\n", "proposed"),
            (
                "# A\n\n## Stan\n\n| | szkic | przyjęte |\n|---|---|---|\n| dzień | 2026-01-01 | 2026-02-03 |\n",
                "accepted",
            ),
            ("# A\n\nStatus:\n\n- [ ] draft\n- [X] rejected\n", "rejected"),
            ("# A\n\n**Statut** :\n- ☐ proposé\n- ☑ accepté\n", "accepted"),
            ("# A\n\n## Status\n\n- [ ] Proposed\n- [ ] Accepted\n", "none"),
            ("# A\n\n## Status\n\n- ~~Proposed~~\n- Accepted\n", "accepted"),
            ("# A\n\n## Status\n\n- Proposed\n- **Rejected**\n- Accepted\n", "rejected"),
            ("# A\n\n| Stage | |\n|---|---|\n| Proposed | ✅ |\n| Accepted | ✅ |\n| Superseded | ⬜ |\n", "accepted"),
            ("# A\n\n## Stato\n\n| bozza | proposta | accettata |\n|---|---|---|\n| x | x | |\n", "proposed"),
            ("# A\n\n## Status\n\n| Stage | Done |\n|---|---|\n| Draft | [x] |\n| Rejected | [ ] |\n", "draft"),
        ],
    );
}

#[test]
fn of_dated_lines_the_latest_holds() {
    all(
        status,
        &[
            ("# A\n\n## Status\n\n- 2026-05-01: accepted\n- 2026-02-01: proposed\n", "accepted"),
            ("# A\n\n## Status\n\nProposed on 3 February 2026\nAccepted on 9 March 2026\n", "accepted"),
            (
                "# A\n\n## Status\n\n* Deprecated (2026-07-01)\n* Accepted (2026-02-01)\n* Proposed (2026-01-01)\n",
                "deprecated",
            ),
            ("# A\n\n## Status\n\nVorgeschlagen am 01.02.2026\n\nAbgelehnt am 05.03.2026\n", "rejected"),
            ("# A\n\n| Status | Date |\n|---|---|\n| Proposed | 2026-01-02 |\n| Accepted | 2026-02-03 |\n", "accepted"),
            ("# A\n\n| Stato | Data |\n|---|---|\n| accettata | 2026-02-03 |\n| proposta | 2026-01-02 |\n", "accepted"),
        ],
    );
}

#[test]
fn a_table_of_stages_holds_what_its_last_filled_row_says() {
    let table = "| Fields | Values |\n|--|--|\n| Title | Barn |\n| Created | Proposed (2026-02-03) |\n| Changed | Accepted (2026-02-10) |\n| Superseded | |\n";
    assert_eq!(status(&format!("{table}---\n# Barn\n\n## Context\n\nHay.\n")), "accepted");
    assert_eq!(date(&format!("# Barn\n\n{table}\n## Context\n\nHay.\n")), "2026-02-10");
    let table = "| Stage | Day |\n|--|--|\n| proposto | 2026-01-04 |\n| aprovado | 2026-02-04 |\n| substituído | |\n";
    assert_eq!(status(&format!("# Celeiro\n\n{table}\n## Contexto\n\nFeno.\n")), "accepted");
    let table = "| Stufe | Am |\n|--|--|\n| Vorgeschlagen | 04.01.2026 |\n| Abgelehnt | 04.02.2026 |\n";
    assert_eq!(status(&format!("# Scheune\n\n## Status\n\n{table}\n## Kontext\n\nHeu.\n")), "rejected");
}

#[test]
fn what_speaks_of_something_else_states_no_status() {
    all(
        status,
        &[
            ("# A\n\n## Context\n\nHay.\n\n## State\n\nAccepted orders are kept in a queue.\n", "none"),
            ("# A\n\n## State\n\nOpen\n", "none"),
            ("# A\n\n## Decision\n\nA queue.\n\n### Status\n\nRejected orders go back.\n", "none"),
            ("# A\n\n## Options\n\n### Two barns\n\n#### Status\n\nAccepted\n", "none"),
            (
                "# A\n\n## Status\n\n- Proposed: we talk about it\n- Accepted: we do it\n- Rejected: we leave it\n",
                "none",
            ),
            ("# A\n\n## Status\n\n- **Entwurf** – noch im Gespräch\n- **Angenommen** – wird gebaut\n", "none"),
            (
                "# A\n\n| Status | Meaning |\n|---|---|\n| Accepted | we do it now |\n| Rejected | we leave it alone |\n",
                "none",
            ),
            ("# A\n\n## Status\n\nWe shall see what comes of the talks that the guild accepted in spring.\n", "none"),
            ("# A\n\n## Status\n\n- Issue: #12\n", "none"),
            ("# A\n\n## Status\n\n- Issue: #12\n- Accepted\n", "accepted"),
            ("# A\n\n## Status\n\nAccepted\n\n- Ticket: FARM-7\n", "accepted"),
            ("# A\n\n### Status\n\nAccepted\n\n## Context\n", "accepted"),
        ],
    );
}

#[test]
fn status_beats_state() {
    all(
        status,
        &[
            ("---\nstate: open\nstatus: accepted\n---\n# A\n", "accepted"),
            ("# A\n\n- State: open\n- Status: Rejected\n", "rejected"),
            ("# A\n\nState: draft\n\n## Status\n\nAccepted\n", "accepted"),
            ("---\nstate: accepted\n---\n# A\n", "accepted"),
        ],
    );
}

#[test]
fn parts_are_amendments() {
    for text in [
        "# A\n\nStatus: Accepted, section 1 is superseded by [2](0002-b.md)\n",
        "# A\n\n## Status\n\nAccepted\n\nSuperseded in part by [2](0002-b.md)\n",
        "# A\n\n## Status\n\nAngenommen. Teilweise ersetzt durch [2](0002-b.md)\n",
        "# A\n\nStatus: accepted; partly superseded by [2](0002-b.md)\n",
    ] {
        let record = read(text).0;
        let links: Vec<_> = record.links.iter().map(|link| link.kind.as_str()).collect();
        assert_eq!((status(text).as_str(), links.as_slice()), ("accepted", ["amended-by"].as_slice()), "{text}");
    }
}

#[test]
fn a_notice_is_a_line_or_a_heading_under_the_title() {
    all(
        status,
        &[
            ("# A\n\nThis record has been superseded by [2](0002-b.md).\n\n## Context\n", "superseded"),
            ("# A\n\n## Superseded by [2](0002-b.md)\n\n## Context\n", "superseded"),
            ("# A\n\n**Superseded by [2](0002-b.md)**\n\n## Context\n", "superseded"),
            ("# A\n\nErsetzt durch [2](0002-b.md)\n\n## Kontext\n", "superseded"),
            ("# A\n\n> Deprecated since the barn burned down\n\n## Context\n", "deprecated"),
            ("# A\n\nSuperseded by: [2](0002-b.md)\n\n## Context\n", "superseded"),
            ("# A\n\n> Rejected options are listed below.\n\n## Context\n", "none"),
            ("# A\n\nThis record has not been superseded by [2](0002-b.md).\n\n## Context\n", "none"),
        ],
    );
}

#[test]
fn a_bold_label_is_no_status() {
    all(
        status,
        &[
            ("# A\n\n**Rejected:** two queues, since nobody watches them.\n\n## Context\n", "none"),
            ("# A\n\n**Deprecated APIs:** none\n\n## Context\n", "none"),
            ("# A\n\n**Superseded systems:** the fax\n\n## Context\n", "none"),
            ("# A\n\n**Abgelehnt:** zwei Scheunen, weil keine Zeit blieb.\n", "none"),
            ("# A\n\n**Rejetée :** une deuxième grange.\n", "none"),
            ("# A\n\n**Superseded:** see [2](0002-b.md)\n\n## Context\n", "superseded"),
        ],
    );
}

#[test]
fn two_lines_and_flags_and_blocks() {
    all(
        status,
        &[
            ("# A\n\n## Status\n\nSuperseded\n\nSuperseded by [2. B](0002-b.md)\n", "superseded"),
            ("# A\n\n## Status\n\nAccepted\n\nSuperseded by [2. B](0002-b.md)\n", "superseded"),
            ("# A\n\n## Status\n\nAccepted\n\nAmends [2. B](0002-b.md)\n", "accepted"),
            ("---\ndraft: true\n---\n# A\n", "draft"),
            ("---\ndraft: false\n---\n# A\n", "none"),
            ("---\ndraft: true\nstatus: accepted\n---\n# A\n", "accepted"),
            ("---\ndeprecated: yes\n---\n# A\n", "deprecated"),
            ("---\nadr:\n  status: rejected\n---\n# A\n", "rejected"),
            ("---\nmetadata:\n  statut: accepte\n---\n# A\n", "accepted"),
            ("---\nstatus: proposed\nmetadata: { status: accepted }\n---\n# A\n", "proposed"),
            ("| Status | Accepted |\n|---|---|\n\n# A\n\n## Context\n", "accepted"),
            ("| Status | Date |\n|---|---|\n| Rejected | 2026-02-03 |\n\n# A\n\n## Context\n", "rejected"),
        ],
    );
}

#[test]
fn days_of_something_else_are_none_of_the_decision() {
    all(
        date,
        &[
            ("# A\n\n## Status\n\nSuperseded by [20240101-b](20240101-b.md)\n", "none"),
            ("# A\n\n## Status\n\nAccepted\n\nReview on 2027-01-01\n", "none"),
            ("# A\n\nStatus: Accepted (valid until 2030-12-31)\n", "none"),
            (
                "# A\n\nStatut : accepté, à revoir avant le 31/12/2030 (échéance 31/12/2030)\nDate : 2026-02-03\n",
                "2026-02-03",
            ),
            ("# A\n\n- Last reviewed: 2027-01-01\n- Created: 2026-02-03\n", "2026-02-03"),
            ("# A\n\nStatus: accepted, see https://farm.example/2024/05/01/hay\n", "none"),
            ("# A\n\n- Contract end: 2030-06-30\n- Valid until: 2029-01-01\n", "none"),
        ],
    );
}

#[test]
fn a_line_of_a_label_and_a_day_counts_last() {
    all(
        date,
        &[
            ("# A\n\nKick-off: 2026-02-03\n\n## Context\n", "2026-02-03"),
            ("# A\n\n- **Beschlossen am:** 03.02.2026\n", "2026-02-03"),
            ("# A\n\n## Context\n\nConseil du comité : 3 février 2026\n\nHay.\n", "2026-02-03"),
            ("# A\n\nKick-off: 2026-02-03\nDate: 2026-02-09\n", "2026-02-09"),
            ("# A\n\nKick-off: 2026-02-03\nRoll-out: 2026-06-01\n", "none"),
            ("# A\n\nWe met on that day: 2026-02-03, and again.\n", "none"),
        ],
    );
    let findings = read("# A\n\nKick-off: 2026-02-03\nRoll-out: 2026-06-01\n").1;
    assert_eq!(findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["ambiguous-date"]);
}

#[test]
fn a_day_in_the_place_of_the_month_is_read_and_told() {
    for (text, expected) in [
        ("---\ndate: 2024-27-03\n---\n# A\n", "2024-03-27"),
        ("# A\n\nDate: 2025/31/01\n", "2025-01-31"),
        ("# A\n\nDatum: 2026.15.06\n", "2026-06-15"),
    ] {
        let (record, findings) = read(text);
        assert_eq!(record.date.as_ref().map(StatedDate::iso).as_deref(), Some(expected), "{text}");
        let told: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.help.clone())).collect();
        assert_eq!(told, [("unreadable-date", Some(format!("write `{expected}`")))], "{text}");
    }
}

#[test]
fn the_folder_above_and_then_the_log_settle_day_and_month() {
    let file = |path: &str, date: &str| SourceFile {
        path: path.to_owned(),
        text: format!("# A\n\nDate: {date}\n").into(),
        decoding: None,
    };
    let snapshot = Snapshot {
        files: vec![
            file("adr/barn/0001-a.md", "13/2/2020"),
            file("adr/barn/hay/0002-b.md", "3/4/2020"),
            file("adr/shop/0003-c.md", "2/13/2020"),
            file("adr/shop/0004-d.md", "3/4/2020"),
            file("rfc/0005-e.md", "4/17/2020"),
            file("rfc/0006-f.md", "3/4/2020"),
            file("more/0007-g.md", "3/4/2020"),
        ],
        folders: vec!["adr".to_owned(), "rfc".to_owned(), "more".to_owned()],
        ..Snapshot::default()
    };
    let (records, findings) = parse_all(&snapshot, &Book::default(), Depth::Fields);
    let date = |path: &str| {
        let record = records.iter().find(|record| record.path.ends_with(path)).expect("a record");
        record.date.as_ref().map(StatedDate::iso)
    };
    assert_eq!(date("b.md").as_deref(), Some("2020-04-03"));
    assert_eq!(date("d.md").as_deref(), Some("2020-03-04"));
    assert_eq!(date("f.md").as_deref(), Some("2020-03-04"));
    assert_eq!(date("g.md").as_deref(), Some("2020-03-04"));
    assert_eq!(findings, []);
}

#[test]
fn nested_days_and_keys_without_accents() {
    all(
        date,
        &[
            ("---\nadr:\n  created: 03-Feb-2026\n---\n# A\n", "2026-02-03"),
            ("---\nmetadata: { date: 2026-02-03 }\n---\n# A\n", "2026-02-03"),
            ("---\ndate: 2026-01-01\nadr: { date: 2026-02-03 }\n---\n# A\n", "2026-01-01"),
            ("# A\n\nDate de decision : 3 février 2026\n", "2026-02-03"),
            ("# A\n\nGeaendert: 03.02.2026\n", "2026-02-03"),
            ("# A\n\nДата: 3 февраля 2026\n", "2026-02-03"),
            ("# A\n\n날짜: 2026. 2. 3.\n", "2026-02-03"),
        ],
    );
    for key in ["decideurs", "décideurs", "Decideurs"] {
        let record = read(&format!("---\n{key}: [Ada, Bo]\nstatut: accepte\n---\n# A\n")).0;
        assert_eq!(record.roles.decision_makers, ["Ada", "Bo"], "{key}");
    }
}
