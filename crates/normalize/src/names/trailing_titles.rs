//! Titles after a name, and when they were held.

use std::ops::Range;

use annals_edtf::{Bound, Edtf};
use annals_knowledge::{Function, PersonWord, Sense};
use annals_model::{EntityClass, EntityId, UnlistedOffice};
use annals_text::TokenKind;

use super::mention::{Mention, PersonCue, Referent, Title};
use super::person_names::{Preceding, shown};
use super::scanner::Scanner;
use super::title::{TitlePosition, titles, unlisted};
use crate::time_mentions::TimeMention;

/// Most tokens between a sentence-initial date and a name.
const REACH: usize = 24;
/// Longest bracket between a name and its title.
const BRACKET: usize = 10;

impl Scanner<'_, '_> {
    /// Creates a mention of a person, with the titles after the name.
    pub(super) fn person(
        &mut self,
        tokens: Range<usize>,
        name: Range<usize>,
        title: Title,
        id: Option<EntityId>,
    ) -> Mention {
        let title = self.with_trailing_titles(name.end, title);
        let words = shown(self.segment.slice(&name));
        let referent = match id {
            Some(id) => {
                self.entity_table.add_known(self.gazetteer, &id, &words);
                self.entity_table.add_form_of(&id, &words);
                Referent::Entity(EntityClass::Person, id)
            }
            None if !words.contains(' ') => Referent::PartialName,
            None => Referent::Entity(EntityClass::Person, self.entity_table.add(EntityClass::Person, &words)),
        };
        Mention { tokens, name, referent, title }
    }

    /// Adds the titles after a name: ", commander of …,", ", who is also …", "(since May 1992)", "became …".
    pub(super) fn with_trailing_titles(&mut self, end: usize, mut title: Title) -> Title {
        let mut at = self.complement_of_office(end, &mut title);
        if let Some(bracket) = self.bracket(at) {
            // Without a "since", dates beside a name are those of a life.
            title.as_of =
                self.date_of(&bracket).filter(|time| is_since(&time.edtf)).map(|time| time.edtf.clone());
            at = bracket.end;
        }
        let segment = self.segment;
        // "Mr. X (R) of Kent, chairman of …"
        if at > end && segment.is(at, Function::Of) {
            let words = (at + 1..at + 4).take_while(|at| segment.is_capital(*at)).count();
            at += self.known(at + 1).map_or(0, |(len, _)| len).max(words);
            at += usize::from(words > 0);
        }
        if segment.word(at) != "," {
            return self.with_office_held(at, title);
        }
        at += 1;
        // "X, 47, chairman of …"
        if segment.kind(at) == Some(TokenKind::Number)
            && segment.word(at).len() < 4
            && segment.word(at + 1) == ","
        {
            at += 2;
        }
        let relative = segment.sense(at, |sense| sense == Sense::Person(PersonWord::Relative));
        if relative > 0 {
            let held = self.with_office_held(at + relative, title.clone());
            if held.trailing.end > at {
                return held;
            }
        }
        while let Some(len) = Some(segment.function(at, Function::Appositive)).filter(|len| *len > 0) {
            at += len;
        }
        // "X, Minister Y and …" is a list of persons; an "and" may begin one as well.
        let read = [TitlePosition::Trailing, TitlePosition::TrailingAlone].into_iter().find_map(|place| {
            let (following, next) = titles(self, at, place)?;
            let list =
                self.person_name(next, Preceding::Title).is_some() || self.known_person(next).is_some();
            (!list && !following.offices.is_empty()).then_some((following, next))
        });
        match read {
            Some((following, next)) => self.added(title, following, at..next, None),
            None => title,
        }
    }

    /// Adds the complement of the leading office that follows the name: "Prime Minister Y of X".
    fn complement_of_office(&self, end: usize, title: &mut Title) -> usize {
        let segment = self.segment;
        let office = title.offices.last_mut().filter(|office| office.of.is_none() && office.held.is_none());
        let Some(office) = office.filter(|_| segment.is(end, Function::Of)) else { return end };
        let at = end + 1 + usize::from(segment.is(end + 1, Function::Definite));
        if let Some((len, id)) = self.known(at) {
            office.of = Some(id);
            title.trailing = end..at + len;
            return at + len;
        }
        let Some(of) = unlisted(segment, at) else { return end };
        office.held = Some(UnlistedOffice { office: office.text.clone(), of: shown(segment.slice(&of)) });
        title.trailing = end..of.end;
        of.end
    }

    /// Adds the office of a verb: "became president of …", "in 1975 was named director".
    fn with_office_held(&mut self, at: usize, title: Title) -> Title {
        let segment = self.segment;
        let mut verb = at;
        let mut dated = None;
        // "X in 1975 became …"
        let preposition = usize::from(segment.is_function(verb));
        if let Some(time) = self.times.date_at(verb).or_else(|| self.times.date_at(verb + preposition)) {
            verb = time.tokens.end;
            dated = Some(time.edtf.clone());
        }
        let holds = segment.sense(verb, |sense| sense == Sense::Person(PersonWord::Holds));
        if holds == 0 || self.is_supposed(at) {
            return title;
        }
        let mut office = verb + holds;
        let article = segment.is(office, Function::Definite) || segment.is(office, Function::Indefinite);
        office += usize::from(article);
        let Some((following, next)) = titles(self, office, TitlePosition::TrailingAlone) else {
            return title;
        };
        let segment = self.segment;
        let closed =
            !segment.is_word(next) || segment.is_function(next) || self.times.covering(next).is_some();
        // "was head over …" is no office: it requires a complement or the end of the clause.
        let specified =
            following.offices.last().is_some_and(|office| office.of.is_some() || office.text.contains(' '));
        let ends = !segment.is_word(next) || self.date_after(next).is_some();
        if !closed || !(specified || ends) {
            return title;
        }
        let opening = dated.or_else(|| self.opening_date(at));
        self.added(title, following, office..next, opening)
    }

    /// Adds titles read after a name, with when they were held.
    fn added(
        &self,
        mut title: Title,
        mut following: Title,
        tokens: Range<usize>,
        dated: Option<Edtf>,
    ) -> Title {
        let as_of = self.date_after(tokens.end).or(dated);
        if as_of.is_some()
            && let Some(last) = following.offices.last_mut()
        {
            last.as_of = as_of;
        }
        title.offices.extend(following.offices);
        title.rank = title.rank.or(following.rank);
        title.cue = PersonCue::Titled;
        title.trailing = tokens;
        title
    }

    /// Returns the date directly after an office: "(1951–1957)", "from 1951 to 1957", "in 1951".
    fn date_after(&self, at: usize) -> Option<Edtf> {
        if let Some(bracket) = self.bracket(at) {
            return self.date_of(&bracket).map(|time| time.edtf.clone());
        }
        let segment = self.segment;
        use Function::{From, PlacePreposition, Preposition, Since};
        let preposition =
            [From, PlacePreposition, Preposition, Since].iter().any(|class| segment.is(at, *class));
        let time = self.times.date_at(at).or_else(|| self.times.date_at(at + 1).filter(|_| preposition))?;
        (preposition || time.bytes.start < segment.bytes(&time.tokens).start).then(|| time.edtf.clone())
    }

    /// Returns the sentence-initial date before a name: "In 1975, X became …".
    fn opening_date(&self, at: usize) -> Option<Edtf> {
        let sentence = self.segment.sentence_of(at.saturating_sub(1));
        let [time] = self.times.dates_in(&(sentence.start..at)) else { return None };
        let opens = time.tokens.start <= sentence.start + 1 && at < time.tokens.end + REACH;
        let verbs = opens && (time.tokens.end..at).any(|at| self.segment.is_verb(at));
        (opens && !verbs).then(|| time.edtf.clone())
    }

    /// Returns whether the sentence before a token is hypothetical or negated.
    fn is_supposed(&self, at: usize) -> bool {
        let sentence = self.segment.sentence_of(at.saturating_sub(1));
        let from = sentence.start.max(at.saturating_sub(24));
        (from..at)
            .any(|at| self.segment.is(at, Function::Hypothetical) || self.segment.is(at, Function::Negation))
    }

    /// Returns the short bracket that opens at a token.
    fn bracket(&self, at: usize) -> Option<Range<usize>> {
        let segment = self.segment;
        if segment.word(at) != "(" {
            return None;
        }
        let close = (at + 1..at + BRACKET).find(|at| segment.word(*at) == ")")?;
        Some(at..close + 1)
    }

    /// Returns the date of a bracket that contains nothing else but a preposition.
    fn date_of(&self, bracket: &Range<usize>) -> Option<&TimeMention> {
        let [time] = self.times.dates_in(bracket) else { return None };
        let fills = time.tokens.start <= bracket.start + 2 && time.tokens.end + 1 >= bracket.end;
        let small = time.tokens.start == bracket.start + 1 || self.segment.is_function(bracket.start + 1);
        (fills && small).then_some(time)
    }
}

fn is_since(date: &Edtf) -> bool {
    matches!(date, Edtf::Interval { end: Bound::Open, .. })
}
