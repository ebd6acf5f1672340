//! Whose words a quotation gives.

use std::collections::BTreeMap;
use std::ops::Range;

use annals_knowledge::{Function, Gender, Sense};
use annals_model::EntityId;
use annals_text::fold;

use crate::names::Mention;
use crate::sheet::Sheet;

/// How far from its mark a quotation's speaker is looked for.
const REACH: usize = 24;
/// Longest quotation, in tokens, that may be a name in marks.
const SHORT: usize = 8;

/// Whose mouth words are put into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mouth {
    /// A person's.
    Person(EntityId),
    /// That of a body, or of somebody without a name.
    Other,
}

impl Mouth {
    /// The person, if it is one's.
    pub(super) fn person(self) -> Option<EntityId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Other => None,
        }
    }

    fn of(mention: &Mention) -> Self {
        mention.person().map_or(Self::Other, |id| Self::Person(id.clone()))
    }
}

/// Who can be meant by "he" and by "the president", from segment to segment of an article.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    /// Who said the quotation before, for one that goes on, and where in this segment it closed.
    before: Option<(Mouth, Option<usize>)>,
    /// Who was named, or spoke, in the last sentence of the segment before.
    recent: Vec<EntityId>,
    /// Of people whose titles tell.
    genders: BTreeMap<EntityId, Gender>,
    /// Who held an office, by its last word, and of what.
    offices: BTreeMap<String, Vec<(EntityId, Option<EntityId>)>>,
}

impl Speakers {
    /// Takes in who is named in a segment.
    pub(super) fn enter(&mut self, sheet: &Sheet<'_>, mentions: &[Mention]) {
        for mention in mentions {
            let Some(id) = mention.person() else { continue };
            let told = (mention.tokens.start..mention.name.start).find_map(|at| gender(sheet, at));
            if let Some(told) = told {
                self.genders.entry(id.clone()).or_insert(told);
            }
            for office in &mention.title.offices {
                let Some(last) = office.text.split_whitespace().next_back() else { continue };
                let holders = self.offices.entry(fold(last).into_owned()).or_default();
                // Two of them are as good as many.
                if holders.len() < 2 && !holders.iter().any(|(holder, _)| holder == id) {
                    holders.push((id.clone(), office.of.clone()));
                }
            }
        }
    }

    /// Keeps what the next segment may lean on.
    pub(super) fn leave(&mut self, sheet: &Sheet<'_>, mentions: &[Mention], pairs: &[Range<usize>]) {
        let Some(last) = sheet.sentences.last() else { return };
        self.recent = self.told_in(last, mentions, pairs);
        if let Some((_, closed)) = &mut self.before {
            *closed = None;
        }
    }

    /// Whose words stand between two marks, if anybody's.
    pub(super) fn of(
        &mut self,
        sheet: &Sheet<'_>,
        mentions: &[Mention],
        marks: &Range<usize>,
    ) -> Option<Mouth> {
        let mentions = around(mentions, marks);
        let first = sheet.sentence_of(marks.start);
        let last = sheet.sentence_of(marks.end);
        // A quotation is a whole sentence or has words of one; a name in marks has no verb.
        let verbal = (marks.start + 1..marks.end).take(REACH).any(|at| {
            sheet.is_verb(at) || sheet.is(at, Function::Auxiliary) || sheet.is(at, Function::Planned)
        });
        let long = marks.end - marks.start > SHORT;
        let mouth = self
            .leading(sheet, mentions, &first, marks)
            .or_else(|| source(sheet, mentions, marks.start))
            .or_else(|| self.trailing(sheet, mentions, &last, marks))
            .filter(|_| verbal || long || broken_off(sheet, marks) || introduced(sheet, marks))
            .or_else(|| owned(sheet, mentions, &first, marks.start))
            .or_else(|| self.continued(sheet, &first, marks.start))
            .or_else(|| self.followed(sheet, &first, marks).filter(|_| verbal || long))?;
        self.before = Some((mouth.clone(), Some(marks.end)));
        Some(mouth)
    }

    /// "X said, “…" and "X’s words that …“…"
    fn leading(
        &self,
        sheet: &Sheet<'_>,
        mentions: &[Mention],
        sentence: &Range<usize>,
        marks: &Range<usize>,
    ) -> Option<Mouth> {
        let open = marks.start;
        let from = sentence.start.max(open.saturating_sub(REACH));
        let verb = (from..open).rev().find(|at| sheet.speech_verb(*at) > 0)?;
        // Nothing but small words between the verb and the mark, unless the verb has an object
        // clause of its own.
        let after = verb + sheet.speech_verb(verb);
        let near = open < after + 4 || (after..open).all(|at| !sheet.is_verb(at));
        if !near {
            return None;
        }
        // "was described by X as “…"
        let agent = after + sheet.function(after, Function::Agent);
        if agent > after {
            let told = mentions.iter().find(|mention| mention.tokens.start == agent);
            return Some(told.map_or(Mouth::Other, Mouth::of));
        }
        let behind = || mentions.iter().find(|mention| mention.tokens.start == after).map(Mouth::of);
        speaker_before(sheet, mentions, sentence, verb).or_else(|| {
            let pronoun = (from..verb).rev().find(|at| sheet.is(*at, Function::Pronoun));
            match pronoun {
                Some(pronoun) => self.meant(sheet, mentions, marks, pronoun).or(Some(Mouth::Other)),
                None => behind().or(Some(Mouth::Other)),
            }
        })
    }

    /// "…,” X said", "…,” said X", "…,” the minister said"
    fn trailing(
        &self,
        sheet: &Sheet<'_>,
        mentions: &[Mention],
        sentence: &Range<usize>,
        marks: &Range<usize>,
    ) -> Option<Mouth> {
        let close = marks.end;
        let end = sentence.end.min(close + REACH);
        let verb = (close + 1..end).find(|at| sheet.speech_verb(*at) > 0)?;
        // "…,” X, who is the older, said"
        let apart = mentions.iter().find(|mention| {
            (close + 1..close + 4).contains(&mention.tokens.start)
                && sheet.word(mention.tokens.end) == ","
                && sheet.word(verb - 1) == ","
                && mention.person().is_some()
        });
        if let Some(mention) = apart {
            return Some(Mouth::of(mention));
        }
        let near = (close + 1..verb).all(|at| !sheet.is_verb(at));
        if !near {
            return None;
        }
        let between =
            mentions.iter().find(|mention| mention.tokens.start > close && mention.tokens.end <= verb);
        // "said the mayor X", "said Ruritanian General X"
        let article = usize::from(sheet.is(verb + 1, Function::Definite));
        let from = verb + 1 + article;
        let after = mentions.iter().find(|mention| {
            let start = mention.tokens.start;
            start >= from && (from..start).all(|at| sheet.is_capital(at)) && start < from + 3
        });
        if let Some(mention) = between.filter(|mention| mention.person().is_some()).or(after) {
            return Some(Mouth::of(mention));
        }
        let pronoun = (close + 1..verb + 2).find(|at| sheet.is(*at, Function::Pronoun));
        let meant = pronoun.and_then(|at| self.meant(sheet, mentions, marks, at));
        Some(meant.or_else(|| self.described(sheet, close + 1..verb)).unwrap_or(Mouth::Other))
    }

    /// Whom a pronoun means: the only one of its gender who is named, or speaks, in the sentence
    /// before, or in this one before it.
    fn meant(
        &self,
        sheet: &Sheet<'_>,
        mentions: &[Mention],
        marks: &Range<usize>,
        pronoun: usize,
    ) -> Option<Mouth> {
        let wanted = gender(sheet, pronoun)?;
        let sentence = sheet.sentence_of(marks.start.min(pronoun));
        let here = sentence.start..marks.start.min(pronoun);
        let own = [marks.clone()];
        let mut people = self.told_in(&here, mentions, &own);
        match sentence.start.checked_sub(1) {
            Some(before) => people.extend(self.told_in(&sheet.sentence_of(before), mentions, &own)),
            None => people.extend(self.recent.iter().cloned()),
        }
        people.retain(|id| self.genders.get(id).is_none_or(|told| *told == wanted));
        people.sort();
        people.dedup();
        match people.as_slice() {
            [only] => Some(Mouth::Person(only.clone())),
            // Nobody is named: who spoke just before goes on.
            [] => self.before.as_ref().filter(|(_, closed)| closed.is_some()).map(|(mouth, _)| mouth.clone()),
            _ => None,
        }
    }

    /// Who is named in a sentence outside of quotations, and who speaks in it.
    fn told_in(
        &self,
        sentence: &Range<usize>,
        mentions: &[Mention],
        pairs: &[Range<usize>],
    ) -> Vec<EntityId> {
        let within = |at: usize| sentence.contains(&at);
        let quoted = |at: usize| {
            let after = pairs.partition_point(|marks| marks.start < at);
            after.checked_sub(1).and_then(|last| pairs.get(last)).is_some_and(|marks| at < marks.end)
        };
        let named = mentions
            .iter()
            .filter(|mention| within(mention.tokens.start) && !quoted(mention.tokens.start))
            .filter_map(Mention::person);
        let spoke = self.before.iter().filter_map(|(mouth, closed)| match mouth {
            Mouth::Person(id) if closed.is_some_and(within) => Some(id),
            _ => None,
        });
        named.chain(spoke).cloned().collect()
    }

    /// "the 60-year-old president": the only one whom the article gives this office.
    fn described(&self, sheet: &Sheet<'_>, tokens: Range<usize>) -> Option<Mouth> {
        let definite = tokens.clone().find(|at| !matches!(sheet.word(*at), "," | "'" | "”"))?;
        let last = tokens.end.checked_sub(1)?;
        if !sheet.is(definite, Function::Definite)
            || sheet.sense(last, |sense| matches!(sense, Sense::Office(_))) == 0
        {
            return None;
        }
        let holders = self.offices.get(fold(sheet.word(last)).as_ref())?;
        let foreign =
            tokens.clone().any(|at| sheet.sense(at, |sense| matches!(sense, Sense::Demonym(_))) > 0);
        match holders.as_slice() {
            [(only, _)] if !foreign => Some(Mouth::Person(only.clone())),
            _ => None,
        }
    }

    /// "In addition, “…" behind another quotation.
    fn continued(&self, sheet: &Sheet<'_>, sentence: &Range<usize>, open: usize) -> Option<Mouth> {
        let from = sentence.start.max(open.saturating_sub(REACH));
        let goes_on = (from..open).any(|at| sheet.sense(at, |sense| sense == Sense::Continued) > 0);
        self.before.as_ref().filter(|_| goes_on).map(|(mouth, _)| mouth.clone())
    }

    /// A sentence in marks right behind one that a speaker was given for: “…,” X said. “…”
    fn followed(&self, sheet: &Sheet<'_>, sentence: &Range<usize>, marks: &Range<usize>) -> Option<Mouth> {
        let (mouth, closed) = self.before.as_ref()?;
        let told = sheet.sentence_of((*closed)?);
        let opens = sentence.start == marks.start || sentence.start + 1 == marks.start;
        let whole = matches!(sheet.word(marks.end - 1), "." | "?" | "!");
        (opens && whole && told.end == sentence.start).then(|| mouth.clone())
    }
}

/// The gender that a word tells.
fn gender(sheet: &Sheet<'_>, at: usize) -> Option<Gender> {
    let told = sheet.phrase(at, |sense| match sense {
        Sense::Gender(gender) => Some(gender),
        _ => None,
    });
    told.map(|(_, gender)| gender)
}

/// The names near a quotation: nobody farther away is looked for.
fn around<'m>(mentions: &'m [Mention], marks: &Range<usize>) -> &'m [Mention] {
    let reach = 4 * REACH;
    let first = mentions.partition_point(|mention| mention.tokens.end + reach <= marks.start);
    let after = mentions.partition_point(|mention| mention.tokens.start < marks.end + reach);
    mentions.get(first..after).unwrap_or_default()
}

/// Whether words in marks stop where somebody is said to speak: “This,” he said, “…
fn broken_off(sheet: &Sheet<'_>, marks: &Range<usize>) -> bool {
    let speaks = |at: usize| sheet.speech_verb(at) > 0;
    let inside = matches!(sheet.word(marks.end - 1), "," | "?" | "!");
    // Where the comma stands outside, the words have to begin like a sentence of their own.
    let begins = sheet.is_capital(marks.start + 2) || sheet.is_capital(marks.start + 1);
    let alone = marks.start.checked_sub(1).is_none_or(|before| !sheet.is_word(before));
    let outside = (marks.end..marks.end + 3).any(|at| sheet.word(at) == ",") && begins && alone;
    (inside || outside) && (marks.end + 1..marks.end + 6).any(speaks)
}

/// Whether a whole sentence stands between marks behind a colon.
fn introduced(sheet: &Sheet<'_>, marks: &Range<usize>) -> bool {
    let colon = marks.start.checked_sub(1).is_some_and(|before| sheet.word(before) == ":");
    colon && sheet.is_capital(marks.start + 1) && matches!(sheet.word(marks.end - 1), "." | "?" | "!")
}

/// The subject of a verb of speaking: the nearest name before it, or the one to which what stands
/// between commas belongs.
fn speaker_before(
    sheet: &Sheet<'_>,
    mentions: &[Mention],
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Mouth> {
    let end = |mention: &Mention| mention.title.behind.end.max(mention.tokens.end);
    let before = || {
        mentions
            .iter()
            .rev()
            .filter(|mention| mention.tokens.start >= sentence.start && mention.tokens.end <= verb)
    };
    let nearest = before().next()?;
    let clear = |from: usize| {
        (from..verb).all(|at| !sheet.is_verb(at) && !sheet.is(at, Function::Pronoun) && sheet.word(at) != ";")
    };
    // "X, an engineer at Y, said"
    if nearest.person().is_none()
        && sheet.word(verb - 1) == ","
        && let Some(person) = before().find(|mention| mention.person().is_some())
        && sheet.word(person.tokens.end) == ","
        && (clear(person.tokens.end) || end(person) >= nearest.tokens.end)
    {
        return Some(Mouth::of(person));
    }
    clear(end(nearest)).then(|| Mouth::of(nearest))
}

/// "According to X, “…"
fn source(sheet: &Sheet<'_>, mentions: &[Mention], open: usize) -> Option<Mouth> {
    let comma = open.checked_sub(1).filter(|comma| sheet.word(*comma) == ",")?;
    let mention = mentions.iter().find(|mention| {
        mention.tokens.end.max(mention.title.behind.end) == comma && mention.tokens.start < open
    })?;
    let start = mention.tokens.start;
    let reports = (start.saturating_sub(4)..start).any(|at| {
        let end = at + sheet.function(at, Function::Report);
        end > at
            && end <= start
            && (end..start).all(|at| sheet.is_capital(at) || sheet.is(at, Function::Definite))
    });
    reports.then(|| Mouth::of(mention))
}

/// "X’s words that …", "X’s thought that “…”"
fn owned(sheet: &Sheet<'_>, mentions: &[Mention], sentence: &Range<usize>, open: usize) -> Option<Mouth> {
    let from = sentence.start.max(open.saturating_sub(REACH));
    let noun = (from..open).rev().find(|at| sheet.sense(*at, |sense| sense == Sense::SpeechNoun) > 0)?;
    let owner =
        mentions.iter().rev().find(|mention| mention.tokens.end <= noun && mention.tokens.start >= from)?;
    let possessive = sheet.possessive(owner.tokens.end) > 0;
    let near = noun - owner.tokens.end <= 4 && possessive;
    owner.person().filter(|_| near).map(|id| Mouth::Person(id.clone()))
}
