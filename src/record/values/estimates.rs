//! Estimates in all their forms, and numbers that stand alone, with what their quantity allows.

use crate::model::{Basis, Estimate, Form, Quantity, Shape};
use crate::record::placeholder::{asks_for_a_figure, names_nothing};
use crate::record::values::helps::{Wanted, example, mended, points_example, range_example};
use crate::record::values::spelled::{
    Joined, Period, around, part, share_ending, split, split_bound, split_period, without_unit,
};
use crate::record::values::written::{self, Doubt, Number, NumberFault};
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value};
use schemars::JsonSchema;
use serde::Deserialize;

/// An estimate with its shape and where it comes from.
#[derive(Default, Deserialize, JsonSchema)]
#[schemars(extend("required" = ["range"]))]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct EstimateSchema {
    range: Option<NodeId>,
    holds: Option<NodeId>,
    shape: Option<NodeId>,
    source: Option<NodeId>,
    by: Option<NodeId>,
    on: Option<NodeId>,
}

impl Reader<'_> {
    /// What is known of one quantity.
    pub(crate) fn estimate(&self, node: Option<NodeId>, quantity: Quantity) -> Option<Estimate> {
        self.estimate_of(node?, quantity, period_of(quantity))
    }

    /// What is known of a sum of money for a length of time.
    pub(crate) fn money_a(&self, period: Period, node: Option<NodeId>) -> Option<Estimate> {
        self.estimate_of(node?, Quantity::Money, Some(period))
    }

    pub(super) fn estimate_of(&self, node: NodeId, quantity: Quantity, period: Option<Period>) -> Option<Estimate> {
        let wanted = Wanted { quantity, period, is_one: false };
        if !self.tree.is_map(node) {
            return self.checked(node, self.bare_estimate(node, wanted)?, wanted);
        }
        let schema: EstimateSchema = self.read(node);
        let Some(range) = schema.range else {
            let message = "an estimate in braces needs its numbers in `range`";
            let help = format!("write `{{ range: {}, source: Two offers }}`", range_example(quantity));
            self.error("bad-estimate", node, message, Some(help));
            return None;
        };
        let mut estimate = self.bare_estimate(range, wanted)?;
        estimate.shape = self.word(schema.shape, &Shape::ALL);
        estimate.basis = Basis { source: self.text(schema.source), by: self.text(schema.by), on: self.date(schema.on) };
        if let Some(at) = schema.holds {
            estimate.holds = Some(self.holds(at, &estimate)?);
        }
        self.checked(range, estimate, wanted)
    }

    /// How often a range holds.
    fn holds(&self, node: NodeId, estimate: &Estimate) -> Option<f64> {
        let share = self.number(Some(node), Quantity::Chance)?;
        if !matches!(estimate.form, Form::Range { .. }) {
            let help = "write two numbers in `range`, or leave `holds` out".to_owned();
            self.error("bad-estimate", node, "only a range from one number to another `holds` so often", Some(help));
            return None;
        }
        let fits = (0.01..=0.999).contains(&share);
        if !fits {
            let message = "no range holds never, or always";
            self.error("bad-estimate", node, message, Some("write a share from 1% to 99.9%".to_owned()));
        }
        fits.then_some(share)
    }

    /// One number, without any doubt about it.
    pub(crate) fn number(&self, node: Option<NodeId>, quantity: Quantity) -> Option<f64> {
        self.number_of(node?, quantity, period_of(quantity))
    }

    /// One sum of money for a length of time.
    pub(crate) fn sum_a(&self, period: Period, node: Option<NodeId>) -> Option<f64> {
        self.number_of(node?, Quantity::Money, Some(period))
    }

    pub(super) fn number_of(&self, node: NodeId, quantity: Quantity, period: Option<Period>) -> Option<f64> {
        let wanted = Wanted { quantity, period, is_one: true };
        let text = self.figure(node, wanted)?;
        let (bare, factor) = self.for_period(node, text, wanted)?;
        let (joined, parts) = split(bare);
        let is_level = part(bare, quantity).is_ok();
        if joined != Joined::Alone && !is_level && parts.iter().all(|part| written::number(part).is_ok()) {
            let message = format!("`{text}` is an estimate, and one number belongs here");
            let middle = parts[parts.len() / 2];
            let number = self.suggested([middle.to_owned(), format!("{middle}%")], wanted);
            let help = format!("write the number that is meant, such as `{number}`");
            self.error("bad-number", node, message, Some(help));
            return None;
        }
        self.not_a_bound(node, bare, wanted)?;
        let value = self.settled(node, bare, bare, wanted)?.value * factor;
        self.checked(node, Estimate { written: text.to_owned(), ..Estimate::certain(value) }, wanted)?;
        Some(value)
    }

    /// The text of a figure, unless a comma cut it, or it says that there is none yet.
    fn figure(&self, node: NodeId, wanted: Wanted) -> Option<&str> {
        let text = self.scalar(node)?;
        if self.tree.is_cut(node) {
            let message = format!("`{text}` reads as several entries, since a comma ends a figure inside braces");
            self.error("grouped-number", node, message, Some(self.quoting(text, wanted)));
            return None;
        }
        if asks_for_a_figure(text) {
            // They are told together: every figure of a new record is one.
            self.placeholders.borrow_mut().push(self.tree.span(node));
            return None;
        }
        if names_nothing(text) && split_bound(text).is_none() {
            let help = format!("write what you know, however little: `{}`", wanted.example());
            self.note("no-figure", node, format!("`{text}` is no figure yet, and counts as unknown"), Some(help));
            return None;
        }
        Some(text)
    }

    /// A figure without the length of time that it is for, and what makes it one for the right time.
    fn for_period<'a>(&self, node: NodeId, text: &'a str, wanted: Wanted) -> Option<(&'a str, f64)> {
        let (bare, stated) = split_period(text);
        let Some(stated) = stated else { return Some((text, 1.0)) };
        let is_sum = matches!(wanted.quantity, Quantity::Money | Quantity::Rate);
        if let Some(target) = wanted.period.filter(|target| is_sum || *target == stated) {
            return Some((bare, stated.as_one_for(target)));
        }
        let message = match wanted.period {
            Some(target) => format!("`{text}` is {}, and a figure {} belongs here", stated.words(), target.words()),
            None => format!("`{text}` is for a length of time ({}), and none belongs here", stated.words()),
        };
        self.error("bad-estimate", node, message, Some(format!("write a figure such as `{}`", wanted.example())));
        None
    }

    fn not_a_bound(&self, node: NodeId, text: &str, wanted: Wanted) -> Option<()> {
        let Some((bound, number)) = split_bound(text).filter(|_| written::number(text).is_err()) else {
            return Some(());
        };
        let (what, help) = self.bounding(bound, number, wanted);
        self.error("bad-estimate", node, format!("`{text}` {what}"), Some(help));
        None
    }

    fn bare_estimate(&self, node: NodeId, wanted: Wanted) -> Option<Estimate> {
        let quantity = wanted.quantity;
        let mut factor = 1.0;
        let (joined, at, texts): (_, Vec<NodeId>, Vec<String>) = if let Value::List(items) = self.tree.value(node) {
            self.cut_list(items, quantity)?;
            let texts = items.iter().filter_map(|item| Some((*item, self.figure(*item, wanted)?.to_owned())));
            let (at, texts): (Vec<_>, Vec<_>) = texts.unzip();
            if at.len() < items.len() {
                return None;
            }
            (Joined::List, at, texts)
        } else {
            let text = self.figure(node, wanted)?;
            let (bare, by) = self.for_period(node, text, wanted)?;
            factor = by;
            let bare = without_unit(bare, quantity);
            self.not_a_bound(node, bare, wanted)?;
            let (joined, parts) = if part(bare, quantity).is_ok() { (Joined::Alone, vec![bare]) } else { split(bare) };
            // `6 months to 8 months`
            let parts: Vec<String> = parts.into_iter().map(|part| without_unit(part, quantity).to_owned()).collect();
            (joined, vec![node; parts.len()], parts)
        };
        if joined == Joined::Around {
            return self.around(node, &texts, wanted, factor);
        }
        let texts = share_ending(texts, quantity);
        let whole = self.tree.text(node).map(str::trim);
        let settled = |(at, text): (&NodeId, &String)| self.settled(*at, text, whole.unwrap_or(text), wanted);
        let numbers: Vec<Number> = at.iter().zip(&texts).map(settled).collect::<Option<_>>()?;
        let value = |number: &Number| number.value * factor;
        let form = match (joined, numbers.as_slice()) {
            (Joined::Alone | Joined::List, [only]) => Form::Certain(value(only)),
            (Joined::List | Joined::Range, [low, high]) => Form::Range { low: value(low), high: value(high) },
            (Joined::List | Joined::Points, [low, likely, high]) => {
                Form::Points { low: value(low), likely: value(likely), high: value(high) }
            }
            _ => {
                self.misjoined(node, &numbers, &texts, quantity);
                return None;
            }
        };
        let between = if numbers.len() == 2 { " to " } else { " / " };
        let written = whole.map_or_else(|| texts.join(between), str::to_owned);
        Some(Estimate { written, span: self.tree.span(node), ..Estimate::new(form) })
    }

    /// `100k ± 20%`, `100k ± 15k`: nine times in ten within these bounds.
    fn around(&self, node: NodeId, texts: &[String], wanted: Wanted, factor: f64) -> Option<Estimate> {
        let whole = self.scalar(node)?;
        let [middle, spread] = texts else {
            let message = format!("`{whole}` has more than one middle");
            let help = format!("write a range such as `{}`", range_example(wanted.quantity));
            self.error("bad-estimate", node, message, Some(help));
            return None;
        };
        let middle = self.settled(node, middle, whole, wanted)?;
        let spread = match written::number(spread) {
            Ok(spread) if spread.is_percent => spread,
            _ => self.settled(node, spread, whole, wanted)?,
        };
        let Some((low, high)) = around(&middle, &spread) else {
            let message = format!("`{whole}` may mean points of percent, or a part of the first percent");
            let percent = |value: f64| format!("{}%", (value * 1e6).round() / 1e4);
            let (low, high) = (middle.value - spread.value, middle.value + spread.value);
            let range = self.suggested([format!("{} to {}", percent(low), percent(high))], wanted);
            let help = format!("write where it reaches from and to, such as `{range}`");
            self.error("bad-estimate", node, message, Some(help));
            return None;
        };
        let form = Form::Range { low: low * factor, high: high * factor };
        Some(Estimate { written: whole.to_owned(), span: self.tree.span(node), ..Estimate::new(form) })
    }

    /// `[50,000]` and `[1,200, 2,400]`: to YAML the groups of a number are numbers of their own.
    fn cut_list(&self, items: &[NodeId], quantity: Quantity) -> Option<()> {
        let is_group = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let cut = items.iter().skip(1).find(|item| {
            let text = self.tree.text(**item).unwrap_or_default();
            // `200 to 1` of `[1,200 to 1,500]`
            let is_torn = text.len() > 3
                && text.is_char_boundary(3)
                && is_group(&text[..3])
                && !text[3..].starts_with(|c: char| c.is_ascii_digit())
                && written::number(text).is_err();
            is_torn || (is_group(text) && (text.starts_with('0') || items.len() > 3))
        });
        let Some(cut) = cut else { return Some(()) };
        let message = "a comma separates numbers in a list, and may not group their digits";
        let help = format!("write `{}`, or put each number in quotes", range_example(quantity));
        self.error("grouped-number", *cut, message, Some(help));
        None
    }

    fn misjoined(&self, node: NodeId, numbers: &[Number], texts: &[String], quantity: Quantity) {
        let mut order: Vec<usize> = (0..numbers.len()).collect();
        order.sort_by(|a, b| numbers[*a].value.total_cmp(&numbers[*b].value));
        let rising = |between: &str| order.iter().map(|idx| texts[*idx].as_str()).collect::<Vec<_>>().join(between);
        let wanted = Wanted { quantity, period: None, is_one: false };
        let suggested = |between: &str| format!("write `{}`", self.suggested([rising(between)], wanted));
        let (message, help) = match numbers.len() {
            2 => ("two numbers are a range, not points".to_owned(), suggested(" to ")),
            3 => ("three numbers are joined by `/`".to_owned(), suggested(" / ")),
            count => (
                format!("an estimate has one, two or three numbers, and {count} stand here"),
                format!(
                    "write `{}`, `{}` or `{}`; a number with commas needs quotes",
                    example(quantity),
                    range_example(quantity),
                    points_example(quantity)
                ),
            ),
        };
        self.error("bad-estimate", node, message, Some(help));
    }

    /// One number that fits its quantity; `whole` is what stands there altogether.
    fn settled(&self, node: NodeId, text: &str, whole: &str, wanted: Wanted) -> Option<Number> {
        let number = match part(text, wanted.quantity) {
            Ok(number) => number,
            Err(fault) => {
                let is_endless = fault == NumberFault::NotFinite;
                let rule = if is_endless { "bad-estimate" } else { "bad-number" };
                let help = if !is_endless {
                    self.mending(whole, wanted)
                } else if text.to_lowercase().contains("nan") {
                    "write a number, or leave the key out as long as nobody knows".to_owned()
                } else {
                    let largest = self.suggested(["10m".to_owned()], Wanted { is_one: true, ..wanted });
                    format!("write the largest number that you mean, such as `{largest}`")
                };
                self.error(rule, node, fault.message(text), Some(help));
                return None;
            }
        };
        if let Some(sign) = &number.currency {
            self.check_currency(node, sign, wanted.quantity)?;
        }
        self.check_percent(node, text, &number, wanted)?;
        let (message, read_so) = match number.doubt {
            Some(Doubt::ThousandsDot) => (format!("`{text}` is read with three decimals"), true),
            Some(Doubt::LeadingZeros) => {
                (format!("`{text}` starts with 0, and some readers take that for an octal number"), false)
            }
            None => return Some(number),
        };
        let meant = if read_so { vec![whole.replace('.', "_")] } else { mended(whole) };
        let help = match (self.accepted(meant, wanted), read_so) {
            (Some(meant), true) => Some(format!("write `{meant}` if thousands are meant, else drop the last zeros")),
            (None, true) => Some("drop the last zeros".to_owned()),
            (meant, false) => meant.map(|meant| format!("write `{meant}`")),
        };
        self.warning("ambiguous-number", node, message, help);
        Some(number)
    }
}

/// The length of time that figures of a quantity are for anyhow.
fn period_of(quantity: Quantity) -> Option<Period> {
    matches!(quantity, Quantity::Rate | Quantity::Chance | Quantity::Percent).then_some(Period::Year)
}
