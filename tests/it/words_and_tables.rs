//! Over the whole demo: no sentence contradicts the table beside it.

use crate::middle;
use crate::sandbox::Sandbox;
use crate::words::{plain, sentences, settings};
use adr::analysis::DecisionAnalysis;
use adr::analysis::information::StudyVerdict;
use adr::report::narrate::{Paragraph, Prose};
use adr::report::{self, BriefPage, ComparisonPage, Content, TableRow};
use adr::source::SourceFile;

/// Every comparison and brief of the demo, with its analysis.
fn demo(look: &mut dyn FnMut(&DecisionAnalysis, &BriefPage, &ComparisonPage)) {
    demo_on("2026-11-25", look);
}

fn demo_on(day: &str, look: &mut dyn FnMut(&DecisionAnalysis, &BriefPage, &ComparisonPage)) {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", day]).expect(0);
    let mut names: Vec<String> = std::fs::read_dir(sandbox.path().join("demo/decisions"))
        .expect("the demo has decisions")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let toml = SourceFile { path: "book.toml".to_owned(), text: sandbox.read("demo/book.toml").into(), decoding: None };
    let (book, _) = adr::record::book::parse(&toml);
    let texts: Vec<String> = names.iter().map(|name| sandbox.read(&format!("demo/decisions/{name}"))).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let settings = settings();
    let middle = middle::run(&files, &book, &settings);
    let input = middle.input(&book, &settings);
    let mut count = 0;
    for (idx, decision) in middle.analysis.decisions.iter().enumerate() {
        let Some(decision) = decision.as_ref().filter(|_| middle.log.records[idx].record.has_brief()) else { continue };
        look(decision, &report::brief(&input, idx), &report::comparison(&input, idx));
        count += 1;
    }
    assert!(count > 8, "{count} decisions with figures");
}

#[test]
fn no_sentence_of_the_demo_contradicts_its_table() {
    demo(&mut |decision, brief, page| {
        let name = &page.record_title;
        // Options stand in one order, with one set of figures.
        let options = page.options.as_ref().expect("options");
        let firsts: Vec<&str> = options.rows.iter().filter_map(|row| row.first.as_deref()).collect();
        assert_eq!(
            firsts.len(),
            decision.options.iter().filter(|option| !option.rank_shares.is_empty()).count(),
            "{name}"
        );
        // What the sliders add up is what the table says.
        if let Some(table) = page.contributions.as_ref().filter(|_| page.what_if.is_some()) {
            let weights: Vec<f64> = table.criteria.iter().map(|head| head.points.parse().expect("points")).collect();
            for row in table.rows.iter().filter(|row| row.is_running) {
                let total: f64 = row
                    .cells
                    .iter()
                    .zip(&weights)
                    .map(|(cell, weight)| {
                        cell.score.as_ref().and_then(|score| score.parse::<f64>().ok()).unwrap_or(0.0) * weight / 100.0
                    })
                    .sum();
                let printed = row.total.figure.as_ref().expect("a total").figure.clone();
                assert_eq!(format!("{total:.0}"), printed, "{name}: {}", row.option.label);
            }
        }
        // Findings count what their rows show.
        if let Some(table) = &page.scenarios {
            let rows = &table.table.as_ref().expect("shocks").rows;
            let holds = |row: &TableRow| row.cells[3].holds.plain();
            let undone = rows.iter().filter(|row| holds(row) == "No").count();
            let says_none = table.block.finding.contains("None of")
                || table.block.finding.contains("does not")
                || table.block.finding.contains("none would");
            assert_eq!(undone == 0, says_none, "{name}: {}", table.block.finding);
            let first = decision.leader.map(|leader| {
                &page.contributions.as_ref().expect("weighed").rows
                    [decision.order.iter().position(|idx| *idx == leader).expect("ranked")]
                .option
                .label
            });
            for row in rows {
                let (_, then) = &row.cells[3].joined[0];
                let stays = first.is_some_and(|first| then.plain() == *first);
                let what = row.cells[0].holds.plain();
                assert!(holds(row) == "Level" || stays == (holds(row) == "Yes"), "{name}: {what}");
            }
        }
        if let Some(turns) = &page.turns {
            assert!(turns.table.as_ref().is_none_or(|table| (1..=7).contains(&table.rows.len())), "{name}");
            let says_none = turns.block.finding.starts_with("No single estimate");
            let likely = decision.flips.iter().any(|flip| flip.likelihood.is_some_and(|chance| chance >= 0.05));
            assert_eq!(says_none, !likely, "{name}: {}", turns.block.finding);
        }
        if let (Some(finding_out), Some(study)) = (&page.finding_out, &decision.study) {
            let text = plain(&finding_out.block.lead.iter().map(Paragraph::plain).collect::<String>());
            assert_eq!(text.contains("so it pays."), study.verdict == StudyVerdict::Pays, "{name}: {text}");
            // The brief says the study in the same words.
            let doubt = sentences(&brief.doubt.lead);
            if let Some(sentence) = doubt.split(". ").find(|sentence| sentence.contains("the study costs")) {
                assert!(text.contains(sentence.trim_end_matches('.')), "{name}: {sentence}");
            }
        }
        if let Some(tornado) = &page.tornado {
            for row in &tornado.table.as_ref().expect("leads").rows {
                let Content::Bar(Some(bar)) = row.cells[2].holds else { panic!("{name}: a lead without its bar") };
                let is_on_both_sides = bar.low < Some(bar.zero) && bar.high > Some(bar.zero);
                assert!(row.does_turn || !is_on_both_sides, "{name}: {}", row.cells[0].holds.plain());
            }
        }
        // Title and recommendation of a brief do not say one sentence twice.
        let mut findings: Vec<&str> = brief.blocks().iter().map(|block| block.finding.as_str()).collect();
        findings.push(&brief.title);
        let count = findings.len();
        findings.sort_unstable();
        findings.dedup();
        assert_eq!(findings.len(), count, "{name}: a finding stands twice");
        // A total never stands bare: beside it stands its range or a neighbor.
        for prose in brief.recommendation.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences) {
            assert_totals_are_not_bare(prose, name);
        }
    });
}

/// What can be left out is left out, and what the authors wrote fits beside it, whatever the day.
#[test]
fn every_brief_of_the_demo_keeps_to_its_words() {
    let mut over = Vec::new();
    for day in ["2026-11-25", "2027-01-09", "2027-06-30"] {
        demo_on(day, &mut |_, brief, page| {
            if brief.word_count() > report::WORD_BUDGET {
                over.push(format!("{day} {}: {}", page.record_title, brief.word_count()));
            }
        });
    }
    assert_eq!(over, Vec::<String>::new());
}

fn assert_totals_are_not_bare(prose: &Prose, name: &str) {
    let totals: Vec<&str> =
        prose.pieces.iter().filter(|piece| piece.method == Some("total")).map(|piece| piece.text.as_str()).collect();
    let has_range = totals.iter().all(|total| total.contains('('));
    assert!(totals.is_empty() || totals.len() > 1 || has_range, "{name}: {}", prose.plain());
}
