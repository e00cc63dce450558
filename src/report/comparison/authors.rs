//! Who estimated what, and when: the last change of each figure, as git knows it.

use crate::analysis::EstimateId;
use crate::number::{capitalized, count, count_word, date, listed};
use crate::report::narrate::{Case, Paragraph, Prose, clean, input_name};
use crate::report::parts::Block;
use crate::report::stated::change_of;
use crate::report::{CaptionStands, Content, Set, Table, TableBlock, TableHead, TableRow};
use crate::source::Change;

/// How many rows are listed.
const ROWS: usize = 40;

/// How many estimates are named in a row.
const NAMED: usize = 6;

/// The estimates of an option that one commit stated.
struct Group<'a> {
    option: usize,
    change: &'a Change,
    names: Vec<String>,
}

/// The estimates by option and commit; `None` where no history was read, or nothing is drawn.
pub(super) fn authors(case: &Case) -> Option<TableBlock> {
    let past = case.logged.past.as_ref()?;
    let analysis = case.analysis?;
    let mut groups: Vec<Group> = Vec::new();
    let (mut known_count, mut unknown_count) = (0, 0);
    for option in &case.order {
        let before = groups.len();
        for input in &analysis.inputs {
            let EstimateId::OfOption(of, _) = &input.id else { continue };
            if of != option {
                continue;
            }
            let Some(change) = change_of(&input.id, case.record, past) else {
                unknown_count += 1;
                continue;
            };
            known_count += 1;
            let name = input_name(case, &input.id);
            match groups[before..].iter_mut().find(|group| group.change == change) {
                Some(group) => group.names.push(name),
                None => groups.push(Group { option: *option, change, names: vec![name] }),
            }
        }
        groups[before..].sort_by_key(|group| std::cmp::Reverse(group.change.date));
    }
    if groups.is_empty() {
        return None;
    }
    let mut paragraphs = Vec::new();
    if unknown_count > 0 {
        let why = match case.input.log.history_cut {
            Some(cut) => cut.words(),
            None => "the commit that states them is still to be made",
        };
        let more = capitalized(&count(unknown_count, "estimate", "estimates"));
        paragraphs.push(Paragraph::of([Prose::of(format!("{more} more: nobody can tell, since {why}."))]));
    }
    let table = Table {
        caption:
            "The last commit that changed each figure, and its author and day. A figure that was only moved or laid \
                  out anew keeps its own."
                .to_owned(),
        caption_stands: CaptionStands::Below,
        has_cards: true,
        heads: vec![
            TableHead::new("Option"),
            TableHead::new("Estimates"),
            TableHead::new("By"),
            TableHead::new("On").held().set(Set::Whole),
            TableHead::new("Commit").held().set(Set::Whole),
        ],
        rows: groups.iter().take(ROWS).map(|group| row(case, group)).collect(),
        ..Table::default()
    };
    let block = Block {
        finding: finding(&groups, known_count),
        question: "Who estimated what, and when?",
        lead: Vec::new(),
        paragraphs,
    };
    Some(TableBlock { block, table: Some(table) })
}

/// "Ada stated seven of nine estimates, the last on 8 January 2026".
fn finding(groups: &[Group], total: usize) -> String {
    let mut by: Vec<(&str, usize)> = Vec::new();
    for group in groups {
        match by.iter_mut().find(|(author, _)| *author == group.change.author) {
            Some((_, count)) => *count += group.names.len(),
            None => by.push((&group.change.author, group.names.len())),
        }
    }
    by.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let newest = groups.iter().map(|group| group.change.date).max();
    let when = newest.map_or_else(String::new, |day| format!(", the last on {}", date(day)));
    match by.as_slice() {
        [(author, _)] => format!("{} stated every estimate{when}", clean(author)),
        [(author, most), ..] => {
            format!("{} stated {} of {} estimates{when}", clean(author), count_word(*most), count_word(total))
        }
        [] => String::new(),
    }
}

fn row(case: &Case, group: &Group) -> TableRow {
    let mut names: Vec<String> = group.names.iter().take(NAMED).cloned().collect();
    if group.names.len() > NAMED {
        names.push(format!("{} more", group.names.len() - NAMED));
    }
    let cells = [
        Content::Text(capitalized(&case.name(group.option).doing)),
        Content::Text(listed(&names)),
        Content::Text(clean(&group.change.author)),
        Content::Held(date(group.change.date)),
        Content::Small(group.change.short().to_owned()),
    ];
    TableRow { cells: cells.map(Into::into).to_vec(), ..TableRow::default() }
}
