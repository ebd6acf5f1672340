//! The rows of a release.

use std::collections::BTreeMap;

use annals_model::reading::{EntityClass, Reading};
use annals_model::record::{
    ArticleRow, ClaimRow, OrganisationRow, PersonRow, PlaceRow, PositionRow, QuantityRow, QuotationRow,
};
use annals_model::{Article, ArticleId, EntityId, Release};

use super::entities::Named;
use super::events::Linked;

pub(super) fn release(
    articles: &[&Article],
    readings: &[&Reading],
    copies: &BTreeMap<ArticleId, ArticleId>,
    linked: Linked,
    entities: BTreeMap<EntityId, Named>,
) -> Release {
    let mut release = Release { events: linked.events, ..Release::default() };
    release.articles = articles.iter().map(|article| article_row(article, copies)).collect();
    for reading in readings {
        let article_id = &reading.article_id;
        for claim in &reading.claims {
            let Some(event_id) = linked.of_claim.get(&claim.claim_id) else { continue };
            let date = claim.date.as_ref();
            release.claims.push(ClaimRow {
                claim_id: claim.claim_id.clone(),
                article_id: article_id.clone(),
                event_id: event_id.clone(),
                kind: claim.kind.clone(),
                name: claim.name.clone(),
                date: date.map(|date| date.edtf.clone()),
                earliest: date.and_then(|date| date.edtf.earliest()),
                latest: date.and_then(|date| date.edtf.latest()),
                date_text: date.map(|date| date.text.clone()),
                date_basis: date.map(|date| date.basis),
                modality: claim.modality,
                participants: claim.participants.iter().cloned().collect(),
                place: claim.place.clone(),
                span: claim.evidence.span,
                quote: claim.evidence.quote.clone(),
                rule: claim.rule.clone(),
            });
        }
        for position in &reading.positions {
            release.positions.push(PositionRow {
                position_id: position.position_id.clone(),
                person_id: position.person_id.clone(),
                article_id: article_id.clone(),
                rank: position.rank.clone(),
                office: position.office.clone(),
                organisation: position.organisation.clone(),
                as_of: position.as_of.clone(),
                span: position.evidence.span,
                quote: position.evidence.quote.clone(),
            });
        }
        for quotation in &reading.quotations {
            release.quotations.push(QuotationRow {
                quotation_id: quotation.quotation_id.clone(),
                article_id: article_id.clone(),
                speaker: quotation.speaker.clone(),
                text: quotation.evidence.quote.clone(),
                span: quotation.evidence.span,
            });
        }
        for quantity in &reading.quantities {
            release.quantities.push(QuantityRow {
                quantity_id: quantity.quantity_id.clone(),
                article_id: article_id.clone(),
                value: quantity.value,
                qualifier: quantity.qualifier,
                unit: quantity.unit.clone(),
                as_of: quantity.as_of.clone(),
                span: quantity.evidence.span,
                quote: quantity.evidence.quote.clone(),
            });
        }
    }
    for (id, named) in entities {
        let names = named.names.into_iter().collect();
        let articles = named.articles.into_iter().collect();
        let name = named.name;
        match named.class {
            EntityClass::Person => release.people.push(PersonRow { person_id: id, name, names, articles }),
            EntityClass::Organisation => {
                release.organisations.push(OrganisationRow { organisation_id: id, name, names, articles });
            }
            EntityClass::Place => release.places.push(PlaceRow { place_id: id, name, names, articles }),
        }
    }
    release.claims.sort_by(|a, b| a.claim_id.cmp(&b.claim_id));
    release.positions.sort_by(|a, b| a.position_id.cmp(&b.position_id));
    release.quotations.sort_by(|a, b| a.quotation_id.cmp(&b.quotation_id));
    release.quantities.sort_by(|a, b| a.quantity_id.cmp(&b.quantity_id));
    release
}

fn article_row(article: &Article, copies: &BTreeMap<ArticleId, ArticleId>) -> ArticleRow {
    let metadata = &article.metadata;
    ArticleRow {
        article_id: article.id.clone(),
        path: article.path.clone(),
        sha256: article.sha256.clone(),
        source: metadata.source.clone(),
        url: metadata.url.clone(),
        title: metadata.title.clone(),
        published: metadata.published.as_ref().map(|published| published.date.clone()),
        published_basis: metadata.published.as_ref().map(|published| published.basis),
        language: metadata.language.clone(),
        author: metadata.author.clone(),
        translator: metadata.translator.clone(),
        copy_of: copies.get(&article.id).cloned(),
    }
}
