//! A sentence with its mentions, times and coreference tables.

use std::ops::Range;

use annals_knowledge::{Argument, Function, Gazetteer, Outlets, Sense, Statehood};
use annals_model::EntityClass;

use crate::coreference::country_groups::CountryGroups;
use crate::coreference::pronouns::PronounAntecedents;
use crate::coreference::thing_names::{ThingNames, thing_group};
use crate::coreference::title_holders::TitleHolders;
use crate::names::{Mention, Referent};
use crate::segment::AnnotatedSegment;
use crate::time_mentions::{SegmentTimes, TimeMention};

/// A sentence in its segment.
pub(crate) struct SentenceContext<'s, 'a> {
    pub(crate) segment: &'s AnnotatedSegment<'a>,
    pub(crate) gazetteer: &'s Gazetteer,
    /// Outlets that may be the source of the sentence.
    pub(crate) outlets: &'s Outlets,
    /// Tokens of the sentence.
    pub(crate) tokens: Range<usize>,
    /// The mentions of the segment.
    pub(crate) mentions: &'s [Mention],
    /// The times of the segment.
    pub(crate) times: &'s SegmentTimes,
    /// The mention and the time expression at each token.
    pub(crate) index: &'s TokenIndex,
    /// Countries named together.
    pub(crate) country_groups: &'s CountryGroups,
    /// Antecedents of personal pronouns.
    pub(crate) pronouns: &'s PronounAntecedents,
    /// Persons by rank or office.
    pub(crate) title_holders: &'s TitleHolders,
    /// Names of things.
    pub(crate) thing_names: &'s ThingNames,
}

/// The mention and the time expression at each token of a segment.
pub(crate) struct TokenIndex(Vec<(u32, u32)>);

/// Most mentions within the trailing titles of a mention.
const TITLED: usize = 4;

/// Most words up to the head of an office.
const OFFICE: usize = 3;

/// Fewest letters of an unlisted name that begins a sentence.
const ODD: usize = 4;

/// No mention, no time expression.
const NONE: u32 = u32::MAX;

impl TokenIndex {
    pub(crate) fn new(tokens: usize, mentions: &[Mention], times: &SegmentTimes) -> Self {
        let mut index = vec![(NONE, NONE); tokens];
        for (number, mention) in (0..).zip(mentions) {
            for covered in index.get_mut(mention.tokens.clone()).into_iter().flatten() {
                covered.0 = number;
            }
        }
        for (number, time) in (0..).zip(&times.covered) {
            for covered in index.get_mut(time.clone()).into_iter().flatten() {
                covered.1 = number;
            }
        }
        Self(index)
    }

    fn at(&self, token: usize) -> (u32, u32) {
        self.0.get(token).copied().unwrap_or((NONE, NONE))
    }
}

impl SentenceContext<'_, '_> {
    /// Returns the mention at a token.
    pub(crate) fn mention_at(&self, at: usize) -> Option<&Mention> {
        self.mentions.get(self.index.at(at).0 as usize)
    }

    /// Returns the mention whose trailing titles cover a token: "X, the president of Y".
    pub(crate) fn with_trailing_title_at(&self, at: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|mention| mention.tokens.start <= at);
        let near = self.mentions.get(after.saturating_sub(TITLED)..after).unwrap_or_default();
        near.iter().rev().find(|mention| mention.title.trailing.contains(&at) && mention.tokens.end <= at)
    }

    /// Returns the date or period at a token.
    pub(crate) fn time_at(&self, at: usize) -> Option<&TimeMention> {
        self.times.date_at(at)
    }

    /// Returns the tokens of the time expression at a token.
    pub(crate) fn covered_at(&self, at: usize) -> Option<&Range<usize>> {
        self.times.covered.get(self.index.at(at).1 as usize)
    }

    /// Returns the dates and periods of the sentence.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &TimeMention> {
        self.times.dates_in(&self.tokens).iter()
    }

    /// Returns the end of the argument that begins at a token, if it is of one of the classes `wanted`.
    pub(crate) fn fits(&self, at: usize, wanted: &[Argument]) -> Option<usize> {
        let unit = self.segment.sense(at, |sense| sense == Sense::Body);
        if let Some(mention) = self.mention_at(at).filter(|mention| mention.tokens.start == at) {
            let Some((class, id)) = mention.entity() else {
                return wanted.contains(&Argument::Named).then_some(mention.tokens.end);
            };
            let country = class == EntityClass::Place
                && self.gazetteer.get(id).is_some_and(|known| known.statehood == Statehood::Country);
            let fits = wanted.iter().any(|argument| match argument {
                Argument::Person => class == EntityClass::Person,
                Argument::Organisation | Argument::Government => {
                    class == EntityClass::Organisation || country
                }
                Argument::Place => class == EntityClass::Place,
                Argument::Country => country,
                Argument::State => class == EntityClass::Organisation || country,
                Argument::Body => class == EntityClass::Organisation,
                Argument::Land | Argument::Office | Argument::Named | Argument::Thing => false,
            });
            return fits.then_some(mention.tokens.end);
        }
        let office = self.segment.sense(at, |sense| matches!(sense, Sense::Office(_)));
        if wanted.contains(&Argument::Office) && office > 0 {
            return Some(at + office);
        }
        if wanted.contains(&Argument::Named)
            && let Some(unknown) = self.unknown_at(at)
        {
            return Some(unknown);
        }
        if wanted.contains(&Argument::Person) && self.person_of(at).is_some() {
            return Some(at + 1);
        }
        if wanted.contains(&Argument::Thing)
            && let Some(end) = self.thing_noun_at(at)
        {
            return Some(end);
        }
        let land = self.segment.sense(at, |sense| sense == Sense::Land);
        if wanted.contains(&Argument::Body) && unit > 0 {
            return Some(at + unit);
        }
        (wanted.contains(&Argument::Land) && land > 0).then_some(at + land)
    }

    /// Returns the end of the thing noun at a token, if it is a whole noun phrase head: "the line", but not
    /// "the line of attack".
    pub(crate) fn thing_noun_at(&self, at: usize) -> Option<usize> {
        let segment = self.segment;
        let (len, _) = thing_group(segment, at)?;
        let following = at + len;
        let of = following + 1 + usize::from(segment.is(following + 1, Function::Definite));
        let partial = segment.is(following, Function::Of)
            && of == following + 1
            && self.mention_at(of).is_none()
            && !segment.is_capital(of);
        let compound = following < self.tokens.end
            && segment.is_word(following)
            && !segment.is_function(following)
            && !segment.is_verb(following)
            && self.covered_at(following).is_none()
            && !segment.language.is_adverb(segment.word(following));
        (!partial && !compound).then_some(following)
    }

    /// Returns the person to whom a pronoun or an office at a token refers.
    pub(crate) fn person_of(&self, at: usize) -> Option<&Mention> {
        self.title_holder(at).or_else(|| self.pronoun(at))
    }

    /// Returns the only person of the article with the rank or office at a token: "the general", "the Danish
    /// president".
    fn title_holder(&self, at: usize) -> Option<&Mention> {
        let segment = self.segment;
        let mut article = at.checked_sub(1)?;
        if segment.sense(article, |sense| matches!(sense, Sense::Demonym(_))) > 0 {
            article = article.checked_sub(1)?;
        }
        let definite = article >= self.tokens.start && segment.is(article, Function::Definite);
        let alone = self.mention_at(at).is_none() && !segment.is_capital(at + 1);
        (definite && alone).then(|| self.title_holders.only(segment, at)).flatten()
    }

    /// Returns the person to whom a pronoun at a token refers.
    fn pronoun(&self, at: usize) -> Option<&Mention> {
        let pronoun = self.segment.is(at, Function::PersonPronoun) && self.mention_at(at).is_none();
        // "X, whom he married": the person named before the sentence.
        if let Some(relative) = at.checked_sub(1).filter(|relative| {
            pronoun && *relative > self.tokens.start && self.segment.is(*relative, Function::Relative)
        }) {
            return self.before_antecedent(relative);
        }
        // After another name of its sentence, the pronoun is ambiguous. "Head of the Danish navy from 1864 to
        // 1870, he died …": an office and its complement name no other person.
        let held = at.checked_sub(1).is_some_and(|comma| self.segment.word(comma) == ",")
            && self.office_at(self.tokens.start) > 0
            && !self.has_verb(self.tokens.start..at);
        let office = if held { self.office_at(self.tokens.start) } else { 0 };
        let opens = pronoun
            && !(self.tokens.start..at).any(|before| match self.mention_at(before) {
                Some(mention) => {
                    !held
                        || mention.is(EntityClass::Person)
                            && mention.tokens.start > self.tokens.start + office
                }
                None => {
                    before > self.tokens.start + office
                        && self.segment.is_capital(before)
                        && self.covered_at(before).is_none()
                }
            });
        opens.then(|| self.pronouns.at(self.mentions, at)).flatten()
    }

    /// Returns the person named before a sentence whose only other name is the antecedent of a relative
    /// pronoun.
    fn before_antecedent(&self, relative: usize) -> Option<&Mention> {
        let comma = usize::from(self.segment.word(relative.checked_sub(1)?) == ",");
        let end = relative - comma;
        let start = match self.mention_at(end.checked_sub(1)?) {
            Some(mention) => mention.tokens.start,
            None => self.unknown_before(end)?.start,
        };
        let named = (self.tokens.start + 1..start)
            .any(|at| self.mention_at(at).is_some() || self.unknown_before(at + 1).is_some());
        (!named).then(|| self.pronouns.at(self.mentions, self.tokens.start)).flatten()
    }

    /// Returns the number of tokens of the rank or office at a token.
    fn office_at(&self, at: usize) -> usize {
        self.segment.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_)))
    }

    /// Returns the unlisted capitalised words that end before a token.
    pub(crate) fn unknown_before(&self, end: usize) -> Option<Range<usize>> {
        let unknown = |at: usize| {
            self.segment.is_capital(at)
                && !self.segment.is_function(at)
                && self.covered_at(at).is_none()
                && self.mention_at(at).is_none_or(|mention| mention.referent == Referent::Unknown)
        };
        let mut start = end;
        while start > self.tokens.start && unknown(start - 1) {
            start -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// Returns the end of the unlisted name that begins at a token. The first word of a sentence alone is no
    /// name.
    fn unknown_at(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while self.unknown_before(end + 1).is_some_and(|unknown| unknown.start <= start)
            && end < self.tokens.end
        {
            end += 1;
        }
        // "X independence": the name modifies what follows.
        let describes = self.segment.is_word(end)
            && !self.segment.is_function(end)
            && !self.segment.is_verb(end)
            && !self.segment.language.is_adverb(self.segment.word(end))
            && self.covered_at(end).is_none()
            && end < self.tokens.end
            && !self.is_office(end)
            // "a Franco-Danish force"
            || end > start && self.segment.word(end) == "-" && self.segment.touches_next(end - 1);
        (end > start && !describes && self.is_unknown_name(&(start..end))).then_some(end)
    }

    /// Returns whether an office begins at a token, with or without its portfolio: "elected X defence
    /// minister".
    fn is_office(&self, at: usize) -> bool {
        let segment = self.segment;
        (at..self.tokens.end.min(at + OFFICE))
            .take_while(|next| segment.is_word(*next) && !segment.is_verb(*next))
            .any(|next| segment.sense(next, |sense| matches!(sense, Sense::Office(_))) > 0)
    }

    /// Returns whether the tokens are a whole unlisted name, and not only the first word of a sentence.
    pub(crate) fn is_unknown_name(&self, tokens: &Range<usize>) -> bool {
        let whole = self.unknown_before(tokens.end).as_ref() == Some(tokens);
        whole && (tokens.len() > 1 || tokens.start > self.tokens.start || self.is_odd(tokens.start))
    }

    /// Returns whether the first word of a sentence is in no word list and has no verb, adverb or plural
    /// ending.
    fn is_odd(&self, at: usize) -> bool {
        let segment = self.segment;
        let word = segment.word(at);
        let language = segment.language;
        let ends = |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        segment.sense(at, |_| true) == 0
            && word.chars().count() >= ODD
            && word.chars().any(char::is_lowercase)
            && !ends(&language.verb_endings)
            && !ends(&language.nonfinite_endings)
            && !ends(&language.adverb_endings)
            && !ends(&language.plural_endings)
    }

    /// Returns the token after the bracket that opens at a token, if it closes within a few tokens.
    pub(crate) fn after_bracket(&self, at: usize) -> Option<usize> {
        if self.segment.word(at) != "(" {
            return None;
        }
        let end = self.tokens.end.min(at + 14);
        (at..end).find(|close| self.segment.word(*close) == ")").map(|close| close + 1)
    }

    /// Returns the opening bracket that closes at a token, if it is within a few tokens.
    pub(crate) fn bracket_before(&self, at: usize) -> Option<usize> {
        if self.segment.word(at) != ")" {
            return None;
        }
        (self.tokens.start.max(at.saturating_sub(14))..at).rev().find(|open| self.segment.word(*open) == "(")
    }

    /// Returns whether a clause ends or begins at a token.
    pub(crate) fn breaks(&self, at: usize) -> bool {
        let segment = self.segment;
        if matches!(segment.word(at), ";" | ":" | "“" | "”" | "\"" | "?" | "!" | "(" | ")") {
            return true;
        }
        if self.mention_at(at).is_some() || self.covered_at(at).is_some() {
            return false;
        }
        segment.is(at, Function::Relative) || segment.is(at, Function::Subordinator)
    }

    /// Returns whether a range contains a verb.
    pub(crate) fn has_verb(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| self.is_verb(at))
    }

    /// Returns whether a token is a finite verb or participle used as a verb, not as an adjective.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        if !self.segment.is_verb(at) || self.mention_at(at).is_some() || self.covered_at(at).is_some() {
            return false;
        }
        // "the French-held town"
        let compound = at > 1 && self.segment.word(at - 1) == "-" && self.segment.touches_next(at - 1);
        if compound && self.segment.touches_next(at - 2) {
            return false;
        }
        // "the united front", "a shared borderline": between an article and a noun.
        let adjective = at > 0
            && [Function::Definite, Function::Indefinite, Function::Possessive]
                .iter()
                .any(|class| self.segment.is(at - 1, *class))
            && !self.segment.is(at, Function::Auxiliary);
        !adjective
    }
}
