//! What stands behind a name: titles, and when they were held.

use std::ops::Range;

use annals_edtf::{Bound, Edtf};
use annals_knowledge::{Function, PersonWord, Sense};
use annals_model::UnlistedOffice;
use annals_text::TokenKind;

use super::mention::{Marks, Title};
use super::runs::{Before, shown};
use super::scan::Scanner;
use super::title::{Place, titles, unlisted};
use crate::times::Time;

/// How far behind the date that opens a sentence a name may stand.
const REACH: usize = 24;
/// Longest bracket between a name and its title.
const BRACKET: usize = 10;

impl Scanner<'_, '_> {
    /// ", commander of …,", ", who is also …", "(since May 1992)" and "became …".
    pub(super) fn with_titles_behind(&mut self, end: usize, mut title: Title) -> Title {
        let mut at = self.of_behind(end, &mut title);
        if let Some(bracket) = self.bracket(at) {
            // Without a "since" the dates beside a name are those of a life.
            title.as_of =
                self.date_of(&bracket).filter(|time| is_since(&time.edtf)).map(|time| time.edtf.clone());
            at = bracket.end;
        }
        let sheet = self.sheet;
        // "Mr. X (R) of Kent, chairman of …"
        if at > end && sheet.is(at, Function::Of) {
            let words = (at + 1..at + 4).take_while(|at| sheet.is_capital(*at)).count();
            at += self.known(at + 1).map_or(0, |(len, _)| len).max(words);
            at += usize::from(words > 0);
        }
        if sheet.word(at) != "," {
            return self.with_office_held(at, title);
        }
        at += 1;
        // "X, 47, chairman of …"
        if sheet.kind(at) == Some(TokenKind::Number) && sheet.word(at).len() < 4 && sheet.word(at + 1) == ","
        {
            at += 2;
        }
        let relative = sheet.sense(at, |sense| sense == Sense::Person(PersonWord::Relative));
        if relative > 0 {
            let held = self.with_office_held(at + relative, title.clone());
            if held.behind.end > at {
                return held;
            }
        }
        while let Some(len) = Some(sheet.function(at, Function::Appositive)).filter(|len| *len > 0) {
            at += len;
        }
        // "X, Minister Y and …" is a list of people; so is what an "and" may lead to.
        let read = [Place::Behind, Place::BehindAlone].into_iter().find_map(|place| {
            let (behind, next) = titles(self, at, place)?;
            let list = self.person_name(next, Before::Title).is_some() || self.known_person(next).is_some();
            (!list && !behind.offices.is_empty()).then_some((behind, next))
        });
        match read {
            Some((behind, next)) => self.added(title, behind, at..next, None),
            None => title,
        }
    }

    /// "Prime Minister Y of X": what the office before a name is of, told behind the name.
    fn of_behind(&self, end: usize, title: &mut Title) -> usize {
        let sheet = self.sheet;
        let office = title.offices.last_mut().filter(|office| office.of.is_none() && office.held.is_none());
        let Some(office) = office.filter(|_| sheet.is(end, Function::Of)) else { return end };
        let at = end + 1 + usize::from(sheet.is(end + 1, Function::Definite));
        if let Some((len, id)) = self.known(at) {
            office.of = Some(id);
            title.behind = end..at + len;
            return at + len;
        }
        let Some(of) = unlisted(sheet, at) else { return end };
        office.held = Some(UnlistedOffice { office: office.text.clone(), of: shown(sheet.slice(&of)) });
        title.behind = end..of.end;
        of.end
    }

    /// "became president of …", "in 1975 was named director".
    fn with_office_held(&mut self, at: usize, title: Title) -> Title {
        let sheet = self.sheet;
        let mut verb = at;
        let mut dated = None;
        // "X in 1975 became …"
        let preposition = usize::from(sheet.is_function(verb));
        if let Some(time) = self.times.date_at(verb).or_else(|| self.times.date_at(verb + preposition)) {
            verb = time.tokens.end;
            dated = Some(time.edtf.clone());
        }
        let holds = sheet.sense(verb, |sense| sense == Sense::Person(PersonWord::Holds));
        if holds == 0 || self.is_supposed(at) {
            return title;
        }
        let mut office = verb + holds;
        let article = sheet.is(office, Function::Definite) || sheet.is(office, Function::Indefinite);
        office += usize::from(article);
        let Some((behind, next)) = titles(self, office, Place::BehindAlone) else { return title };
        let sheet = self.sheet;
        let closed = !sheet.is_word(next) || sheet.is_function(next) || self.times.covering(next).is_some();
        // "was head over …" is no office: what it is of, or the end of the clause, has to be told.
        let told =
            behind.offices.last().is_some_and(|office| office.of.is_some() || office.text.contains(' '));
        let ends = !sheet.is_word(next) || self.dated_behind(next).is_some();
        if !closed || !(told || ends) {
            return title;
        }
        let opening = dated.or_else(|| self.opening_date(at));
        self.added(title, behind, office..next, opening)
    }

    /// Adds titles read behind a name, with when they were held.
    fn added(&self, mut title: Title, mut behind: Title, tokens: Range<usize>, dated: Option<Edtf>) -> Title {
        let as_of = self.dated_behind(tokens.end).or(dated);
        if as_of.is_some()
            && let Some(last) = behind.offices.last_mut()
        {
            last.as_of = as_of;
        }
        title.offices.extend(behind.offices);
        title.rank = title.rank.or(behind.rank);
        title.marks = Marks::Titled;
        title.behind = tokens;
        title
    }

    /// A date right behind an office: "(1951–1957)", "from 1951 to 1957", "in 1951".
    fn dated_behind(&self, at: usize) -> Option<Edtf> {
        if let Some(bracket) = self.bracket(at) {
            return self.date_of(&bracket).map(|time| time.edtf.clone());
        }
        let sheet = self.sheet;
        use Function::{From, PlacePreposition, Preposition, Since};
        let preposition =
            [From, PlacePreposition, Preposition, Since].iter().any(|class| sheet.is(at, *class));
        let time = self.times.date_at(at).or_else(|| self.times.date_at(at + 1).filter(|_| preposition))?;
        (preposition || time.bytes.start < sheet.bytes(&time.tokens).start).then(|| time.edtf.clone())
    }

    /// The date that opens the sentence right before a name: "In 1975, X became …".
    fn opening_date(&self, at: usize) -> Option<Edtf> {
        let sentence = self.sheet.sentence_of(at.saturating_sub(1));
        let [time] = self.times.dates_in(&(sentence.start..at)) else { return None };
        let opens = time.tokens.start <= sentence.start + 1 && at < time.tokens.end + REACH;
        let verbs = opens && (time.tokens.end..at).any(|at| self.sheet.is_verb(at));
        (opens && !verbs).then(|| time.edtf.clone())
    }

    /// Whether what a sentence says before a token is only supposed.
    fn is_supposed(&self, at: usize) -> bool {
        let sentence = self.sheet.sentence_of(at.saturating_sub(1));
        let from = sentence.start.max(at.saturating_sub(24));
        (from..at)
            .any(|at| self.sheet.is(at, Function::Hypothetical) || self.sheet.is(at, Function::Negation))
    }

    /// A short bracket that opens at a token.
    fn bracket(&self, at: usize) -> Option<Range<usize>> {
        let sheet = self.sheet;
        if sheet.word(at) != "(" {
            return None;
        }
        let close = (at + 1..at + BRACKET).find(|at| sheet.word(*at) == ")")?;
        Some(at..close + 1)
    }

    /// The only date in a bracket, which holds nothing else but a word before it.
    fn date_of(&self, bracket: &Range<usize>) -> Option<&Time> {
        let [time] = self.times.dates_in(bracket) else { return None };
        let fills = time.tokens.start <= bracket.start + 2 && time.tokens.end + 1 >= bracket.end;
        let small = time.tokens.start == bracket.start + 1 || self.sheet.is_function(bracket.start + 1);
        (fills && small).then_some(time)
    }
}

fn is_since(date: &Edtf) -> bool {
    matches!(date, Edtf::Interval { end: Bound::Open, .. })
}
