//! Discourse state: what a sentence needs from the sentences before it.

use std::collections::BTreeSet;

use annals_knowledge::Function;
use annals_model::{ClaimId, Naming, slug};

use crate::context::SentenceContext;
use crate::coreference::event_pronouns::EventAntecedent;
use crate::events::context_names::ContextNames;
use crate::events::layouts::heading_entries::HeadingEntries;
use crate::events::participants::collect::participants;
use crate::events::triggers::trigger::{Trigger, TriggerSource};

/// The discourse state of an article.
#[derive(Default)]
pub(crate) struct Discourse {
    /// The kind of event of the entries below the current heading.
    pub(crate) entries: HeadingEntries,
    pub(crate) context_names: ContextNames,
    /// The claim of the previous sentence, if it states exactly one.
    pub(crate) previous: Option<ClaimId>,
    /// The event to which a pronoun in the next sentence can refer.
    pub(crate) antecedent: Option<EventAntecedent>,
    /// Undated events claimed so far: kind, and name or participants.
    undated: BTreeSet<(String, String)>,
}

impl Discourse {
    /// Records an undated mention of an event and returns whether it repeats an earlier one: by its name, or by
    /// its participants if it is a definite description. The same verb may state events of different
    /// participants.
    pub(crate) fn repeats_undated(&mut self, context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
        let segment = context.segment;
        let words = match trigger.naming {
            Naming::Description if trigger.about.is_none() && trigger.phrase.start < trigger.head.start => {
                slug(segment.slice(&(trigger.phrase.start..trigger.head.end)))
            }
            Naming::Proper | Naming::Description => slug(&trigger.name),
        };
        let parties: Vec<String> = participants(context, trigger).iter().map(ToString::to_string).collect();
        let kind = trigger.kind.to_string();
        let is_name_known = !self.undated.insert((kind.clone(), words));
        let definite =
            trigger.phrase.start.checked_sub(1).is_some_and(|before| segment.is(before, Function::Definite));
        let by_parties = (kind, parties.join("|"));
        let are_parties_known = parties.len() > 1
            && definite
            && trigger.naming == Naming::Description
            && self.undated.contains(&by_parties);
        self.undated.insert(by_parties);
        let is_verb = matches!(trigger.source, TriggerSource::Verb(_));
        are_parties_known || is_name_known && !is_verb
    }
}
