use std::collections::BTreeMap;

use annals_edtf::{Bound, Comparison, Date, Day, Edtf};
use annals_model::{EntityId, PositionRow, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::example_rows::PositionFields;
use crate::rule::{Check, Example, Rule};
use crate::support::dates::days;
use crate::support::positions::{DatedPosition, dated_positions};
use crate::support::wording;

pub(super) static RULE: Rule = Rule {
    code: "ENT010",
    name: "terms-of-office-disagree",
    severity: Severity::Warning,
    what: "An office for which articles give one person different first days or different last days, \
          or a date outside the stated term.",
    why: "One of the dates is wrong, or the person held the office twice.",
    remedy: "Check when the person held the office. If it was twice, waive the finding.",
    examples: &[
        Example::fires(
            "“Ada Moreau, mayor of Oslund since 3 May 1891” and “Ada Moreau, mayor of Oslund since 3 May \
             1895”",
            "since 1891-05-03 (gazette), but since 1895-05-03 (herald)",
            || mayor("1891-05-03/..", "1895-05-03/..", ""),
        ),
        Example::fires(
            "“Ada Moreau, mayor of Oslund from 1891 to 1895.” An article of 1897: “The bridge was opened \
             by the mayor of Oslund, Ada Moreau.”",
            "1891-1895 (gazette), but published 1897-05-03 (herald)",
            || mayor("1891/1895", "1897-05-03", "1897-05-03"),
        ),
        Example::passes("Since 1891, and since 3 May 1891.", || mayor("1891/..", "1891-05-03/..", "")),
        Example::passes("From 1891 to 1895, and from 1899 to 1901.", || mayor("1891/1895", "1899/1901", "")),
    ],
    check: Check::Input(check),
};

fn mayor(first: &'static str, second: &'static str, published: &'static str) -> Case {
    let post = |as_of| PositionFields { office: "Mayor", of: "Oslund", as_of, ..Default::default() };
    let case = Case::article("gazette").seniority(&[], &["Mayor"]).position("Ada Moreau", post(first));
    let case = case.and_article("herald");
    let case = if published.is_empty() { case } else { case.published(published) };
    case.position("Ada Moreau", post(second))
}

/// The stated terms of one person's office, and the dates at which the person held it.
type Tenure<'a> = (Vec<(&'a PositionRow, Term)>, Vec<DatedPosition<'a>>);

fn check(context: &Context<'_>) -> Vec<Draft> {
    let seniority = context.input.seniority;
    let own = |row: &PositionRow| row.office.as_deref().is_some_and(|office| !seniority.is_shared(office));
    let key = |row: &PositionRow| seniority.key(row.office.as_deref().unwrap_or_default());
    let mut offices: BTreeMap<(&EntityId, String), Tenure<'_>> = BTreeMap::new();
    for row in context.input.release.positions.iter().filter(|row| own(row)) {
        if let Some(term) = row.as_of.as_ref().and_then(Term::of) {
            offices.entry((&row.person_id, key(row))).or_default().0.push((row, term));
        }
    }
    for position in dated_positions(context, own) {
        if let Some(tenure) = offices.get_mut(&(&position.row.person_id, key(position.row))) {
            tenure.1.push(position);
        }
    }
    offices.values().filter_map(|tenure| disagreement(context, tenure)).collect()
}

/// Returns a draft for the first term that contradicts another one, or a date of news.
fn disagreement(context: &Context<'_>, (terms, positions): &Tenure<'_>) -> Option<Draft> {
    let mut two = terms.iter().enumerate().find_map(|(at, (row, term))| {
        let unlike =
            |(other, its): &&(&PositionRow, Term)| may_be_one_office(row, other) && term.conflicts(its);
        let (other, its) = terms.iter().skip(at + 1).find(unlike)?;
        Some([(*row, term.label(row)), (*other, its.label(other))])
    });
    if two.is_none() {
        let news = positions.iter().filter(|position| {
            let published = context.article(&position.row.article_id).and_then(|row| row.published.as_ref());
            let sole =
                position.row.office.as_deref().is_some_and(|office| context.input.seniority.is_sole(office));
            sole && published.and_then(days) == Some(position.span)
        });
        let outside = |position: &DatedPosition<'_>, term: &Term| {
            term.closed().is_some_and(|(first, last)| position.span.1 < first || last < position.span.0)
        };
        two = news.into_iter().find_map(|position| {
            let mut own = terms.iter().filter(|(row, _)| may_be_one_office(row, position.row));
            let (row, term) = own.next().filter(|(_, term)| outside(position, term))?;
            let all =
                own.all(|(_, term)| outside(position, term)) && row.article_id != position.row.article_id;
            all.then(|| [(*row, term.label(row)), (position.row, position.label.replace(", ", " (") + ")")])
        });
    }
    let [first, second] = two?;
    let message = format!(
        "Articles disagree on when {} was {}: {}, but {}.",
        context.person_name(&first.0.person_id),
        first.0.office.as_deref().unwrap_or_default(),
        first.1,
        second.1
    );
    Some([first.0, second.0].into_iter().fold(Draft::new(message), |draft, row| {
        draft.article(&row.article_id).quoted(row.position_id.as_str(), &row.quote)
    }))
}

/// Returns whether two offices of one name may be one office.
fn may_be_one_office(first: &PositionRow, second: &PositionRow) -> bool {
    first.organisation.is_none() || second.organisation.is_none() || first.organisation == second.organisation
}

/// A term of office: its first date, and its last date if stated.
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

    fn closed(&self) -> Option<(Day, Day)> {
        self.end?;
        days(&self.date)
    }

    /// Returns whether two terms begin or end on different days and do not follow each other.
    fn conflicts(&self, other: &Self) -> bool {
        let apart = |one: &Self, two: &Self| {
            let end = one.end.and_then(|end| end.unit.latest());
            let start = two.start.unit.earliest();
            // One term may end in the year in which the next one begins.
            let ended = one.end.and_then(|end| end.unit.earliest());
            end.zip(start).is_some_and(|(end, start)| end < start)
                || ended.zip(two.start.unit.latest()).is_some_and(|(end, start)| end <= start)
        };
        let differ =
            |one: Date, two: Date| Edtf::Date(one).compare(&Edtf::Date(two)) == Comparison::Conflicting;
        let ends = self.end.zip(other.end).is_some_and(|(one, two)| differ(one, two));
        (differ(self.start, other.start) || ends) && !apart(self, other) && !apart(other, self)
    }

    fn label(&self, row: &PositionRow) -> String {
        let term = match self.end {
            Some(_) => wording::date(&self.date),
            None => format!("since {}", wording::date(&Edtf::Date(self.start))),
        };
        format!("{term} ({})", row.article_id)
    }
}
