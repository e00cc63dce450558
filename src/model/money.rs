//! Currencies.

/// A currency: its ISO 4217 code, and the sign that stands before a figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    code: String,
}

/// Codes that have a sign of their own. Signs that several currencies share stand for the first.
const SIGNS: [(&str, &str); 6] = [("GBP", "£"), ("EUR", "€"), ("USD", "$"), ("JPY", "¥"), ("INR", "₹"), ("KRW", "₩")];

/// What people write beside a figure besides a sign or a code in capitals. Longer ones come before their beginnings.
const SPELLED: [(&str, &str); 27] = [
    ("USD", "US$"),
    ("USD", "US $"),
    ("AUD", "AU$"),
    ("AUD", "A$"),
    ("CAD", "CA$"),
    ("CAD", "C$"),
    ("NZD", "NZ$"),
    ("SGD", "S$"),
    ("HKD", "HK$"),
    ("TWD", "NT$"),
    ("MXN", "MX$"),
    ("BRL", "R$"),
    ("EUR", "euros"),
    ("EUR", "euro"),
    ("EUR", "Euro"),
    ("EUR", "eur"),
    ("USD", "usd"),
    ("GBP", "gbp"),
    ("CHF", "chf"),
    ("CHF", "SFr."),
    ("CHF", "Fr."),
    ("JPY", "yen"),
    ("GBP", "pounds"),
    ("USD", "dollars"),
    ("JPY", "jpy"),
    ("SEK", "sek"),
    ("INR", "inr"),
];

impl Currency {
    /// Reads an ISO code (`EUR`, any case), a sign (`€`), or what people write for one (`US$`).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((code, _)) = SPELLED.iter().find(|(_, spelled)| *spelled == text) {
            return Some(Self { code: (*code).to_owned() });
        }
        if let Some((code, _)) = SIGNS.iter().find(|(_, sign)| *sign == text) {
            return Some(Self { code: (*code).to_owned() });
        }
        let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_code.then(|| Self { code: text.to_ascii_uppercase() })
    }

    /// The ISO code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What stands before a figure: the sign, or the code and a no-break space.
    pub fn sign(&self) -> String {
        match SIGNS.iter().find(|(code, _)| *code == self.code) {
            Some((_, sign)) => (*sign).to_owned(),
            None => format!("{}\u{a0}", self.code),
        }
    }

    /// The signs and words that a number may carry.
    pub fn known_signs() -> impl Iterator<Item = &'static str> {
        SPELLED.iter().chain(&SIGNS).map(|(_, sign)| *sign)
    }
}

/// Whether prices carry inflation; must match the discount rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prices {
    /// Today's prices.
    #[default]
    Real,
    /// Prices of each year.
    Nominal,
}

/// When in a year money flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// At its end.
    #[default]
    End,
    /// In its middle.
    Mid,
}
