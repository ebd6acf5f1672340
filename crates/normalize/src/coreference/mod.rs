//! Coreference: which entity or event a partial name, pronoun, title or noun refers to.
//!
//! [`partial_names`] resolves the mentions of an article. The other tables are built per article
//! ([`thing_names`], [`title_holders`]) or per segment ([`country_groups`], [`pronouns`]) from the annotated
//! segment and its mentions, and are queried through the sentence context. [`possessives`] and
//! [`event_pronouns`] work on one sentence.

pub(crate) mod country_groups;
pub(crate) mod event_pronouns;
pub(crate) mod partial_names;
pub(crate) mod possessives;
pub(crate) mod pronouns;
pub(crate) mod thing_names;
pub(crate) mod title_holders;
