//! One sentence with everything that is known of it.

use std::ops::Range;

use annals_knowledge::{Argument, Function, Gazetteer, Outlets, Sense, Statehood};
use annals_model::EntityClass;

use super::groups::Groups;
use super::officers::Officers;
use super::persons::Persons;
use super::things::{Things, noun_at};
use crate::names::{Mention, Referent};
use crate::sheet::Sheet;
use crate::times::{Time, Times};

/// A sentence, its names and its times.
pub(crate) struct Scene<'s, 'a> {
    pub(crate) sheet: &'s Sheet<'a>,
    pub(crate) names: &'s Gazetteer,
    /// Outlets that may be its source.
    pub(crate) outlets: &'s Outlets,
    /// Tokens of the sentence.
    pub(crate) tokens: Range<usize>,
    /// Gazetteer in it.
    pub(crate) mentions: &'s [Mention],
    /// Times in it.
    pub(crate) times: &'s Times,
    /// Which name and which time expression cover each token.
    pub(crate) cover: &'s Cover,
    /// Countries named side by side.
    pub(crate) groups: &'s Groups,
    /// Whom the text speaks of alone.
    pub(crate) persons: &'s Persons,
    /// Who alone has which rank or office.
    pub(crate) officers: &'s Officers,
    /// What the things that the text speaks of are called.
    pub(crate) things: &'s Things,
}

/// Which name and which time expression cover each token of a segment.
pub(crate) struct Cover(Vec<(u32, u32)>);

/// Most names within the titles behind another.
const TITLED: usize = 4;

/// Most words up to the one that says which office is meant.
const OFFICE: usize = 3;

/// Letters of the shortest name that begins a sentence and that nothing else explains.
const ODD: usize = 4;

/// No name, no time.
const NONE: u32 = u32::MAX;

impl Cover {
    pub(crate) fn new(tokens: usize, mentions: &[Mention], times: &Times) -> Self {
        let mut cover = vec![(NONE, NONE); tokens];
        for (number, mention) in (0..).zip(mentions) {
            for covered in cover.get_mut(mention.tokens.clone()).into_iter().flatten() {
                covered.0 = number;
            }
        }
        for (number, time) in (0..).zip(&times.covered) {
            for covered in cover.get_mut(time.clone()).into_iter().flatten() {
                covered.1 = number;
            }
        }
        Self(cover)
    }

    fn at(&self, token: usize) -> (u32, u32) {
        self.0.get(token).copied().unwrap_or((NONE, NONE))
    }
}

impl Scene<'_, '_> {
    /// The name that covers a token.
    pub(crate) fn mention_at(&self, at: usize) -> Option<&Mention> {
        self.mentions.get(self.cover.at(at).0 as usize)
    }

    /// The name whose titles behind it cover a token: "X, the president of Y".
    pub(crate) fn titled_behind(&self, at: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|mention| mention.tokens.start <= at);
        let near = self.mentions.get(after.saturating_sub(TITLED)..after).unwrap_or_default();
        near.iter().rev().find(|mention| mention.title.behind.contains(&at) && mention.tokens.end <= at)
    }

    /// The date or period that covers a token.
    pub(crate) fn time_at(&self, at: usize) -> Option<&Time> {
        self.times.date_at(at)
    }

    /// The tokens of the time expression that covers a token.
    pub(crate) fn covered_at(&self, at: usize) -> Option<&Range<usize>> {
        self.times.covered.get(self.cover.at(at).1 as usize)
    }

    /// Dates and periods of the sentence.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &Time> {
        self.times.dates_in(&self.tokens).iter()
    }

    /// Whether something that begins at a token is of one of the classes wanted.
    pub(crate) fn fits(&self, at: usize, wanted: &[Argument]) -> Option<usize> {
        let body = self.sheet.sense(at, |sense| sense == Sense::Body);
        if let Some(mention) = self.mention_at(at).filter(|mention| mention.tokens.start == at) {
            let Some((class, id)) = mention.entity() else {
                return wanted.contains(&Argument::Named).then_some(mention.tokens.end);
            };
            let country = class == EntityClass::Place
                && self.names.get(id).is_some_and(|known| known.statehood == Statehood::Country);
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
        let office = self.sheet.sense(at, |sense| matches!(sense, Sense::Office(_)));
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
            && let Some(end) = noun_at(self, at)
        {
            return Some(end);
        }
        let land = self.sheet.sense(at, |sense| sense == Sense::Land);
        if wanted.contains(&Argument::Body) && body > 0 {
            return Some(at + body);
        }
        (wanted.contains(&Argument::Land) && land > 0).then_some(at + land)
    }

    /// The person that a pronoun or an office at a token stands for.
    pub(crate) fn person_of(&self, at: usize) -> Option<&Mention> {
        self.officer(at).or_else(|| self.pronoun(at))
    }

    /// The only one of the article whose rank or office is told at a token: "the general", "the Danish
    /// president".
    fn officer(&self, at: usize) -> Option<&Mention> {
        let sheet = self.sheet;
        let mut article = at.checked_sub(1)?;
        if sheet.sense(article, |sense| matches!(sense, Sense::Demonym(_))) > 0 {
            article = article.checked_sub(1)?;
        }
        let definite = article >= self.tokens.start && sheet.is(article, Function::Definite);
        let alone = self.mention_at(at).is_none() && !sheet.is_capital(at + 1);
        (definite && alone).then(|| self.officers.only(sheet, at)).flatten()
    }

    /// The person that a pronoun at a token stands for.
    fn pronoun(&self, at: usize) -> Option<&Mention> {
        let pronoun = self.sheet.is(at, Function::PersonPronoun) && self.mention_at(at).is_none();
        // "X, whom he married": whoever was spoken of before.
        if let Some(relative) = at.checked_sub(1).filter(|relative| {
            pronoun && *relative > self.tokens.start && self.sheet.is(*relative, Function::Relative)
        }) {
            return self.before_antecedent(relative);
        }
        // Behind another name in its sentence it may be that one's.
        // "Head of the Danish navy from 1864 to 1870, he died …": an office, and what it is of, is nobody else.
        let held = at.checked_sub(1).is_some_and(|comma| self.sheet.word(comma) == ",")
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
                        && self.sheet.is_capital(before)
                        && self.covered_at(before).is_none()
                }
            });
        opens.then(|| self.persons.at(self.mentions, at)).flatten()
    }

    /// Who alone was spoken of before a sentence that names only the one right before a relative pronoun.
    fn before_antecedent(&self, relative: usize) -> Option<&Mention> {
        let comma = usize::from(self.sheet.word(relative.checked_sub(1)?) == ",");
        let end = relative - comma;
        let start = match self.mention_at(end.checked_sub(1)?) {
            Some(mention) => mention.tokens.start,
            None => self.unknown_before(end)?.start,
        };
        let named = (self.tokens.start + 1..start)
            .any(|at| self.mention_at(at).is_some() || self.unknown_before(at + 1).is_some());
        (!named).then(|| self.persons.at(self.mentions, self.tokens.start)).flatten()
    }

    /// Tokens of the office that begins at a token.
    fn office_at(&self, at: usize) -> usize {
        self.sheet.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_)))
    }

    /// The capitalised words that end before a token, if nothing explains them.
    pub(crate) fn unknown_before(&self, end: usize) -> Option<Range<usize>> {
        let unknown = |at: usize| {
            self.sheet.is_capital(at)
                && !self.sheet.is_function(at)
                && self.covered_at(at).is_none()
                && self.mention_at(at).is_none_or(|mention| mention.referent == Referent::Unknown)
        };
        let mut start = end;
        while start > self.tokens.start && unknown(start - 1) {
            start -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// The end of the capitalised words from a token on, if nothing explains them and they are not
    /// only the first word of a sentence.
    fn unknown_at(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while self.unknown_before(end + 1).is_some_and(|unknown| unknown.start <= start)
            && end < self.tokens.end
        {
            end += 1;
        }
        // "X independence": an adjective of what follows.
        let describes = self.sheet.is_word(end)
            && !self.sheet.is_function(end)
            && !self.sheet.is_verb(end)
            && !self.sheet.language.is_adverb(self.sheet.word(end))
            && self.covered_at(end).is_none()
            && end < self.tokens.end
            && !self.is_office(end)
            // "a Franco-Danish force"
            || end > start && self.sheet.word(end) == "-" && self.sheet.touches_next(end - 1);
        (end > start && !describes && self.is_unknown_name(&(start..end))).then_some(end)
    }

    /// Whether an office begins at a token, perhaps with what it is for before it: "elected X defence
    /// minister".
    fn is_office(&self, at: usize) -> bool {
        let sheet = self.sheet;
        (at..self.tokens.end.min(at + OFFICE))
            .take_while(|next| sheet.is_word(*next) && !sheet.is_verb(*next))
            .any(|next| sheet.sense(next, |sense| matches!(sense, Sense::Office(_))) > 0)
    }

    /// Whether words that nothing explains are a name for sure, and not the first of a sentence.
    pub(crate) fn is_unknown_name(&self, tokens: &Range<usize>) -> bool {
        let whole = self.unknown_before(tokens.end).as_ref() == Some(tokens);
        whole && (tokens.len() > 1 || tokens.start > self.tokens.start || self.is_odd(tokens.start))
    }

    /// Whether the first word of a sentence is one that no table has, without the ending of any other
    /// kind of word: a name, of which nothing else is known.
    fn is_odd(&self, at: usize) -> bool {
        let sheet = self.sheet;
        let word = sheet.word(at);
        let language = sheet.language;
        let ends = |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        sheet.sense(at, |_| true) == 0
            && word.chars().count() >= ODD
            && word.chars().any(char::is_lowercase)
            && !ends(&language.verb_endings)
            && !ends(&language.nonfinite_endings)
            && !ends(&language.adverb_endings)
            && !ends(&language.plural_endings)
    }

    /// The token behind the bracket that closes the one at a token, if it closes soon.
    pub(crate) fn after_bracket(&self, at: usize) -> Option<usize> {
        if self.sheet.word(at) != "(" {
            return None;
        }
        let end = self.tokens.end.min(at + 14);
        (at..end).find(|close| self.sheet.word(*close) == ")").map(|close| close + 1)
    }

    /// The token of the bracket that a closing one at a token belongs to, if it opened lately.
    pub(crate) fn bracket_before(&self, at: usize) -> Option<usize> {
        if self.sheet.word(at) != ")" {
            return None;
        }
        (self.tokens.start.max(at.saturating_sub(14))..at).rev().find(|open| self.sheet.word(*open) == "(")
    }

    /// Whether a clause ends or another begins at a token.
    pub(crate) fn breaks(&self, at: usize) -> bool {
        let sheet = self.sheet;
        if matches!(sheet.word(at), ";" | ":" | "“" | "”" | "\"" | "?" | "!" | "(" | ")") {
            return true;
        }
        if self.mention_at(at).is_some() || self.covered_at(at).is_some() {
            return false;
        }
        sheet.is(at, Function::Relative) || sheet.is(at, Function::Subordinator)
    }

    /// Whether a finite verb or participle stands among these tokens.
    pub(crate) fn has_verb(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| self.is_verb(at))
    }

    /// Whether a verb stands at a token and tells what a clause says, not what a noun is like.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        if !self.sheet.is_verb(at) || self.mention_at(at).is_some() || self.covered_at(at).is_some() {
            return false;
        }
        // "the French-held town"
        let compound = at > 1 && self.sheet.word(at - 1) == "-" && self.sheet.touches_next(at - 1);
        if compound && self.sheet.touches_next(at - 2) {
            return false;
        }
        // "the united front", "a shared borderline": between an article and a noun.
        let adjective = at > 0
            && [Function::Definite, Function::Indefinite, Function::Possessive]
                .iter()
                .any(|class| self.sheet.is(at - 1, *class))
            && !self.sheet.is(at, Function::Auxiliary);
        !adjective
    }
}
