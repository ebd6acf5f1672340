//! Rows of other datasets than claims, for the examples of rules.

use annals_knowledge::{Seniority, SeniorityFile};
use annals_model::{
    Amount, ComparisonId, ComparisonRow, EntityClass, EntityId, EvidenceId, KindAxioms, KindId, Lifespan,
    PositionRow, Property, QuantityQualifier, QuantityRow, QuotationRow, Verdict, digest, slug,
};

use crate::example::{Case, SPAN, edtf};

/// What somebody is, and when; empty words say nothing.
#[derive(Clone, Copy, Default)]
pub(crate) struct Post {
    pub(crate) rank: &'static str,
    pub(crate) office: &'static str,
    pub(crate) of: &'static str,
    pub(crate) as_of: &'static str,
}

impl Case {
    /// That the last claim is of another kind than an opening.
    pub(crate) fn kind(mut self, kind: &str) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.kind = KindId::new(kind);
            let event_id = claim.event_id.clone();
            let event = self.release.events.iter_mut().find(|event| event.event_id == event_id);
            event.into_iter().for_each(|event| event.kind = KindId::new(kind));
        }
        self
    }

    /// Which of a series the last claim tells of.
    pub(crate) fn ordinal(mut self, number: u32) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.ordinal = Some(number);
        }
        self
    }

    /// Whom the last claim is about.
    pub(crate) fn of(mut self, person: &str) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.participants.push(EntityId::new(slug(person)));
        }
        self
    }

    /// That births and deaths begin and end a life.
    pub(crate) fn lives(mut self) -> Self {
        for (id, begins, ends) in
            [("birth", Some(Lifespan::Life), None), ("death", None, Some(Lifespan::Life))]
        {
            self.axioms.kinds.insert(KindId::new(id), KindAxioms { begins, ends, ..KindAxioms::default() });
        }
        self
    }

    /// What the witnesses of the last claims, one for each value, say of the last event.
    pub(crate) fn compared(
        mut self,
        property: Property,
        detail: Option<&str>,
        verdict: Verdict,
        values: &[&str],
    ) -> Self {
        let event_id = self.release.events.last().map(|event| event.event_id.clone());
        let told = self.release.claims.iter().rev().take(values.len()).rev();
        let claims = match property {
            Property::Number => {
                self.release.quantities.iter().map(|row| row.quantity_id.to_string()).collect()
            }
            _ => told.clone().map(|claim| claim.claim_id.to_string()).collect(),
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
            sources: told.map(|claim| claim.article_id.to_string()).collect(),
            claims,
        });
        self
    }

    /// The article counts something.
    pub(crate) fn counts(mut self, value: i64, unit: &str, quote: &str) -> Self {
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

    /// The article says what somebody is.
    pub(crate) fn position(mut self, person: &str, post: Post) -> Self {
        let article_id = self.current();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let quote = [post.rank, post.office, person].into_iter().filter(|word| !word.is_empty());
        let quote = quote.collect::<Vec<_>>().join(" ");
        let id = format!("{article_id}/position-{}", digest([quote.as_str(), post.as_of, post.of]));
        self.release.positions.push(PositionRow {
            position_id: EvidenceId::new(id),
            person_id: EntityId::new(slug(person)),
            article_id,
            rank: some(post.rank),
            office: some(post.office),
            organisation: some(post.of).map(|name| EntityId::new(slug(&name))),
            as_of: edtf(post.as_of),
            span: SPAN,
            quote,
        });
        self.names(EntityClass::Person, person)
    }

    /// The article quotes somebody; nobody that it names, where the name is empty.
    pub(crate) fn quotes(mut self, speaker: &str, text: &str) -> Self {
        let article_id = self.current();
        self.release.quotations.push(QuotationRow {
            quotation_id: EvidenceId::new(format!("{article_id}/quotation-{}", digest([text, speaker]))),
            article_id,
            speaker: (!speaker.is_empty()).then(|| EntityId::new(slug(speaker))),
            text: text.to_owned(),
            span: SPAN,
        });
        if speaker.is_empty() { self } else { self.names(EntityClass::Person, speaker) }
    }

    /// Ranks from the lowest up, and offices of one holder.
    pub(crate) fn standing(mut self, ranks: &[&str], sole: &[&str]) -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let ladders = vec![ranks.iter().map(|rank| owned(&[rank])).collect()];
        self.seniority =
            Seniority::from(&SeniorityFile { ladders, sole: owned(sole), ..SeniorityFile::default() });
        self
    }

    /// Where the article is from, what it is called and where it was found.
    pub(crate) fn received(mut self, source: &str, title: &str, url: &str) -> Self {
        if let Some(article) = self.release.articles.last_mut() {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            (article.source, article.title, article.url) = (some(source), some(title), some(url));
        }
        self
    }
}
