//! What a column of a register may hold.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Who is paid.
    Supplier,
    /// What for.
    Product,
    /// Money a year.
    Yearly,
    /// Money a month.
    Monthly,
    /// Money once.
    Once,
    /// In which currency.
    Currency,
    /// First day of the contract.
    Starts,
    /// Last day of the contract.
    Ends,
    /// Length of notice.
    Notice,
    /// Whether the contract renews.
    Renews,
    /// The least that a year costs.
    Minimum,
    /// Who answers for it.
    Owner,
    /// An area of the book, or a tag.
    Area,
    /// Tags.
    Tags,
    /// Text.
    Notes,
    /// Who owns the supplier.
    Parent,
    /// What rests on the supplier.
    Functions,
    /// By what the row is known again.
    Id,
    /// Anything else, kept under its own name.
    Text,
}

impl Key {
    /// All, by the word for `--map`.
    pub const ALL: [(&'static str, Self); 19] = [
        ("supplier", Self::Supplier),
        ("product", Self::Product),
        ("yearly", Self::Yearly),
        ("monthly", Self::Monthly),
        ("once", Self::Once),
        ("currency", Self::Currency),
        ("starts", Self::Starts),
        ("ends", Self::Ends),
        ("notice", Self::Notice),
        ("renews", Self::Renews),
        ("minimum", Self::Minimum),
        ("owner", Self::Owner),
        ("area", Self::Area),
        ("tags", Self::Tags),
        ("notes", Self::Notes),
        ("parent", Self::Parent),
        ("functions", Self::Functions),
        ("id", Self::Id),
        ("text", Self::Text),
    ];

    pub(super) fn parse(word: &str) -> Option<Self> {
        // `cost.yearly` and `contract.ends` are how a record calls them.
        let word = word.rsplit('.').next().unwrap_or(word).trim();
        Self::ALL.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, key)| key)
    }

    /// Whether several columns may hold it.
    pub(super) fn is_shared(self) -> bool {
        matches!(self, Self::Tags | Self::Notes | Self::Functions | Self::Text)
    }

    /// Whether it is a sum of money.
    pub(super) fn is_money(self) -> bool {
        matches!(self, Self::Yearly | Self::Monthly | Self::Once | Self::Minimum)
    }
}
