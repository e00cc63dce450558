//! Whether a number fits its quantity: percents, currencies, scales.

use crate::finding::Finding;
use crate::model::{Currency, Distribution, Estimate, EstimateFault, Form, Quantity};
use crate::record::values::helps::{Wanted, example, mended, points_example, range_example};
use crate::record::values::spelled::{share_ending, split};
use crate::record::values::written::Number;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::NodeId;

/// Currencies whose sign is a dollar.
const DOLLARS: [&str; 10] = ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL", "CLP"];
/// Codes that share `¥` and `£` with the first that has the sign.
const SHARED: [(&str, &[&str]); 3] = [("JPY", &["CNY"]), ("USD", &DOLLARS), ("GBP", &["EGP", "FKP", "GIP", "SHP"])];

impl Reader<'_> {
    pub(super) fn check_percent(&self, node: NodeId, text: &str, number: &Number, wanted: Wanted) -> Option<()> {
        let quantity = wanted.quantity;
        let with_percent = || {
            let guesses = [text.to_owned()].into_iter().chain(mended(text)).map(|text| format!("{}%", text.trim()));
            self.suggested(guesses, Wanted { is_one: true, ..wanted })
        };
        let (message, help) = match quantity {
            Quantity::Money if number.is_percent => (
                format!("`{text}` is a percent, and money belongs here"),
                format!("write a sum such as `{}`", example(quantity)),
            ),
            Quantity::Months | Quantity::Hours | Quantity::Driver if number.is_percent => {
                (format!("`{text}` is a percent, and {} here", belongs(quantity)), "write a plain number".to_owned())
            }
            Quantity::Level if number.is_percent => {
                let plain = [text.trim_end_matches(['%', ' ']).to_owned()];
                let plain = self.suggested(plain, Wanted { is_one: true, ..wanted });
                (format!("`{text}` is a percent, and a level out of 100 belongs here"), format!("write `{plain}`"))
            }
            Quantity::Percent if !number.is_percent && number.value.abs() > 1.0 => (
                format!("`{text}` without a percent sign would be {}%", number.value * 100.0),
                format!("write `{}`", with_percent()),
            ),
            Quantity::Chance if !number.is_percent && number.value > 1.0 && number.value <= 100.0 => {
                (format!("`{text}` is no chance: these reach from 0 to 1"), format!("write `{}`", with_percent()))
            }
            _ => return Some(()),
        };
        self.error("bad-estimate", node, message, Some(help));
        None
    }

    /// Whether this sign or code is the record's; the first one seen becomes it where none is stated.
    pub(super) fn check_currency(&self, node: NodeId, sign: &str, quantity: Quantity) -> Option<()> {
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

    pub(super) fn checked(&self, node: NodeId, estimate: Estimate, wanted: Wanted) -> Option<Estimate> {
        let quantity = wanted.quantity;
        let fault = match estimate.distribution(quantity) {
            Ok(distribution) => {
                let is_range = matches!(estimate.form, Form::Range { .. }) && estimate.shape.is_none();
                if is_range && matches!(distribution, Distribution::Uniform { .. }) {
                    let message = "a range from 0 is read as every value equally likely, up to a little above its end";
                    let finding = Finding::note("range-from-zero", self.path, self.tree.span(node), message);
                    self.say(finding.with_help("name a shape, or start above 0"));
                }
                return Some(estimate);
            }
            Err(fault) => fault,
        };
        let help = match (&fault, estimate.form) {
            (EstimateFault::Reversed, Form::Range { .. }) => {
                let (_, parts) = split(&estimate.written);
                let parts = share_ending(parts.into_iter().map(str::to_owned).collect(), quantity);
                let turned = parts.iter().rev().map(String::as_str).collect::<Vec<_>>().join(" to ");
                format!("write the lower number first, as in `{}`", self.suggested([turned], wanted))
            }
            (EstimateFault::Reversed, _) => {
                format!("write the lowest, the most likely and the highest, as in `{}`", points_example(quantity))
            }
            (EstimateFault::NeedsThreePoints(_), _) => {
                format!("write three numbers, as in `{}`, or leave the shape out", points_example(quantity))
            }
            (EstimateFault::NeedsRange(_), _) => {
                format!("write two numbers, as in `{}`, or leave the shape out", range_example(quantity))
            }
            (EstimateFault::Negative, _) if quantity == Quantity::Money => {
                "write costs and benefits as positive numbers".to_owned()
            }
            (EstimateFault::Negative, _) => "write 0 or more".to_owned(),
            (EstimateFault::LognormalFromZero, _) => "start above 0, or name another shape".to_owned(),
            (EstimateFault::OutsideScale { low, high }, _) => format!("write numbers from {low} to {high}"),
            (EstimateFault::NotFinite, _) => {
                format!("write the largest number that you mean, such as `{}`", example(quantity))
            }
        };
        self.error("bad-estimate", node, format!("`{}`: {fault}", estimate.written), Some(help));
        None
    }
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
