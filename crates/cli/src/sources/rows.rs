//! The rows of a release by identifier, with their quotes.

use std::collections::BTreeMap;

use annals_model::{
    ArticleId, ArticleRow, ClaimRow, EventRow, Finding, OrganisationRow, PersonRow, PlaceRow, PositionRow,
    QuantityRow, QuotationRow, Release, Span,
};

/// A row of any dataset.
#[derive(Clone, Copy)]
pub(crate) enum Row<'r> {
    Article(&'r ArticleRow),
    Claim(&'r ClaimRow),
    Event(&'r EventRow),
    Person(&'r PersonRow),
    Position(&'r PositionRow),
    Organisation(&'r OrganisationRow),
    Place(&'r PlaceRow),
    Quotation(&'r QuotationRow),
    Quantity(&'r QuantityRow),
    Finding(&'r Finding),
}

/// A quote that supports a row.
#[derive(Clone, Copy)]
pub(crate) struct Quote<'r> {
    pub(crate) article: &'r ArticleId,
    pub(crate) span: Span,
    pub(crate) text: &'r str,
}

impl<'r> Row<'r> {
    /// Returns the quote that the row was extracted from, if it has one.
    pub(crate) fn quote(self) -> Option<Quote<'r>> {
        let (article, span, text) = match self {
            Self::Claim(row) => (&row.article_id, row.span, &row.quote),
            Self::Position(row) => (&row.article_id, row.span, &row.quote),
            Self::Quotation(row) => (&row.article_id, row.span, &row.text),
            Self::Quantity(row) => (&row.article_id, row.span, &row.quote),
            _ => return None,
        };
        Some(Quote { article, span, text })
    }
}

/// All rows of a release by identifier. Rows of different datasets may have the same identifier, such as a place and an
/// organisation of the same name.
pub(crate) struct RowIndex<'r>(BTreeMap<&'r str, Vec<Row<'r>>>);

impl<'r> RowIndex<'r> {
    pub(crate) fn of(release: &'r Release) -> Self {
        let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        let mut add = |id: &'r str, row| rows.entry(id).or_default().push(row);
        release.articles.iter().for_each(|row| add(row.article_id.as_str(), Row::Article(row)));
        release.claims.iter().for_each(|row| add(row.claim_id.as_str(), Row::Claim(row)));
        release.events.iter().for_each(|row| add(row.event_id.as_str(), Row::Event(row)));
        release.people.iter().for_each(|row| add(row.person_id.as_str(), Row::Person(row)));
        release.positions.iter().for_each(|row| add(row.position_id.as_str(), Row::Position(row)));
        release
            .organisations
            .iter()
            .for_each(|row| add(row.organisation_id.as_str(), Row::Organisation(row)));
        release.places.iter().for_each(|row| add(row.place_id.as_str(), Row::Place(row)));
        release.quotations.iter().for_each(|row| add(row.quotation_id.as_str(), Row::Quotation(row)));
        release.quantities.iter().for_each(|row| add(row.quantity_id.as_str(), Row::Quantity(row)));
        release.findings.iter().for_each(|row| add(row.finding_id.as_str(), Row::Finding(row)));
        Self(rows)
    }

    /// Returns the rows with an identifier.
    pub(crate) fn get(&self, id: &str) -> &[Row<'r>] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn identifiers(&self) -> impl Iterator<Item = &'r str> {
        self.0.keys().copied()
    }

    /// Returns the quotes of the rows with an identifier; those of its claims for an event.
    pub(crate) fn quotes(&self, id: &str) -> Vec<Quote<'r>> {
        let mut quotes = Vec::new();
        for row in self.get(id) {
            match row {
                Row::Event(event) => {
                    let claims = event.claims.iter().flat_map(|claim| self.get(claim.as_str()));
                    quotes.extend(claims.filter_map(|claim| claim.quote()));
                }
                row => quotes.extend(row.quote()),
            }
        }
        quotes
    }
}
