//! The rows of a release.

use std::collections::BTreeMap;

use annals_edtf::Edtf;
use annals_model::{
    ArticleHeader, ArticleId, ArticleRow, ClaimRow, Coverage, EntityClass, EntityId, OfficeAttribution,
    OfficeDate, OrganisationRow, PersonRow, PlaceRow, PositionRow, QuantityRow, QuotationRow, Reading,
    Relations, Release,
};

use super::Events;
use super::entities::Named;

/// The rows of all articles, and what is left of the readings.
pub(super) struct Rows {
    pub(super) release: Release,
    pub(super) relations: Vec<Relations>,
    pub(super) coverage: Vec<Coverage>,
}

pub(super) fn rows(
    articles: &[ArticleHeader],
    readings: Vec<Reading>,
    copies: &BTreeMap<ArticleId, ArticleId>,
    linked: Events,
    entities: BTreeMap<EntityId, Named>,
) -> Rows {
    let mut release = Release { events: linked.rows, ..Release::default() };
    let read_in: BTreeMap<_, _> =
        readings.iter().map(|reading| (&reading.article_id, reading.coverage.language.as_ref())).collect();
    let language = |article: &ArticleHeader| read_in.get(&article.id).copied().flatten();
    let rows = articles.iter().map(|article| article_row(article, copies, language(article)));
    release.articles = rows.collect();
    // Lists that grow take three times their size for a while.
    let count = |of: fn(&Reading) -> usize| readings.iter().map(of).sum();
    release.claims.reserve_exact(count(|reading| reading.claims.len()));
    release.positions.reserve_exact(count(|reading| reading.positions.len()));
    release.quotations.reserve_exact(count(|reading| reading.quotations.len()));
    release.quantities.reserve_exact(count(|reading| reading.quantities.len()));
    let (mut relations, mut coverage) =
        (Vec::with_capacity(readings.len()), Vec::with_capacity(readings.len()));
    for mut reading in readings {
        let article_id = &reading.article_id;
        for claim in reading.claims {
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
                source: claim.source,
                span: claim.evidence.span,
                quote: claim.evidence.quote,
                rule: claim.rule,
            });
        }
        for position in reading.positions {
            if let Some(date) = position.action_date {
                reading
                    .relations
                    .office_dates
                    .push(OfficeDate { position: position.position_id.clone(), date });
            }
            if let Some(held) = position.unlisted_office {
                reading.relations.office_attributions.push(OfficeAttribution {
                    position: position.position_id.clone(),
                    unlisted_office: held,
                });
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
        for quotation in reading.quotations {
            release.quotations.push(QuotationRow {
                quotation_id: quotation.quotation_id,
                article_id: article_id.clone(),
                speaker: quotation.speaker,
                text: quotation.evidence.quote,
                span: quotation.evidence.span,
            });
        }
        for quantity in reading.quantities {
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
        relations.push(reading.relations);
        coverage.push(reading.coverage);
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
    Rows { release, relations, coverage }
}

/// The language is the one stated, or else the one that the article was read in.
fn article_row(
    article: &ArticleHeader,
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
