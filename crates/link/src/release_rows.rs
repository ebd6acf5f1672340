//! The rows of a release, from readings and linked events.

use std::collections::BTreeMap;

use annals_edtf::Edtf;
use annals_model::{
    ArticleHeader, ArticleId, ArticleRow, Claim, ClaimId, ClaimRow, Coverage, EntityClass, EntityId, EventId,
    OfficeAttribution, OfficeDate, OrganisationRow, PersonRow, PlaceRow, Position, PositionRow, Quantity,
    QuantityRow, Quotation, QuotationRow, Reading, Relations, Release,
};

use crate::entities::LinkedEntity;
use crate::event_coreference::LinkedEvents;

/// The rows of all articles, and the parts of the readings that are no rows.
pub(crate) struct Rows {
    pub(crate) release: Release,
    pub(crate) relations: Vec<Relations>,
    pub(crate) coverage: Vec<Coverage>,
}

/// Returns the rows of a release, without comparisons and findings. `readings` are sorted by article.
pub(crate) fn release_rows(
    articles: &[ArticleHeader],
    readings: Vec<Reading>,
    copies: &BTreeMap<ArticleId, ArticleId>,
    events: LinkedEvents,
    entities: BTreeMap<EntityId, LinkedEntity>,
) -> Rows {
    let mut release = Release { events: events.rows, ..Release::default() };
    let read_in: BTreeMap<_, _> =
        readings.iter().map(|reading| (&reading.article_id, reading.coverage.language.as_ref())).collect();
    let language = |article: &ArticleHeader| read_in.get(&article.id).copied().flatten();
    let rows = articles.iter().map(|article| article_row(article, copies, language(article)));
    release.articles = rows.collect();
    reserve(&mut release, &readings);
    let (mut relations, mut coverage) =
        (Vec::with_capacity(readings.len()), Vec::with_capacity(readings.len()));
    for reading in readings {
        add_reading(&mut release, reading, &events.of_claim, &mut relations, &mut coverage);
    }
    for (id, entity) in entities {
        add_entity(&mut release, id, entity);
    }
    release.claims.sort_unstable_by(|a, b| a.claim_id.cmp(&b.claim_id));
    release.positions.sort_unstable_by(|a, b| a.position_id.cmp(&b.position_id));
    release.quotations.sort_unstable_by(|a, b| a.quotation_id.cmp(&b.quotation_id));
    release.quantities.sort_unstable_by(|a, b| a.quantity_id.cmp(&b.quantity_id));
    Rows { release, relations, coverage }
}

/// Reserves the exact space: a list that grows takes three times its size for a while.
fn reserve(release: &mut Release, readings: &[Reading]) {
    let count = |of: fn(&Reading) -> usize| readings.iter().map(of).sum();
    release.claims.reserve_exact(count(|reading| reading.claims.len()));
    release.positions.reserve_exact(count(|reading| reading.positions.len()));
    release.quotations.reserve_exact(count(|reading| reading.quotations.len()));
    release.quantities.reserve_exact(count(|reading| reading.quantities.len()));
}

/// Adds the rows of a reading. Claims without an event are left out.
fn add_reading(
    release: &mut Release,
    reading: Reading,
    events: &BTreeMap<ClaimId, EventId>,
    relations: &mut Vec<Relations>,
    coverage: &mut Vec<Coverage>,
) {
    let Reading { article_id, relations: mut own, .. } = reading;
    for claim in reading.claims {
        if let Some(event_id) = events.get(&claim.claim_id) {
            release.claims.push(claim_row(&article_id, event_id.clone(), claim));
        }
    }
    for position in reading.positions {
        release.positions.push(position_row(&article_id, position, &mut own));
    }
    let quotations = reading.quotations.into_iter();
    release.quotations.extend(quotations.map(|quotation| quotation_row(&article_id, quotation)));
    let quantities = reading.quantities.into_iter();
    release.quantities.extend(quantities.map(|quantity| quantity_row(&article_id, quantity)));
    relations.push(own);
    coverage.push(reading.coverage);
}

fn claim_row(article_id: &ArticleId, event_id: EventId, claim: Claim) -> ClaimRow {
    let (edtf, basis, text) = match claim.date {
        Some(date) => (Some(date.edtf), Some(date.basis), Some(date.text)),
        None => (None, None, None),
    };
    ClaimRow {
        event_id,
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
    }
}

/// Returns the row of a position, and adds what no row has to the relations of the article.
fn position_row(article_id: &ArticleId, position: Position, relations: &mut Relations) -> PositionRow {
    if let Some(date) = position.action_date {
        relations.office_dates.push(OfficeDate { position: position.position_id.clone(), date });
    }
    if let Some(unlisted_office) = position.unlisted_office {
        let position = position.position_id.clone();
        relations.office_attributions.push(OfficeAttribution { position, unlisted_office });
    }
    PositionRow {
        position_id: position.position_id,
        person_id: position.person_id,
        article_id: article_id.clone(),
        rank: position.rank,
        office: position.office,
        organisation: position.organisation,
        as_of: position.as_of,
        span: position.evidence.span,
        quote: position.evidence.quote,
    }
}

fn quotation_row(article_id: &ArticleId, quotation: Quotation) -> QuotationRow {
    QuotationRow {
        quotation_id: quotation.quotation_id,
        article_id: article_id.clone(),
        speaker: quotation.speaker,
        text: quotation.evidence.quote,
        span: quotation.evidence.span,
    }
}

fn quantity_row(article_id: &ArticleId, quantity: Quantity) -> QuantityRow {
    QuantityRow {
        quantity_id: quantity.quantity_id,
        article_id: article_id.clone(),
        value: quantity.value,
        qualifier: quantity.qualifier,
        unit: quantity.unit,
        as_of: quantity.as_of,
        span: quantity.evidence.span,
        quote: quantity.evidence.quote,
    }
}

fn add_entity(release: &mut Release, id: EntityId, entity: LinkedEntity) {
    let names = entity.names.into_iter().collect();
    let articles = entity.articles.into_iter().collect();
    let name = entity.name;
    match entity.class {
        EntityClass::Person => release.people.push(PersonRow { person_id: id, name, names, articles }),
        EntityClass::Organisation => {
            release.organisations.push(OrganisationRow { organisation_id: id, name, names, articles });
        }
        EntityClass::Place => release.places.push(PlaceRow { place_id: id, name, names, articles }),
    }
}

/// Returns the row of an article. Its language is the one stated, or else the one that it was read in.
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
