//! What is said about times, as one system of difference constraints, and what follows from it.
//!
//! Every event has a first and a last day. What articles say of them are inequalities between two
//! days: a date ("not before 3 May"), an order ("after the treaty"), and what is so in general (an
//! event ends no sooner than it begins; nothing is done by what has not been founded). A
//! [`System`] holds them, each with the statement it comes from.
//!
//! [`System::solve`] looks for contradictions and for what follows of each event. Inequalities
//! `x - y <= c` are the edges of a weighted graph from `y` to `x`, with the calendar as one more
//! node. They can all hold if and only if the graph has no cycle of negative weight, and then the
//! shortest paths from and to the calendar are the tightest bounds of each day: Cormen, Leiserson,
//! Rivest and Stein, *Introduction to Algorithms*, 3rd edition, section 24.4; Dechter, Meiri and
//! Pearl, "Temporal constraint networks", *Artificial Intelligence* 49 (1991), 61–95. A negative
//! cycle is a proof: its statements cannot all hold. The one reported is one with the fewest
//! statements. [`System::grounds`] proves a bound in the same way: with its opposite it makes such a cycle.
//!
//! [`Timeline`] makes the system of a whole release.

#![forbid(unsafe_code)]

mod component;
mod cycle;
mod dates;
mod general;
mod lapses;
mod orders;
mod presence;
mod system;
mod timeline;

pub use system::{Bounds, Contradiction, Event, Firmness, Point, Side, Solution, Statement, Step, System};
pub use timeline::{General, Inferred, Law, Proof, Reason, Timeline};
