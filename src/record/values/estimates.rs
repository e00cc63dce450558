//! Estimates in all their forms, and numbers that stand alone, with what their quantity allows.

use crate::finding::Finding;
use crate::model::{Basis, Currency, Distribution, Estimate, EstimateFault, Form, Quantity, Shape};
use crate::record::values::written::{self, Doubt, Number, NumberFault};
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value};
use serde::Deserialize;

/// An estimate with its shape and where it comes from.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct EstimateSchema {
    range: Option<NodeId>,
    shape: Option<NodeId>,
    source: Option<NodeId>,
    by: Option<NodeId>,
    on: Option<NodeId>,
}

/// Currencies whose sign is a dollar.
const DOLLARS: [&str; 10] = ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL", "CLP"];
/// Codes that share `¥` and `£` with the first that has the sign.
const SHARED: [(&str, &[&str]); 3] = [("JPY", &["CNY"]), ("USD", &DOLLARS), ("GBP", &["EGP", "FKP", "GIP", "SHP"])];

/// How the numbers of an estimate are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    /// `a`
    Alone,
    /// `a to b`
    Range,
    /// `a / m / b`
    Points,
    /// `[a, b]` or `[a, m, b]`
    List,
}

impl Reader<'_> {
    /// What is known of one quantity.
    pub(crate) fn estimate(&self, node: Option<NodeId>, quantity: Quantity) -> Option<Estimate> {
        let node = node?;
        if !self.tree.is_map(node) {
            return self.checked(node, self.bare_estimate(node, quantity)?, quantity);
        }
        let schema: EstimateSchema = self.read(node);
        let Some(range) = schema.range else {
            let message = "an estimate in braces needs its numbers in `range`";
            self.error("bad-estimate", node, message, Some("write `{ range: 120k to 250k, source: … }`".to_owned()));
            return None;
        };
        let mut estimate = self.bare_estimate(range, quantity)?;
        estimate.shape = self.word(schema.shape, &Shape::ALL);
        estimate.basis = Basis { source: self.text(schema.source), by: self.text(schema.by), on: self.date(schema.on) };
        self.checked(range, estimate, quantity)
    }

    /// One number, without any doubt about it.
    pub(crate) fn number(&self, node: Option<NodeId>, quantity: Quantity) -> Option<f64> {
        let node = node?;
        let text = self.scalar(node)?;
        if let (Joined::Range | Joined::Points, parts) = split(text)
            && parts.iter().all(|part| written::number(part).is_ok())
        {
            let message = format!("`{text}` is an estimate, and one number belongs here");
            let help = format!("write the number that is meant, such as `{}`", parts[parts.len() / 2]);
            self.error("bad-number", node, message, Some(help));
            return None;
        }
        let number = self.settled(node, text, quantity)?;
        let value = number.value;
        self.checked(node, Estimate { written: text.to_owned(), ..Estimate::certain(value) }, quantity)?;
        Some(value)
    }

    fn bare_estimate(&self, node: NodeId, quantity: Quantity) -> Option<Estimate> {
        let (joined, texts): (_, Vec<(NodeId, String)>) = if let Value::List(items) = self.tree.value(node) {
            let texts = items.iter().filter_map(|item| Some((*item, self.scalar(*item)?.to_owned())));
            (Joined::List, texts.collect())
        } else {
            let text = self.scalar(node)?;
            let (joined, parts) = split(without_unit(text, quantity));
            (joined, parts.into_iter().map(|part| (node, part.to_owned())).collect())
        };
        let texts = share_percent(texts, quantity);
        let numbers: Vec<Number> =
            texts.iter().map(|(at, text)| self.settled(*at, text, quantity)).collect::<Option<_>>()?;
        let form = match (joined, numbers.as_slice()) {
            (Joined::Alone, [only]) => Form::Certain(only.value),
            (Joined::List | Joined::Range, [low, high]) => Form::Range { low: low.value, high: high.value },
            (Joined::List | Joined::Points, [low, likely, high]) => {
                Form::Points { low: low.value, likely: likely.value, high: high.value }
            }
            _ => {
                self.misjoined(node, joined, &texts);
                return None;
            }
        };
        if let (Some(first), Some(last)) = (numbers.first(), numbers.last())
            && last.has_suffix
            && !first.has_suffix
            && first.value > 0.0
            && first.value < 1000.0
            && last.value >= 100.0 * first.value
        {
            let suffix = texts.last().map_or("", |(_, text)| text.trim_start_matches(|c: char| !c.is_alphabetic()));
            let low = &texts[0].1;
            let message = format!("`{low}` has no `{suffix}`, so this reaches from {low} on");
            self.warning("bad-estimate", node, message, Some(format!("write `{low}{suffix}` if that is meant")));
        }
        let between = if numbers.len() == 2 { " to " } else { " / " };
        let written = match self.tree.text(node) {
            Some(text) => text.trim().to_owned(),
            None => texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(between),
        };
        Some(Estimate { form, shape: None, written, basis: Basis::default(), span: self.tree.span(node) })
    }

    fn misjoined(&self, node: NodeId, joined: Joined, texts: &[(NodeId, String)]) {
        let parts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let (message, help) = match (joined, parts.as_slice()) {
            (Joined::Points, [low, high]) => {
                ("two numbers are a range, not points".to_owned(), format!("write `{low} to {high}`"))
            }
            (Joined::Range, [low, likely, high]) => {
                ("three numbers are joined by `/`".to_owned(), format!("write `{low} / {likely} / {high}`"))
            }
            (_, parts) => (
                format!("an estimate has one, two or three numbers, and {} stand here", parts.len()),
                "write `160k`, `120k to 250k` or `120k / 160k / 250k`; a number with commas needs quotes".to_owned(),
            ),
        };
        self.error("bad-estimate", node, message, Some(help));
    }

    /// One number that fits its quantity.
    fn settled(&self, node: NodeId, text: &str, quantity: Quantity) -> Option<Number> {
        let number = match written::number(text) {
            Ok(number) => number,
            Err(fault) => {
                let (message, help) = (fault.message(text), range_help(text).unwrap_or_else(|| fault.help(text)));
                let rule = if fault == NumberFault::NotFinite { "bad-estimate" } else { "bad-number" };
                self.error(rule, node, message, Some(help));
                return None;
            }
        };
        match number.doubt {
            Some(Doubt::ThousandsDot) => {
                let meant = text.replace('.', "_");
                let message = format!("`{text}` is read with three decimals");
                let help = format!("write `{meant}` if thousands are meant, else drop the last zeros");
                self.warning("ambiguous-number", node, message, Some(help));
            }
            Some(Doubt::LeadingZeros) => {
                let message = format!("`{text}` starts with 0, and some readers take that for an octal number");
                let help = format!("write `{}`", text.trim_start_matches('0'));
                self.warning("ambiguous-number", node, message, Some(help));
            }
            None => {}
        }
        if let Some(sign) = &number.currency {
            self.check_currency(node, sign, quantity)?;
        }
        self.check_percent(node, text, &number, quantity)?;
        Some(number)
    }

    fn check_percent(&self, node: NodeId, text: &str, number: &Number, quantity: Quantity) -> Option<()> {
        let (message, help) = match quantity {
            Quantity::Money if number.is_percent => {
                (format!("`{text}` is a percent, and money belongs here"), "write a sum such as `250k`".to_owned())
            }
            Quantity::Months | Quantity::Hours | Quantity::Driver if number.is_percent => {
                (format!("`{text}` is a percent, and {} here", belongs(quantity)), "write a plain number".to_owned())
            }
            Quantity::Level if number.is_percent => {
                let plain = text.trim_end_matches(['%', ' ']);
                (format!("`{text}` is a percent, and a level out of 100 belongs here"), format!("write `{plain}`"))
            }
            Quantity::Percent if !number.is_percent && number.value.abs() > 1.0 => {
                let text = text.trim();
                (
                    format!("`{text}` without a percent sign would be {}%", number.value * 100.0),
                    format!("write `{text}%`"),
                )
            }
            Quantity::Chance if !number.is_percent && number.value > 1.0 && number.value <= 100.0 => {
                (format!("`{text}` is no chance: these reach from 0 to 1"), format!("write `{}%`", text.trim()))
            }
            _ => return Some(()),
        };
        self.error("bad-estimate", node, message, Some(help));
        None
    }

    /// Whether this sign or code is the record's; the first one seen becomes it where none is stated.
    fn check_currency(&self, node: NodeId, sign: &str, quantity: Quantity) -> Option<()> {
        if !matches!(quantity, Quantity::Money | Quantity::NaturalLevel) {
            let message = format!("`{sign}` is money, and {} here", belongs(quantity));
            self.error("bad-estimate", node, message, Some("write a plain number".to_owned()));
            return None;
        }
        let seen = Currency::parse(sign)?;
        let mut ours = self.currency.borrow_mut();
        let Some(ours) = ours.as_ref() else {
            *ours = Some(seen);
            return Some(());
        };
        let is_shared_sign = !sign.is_ascii() || sign == "$";
        let shares = |code: &str| SHARED.iter().any(|(first, others)| *first == seen.code() && others.contains(&code));
        if *ours == seen || (is_shared_sign && shares(ours.code())) {
            return Some(());
        }
        let message = format!("`{sign}` is not the currency of this record, {}", ours.code());
        let help = format!("write the figure in {}, or state `currency: {}`", ours.code(), seen.code());
        self.error("currency-mismatch", node, message, Some(help));
        None
    }

    fn checked(&self, node: NodeId, estimate: Estimate, quantity: Quantity) -> Option<Estimate> {
        let fault = match estimate.distribution(quantity) {
            Ok(distribution) => {
                let is_range = matches!(estimate.form, Form::Range { .. }) && estimate.shape.is_none();
                if is_range && matches!(distribution, Distribution::Uniform { .. }) {
                    let message = "a range from 0 is read as every value equally likely, up to a little above its end";
                    let finding = Finding::note("range-from-zero", self.path, self.tree.span(node), message);
                    self.say(finding.with_help("name a `shape`, or start above 0"));
                }
                return Some(estimate);
            }
            Err(fault) => fault,
        };
        let help = match (&fault, estimate.form) {
            (EstimateFault::Reversed, Form::Range { .. }) => "write the lower number first".to_owned(),
            (EstimateFault::Reversed, _) => "write `lowest / most likely / highest`".to_owned(),
            (EstimateFault::NeedsThreePoints(_), _) => "write `low / likely / high`, or leave out `shape`".to_owned(),
            (EstimateFault::NeedsRange(_), _) => "write `low to high`, or leave out `shape`".to_owned(),
            (EstimateFault::Negative, _) if quantity == Quantity::Money => {
                "write costs and benefits as positive numbers".to_owned()
            }
            (EstimateFault::Negative, _) => "write 0 or more".to_owned(),
            (EstimateFault::LognormalFromZero, _) => "start above 0, or name another `shape`".to_owned(),
            (EstimateFault::OutsideScale { low, high }, _) => format!("write numbers from {low} to {high}"),
            (EstimateFault::NotFinite, _) => "write the largest number that you mean".to_owned(),
        };
        self.error("bad-estimate", node, format!("`{}`: {fault}", estimate.written), Some(help));
        None
    }
}

/// Cuts `a to b`, `a–b` and `a / m / b` into their numbers.
fn split(text: &str) -> (Joined, Vec<&str>) {
    let parts = |joined, separator: &str| (joined, text.split(separator).map(str::trim).collect());
    if text.contains('/') {
        parts(Joined::Points, "/")
    } else if text.contains(" to ") {
        parts(Joined::Range, " to ")
    } else if text.contains('\u{2013}') {
        parts(Joined::Range, "\u{2013}")
    } else {
        (Joined::Alone, vec![text])
    }
}

/// `6 to 8 months`: the unit that the key has anyhow.
fn without_unit(text: &str, quantity: Quantity) -> &str {
    let units: &[&str] = match quantity {
        Quantity::Months => &["months", "month"],
        Quantity::Hours => &["hours", "hour", "h"],
        Quantity::Rate | Quantity::Chance => &["a year", "per year", "times a year"],
        _ => &[],
    };
    let bare = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    bare.trim_end()
}

/// `2 to 4%` means percents at both ends.
fn share_percent(texts: Vec<(NodeId, String)>, quantity: Quantity) -> Vec<(NodeId, String)> {
    let last_is_percent = texts.last().is_some_and(|(_, text)| text.ends_with('%'));
    if !last_is_percent || !matches!(quantity, Quantity::Percent | Quantity::Chance | Quantity::Rate) {
        return texts;
    }
    let with_sign = |text: String| if text.ends_with('%') { text } else { format!("{text}%") };
    texts.into_iter().map(|(at, text)| (at, with_sign(text))).collect()
}

/// `120k-250k` and `120k..250k`: what a range looks like here.
fn range_help(text: &str) -> Option<String> {
    for separator in ["..", "-", "\u{2014}", "~", " bis ", " and ", " or "] {
        if let Some((low, high)) = text.split_once(separator)
            && written::number(low).is_ok()
            && written::number(high).is_ok()
        {
            return Some(format!("write a range as `{} to {}`", low.trim(), high.trim()));
        }
    }
    None
}

fn belongs(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Money => "money belongs",
        Quantity::Months => "months belong",
        Quantity::Hours => "hours belong",
        Quantity::Rate => "times a year belong",
        Quantity::Chance => "a chance belongs",
        Quantity::Driver => "a count belongs",
        Quantity::Level => "a level out of 100 belongs",
        Quantity::NaturalLevel => "a level belongs",
        Quantity::Percent => "a percent belongs",
    }
}
