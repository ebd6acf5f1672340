//! Findings before they have an identifier, a severity and a status.

use annals_model::{ArticleId, ClaimRow, Finding, FindingId, Severity, Status, digest};

use crate::rule::Rule;

/// What a rule found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    message: String,
    articles: Vec<ArticleId>,
    /// Rows and, where the row has them, its words.
    evidence: Vec<(String, Option<String>)>,
    /// What else makes it this finding.
    key: Vec<String>,
    /// Words that show what is meant, where others would do as well.
    shown: Vec<String>,
}

impl Draft {
    pub(crate) fn new(message: String) -> Self {
        Self { message, ..Self::default() }
    }

    pub(crate) fn article(mut self, id: &ArticleId) -> Self {
        self.articles.push(id.clone());
        self
    }

    /// Rests on a row.
    pub(crate) fn row(mut self, id: &str) -> Self {
        self.evidence.push((id.to_owned(), None));
        self
    }

    /// Rests on a row and its words.
    pub(crate) fn quoted(mut self, id: &str, quote: &str) -> Self {
        self.evidence.push((id.to_owned(), Some(quote.to_owned())));
        self
    }

    /// Rests on a claim.
    pub(crate) fn claim(self, claim: &ClaimRow) -> Self {
        self.article(&claim.article_id).quoted(claim.claim_id.as_str(), &claim.quote)
    }

    /// Rests on words that no row has.
    pub(crate) fn words(mut self, quote: &str) -> Self {
        self.evidence.push((String::new(), Some(quote.to_owned())));
        self
    }

    /// Shows words on which its identity does not rest.
    pub(crate) fn showing(mut self, quote: &str) -> Self {
        self.shown.push(quote.to_owned());
        self
    }

    /// Is told apart by this from findings that rest on the same.
    pub(crate) fn keyed<K: Into<String>>(mut self, key: impl IntoIterator<Item = K>) -> Self {
        self.key.extend(key.into_iter().map(Into::into));
        self
    }

    fn finding(mut self, rule: &Rule, severity: Severity) -> Finding {
        self.articles.sort();
        self.articles.dedup();
        self.evidence.sort();
        self.evidence.dedup();
        let mut evidence: Vec<String> = self.evidence.iter().map(|(id, _)| id.clone()).collect();
        evidence.retain(|id| !id.is_empty());
        evidence.dedup();
        let mut quotes: Vec<String> = self.evidence.into_iter().filter_map(|(_, quote)| quote).collect();
        quotes.retain(|quote| !quote.is_empty());
        let digest = fingerprint(rule, &[&evidence, &quotes, &self.key]);
        quotes.append(&mut self.shown);
        Finding {
            finding_id: FindingId::new(format!("{}-{digest}", rule.code)),
            rule: rule.code.to_owned(),
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

fn fingerprint(rule: &Rule, lists: &[&[String]]) -> String {
    let mut parts = vec![rule.code];
    for list in lists {
        parts.extend(list.iter().map(String::as_str));
        // Two lists are never taken for one.
        parts.push("");
    }
    digest(parts)
}

/// The findings of one rule, sorted, no two alike.
pub(crate) fn findings(rule: &Rule, severity: Severity, drafts: Vec<Draft>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = drafts.into_iter().map(|draft| draft.finding(rule, severity)).collect();
    sort(&mut findings);
    findings.dedup();
    tell_apart(&mut findings);
    findings
}

/// Sorts by identifier; equal identifiers by what the findings say.
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

/// Where different findings have one fingerprint, which 32 bits allow, each gets a longer one.
fn tell_apart(findings: &mut [Finding]) {
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

    use super::{Draft, findings, tell_apart};
    use crate::rules::rules;

    #[test]
    fn a_finding_rests_on_each_row_once_and_its_identifier_on_no_order() {
        let rule = rules()[0];
        let one = Draft::new("One.".to_owned()).quoted("b", "said b").quoted("a", "said a").row("b");
        let other = Draft::new("One.".to_owned()).row("b").quoted("a", "said a").quoted("b", "said b");
        let found = findings(rule, rule.severity, vec![one, other]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].evidence, ["a", "b"]);
        assert_eq!(found[0].quotes, ["said a", "said b"]);
    }

    #[test]
    fn what_is_shown_beside_it_changes_no_identifier() {
        let rule = rules()[0];
        let draft = |words: &str| Draft::new("One.".to_owned()).row("a").showing(words);
        let found = findings(rule, rule.severity, vec![draft("x"), draft("y")]);
        let ids: BTreeSet<&str> =
            found.iter().filter_map(|finding| finding.finding_id.as_str().get(..15)).collect();
        assert_eq!(ids.len(), 1);
    }

    #[test]
    fn different_findings_never_share_an_identifier() {
        let rule = rules()[0];
        let drafts = (0..5).map(|number| Draft::new(format!("Number {number}.")).row("a")).collect();
        let found = findings(rule, rule.severity, drafts);
        let ids: BTreeSet<&str> = found.iter().map(|finding| finding.finding_id.as_str()).collect();
        assert_eq!(ids.len(), 5);
        let mut again = found.clone();
        tell_apart(&mut again);
        assert_eq!(found, again);
    }
}
