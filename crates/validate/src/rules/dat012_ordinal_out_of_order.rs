use std::collections::BTreeMap;

use annals_edtf::{Day, Edtf};
use annals_model::{ClaimRow, EventRow, KindId, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::dates::is_factual;
use crate::support::wording::{date, list, ordinal};

/// The maximal number of members of a series that are compared.
const MEMBERS: usize = 200;
/// The maximal length of a function word in a name: "of", "and", "the".
const FUNCTION_WORD: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "DAT012",
    name: "ordinal-out-of-order",
    severity: Severity::Warning,
    what: "A member of a numbered series dated before one with a lower number, or after one with a \
          higher number.",
    why: "One of the numbers or dates is wrong.",
    remedy: "Compare the members of the series. If two series share a name, distinguish them by their \
          names in knowledge/.",
    examples: &[
        Example::fires(
            "“the 13th Harbour Congress in 1911”, “the 14th Harbour Congress in 1906”, “the 15th Harbour \
             Congress in 1921”",
            "the 14th (1906, gazette) is dated before the 13th (1911, gazette)",
            || congress("1911", "1906", "1921"),
        ),
        Example::passes("The 13th in 1911, the 14th in 1916, the 15th in 1921.", || {
            congress("1911", "1916", "1921")
        }),
        Example::passes("The 13th and the 14th in one year.", || congress("1911", "1911", "1921")),
    ],
    check: Check::Input(check),
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

/// A numbered series of events.
struct Series<'a> {
    /// The name of its first member, without the number.
    name: String,
    members: Vec<Member<'a>>,
}

/// A member of a series.
struct Member<'a> {
    number: u32,
    first: Day,
    last: Day,
    event: &'a EventRow,
    claim: &'a ClaimRow,
}

impl Member<'_> {
    /// Returns whether two members are in the wrong order.
    fn contradicts(&self, other: &Self) -> bool {
        (self.number < other.number && self.first > other.last)
            || (self.number > other.number && self.last < other.first)
    }

    fn shown(&self) -> String {
        let when = self.claim.date.as_ref().map(date).unwrap_or_default();
        format!("the {} ({when}, {})", ordinal(self.number), self.claim.article_id)
    }
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut series: BTreeMap<(&KindId, Vec<String>), Series<'_>> = BTreeMap::new();
    for event in &context.input.release.events {
        let Some((number, rest)) = event.names.iter().find_map(|name| numbered(name)) else { continue };
        let claims = event.claims.iter().filter_map(|id| context.claim(id));
        // Other names contain numbers too, such as those of regiments: only ordinals of a series count.
        let mut ordinals = claims.clone().filter_map(|claim| claim.ordinal);
        if ordinals.next() != Some(number) || ordinals.any(|other| other != number) {
            continue;
        }
        let dated = claims.filter(|claim| is_factual(claim)).find_map(|claim| {
            let date = claim.date.as_ref().filter(|date| date.is_certain())?;
            Some((claim, date.earliest()?, date.latest()?))
        });
        // Conflicting dates are reported by another rule.
        let undisputed = !matches!(event.date, Some(Edtf::OneOf(_)));
        if let Some((claim, first, last)) = dated.filter(|_| undisputed) {
            let key = (&event.kind, content_words(&rest));
            let series = series.entry(key).or_insert_with(|| Series { name: rest, members: Vec::new() });
            series.members.push(Member { number, first, last, event, claim });
        }
    }
    let several = series.into_values().filter(|series| series.members.len() > 1);
    several.flat_map(|series| out_of_order(&series.name, series.members)).collect()
}

/// Returns the words of a name without function words, sorted: "summit of A and B" equals "A-B summit".
fn content_words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let content =
        words.filter(|word| word.starts_with(char::is_uppercase) || word.chars().count() > FUNCTION_WORD);
    let mut content: Vec<String> = content.map(str::to_lowercase).collect();
    content.sort_unstable();
    content.dedup();
    content
}

/// Removes the member that contradicts most others, until none is left. Returns a draft for each.
fn out_of_order(name: &str, mut members: Vec<Member<'_>>) -> Vec<Draft> {
    members.sort_by_key(|member| (member.number, member.first, &member.event.event_id));
    members.truncate(MEMBERS);
    let mut drafts = Vec::new();
    loop {
        let contradictions =
            |member: &Member<'_>| members.iter().filter(|other| member.contradicts(other)).count();
        let worst = (0..members.len()).max_by_key(|at| members.get(*at).map_or(0, contradictions));
        let Some(at) = worst.filter(|at| members.get(*at).is_some_and(|member| contradictions(member) > 0))
        else {
            return drafts;
        };
        let member = members.remove(at);
        let others: Vec<&Member<'_>> = members.iter().filter(|other| member.contradicts(other)).collect();
        let (earlier, later): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
            others.iter().copied().partition(|other| other.number < member.number);
        let mut reasons = Vec::new();
        for (side, word) in [(earlier, "before"), (later, "after")] {
            if !side.is_empty() {
                reasons.push(format!("{word} {}", list(side.iter().map(|other| other.shown()))));
            }
        }
        let message = format!(
            "The series “{name}” is out of order: {} is dated {}.",
            member.shown(),
            reasons.join(" and ")
        );
        let draft = Draft::new(message).claim(member.claim);
        drafts.push(others.iter().take(5).fold(draft, |draft, other| draft.claim(other.claim)));
    }
}

/// Returns the number in a name, such as "14th", and the name without it; `None` if the rest is not specific.
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
    // "4th meeting" can be of any series, so the rest needs a capital letter and several words. A year in the
    // name makes each member a series of its own.
    let capital = rest.iter().any(|word| word.starts_with(char::is_uppercase));
    let year = rest.iter().any(|word| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()));
    (rest.len() > 1 && capital && !year).then(|| (number, rest.join(" ")))
}
