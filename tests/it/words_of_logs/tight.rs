//! Logs of asks alone, in one currency and beside a budget that seldom holds all of them: which fit together, and what
//! waiting costs or saves, is said in these.

use super::logs::{Log, title};
use crate::words_of_chance::Luck;

/// The log with this number: two asks to eight, in some beside what is in force.
pub(super) fn log(nth: u64) -> Log {
    let mut luck = Luck(nth.wrapping_mul(6_007) + 29);
    luck.below(2);
    let unit = luck.of(&[1, 1_000, 1_000_000]);
    let most = if luck.one_in(5) { 7 } else { 4 };
    let count = 2 + luck.below(most);
    let records = (1..=count).map(|number| {
        let status = if number == count && luck.one_in(2) { "accepted" } else { "proposed" };
        (format!("{number:04}-matter.md"), record(&mut luck, title(nth, number), status, unit))
    });
    let records = records.collect();
    let mut book =
        "[output.board]\ncurrency = \"GBP\"\nnext-meeting = 2026-12-15\nlast-meeting = 2026-09-15\n".to_owned();
    book += &format!("[output.board.budget]\n2027 = \"{}\"\n", luck.of(&[60, 120, 180, 260, 400]) * unit);
    if luck.one_in(4) {
        book += &format!("2028 = \"{}\"\n[output.board.capacity]\n2027 = {}\n", 90 * unit, luck.of(&[4, 12]));
    }
    Log { book, records }
}

fn record(luck: &mut Luck, title: &str, status: &str, unit: u64) -> String {
    let mut text = format!("---\nstatus: {status}\ndate: 2026-09-12\nstarts: 2027-01\nhorizon: 3\n");
    text += "board: { for: decision, meeting: 2026-12-15 }\nrecommend: { option: buy, because: We know it }\n";
    text += &format!("discount-rate: {}\n", luck.of(&["0%", "5%"]));
    if !luck.one_in(3) {
        text += &format!("needed-by: 2027-{}\n", luck.of(&["06-30", "09-30", "12-31"]));
        text += &format!("late-cost: {}\n", luck.of(&[1, 4]) * unit);
    }
    let once = luck.of(&[20, 40, 60, 90]) * unit;
    let (yearly, today) = (luck.of(&[2, 9]) * unit, luck.of(&[0, 5, 30]) * unit);
    text += &format!(
        "criteria:\n  cost: {{ points: 60, worst: {}, best: 0 }}\n  flexibility: {{ points: 40 }}\noptions:\n  - avoid: As it \
         is\n    cost: {{ once: 0, yearly: {today} to {} }}\n    flexibility: 20 to 60\n  - buy: A service\n    cost: {{ once: \
         {once} to {}, yearly: {yearly} to {} }}\n    flexibility: 40 to 80\n    ready: {}\n",
        400 * unit,
        today + 5 * unit,
        once * 2,
        yearly * 2,
        luck.of(&["2 to 4", "3 to 15", "4 to 9"]),
    );
    // Who starts later owes the minimum for a year less, as its day stands.
    if luck.one_in(3) {
        text += &format!("    contract: {{ ends: 2029-01-31, notice: 3 months, minimum: {} }}\n", 30 * unit);
    }
    if luck.one_in(3) {
        text += "    people: { months: 3, yearly: 1 }\n";
    }
    format!("{text}---\n# {title}\n")
}
