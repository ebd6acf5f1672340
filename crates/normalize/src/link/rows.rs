//! The rows of a release.

use std::collections::BTreeMap;

use annals_model::reading::{Deed, EntityClass, Reading, Tenure};
use annals_model::record::{
    ArticleRow, ClaimRow, OrganisationRow, PersonRow, PlaceRow, PositionRow, QuantityRow, QuotationRow,
};
use annals_model::{ArticleId, Edtf, EntityId, Imprint, Release};

use super::Events;
use super::entities::Named;

pub(super) fn release(
    articles: &[Imprint],
    readings: &mut [Reading],
    copies: &BTreeMap<ArticleId, ArticleId>,
    linked: Events,
    entities: BTreeMap<EntityId, Named>,
) -> Release {
    let mut release = Release { events: linked.rows, ..Release::default() };
    let read_in: BTreeMap<_, _> =
        readings.iter().map(|reading| (&reading.article_id, reading.language.as_ref())).collect();
    let language = |article: &Imprint| read_in.get(&article.id).copied().flatten();
    let rows = articles.iter().map(|article| article_row(article, copies, language(article)));
    release.articles = rows.collect();
    // Lists that grow take three times their size for a while.
    let count = |of: fn(&Reading) -> usize| readings.iter().map(of).sum();
    release.claims.reserve_exact(count(|reading| reading.claims.len()));
    release.positions.reserve_exact(count(|reading| reading.positions.len()));
    release.quotations.reserve_exact(count(|reading| reading.quotations.len()));
    release.quantities.reserve_exact(count(|reading| reading.quantities.len()));
    for reading in readings {
        // The words go into the rows; two copies of all that was found would be a lot of memory.
        let article_id = &reading.article_id;
        reading.entities.clear();
        for claim in std::mem::take(&mut reading.claims) {
            let Some(event_id) = linked.of_claim.get(&claim.claim_id) else { continue };
            let (edtf, basis, text) = match claim.date {
                Some(date) => (Some(date.edtf), Some(date.basis), Some(date.text)),
                None => (None, None, None),
            };
            release.claims.push(ClaimRow {
                event_id: event_id.clone(),
                claim_id: claim.claim_id,
                article_id: article_id.clone(),
                kind: claim.kind,
                name: claim.name,
                earliest: edtf.as_ref().and_then(Edtf::earliest),
                latest: edtf.as_ref().and_then(Edtf::latest),
                date: edtf,
                date_text: text,
                date_basis: basis,
                modality: claim.modality,
                participants: claim.participants.into_iter().collect(),
                place: claim.place,
                ordinal: claim.ordinal,
                witness: claim.witness,
                span: claim.evidence.span,
                quote: claim.evidence.quote,
                rule: claim.rule,
            });
        }
        for position in std::mem::take(&mut reading.positions) {
            if let Some(date) = position.told_of {
                reading.deeds.push(Deed { position: position.position_id.clone(), date });
            }
            if let Some(held) = position.held {
                reading.tenures.push(Tenure { position: position.position_id.clone(), held });
            }
            release.positions.push(PositionRow {
                position_id: position.position_id,
                person_id: position.person_id,
                article_id: article_id.clone(),
                rank: position.rank,
                office: position.office,
                organisation: position.organisation,
                as_of: position.as_of,
                span: position.evidence.span,
                quote: position.evidence.quote,
            });
        }
        for quotation in std::mem::take(&mut reading.quotations) {
            release.quotations.push(QuotationRow {
                quotation_id: quotation.quotation_id,
                article_id: article_id.clone(),
                speaker: quotation.speaker,
                text: quotation.evidence.quote,
                span: quotation.evidence.span,
            });
        }
        for quantity in std::mem::take(&mut reading.quantities) {
            release.quantities.push(QuantityRow {
                quantity_id: quantity.quantity_id,
                article_id: article_id.clone(),
                value: quantity.value,
                qualifier: quantity.qualifier,
                unit: quantity.unit,
                as_of: quantity.as_of,
                span: quantity.evidence.span,
                quote: quantity.evidence.quote,
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
    release.claims.sort_unstable_by(|a, b| a.claim_id.cmp(&b.claim_id));
    release.positions.sort_unstable_by(|a, b| a.position_id.cmp(&b.position_id));
    release.quotations.sort_unstable_by(|a, b| a.quotation_id.cmp(&b.quotation_id));
    release.quantities.sort_unstable_by(|a, b| a.quantity_id.cmp(&b.quantity_id));
    release
}

/// The language is the one stated, or else the one that the article was read in.
fn article_row(
    article: &Imprint,
    copies: &BTreeMap<ArticleId, ArticleId>,
    read_in: Option<&String>,
) -> ArticleRow {
    let metadata = &article.metadata;
    ArticleRow {
        article_id: article.id.clone(),
        path: article.path.clone(),
        member: article.member.as_ref().map(|member| member.name.clone()),
        member_start: article.member.as_ref().and_then(|member| member.start),
        sha256: article.sha256.clone(),
        source: metadata.source.clone(),
        url: metadata.url.clone(),
        title: metadata.title.clone(),
        published: metadata.published.as_ref().map(|published| published.date.clone()),
        published_basis: metadata.published.as_ref().map(|published| published.basis),
        language: metadata.language.as_ref().or(read_in).cloned(),
        author: metadata.author.clone(),
        translator: metadata.translator.clone(),
        copy_of: copies.get(&article.id).cloned(),
    }
}
