//! Status words of scripts that put no space between words: 未承認, 已被取代, 승인되지 않음.

use crate::model::Status;
use crate::record::stated::status_table::WORDS;
use crate::record::stated::words_before::{Before, turned};

/// What stands before a word and turns it.
const IN_FRONT: &[(Before, &[&str])] = &[
    (Before::NoLonger, &["不再", "已不", "もう", "더이상"]),
    (Before::NotYet, &["未", "尚", "待", "还没", "還沒", "没有", "まだ", "미", "아직", "等待", "拟"]),
    (Before::Former, &["曾", "旧", "元", "原", "以前", "이전"]),
    (Before::Partly, &["部分", "一部", "일부"]),
    (Before::Not, &["不", "非", "否", "불", "비"]),
];

/// What stands behind a word and says that it is still to come.
const TO_COME: [&str; 9] = ["待ち", "待", "前", "予定", "必要", "중", "대기", "예정", "필요"];

/// What stands behind a word and denies it, now or for ever.
const DENIED: [&str; 9] = ["ない", "なかった", "ません", "ず", "않", "안됨", "안 됨", "못", "불가"];

/// How many characters may stand before the word: a sentence that names it later speaks of something else.
const REACH: usize = 4;

/// What a word says that names a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// This one.
    Status(Status),
    /// None that can be claimed.
    Nothing,
}

/// What the first word says, where it names a status.
pub(crate) fn read(words: &[&str]) -> Option<Said> {
    let word = words.first()?;
    if word.chars().next().is_none_or(|c| c < '\u{3000}') {
        return None;
    }
    let place = |entry: &str| word.find(entry).filter(|at| word[..*at].chars().count() <= REACH);
    let entries = WORDS.iter().filter_map(|(entry, status)| Some((entry, place(entry)?, *status)));
    let (entry, at, status) = entries.max_by_key(|(entry, at, _)| (entry.len(), word.len() - at))?;
    let front = &word[..at];
    let behind =
        format!("{} {}", &word[at + entry.len()..], words[1..].iter().take(2).copied().collect::<Vec<_>>().join(" "));
    if DENIED.iter().any(|sign| behind.contains(sign)) {
        return Some(Said::Nothing);
    }
    let in_front = IN_FRONT.iter().find(|(_, signs)| signs.iter().any(|sign| front.contains(sign)));
    let is_to_come = TO_COME.iter().any(|sign| behind.trim_start().starts_with(sign));
    let before = in_front.map(|(before, _)| *before).or(is_to_come.then_some(Before::NotYet));
    Some(turned(before, status, entry).map_or(Said::Nothing, Said::Status))
}
