//! Triggers: words and numbers that expressions require and that are rare elsewhere.
//!
//! For each pattern, a set of tests is chosen of which each of its matches passes at least one: for
//! `the {unit} of {month}` the month rather than the article. A text is only parsed where it has a trigger.

use super::lexicon::Lexicon;
use super::pattern::Node;
use super::program::Test;

/// A cut set of a node: tests of which each match of the node passes at least one.
struct Cut {
    /// The estimated frequency of words that pass one of the tests.
    cost: u64,
    tests: Vec<Test>,
}

/// Returns the union of the cheapest cut sets of all patterns.
pub(super) fn triggers(lexicon: &Lexicon, patterns: &[Node]) -> Vec<Test> {
    let costs =
        (0..lexicon.test_count()).map(|test| cost(lexicon, Test::try_from(test).unwrap_or(Test::MAX)));
    let mut chooser = Chooser { lexicon, costs: costs.collect() };
    let mut triggers = Vec::new();
    for pattern in patterns {
        let tests = chooser.cut(pattern).map(|cut| cut.tests).unwrap_or_default();
        for test in &tests {
            // A chosen test has no further cost.
            if let Some(cost) = chooser.costs.get_mut(usize::from(*test)) {
                *cost = 0;
            }
        }
        triggers.extend(tests);
    }
    triggers
}

/// Estimates the frequency of the words that pass a test by their length: short words are frequent.
fn cost(lexicon: &Lexicon, test: Test) -> u64 {
    let carriers = lexicon.carriers(test);
    let of_word = |index: &usize| match lexicon.word(*index).map_or(0, |word| word.length) {
        0 | 1 => 1000,
        2 => 300,
        3 => 100,
        4 => 30,
        5 => 10,
        6 => 5,
        _ => 2,
    };
    let of_digits = if carriers.digits { 30 } else { 0 };
    carriers.words.iter().map(of_word).sum::<u64>() + of_digits
}

struct Chooser<'l> {
    lexicon: &'l Lexicon,
    /// By test.
    costs: Vec<u64>,
}

impl Chooser<'_> {
    /// Returns the cheapest cut set; `None` if the node can match without a word.
    fn cut(&self, node: &Node) -> Option<Cut> {
        match node {
            Node::Literal(word) => self.single(self.lexicon.existing_literal(word)?),
            Node::Class { class, .. } => self.single(self.lexicon.existing_class(class)?),
            Node::Sequence(nodes) => {
                nodes.iter().filter_map(|node| self.cut(node)).min_by_key(|cut| cut.cost)
            }
            Node::Choice(nodes) => {
                nodes.iter().try_fold(Cut { cost: 0, tests: Vec::new() }, |mut all, node| {
                    let cut = self.cut(node)?;
                    all.cost += cut.cost;
                    all.tests.extend(cut.tests);
                    Some(all)
                })
            }
            Node::Expression(inner) => self.cut(inner),
            Node::Optional(_) | Node::Touch | Node::Start | Node::Not(_) => None,
        }
    }

    fn single(&self, test: Test) -> Option<Cut> {
        // Words outside of the lexicon cannot be triggers.
        if self.lexicon.is_foreign(test) {
            return None;
        }
        let cost = self.costs.get(usize::from(test))?;
        Some(Cut { cost: *cost, tests: vec![test] })
    }
}
