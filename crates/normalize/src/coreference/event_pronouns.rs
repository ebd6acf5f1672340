//! Event coreference: "It was signed on 3 May" refers to the event of the previous sentence.

use std::collections::BTreeSet;

use annals_knowledge::{Function, Sense};
use annals_model::{KindId, Naming};

use crate::context::SentenceContext;
use crate::events::triggers::trigger::{Trigger, TriggerSource};

/// Most tokens between a pronoun and its support verb.
const VERB: usize = 4;
/// Most event kinds of a support verb that still identifies a non-topical event.
const FEW: usize = 3;

/// The event to which a pronoun in the next sentence can refer.
#[derive(Clone, Debug)]
pub(crate) struct EventAntecedent {
    kind: KindId,
    source: TriggerSource,
    name: String,
    naming: Naming,
    /// Whether it is the topic of its sentence.
    is_topic: bool,
}

impl EventAntecedent {
    /// Returns the only event noun of a sentence.
    pub(crate) fn of(context: &SentenceContext<'_, '_>, found: &[Trigger]) -> Option<Self> {
        let nouns =
            |trigger: &&Trigger| matches!(trigger.source, TriggerSource::Noun(_) | TriggerSource::Gazetteer);
        let mut nouns = found.iter().filter(nouns);
        let (Some(only), None) = (nouns.next(), nouns.next()) else { return None };
        let first = context.tokens.start;
        let is_topic = (first..only.phrase.start).all(|at| is_small(context, at));
        Some(Self {
            kind: only.kind.clone(),
            source: only.source,
            name: only.name.clone(),
            naming: only.naming,
            is_topic,
        })
    }

    /// Returns the trigger of a sentence that begins with a pronoun and has a support verb of the event.
    pub(crate) fn continued_in(&self, context: &SentenceContext<'_, '_>) -> Option<Trigger> {
        let (segment, first) = (context.segment, context.tokens.start);
        if !segment.is(first, Function::ThingPronoun) {
            return None;
        }
        let mut verb = first + 1;
        while verb <= first + VERB {
            let len = self.says(context, verb);
            if len > 0 {
                // "It held talks": the verb has an object.
                let passive = (first + 1..verb + len).any(|at| segment.is(at, Function::Auxiliary));
                let following = verb + len;
                let alone = context.covered_at(following).is_some()
                    || segment.is(following, Function::Preposition)
                    || segment.is(following, Function::PlacePreposition)
                    || segment.is(following, Function::From);
                if !passive && !alone {
                    return None;
                }
                let (kind, name) = (self.kind.clone(), self.name.clone());
                let trigger = Trigger::new(kind, self.source, first..first + 1, name, self.naming);
                return Some(trigger.with_support(verb..verb + len));
            }
            let small = segment.is(verb, Function::Auxiliary)
                || segment.is(verb, Function::Negation)
                || segment.is(verb, Function::Planned)
                || segment.is(verb, Function::Infinitive)
                || segment.is(verb, Function::Adverb)
                || segment.language.is_adverb(segment.word(verb));
            if !small || context.covered_at(verb).is_some() {
                return None;
            }
            verb += 1;
        }
        None
    }

    /// Returns the number of tokens of the event's support verb at a token.
    fn says(&self, context: &SentenceContext<'_, '_>, at: usize) -> usize {
        let segment = context.segment;
        let language = segment.language;
        let own = |sense| match sense {
            Sense::Support(number) => language.support(number).is_some_and(|rule| rule.kind == self.kind),
            sense => self.is_topic && sense == Sense::Function(Function::Occurs),
        };
        if segment.is(at, Function::Afterwards) {
            return 0;
        }
        let len = segment.sense(at, own);
        let words = segment.slice(&(at..at + len));
        let kinds: BTreeSet<&KindId> = language
            .supports()
            .iter()
            .filter(|rule| rule.forms.iter().any(|form| form.eq_ignore_ascii_case(words)))
            .map(|rule| &rule.kind)
            .collect();
        if self.is_topic || kinds.len() <= FEW { len } else { 0 }
    }
}

/// Returns whether a word may precede the topic of a sentence.
fn is_small(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    [Function::Definite, Function::Indefinite, Function::Possessive]
        .iter()
        .any(|class| segment.is(at, *class))
}
