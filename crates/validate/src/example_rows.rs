//! Builds the rows of other datasets than claims for the examples of rules.

use annals_knowledge::{Seniority, SeniorityFile};
use annals_model::{
    Amount, Arithmetic, ComparisonId, ComparisonRow, EntityClass, EntityId, EvidenceId, Figure, KindAxioms,
    KindId, Lifespan, PositionRow, Property, QuantityQualifier, QuantityRow, QuotationRow, Share, Verdict,
    digest, slug,
};

use crate::example_case::{Case, SPAN, edtf};

/// A quotation of the examples.
pub(crate) const QUOTATION: &str = "We shall build the bridge if it takes us thirty years.";

/// Two articles on one event. The first attributes [`QUOTATION`] to Ada Moreau, the second one has its own
/// quotation.
pub(crate) fn quoted_twice(speaker: &str, text: &str) -> Case {
    Case::article("gazette")
        .claim("Oslund Bridge", "1901-05-03", "The bridge was opened.")
        .quotation("Ada Moreau", QUOTATION)
        .and_article("herald")
        .claim("Oslund Bridge", "1901-05-03", "The mayor opened the bridge.")
        .quotation(speaker, text)
}

/// A position of a person. Empty fields are not stated.
#[derive(Clone, Copy, Default)]
pub(crate) struct PositionFields {
    pub(crate) rank: &'static str,
    pub(crate) office: &'static str,
    pub(crate) of: &'static str,
    pub(crate) as_of: &'static str,
}

impl Case {
    /// Sets the kind of the claim and its event.
    pub(crate) fn kind(mut self, kind: &str) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.kind = KindId::new(kind);
            let event_id = claim.event_id.clone();
            let event = self.release.events.iter_mut().find(|event| event.event_id == event_id);
            event.into_iter().for_each(|event| event.kind = KindId::new(kind));
        }
        self
    }

    /// Sets the ordinal of the claim's event in its series.
    pub(crate) fn ordinal(mut self, number: u32) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.ordinal = Some(number);
        }
        self
    }

    /// Adds the axioms that births and deaths begin and end a life.
    pub(crate) fn life_axioms(mut self) -> Self {
        for (id, begins, ends) in
            [("birth", Some(Lifespan::Life), None), ("death", None, Some(Lifespan::Life))]
        {
            self.axioms.kinds.insert(KindId::new(id), KindAxioms { begins, ends, ..KindAxioms::default() });
        }
        self
    }

    /// Compares the last claims, one for each value, on a property of the last event.
    pub(crate) fn comparison(
        mut self,
        property: Property,
        detail: Option<&str>,
        verdict: Verdict,
        values: &[&str],
    ) -> Self {
        let event_id = self.release.events.last().map(|event| event.event_id.clone());
        let claims_of_values = self.release.claims.iter().rev().take(values.len()).rev();
        let claims = match property {
            Property::Number => {
                self.release.quantities.iter().map(|row| row.quantity_id.to_string()).collect()
            }
            _ => claims_of_values.clone().map(|claim| claim.claim_id.to_string()).collect(),
        };
        self.release.comparisons.push(ComparisonRow {
            comparison_id: ComparisonId::new("compared"),
            event_id,
            person_id: None,
            property,
            detail: detail.map(str::to_owned),
            verdict,
            finer: None,
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            sources: claims_of_values.map(|claim| claim.article_id.to_string()).collect(),
            claims,
        });
        self
    }

    /// Adds a quantity.
    pub(crate) fn quantity(mut self, value: i64, unit: &str, quote: &str) -> Self {
        let article_id = self.current();
        self.release.quantities.push(QuantityRow {
            quantity_id: EvidenceId::new(format!("{article_id}/quantity-{}", digest([quote]))),
            article_id,
            value: Amount { units: value, scale: 0 },
            qualifier: QuantityQualifier::Exactly,
            unit: unit.to_owned(),
            as_of: None,
            span: SPAN,
            quote: quote.to_owned(),
        });
        self
    }

    /// Adds a sum of men.
    pub(crate) fn sum(self, parts: &[i64], total: i64, qualifier: QuantityQualifier, share: Share) -> Self {
        let amount = |units: i64| Amount { units, scale: 0 };
        let exactly = |units: &i64| Figure { value: amount(*units), qualifier: QuantityQualifier::Exactly };
        let terms = Arithmetic::Sum {
            parts: parts.iter().map(exactly).collect(),
            total: Figure { value: amount(total), qualifier },
            unit: "men".to_owned(),
            share,
        };
        self.arithmetic(Some(terms), "guards and sailors, a total")
    }

    /// Adds a position of a person.
    pub(crate) fn position(mut self, person: &str, fields: PositionFields) -> Self {
        let article_id = self.current();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let quote = [fields.rank, fields.office, person].into_iter().filter(|word| !word.is_empty());
        let quote = quote.collect::<Vec<_>>().join(" ");
        let id = format!("{article_id}/position-{}", digest([quote.as_str(), fields.as_of, fields.of]));
        self.release.positions.push(PositionRow {
            position_id: EvidenceId::new(id),
            person_id: EntityId::new(slug(person)),
            article_id,
            rank: some(fields.rank),
            office: some(fields.office),
            organisation: some(fields.of).map(|name| EntityId::new(slug(&name))),
            as_of: edtf(fields.as_of),
            span: SPAN,
            quote,
        });
        self.entity(EntityClass::Person, person)
    }

    /// Adds a quotation; without a speaker if `speaker` is empty.
    pub(crate) fn quotation(mut self, speaker: &str, text: &str) -> Self {
        let article_id = self.current();
        self.release.quotations.push(QuotationRow {
            quotation_id: EvidenceId::new(format!("{article_id}/quotation-{}", digest([text, speaker]))),
            article_id,
            speaker: (!speaker.is_empty()).then(|| EntityId::new(slug(speaker))),
            text: text.to_owned(),
            span: SPAN,
        });
        if speaker.is_empty() { self } else { self.entity(EntityClass::Person, speaker) }
    }

    /// Sets the ranks, from the lowest up, and the offices with one holder.
    pub(crate) fn seniority(mut self, ranks: &[&str], sole: &[&str]) -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let ladders = vec![ranks.iter().map(|rank| owned(&[rank])).collect()];
        self.seniority =
            Seniority::from(&SeniorityFile { ladders, sole: owned(sole), ..SeniorityFile::default() });
        self
    }

    /// Sets the article's source, title and address.
    pub(crate) fn origin(mut self, source: &str, title: &str, url: &str) -> Self {
        if let Some(article) = self.release.articles.last_mut() {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            (article.source, article.title, article.url) = (some(source), some(title), some(url));
        }
        self
    }
}
