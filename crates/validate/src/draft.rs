//! Findings without identifier, severity and status.

use annals_model::{ArticleId, ClaimRow, Finding, FindingId, Severity, Status, digest};

/// A finding of a rule, without identifier, severity and status.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    message: String,
    articles: Vec<ArticleId>,
    /// Identifiers of rows with the quote of the row. The identifier is empty for a quote without a row.
    evidence: Vec<(String, Option<String>)>,
    /// Further parts of the identity.
    key: Vec<String>,
    /// Quotes that are not part of the identity.
    context: Vec<String>,
}

impl Draft {
    pub(crate) fn new(message: String) -> Self {
        Self { message, ..Self::default() }
    }

    /// Adds an article that the finding is about.
    pub(crate) fn article(mut self, id: &ArticleId) -> Self {
        self.articles.push(id.clone());
        self
    }

    /// Adds a row as evidence.
    pub(crate) fn row(mut self, id: &str) -> Self {
        self.evidence.push((id.to_owned(), None));
        self
    }

    /// Adds a row and its quote as evidence.
    pub(crate) fn quoted(mut self, id: &str, quote: &str) -> Self {
        self.evidence.push((id.to_owned(), Some(quote.to_owned())));
        self
    }

    /// Adds a claim as evidence, with its article and quote.
    pub(crate) fn claim(self, claim: &ClaimRow) -> Self {
        self.article(&claim.article_id).quoted(claim.claim_id.as_str(), &claim.quote)
    }

    /// Adds a quote as evidence that no row has.
    pub(crate) fn unattached_quote(mut self, quote: &str) -> Self {
        self.evidence.push((String::new(), Some(quote.to_owned())));
        self
    }

    /// Adds a quote that is not part of the identity.
    pub(crate) fn context_quote(mut self, quote: &str) -> Self {
        self.context.push(quote.to_owned());
        self
    }

    /// Adds keys to the identity that distinguish findings with the same evidence.
    pub(crate) fn keyed<K: Into<String>>(mut self, key: impl IntoIterator<Item = K>) -> Self {
        self.key.extend(key.into_iter().map(Into::into));
        self
    }

    fn finding(mut self, code: &str, severity: Severity) -> Finding {
        self.articles.sort();
        self.articles.dedup();
        self.evidence.sort();
        self.evidence.dedup();
        let mut evidence: Vec<String> = self.evidence.iter().map(|(id, _)| id.clone()).collect();
        evidence.retain(|id| !id.is_empty());
        evidence.dedup();
        let mut quotes: Vec<String> = self.evidence.into_iter().filter_map(|(_, quote)| quote).collect();
        quotes.retain(|quote| !quote.is_empty());
        let digest = fingerprint(code, &[&evidence, &quotes, &self.key]);
        quotes.append(&mut self.context);
        Finding {
            finding_id: FindingId::new(format!("{code}-{digest}")),
            rule: code.to_owned(),
            severity,
            message: self.message,
            articles: self.articles,
            evidence,
            quotes,
            status: Status::Open,
            reason: None,
        }
    }
}

/// Returns the digest of a finding's code, evidence, quotes and keys.
fn fingerprint(code: &str, lists: &[&[String]]) -> String {
    let mut parts = vec![code];
    for list in lists {
        parts.extend(list.iter().map(String::as_str));
        // Separates the lists.
        parts.push("");
    }
    digest(parts)
}

/// Returns the findings of one rule, sorted and without duplicates.
pub(crate) fn findings(code: &str, severity: Severity, drafts: Vec<Draft>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = drafts.into_iter().map(|draft| draft.finding(code, severity)).collect();
    sort(&mut findings);
    findings.dedup();
    make_unique(&mut findings);
    findings
}

/// Sorts findings by identifier, then by content.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.finding_id, &a.message, &a.articles, &a.evidence, &a.quotes).cmp(&(
            &b.finding_id,
            &b.message,
            &b.articles,
            &b.evidence,
            &b.quotes,
        ))
    });
}

/// Extends the identifiers of different findings with the same 32-bit fingerprint.
fn make_unique(findings: &mut [Finding]) {
    for same in findings.chunk_by_mut(|a, b| a.finding_id == b.finding_id).filter(|same| same.len() > 1) {
        for finding in same.iter_mut() {
            let parts = [&finding.evidence, &finding.quotes].into_iter().flatten().map(String::as_str);
            let more = digest(std::iter::once(finding.message.as_str()).chain(parts));
            finding.finding_id = FindingId::new(format!("{}-{more}", finding.finding_id));
        }
        same.sort_by(|a, b| a.finding_id.cmp(&b.finding_id));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use annals_model::{Finding, Severity};

    use super::{Draft, findings, make_unique};

    fn noted(drafts: Vec<Draft>) -> Vec<Finding> {
        findings("ART001", Severity::Note, drafts)
    }

    #[test]
    fn evidence_is_deduplicated_and_its_order_does_not_matter() {
        let one = Draft::new("One.".to_owned()).quoted("b", "said b").quoted("a", "said a").row("b");
        let other = Draft::new("One.".to_owned()).row("b").quoted("a", "said a").quoted("b", "said b");
        let found = noted(vec![one, other]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].evidence, ["a", "b"]);
        assert_eq!(found[0].quotes, ["said a", "said b"]);
    }

    #[test]
    fn context_quotes_do_not_change_the_identifier() {
        let draft = |words: &str| Draft::new("One.".to_owned()).row("a").context_quote(words);
        let found = noted(vec![draft("x"), draft("y")]);
        let ids: BTreeSet<&str> =
            found.iter().filter_map(|finding| finding.finding_id.as_str().get(..15)).collect();
        assert_eq!(ids.len(), 1);
    }

    #[test]
    fn different_findings_never_share_an_identifier() {
        let drafts = (0..5).map(|number| Draft::new(format!("Number {number}.")).row("a")).collect();
        let found = noted(drafts);
        let ids: BTreeSet<&str> = found.iter().map(|finding| finding.finding_id.as_str()).collect();
        assert_eq!(ids.len(), 5);
        let mut again = found.clone();
        make_unique(&mut again);
        assert_eq!(found, again);
    }
}
