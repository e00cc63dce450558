//! Words before a status word that turn it: "not yet accepted", "noch nicht entschieden", "n'est plus en vigueur".

use crate::model::Status;
use crate::record::body::inline;
use crate::record::stated::unaccented::unaccented;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the words before a status word make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// It is still to come: not yet, to be, awaiting.
    NotYet,
    /// It is denied: not, nicht, non.
    Not,
    /// It held once: no longer, nicht mehr.
    NoLonger,
    /// It was said of another day: was, previously.
    Former,
    /// It never held.
    Never,
    /// It holds for parts alone.
    Partly,
}

/// Phrases, folded and without accents, with a comma between them.
const PHRASES: [(Before, &str); 6] = [
    (
        Before::NotYet,
        "not yet, yet to, yet to be, to be, to get, awaiting, awaits, waiting for, waiting on, waits for, \
         needs, need, needs to be, needing, requires, requiring, pending, still to be, due to be, about \
         to be, will be, would be, should be, must be, may be, might be, could be, can be, has to be, \
         have to be, planned to be, expected to be, subject to, ready to be, hopes to be, wants to be, \
         before being, until, noch nicht, noch zu, wartet auf, warten auf, wartend auf, muss noch, muss, \
         soll, wird noch, bis, benotigt, vor der, pas encore, non encore, encore a, a faire, en attente \
         de, en attente d, doit etre, reste a, aun no, todavia no, no aun, pendiente de, por ser, debe \
         ser, sera, a la espera de, non ancora, ancora non, ancora da, in attesa di, in attesa dell, da \
         essere, deve essere, ainda nao, nao ainda, aguardando, aguarda, pendente de, a ser, para ser, \
         deve ser, nog niet, nog te, wacht op, in afwachting van, moet nog, moet worden, te worden, ikke \
         endnu, endnu ikke, ikke enda, enda ikke, ikke enna, enna ikke, afventer, avventer, inte an, annu \
         inte, annu ej, vantar pa, henuz, jeszcze nie, nie jeszcze, oczekuje na, oczekujace na, czeka na, \
         do, еще не, пока не, ожидает, в ожидании, будет, должно быть, 아직",
    ),
    (
        Before::Not,
        "not, isn t, isnt, wasn t, hasn t been, cannot be, can t be, won t be, non, no, nicht, kein, \
         keine, pas, n est pas, nao, niet, geen, nie, не, ikke, ej, inte, degil, fails to be, failed to \
         be, without being",
    ),
    (
        Before::NoLonger,
        "no longer, not anymore, no more, not any longer, nicht mehr, plus, n est plus, ne plus, ya no, \
         no mas, non piu, ja nao, nao mais, nao esta mais, niet meer, niet langer, juz nie, nie jest juz, \
         более не, больше не, уже не, ikke laengere, ikke lenger, inte langre, 더 이상, artik",
    ),
    (
        Before::Former,
        "was, were, had been, used to be, previously, formerly, once, initially, originally, at first, \
         earlier, war, zuvor, fruher, vorher, ehemals, ursprunglich, einst, nie mehr, etait, fut, jadis, \
         autrefois, precedemment, anciennement, auparavant, era, fue, antes, anteriormente, \
         originalmente, precedentemente, prima, foi, antigamente, eerder, voorheen, vroeger, ooit, \
         wczesniej, poprzednio, byl, bylo, byla, ранее, раньше, прежде, было, был, была, tidligere, \
         tidigare, daha once, 이전, 이전에, 과거",
    ),
    (
        Before::Never,
        "never, nobody, niemand, personne, nadie, nessuno, ninguem, wurde nie, niemals, jamais, nunca, \
         jamas, nooit, nigdy, никогда не, никогда, aldri, aldrig",
    ),
    (
        Before::Partly,
        "part, parts, in part, partly, partially, some, section, sections, aspects, half, teilweise, \
         teils, zum teil, abschnitt, partiellement, en partie, parcialmente, en parte, in parte, \
         parzialmente, em parte, deels, gedeeltelijk, czesciowo, частично, delvis, delvist, kismen, 일부, \
         부분적으로",
    ),
];

/// The same by phrase: every word of a status is asked.
static KNOWN: LazyLock<HashMap<&str, Before>> = LazyLock::new(|| {
    let phrases = PHRASES.iter().flat_map(|(before, phrases)| phrases.split(", ").map(|phrase| (phrase, *before)));
    phrases.collect()
});

/// The most words that a phrase has.
const LONGEST: usize = 4;

/// The phrase that some words begin with, the longest first, and how many words it has.
pub(crate) fn phrase(words: &[&str]) -> Option<(Before, usize)> {
    (1..=LONGEST.min(words.len()))
        .rev()
        .find_map(|length| KNOWN.get(words[..length].join(" ").as_str()).map(|before| (*before, length)))
}

/// Stems of what a vote says: without a "yet", their denial is a decision too.
const VOTED: [&str; 32] = [
    "accept",
    "approv",
    "approuv",
    "adopt",
    "akzept",
    "angenomm",
    "genehm",
    "accett",
    "aprob",
    "aprov",
    "acept",
    "aceit",
    "ratif",
    "goedgekeurd",
    "aanvaard",
    "geaccepteerd",
    "przyjet",
    "zaakceptowan",
    "zatwierdzon",
    "принят",
    "утвержд",
    "одобр",
    "godk",
    "vedta",
    "aksept",
    "antag",
    "承認",
    "採用",
    "接受",
    "采纳",
    "通过",
    "승인",
];

/// Stems of what can be gone without having been decided against.
const IN_FORCE: [&str; 14] = [
    "active",
    "in force",
    "in use",
    "current",
    "stable",
    "standard",
    "in production",
    "production",
    "valid",
    "gultig",
    "en vigueur",
    "vigente",
    "geldig",
    "действует",
];

/// What a status word means behind such words; nothing where nobody can tell.
pub(crate) fn turned(before: Option<Before>, status: Status, word: &str) -> Option<Status> {
    let is_in_force = IN_FORCE.iter().any(|stem| word.starts_with(stem));
    match (before, status) {
        (None, _) => Some(status),
        (Some(Before::NotYet), Status::Accepted | Status::Proposed) => Some(Status::Proposed),
        (Some(Before::NotYet), Status::Draft) => Some(Status::Draft),
        (Some(Before::Not), Status::Accepted) if is_in_force => None,
        (Some(Before::Not), Status::Accepted) if VOTED.iter().any(|stem| word.starts_with(stem)) => {
            Some(Status::Rejected)
        }
        (Some(Before::Not), Status::Accepted) => Some(Status::Proposed),
        (Some(Before::NoLonger), Status::Accepted) => Some(Status::Deprecated),
        (Some(Before::Partly), Status::Superseded | Status::Deprecated) => None,
        (Some(Before::Partly), _) => Some(status),
        _ => None,
    }
}

/// Whether the words around a verb say that it holds for parts: "section 2 is superseded by", "superseded in part by".
pub(crate) fn says_partly(before: &str, after: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(20).map(unaccented).collect()
    };
    let (before, after) = (words(before), words(&after[..inline::floor(after, 40)]));
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    before.iter().any(|word| KNOWN.get(word.as_str()) == Some(&Before::Partly)) || is_partly(&after)
}

/// What a vote is called: "awaiting the board's approval" is a proposal.
const VOTES: &str = "abnahme abstimmung acceptance adoption agreement akceptacje akceptacji approbation approval \
     approvazione aprobacion aprovacao beoordeling besluit beslut consensus consent decisao decision \
     decisione decyzje decyzji discussion entscheidung feedback freigabe genehmigung godkannande \
     godkendelse godkjenning goedkeuring karar onay ratification review reviews revisao revision \
     revisione sign signoff validation vote votes zatwierdzenia zatwierdzenie zustimmung одобрение \
     одобрения решение решения согласования утверждение утверждения";

/// Whether a word is what a vote is called.
pub(crate) fn is_vote(word: &str) -> bool {
    is_listed(VOTES, word)
}

/// Whether a vote is named soon behind "awaiting", "needs" and the like, or said to be outstanding.
pub(crate) fn is_vote_to_come(before: Option<Before>, words: &[&str]) -> bool {
    let is_awaited = before == Some(Before::NotYet) && words.iter().take(4).any(|word| is_vote(word));
    let is_missing = before == Some(Before::Not) && is_vote(words[0]) && is_of_today(&words[1..]);
    is_awaited || is_missing || (is_vote(words[0]) && is_outstanding(&words[1..]))
}

/// What stands behind "Approval" where it is not there yet.
const OUTSTANDING: [&str; 17] = [
    "pending",
    "awaited",
    "needed",
    "required",
    "requested",
    "outstanding",
    "open",
    "missing",
    "ausstehend",
    "offen",
    "erforderlich",
    "pendiente",
    "pendente",
    "requise",
    "attendue",
    "in attesa",
    "vereist",
];

/// Whether the words behind a status word say that it is still to come: "approval pending".
pub(crate) fn is_outstanding(after: &[&str]) -> bool {
    let next = if after.first() == Some(&"is") { after.get(1) } else { after.first() };
    next.is_some_and(|word| OUTSTANDING.contains(word))
}

/// Whether the denial that stood before a status word is one of today: "not accepted yet".
pub(crate) fn is_of_today(after: &[&str]) -> bool {
    after.iter().take(2).any(|word| matches!(*word, "yet" | "encore" | "aun" | "todavia" | "ancora" | "endnu" | "enda"))
}

/// What the last words of a clause make of the verb behind them: "has not been" superseded.
pub(crate) fn at_end(words: &[&str]) -> Option<Before> {
    let mut found = None;
    let mut position = 0;
    while position < words.len() {
        if let Some((before, length)) = phrase(&words[position..]) {
            found = found.filter(|former| *former == Before::Partly).or(Some(before));
            position += length;
        } else {
            // Parts may be named: "section 2 on labels is superseded".
            let stays = is_filler(words[position]) || found == Some(Before::Partly);
            found = found.filter(|_| stays);
            position += 1;
        }
    }
    found
}

/// Whether the words behind a status word limit it to parts: "superseded in part by 4".
pub(crate) fn is_partly(after: &[&str]) -> bool {
    (0..after.len().min(2)).any(|idx| matches!(phrase(&after[idx..]), Some((Before::Partly, _))))
}

/// Words that may stand before a status word and change nothing.
const FILLERS: &str = "a above adr agora ahora all already also an are as be been being ble blev ce cette currently das ddr \
     decision der desormais deze die diese dieser dieses dit document einstimmig el endgultig \
     entscheidung er es est esta este ete final finally formal formally fue fully ha har has have \
     inmiddels inzwischen is ist it jest jetzt la largely le maintenant mittlerweile mostly now nu nun o \
     of officially officiellement ora our points proposal questa record rfc s seit sido since stata state \
     stato status still teraz the then this two unanimously worden wurde yet zostal zostala zostalo \
     решение теперь это 이 최종 현재";

/// Whether a word may stand before a status word: a date too.
pub(crate) fn is_filler(word: &str) -> bool {
    is_listed(FILLERS, word) || word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// `undecided`, `unapproved`, `unentschieden`: the word behind the "un".
pub(crate) fn without_un(word: &str) -> Option<&str> {
    word.strip_prefix("un").filter(|rest| rest.len() > 4)
}
