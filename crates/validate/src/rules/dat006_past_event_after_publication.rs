use annals_edtf::{Edtf, Qualifier};
use annals_model::{ClaimRow, Modality, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::wording;

pub(super) static RULE: Rule = Rule {
    code: "DAT006",
    name: "past-event-after-publication",
    severity: Severity::Warning,
    what: "An event reported as past whose date is after the publication date of the article.",
    why: "The date of the event or of the article is wrong, the event was only planned, or an \
          unstated year was resolved wrongly.",
    remedy: "Compare the publication date with the article's address. If both dates are right, the \
          article reports a plan, and its words were misread as past.",
    examples: &[
        Example::fires(
            "An article of 2 May 1953: “The council elected a mayor on 14 May 1953.”",
            "gazette, published 1953-05-02, reports “Election of a mayor” as past, but dates it 1953-05-14",
            || election("1953-05-02", "1953-05-14"),
        ),
        Example::passes("An article of May 1953: “… on 14 May 1953.”", || {
            election("1953-05", "1953-05-14")
        }),
        Example::passes("An article of 2 May 1953: “… will elect a mayor on 14 May 1953.”", || {
            election("1953-05-02", "1953-05-14").modality(Modality::Planned)
        }),
        Example::passes("An article of 2 May 1953 with an uncertain date: 14 May 1960?", || {
            election("1953-05-02", "1960-05-14?")
        }),
        Example::passes("An article without a publication date.", || election("", "1953-05-14")),
    ],
    check: Check::Input(check),
};

fn election(published: &str, date: &str) -> Case {
    Case::article("gazette").published(published).claim(
        "Election of a mayor",
        date,
        "The council elected a mayor.",
    )
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let claims = context.input.release.claims.iter();
    claims
        .filter(|claim| claim.modality == Modality::Asserted)
        .filter_map(|claim| future_date(context, claim))
        .collect()
}

fn future_date(context: &Context<'_>, claim: &ClaimRow) -> Option<Draft> {
    let published = context.article(&claim.article_id)?.published.as_ref()?;
    let date = claim.date.as_ref()?;
    if claim.earliest? <= published.latest()? || is_uncertain(date) {
        return None;
    }
    let (article, name) = (&claim.article_id, &claim.name);
    let (date, published) = (wording::date(date), wording::date(published));
    let message = format!(
        "The article {article}, published {published}, reports “{name}” as past, but dates it {date}."
    );
    Some(Draft::new(message).claim(claim))
}

/// Returns whether a date is marked as uncertain or approximate.
fn is_uncertain(date: &Edtf) -> bool {
    matches!(date, Edtf::Date(date) if date.qualifier != Qualifier::Certain)
}
