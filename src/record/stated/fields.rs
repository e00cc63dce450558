//! `key: value` lines and table rows: what a record says about itself outside of prose.

use crate::model::{FieldSource, LinkKind};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::stated::dates::DayOrder;
use crate::record::stated::decided;
use crate::record::stated::status_words;
use crate::record::stated::unaccented::{unaccented, written_out};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Which day a date stands for, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateRole {
    /// "Date".
    Date,
    /// When it was decided.
    Decided,
    /// When it was written or begun.
    Created,
    /// When it was last changed.
    Updated,
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// Its status.
    Status,
    /// A status where nothing else states one: a key that others use for a task, or a flag.
    State,
    /// A date.
    Date(DateRole),
    /// Its title.
    Title,
    /// Its number.
    Number,
    /// A link.
    Link(LinkKind),
    /// Who decides.
    DecisionMakers,
    /// Who was asked.
    Consulted,
    /// Who was told.
    Informed,
    /// Who wrote it.
    Authors,
    /// Something else that a record says about itself: it shows that the line is a field.
    Other,
}

/// One field as it stands in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// What it means.
    pub key: Key,
    /// Bytes of its value.
    pub value: Range<usize>,
    /// Its line.
    pub line_idx: usize,
    /// A line or a table.
    pub source: FieldSource,
}

/// Lower case, without `-`, `_`, white space and markup.
pub(crate) fn fold_key(key: &str) -> String {
    // Nearly all of them are plain letters.
    if key.is_ascii() {
        let is_kept = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, 0x0B | b'-' | b'_' | b'*' | b'`');
        let mut folded = String::with_capacity(key.len());
        folded.extend(key.bytes().filter(is_kept).map(|byte| char::from(byte.to_ascii_lowercase())));
        return folded;
    }
    key.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '*' | '`' | '‐' | '\u{307}'))
        .flat_map(char::to_lowercase)
        .filter(|c| *c != '\u{307}')
        .collect()
}

/// What keys mean: words folded, with a space between them.
const MEANINGS: [(Key, &str); 20] = [
    (
        Key::Status,
        "status adrstatus rfcstatus decisionstatus currentstatus statut estado durum stato état 状态 狀態 ステータス 上态 \
         proposalstatus documentstatus recordstatus statushistory statusverlauf toestand stan situação situacao статус состояние 상태 状態 状況",
    ),
    (Key::State, "state"),
    (
        Key::Date(DateRole::Date),
        "date datum fecha data tarih 日期 日付 时间 dateofdecision adrdate дата dato 날짜 일자 日時",
    ),
    (
        Key::Date(DateRole::Decided),
        "decisiondate dateaccepted dateapproved datedecided decided decidedon accepteddate acceptedon approvedon \
         approvaldate accepted approved decisiontaken entschiedenam dateadopted adoptedon ratified datededécision \
         décidéle fechadedecisión datadecisione datadidecisione datadadecisão datadecyzji besluitdatum datumbesluit \
         entscheidungsdatum датарешения датапринятия 결정일 승인일 決定日 承認日 决定日期",
    ),
    (
        Key::Date(DateRole::Created),
        "created creationdate createdon createdat startdate datestarted introduced since datedocumented \
         dateofsubmission datecreated submitted dateproposed proposed proposedon datesubmitted started erstellt \
         erstelltam published authored datewritten creado firstdraft issued dateissued drafted opened créé crééle \
         datedecréation datadicreazione datacriação aangemaakt datautworzenia создано датасоздания 작성일 作成日 创建日期",
    ),
    (
        Key::Date(DateRole::Updated),
        "updated lastupdated lastupdate lastmodified modified dateupdated updatedon updatedat lastmodifieddate \
         lastupdateddate lastrevised revised aktualisiert lastedited dateofupdate lastchanged lastchange geändert \
         datemodified misàjour datemiseàjour actualizado aggiornato atualizado bijgewerkt zaktualizowano обновлено 수정일 \
         更新日",
    ),
    (Key::Title, "title name titel titre título feature featurename 標題 标题"),
    (
        Key::Number,
        "number adr adrid adrnumber id nummer rfc rfcnumber proposalnumber no identifier tepnumber kepnumber \
         decisionid",
    ),
    (
        Key::Link(LinkKind::Supersedes),
        "supersedes supercedes superseeds superceeds supersededadr replaces obsoletes ersetzt remplace supersede",
    ),
    (
        Key::Link(LinkKind::SupersededBy),
        "supersededby supercededby superceededby replacedby obsoletedby ersetztdurch remplacépar superseded \
         superceded",
    ),
    (Key::Link(LinkKind::Amends), "amends updates extends modifies refines"),
    (Key::Link(LinkKind::AmendedBy), "amendedby updatedby extendedby modifiedby refinedby"),
    (Key::Link(LinkKind::DependsOn), "dependson requires dependsupon"),
    (Key::Link(LinkKind::Enables), "enables requiredby"),
    (
        Key::Link(LinkKind::Related),
        "related relatedto relatesto seealso relatedadrs relatedadr relateddecisions relatedrfcs relatedrecords \
         relatedproposals",
    ),
    (
        Key::DecisionMakers,
        "deciders decisionmakers decisionmaker decider decidedby approvers entscheider décideurs decisores decisori beslissers \
         decydenci autorizadores принялирешение решающие 결정자 決定者 \
         acceptedby approvedby",
    ),
    (Key::Consulted, "consulted reviewers reviewedby"),
    (Key::Informed, "informed"),
    (Key::Authors, "author authors autor autores autoren auteur auteurs yazar 作者 writtenby createdby proposedby"),
    (
        Key::Other,
        "owner owners tags tag area category version reviewer champion champions implementation implementedin \
         issue issues tracking trackingissue technicalstory ticket pr prs pullrequest rfcpr approver sponsor \
         contact team type scope reviewdate review discussion discussionat stakeholders commentsdue impact \
         discussiondeadline feedbackdeadline priority component components topic topics keywords jira epic \
         lastreviewed nextreview revisión révision participants driver contributors editor language target milestone supersedesnone links link references \
         project decisiontype",
    ),
];

/// The same by key, with and without accents: every line of a head is asked, and there are too many to compare it with
/// each.
static KNOWN: LazyLock<HashMap<String, Key>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let names = || MEANINGS.iter().flat_map(|(key, names)| names.split_whitespace().map(|name| (name, *key)));
    known.extend(names().map(|(name, key)| (name.to_owned(), key)));
    for (name, key) in names().filter(|(name, _)| !name.is_ascii()) {
        for spelling in [Some(unaccented(name)), written_out(name)].into_iter().flatten() {
            known.entry(spelling).or_insert(key);
        }
    }
    known
});

/// What a folded key means, if we know it.
pub(crate) fn meaning(folded: &str) -> Option<Key> {
    // `Author(s)`, `RFC #`.
    let folded = folded.trim_end_matches('#').trim_end_matches("(s)");
    KNOWN.get(folded).copied()
}

/// Whether a section of this folded name holds what is known of a record.
pub(crate) fn is_metadata(folded: &str) -> bool {
    matches!(
        folded,
        "metadata"
            | "meta"
            | "info"
            | "information"
            | "documentinformation"
            | "header"
            | "details"
            | "adrmetadata"
            | "documentmetadata"
            | "adrinfo"
            | "overview"
            | "recordmetadata"
            | "frontmatter"
            | "tracking"
            | "status"
    )
}

/// Fields of the lines `from..to`, tables among them.
pub(crate) fn read(outline: &Outline<'_>, from: usize, to: usize) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut idx = from;
    while idx < to {
        let line = outline.line(idx);
        if line.trim_start().starts_with('|') || (is_rule(outline, idx + 1, to) && line.contains('|')) {
            let end = (idx..to).find(|next| !outline.line(*next).contains('|')).unwrap_or(to);
            read_table(outline, idx, end, &mut fields);
            idx = end.max(idx + 1);
            continue;
        }
        let start = outline.lines[idx].start;
        for (key, value) in line_fields(line) {
            let value = start + value.start..start + value.end;
            let value = if outline.masked[value.clone()].trim().is_empty() {
                value_below(outline, idx, to).unwrap_or(value)
            } else {
                value
            };
            fields.push(Field { key, value, line_idx: idx, source: FieldSource::Line });
        }
        idx += 1;
    }
    fields
}

/// A label on its own line takes the next line of text, unless that is a field itself.
fn value_below(outline: &Outline<'_>, idx: usize, to: usize) -> Option<Range<usize>> {
    let below = (idx + 1..to.min(idx + 4)).find(|next| !outline.line(*next).trim().is_empty())?;
    let line = outline.line(below);
    let is_nested =
        line.len() - line.trim_start().len() > outline.line(idx).len() - outline.line(idx).trim_start().len();
    let is_item = line.trim_start().starts_with(['-', '*', '+', '|', '#']);
    if !line_fields(line).is_empty() || (is_item && !is_nested) {
        return None;
    }
    let (start, lead, end) = (outline.lines[below].start, lead_length(line), line.trim_end().len());
    // A mark without a word after it says nothing.
    (lead < end).then(|| start + lead..start + end)
}

/// Several fields in a line, where at least two parts are fields; else one, or none.
pub(crate) fn line_fields(line: &str) -> Vec<(Key, Range<usize>)> {
    if line.trim().is_empty() {
        return Vec::new();
    }
    let may_hold_several = !line.is_ascii() || line.contains('|');
    for separator in [" | ", " · ", " • "] {
        if !may_hold_several || !line.contains(separator) {
            continue;
        }
        let mut at = 0;
        let mut fields = Vec::new();
        for part in line.split(separator) {
            if let Some((key, value)) = one_field(part).filter(|(_, value)| !value.is_empty()) {
                fields.push((key, at + value.start..at + value.end));
            }
            at += part.len() + separator.len();
        }
        if fields.len() >= 2 {
            return fields;
        }
    }
    one_field(line).into_iter().collect()
}

/// Bytes of indent, quote, list marks, emphasis and signs before the first letter.
pub(crate) fn lead_length(line: &str) -> usize {
    let mut rest = line;
    loop {
        let next = rest.trim_start().trim_start_matches(['>', '*', '-', '+', '_', '•', '·', '–']);
        let next = strip_ordinal(next);
        if next.len() == rest.len() {
            return line.len() - rest.len();
        }
        rest = next;
    }
}

fn strip_ordinal(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = &text[digits..];
    match after.strip_prefix(['.', ')']) {
        Some(rest) if (1..=2).contains(&digits) && rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

fn one_field(line: &str) -> Option<(Key, Range<usize>)> {
    let lead = lead_length(line);
    // Emoji before the key.
    let lead = lead + line[lead..].find(|c: char| c.is_alphanumeric() || c == '[')?;
    let rest = &line[lead..];
    if lead > 40 {
        return None;
    }
    let (key_end, value_start) = key_end(rest, line[..lead].ends_with("**"))?;
    let folded = fold_key(rest[..key_end].trim_matches(['[', ']']));
    let key = meaning(&folded)?;
    let value = &rest[value_start..];
    let trimmed = value.trim_start_matches([' ', '\t', '*', '_', ':', '\u{a0}', '：']);
    let start = lead + value_start + (value.len() - trimmed.len());
    // Emphasis around the whole field ends behind the value.
    let mut end = line.trim_end().trim_end_matches('\\').trim_end().len();
    if line[..lead].ends_with('_') && line[..end].ends_with('_') && !line[lead..end - 1].contains('_') {
        end -= 1;
    }
    Some((key, start.min(end)..end))
}

/// Where the key ends and where the value starts.
fn key_end(rest: &str, is_bold: bool) -> Option<(usize, usize)> {
    let window = &rest[..inline::floor(rest, 60)];
    let colon = window.find([':', '：']).map(|at| (at, at + rest[at..].chars().next().map_or(1, char::len_utf8)));
    let bold = is_bold.then(|| window.find("**").map(|at| (at, at + 2))).flatten();
    match (colon, bold) {
        // `**Key.** value` and `**Key** value`.
        (colon, Some((end, value))) if colon.is_none_or(|(at, _)| at > end + 3) => {
            let key = rest[..end].trim_end_matches('.').trim_end();
            Some((key.len(), value))
        }
        (Some((end, value)), _) => Some((end, value)),
        (None, _) => None,
    }
}

fn is_rule(outline: &Outline<'_>, idx: usize, to: usize) -> bool {
    idx < to && {
        let line = outline.line(idx).trim();
        line.contains("--")
            && line.contains('|')
            && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+' | '='))
    }
}

pub(crate) fn cells(line: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = line.len() - line.trim_start().len();
    if line[start..].starts_with('|') {
        start += 1;
    }
    let end = line.trim_end().len();
    let bytes = line.as_bytes();
    let first = start;
    for position in first..end {
        if bytes[position] == b'|' && (position == 0 || bytes[position - 1] != b'\\') {
            cells.push(start..position);
            start = position + 1;
        }
    }
    if start < end {
        cells.push(start..end);
    }
    cells
}

fn read_table(outline: &Outline<'_>, from: usize, to: usize, fields: &mut Vec<Field>) {
    let absolute = |line_idx: usize, cell: &Range<usize>| {
        let start = outline.lines[line_idx].start;
        start + cell.start..start + cell.end
    };
    let key_in = |line: &str, cell: &Range<usize>| {
        let plain = inline::plain(&line[cell.clone()]);
        meaning(&fold_key(plain.trim_end_matches([':', '：', '.'])))
    };
    let mut push = |key, value, line_idx| fields.push(Field { key, value, line_idx, source: FieldSource::Table });
    let header = outline.line(from);
    let header_cells = cells(header);
    // Keys above, values below: at least two known keys in the head, which are no row of their own.
    let across = header_cells.iter().filter(|cell| key_in(header, cell).is_some()).count();
    let below = if from + 2 < to { outline.line(from + 2) } else { "" };
    let values = cells(below);
    let is_column_below = values.first().is_some_and(|cell| key_in(below, cell).is_some());
    // `| Status | Accepted |` as the first row: `Accepted` is the value, though it could be a key.
    let is_pair = header_cells.len() == 2 && status_words::is_status_alone(&header[header_cells[1].clone()], &[]);
    if across >= 2 && is_rule(outline, from + 1, to) && !values.is_empty() && !is_column_below && !is_pair {
        let date = header_cells.iter().position(|cell| matches!(key_in(header, cell), Some(Key::Date(_))));
        let row = date.and_then(|column| latest_row(outline, from + 2..to, column)).unwrap_or(from + 2);
        for (key, value) in header_cells.iter().zip(cells(outline.line(row))) {
            if let Some(key) = key_in(header, key) {
                push(key, absolute(row, &value), row);
            }
        }
        return;
    }
    let is_headed = is_rule(outline, from + 1, to) && !is_pair;
    let says_status = |line: &str, cells: &[Range<usize>]| {
        !matches!(status_words::read(&line[cells[1].clone()], &[]), status_words::Reading::Unknown)
    };
    if is_headed && is_explaining(outline, from + 2..to) {
        return;
    }
    for idx in from..to {
        let line = outline.line(idx);
        let cells = cells(line);
        if cells.len() >= 2
            && let Some(key) = key_in(line, &cells[0])
        {
            // "Status | Meaning" above a table names its columns.
            let is_head = idx == from && is_headed && (key_in(line, &cells[1]).is_some() || across == 1);
            let has_rows = || (from + 2..to).any(|row| is_key_row(outline.line(row)));
            if is_head && key == Key::Status && !says_status(line, &cells) && !has_rows() {
                continue;
            }
            push(key, absolute(idx, &cells[1]), idx);
        } else if cells.len() == 1 {
            for (key, value) in line_fields(&line[cells[0].clone()]) {
                push(key, absolute(idx, &(cells[0].start + value.start..cells[0].start + value.end)), idx);
            }
        }
    }
}

/// The row with the latest day in a column; of a table with one row that one.
fn latest_row(outline: &Outline<'_>, rows: Range<usize>, column: usize) -> Option<usize> {
    let day = |row: usize| {
        let line = outline.line(row);
        decided::day(&line[cells(line).get(column)?.clone()], DayOrder::Unknown)
    };
    rows.filter_map(|row| Some((day(row)?.date, row))).max().map(|(_, row)| row)
}

/// Whether a row begins with a key that is no status: such tables hold fields.
fn is_key_row(line: &str) -> bool {
    cells(line).first().is_some_and(|cell| {
        let plain = inline::plain(&line[cell.clone()]);
        meaning(&fold_key(plain.trim_end_matches([':', '：', '.']))).is_some()
            && !status_words::is_status_alone(&plain, &[])
    })
}

/// Whether rows name one status after the other and say what each means.
fn is_explaining(outline: &Outline<'_>, rows: Range<usize>) -> bool {
    let is_told = |row: usize| {
        let line = outline.line(row);
        match cells(line).as_slice() {
            [name, told, ..] => {
                let told = &line[told.clone()];
                status_words::is_status_alone(&line[name.clone()], &[])
                    && told.split_whitespace().count() >= 2
                    && !told.bytes().any(|byte| byte.is_ascii_digit())
                    && !told.contains("](")
            }
            _ => false,
        }
    };
    rows.len() >= 2 && rows.clone().all(is_told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(Key, String)> {
        let outline = Outline::read(text, 0);
        let fields = read(&outline, 0, outline.lines.len());
        fields.into_iter().map(|field| (field.key, text[field.value].trim().to_owned())).collect()
    }

    #[test]
    fn a_label_above_an_empty_quote_says_nothing() {
        assert_eq!(values("Status: \n> \n"), [(Key::Status, String::new())]);
        assert_eq!(values("Status: \n> accepted\n"), [(Key::Status, "accepted".to_owned())]);
    }

    #[test]
    fn lines_in_every_dress() {
        for text in [
            "Status: A",
            "* Status: A",
            "- **Status:** A",
            "**Status**: A",
            "> _Status_: A",
            "- **Status.** A",
            "**Status** A",
            "Status :\u{a0}A",
            "## 📌 x\n📌 Status: A",
            "Status:\n\nA",
            "状态：A",
            "| Status | A |",
            "|**Status**|A|",
        ] {
            assert_eq!(values(text), [(Key::Status, "A".to_owned())], "{text}");
        }
    }

    #[test]
    fn several_in_a_line_or_across_a_table() {
        let expected = [(Key::Status, "A".to_owned()), (Key::Date(DateRole::Date), "2020-01-31".to_owned())];
        assert_eq!(values("**Status:** A | **Date:** 2020-01-31"), expected);
        assert_eq!(values("| Status | Date |\n|---|---|\n| A | 2020-01-31 |"), expected);
    }
}
