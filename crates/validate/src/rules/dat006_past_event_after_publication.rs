use annals_model::{ClaimRow, Modality, Severity};
use annals_edtf::{Edtf, Qualifier};

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording;

pub(super) static RULE: Rule = Rule {
    code: "DAT006",
    name: "past-event-after-publication",
    severity: Severity::Warning,
    what: "An event told as past whose date is after the day on which the article was published.",
    why: "The date of the event or of the article is wrong, the event was only planned, or a year \
          that the words leave out was filled in wrongly.",
    remedy: "Compare the date of publication with the article's address. If both are right, the \
             article tells a plan, and its words are read as past by mistake.",
    examples: &[
        Example::fires(
            "An article of 2 May 1953: “The council elected a mayor on 14 May 1953.”",
            "1953-05-14 is after 1953-05-02",
            || told("1953-05-02", "1953-05-14"),
        ),
        Example::passes("An article of May 1953: “… on 14 May 1953.”", || told("1953-05", "1953-05-14")),
        Example::passes("An article of 2 May 1953: “… will elect a mayor on 14 May 1953.”", || {
            told("1953-05-02", "1953-05-14").told_as(Modality::Planned)
        }),
        Example::passes("An article of 2 May 1953 with a year that is only guessed: 14 May 1960?", || {
            told("1953-05-02", "1960-05-14?")
        }),
        Example::passes("An article that does not say when it was published.", || told("", "1953-05-14")),
    ],
    check: Check::Subject(check),
};

fn told(published: &str, date: &str) -> Case {
    Case::article("gazette").published(published).claim("Election of a mayor", date, "The council elected a mayor.")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let claims = context.subject.release.claims.iter();
    claims.filter(|claim| claim.modality == Modality::Asserted).filter_map(|claim| early(context, claim)).collect()
}

fn early(context: &Context<'_>, claim: &ClaimRow) -> Option<Draft> {
    let published = context.article(&claim.article_id)?.published.as_ref()?;
    let date = claim.date.as_ref()?;
    if claim.earliest? <= published.latest()? || is_uncertain(date) {
        return None;
    }
    let (article, name) = (&claim.article_id, &claim.name);
    let (date, published) = (wording::date(date), wording::date(published));
    let message = format!(
        "The article {article} tells “{name}” as past, but {date} is after {published}, when the \
         article was published."
    );
    Some(Draft::new(message).claim(claim))
}

/// Whether a date is marked as one that may be another.
fn is_uncertain(date: &Edtf) -> bool {
    matches!(date, Edtf::Date(date) if date.qualifier != Qualifier::Certain)
}
