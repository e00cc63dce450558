//! Contracts and terms, side by side: a column an option that has one.

use crate::model::{ConsideredOption, Contract, Notice, Party, Renewal, Terms};
use crate::number::{Money, date_short, days, months_plain, stated_percent};
use crate::report::narrate::{Case, clean, stated_money};
use crate::report::{Content, Table, TableHead, TableRow};
use jiff::civil::Date;

/// What a board asks of every contract: a gap in one of these is said.
const ALWAYS: [&str; 3] = ["Ends", "Last day for notice", "Renews by itself"];

/// A term and what an option says of it.
type Said = (&'static str, Option<String>);

/// The contracts of all options; `None` where no option has one.
pub(super) fn table(case: &Case) -> Option<Table> {
    let options = &case.record.options;
    let has_any = |idx: &usize| options[*idx].contract.is_some() || options[*idx].terms.is_some();
    let columns: Vec<usize> = case.order.iter().copied().filter(has_any).collect();
    let said: Vec<Vec<Said>> = columns.iter().map(|idx| terms(case, &options[*idx])).collect();
    let has_contract = columns.iter().any(|idx| options[*idx].contract.is_some());
    let first = said.first()?;
    let rows = first
        .iter()
        .enumerate()
        .filter(|(idx, (term, _))| {
            (has_contract && ALWAYS.contains(term)) || said.iter().any(|terms| terms[*idx].1.is_some())
        })
        .map(|(idx, (term, _))| {
            let held = |text: Option<String>| text.map_or_else(|| Content::Word("not said".to_owned()), Content::Text);
            let cells = said.iter().map(|terms| held(terms[idx].1.clone()).into());
            let head = std::iter::once(Content::Text((*term).to_owned()).into());
            TableRow { does_turn: false, cells: head.chain(cells).collect() }
        })
        .collect();
    let heads = columns.iter().map(|idx| TableHead::new(case.name(*idx).label.clone()));
    Some(Table {
        caption: String::new(),
        has_cards: true,
        look: "cards txt tight terms",
        heads: std::iter::once(TableHead::new("The contract").explained("contract")).chain(heads).collect(),
        rows,
        ..Table::default()
    })
}

fn terms(case: &Case, option: &ConsideredOption) -> Vec<Said> {
    let today = case.input.as_of;
    let none = Contract::default();
    let contract = option.contract.as_ref().unwrap_or(&none);
    let terms = option.terms.as_ref();
    vec![
        ("Ends", ends(contract, today)),
        ("Last day for notice", notice(contract, today)),
        ("Renews by itself", renews(contract)),
        ("Notice given", contract.given.map(|given| given_by(given.by, given.on))),
        ("Price rises at most", contract.price_cap.map(|cap| format!("{} a year", stated_percent(cap)))),
        ("At least to pay", sum(&case.money, contract.minimum.as_ref(), " a year")),
        ("Leaving early costs", sum(&case.money, contract.break_fee.as_ref(), "")),
        ("Exclusive", terms.and_then(|terms| terms.exclusive).map(yes_or_no)),
        ("Result owned by", text(terms, |terms| terms.owner_of_result.as_deref())),
        ("Notice for leaving", text(terms, |terms| terms.exit_notice.as_deref())),
    ]
}

fn text<'a>(terms: Option<&'a Terms>, of: impl Fn(&'a Terms) -> Option<&'a str>) -> Option<String> {
    terms.and_then(of).map(clean)
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn sum(money: &Money, estimate: Option<&crate::model::Estimate>, each: &str) -> Option<String> {
    estimate.map(|estimate| format!("{}{each}", stated_money(money, estimate.form)))
}

/// "31 Jan 2030, from 1 Feb 2027", and what became of it where that is past.
fn ends(contract: &Contract, today: Date) -> Option<String> {
    let Some(written) = contract.ends else {
        return contract.starts.map(|starts| format!("not said; runs from {}", date_short(starts)));
    };
    let end = contract.end_on(today).unwrap_or(written);
    let on = date_short(end);
    Some(match () {
        () if contract.has_unknown_end(today) => format!("{on}; renewed since, until a day nobody wrote down"),
        () if end > written => format!("{on}, as renewed"),
        () if end < today => format!("{on}, which is past"),
        () => contract.starts.map_or_else(|| on.clone(), |starts| format!("{on}, from {}", date_short(starts))),
    })
}

/// "2 Nov 2029, 90 days before".
fn notice(contract: &Contract, today: Date) -> Option<String> {
    if contract.given.is_some() {
        return Some("notice is given".to_owned());
    }
    if contract.renews == Some(Renewal::No) {
        return Some("none needed".to_owned());
    }
    let length = contract.notice.map(length)?;
    Some(match contract.notice_date_on(today) {
        Some(day) if day < today => format!("{}, which is past", date_short(day)),
        Some(day) => format!("{}, {length} before", date_short(day)),
        None => format!("{length} before it ends"),
    })
}

fn renews(contract: &Contract) -> Option<String> {
    if contract.given.is_some() {
        return Some("no longer".to_owned());
    }
    Some(match contract.renews? {
        Renewal::No => "no".to_owned(),
        Renewal::Yes => "yes".to_owned(),
        Renewal::For(time) => format!("yes, for {}", length(time)),
    })
}

fn length(time: Notice) -> String {
    match time {
        Notice::Days(count) => days(i32::try_from(count).unwrap_or(i32::MAX)),
        Notice::Months(count) => months_plain(f64::from(count)),
    }
}

fn given_by(by: Option<Party>, on: Option<Date>) -> String {
    let by = match by {
        Some(Party::Us) => "by us",
        Some(Party::Supplier) => "by the supplier",
        None => "yes",
    };
    on.map_or_else(|| by.to_owned(), |on| format!("{by} on {}", date_short(on)))
}
