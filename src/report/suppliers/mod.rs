//! On whom we rest, and whether we could leave.
//!
//! `index` finds every company that a decision in force or asked for rests on, with a page of its own; `shares` says who
//! gets our money, `contracts` what binds us, `exits` what leaving takes, `functions` what hangs on whom, `shocks` what
//! would hurt most; `company` is the page of one.

mod company;
mod compose;
mod contracts;
mod exits;
mod functions;
mod index;
mod page;
mod shares;
mod shocks;

pub use company::{CompanyFact, CompanyUse, SupplierPage, supplier_pages};
pub use compose::suppliers;
pub use contracts::{ContractGroup, ContractRow, ContractsBlock, TimeBar};
pub use exits::{ExitGroup, ExitsBlock, LeavingRow};
pub use functions::{FunctionRow, FunctionsBlock};
pub use page::SuppliersPage;
pub use shares::{ShareGroup, ShareRow, SharesBlock};
pub use shocks::{ShockRow, ShocksBlock};

pub(super) use index::has_suppliers;
