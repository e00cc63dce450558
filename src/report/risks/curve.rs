//! How bad a single year may be: the chance that it loses more than a sum, now and after all asks.

use super::appetite::rarity;
use crate::analysis::Portfolio;
use crate::analysis::exceedance::{AgainstAppetite, LossCurve};
use crate::number::Money;
use crate::report::Input;
use crate::report::exhibits::{Heading, Tick};
use serde::Serialize;

/// The rarest year that is drawn.
const RAREST: f64 = 0.001;
/// Labels beside marks stand at least so far apart, in percent of the height.
const APART: f64 = 7.0;

/// The curve.
#[derive(Clone, Debug, Serialize)]
pub struct CurveBlock {
    /// Finding and question.
    pub finding: Heading,
    /// The drawing in words.
    pub alt: String,
    /// Across: losses, equal steps multiply equally.
    pub across: Vec<Tick>,
    /// Up: chances; positions from the top.
    pub up: Vec<Tick>,
    /// Where no curve may enter.
    pub zones: Vec<Zone>,
    /// What we run.
    pub now: Option<CurveLine>,
    /// With all asks.
    pub then: Option<CurveLine>,
    /// What the drawing shows.
    pub caption: String,
}

/// One curve.
#[derive(Clone, Debug, Serialize)]
pub struct CurveLine {
    /// Across, in percent.
    pub x: Vec<f64>,
    /// From the top, in percent.
    pub y: Vec<f64>,
    /// Where its name stands.
    pub name_at: (f64, f64),
}

/// What we accept at one sum, and how the curves pass there; positions in percent, from the left and from the top.
#[derive(Clone, Debug, Serialize)]
pub struct Zone {
    /// Across.
    pub x: f64,
    /// The chance that we accept.
    pub y: f64,
    /// How the curves stand at this sum: where, where the word stands, "Now 1 in 180", and whether it is decided.
    pub marks: Vec<(f64, f64, String, bool)>,
    /// "We accept 1 in 20", and where it stands.
    pub accepted: (f64, String),
}

/// A scale on which equal steps multiply equally.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// From and to one, two or five times a power of ten.
    fn around(low: f64, high: f64) -> Option<Self> {
        if !(low > 0.0 && high > low && high.is_finite()) {
            return None;
        }
        let steps = |value: f64| {
            let power = libm::pow(10.0, libm::log10(value).floor());
            [1.0, 2.0, 5.0, 10.0].map(|step| step * power)
        };
        let below = steps(low).into_iter().rfind(|step| *step <= low * (1.0 + 1e-9)).unwrap_or(low);
        let above = steps(high).into_iter().find(|step| *step >= high * (1.0 - 1e-9)).unwrap_or(high);
        Some(Self { low: below, high: above })
    }

    fn at(&self, value: f64) -> f64 {
        let share = libm::log(value / self.low) / libm::log(self.high / self.low);
        (share * 1_000.0).round() / 10.0
    }

    fn ticks(&self, money: &Money) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut power = libm::pow(10.0, libm::log10(self.low).floor());
        let decades = libm::log10(self.high / self.low);
        let steps: &[f64] = match decades {
            decades if decades > 3.0 => &[1.0],
            decades if decades > 2.2 => &[1.0, 5.0],
            _ => &[1.0, 2.0, 5.0],
        };
        while power <= self.high * (1.0 + 1e-9) {
            for value in steps.iter().map(|step| step * power) {
                if value >= self.low * (1.0 - 1e-9) && value <= self.high * (1.0 + 1e-9) {
                    ticks.push(Tick { at: self.at(value).clamp(0.0, 100.0), label: money.stated(value) });
                }
            }
            power *= 10.0;
        }
        ticks
    }
}

/// From the top: a chance of one stands at 0, the rarest at 100.
fn down(chance: f64) -> f64 {
    if chance <= 0.0 {
        return 200.0;
    }
    ((libm::log(chance) / libm::log(RAREST)) * 1_000.0).round() / 10.0
}

/// Composes the block; `None` where nothing is ever lost.
pub(super) fn block(_: &Input, portfolio: &Portfolio) -> Option<CurveBlock> {
    let money = Money::new(portfolio.currency.as_ref());
    let after = portfolio.loss_after_asks.as_ref();
    let (now, then) = match after {
        Some(loss) => (Some(&loss.curve_before), Some(&loss.curve_after)),
        None => (portfolio.loss_curve.as_ref(), None),
    };
    let is_drawn = |curve: &&LossCurve| curve.points.iter().any(|(_, chance)| *chance > RAREST);
    let (now, then) = (now.filter(is_drawn), then.filter(is_drawn));
    let shown = |curve: &LossCurve| -> Vec<f64> {
        curve.points.iter().filter(|(_, chance)| *chance >= RAREST).map(|(loss, _)| *loss).collect()
    };
    let losses = || now.into_iter().chain(then).flat_map(shown);
    let low = losses().fold(f64::INFINITY, f64::min);
    let accepted = now.or(then).map_or(&[][..], |curve| &curve.against);
    let high = losses().chain(accepted.iter().map(|point| point.loss * 1.2)).fold(0.0, f64::max);
    let scale = Scale::around(low, high)?;
    let up = [1.0, 0.1, 0.01, 0.001].map(|chance| Tick {
        at: down(chance),
        label: format!("1\u{a0}in\u{a0}{}", crate::number::whole((1.0 / chance).round())),
    });
    let against = |place: usize, curve: Option<&LossCurve>| curve.and_then(|curve| curve.against.get(place)).copied();
    let zones: Vec<Zone> =
        (0..accepted.len()).filter_map(|place| zone(&scale, against(place, now), against(place, then))).collect();
    Some(CurveBlock {
        finding: Heading {
            title: title(&money, now, then),
            question: "How bad could a single year be?",
            lead: Vec::new(),
        },
        alt: alt(&money, now, then),
        across: scale.ticks(&money),
        up: up.to_vec(),
        zones,
        now: now.map(|curve| line(&scale, curve, 0.5)),
        then: then.map(|curve| line(&scale, curve, 0.8)),
        caption: caption(now.is_some(), then.is_some(), !accepted.is_empty()),
    })
}

/// A curve, and a place for its name: where the chance is near this one.
fn line(scale: &Scale, curve: &LossCurve, named_at: f64) -> CurveLine {
    let points = || curve.points.iter().filter(|(_, chance)| *chance >= RAREST / 2.0);
    let nearest = points().min_by(|a, b| (a.1 - named_at).abs().total_cmp(&(b.1 - named_at).abs()));
    let name_at = nearest.map_or((50.0, 50.0), |(loss, chance)| (scale.at(*loss).clamp(8.0, 92.0), down(*chance)));
    CurveLine {
        x: points().map(|(loss, _)| scale.at(*loss)).collect(),
        y: points().map(|(_, chance)| down(*chance).min(100.0)).collect(),
        name_at,
    }
}

fn zone(scale: &Scale, now: Option<AgainstAppetite>, then: Option<AgainstAppetite>) -> Option<Zone> {
    let point = now.or(then)?;
    if !(point.loss > scale.low && point.loss < scale.high && point.accepted > 0.0) {
        return None;
    }
    let y = down(point.accepted).clamp(0.0, 100.0);
    let mark = |point: AgainstAppetite, what: &str, is_decided: bool| {
        let at = down(point.chance);
        (at <= 100.0).then(|| (at, at, format!("{what} {}", rarity(point.chance)), is_decided))
    };
    let mut marks: Vec<(f64, f64, String, bool)> = then
        .and_then(|point| mark(point, "With all asks", false))
        .into_iter()
        .chain(now.and_then(|point| mark(point, "Now", true)))
        .collect();
    let mut accepted_at = y + 3.0;
    let mut words: Vec<&mut f64> = marks.iter_mut().map(|mark| &mut mark.1).chain([&mut accepted_at]).collect();
    set_apart(&mut words);
    let accepted = (accepted_at, format!("We accept {}", rarity(point.accepted)));
    Some(Zone { x: scale.at(point.loss), y, marks, accepted })
}

/// Words stand below each other, each as near to its mark as the others let it, and none below the drawing.
fn set_apart(words: &mut [&mut f64]) {
    words.sort_by(|a, b| a.total_cmp(b));
    for idx in 1..words.len() {
        *words[idx] = words[idx].max(*words[idx - 1] + APART);
    }
    let mut most = 100.0;
    for word in words.iter_mut().rev() {
        **word = word.min(most);
        most = **word - APART;
    }
}

/// "A loss above £2m stays rarer than we accept, even after all asks".
fn title(money: &Money, now: Option<&LossCurve>, then: Option<&LossCurve>) -> String {
    let points = |curve: Option<&LossCurve>| curve.map_or_else(Vec::new, |curve| curve.against.clone());
    let (now, after) = (points(now), points(then));
    let Some(first) = now.first().or(after.first()) else {
        return "Nobody has said how bad a year we would bear".to_owned();
    };
    let sum = |point: &AgainstAppetite| money.stated(point.loss);
    if let Some(point) = now.iter().find(|point| point.is_breached()) {
        return format!("A loss above {} is likelier than we accept", sum(point));
    }
    if let Some(point) = after.iter().find(|point| point.is_breached()) {
        return format!("The asks make a loss above {} likelier than we accept", sum(point));
    }
    let even = if after.is_empty() { "" } else { ", even with all asks" };
    format!("A loss above {} stays rarer than we accept{even}", sum(first))
}

fn alt(money: &Money, now: Option<&LossCurve>, then: Option<&LossCurve>) -> String {
    let told = |what: &str, curve: Option<&LossCurve>| {
        let points = &curve?.points;
        let near = |chance: f64| points.iter().find(|(_, found)| *found <= chance);
        let parts: Vec<String> = [0.5, 0.1, 0.01]
            .iter()
            .filter_map(|chance| near(*chance))
            .map(|(loss, chance)| {
                format!("above {} in {} years", money.prose(*loss), rarity(*chance).replacen(" in ", " of ", 1))
            })
            .collect();
        (!parts.is_empty()).then(|| format!("{what}: {}.", parts.join(", ")))
    };
    let both: Vec<String> = told("Now", now).into_iter().chain(told("With all asks", then)).collect();
    format!("The chance that a year’s losses exceed a sum. {}", both.join(" "))
}

fn caption(has_now: bool, has_then: bool, is_accepted: bool) -> String {
    let mut parts = vec![
        "Across: the losses of one year. Up: the chance that a year loses more. On both scales equal steps multiply equally."
            .to_owned(),
    ];
    if has_now && has_then {
        parts.push("Solid: what we run. Dashed: with all asks.".to_owned());
    }
    if is_accepted {
        parts.push("Diamond: what we accept; no curve should pass the tinted place.".to_owned());
    }
    parts.push("Rarer than 1 in 1,000 is not drawn.".to_owned());
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;
    use proptest::prelude::*;

    #[test]
    fn equal_steps_multiply_equally() {
        let scale = Scale::around(130e3, 4.1e6).expect("a scale");
        assert_eq!((scale.low, scale.high), (100e3, 5e6));
        let step = |low: f64, high: f64| scale.at(high) - scale.at(low);
        assert!((step(100e3, 200e3) - step(1e6, 2e6)).abs() < 0.11);
        assert_eq!((scale.at(100e3), scale.at(5e6), down(1.0), down(RAREST)), (0.0, 100.0, 0.0, 100.0));
        let money = Money::new(Currency::parse("GBP").as_ref());
        let labels: Vec<String> = scale.ticks(&money).into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["£100k", "£200k", "£500k", "£1m", "£2m", "£5m"]);
        assert!(Scale::around(0.0, 1.0).is_none() && Scale::around(2.0, f64::INFINITY).is_none());
    }

    proptest! {
        #[test]
        fn a_scale_holds_both_ends_and_has_ticks(low in 1.0..1e9f64, factor in 1.01..1e5f64) {
            let scale = Scale::around(low, low * factor).expect("a scale");
            prop_assert!(scale.at(low) >= -0.1 && scale.at(low * factor) <= 100.1);
            let ticks = scale.ticks(&Money::new(None));
            prop_assert!(ticks.len() <= 8, "{}", ticks.len());
            prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
        }

        #[test]
        fn words_beside_marks_never_lie_on_each_other(now in 0.0011..0.9f64, then in 0.0011..0.9f64, accepted in 0.002..0.5f64) {
            let scale = Scale::around(1e5, 5e6).expect("a scale");
            let point = |chance| Some(AgainstAppetite { loss: 2e6, accepted, chance });
            let zone = zone(&scale, point(now), point(then)).expect("inside");
            let mut words: Vec<f64> = zone.marks.iter().map(|mark| mark.1).chain([zone.accepted.0]).collect();
            words.sort_by(f64::total_cmp);
            prop_assert!(words.windows(2).all(|pair| pair[1] - pair[0] >= APART - 1e-9) && words[2] <= 100.0, "{:?}", words);
        }
    }
}
