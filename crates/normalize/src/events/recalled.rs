//! "It was signed on 3 May": the event that the sentence before told, told on by a pronoun.

use std::collections::BTreeSet;

use annals_knowledge::{Function, Sense};
use annals_model::{KindId, Naming};

use super::scene::Scene;
use super::trigger::{Teller, Trigger};

/// Most words between a pronoun and the verb that says that the event happened.
const VERB: usize = 4;
/// Most kinds of event that a verb can be said of that is said of anything in a sentence.
const FEW: usize = 3;

/// The event that a pronoun in the next sentence can stand for.
#[derive(Clone, Debug)]
pub(super) struct Recalled {
    kind: KindId,
    teller: Teller,
    name: String,
    naming: Naming,
    /// Whether it is what its sentence speaks of.
    is_topic: bool,
}

impl Recalled {
    /// The only event noun of a sentence.
    pub(super) fn of(scene: &Scene<'_, '_>, found: &[Trigger]) -> Option<Self> {
        let nouns = |trigger: &&Trigger| matches!(trigger.teller, Teller::Noun(_) | Teller::Known);
        let mut nouns = found.iter().filter(nouns);
        let (Some(only), None) = (nouns.next(), nouns.next()) else { return None };
        let first = scene.tokens.start;
        let is_topic = (first..only.phrase.start).all(|at| is_small(scene, at));
        Some(Self {
            kind: only.kind.clone(),
            teller: only.teller,
            name: only.name.clone(),
            naming: only.naming,
            is_topic,
        })
    }

    /// The pronoun that opens a sentence, where its verb says that the event happened.
    pub(super) fn told_on(&self, scene: &Scene<'_, '_>) -> Option<Trigger> {
        let (sheet, first) = (scene.sheet, scene.tokens.start);
        if !sheet.is(first, Function::ThingPronoun) {
            return None;
        }
        let mut verb = first + 1;
        while verb <= first + VERB {
            let len = self.says(scene, verb);
            if len > 0 {
                // "It held talks": the verb has an object.
                let passive = (first + 1..verb + len).any(|at| sheet.is(at, Function::Auxiliary));
                let behind = verb + len;
                let alone = scene.covered_at(behind).is_some()
                    || sheet.is(behind, Function::Preposition)
                    || sheet.is(behind, Function::PlacePreposition)
                    || sheet.is(behind, Function::From);
                if !passive && !alone {
                    return None;
                }
                let head = first..first + 1;
                return Some(Trigger {
                    kind: self.kind.clone(),
                    teller: self.teller,
                    phrase: head.clone(),
                    head,
                    support: Some(verb..verb + len),
                    shared: None,
                    about: None,
                    name: self.name.clone(),
                    naming: self.naming,
                });
            }
            let small = sheet.is(verb, Function::Auxiliary)
                || sheet.is(verb, Function::Negation)
                || sheet.is(verb, Function::Planned)
                || sheet.is(verb, Function::Infinitive)
                || sheet.is(verb, Function::Adverb)
                || sheet.language.is_adverb(sheet.word(verb));
            if !small || scene.covered_at(verb).is_some() {
                return None;
            }
            verb += 1;
        }
        None
    }

    /// Tokens of the verb at a token that says that the event happened.
    fn says(&self, scene: &Scene<'_, '_>, at: usize) -> usize {
        let sheet = scene.sheet;
        let language = sheet.language;
        let own = |sense| match sense {
            Sense::Support(number) => language.support(number).is_some_and(|rule| rule.kind == self.kind),
            sense => self.is_topic && sense == Sense::Function(Function::Occurs),
        };
        if sheet.is(at, Function::Afterwards) {
            return 0;
        }
        let len = sheet.sense(at, own);
        let words = sheet.slice(&(at..at + len));
        let kinds: BTreeSet<&KindId> = language
            .supports()
            .iter()
            .filter(|rule| rule.forms.iter().any(|form| form.eq_ignore_ascii_case(words)))
            .map(|rule| &rule.kind)
            .collect();
        if self.is_topic || kinds.len() <= FEW { len } else { 0 }
    }
}

/// Whether a word may stand before what a sentence speaks of.
fn is_small(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    [Function::Definite, Function::Indefinite, Function::Possessive].iter().any(|class| sheet.is(at, *class))
}
