//! Sums over a log are sums of draws.

use super::close;
use crate::analysis::testing::{settings, sign_in_record};
use crate::analysis::{Analysis, analyze, stats};
use crate::log::join;
use crate::model::{Book, FieldSource, LinkKind, Record, StatedLink, StatedStatus, Status};
use crate::source::{History, Snapshot};

fn numbered(number: u64, status: Status) -> Record {
    let mut record = sign_in_record().record;
    record.number = Some(number);
    record.stem = format!("{number:04}-a-decision-{number}");
    record.slug = format!("a-decision-{number}");
    record.path = format!("decisions/{}.md", record.stem);
    record.status =
        Some(StatedStatus { status, raw: status.to_string(), source: FieldSource::FrontMatter, span: None });
    record
}

fn analyzed(records: Vec<Record>) -> Analysis {
    let (log, _) = join(records, &Snapshot::default(), History::default());
    analyze(&log, &Book::default(), &settings(1_000)).0
}

#[test]
fn a_proposal_is_asked_for_and_takes_no_place_before_it_is_accepted() {
    let mut proposal = numbered(3, Status::Proposed);
    proposal.links.push(StatedLink {
        kind: LinkKind::Supersedes,
        target: "1".to_owned(),
        text: None,
        source: FieldSource::FrontMatter,
        span: None,
    });
    let analysis = analyzed(vec![numbered(1, Status::Accepted), numbered(2, Status::Accepted), proposal]);
    let draws: Vec<_> = analysis.decisions.iter().map(|one| &one.as_ref().expect("figures").chosen_draws).collect();
    let sum = |parts: &[&[f64]]| -> Vec<f64> {
        (0..parts[0].len()).map(|idx| parts.iter().map(|part| part[idx]).sum()).collect()
    };
    let [portfolio] = &analysis.portfolios[..] else { panic!("one currency") };
    assert_eq!((portfolio.record_count, portfolio.asked_count), (2, 1));
    let committed = stats::summary(&[&sum(&[&draws[0].cash, &draws[1].cash])]);
    close(portfolio.cash.expect("known").p95, committed.p95, 1e-6);
    close(portfolio.asked.expect("known").mean, stats::summary(&[&draws[2].cash]).mean, 1e-6);
    // The proposal takes the first record's place: the risk of that one goes when its own comes.
    let risk = analysis.decisions[2].as_ref().and_then(|one| one.log_loss.as_ref()).expect("the log has risks");
    let before = sum(&[&draws[0].annual_loss, &draws[1].annual_loss]);
    let after = sum(&[&draws[1].annual_loss, &draws[2].annual_loss]);
    close(risk.before.p95, stats::summary(&[&before]).p95, 1e-6);
    close(risk.after.p95, stats::summary(&[&after]).p95, 1e-6);
    // A record in force is left out of its own "before".
    let own = analysis.decisions[0].as_ref().and_then(|one| one.log_loss.as_ref()).expect("the log has risks");
    close(own.before.mean, stats::summary(&[&draws[1].annual_loss]).mean, 1e-6);
}

#[test]
fn a_log_without_figures_has_no_sums() {
    let mut plain = numbered(1, Status::Accepted);
    plain.options.clear();
    let analysis = analyzed(vec![plain]);
    assert!(analysis.decisions[0].is_none() && analysis.portfolios.is_empty());
}
