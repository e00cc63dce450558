//! The picture that decides, of briefs and comparisons: places, shares and its finding against the figures.

use super::reading::{is_estimate, is_percent};
use super::{Found, Told, plain};
use adr::report::{Figures, Picture};

pub(super) fn check(told: &Told, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    let pictures = [told.brief.picture.as_ref(), told.page.picture.as_ref()];
    let has_totals = figures.options.iter().any(|option| option.total.is_some()) && figures.options.len() > 1;
    for picture in &pictures {
        let is_there = picture.is_some() == has_totals;
        found.holds("picture: where there are totals", is_there, &told.page.title);
        if let Some(picture) = picture {
            one(told, figures, picture, found);
        }
    }
    if let [Some(brief), Some(page)] = pictures {
        let is_same = brief.finding == page.finding
            && brief.rows.iter().map(|row| &row.bar).eq(page.rows.iter().map(|row| &row.bar));
        found.holds("picture: the same on both pages", is_same, &brief.finding);
    }
}

fn one(told: &Told, figures: &Figures, picture: &Picture, found: &mut Found) {
    let chosen = told.chosen().and_then(|(_, option)| option.total);
    let is_at = |at: f64, value: f64| (at - value.clamp(0.0, 100.0)).abs() <= 0.051 + 1e-9;
    for (row, name) in picture.rows.iter().zip(&figures.ranking) {
        let Some(option) = told.named(Some(name)).and_then(|idx| told.figures_of(idx)) else {
            found.holds("picture: rows", false, name);
            continue;
        };
        let of = || format!("{name} {row:?} {:?} {:?} {:?}", option.total, option.total_span, option.rank_shares);
        let is_whole = |text: &Option<String>, value: f64| {
            text.as_ref().is_none_or(|text| text.parse::<f64>().is_ok_and(|text| (text - value).abs() <= 0.501))
        };
        let is_so = match (&row.bar, option.total, option.total_span) {
            (Some(bar), Some(total), _) => {
                let is_band = match (bar.band_low, bar.band_high, chosen) {
                    (Some(low), Some(high), Some(chosen)) => is_at(low, chosen.p5) && is_at(high, chosen.p95),
                    (None, None, chosen) => chosen.is_none_or(|chosen| chosen.p5 >= chosen.p95),
                    _ => false,
                };
                is_band
                    && is_at(bar.low, total.p5)
                    && is_at(bar.high, total.p95)
                    && bar.mid.is_some_and(|mid| is_at(mid, total.mean))
                    && is_whole(&bar.low_text, total.p5)
                    && is_whole(&bar.high_text, total.p95)
                    && bar.total.is_some()
                    && is_whole(&bar.total, total.mean)
                    && bar.low_text.is_some() == bar.high_text.is_some()
                    && (bar.low_text.is_some() || total.p95 - total.p5 <= 1.0)
            }
            (Some(bar), None, Some((low, high))) => {
                is_at(bar.low, low) && is_at(bar.high, high) && bar.mid.is_none() && bar.total.is_none()
            }
            (bar, total, span) => bar.is_none() && total.is_none() && span.is_none(),
        };
        found.holds("picture: places", is_so, &of());
        if let Some(total) = option.total {
            let text = plain(&row.told);
            let figure = text.trim_end_matches(" out").trim();
            let is_so = is_estimate(figure, total.mean, total.p5, total.p95) || !option.failed_musts.is_empty();
            found.holds("picture: in words", is_so, &of());
        }
        let is_so = match row.first.as_deref() {
            Some("out") => !option.failed_musts.is_empty(),
            Some("not ranked") => option.rank_shares.is_empty() && picture.has_first,
            Some(share) => {
                picture.has_first && option.rank_shares.first().is_some_and(|own| is_percent(&plain(share), *own))
            }
            None => !picture.has_first && option.failed_musts.is_empty(),
        };
        found.holds("picture: first in", is_so, &of());
    }
    found.holds("picture: all options", picture.rows.len() == figures.ranking.len(), &picture.finding);
    finding(told, figures, picture, found);
    let caption = plain(&picture.caption);
    let is_so = match figures.options.iter().filter(|option| !option.failed_musts.is_empty()).count() {
        0 => !caption.contains("what must be"),
        1 => caption.contains(" fails what must be."),
        _ => caption.contains(" fail what must be."),
    };
    found.holds("picture: who is out", is_so, &caption);
}

/// "The ranges of the first two overlap": as far as they do.
fn finding(told: &Told, figures: &Figures, picture: &Picture, found: &mut Found) {
    let total = |name: Option<&String>| told.named(name).and_then(|idx| told.figures_of(idx)?.total);
    let pair = total(figures.leader.as_ref()).zip(total(figures.runner_up.as_ref()));
    let text = plain(&picture.finding);
    let Some((first, second)) = pair else {
        return found.holds("picture: nothing to say", text == "How the options compare", &text);
    };
    let shared = first.p95.min(second.p95) - first.p5.max(second.p5);
    let narrower = (first.p95 - first.p5).min(second.p95 - second.p5);
    let of = format!("{text} {first:?} {second:?}");
    match text.as_str() {
        "The ranges of the first two do not meet" => found.holds("picture: do not meet", shared <= 1e-6, &of),
        "The ranges of the first two overlap" => {
            found.holds("picture: overlap", shared > -1e-6 && shared < 0.751 * narrower, &of);
        }
        "The ranges of the first two lie almost on top of each other" => {
            found.holds("picture: on top of each other", shared > 0.0 && shared >= 0.749 * narrower, &of);
        }
        "How the options compare" => {
            // Without any range, or with hardly one, nothing overlaps.
            let has_first = picture.has_first;
            found.holds("picture: without ranges", !has_first, &of);
        }
        _ => found.holds("picture: finding", false, &of),
    }
}
