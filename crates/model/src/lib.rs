#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod arithmetic;
mod article;
mod axioms;
mod claim;
mod dataset;
mod diagnostic;
mod duration;
mod entity;
mod evidence;
mod finding;
mod id;
mod name_context;
mod quantity;
mod reading;
mod record;
mod relations;
mod slug;
mod sorted;
mod span;
mod stretch;
mod temporal;

pub use arithmetic::{AgeBasis, Arithmetic, ArithmeticClaim, Share};
pub use article::{
    Article, ArticleHeader, Dateline, Member, Metadata, Precedence, Published, PublishedBasis, Segment,
    SegmentKind,
};
pub use axioms::{Axioms, Extension, KindAxioms, Lifespan, Role};
pub use claim::{Claim, ClaimDate, DateBasis, Modality, Naming, Step};
pub use dataset::Dataset;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use duration::{Closeness, DurationUnit, TimeAmount};
pub use entity::{Entity, EntityClass};
pub use evidence::Evidence;
pub use finding::{Finding, Severity, Status};
pub use id::{ArticleId, ClaimId, ComparisonId, EntityId, EventId, EvidenceId, FindingId, KindId, digest};
pub use name_context::{NameContext, NameContexts};
pub use quantity::{Amount, Figure, Quantity, QuantityQualifier};
pub use reading::{Coverage, Position, Quotation, Reading, Topic};
pub use record::{
    ArticleRow, ClaimRow, ComparisonRow, Consistency, EventRow, OrganisationRow, PersonRow, PlaceRow,
    PositionRow, Property, QuantityRow, QuotationRow, Release, Verdict,
};
pub use relations::{
    EventQuantity, Extent, ForceMovement, ForceSides, OfficeAttribution, OfficeDate, Relations,
    UnlistedOffice, UnlistedParties,
};
pub use slug::slug;
pub use sorted::Sorted;
pub use span::{Encoding, Excerpt, Offset, Span, SpanIndex};
pub use stretch::{Form, Stretch, compose};
pub use temporal::{DurationRelation, TemporalReference, TemporalRelation, TemporalRelationKind, TimeAnchor};
