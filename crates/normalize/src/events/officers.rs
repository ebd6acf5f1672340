//! "The general resigned": who alone in an article has a rank or an office.

use std::collections::BTreeMap;

use annals_knowledge::Sense;
use annals_text::fold;

use crate::names::Mention;
use crate::sheet::Sheet;

/// Those whom an article gives ranks and offices, by the last word of these.
#[derive(Debug, Default)]
pub(crate) struct Officers(BTreeMap<String, Held>);

/// Who has a rank or an office.
#[derive(Debug)]
enum Held {
    One(Box<Mention>),
    Several,
}

impl Officers {
    /// Takes the titles of a segment.
    pub(crate) fn learn(&mut self, sheet: &Sheet<'_>, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.person().is_some()) {
            let before = mention.tokens.start..mention.name.start;
            for at in before.chain(mention.title.behind.clone()) {
                let Some(word) = office(sheet, at) else { continue };
                let held = self.0.entry(word).or_insert_with(|| Held::One(Box::new(mention.clone())));
                if matches!(held, Held::One(known) if known.person() != mention.person()) {
                    *held = Held::Several;
                }
            }
        }
    }

    /// The only one who has what the word at a token tells.
    pub(super) fn only(&self, sheet: &Sheet<'_>, at: usize) -> Option<&Mention> {
        match self.0.get(&office(sheet, at)?)? {
            Held::One(mention) => Some(mention),
            Held::Several => None,
        }
    }
}

/// The last word of the rank or office that ends at a token.
fn office(sheet: &Sheet<'_>, at: usize) -> Option<String> {
    let len = sheet.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_)));
    let last = at + len.checked_sub(1)?;
    Some(fold(sheet.word(last)).into_owned())
}
