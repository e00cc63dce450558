//! Numbers → SVG text; knows nothing about decisions.
//!
//! Bars stand in table cells (`templates/assets/adr.css`, "Bars"): positions in percent of the
//! cell, drawn lines because strokes print and backgrounds do not; words keep their size, since nothing is scaled.

mod amount;
mod arrow;
mod bar;
mod belt;
mod card;
mod count;
mod lane;
mod layered;
mod plot;
mod specimen;
mod time;
mod turn;

pub use amount::{AmountBar, SwingBar};
pub use arrow::Arrow;
pub use bar::{ContributionBar, PartBar, RangeBar, Strip, TotalBar, YearBar};
pub use belt::BeltMark;
pub use card::{Card, CardRow};
pub use count::CountBar;
pub use lane::Lane;
pub use layered::Layered;
pub use plot::{Band, line};
pub use specimen::Specimen;
pub use time::TimeBar;
pub use turn::{LeadBar, TurnBar};
