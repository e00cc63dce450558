//! Records in the dialects that people write: how each is read.

use adr::finding::Finding;
use adr::model::{Book, ConsideredOption, Record};
use adr::record::{self, Depth};
use adr::repo::{self, Request};
use std::fmt::Write as _;
use std::path::Path;

fn read() -> (Vec<Record>, Vec<Finding>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records");
    let request = Request { dir: folder, records: vec!["wild".to_owned()], ..Request::default() };
    let reading = repo::read(&request).expect("the sample records can be read");
    record::parse_all(&reading.snapshot, &Book::default(), Depth::Whole)
}

fn told(record: &Record) -> String {
    let mut text = String::new();
    let title = &record.title;
    let number = record.number.map_or("-".to_owned(), |number| number.to_string());
    let id = record.printed_id.as_deref().unwrap_or("-");
    let _ = writeln!(text, "{number} {id} {} [{}]", record.slug, record.dialect.as_str());
    let _ =
        writeln!(text, "  title {} ({}:{})", title.text, title.source.as_str(), title.span.map_or(0, |span| span.line));
    if let Some(status) = &record.status {
        let line = status.span.map_or(0, |span| span.line);
        let _ = writeln!(text, "  status {} ({}:{line}) `{}`", status.status, status.source.as_str(), status.raw);
    }
    if let Some(date) = &record.date {
        let _ = writeln!(
            text,
            "  date {} ({}:{})",
            date.iso(),
            date.source.as_str(),
            date.span.map_or(0, |span| span.line)
        );
    }
    for link in &record.links {
        let _ = writeln!(
            text,
            "  {} {} ({}:{})",
            link.kind.as_str(),
            link.target,
            link.source.as_str(),
            link.span.map_or(0, |span| span.line)
        );
    }
    if !record.roles.decision_makers.is_empty() {
        let _ = writeln!(text, "  by {:?}, consulted {:?}", record.roles.decision_makers, record.roles.consulted);
    }
    for ConsideredOption { title, pros, cons, neutral, .. } in &record.options {
        let words =
            |arguments: &[adr::model::Argument]| arguments.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
        let _ = writeln!(text, "  option {title} +{:?} -{:?} ~{:?}", words(pros), words(cons), words(neutral));
    }
    if let Some(decision) = &record.decision {
        let _ = writeln!(text, "  chose {:?} because {:?}", decision.option, decision.because);
    }
    let _ = writeln!(text, "  {}", record.body.summary.as_deref().unwrap_or("-"));
    text
}

#[test]
fn every_dialect_is_read() {
    let (records, _) = read();
    insta::assert_snapshot!(records.iter().map(told).collect::<String>(), @r##"
    2 - job-broker [madr]
      title Which broker carries our jobs? (heading:8)
      status superseded (front-matter:2) `superseded by ADR-0003`
      date 2023-11-14 (front-matter:3)
      superseded-by 0003-keep-the-queue-in-postgres.md (front-matter:2)
      by ["Ines", "Tomasz"], consulted ["Operations"]
      option RabbitMQ +["it is made for this"] -["it is one more service"] ~["it has a user interface of its own"]
      option A table in Postgres +["nothing new runs"] -["polling costs queries"] ~[]
      chose Some("RabbitMQ") because Some("two of us have run it before")
      Jobs are lost when a worker dies. What carries them instead of memory?
    3 - keep-the-queue-in-postgres [nygard]
      title Keep the queue in Postgres (heading:1)
      status accepted (section:7) `Accepted`
      date 2024-03-05 (line:3)
      supersedes 0002-job-broker.md (section:9)
      We run four hundred jobs an hour, and a broker is one more thing that wakes us at night.
    5 - sign-in [plain]
      title Sign-in through the company directory (heading:1)
      status accepted (line:4) `Approved by the guild on 3/2/22`
      date 2022-02-03 (line:4)
      People have eleven passwords with us, and four of them are on paper.
    7 ADR 007 cosmos [plain]
      title Blocks carry their time (heading:1)
      status proposed (section:10) `PROPOSED, not implemented`
      date 2021-04-02 (changelog:5)
      Validators disagree about the time.
    8 - verschluesselung [plain]
      title Verschlüsselung ruhender Daten (heading:1)
      status superseded (line:3) `Ersetzt durch ADR 9`
      date 2023-03-19 (line:4)
      superseded-by 0009-chiffrement.md (line:3)
      Die Platten stehen in einem fremden Haus.
    9 - chiffrement [plain]
      title Chiffrement côté client (heading:1)
      status accepted (line:3) `accepté`
      date 2023-06-01 (line:4)
      Les disques sont chez un tiers, et les clés aussi.
    10 - 测试 [plain]
      title 用属性测试检查解析器 (heading:1)
      status accepted (section:11) `2017/11/24 完成`
      date 2017-11-23 (line:3)
      手写的样例不够。
    11 - untouched [plain]
      title Untouched (file-name:0)
      Somebody began and went to lunch.
    12 - badges [plain]
      title Rate limits at the edge (heading:9)
      status deprecated (section:15) `Depreciated.`
      date 2025-01-09 (front-matter:3)
      amended-by ADR-0003 (section:17)
      Bots ask a thousand times a second; people do not.
    - - event-bus [plain]
      title One bus for events (heading:1)
      date 2024-02-29 (file-name:0)
      Events of all services go over one bus.
    - - backups [plain]
      title Backups leave the country (heading:1)
      status draft (section:11) `Draft`
      date 2024-01-17 (file-name:0)
      We keep a copy where one flood cannot reach both.
    6 RFC 0006 tables [plain]
      title Numbers in tables are right-aligned (heading:1)
      status accepted (table:3) `Implemented`
      date 2022-05-17 (table:6)
      Columns of figures are easier to compare.
    4 ADR 4 logs [madr]
      title Logs leave the machines as JSON (heading:1)
      status accepted (line:3) `✅ Accepted`
      date 2024-06-08 (line:5)
      by ["Ines", "Tomasz"], consulted []
      option JSON lines +["machines read them"] -["people do not"] ~[]
      option Plain text +[] -[] ~[]
      chose Some("JSON lines") because Some("we search more than we read")
      Chosen option: "JSON lines", because we search more than we read.
    "##);
}

#[test]
fn what_is_doubtful_is_told() {
    let (_, mut findings) = read();
    adr::finding::sort(&mut findings);
    let lines: Vec<String> = findings
        .iter()
        .map(|finding| {
            let help = finding.help.as_deref().unwrap_or("-");
            format!("{}:{} {} {}; {help}", finding.path, finding.line(), finding.rule, finding.message)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r##"
    wild/0005-sign-in.md:4 ambiguous-date `Approved by the guild on 3/2/22` may be day/month or month/day; read as 2022-02-03; write `2022-02-03`
    wild/0011-untouched.md:0 no-title no title is stated; the file name gives `Untouched`; begin the text with a heading: `# How should we …?`
    wild/0011-untouched.md:3 untouched-status the status is still the template's list of choices; keep one of them: `Status: proposed`
    wild/0012-badges.md:15 misspelled-status `Depreciated.` is read as `deprecated`; write `deprecated`
    "##);
}
