//! Participants of an event: the subject and agents of its verb, and the other parties of its phrase.

pub(crate) mod agents;
pub(crate) mod collect;
mod country_group;
pub(crate) mod subject;
pub(crate) mod unlisted_pair;
