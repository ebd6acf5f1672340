//! The speaker of a quotation.

use std::collections::BTreeMap;
use std::ops::Range;

use annals_knowledge::{Function, Gender, Sense};
use annals_model::EntityId;
use annals_text::fold;

use crate::names::Mention;
use crate::segment::AnnotatedSegment;

/// Most tokens between a quotation and its speaker.
const REACH: usize = 24;
/// Longest quotation, in tokens, that may be a quoted name.
const SHORT: usize = 8;

/// The speaker of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// A person.
    Person(EntityId),
    /// An organisation, or a person without a name.
    Other,
}

impl Speaker {
    /// Returns the person.
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

/// The candidates for "he" and "the president", from segment to segment of an article.
#[derive(Debug, Default)]
pub(crate) struct SpeakerContext {
    /// The speaker of the previous quotation, and the token in this segment at which it closed.
    before: Option<(Speaker, Option<usize>)>,
    /// Who was named or spoke in the last sentence of the previous segment.
    recent: Vec<EntityId>,
    /// Genders that titles state.
    genders: BTreeMap<EntityId, Gender>,
    /// Holders of an office, by its last word, with its organisation or country.
    offices: BTreeMap<String, Vec<(EntityId, Option<EntityId>)>>,
}

impl SpeakerContext {
    /// Adds the persons of a segment.
    pub(super) fn enter(&mut self, segment: &AnnotatedSegment<'_>, mentions: &[Mention]) {
        for mention in mentions {
            let Some(id) = mention.person() else { continue };
            let stated = (mention.tokens.start..mention.name.start).find_map(|at| gender(segment, at));
            if let Some(stated) = stated {
                self.genders.entry(id.clone()).or_insert(stated);
            }
            for office in &mention.title.offices {
                let Some(last) = office.text.split_whitespace().next_back() else { continue };
                let holders = self.offices.entry(fold(last).into_owned()).or_default();
                // Two are ambiguous; more add nothing.
                if holders.len() < 2 && !holders.iter().any(|(holder, _)| holder == id) {
                    holders.push((id.clone(), office.of.clone()));
                }
            }
        }
    }

    /// Keeps the state for the next segment.
    pub(super) fn leave(
        &mut self,
        segment: &AnnotatedSegment<'_>,
        mentions: &[Mention],
        pairs: &[Range<usize>],
    ) {
        let Some(last) = segment.sentences.last() else { return };
        self.recent = self.named_in(last, mentions, pairs);
        if let Some((_, closed)) = &mut self.before {
            *closed = None;
        }
    }

    /// Returns the speaker of the words between two marks.
    pub(super) fn of(
        &mut self,
        segment: &AnnotatedSegment<'_>,
        mentions: &[Mention],
        marks: &Range<usize>,
    ) -> Option<Speaker> {
        let mentions = around(mentions, marks);
        let first = segment.sentence_of(marks.start);
        let last = segment.sentence_of(marks.end);
        // A quotation has a verb or is long; a quoted name has none.
        let verbal = (marks.start + 1..marks.end).take(REACH).any(|at| {
            segment.is_verb(at) || segment.is(at, Function::Auxiliary) || segment.is(at, Function::Planned)
        });
        let long = marks.end - marks.start > SHORT;
        let speaker = self
            .leading(segment, mentions, &first, marks)
            .or_else(|| source(segment, mentions, marks.start))
            .or_else(|| self.trailing(segment, mentions, &last, marks))
            .filter(|_| verbal || long || broken_off(segment, marks) || introduced(segment, marks))
            .or_else(|| owned(segment, mentions, &first, marks.start))
            .or_else(|| self.continued(segment, &first, marks.start))
            .or_else(|| self.followed(segment, &first, marks).filter(|_| verbal || long))?;
        self.before = Some((speaker.clone(), Some(marks.end)));
        Some(speaker)
    }

    /// "X said, “…" and "X’s words that …“…"
    fn leading(
        &self,
        segment: &AnnotatedSegment<'_>,
        mentions: &[Mention],
        sentence: &Range<usize>,
        marks: &Range<usize>,
    ) -> Option<Speaker> {
        let open = marks.start;
        let from = sentence.start.max(open.saturating_sub(REACH));
        let verb = (from..open).rev().find(|at| segment.speech_verb(*at) > 0)?;
        // Requires few words between verb and mark, or no other verb.
        let after = verb + segment.speech_verb(verb);
        let near = open < after + 4 || (after..open).all(|at| !segment.is_verb(at));
        if !near {
            return None;
        }
        // "was described by X as “…"
        let agent = after + segment.function(after, Function::Agent);
        if agent > after {
            let named = mentions.iter().find(|mention| mention.tokens.start == agent);
            return Some(named.map_or(Speaker::Other, Speaker::of));
        }
        let following = || mentions.iter().find(|mention| mention.tokens.start == after).map(Speaker::of);
        speaker_before(segment, mentions, sentence, verb).or_else(|| {
            let pronoun = (from..verb).rev().find(|at| segment.is(*at, Function::Pronoun));
            match pronoun {
                Some(pronoun) => {
                    self.pronoun_antecedent(segment, mentions, marks, pronoun).or(Some(Speaker::Other))
                }
                None => following().or(Some(Speaker::Other)),
            }
        })
    }

    /// "…,” X said", "…,” said X", "…,” the minister said"
    fn trailing(
        &self,
        segment: &AnnotatedSegment<'_>,
        mentions: &[Mention],
        sentence: &Range<usize>,
        marks: &Range<usize>,
    ) -> Option<Speaker> {
        let close = marks.end;
        let end = sentence.end.min(close + REACH);
        let verb = (close + 1..end).find(|at| segment.speech_verb(*at) > 0)?;
        // "…,” X, who is the older, said"
        let apart = mentions.iter().find(|mention| {
            (close + 1..close + 4).contains(&mention.tokens.start)
                && segment.word(mention.tokens.end) == ","
                && segment.word(verb - 1) == ","
                && mention.person().is_some()
        });
        if let Some(mention) = apart {
            return Some(Speaker::of(mention));
        }
        let near = (close + 1..verb).all(|at| !segment.is_verb(at));
        if !near {
            return None;
        }
        let between =
            mentions.iter().find(|mention| mention.tokens.start > close && mention.tokens.end <= verb);
        // "said the mayor X", "said Ruritanian General X"
        let article = usize::from(segment.is(verb + 1, Function::Definite));
        let from = verb + 1 + article;
        let after = mentions.iter().find(|mention| {
            let start = mention.tokens.start;
            start >= from && (from..start).all(|at| segment.is_capital(at)) && start < from + 3
        });
        if let Some(mention) = between.filter(|mention| mention.person().is_some()).or(after) {
            return Some(Speaker::of(mention));
        }
        let pronoun = (close + 1..verb + 2).find(|at| segment.is(*at, Function::Pronoun));
        let pronoun_antecedent = pronoun.and_then(|at| self.pronoun_antecedent(segment, mentions, marks, at));
        Some(
            pronoun_antecedent
                .or_else(|| self.office_holder(segment, close + 1..verb))
                .unwrap_or(Speaker::Other),
        )
    }

    /// Returns the antecedent of a pronoun: the only candidate of its gender in the previous sentence, or in
    /// this one before the pronoun.
    fn pronoun_antecedent(
        &self,
        segment: &AnnotatedSegment<'_>,
        mentions: &[Mention],
        marks: &Range<usize>,
        pronoun: usize,
    ) -> Option<Speaker> {
        let wanted = gender(segment, pronoun)?;
        let sentence = segment.sentence_of(marks.start.min(pronoun));
        let here = sentence.start..marks.start.min(pronoun);
        let own = [marks.clone()];
        let mut people = self.named_in(&here, mentions, &own);
        match sentence.start.checked_sub(1) {
            Some(before) => people.extend(self.named_in(&segment.sentence_of(before), mentions, &own)),
            None => people.extend(self.recent.iter().cloned()),
        }
        people.retain(|id| self.genders.get(id).is_none_or(|stated| *stated == wanted));
        people.sort();
        people.dedup();
        match people.as_slice() {
            [only] => Some(Speaker::Person(only.clone())),
            // Without a candidate, the previous speaker continues.
            [] => self
                .before
                .as_ref()
                .filter(|(_, closed)| closed.is_some())
                .map(|(speaker, _)| speaker.clone()),
            _ => None,
        }
    }

    /// Returns the persons named in a sentence outside quotations, and those who speak in it.
    fn named_in(
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
        let spoke = self.before.iter().filter_map(|(speaker, closed)| match speaker {
            Speaker::Person(id) if closed.is_some_and(within) => Some(id),
            _ => None,
        });
        named.chain(spoke).cloned().collect()
    }

    /// Returns the only person of the article with an office: "the 60-year-old president".
    fn office_holder(&self, segment: &AnnotatedSegment<'_>, tokens: Range<usize>) -> Option<Speaker> {
        let definite = tokens.clone().find(|at| !matches!(segment.word(*at), "," | "'" | "”"))?;
        let last = tokens.end.checked_sub(1)?;
        if !segment.is(definite, Function::Definite)
            || segment.sense(last, |sense| matches!(sense, Sense::Office(_))) == 0
        {
            return None;
        }
        let holders = self.offices.get(fold(segment.word(last)).as_ref())?;
        let foreign =
            tokens.clone().any(|at| segment.sense(at, |sense| matches!(sense, Sense::Demonym(_))) > 0);
        match holders.as_slice() {
            [(only, _)] if !foreign => Some(Speaker::Person(only.clone())),
            _ => None,
        }
    }

    /// Returns the previous speaker if the sentence continues: "In addition, “…".
    fn continued(
        &self,
        segment: &AnnotatedSegment<'_>,
        sentence: &Range<usize>,
        open: usize,
    ) -> Option<Speaker> {
        let from = sentence.start.max(open.saturating_sub(REACH));
        let goes_on = (from..open).any(|at| segment.sense(at, |sense| sense == Sense::Continued) > 0);
        self.before.as_ref().filter(|_| goes_on).map(|(speaker, _)| speaker.clone())
    }

    /// Returns the speaker of the preceding quotation for a whole quoted sentence directly after it: “…,” X
    /// said. “…”
    fn followed(
        &self,
        segment: &AnnotatedSegment<'_>,
        sentence: &Range<usize>,
        marks: &Range<usize>,
    ) -> Option<Speaker> {
        let (speaker, closed) = self.before.as_ref()?;
        let closing = segment.sentence_of((*closed)?);
        let opens = sentence.start == marks.start || sentence.start + 1 == marks.start;
        let whole = matches!(segment.word(marks.end - 1), "." | "?" | "!");
        (opens && whole && closing.end == sentence.start).then(|| speaker.clone())
    }
}

/// Returns the gender that a word states.
fn gender(segment: &AnnotatedSegment<'_>, at: usize) -> Option<Gender> {
    let stated = segment.phrase(at, |sense| match sense {
        Sense::Gender(gender) => Some(gender),
        _ => None,
    });
    stated.map(|(_, gender)| gender)
}

/// Returns the mentions near a quotation.
fn around<'m>(mentions: &'m [Mention], marks: &Range<usize>) -> &'m [Mention] {
    let reach = 4 * REACH;
    let first = mentions.partition_point(|mention| mention.tokens.end + reach <= marks.start);
    let after = mentions.partition_point(|mention| mention.tokens.start < marks.end + reach);
    mentions.get(first..after).unwrap_or_default()
}

/// Returns whether a verb of speech interrupts or follows the quotation: “This,” he said, “…
fn broken_off(segment: &AnnotatedSegment<'_>, marks: &Range<usize>) -> bool {
    let speaks = |at: usize| segment.speech_verb(at) > 0;
    let inside = matches!(segment.word(marks.end - 1), "," | "?" | "!");
    // With the comma outside, the words must begin like a sentence.
    let begins = segment.is_capital(marks.start + 2) || segment.is_capital(marks.start + 1);
    let alone = marks.start.checked_sub(1).is_none_or(|before| !segment.is_word(before));
    let outside = (marks.end..marks.end + 3).any(|at| segment.word(at) == ",") && begins && alone;
    (inside || outside) && (marks.end + 1..marks.end + 6).any(speaks)
}

/// Returns whether a colon introduces a whole quoted sentence.
fn introduced(segment: &AnnotatedSegment<'_>, marks: &Range<usize>) -> bool {
    let colon = marks.start.checked_sub(1).is_some_and(|before| segment.word(before) == ":");
    colon && segment.is_capital(marks.start + 1) && matches!(segment.word(marks.end - 1), "." | "?" | "!")
}

/// Returns the subject of a verb of speech: the nearest name before it, or the one to which a parenthesis
/// belongs.
fn speaker_before(
    segment: &AnnotatedSegment<'_>,
    mentions: &[Mention],
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Speaker> {
    let end = |mention: &Mention| mention.title.trailing.end.max(mention.tokens.end);
    let before = || {
        mentions
            .iter()
            .rev()
            .filter(|mention| mention.tokens.start >= sentence.start && mention.tokens.end <= verb)
    };
    let nearest = before().next()?;
    let clear = |from: usize| {
        (from..verb)
            .all(|at| !segment.is_verb(at) && !segment.is(at, Function::Pronoun) && segment.word(at) != ";")
    };
    // "X, an engineer at Y, said"
    if nearest.person().is_none()
        && segment.word(verb - 1) == ","
        && let Some(person) = before().find(|mention| mention.person().is_some())
        && segment.word(person.tokens.end) == ","
        && (clear(person.tokens.end) || end(person) >= nearest.tokens.end)
    {
        return Some(Speaker::of(person));
    }
    clear(end(nearest)).then(|| Speaker::of(nearest))
}

/// "According to X, “…"
fn source(segment: &AnnotatedSegment<'_>, mentions: &[Mention], open: usize) -> Option<Speaker> {
    let comma = open.checked_sub(1).filter(|comma| segment.word(*comma) == ",")?;
    let mention = mentions.iter().find(|mention| {
        mention.tokens.end.max(mention.title.trailing.end) == comma && mention.tokens.start < open
    })?;
    let start = mention.tokens.start;
    let reports = (start.saturating_sub(4)..start).any(|at| {
        let end = at + segment.function(at, Function::Report);
        end > at
            && end <= start
            && (end..start).all(|at| segment.is_capital(at) || segment.is(at, Function::Definite))
    });
    reports.then(|| Speaker::of(mention))
}

/// "X’s words that …", "X’s thought that “…”"
fn owned(
    segment: &AnnotatedSegment<'_>,
    mentions: &[Mention],
    sentence: &Range<usize>,
    open: usize,
) -> Option<Speaker> {
    let from = sentence.start.max(open.saturating_sub(REACH));
    let noun = (from..open).rev().find(|at| segment.sense(*at, |sense| sense == Sense::SpeechNoun) > 0)?;
    let owner =
        mentions.iter().rev().find(|mention| mention.tokens.end <= noun && mention.tokens.start >= from)?;
    let possessive = segment.possessive(owner.tokens.end) > 0;
    let near = noun - owner.tokens.end <= 4 && possessive;
    owner.person().filter(|_| near).map(|id| Speaker::Person(id.clone()))
}
