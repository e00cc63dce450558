//! The page of all suppliers, ready to print.

use super::{ContractsBlock, ExitsBlock, FunctionsBlock, SharesBlock, ShocksBlock};
use crate::report::{Head, Key};
use serde::Serialize;

/// On whom do we rest, and could we leave?
#[derive(Clone, Debug, Serialize)]
pub struct SuppliersPage {
    /// Of itself.
    pub head: Head,
    /// "Four in force".
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// The largest share, the next notice day, ways out that were tested.
    pub keys: Vec<Key>,
    /// Who gets our money, a currency at a time.
    pub shares: Vec<SharesBlock>,
    /// Which contract binds us, until when.
    pub contracts: Option<ContractsBlock>,
    /// Whether we could leave.
    pub exits: Option<ExitsBlock>,
    /// What hangs on whom.
    pub functions: Option<FunctionsBlock>,
    /// Which shocks would hurt most.
    pub shocks: Option<ShocksBlock>,
}
