//! Whether two claims are of one event.

use super::dates::{Dates, MONTH, YEAR, dates, differ_by_a_slip, same_day_of_year, years_differ};
use super::reasons::{Reason, Reasons};
use super::telling::{Identity, Telling};
use super::wording::Symbol;

/// What is said of a pair of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub(super) verdict: Verdict,
    /// How much they have in common.
    pub(super) score: i32,
    /// What speaks for one event.
    pub(super) same: Reasons,
    /// What speaks for two.
    pub(super) other: Reasons,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are of one event.
    One,
    /// They are of one event, and contradict each other on its date.
    Conflict,
    /// They may be, but there is not enough that says so.
    Open,
    /// They are not.
    Apart,
}

/// What claims have to have in common to be of one event.
pub(super) const ENOUGH: i32 = 5;

pub(super) fn decide(a: &Telling<'_>, b: &Telling<'_>) -> Decision {
    let mut pair = Pair { a, b, score: 0, same: Reasons::default(), other: Reasons::default() };
    let verdict = pair.verdict();
    if verdict == Verdict::Open && pair.other.is_empty() {
        pair.other.add(Reason::Little);
    }
    Decision { verdict, score: pair.score, same: pair.same, other: pair.other }
}

pub(super) struct Pair<'p, 'r> {
    pub(super) a: &'p Telling<'r>,
    pub(super) b: &'p Telling<'r>,
    pub(super) score: i32,
    pub(super) same: Reasons,
    pub(super) other: Reasons,
}

/// How two names compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// They are of one event whenever it was.
    Same,
    /// One is a part of the other.
    Within,
    /// They decide nothing.
    Open,
}

impl Pair<'_, '_> {
    pub(super) fn say(&mut self, reason: Reason, points: i32) {
        self.same.add(reason);
        self.score += points;
    }

    fn against(&mut self, reason: Reason, points: i32) {
        self.other.add(reason);
        self.score -= points;
    }

    pub(super) fn apart(&mut self, reason: Reason) -> Verdict {
        self.other.add(reason);
        Verdict::Apart
    }

    fn verdict(&mut self) -> Verdict {
        let (a, b) = (self.a, self.b);
        let one_article = a.article == b.article;
        let dates = dates(a, b);
        let names = match self.names(dates) {
            Ok(names) => names,
            Err(Reason::Little) => return Verdict::Open,
            Err(reason) => return self.apart(reason),
        };
        if let (Some(first), Some(second)) = (a.claim.ordinal, b.claim.ordinal) {
            if first != second {
                return self.apart(Reason::OtherOrdinal);
            }
            self.say(Reason::SameOrdinal, 3);
        }
        let (one, other) = (&a.wording.years, &b.wording.years);
        if !one.is_empty() && !other.is_empty() && one != other {
            return self.apart(Reason::OtherName);
        }
        let recurs = a.class.recurs || b.class.recurs;
        let unordered = a.claim.ordinal.is_none() && b.claim.ordinal.is_none();
        let numbered = unordered && !a.numbers.is_empty() && !b.numbers.is_empty();
        if names == Names::Open && numbered && !a.numbers.iter().any(|number| b.numbers.contains(number)) {
            return self.apart(Reason::OtherOrdinal);
        }
        let slip = matches!(dates, Dates::Conflict { .. }) && !a.class.yearly && is_slip(a, b);
        // Of one proper name, on the same days: rather a year told wrongly.
        let again = !(names == Names::Same && a.is_named() && same_day_of_year(a, b))
            && dates != Dates::Guessed
            && !slip;
        if recurs && years_differ(a, b) && again {
            return self.apart(Reason::OtherYear);
        }
        if let Some(reason) = self.parties_and_place(names) {
            return self.apart(reason);
        }
        if names == Names::Open {
            self.describe();
            if let (Some(one), Some(other), true) = (a.sides, b.sides, a.claim.kind == b.claim.kind) {
                if one.are_others(other) {
                    return self.apart(Reason::OtherParties);
                }
                if one.are(other) {
                    self.say(Reason::SameSides, 3);
                }
            }
            self.told_together(dates);
        }
        match dates {
            Dates::Untold => {}
            Dates::Fit { finest, coarsest, equal } => {
                let points = match coarsest {
                    0 => 3,
                    days if days <= MONTH => 2,
                    _ if equal && finest > 0 && finest < YEAR - 8 => 3,
                    _ => 1,
                };
                let reason = match (coarsest, equal) {
                    (0, _) => Reason::SameDay,
                    (_, true) => Reason::SameTime,
                    (_, false) => Reason::DateWithin,
                };
                self.say(reason, points);
                let at_place = self.same.has(Reason::SamePlace) && !a.wide_place;
                let rare = !recurs && (coarsest <= MONTH || at_place || self.same.has(Reason::SameWords));
                self.score += i32::from(rare);
            }
            Dates::Unsure => self.score -= i32::from(one_article),
            Dates::Guessed => self.say(Reason::SameButYear, 2),
            Dates::Conflict { .. } => self.other.add(Reason::DatesConflict),
        }
        if one_article {
            if let Some(reason) = self.told_apart(names, dates) {
                self.other.add(reason);
                return self.apart(Reason::ToldApart);
            }
            self.say(Reason::OneArticle, 2);
        }
        if slip && names != Names::Within {
            self.say(Reason::SlipOfDate, 3);
        }
        self.weigh(names, dates, recurs)
    }

    /// What the names say; an error is a reason why they are of two events.
    fn names(&mut self, dates: Dates) -> Result<Names, Reason> {
        let (a, b) = (self.a, self.b);
        let (one, other) = (&a.wording.words, &b.wording.words);
        let kinds = a.claim.kind == b.claim.kind;
        // Many have a treaty of friendship and cooperation.
        let common = a.is_named() && b.is_named() && !a.wording.own && !b.wording.own && !one.is_empty();
        if common && one == other && others_around(a, b) {
            return Err(Reason::OtherNamesAround);
        }
        if let (Some(first), Some(second), true) = (a.owner, b.owner, kinds) {
            if first != second {
                return Err(Reason::OtherThing);
            }
            // "Full independence" may be another step than "independence".
            if a.specific == b.specific || !matches!(dates, Dates::Conflict { .. }) {
                self.say(Reason::SameThing, 6);
                return Ok(Names::Same);
            }
        }
        match (a.identity, b.identity) {
            (Identity::Known(first), Identity::Known(second)) => {
                if first != second {
                    return Err(Reason::OtherName);
                }
                self.say(Reason::Alias, 7);
                return Ok(Names::Same);
            }
            (Identity::Entity(first), Identity::Entity(second)) => {
                if first != second {
                    return Err(Reason::OtherThing);
                }
                self.say(Reason::SameThing, 6);
                return Ok(Names::Same);
            }
            (Identity::Entity(_), Identity::Known(_) | Identity::Named)
            | (Identity::Known(_) | Identity::Named, Identity::Entity(_)) => return Err(Reason::OtherThing),
            _ => {}
        }
        let fits = matches!(dates, Dates::Fit { .. } | Dates::Guessed);
        let capital = a.wording.capital && b.wording.capital;
        // What is described by several words with capitals alone is named by them.
        let titled = one.len() > 1 && one == other && a.wording.capitals && b.wording.capitals;
        let titled = titled && !a.borrowed && !b.borrowed && *a.specific == **one && *b.specific == **other;
        let proper = a.is_named() || b.is_named() || titled;
        if one == other && !one.is_empty() && proper && capital {
            // A battle may be of a campaign of its name, and is not the campaign for that.
            let told_of_one = fits || (dates == Dates::Untold && a.article == b.article);
            if !kinds && !told_of_one {
                // Of a battle and the campaign of its name, neither contradicts the other.
                if matches!(dates, Dates::Conflict { .. }) {
                    self.other.add(Reason::DatesConflict);
                }
                return Err(Reason::Little);
            }
            self.say(Reason::SameName, 6);
            return Ok(Names::Same);
        }
        let both = a.is_named() && b.is_named();
        if proper
            && capital
            && !one.is_empty()
            && !other.is_empty()
            && (within(one, other) || within(other, one))
        {
            // "The X Agreement" is "the X Agreement on Y" only where their dates say so.
            if fits {
                self.say(Reason::NameWithin, 4);
                return Ok(Names::Within);
            }
            // Or where one of them is told wrongly in its year, its month or its day alone.
            if both && kinds && matches!(dates, Dates::Conflict { .. }) && differ_by_a_slip(a, b) {
                self.say(Reason::NameWithin, 5);
                return Ok(Names::Within);
            }
            if matches!(dates, Dates::Conflict { .. } | Dates::Unsure) {
                return Err(if both { Reason::OtherName } else { Reason::Little });
            }
            if kinds && both {
                self.say(Reason::NameWithin, 5);
                return Ok(Names::Within);
            }
        } else if both {
            return Err(Reason::OtherName);
        }
        let one_place = a.place.is_some() && a.place == b.place;
        if !kinds && !one_place {
            return Err(Reason::Little);
        }
        Ok(Names::Open)
    }

    /// Parties and places; a reason why they are of two events.
    fn parties_and_place(&mut self, names: Names) -> Option<Reason> {
        let (a, b) = (self.a, self.b);
        let named = names == Names::Same && (a.wording.own || b.wording.own || a.wording.words.is_empty());
        let many = a.parties.len().min(b.parties.len()) > 1;
        let person = a.people.iter().any(|one| b.people.contains(one));
        if !a.parties.is_empty() && !b.parties.is_empty() {
            let nested = within(&a.parties, &b.parties) || within(&b.parties, &a.parties);
            if a.parties == b.parties {
                self.say(Reason::SameParties, if many { 3 } else { 2 });
                self.score += i32::from(person);
            } else if nested {
                self.say(Reason::PartiesWithin, if many || person { 2 } else { 1 });
                self.score += i32::from(person);
            } else if !a.lands.is_empty() && a.lands == b.lands && a.people.is_empty() == b.people.is_empty()
            {
                self.say(Reason::SameLands, if a.lands.len() > 1 { 3 } else { 1 });
            } else if !a.lands.is_empty()
                && !b.lands.is_empty()
                && (within(&a.lands, &b.lands) || within(&b.lands, &a.lands))
            {
                self.say(Reason::PartiesWithin, 1);
            } else {
                let disjoint = !a.parties.iter().any(|one| b.parties.contains(one))
                    && !a.lands.iter().any(|one| b.lands.contains(one));
                if !named && (disjoint || names == Names::Open && !self.is_one_deed()) {
                    return Some(Reason::OtherParties);
                }
                // Who signs stands for those for whom he signs.
                let people = |told: &Telling<'_>| told.people.len() == told.parties.len();
                let standing = people(a) && b.people.is_empty() || people(b) && a.people.is_empty();
                if disjoint && !standing {
                    self.against(Reason::OtherParties, 1);
                } else {
                    // Who else took part, one sentence says and another does not.
                    self.score -= 1;
                }
            }
        }
        match (a.place, b.place) {
            (Some(one), Some(other)) if one == other => {
                self.say(Reason::SamePlace, if a.wide_place { 1 } else { 2 });
            }
            (Some(_), Some(_)) if a.wide_place == b.wide_place => {
                if !named && !self.is_one_encounter() {
                    return Some(Reason::OtherPlace);
                }
                self.against(Reason::OtherPlace, 1);
            }
            _ => {}
        }
        None
    }

    /// The words of two descriptions.
    fn describe(&mut self) {
        let (a, b) = (self.a, self.b);
        // A name that the other gives elsewhere is no difference.
        let own = |words: &[Symbol], names: &[Symbol]| -> Vec<Symbol> {
            words.iter().copied().filter(|word| names.binary_search(word).is_err()).collect()
        };
        let (one, other) = (&own(&a.specific, &b.names), &own(&b.specific, &a.names));
        let (one, other) = if a.specific == b.specific {
            (&*a.specific, &*b.specific)
        } else {
            (one.as_slice(), other.as_slice())
        };
        let common = one.iter().filter(|word| other.contains(word)).count();
        let proper = a.wording.capital && b.wording.capital;
        match (one.is_empty(), other.is_empty()) {
            (false, false) if one == other => self.say(Reason::SameWords, if proper { 4 } else { 3 }),
            (false, false) if common == one.len().min(other.len()) => {
                self.say(Reason::WordsWithin, if proper { 3 } else { 2 });
            }
            (false, false) if common > 0 => self.say(Reason::LikeWords, 1),
            (false, false) => self.against(Reason::OtherWords, 4),
            _ => {}
        }
        match (a.wording.head, b.wording.head) {
            (Some(one), Some(other)) if one != other => {}
            _ => self.say(Reason::SameHead, 1),
        }
        let bare = a.parties.is_empty() && b.parties.is_empty() && !proper;
        if one.is_empty() || other.is_empty() || bare {
            self.around();
        }
    }

    /// Names in the sentences, where one description has no words of its own.
    fn around(&mut self) {
        let (a, b) = (self.a, self.b);
        for (one, other) in [(a, b), (b, a)] {
            if !one.specific.is_empty() && one.parties.is_empty() && within(&one.specific, &other.named) {
                self.say(Reason::PartiesWithin, if other.people.is_empty() { 2 } else { 3 });
                return;
            }
            let called = one.is_named() || one.side;
            if called && !one.wording.words.is_empty() && within(&one.wording.words, &other.names) {
                self.say(Reason::NamesAround, 3);
                return;
            }
        }
        let common: Vec<&Symbol> =
            a.stems.iter().filter(|name| b.stems.binary_search(name).is_ok()).collect();
        let nested = common.len() == a.stems.len().min(b.stems.len());
        let counted = |name: &&&Symbol| !(a.keyed.contains(name) && b.keyed.contains(name));
        let points = match common.iter().filter(counted).count() {
            0 => 0,
            1 => 1,
            2 if !nested => 2,
            _ => 3,
        };
        if points > 0 {
            self.say(Reason::NamesAround, points);
        } else if common.is_empty()
            && !a.around.is_empty()
            && !b.around.is_empty()
            && a.parties.is_empty() == b.parties.is_empty()
        {
            self.against(Reason::OtherNamesAround, 2);
        }
    }

    fn weigh(&mut self, names: Names, dates: Dates, recurs: bool) -> Verdict {
        let at_place = self.same.has(Reason::SamePlace) && !self.a.wide_place;
        let parties = self.same.has(Reason::SameParties) || self.same.has(Reason::SameLands) || at_place;
        let same_words = self.same.has(Reason::SameWords);
        match dates {
            Dates::Conflict { between } => self.contradict(names, between, recurs),
            Dates::Untold if names == Names::Open && (recurs || !same_words || !parties) => Verdict::Open,
            _ if self.score >= ENOUGH => Verdict::One,
            _ => Verdict::Open,
        }
    }
}

/// Whether each is told with several names, and none in common.
pub(super) fn others_around(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    a.company.len() > 1 && b.company.len() > 1 && !a.company.iter().any(|name| b.company.contains(name))
}

/// Whether two claims name the same, and dates that differ as if one of them were told wrongly.
fn is_slip(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let common = a.stems.iter().filter(|name| b.stems.binary_search(name).is_ok()).count();
    let least = a.stems.len().min(b.stems.len());
    let alike = common > 1 && common == least || common > 2 && 4 * common >= 3 * least;
    alike && differ_by_a_slip(a, b)
}

/// Whether all of the first, sorted, are among the second.
pub(super) fn within(first: &[Symbol], second: &[Symbol]) -> bool {
    first.iter().all(|one| second.binary_search(one).is_ok())
}
