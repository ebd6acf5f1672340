//! Whether two claims whose dates cannot both hold are of one event all the same.

use annals_knowledge::Once;

use super::dates::{
    Dates, MONTH, YEAR, differ_by_a_slip, meet_but_for_the_year, same_day_of_year, share_an_end,
};
use super::decide::{ENOUGH, Names, Pair, Verdict, others_around, within};
use super::news::{same_news, same_story};
use super::reasons::Reason;
use super::telling::Identity;

/// Years, in days of 372 a year, beyond which a short name alone is not enough to contradict.
const FAR: i64 = 10 * YEAR;
/// Years, so counted, within which what has no name of its own, or may come in steps, is one thing told wrongly.
const NEAR: i64 = 3 * YEAR;
/// Days between the dates of one thing in two reports of it.
const WEEK: i64 = 7;

impl Pair<'_, '_> {
    /// What follows where no day satisfies both dates.
    pub(super) fn contradict(&mut self, names: Names, between: i64, recurs: bool) -> Verdict {
        let (a, b) = (self.a, self.b);
        let same_words = self.same.has(Reason::SameWords);
        let at_place = self.same.has(Reason::SamePlace) && !a.wide_place;
        let parties = self.same.has(Reason::SameParties) || self.same.has(Reason::SameLands) || at_place;
        if self.other.has(Reason::OtherParties) {
            return Verdict::Apart;
        }
        if names == Names::Within {
            // What has the shorter name may be another one of the place.
            let against = [Reason::OtherPlace, Reason::OtherNamesAround, Reason::ToldApart];
            let clear = !against.iter().any(|reason| self.other.has(*reason)) && !others_around(a, b);
            return if clear && !a.class.recurs { Verdict::Conflict } else { Verdict::Apart };
        }
        let thing = self.same.has(Reason::SameThing);
        let known = self.same.has(Reason::Alias) || thing;
        let slip = a.class.one_day && !recurs && !a.undone && !b.undone && differ_by_a_slip(a, b);
        // Nor does it happen twice to one thing in a month, with all the same names: a date is told wrongly.
        let named_alike = within(&a.stems, &b.stems) || within(&b.stems, &a.stems);
        let once = slip || named_alike && self.same.has(Reason::SlipOfDate);
        let same_month = !recurs && between <= NEAR && meet_but_for_the_year(a, b);
        if !known && (a.borrowed || b.borrowed) && !same_day_of_year(a, b) && !once && !same_month {
            // What happens to one thing more than once has no name of its own.
            return self.apart(Reason::OtherTime);
        }
        // A country may become independent by steps.
        let steps = a.class.once == Some(Once::Country) && a.owner.is_some();
        if thing && steps && !(between <= NEAR || same_day_of_year(a, b)) {
            return self.apart(Reason::OtherTime);
        }
        let against = [Reason::OtherWords, Reason::OtherPlace, Reason::OtherNamesAround];
        let clear = !against.iter().any(|reason| self.other.has(*reason));
        if self.same.has(Reason::SlipOfDate) && clear {
            return Verdict::Conflict;
        }
        if clear && self.is_one_report(names, between, recurs) {
            return Verdict::Conflict;
        }
        let named = names == Names::Same && a.wording.own && b.wording.own;
        // Of one name in the same month, or from the same day on, rather a year told wrongly.
        let other_year = !recurs && between <= NEAR && meet_but_for_the_year(a, b);
        let wrong = differ_by_a_slip(a, b) || share_an_end(a, b) || other_year;
        let near = named && a.claim.kind == b.claim.kind && wrong;
        if !known && !near && others_around(a, b) {
            return self.apart(Reason::OtherNamesAround);
        }
        if names == Names::Same {
            let more = a.wording.words.len() > 1 || parties || self.same.has(Reason::PartiesWithin);
            if between > FAR && !known && !more && !same_day_of_year(a, b) {
                return self.apart(Reason::FarApart);
            }
            return Verdict::Conflict;
        }
        let near =
            between <= NEAR || same_day_of_year(a, b) || a.specific.len() > 1 || at_place && between <= FAR;
        let named = a.wording.capital && b.wording.capital;
        if !recurs && same_words && (parties || named) && near && self.score >= ENOUGH {
            return Verdict::Conflict;
        }
        if !recurs && at_place && self.is_told_alike() && between <= YEAR {
            return Verdict::Conflict;
        }
        // A side that won or lost at one place, told with the name of the other or with none.
        let bare = a.specific.is_empty() && b.specific.is_empty();
        if a.class.sides && bare && at_place && clear && (between <= NEAR || same_day_of_year(a, b)) {
            return Verdict::Conflict;
        }
        // What befell one person on one day, told of two days within a month.
        let befell = a.class.one_day && !a.people.is_empty() && a.people == b.people;
        if !recurs && befell && bare && clear && between <= MONTH && a.claim.kind == b.claim.kind {
            return Verdict::Conflict;
        }
        // One description with more words, and a slip.
        let longer = self.same.has(Reason::WordsWithin) && named && a.claim.kind == b.claim.kind;
        if !recurs && longer && clear && differ_by_a_slip(a, b) {
            return Verdict::Conflict;
        }
        // What a body of its own did, said in two ways.
        let bodies = self.same.has(Reason::SameParties) && a.lands.is_empty() && a.people.is_empty();
        let within = a.specific.is_empty() || b.specific.is_empty();
        if clear && self.is_one_force(between, recurs) {
            return Verdict::Conflict;
        }
        if !recurs && bodies && clear && within && between <= YEAR && a.claim.kind == b.claim.kind {
            return Verdict::Conflict;
        }
        if recurs && same_words && parties && self.score > ENOUGH {
            return Verdict::Conflict;
        }
        // Others of the two events may say what these leave out.
        if recurs || self.other.has(Reason::OtherWords) { Verdict::Apart } else { Verdict::Open }
    }

    /// What the articles as a whole say for one event.
    pub(super) fn told_together(&mut self, dates: Dates) {
        let (a, b) = (self.a, self.b);
        if a.article == b.article || a.claim.kind != b.claim.kind || dates == Dates::Untold {
            return;
        }
        // What one of them says beside may be another thing of the story.
        let described = a.identity == Identity::Described && b.identity == Identity::Described;
        let bare = a.specific.is_empty() && b.specific.is_empty();
        if described && (bare || self.same.has(Reason::SameWords)) && same_story(a, b) {
            self.say(Reason::SameStory, 2);
        }
        if (bare || self.same.has(Reason::SameWords)) && same_news(a, b) {
            self.say(Reason::SameNews, 1);
        }
    }

    /// Whether two articles tell one story, or bring news of the same days, and so one event of it.
    fn is_one_report(&self, names: Names, between: i64, recurs: bool) -> bool {
        let (a, b) = (self.a, self.b);
        if names != Names::Open || a.claim.kind != b.claim.kind {
            return false;
        }
        let bare = a.specific.is_empty() && b.specific.is_empty();
        let alike = (bare || self.same.has(Reason::SameWords)) && self.same.has(Reason::SameHead);
        let person = a.people.iter().any(|one| b.people.contains(one));
        if self.same.has(Reason::SameNews) && between <= WEEK && alike {
            return person || self.same.has(Reason::SameStory) && self.same.has(Reason::SameParties);
        }
        let near = differ_by_a_slip(a, b) || between <= NEAR;
        !recurs && self.same.has(Reason::SameStory) && near && alike
    }

    /// Whether one force, told as a whole or by its number, moves to or from one place within some time.
    fn is_one_force(&self, between: i64, recurs: bool) -> bool {
        let (a, b) = (self.a, self.b);
        let whole = [a, b].iter().all(|told| told.sides.is_some_and(|sides| !sides.counted));
        let numbered = !a.numbers.is_empty() && a.numbers == b.numbers;
        let same_time = same_day_of_year(a, b) || between <= NEAR && meet_but_for_the_year(a, b);
        let near = if numbered { between <= MONTH || same_time } else { whole && !recurs && between <= YEAR };
        self.same.has(Reason::SameSides) && near
    }

    /// Whether both say the same words of one place.
    pub(super) fn is_told_alike(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let bare = a.specific.is_empty() && b.specific.is_empty();
        bare && a.claim.kind == b.claim.kind
            && annals_model::slug(&a.claim.name) == annals_model::slug(&b.claim.name)
    }

    /// Whether both are of what two did on one day in the same words, so that another party is told wrongly.
    pub(super) fn is_one_deed(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let common = a.lands.iter().any(|one| b.lands.contains(one));
        let words = !a.wording.words.is_empty() && a.wording.words == b.wording.words
            || !a.specific.is_empty() && a.specific == b.specific;
        common && words && a.claim.kind == b.claim.kind && is_one_day(a.days, b.days) && !a.class.recurs
    }

    /// Whether the same people meet on one day, so that another place is told wrongly.
    pub(super) fn is_one_encounter(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let people = a.people.iter().filter(|one| b.people.contains(one)).count();
        let alike = self.same.has(Reason::SameParties) || self.same.has(Reason::PartiesWithin);
        people > 1
            && alike
            && a.claim.kind == b.claim.kind
            && is_one_day(a.days, b.days)
            && a.article != b.article
    }
}

/// Whether both are of one and the same day.
fn is_one_day(a: Option<(i64, i64)>, b: Option<(i64, i64)>) -> bool {
    matches!((a, b), (Some(one), Some(other)) if one == other && one.0 == one.1)
}
