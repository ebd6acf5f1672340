//! Anchors: words and numbers that expressions do not go without, and that other sentences mostly do.
//!
//! Of every pattern, some part is chosen that each of its readings has to pass: of `the {unit} of {month}`
//! the month, rather than the article. Texts are then only read where such a word or number stands.

use super::lexicon::Lexicon;
use super::pattern::Node;
use super::program::Test;

/// Tests of which every reading of a node passes at least one, and how often texts will have such words.
struct Cut {
    cost: u64,
    tests: Vec<Test>,
}

/// For each pattern a cut, put together.
pub(super) fn anchors(lexicon: &Lexicon, patterns: &[Node]) -> Vec<Test> {
    let costs =
        (0..lexicon.test_count()).map(|test| cost(lexicon, Test::try_from(test).unwrap_or(Test::MAX)));
    let mut chooser = Chooser { lexicon, costs: costs.collect() };
    let mut anchors = Vec::new();
    for pattern in patterns {
        let tests = chooser.cut(pattern).map(|cut| cut.tests).unwrap_or_default();
        for test in &tests {
            // Once chosen it costs nothing more.
            if let Some(cost) = chooser.costs.get_mut(usize::from(*test)) {
                *cost = 0;
            }
        }
        anchors.extend(tests);
    }
    anchors
}

/// How often the words that pass a test come, for all that can be said without a text: short words are common.
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
    /// The best cut; None if the node can be passed without a word.
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
        // What the language has no words for can be no anchor.
        if self.lexicon.is_foreign(test) {
            return None;
        }
        let cost = self.costs.get(usize::from(test))?;
        Some(Cut { cost: *cost, tests: vec![test] })
    }
}
