use std::collections::BTreeMap;

use annals_edtf::{Bound, Comparison, Date, Edtf};
use annals_model::{EntityId, PositionRow, Severity};

use super::posts::{Post, posts};
use crate::context::Context;
use crate::dating::days;
use crate::draft::Draft;
use crate::example::Case;
use crate::example_rows;
use crate::rule::{Check, Example, Rule};
use crate::wording;

pub(super) static RULE: Rule = Rule {
    code: "ENT010",
    name: "terms-of-office-disagree",
    severity: Severity::Warning,
    what: "An office that one person holds from two different days on, or until two, as articles tell it; or outside of the \
           years that are told for it.",
    why: "One of the times is wrong, or the person held the office twice.",
    remedy: "Look from when to when the person held the office. If it was twice, waive the finding.",
    examples: &[
        Example::fires(
            "“Ada Moreau, mayor of Oslund since 3 May 1891” and “Ada Moreau, mayor of Oslund since 3 May 1895”",
            "since 1891-05-03 (gazette) and since 1895-05-03 (herald)",
            || mayor("1891-05-03/..", "1895-05-03/..", ""),
        ),
        Example::fires(
            "“Ada Moreau, mayor of Oslund from 1891 to 1895.” A paper of 1897: “The bridge was opened by the mayor of Oslund, Ada Moreau.”",
            "1891-1895 (gazette) and published 1897-05-03 (herald)",
            || mayor("1891/1895", "1897-05-03", "1897-05-03"),
        ),
        Example::passes("Since 1891, and since 3 May 1891.", || mayor("1891/..", "1891-05-03/..", "")),
        Example::passes("From 1891 to 1895, and from 1899 to 1901.", || mayor("1891/1895", "1899/1901", "")),
    ],
    check: Check::Subject(check),
};

fn mayor(first: &'static str, second: &'static str, published: &'static str) -> Case {
    let post = |as_of| example_rows::Post { office: "Mayor", of: "Oslund", as_of, ..Default::default() };
    let case = Case::article("gazette").standing(&[], &["Mayor"]).position("Ada Moreau", post(first));
    let case = case.and_article("herald");
    let case = if published.is_empty() { case } else { case.published(published) };
    case.position("Ada Moreau", post(second))
}

/// What one person's office is said of: terms, and days on which it was held.
type Held<'a> = (Vec<(&'a PositionRow, Term)>, Vec<Post<'a>>);

fn check(context: &Context<'_>) -> Vec<Draft> {
    let standing = context.subject.seniority;
    let own = |row: &PositionRow| row.office.as_deref().is_some_and(|office| !standing.is_shared(office));
    let key = |row: &PositionRow| standing.key(row.office.as_deref().unwrap_or_default());
    let mut offices: BTreeMap<(&EntityId, String), Held<'_>> = BTreeMap::new();
    for row in context.subject.release.positions.iter().filter(|row| own(row)) {
        if let Some(term) = row.as_of.as_ref().and_then(Term::of) {
            offices.entry((&row.person_id, key(row))).or_default().0.push((row, term));
        }
    }
    for post in posts(context, own) {
        if let Some(held) = offices.get_mut(&(&post.row.person_id, key(post.row))) {
            held.1.push(post);
        }
    }
    offices.values().filter_map(|held| disagreement(context, held)).collect()
}

/// The first term that another one, or a day of news, does not fit.
fn disagreement(context: &Context<'_>, (terms, posts): &Held<'_>) -> Option<Draft> {
    let mut two = terms.iter().enumerate().find_map(|(at, (row, term))| {
        let unlike = |(other, its): &&(&PositionRow, Term)| of_one(row, other) && term.conflicts(its);
        let (other, its) = terms.iter().skip(at + 1).find(unlike)?;
        Some([(*row, term.told(row)), (*other, its.told(other))])
    });
    if two.is_none() {
        let news = posts.iter().filter(|post| {
            let published = context.article(&post.row.article_id).and_then(|row| row.published.as_ref());
            let sole = post.row.office.as_deref().is_some_and(|office| context.subject.seniority.is_sole(office));
            sole && published.and_then(days) == Some(post.span)
        });
        let outside = |post: &Post<'_>, term: &Term| {
            term.closed().is_some_and(|(first, last)| post.span.1 < first || last < post.span.0)
        };
        two = news.into_iter().find_map(|post| {
            let mut own = terms.iter().filter(|(row, _)| of_one(row, post.row));
            let (row, term) = own.next().filter(|(_, term)| outside(post, term))?;
            let all = own.all(|(_, term)| outside(post, term)) && row.article_id != post.row.article_id;
            all.then(|| [(*row, term.told(row)), (post.row, post.told.replace(", ", " (") + ")")])
        });
    }
    let [first, second] = two?;
    let message = format!(
        "Articles disagree on when {} was {}: {} and {}.",
        context.person(&first.0.person_id),
        first.0.office.as_deref().unwrap_or_default(),
        first.1,
        second.1
    );
    Some([first.0, second.0].into_iter().fold(Draft::new(message), |draft, row| {
        draft.article(&row.article_id).quoted(row.position_id.as_str(), &row.quote)
    }))
}

/// Whether two offices of one name may be one.
fn of_one(first: &PositionRow, second: &PositionRow) -> bool {
    first.organisation.is_none() || second.organisation.is_none() || first.organisation == second.organisation
}

/// From when, and until when where that is told.
struct Term {
    date: Edtf,
    start: Date,
    end: Option<Date>,
}

impl Term {
    fn of(date: &Edtf) -> Option<Self> {
        let Edtf::Interval { start: Bound::Known(start), end } = date else { return None };
        let end = match end {
            Bound::Known(end) => Some(*end),
            _ => None,
        };
        Some(Self { date: date.clone(), start: *start, end })
    }

    fn closed(&self) -> Option<(annals_edtf::Day, annals_edtf::Day)> {
        self.end?;
        days(&self.date)
    }

    /// Whether they begin, or end, on different days, and are no two terms one after the other.
    fn conflicts(&self, other: &Self) -> bool {
        let apart = |one: &Self, two: &Self| {
            let end = one.end.and_then(|end| end.unit.latest());
            let start = two.start.unit.earliest();
            // The year in which one ends may be that in which another begins.
            let ended = one.end.and_then(|end| end.unit.earliest());
            end.zip(start).is_some_and(|(end, start)| end < start)
                || ended.zip(two.start.unit.latest()).is_some_and(|(end, start)| end <= start)
        };
        let differ = |one: Date, two: Date| Edtf::Date(one).compare(&Edtf::Date(two)) == Comparison::Conflicting;
        let ends = self.end.zip(other.end).is_some_and(|(one, two)| differ(one, two));
        (differ(self.start, other.start) || ends) && !apart(self, other) && !apart(other, self)
    }

    fn told(&self, row: &PositionRow) -> String {
        let term = match self.end {
            Some(_) => wording::date(&self.date),
            None => format!("since {}", wording::date(&Edtf::Date(self.start))),
        };
        format!("{term} ({})", row.article_id)
    }
}
