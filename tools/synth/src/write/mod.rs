//! Writes articles.

use std::collections::BTreeSet;

use jiff::civil::Date;

pub(crate) mod article;
mod blocks;
mod date_expression;
mod date_words;
mod frame;
mod mention;
mod prose;
mod quantity;
pub(crate) mod scene;
mod statement;

use crate::data::Data;
use crate::data::dates::Style;
use crate::data::prose::{Prose, ProseSlot};
use crate::date::StatedDate;
use crate::options::Rate;
use crate::page::Page;
use crate::plan::event::Event;
use crate::rng::Rng;
use crate::text::uncapitalised;
use crate::truth::{DefectRecord, EventStatement, MentionRecord, QuantityRecord, QuotationRecord};
use crate::world::{Country, PersonRef, World};

/// The state while an article is written.
pub(crate) struct Writer<'a, 'd> {
    pub(crate) data: &'d Data,
    pub(crate) world: &'a World<'d>,
    pub(crate) home: &'a Country<'d>,
    pub(crate) events: &'a [Event<'d>],
    pub(crate) defects: Rate,
    /// The file name of the article without its extension.
    pub(crate) stem: &'a str,
    /// The date of publication.
    pub(crate) published: Date,
    /// The date of publication, if the article states it.
    pub(crate) known_published: Option<Date>,
    pub(crate) style: &'d Style,
    pub(crate) page: Page,
    /// The people who have been named.
    pub(crate) named: BTreeSet<PersonRef>,
    /// The date stated in the previous sentence.
    pub(crate) previous: Option<StatedDate>,
    pub(crate) records: Records,
}

/// The truth about one article.
#[derive(Debug, Default)]
pub(crate) struct Records {
    /// Statements of events, each with the index of its event in the plan.
    pub(crate) statements: Vec<(usize, EventStatement)>,
    pub(crate) mentions: Vec<MentionRecord>,
    pub(crate) quotations: Vec<QuotationRecord>,
    pub(crate) quantities: Vec<QuantityRecord>,
    pub(crate) defects: Vec<DefectRecord>,
}

impl Writer<'_, '_> {
    /// Writes the word for a slot that needs only the country.
    pub(crate) fn word(&mut self, slot: &ProseSlot, rng: &mut Rng) {
        let word = self.data.filler.words.word(slot, self.home, rng);
        self.page.push(&word);
    }

    /// Writes a sentence without an event.
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

    /// Separates a sentence from the previous one.
    pub(crate) fn space(&mut self) {
        if !self.page.ends_with("\n") && !self.page.ends_with(" ") {
            self.page.push_verbatim(" ");
        }
    }
}
