#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod axioms;
mod component;
mod constraint;
mod cycle;
mod dates;
mod durations;
mod military_presence;
mod named_events;
mod precedence;
mod proof;
mod rows;
mod system;
mod temporal_relations;
mod timeline;

pub use constraint::{Bounds, Contradiction, Event, Firmness, Point, Side, Statement, Step};
pub use proof::{AppliedAxiom, Axiom, Proof, Reason};
pub use system::{Solution, System};
pub use timeline::{Inferred, Timeline};
