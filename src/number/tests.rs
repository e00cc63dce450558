use super::*;
use crate::model::Currency;
use jiff::civil::date as day;
use proptest::prelude::*;

fn pounds() -> Money {
    Money::new(Currency::parse("£").as_ref())
}

fn spread(low: f64, middle: f64, high: f64) -> Spread {
    Spread { middle, low, high }
}

/// With common spaces, so that expected text can be read.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// The calls of the header's table and what they print, run as they are written there.
macro_rules! calls {
    ($($call:expr),+ $(,)?) => { [$((stringify!($call), told($call))),+] };
}

/// What a call prints; some print nothing for some numbers.
fn told<T: Into<Option<String>>>(printed: T) -> String {
    plain(&printed.into().unwrap_or_default())
}

#[test]
fn the_table_in_the_header_says_what_each_call_prints() {
    let (money, a, b) = (pounds(), spread(1.1e6, 1.4e6, 1.8e6), spread(1.5e6, 2e6, 2.5e6));
    let column = money.column([a, b]);
    let calls = calls![
        money.stated(1.85e6),
        money.prose(1.85e6),
        money.estimate(a, Digits::Table).line(),
        money.range(0.2e6, 0.5e6),
        column.figure(a, Digits::Table).line(),
        column.aligned(0.371e6),
        column.summed(0.371e6),
        column.difference(a, b).1,
        Ledger::new(&money, 2e6).sum(1.7847e6),
        chance(0.7),
        chance_number(0.0125),
        how_often(0.125),
        percent(0.774),
        of_futures(0.774),
        percent_by(0.597, 0.6),
        of_futures_by(0.59, 0.6),
        percent_over(0.502, 0.5),
        stated_percent(0.065),
        months(Spread { middle: 5.2, low: 3.9, high: 7.1 }).line(),
        months_plain(9.2),
        months_in_words(3.0),
        months_between(Spread::certain(5.2), Spread::certain(9.1)).1,
        score(Spread { middle: 61.4, low: 48.2, high: 70.9 }).line(),
        points(15.6, Rounding::Up),
        quantity(45_340.0, Digits::Table),
        with_unit("2.5", "weeks per change"),
        quantity_ends(2.0, 14.3).1,
        threshold(45e3, 51_340.0, bare_at).at,
        change_percent(45e3, 51_340.0),
        ratio_in_words(1.2, 1.0).map(Ratio::words),
        count(3, "option", "options"),
        whole(10_000.0),
        ordinal(2),
        date(day(2026, 12, 15)),
        date_short(day(2026, 12, 15)),
        days(12),
        listed(&["cost", "risk", "time"]),
        significant(0.03834, 3),
    ];
    let header = include_str!("mod.rs");
    let rows = header.lines().filter_map(|line| line.strip_prefix("//! | ")?.strip_suffix(" |"));
    let rows: Vec<(&str, &str)> = rows
        .filter_map(|row| match row.split(" | ").collect::<Vec<_>>()[..] {
            [_, call, prints] => Some((call.strip_prefix('`')?.strip_suffix('`')?, prints)),
            _ => None,
        })
        .collect();
    let bare = |call: &str| call.split_whitespace().collect::<String>();
    let stated: Vec<(String, &str)> = rows.iter().map(|(call, prints)| (bare(call), *prints)).collect();
    let printed: Vec<(String, &str)> = calls.iter().map(|(call, prints)| (bare(call), prints.as_str())).collect();
    assert_eq!(stated, printed);
}

#[test]
fn stated_sums_keep_three_digits_and_no_empty_ones() {
    let stated = |value| pounds().stated(value);
    assert_eq!(stated(1_850_000.0), "£1.85m");
    assert_eq!(stated(2_000_000.0), "£2m");
    assert_eq!(stated(25_000.0), "£25k");
    assert_eq!(stated(250_000.0), "£250k");
    assert_eq!(stated(999_999.0), "£1m");
    assert_eq!(stated(999_400.0), "£999k");
    assert_eq!((stated(3.8), stated(0.0862)), ("£3.80".to_owned(), "8.62p".to_owned()));
    assert_eq!(stated(0.0), "£0");
    assert_eq!(pounds().prose(3.1e-130), "£0");
    assert_eq!(stated(-300_000.0), "−£300k");
    assert_eq!(stated(1_234_000_000_000.0), "£1,230bn");
    assert_eq!(Money::new(None).stated(1_850_000.0), "1.85m");
    assert_eq!(plain(&Money::new(Currency::parse("CHF").as_ref()).stated(-25_000.0)), "−CHF 25k");
    assert_eq!(pounds().stated(f64::NAN), "£unknown");
    assert_eq!(pounds().prose(1_850_000.0), "£1.9m");
}

#[test]
fn digits_stop_where_the_range_makes_them_empty() {
    let column = pounds().column([spread(1.1e6, 1.4e6, 1.8e6), spread(80e3, 101e3, 130e3)]);
    let figure = |low, middle, high| {
        let figure = column.figure(spread(low, middle, high), Digits::Table);
        plain(&figure.line())
    };
    assert_eq!(figure(1.093e6, 1.412e6, 1.829e6), "£1.4m (1.1 to 1.8)");
    assert_eq!(figure(80e3, 101e3, 130e3), "£0.10m (0.08 to 0.13)");
    assert_eq!(figure(1.42e6, 1.437e6, 1.45e6), "£1.44m (1.42 to 1.45)");
    assert_eq!(figure(1.7e6, 2.0e6, 2.3e6), "£2.0m (1.7 to 2.3)");
    assert_eq!(figure(0.0, 0.2e6, 0.4e6), "£0.2m (0 to 0.4)");
    assert_eq!(figure(50e3, 50e3, 50e3), "£50k");
    assert_eq!(figure(-0.4e6, -0.1e6, 0.2e6), "−£0.1m (−0.4 to 0.2)");
    assert_eq!(figure(1.15e6, 1.62e6, 2.36e6), "£1.6m (1.2 to 2.4)", "a range never reads `1 to 2` beside £2m");
    let losses = pounds().column([spread(70e3, 102e3, 131e3)]);
    assert_eq!(plain(&losses.figure(spread(70e3, 102e3, 131e3), Digits::Table).line()), "£100k (70 to 130)");
}

#[test]
fn a_range_alone_keeps_its_signs_and_a_small_end_stays() {
    let range = |low, high| plain(&pounds().range(low, high));
    assert_eq!(range(0.2e6, 0.5e6), "£200k to £500k");
    assert_eq!(range(0.4e6, 2.0e6), "£0.4m to £2.0m");
    assert_eq!(range(50e3, 3e6), "£0.05m to £3.0m");
    assert_eq!(range(1e6, 1e6), "£1m");
    assert_eq!(range(0.0, 95e3), "£0 to £95k");
}

#[test]
fn a_difference_is_that_of_the_printed_figures() {
    let (a, b) = (spread(1.1e6, 1.44e6, 1.8e6), spread(1.3e6, 1.66e6, 2.1e6));
    let column = pounds().column([a, b]);
    let (value, text) = column.difference(a, b);
    assert_eq!(
        (column.figure(a, Digits::Table).figure, column.figure(b, Digits::Table).figure),
        ("£1.4m".to_owned(), "£1.7m".to_owned())
    );
    assert!((value - 0.3e6).abs() < 1.0);
    assert_eq!(text, "£0.3m");
    assert_eq!(column.difference(b, a).1, "£0.3m");
    // 1.045 is rounded once, and not by way of 1.05 to 1.1.
    let (a, b) = (Spread::certain(305e3), Spread::certain(1.35e6));
    assert_eq!(pounds().column([a, b]).difference(a, b).1, "£1.0m");
}

#[test]
fn chances_have_a_word_and_a_number_that_agree() {
    let said = |value| plain(&chance(value));
    assert_eq!(said(0.0), "very unlikely, under 1 in 100");
    assert_eq!(said(0.0125), "very unlikely, about 1 in 80");
    assert_eq!(said(0.04), "very unlikely, about 1 in 25");
    assert_eq!(said(0.17), "possible, about 1 in 6");
    assert_eq!(said(0.3), "possible, about 3 in 10");
    assert_eq!(said(0.1), "unlikely, about 1 in 10");
    assert_eq!(said(0.5), "as likely as not, about 5 in 10");
    assert_eq!(said(0.72), "likely, about 7 in 10");
    assert_eq!(said(0.9), "very likely, about 9 in 10");
    assert_eq!(said(0.98), "almost certain, about 98 in 100");
    assert_eq!(said(1.0), "almost certain, over 99 in 100");
    assert_eq!(plain(&of_futures(0.77)), "8 of 10");
    assert_eq!(plain(&of_futures(0.03)), "3 of 100");
    assert_eq!(plain(&of_futures(1.0)), "more than 99 of 100");
    assert_eq!(chance_in_words().len(), 7);
    assert_eq!(chance_in_words()[2], ("likely", "60% to under 90%".to_owned()));
    assert_eq!(chance_in_words()[4], ("possible", "12% to under 40%".to_owned()));
}

/// One line a word, at both ends of what it stands for.
#[test]
fn each_word_for_a_chance_stands_for_its_own() {
    for (word, ends) in [
        ("very unlikely", [0.0, 0.04]),
        ("unlikely", [0.051, 0.11]),
        ("possible", [0.125, 0.34]),
        ("as likely as not", [0.4, 0.54]),
        ("likely", [0.6, 0.84]),
        ("very likely", [0.9, 0.964]),
        ("almost certain", [0.97, 1.0]),
    ] {
        for chance in ends {
            assert_eq!(chance_word(chance), word, "{chance}");
        }
    }
}

#[test]
fn percents_are_whole_unless_somebody_stated_them() {
    let said = |value| plain(&percent(value));
    assert_eq!(
        (said(0.774), said(0.0), said(0.002), said(1.0)),
        ("77%".into(), "under 1%".into(), "under 1%".into(), "over 99%".into())
    );
    assert_eq!(
        (stated_percent(0.06), stated_percent(0.065), stated_percent(0.0)),
        ("6%".into(), "6.5%".into(), "0%".into())
    );
}

#[test]
fn rates_are_said_in_years() {
    let said = |value| once_in(value).map(|text| plain(&text));
    assert_eq!(said(0.2), Some("5 years".to_owned()));
    assert_eq!(said(0.0133), Some("75 years".to_owned()));
    assert_eq!(said(0.007), Some("140 years".to_owned()));
    assert_eq!(said(1.0), Some("1 year".to_owned()));
    assert_eq!(said(4.0), Some("3 months".to_owned()));
    assert_eq!(said(100.0), Some("less than a month".to_owned()));
    assert_eq!((said(0.0), said(-1.0), said(f64::NAN)), (None, None, None));
}

#[test]
fn frequent_rates_are_counted_and_rare_ones_waited_for() {
    let said = |value| how_often(value).map(|text| plain(&text));
    assert_eq!(said(0.2), Some("once in 5 years".to_owned()));
    assert_eq!(said(1.0), Some("once a year".to_owned()));
    assert_eq!(said(2.0), Some("once in 6 months".to_owned()));
    assert_eq!(said(15.6), Some("16 times a year".to_owned()));
    assert_eq!((said(0.0), said(f64::NAN), said(f64::INFINITY)), (None, None, None));
}

#[test]
fn shares_beside_a_line_never_seem_to_lie_on_its_other_side() {
    let said = |share| plain(&of_futures_by(share, 0.6));
    assert_eq!((said(0.61), said(0.59), said(0.597)), ("6 of 10".into(), "59% of".into(), "just under 60% of".into()));
    let percent = |share| plain(&percent_by(share, 0.6));
    assert_eq!((percent(0.604), percent(0.597)), ("60%".to_owned(), "59.7%".to_owned()));
    let over = |share| plain(&percent_over(share, 0.5));
    assert_eq!((over(0.54), over(0.503), over(0.498)), ("54%".into(), "just over 50%".into(), "50%".into()));
}

#[test]
fn computed_sums_of_a_column_have_its_decimals() {
    let column = pounds().column([1.0e6, 0.37e6, 0.04e6].map(Spread::certain));
    let said = |value| column.aligned(value);
    assert_eq!([1.0e6, 0.37e6, 0.0412e6].map(said), ["£1.00m", "£0.37m", "£0.04m"]);
    assert_eq!((said(1_200.0), said(0.0), said(-0.17e6)), ("£1.2k".into(), "£0".into(), "−£0.17m".into()));
    let losses = pounds().column([25e3, 13e3, 5.9e3].map(Spread::certain));
    assert_eq!([25e3, 13e3, 5.9e3].map(|loss| losses.aligned(loss)), ["£25k", "£13k", "£6k"]);
    assert_eq!(Spread::certain(23_640.0).computed(), Spread::certain(24_000.0));
}

#[test]
fn both_ends_of_a_range_have_the_same_decimals() {
    let figure = |low, middle, high| plain(&pounds().estimate(spread(low, middle, high), Digits::Prose).line());
    assert_eq!(figure(9.0e6, 9.8e6, 10.9e6), "£9.8m (9.0 to 10.9)");
    assert_eq!(figure(0.1e6, 0.3e6, 0.97e6), "£0.3m (0.1 to 1.0)", "never £300k (100 to 1,000)");
    assert_eq!(plain(&pounds().range(200.0, 2_000.0)), "£200 to £2,000");
    let thousands = pounds().column([spread(4e3, 6e3, 12e3)]);
    let small = spread(400.0, 600.0, 1_000.0);
    assert_eq!(plain(&thousands.figure(small, Digits::Table).line()), "£600 (400 to 1,000)");
    assert_eq!(thousands.difference(Spread::certain(5e3), Spread::certain(5.1e3)).1, "£100");
    let column = pounds().column([spread(0.2e6, 0.4e6, 2.5e6)]);
    assert_eq!(plain(&column.alone(60e3, 200e3)), "£60k to £200k");
    assert_eq!(quantity_ends(1.0, 1.5), ("1.0".to_owned(), "1.5".to_owned()));
}

#[test]
fn what_was_typed_comes_back_as_typed() {
    let ends = |low, high| quantity_ends(low, high);
    assert_eq!(ends(3.0, 15.0), ("3".to_owned(), "15".to_owned()));
    assert_eq!(ends(8.0, 48.0), ("8".to_owned(), "48".to_owned()));
    assert_eq!(plain(&pounds().range(125e3, 300e3)), "£125k to £300k");
    let column = pounds().column([spread(0.5e6, 1.1e6, 1.7e6)]);
    for low in [499_999.9, 500_000.0, 500_000.1] {
        assert_eq!(
            column.figure(spread(low, 1.1e6, 1.7e6), Digits::Table).range.as_deref(),
            Some("0.5\u{a0}to\u{a0}1.7")
        );
    }
}

#[test]
fn a_unit_of_one_is_singular() {
    let said = |number, unit| plain(&with_unit(number, unit));
    assert_eq!(said("1", "weeks per change"), "1 week per change");
    assert_eq!(said("2", "weeks per change"), "2 weeks per change");
    assert_eq!((said("1", "days"), said("1", "Watts")), ("1 day".to_owned(), "1 Watts".to_owned()));
}

#[test]
fn months_are_whole_from_two_on() {
    let said = |low, middle, high| plain(&months(spread(low, middle, high)).line());
    assert_eq!(said(4.1, 5.2, 6.8), "5 months (4 to 7)");
    assert_eq!(said(1.0, 1.0, 1.0), "1 month");
    assert_eq!(said(1.0, 1.5, 2.0), "1.5 months (1 to 2)");
    assert_eq!(said(1.0, 1.1, 1.5), "1.1 months (1.0 to 1.5)");
    assert_eq!(said(0.0, 0.0, 0.0), "0 months");
    assert_eq!(plain(&months_plain(9.0)), "9 months");
    assert_eq!(plain(&months_between(Spread::certain(1.5), Spread::certain(3.0)).1), "1.5 months");
    assert_eq!(plain(&months_between(spread(6.0, 9.4, 12.0), spread(4.0, 6.1, 8.0)).1), "3 months");
}

#[test]
fn switch_points_are_never_moved_past_what_was_computed() {
    assert_eq!(plain(&points(15.1, Rounding::Up)), "16 points");
    assert_eq!(plain(&points(35.9, Rounding::Down)), "35 points");
    assert_eq!(plain(&points(0.2, Rounding::Up)), "1 point");
    let turn = threshold(7.02, 9.87, bare_at);
    assert_eq!((turn.now.as_str(), turn.at.as_str()), ("7", "9.9"));
    let close = threshold(3.76, 3.79, bare_at);
    assert_eq!((close.now.as_str(), close.at.as_str()), ("3.76", "3.79"));
    let below = threshold(45_000.0, 38_700.0, bare_at);
    assert_eq!((below.now.as_str(), below.at.as_str()), ("45k", "39k"));
    let said = |now, at| {
        let turn = threshold(now, at, |value, last| pounds().at(value, last));
        (turn.now, turn.at)
    };
    assert_eq!(said(1.2e6, 866e3), ("£1.2m".into(), "£870k".into()));
    assert_eq!(said(590e3, 600e3), ("£590k".into(), "£600k".into()));
    assert_eq!(said(1.234e6, 1.2341e6), ("£1.234m".into(), "£1.2341m".into()));
    let days = threshold(19.6, 21.6, bare_at);
    assert_eq!((days.now.as_str(), days.at.as_str()), ("19.6", "21.6"));
    let months = threshold(9.2, 8.9, months_at);
    assert_eq!((plain(&months.now).as_str(), plain(&months.at).as_str()), ("9.2 months", "8.9 months"));
    assert_eq!(change_percent(590e3, 592e3), Some("+0.3%".to_owned()));
    assert_eq!(change_percent(7.0, 9.87), Some("+41%".to_owned()));
    assert_eq!(change_percent(8.0, 5.2), Some("−35%".to_owned()));
    assert_eq!(change_percent(0.0, 5.2), None);
    assert_eq!(change_percent(2.3, 24.0).map(|text| plain(&text)), Some("10 times as much".to_owned()));
}

#[test]
fn words_for_counts_lists_and_ratios() {
    assert_eq!((count_word(3), count_word(12), count_word(13)), ("three".into(), "twelve".into(), "13".into()));
    assert_eq!(
        (count(1, "option", "options"), count(0, "option", "options")),
        ("one option".into(), "no options".into())
    );
    assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
    assert_eq!(
        (listed(&["a"]), listed::<&str>(&[]), listed_or(&["a", "b"])),
        ("a".into(), String::new(), "a or b".into())
    );
    assert_eq!((ordinal(1), ordinal(11), ordinal(22)), ("first".into(), "11th".into(), "22nd".into()));
    let ratio = |of, base| ratio_in_words(of, base).map(Ratio::words).unwrap_or_default();
    assert_eq!(ratio(2.33, 1.4), "two thirds more");
    assert_eq!(ratio(1.2, 1.0), "a fifth more");
    assert_eq!(ratio(0.8, 1.0), "a fifth less");
    assert_eq!(ratio(1.02, 1.0), "about the same");
    assert_eq!((ratio(1.06, 1.0), ratio(1.08, 1.0)), ("about the same".into(), "a tenth more".into()));
    assert_eq!(ratio(2.4, 1.0), "two and a half times as much");
    assert_eq!(ratio(2.1, 1.0), "twice as much");
    assert_eq!(ratio(5.2, 1.0), "five times as much");
    assert_eq!(ratio(0.1, 1.0), "a tenth as much");
    assert_eq!(ratio_in_words(1.0, 0.0), None);
    assert_eq!(sentence("move to the bank"), "Move to the bank.");
    assert_eq!(sentence("Really?"), "Really?");
}

#[test]
fn dates_read_like_dates() {
    let on = day(2026, 12, 5);
    assert_eq!(plain(&date(on)), "5 December 2026");
    assert_eq!(plain(&date_short(on)), "5 Dec 2026");
    assert_eq!(plain(&day_and_month(on)), "5 December");
    assert_eq!(plain(&month_and_year(on)), "December 2026");
    assert_eq!(plain(&days(1)), "1 day");
}

#[test]
fn scales_end_on_a_round_sum() {
    assert_eq!(Money::scale_end(2.9e6), 3e6);
    assert_eq!(Money::scale_end(3.1e6), 4e6);
    assert_eq!(Money::scale_end(0.0), 1.0);
}

#[test]
fn a_sum_that_is_tiny_beside_its_column_keeps_its_own_unit() {
    let sums = [800.0, 1.5e6, 2.1e13].map(|sum| spread(sum, sum, sum));
    let column = pounds().column(sums);
    let told = sums.map(|sum| column.figure(sum, Digits::Prose).figure);
    assert_eq!(told, ["£800", "£1.5m", "£21,000bn"]);
    assert_eq!(column.difference(sums[0], sums[1]).1, "£1.5m");
    let column = pounds().column([spread(2e6, 3e6, 4e6)]);
    assert_eq!(column.figure(spread(3e3, 4e3, 6e3), Digits::Table).range.as_deref(), Some("3\u{a0}to\u{a0}6"));
    assert_eq!(column.figure(spread(3e4, 4e4, 6e4), Digits::Table).range.as_deref(), Some("30\u{a0}to\u{a0}60"));
}

proptest! {
    #[test]
    fn nothing_breaks_a_number(low in -1e15_f64..1e15, first in 0.0_f64..1e12, second in 0.0_f64..1e12) {
        let spread = spread(low, low + first, low + first + second);
        for count in [Digits::Prose, Digits::Table] {
            let figure = pounds().estimate(spread, count);
            prop_assert!(figure.figure.contains('£'));
            prop_assert!(!figure.figure.contains(' '));
        }
        let turn = threshold(low, low + first, bare_at);
        prop_assert!(first == 0.0 || !turn.at.is_empty());
        prop_assert!(quantity(low, Digits::Prose).len() < 40);
    }

    #[test]
    fn the_word_for_a_chance_never_falls_when_the_chance_rises(a in 0.0_f64..1.0, b in 0.0_f64..1.0) {
        let rank = |value: f64| chance_in_words().iter().position(|(word, _)| *word == chance_word(value));
        if a < b { prop_assert!(rank(a) >= rank(b)); }
    }
}

/// In rows, asks and lists of all decisions: a small sum beside a large one keeps its digits and its unit.
#[test]
fn a_small_sum_needs_no_third_decimal() {
    let money = Money::new(Currency::parse("USD").as_ref());
    let column = money.column([Spread::certain(2.2e6), Spread::certain(26.4e3)]);
    for (sum, printed) in
        [(26.4e3, "$26.4k"), (2.2e6, "$2.2m"), (99.5e3, "$99.5k"), (0.46e6, "$0.46m"), (4e3, "$4k"), (50e3, "$50k")]
    {
        assert_eq!(column.certain(sum, Digits::Table), printed);
    }
    let figure = column.figure(Spread { low: 24.1e3, middle: 26.4e3, high: 29.2e3 }, Digits::Table);
    assert_eq!((figure.figure.as_str(), figure.range.as_deref()), ("$26k", Some("24\u{a0}to\u{a0}29")));
}

#[test]
fn a_figure_keeps_its_side_of_a_limit() {
    let told =
        |middle: f64, limit: f64| plain(&pounds().against(spread(60e3, middle, 150e3), limit, Digits::Prose).figure);
    assert_eq!(told(104e3, 100e3), "£104k");
    assert_eq!(told(99.6e3, 100e3), "£99.6k");
    assert_eq!(told(104e3, 200e3), plain(&pounds().estimate(spread(60e3, 104e3, 150e3), Digits::Prose).figure));
    assert_eq!(told(100e3, 100e3), "£100k");
    assert_eq!(told(100_000.4, 100e3), "£100k");
}
