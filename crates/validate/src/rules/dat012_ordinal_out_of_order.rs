use std::collections::BTreeMap;

use annals_model::{ClaimRow, EventRow, KindId, Severity};
use annals_edtf::Day;

use crate::context::Context;
use crate::dating::{is_certain, is_told};
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording::{date, list, ordinal};

/// How many members of a series are compared; no series of a corpus has more.
const MEMBERS: usize = 200;
/// Letters of the longest small word of a name: "of", "and", "the".
const SMALL: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "DAT012",
    name: "ordinal-out-of-order",
    severity: Severity::Warning,
    what: "One of a numbered series that is dated before one with a lower number, or after one with a higher.",
    why: "Its number or its date is wrong, or those of the other.",
    remedy: "Set the members of the series side by side. If two series have one name, tell them apart by their names in \
             knowledge/.",
    examples: &[
        Example::fires(
            "“the 13th Harbour Congress in 1911”, “the 14th Harbour Congress in 1906”, “the 15th Harbour Congress in 1921”",
            "the 14th (1906, gazette) is dated before the 13th (1911, gazette)",
            || congress("1911", "1906", "1921"),
        ),
        Example::passes("The 13th in 1911, the 14th in 1916, the 15th in 1921.", || congress("1911", "1916", "1921")),
        Example::passes("The 13th and the 14th in one year.", || congress("1911", "1911", "1921")),
    ],
    check: Check::Subject(check),
};

fn congress(first: &str, second: &str, third: &str) -> Case {
    Case::article("gazette")
        .claim("13th Harbour Congress", first, "The 13th congress.")
        .ordinal(13)
        .claim("14th Harbour Congress", second, "The 14th congress.")
        .ordinal(14)
        .claim("15th Harbour Congress", third, "The 15th congress.")
        .ordinal(15)
}

/// What is told of one series.
struct Series<'a> {
    /// Its name where it is told first.
    name: String,
    members: Vec<Member<'a>>,
}

/// One of a series.
struct Member<'a> {
    number: u32,
    first: Day,
    last: Day,
    event: &'a EventRow,
    claim: &'a ClaimRow,
}

impl Member<'_> {
    fn against(&self, other: &Self) -> bool {
        (self.number < other.number && self.first > other.last) || (self.number > other.number && self.last < other.first)
    }

    fn shown(&self) -> String {
        let when = self.claim.date.as_ref().map(date).unwrap_or_default();
        format!("the {} ({when}, {})", ordinal(self.number), self.claim.article_id)
    }
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut series: BTreeMap<(&KindId, Vec<String>), Series<'_>> = BTreeMap::new();
    for event in &context.subject.release.events {
        let Some((number, rest)) = event.names.iter().find_map(|name| numbered(name))  else { continue };
        let claims = event.claims.iter().filter_map(|id| context.claim(id));
        // A regiment has a number in its name as well: only what was read as a place in a series counts.
        let mut counted = claims.clone().filter_map(|claim| claim.ordinal);
        if counted.next() != Some(number) || counted.any(|other| other != number) {
            continue;
        }
        let dated = claims.filter(|claim| is_told(claim)).find_map(|claim| {
            let date = claim.date.as_ref().filter(|date| is_certain(date))?;
            Some((claim, date.earliest()?, date.latest()?))
        });
        // Of a date that is in dispute nobody knows whether it is out of order: that is another finding.
        let settled = !matches!(event.date, Some(annals_edtf::Edtf::OneOf(_)));
        if let Some((claim, first, last)) = dated.filter(|_| settled) {
            let key = (&event.kind, own_words(&rest));
            let told = series.entry(key).or_insert_with(|| Series { name: rest, members: Vec::new() });
            told.members.push(Member { number, first, last, event, claim });
        }
    }
    let several = series.into_values().filter(|series| series.members.len() > 1);
    several.flat_map(|series| out_of_order(&series.name, series.members)).collect()
}

/// The words of a name without the small ones that hold it together, in no order: "summit of A and B" is
/// the "A-B summit".
fn own_words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let own = words.filter(|word| word.starts_with(char::is_uppercase) || word.chars().count() > SMALL);
    let mut own: Vec<String> = own.map(str::to_lowercase).collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// Takes out of a series the member that most others speak against, until none does.
fn out_of_order(name: &str, mut members: Vec<Member<'_>>) -> Vec<Draft> {
    members.sort_by_key(|member| (member.number, member.first, &member.event.event_id));
    members.truncate(MEMBERS);
    let mut drafts = Vec::new();
    loop {
        let against = |member: &Member<'_>| members.iter().filter(|other| member.against(other)).count();
        let worst = (0..members.len()).max_by_key(|at| members.get(*at).map_or(0, against));
        let Some(at) = worst.filter(|at| members.get(*at).is_some_and(|member| against(member) > 0)) else {
            return drafts;
        };
        let member = members.remove(at);
        let others: Vec<&Member<'_>> = members.iter().filter(|other| member.against(other)).collect();
        let (earlier, later): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
            others.iter().copied().partition(|other| other.number < member.number);
        let mut reasons = Vec::new();
        for (side, word) in [(earlier, "before"), (later, "after")] {
            if !side.is_empty() {
                reasons.push(format!("{word} {}", list(side.iter().map(|other| other.shown()))));
            }
        }
        let message = format!("In the series “{name}”, {} is dated {}.", member.shown(), reasons.join(" and "));
        let draft = Draft::new(message).claim(member.claim);
        drafts.push(others.iter().take(5).fold(draft, |draft, other| draft.claim(other.claim)));
    }
}

/// The number in a name, "14th", and the name without it; none where little but the number is left.
fn numbered(name: &str) -> Option<(u32, String)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ordinal = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let ending = word.len() - digits.len();
        ((1..=3).contains(&ending) && digits.len() < 4).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let mut numbers = words.iter().filter_map(ordinal);
    let (number, None) = (numbers.next()?, numbers.next()) else { return None };
    let rest: Vec<&str> = words.iter().filter(|word| ordinal(word).is_none()).copied().collect();
    // "4th meeting" is of any series; a name has a capital and more than a word. What is told with its
    // year has it in its name.
    let capital = rest.iter().any(|word| word.starts_with(char::is_uppercase));
    let year = rest.iter().any(|word| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()));
    (rest.len() > 1 && capital && !year).then(|| (number, rest.join(" ")))
}
