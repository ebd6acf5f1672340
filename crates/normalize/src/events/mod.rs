//! Event extraction.
//!
//! For each sentence, [`triggers`] finds the words that denote an event, and [`layouts`] finds events
//! stated by layout. [`claim_filter`] and [`aspect`] drop triggers that state no event;
//! [`date_attachment`] and [`anniversaries`] give dates to the others. [`modality`], [`participants`],
//! [`place`] and [`attribution`] fill the claim, and [`temporal`], [`forces`] and [`event_quantities`]
//! relate it to other statements. [`claims`] runs these steps in order.

pub(crate) mod anniversaries;
mod apposition;
pub(crate) mod article_inputs;
mod aspect;
mod attribution;
mod claim_filter;
pub(crate) mod claims;
mod context_names;
mod date_attachment;
mod event_quantities;
mod forces;
mod gapping;
mod layouts;
mod modality;
mod participants;
mod place;
mod temporal;
pub(crate) mod triggers;
