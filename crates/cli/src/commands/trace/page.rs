//! The text that shows the evidence of a row.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

use annals_edtf::Day;
use annals_model::{
    ArticleId, ArticleRow, Claim, ClaimDate, ClaimId, ClaimRow, EntityId, EventRow, Finding, PositionRow,
    QuantityRow, QuotationRow, Release, Span, Status,
};

use crate::options::RawOptions;
use crate::report::findings::label;
use crate::report::output::{self, neutral, neutral_line, word};
use crate::sources::{ArticleFiles, Row, RowIndex};
use crate::staged_run::Corpus;
use annals_link::{Edge, Explanation, ProofStep};

/// The maximum number of rows or links listed under an event, an entity, an article or a finding.
const MAX_ROWS: usize = 200;
/// The maximum number of similar claims of other events.
const MAX_SIMILAR: usize = 6;

/// The text of a row and its evidence.
pub(super) struct Page<'c> {
    text: String,
    release: &'c Release,
    rows: &'c RowIndex<'c>,
    files: ArticleFiles<'c>,
    claims: BTreeMap<&'c ClaimId, &'c Claim>,
    explanation: &'c Explanation,
}

impl<'c> Page<'c> {
    /// Creates an empty page. `claims` are all extracted claims with the derivations of their dates.
    pub(super) fn new(
        raw: &'c RawOptions,
        corpus: &'c Corpus,
        explanation: &'c Explanation,
        claims: &'c [Claim],
        rows: &'c RowIndex<'c>,
    ) -> Self {
        Self {
            text: String::new(),
            release: &corpus.release,
            rows,
            files: corpus.article_files(raw),
            explanation,
            claims: claims.iter().map(|claim| (&claim.claim_id, claim)).collect(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds a row and its evidence.
    pub(super) fn row(&mut self, row: Row<'c>) {
        match row {
            Row::Article(row) => self.article(row),
            Row::Claim(row) => {
                self.claim(row);
                self.findings_about(row.claim_id.as_str());
            }
            Row::Event(row) => self.event(row),
            Row::Finding(row) => self.finding(row),
            Row::Position(row) => self.position(row),
            Row::Quotation(row) => self.quotation(row),
            Row::Quantity(row) => self.quantity(row),
            Row::Person(row) => self.entity("person", &row.person_id, &row.name, &row.names, &row.articles),
            Row::Organisation(row) => {
                self.entity("organisation", &row.organisation_id, &row.name, &row.names, &row.articles);
            }
            Row::Place(row) => self.entity("place", &row.place_id, &row.name, &row.names, &row.articles),
        }
    }

    fn head(&mut self, what: &str, id: &str) {
        let _ = writeln!(self.text, "{} {}", output::HEAD.paint(what), neutral_line(id));
    }

    fn quote(&mut self, article: &ArticleId, span: Span, quote: &str) {
        let place = self.files.locate(article, span);
        let _ = writeln!(self.text, "  {}", output::PLACE.paint(neutral_line(&place)));
        let _ = writeln!(self.text, "  “{}”", neutral_line(quote));
    }

    fn field(&mut self, name: &str, value: impl Display) {
        let value = value.to_string();
        if !value.is_empty() {
            let _ = writeln!(self.text, "  {name:<14}{}", neutral_line(&value));
        }
    }

    fn claim(&mut self, row: &ClaimRow) {
        self.head("claim", row.claim_id.as_str());
        self.quote(&row.article_id, row.span, &row.quote);
        self.field("kind", &row.kind);
        self.field("name", &row.name);
        match self.claims.get(&row.claim_id).and_then(|claim| claim.date.as_ref()) {
            Some(date) => self.date(&row.article_id, date),
            None => self.field("date", "none"),
        }
        self.field("modality", word(&row.modality));
        self.field("participants", list(&row.participants));
        self.field("place", row.place.as_ref().map_or("", EntityId::as_str));
        self.field("event", &row.event_id);
        self.field("extracted by", &row.rule);
        self.text.push('\n');
    }

    fn date(&mut self, article: &ArticleId, date: &ClaimDate) {
        let place = self.files.locate(article, date.span);
        let basis = word(&date.basis);
        self.field("date", format_args!("{}, {basis}, from “{}” at {place}", date.edtf, date.text));
        for step in &date.trace {
            let place = step.span.map(|span| format!(" at {}", self.files.locate(article, span)));
            self.field("", format_args!("· {}{}", step.what, place.unwrap_or_default()));
        }
    }

    fn event(&mut self, row: &EventRow) {
        self.head("event", row.event_id.as_str());
        self.field("kind", &row.kind);
        self.field("name", &row.name);
        self.field("also", others(&row.names, &row.name));
        self.field("date", row.date.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string));
        if row.date.is_none() {
            // The bounds inferred from relations to other events.
            let explanation = self.explanation;
            let proof = explanation.proof(&row.event_id);
            let earliest = proof.map_or(&[] as &[_], |proof| &proof.earliest);
            self.inferred("not before", row.earliest, earliest);
            self.inferred("not after", row.latest, proof.map_or(&[], |proof| &proof.latest));
        }
        let sources = crate::report::summary::counted(row.sources, "independent source");
        self.field("consistency", format_args!("{} ({sources})", word(&row.consistency)));
        self.field("participants", list(&row.participants));
        self.field("place", row.place.as_ref().map_or("", EntityId::as_str));
        self.text.push('\n');
        self.links(row);
        self.rows(row.claims.iter().map(ClaimId::as_str));
        self.findings_about(row.event_id.as_str());
    }

    /// Adds a day inferred from relations to other events, and its proof.
    fn inferred(&mut self, name: &str, day: Option<Day>, proof: &[ProofStep]) {
        let Some(day) = day else { return };
        self.field(name, format_args!("{day}, inferred"));
        for step in proof {
            match step {
                ProofStep::Claim(id) => {
                    let claim = self.release.claims.iter().find(|claim| claim.claim_id == *id);
                    let date = claim.and_then(|claim| claim.date.as_ref());
                    let date = date.map(|date| format!(", dated {date}")).unwrap_or_default();
                    let name = claim.map(|claim| claim.name.as_str()).unwrap_or_default();
                    self.field("", format_args!("· “{name}”{date}: claim {id}"));
                }
                ProofStep::Words(article, words) => {
                    let place = self.files.locate(article, words.span);
                    self.field("", format_args!("· “{}” at {place}", words.quote));
                }
                ProofStep::Axiom(axiom) => self.field("", format_args!("· {axiom}")),
            }
        }
    }

    /// Adds the evidence that links the claims of an event, and the evidence against the most similar other claims.
    fn links(&mut self, row: &EventRow) {
        let explanation = self.explanation;
        let joined = explanation.joined(&row.claims);
        if !joined.is_empty() {
            let _ = writeln!(self.text, "{}", output::HEAD.paint("linked claims"));
        }
        for Edge { left, right, same, .. } in joined.iter().take(MAX_ROWS) {
            let _ =
                writeln!(self.text, "  {} and {}", neutral_line(left.as_str()), neutral_line(right.as_str()));
            let _ = writeln!(self.text, "    {}", neutral_line(same));
        }
        let apart = explanation.apart(&row.claims);
        if !apart.is_empty() {
            let _ = writeln!(self.text, "{}", output::HEAD.paint("similar claims of other events"));
        }
        for Edge { left, right, same, different, .. } in apart.into_iter().take(MAX_SIMILAR) {
            let (own, other) = if row.claims.contains(left) { (left, right) } else { (right, left) };
            let of = self.release.claims.iter().find(|claim| claim.claim_id == *other);
            let of = of.map(|claim| claim.event_id.as_str()).unwrap_or_default();
            let _ = writeln!(
                self.text,
                "  {}: {} and {}",
                neutral_line(of),
                neutral_line(other.as_str()),
                neutral_line(own.as_str())
            );
            if !same.is_empty() {
                let _ = writeln!(self.text, "    evidence for a link: {}", neutral_line(same));
            }
            let _ = writeln!(self.text, "    evidence against a link: {}", neutral_line(different));
        }
        self.text.push('\n');
    }

    fn finding(&mut self, row: &Finding) {
        let (paint, severity) = label(row.severity);
        self.head("finding", row.finding_id.as_str());
        let rule = neutral_line(&row.rule);
        let _ = writeln!(
            self.text,
            "  {}: {}",
            paint.paint(format_args!("{severity}[{rule}]")),
            neutral(&row.message)
        );
        if row.status == Status::Waived {
            self.field("waived", row.reason.as_deref().unwrap_or_default());
        }
        self.field("articles", list(&row.articles));
        self.field("see", format_args!("annals explain {}", row.rule));
        self.text.push('\n');
        if row.evidence.is_empty() {
            for quote in &row.quotes {
                let _ = writeln!(self.text, "  “{}”", neutral_line(quote));
            }
        }
        self.rows(row.evidence.iter().map(String::as_str));
    }

    fn position(&mut self, row: &PositionRow) {
        self.head("position", row.position_id.as_str());
        self.quote(&row.article_id, row.span, &row.quote);
        self.field("person", &row.person_id);
        self.field("rank", row.rank.as_deref().unwrap_or_default());
        self.field("office", row.office.as_deref().unwrap_or_default());
        self.field("organisation", row.organisation.as_ref().map_or("", EntityId::as_str));
        self.field("as of", row.as_of.as_ref().map_or_else(String::new, ToString::to_string));
        self.text.push('\n');
    }

    fn quotation(&mut self, row: &QuotationRow) {
        self.head("quotation", row.quotation_id.as_str());
        self.quote(&row.article_id, row.span, &row.text);
        self.field("speaker", row.speaker.as_ref().map_or("unknown", EntityId::as_str));
        self.text.push('\n');
    }

    fn quantity(&mut self, row: &QuantityRow) {
        self.head("quantity", row.quantity_id.as_str());
        self.quote(&row.article_id, row.span, &row.quote);
        self.field("value", format_args!("{} {} {}", word(&row.qualifier), row.value, row.unit));
        self.field("as of", row.as_of.as_ref().map_or_else(String::new, ToString::to_string));
        self.text.push('\n');
    }

    fn article(&mut self, row: &ArticleRow) {
        self.head("article", row.article_id.as_str());
        let file = self.files.file(&row.article_id);
        let _ = writeln!(self.text, "  {}", output::PLACE.paint(neutral_line(&file)));
        self.field("source", row.source.as_deref().unwrap_or_default());
        self.field("title", row.title.as_deref().unwrap_or_default());
        let basis =
            row.published_basis.as_ref().map_or_else(String::new, |basis| format!(", from {}", word(basis)));
        let published =
            row.published.as_ref().map_or_else(|| "unknown".to_owned(), |date| format!("{date}{basis}"));
        self.field("published", published);
        self.field("copy of", row.copy_of.as_ref().map_or("", ArticleId::as_str));
        self.text.push('\n');
        let release = self.release;
        let is_this = |article: &ArticleId| *article == row.article_id;
        self.rows(
            release
                .claims
                .iter()
                .filter(|claim| is_this(&claim.article_id))
                .map(|claim| claim.claim_id.as_str()),
        );
        let findings = release.findings.iter().filter(|finding| finding.articles.iter().any(is_this));
        self.list_findings(findings);
    }

    fn entity(&mut self, what: &str, id: &EntityId, name: &str, names: &[String], articles: &[ArticleId]) {
        self.head(what, id.as_str());
        self.field("name", name);
        self.field("also", others(names, name));
        self.field("articles", list(articles));
        self.text.push('\n');
        let release = self.release;
        let positions = release
            .positions
            .iter()
            .filter(|row| row.person_id == *id || row.organisation.as_ref() == Some(id));
        let quotations = release.quotations.iter().filter(|row| row.speaker.as_ref() == Some(id));
        let claims = release
            .claims
            .iter()
            .filter(|row| row.participants.contains(id) || row.place.as_ref() == Some(id));
        let positions = positions.map(|row| row.position_id.as_str());
        let quotations = quotations.map(|row| row.quotation_id.as_str());
        self.rows(positions.chain(quotations).chain(claims.map(|row| row.claim_id.as_str())));
        self.findings_about(id.as_str());
    }

    /// Adds the rows that support another row.
    fn rows<'i>(&mut self, ids: impl Iterator<Item = &'i str>) {
        let rows = self.rows;
        let mut left = 0;
        for (number, id) in ids.enumerate() {
            if number >= MAX_ROWS {
                left += 1;
                continue;
            }
            for row in rows.get(id) {
                self.supporting_row(*row);
            }
        }
        if left > 0 {
            let _ = writeln!(self.text, "… and {left} more\n");
        }
    }

    fn supporting_row(&mut self, row: Row<'c>) {
        let rows = self.rows;
        match row {
            Row::Claim(row) => self.claim(row),
            Row::Position(row) => self.position(row),
            Row::Quotation(row) => self.quotation(row),
            Row::Quantity(row) => self.quantity(row),
            Row::Event(row) => {
                self.head("event", row.event_id.as_str());
                self.field("name", &row.name);
                self.field("date", row.date.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string));
                self.text.push('\n');
                let claims: Vec<_> = row.claims.iter().flat_map(|claim| rows.get(claim.as_str())).collect();
                for claim in claims {
                    if let Row::Claim(claim) = claim {
                        self.claim(claim);
                    }
                }
            }
            Row::Article(row) => {
                self.head("article", &self.files.file(&row.article_id));
                self.text.push('\n');
            }
            Row::Person(row) => self.name("person", &row.person_id, &row.name),
            Row::Organisation(row) => self.name("organisation", &row.organisation_id, &row.name),
            Row::Place(row) => self.name("place", &row.place_id, &row.name),
            Row::Finding(row) => self.list_findings(std::iter::once(row)),
        }
    }

    fn name(&mut self, what: &str, id: &EntityId, name: &str) {
        self.head(what, id.as_str());
        self.field("name", name);
        self.text.push('\n');
    }

    /// Adds the findings that a row supports.
    fn findings_about(&mut self, id: &str) {
        let findings = &self.release.findings;
        self.list_findings(
            findings.iter().filter(|finding| finding.evidence.iter().any(|evidence| evidence == id)),
        );
    }

    fn list_findings<'f>(&mut self, findings: impl Iterator<Item = &'f Finding>) {
        for finding in findings {
            let (paint, severity) = label(finding.severity);
            let head = paint.paint(format_args!("{severity}[{}]", neutral_line(&finding.rule)));
            let _ = writeln!(self.text, "{head} {}: {}", finding.finding_id, neutral(&finding.message));
        }
    }
}

fn list(ids: &[impl Display]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn others(names: &[String], name: &str) -> String {
    names.iter().filter(|other| *other != name).cloned().collect::<Vec<_>>().join("; ")
}
