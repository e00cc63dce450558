//! Log and numbers → what a reader is told. The only room that rounds and the only one with words.

mod accessibility;
mod accountability;
mod agenda;
mod ai_register;
mod areas;
mod bar;
mod board;
mod brief;
mod changes;
mod comparison;
mod controls;
mod cost;
mod data;
mod day;
mod decisions;
mod exhibits;
mod explain;
mod figures;
mod find;
mod frame;
mod history;
mod imported;
mod language;
mod link;
mod list;
mod log_index;
mod mending;
mod method;
pub mod narrate;
mod overview;
mod pack;
mod pages;
mod parts;
mod picture;
mod record;
mod reviews;
mod risks;
mod search;
mod stated;
mod suppliers;
mod table;
mod time_line;
mod trace;
mod track_record;
mod whole;

pub use accessibility::{AccessibilityPage, accessibility};
pub use accountability::{AccountabilityPage, Gap, RoleRow, accountability};
pub use agenda::{Agenda, AgendaGroup, AgendaItem, AgendaList, agenda};
pub use ai_register::{AiPage, DutiesBlock, DutyCell, DutyRow, IdeaRow, UseBlock, UseFact, UsePair, ai_register};
pub use areas::{AreasPage, CoveredRow, Named, Trial, areas};
pub use bar::{Axis, Bar};
pub use board::{
    AskGroup, AskRow, BoardPage, BudgetYear, Calm, Decide, FitLine, OtherList, OtherMatter, PartRow, StandingBlock,
    StandingLine, Watch, WatchResponse, WatchRow, YearPart, board,
};
pub use brief::{
    Answer, Ask, Banner, BriefPage, CostRow, CostTable, ExitRow, ExitTable, FlipItem, LeftOut, Minutes, OtherLine,
    Pair, ReadyRow, ReadyTable, Related, RiskRow, RiskTable, StepRow, WORD_BUDGET, brief,
};
pub use changes::{ChangeGroup, ChangeItem, ChangePoint, ChangedRecord, ChangesPage, changes};
pub use comparison::{
    ArgumentRow, Binding, ComparisonPage, ContributionCell, ContributionRow, ContributionTable, CriterionHead, GistRow,
    OptionRow, OptionTable, WhatIf, comparison,
};
pub use controls::{cleaned, is_direction, named};
pub use cost::{
    BandLine, BandShape, CostPage, CurrencyMoney, DriverBlock, DriverRow, MoneyYear, OverTimeBlock, PartCell,
    PartsBlock, PartsRow, Renewal, RenewalBlock, Uncounted, UncountedBlock, YearBlock, cost,
};
pub use data::{
    CalendarEntry, DataFile, DataGroup, DataKind, DataLink, DataPage, Feed, FeedEntry, calendar, data_files, data_page,
    feed, workbook_path,
};
pub use day::Day;
pub use decisions::{
    CountBar, DecisionsPage, Facet, FacetKind, FacetLine, Facets, Group, Listing, Mark, PageLink, Row, Shows, State,
    Successor, YearCount, decisions, facet_pages, label, pace, status_word,
};
pub use exhibits::{AmountBar, DecisionLink, Heading, Tick};
pub use explain::{Doubt, ExplainedField, Explanation, explain};
pub use figures::{
    AppetiteFigures, AskSetFigures, CalendarYearFigures, ChosenWord, ConcentrationFigures, CriterionFigures,
    CurveFigures, CurveWord, DeciderFigures, DeferralFigures, DriverFigures, Figures, FlipFigures, InputFigures,
    InputWorthFigures, LossFigures, MeasureWord, MethodWord, OpinionFigures, OptionFigures, OutcomeFigures,
    OverTimeFigures, ParentFigures, PlanYearFigures, PortfolioFigures, PricesWord, PutOffFigures, RiskFigures,
    ScaleWord, ScenarioFigures, SetYearFigures, ShapeWord, ShareFigures, ShiftFigures, ShockWord, SpendFigures,
    StudyFigures, SummaryFigures, SupplierFigures, TimingWord, TornadoFigures, TrackRecordFigures, VerdictWord,
    WholeFigures, YearFigures, YearPartsFigures, figures, outcome_figures, whole_figures,
};
pub use find::{FindPage, find, found, sought};
pub use frame::{Fit, Frame, Head, Part, Place, frame};
pub use history::{ChainBlock, ChainMember, HistoryPage, Loose, Tree, history};
pub use imported::{ImportedRow, RowState, imported_row};
pub use link::{Paths, Target, file_path};
pub use list::{ListedLink, ListedRecord, list};
pub use log_index::{LogPage, LogRow, log_index};
pub use mending::{FileMending, MendingPage, OwnerMending, mending};
pub use method::{Entry, MethodPage, method};
pub use overview::{ComparedLine, ComparedRecord, compared};
pub use pack::{
    PackChapter, PackFact, PackLine, PackPage, PackPart, PackShows, PackSubject, Paper, pack, pack_subjects,
};
pub use pages::Pages;
pub use parts::{Block, Cell, Key, OptionHead};
pub use picture::{Picture, PictureRow, Total};
pub use record::{Fact, FindingLine, RecordLink, RecordPage, SlotTarget, SourceLine, record};
pub use reviews::{Lane, LaneRow, LanesBlock, ReviewGroup, ReviewRow, ReviewsPage, reviews};
pub use risks::{
    AppetiteBlock, AppetiteGroup, AppetiteRow, CurrencyRisk, CurveBlock, CurveLine, HazardGroup, HazardRow,
    HazardsBlock, RiskPage, Statement, Zone, risks,
};
pub use search::{FilterKey, FoundRecord, found_record, searched};
pub use suppliers::{
    CompanyFact, CompanyUse, ContractGroup, ContractRow, ContractsBlock, ExitGroup, ExitsBlock, FunctionRow,
    FunctionsBlock, LeavingRow, ShareGroup, ShareRow, SharesBlock, ShockRow, ShocksBlock, SupplierPage, SuppliersPage,
    TimeBar, supplier_pages, suppliers,
};
pub use table::{CaptionStands, Content, Drawing, Scale, Set, Table, TableBlock, TableCell, TableHead, TableRow};
pub use trace::{Trace, TracePart, TraceRow, trace};
pub use track_record::{
    BeltBlock, BeltGroup, BeltMark, BeltRow, ChanceBlock, ChanceRow, DueBlock, DueRow, KindRow, KindsBlock, Lesson,
    LessonBlock, ReplacedBlock, ReplacedRow, TrackRecordPage, track_record,
};
pub use whole::{WholeLog, YearRow, YearTable, whole_log};

/// Addresses of pages, from the site's first folder, percent-encoded.
pub mod address {
    pub use super::data::online;
    pub use super::link::{brief, comparison, decision, encode, record};
}

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::log::{DecisionLog, Due};
use crate::model::{Audience, Book};
use crate::source::Attachments;
use jiff::civil::Date;

/// Everything that pages are composed of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The log, already without records for narrower circles.
    pub log: &'a DecisionLog,
    /// Its figures, by record index.
    pub analysis: &'a Analysis,
    /// Settings.
    pub book: &'a Book,
    /// Pictures and files beside the records.
    pub attachments: &'a Attachments,
    /// What is to be mended, sorted.
    pub findings: &'a [Finding],
    /// What falls due, sorted by day.
    pub due: &'a [Due],
    /// The day on which figures stand.
    pub as_of: Date,
    /// For whom.
    pub audience: Audience,
    /// How many records were left out for their audience.
    pub left_out_count: usize,
    /// Draws and seed of the run.
    pub draw_count: usize,
    /// Where the sequence starts.
    pub seed: u64,
}
