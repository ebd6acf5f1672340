//! The nouns of Annals; no input or output.
//!
//! An [`Article`] is read into a [`Reading`]: [`Claim`]s, [`reading::Position`]s,
//! [`reading::Quotation`]s, [`reading::Quantity`]s and names, each at a [`Span`] of the file.
//! Linking turns readings into the rows of [`record`]: events, people, organisations, places;
//! validation adds [`Finding`]s; all of them together are a [`Release`]. Dates are [`Edtf`].

#![forbid(unsafe_code)]

pub mod article;
pub mod dataset;
pub mod date;
pub mod equation;
pub mod facts;
pub mod finding;
pub mod id;
pub mod lapse;
pub mod problem;
pub mod reading;
pub mod record;
mod slug;
mod sorted;
pub mod span;
mod stretch;
mod ties;

pub use article::{Article, Imprint, Segment, SegmentKind};
pub use dataset::Dataset;
pub use date::{Comparison, Day, Edtf};
pub use facts::Facts;
pub use finding::{Finding, Severity};
pub use id::{AgreementId, ArticleId, ClaimId, EntityId, EventId, EvidenceId, FindingId, KindId};
pub use problem::{Problem, ProblemKind};
pub use reading::{Claim, Reading};
pub use record::Release;
pub use slug::slug;
pub use sorted::Sorted;
pub use span::Span;
