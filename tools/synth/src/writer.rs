//! Somebody writing one article: what is on the page so far, and what has been told on it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::data::Data;
use crate::event::Event;
use crate::options::Rate;
use crate::page::Page;
use crate::rng::Rng;
use crate::told::Told;
use crate::truth::{DefectRecord, MentionRecord, QuantityRecord, QuotationRecord, Telling};
use crate::wording::Style;
use crate::words::{Prose, ProseSlot};
use crate::world::{Country, PersonRef, World};

/// The state of an article in the making.
pub(crate) struct Writer<'a, 'd> {
    pub(crate) data: &'d Data,
    pub(crate) world: &'a World<'d>,
    pub(crate) home: &'a Country<'d>,
    pub(crate) events: &'a [Event<'d>],
    pub(crate) defects: Rate,
    /// The article's file name without its extension.
    pub(crate) stem: &'a str,
    /// When it was published.
    pub(crate) published: Date,
    /// The same, where the article gives it away.
    pub(crate) known_published: Option<Date>,
    pub(crate) style: &'d Style,
    pub(crate) page: Page,
    /// Who has been named already.
    pub(crate) met: BTreeSet<PersonRef>,
    /// The date told in the sentence just before.
    pub(crate) previous: Option<Told>,
    pub(crate) records: Records,
}

/// The truth about one article.
#[derive(Debug, Default)]
pub(crate) struct Records {
    /// Which event of the plan, and what was told of it.
    pub(crate) tellings: Vec<(usize, Telling)>,
    pub(crate) mentions: Vec<MentionRecord>,
    pub(crate) quotations: Vec<QuotationRecord>,
    pub(crate) quantities: Vec<QuantityRecord>,
    pub(crate) defects: Vec<DefectRecord>,
}

impl Writer<'_, '_> {
    /// Writes the word for a slot that needs nothing but the country.
    pub(crate) fn word(&mut self, slot: &ProseSlot, rng: &mut Rng) {
        let word = self.data.filler.words.word(slot, self.home, rng);
        self.page.push(&word);
    }

    /// Writes a sentence that tells no event.
    pub(crate) fn prose(&mut self, prose: &Prose, rng: &mut Rng) {
        self.space();
        self.page.begin_sentence();
        let filler = &self.data.filler;
        let mut text = filler.words.fill(prose, self.home, rng);
        if prose.starts_with_slot().is_none() && rng.percent(25) {
            let opener = filler.words.fill(filler.openers.pick(rng), self.home, rng);
            text = format!("{opener} {}", uncapitalised(&text));
        }
        self.page.push(&text);
        self.previous = None;
    }

    /// Parts a sentence from the one before it.
    pub(crate) fn space(&mut self) {
        if !self.page.ends_with("\n") && !self.page.ends_with(" ") {
            self.page.push_verbatim(" ");
        }
    }
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
