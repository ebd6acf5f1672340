//! Writes an article of a chronicle, block by block.

use crate::data::Data;
use crate::data::prose::{Prose, ProseSlot};
use crate::options::Options;
use crate::page::Page;
use crate::plan::Plan;
use crate::plan::assignment::{ArticlePlan, Assignment};
use crate::rng::{Purpose, Rng};
use crate::template::Piece;
use crate::truth::QuotationRecord;
use crate::world::person::Gender;
use crate::world::{PersonRef, World};
use crate::write::blocks::{Block, arrange, leave_one_out};
use crate::write::frame::{Frame, HeadingStyle};
use crate::write::mention::InSentence;
use crate::write::quantity::Rounding;
use crate::write::{Records, Writer};

/// An article and the truth about it.
pub(crate) struct WrittenArticle<'d> {
    pub(crate) frame: Frame<'d>,
    pub(crate) text: String,
    pub(crate) records: Records,
}

/// Writes the article `plan`.
pub(crate) fn write_article<'d>(
    options: &Options,
    world: &World<'d>,
    data: &'d Data,
    country: &Plan<'d>,
    plan: &ArticlePlan,
) -> Option<WrittenArticle<'d>> {
    let home = world.country(country.home)?;
    let original = plan.copy_of.and_then(|it| country.articles.get(it));
    let content_number = original.map_or(plan.number, |it| it.number);
    let mut content = Rng::new(options.seed, Purpose::Content, &[content_number]);
    let frame = Frame::new(options, plan, home, data, &mut content);
    let stem = frame.stem.clone();
    let mut writer = Writer {
        data,
        world,
        home,
        events: &country.events,
        defects: options.defects,
        stem: &stem,
        published: plan.published,
        known_published: frame.known_published,
        style: data.dates.style(&mut content),
        page: Page::new(frame.quotes),
        named: Default::default(),
        previous: None,
        records: Records::default(),
    };
    frame.open(&mut writer.page, data, home, &mut content);
    let mut blocks = arrange(plan, &country.events, data, &mut content);
    let mut own = Rng::new(options.seed, Purpose::Frame, &[plan.number, 1]);
    if plan.copy_of.is_some() {
        leave_one_out(&mut blocks, &mut own);
    }
    let mut speaker = None;
    for (number, block) in &blocks {
        let mut rng = Rng::new(options.seed, Purpose::Content, &[content_number, *number]);
        writer.previous = None;
        writer.block(block, &frame, country.home, &mut speaker, &mut rng);
        writer.page.push_verbatim(frame.paragraph_end);
    }
    writer.tail(&frame, &mut own);
    let Writer { page, records, .. } = writer;
    let text = format!("{}\n", page.into_text().trim_end());
    Some(WrittenArticle { frame, text, records })
}

impl<'d> Writer<'_, 'd> {
    fn block(
        &mut self,
        block: &Block<'_, 'd>,
        frame: &Frame<'_>,
        home: usize,
        speaker: &mut Option<PersonRef>,
        rng: &mut Rng,
    ) {
        match block {
            Block::Events { before, events, after } => {
                self.proses(before, rng);
                for assignment in events {
                    self.write_event(assignment, rng);
                }
                self.proses(after, rng);
            }
            Block::List(listed) => self.list(listed, rng),
            Block::Bullets(listed) => {
                let heading = self.data.statements.bullet_headings.pick(rng);
                self.heading(frame, heading);
                for (number, assignment) in listed.iter().enumerate() {
                    self.page.push_verbatim(if number == 0 { "- " } else { "\n- " });
                    self.write_bullet(assignment, rng);
                }
            }
            Block::Caption(pictured) => self.caption(*pictured, rng),
            Block::Quote => {
                let by = speaker.or_else(|| self.public_person(home, rng));
                *speaker = by;
                self.quote(by, rng);
            }
            Block::Naming => {
                if let Some(who) = self.public_person(home, rng) {
                    let naming = self.data.voices.naming.pick(rng);
                    self.page.begin_sentence();
                    self.voice(naming, Some(who), rng);
                }
            }
            Block::Quantity(after) => {
                let quantity = self.data.voices.quantities.pick(rng);
                self.page.begin_sentence();
                self.voice(quantity, None, rng);
                self.proses(after, rng);
            }
            Block::Filler(sentences) => self.proses(sentences, rng),
            Block::Heading => {
                let heading = self.data.filler.headings.pick(rng);
                self.heading_line(frame, heading);
            }
        }
    }

    fn proses(&mut self, sentences: &[&Prose], rng: &mut Rng) {
        for sentence in sentences {
            self.prose(sentence, rng);
        }
    }

    fn heading_line(&mut self, frame: &Frame<'_>, heading: &str) {
        if frame.heading == HeadingStyle::Markdown {
            self.page.push_verbatim("## ");
        }
        self.page.push(heading);
    }

    fn heading(&mut self, frame: &Frame<'_>, heading: &str) {
        self.heading_line(frame, heading);
        self.page.push_verbatim(frame.paragraph_end);
    }

    fn list(&mut self, listed: &[&Assignment], rng: &mut Rng) {
        let sentence = self.data.statements.lists.pick(rng);
        self.page.begin_sentence();
        for piece in sentence.pieces() {
            match piece {
                Piece::Text(text) => self.page.push(text),
                Piece::Slot(ProseSlot::Items) => {
                    for (number, assignment) in listed.iter().enumerate() {
                        match number {
                            0 => {}
                            _ if number + 1 == listed.len() => self.page.push(" and "),
                            _ => self.page.push(", "),
                        }
                        self.write_item(assignment, rng);
                    }
                }
                Piece::Slot(slot) => self.word(slot, rng),
            }
        }
    }

    fn caption(&mut self, pictured: Option<&Assignment>, rng: &mut Rng) {
        let boilerplate = &self.data.boilerplate;
        if rng.percent(15) {
            self.voice(boilerplate.caption_leads.pick(rng), None, rng);
            self.page.push_verbatim("\n");
        }
        match pictured {
            Some(assignment) => {
                self.write_captioned_event(assignment, rng);
                self.page.push(if rng.percent(50) { "." } else { "" });
            }
            None => {
                self.page.begin_sentence();
                self.voice(boilerplate.plain_captions.pick(rng), None, rng);
            }
        }
        if rng.percent(65) {
            self.page.push(" ");
            self.voice(boilerplate.credits.pick(rng), None, rng);
        }
    }

    /// A person of the country with a rank or an office at the time of publication.
    fn public_person(&self, home: usize, rng: &mut Rng) -> Option<PersonRef> {
        let known: Vec<usize> = (0..self.home.people.len())
            .filter(|number| {
                self.home.people.get(*number).is_some_and(|person| {
                    let position = person.position(self.published, &self.data.offices);
                    person.is_active(self.published) && (position.rank.is_some() || position.office.is_some())
                })
            })
            .collect();
        rng.pick(&known).map(|number| PersonRef { country: home, number: *number })
    }

    fn quote(&mut self, speaker: Option<PersonRef>, rng: &mut Rng) {
        let voices = &self.data.voices;
        let form = if speaker.is_some() { voices.direct.pick(rng) } else { voices.anonymous.pick(rng) };
        self.page.begin_sentence();
        self.voice(form, speaker, rng);
        if speaker.is_some() && rng.percent(40) {
            let indirect = voices.indirect.pick(rng);
            self.space();
            self.page.begin_sentence();
            self.voice(indirect, speaker, rng);
        }
    }

    /// Writes a sentence about a speaker, or with their words.
    fn voice(&mut self, prose: &Prose, speaker: Option<PersonRef>, rng: &mut Rng) {
        for (number, piece) in prose.pieces().iter().enumerate() {
            let slot = match piece {
                Piece::Text(text) => {
                    self.page.push(text);
                    continue;
                }
                Piece::Slot(slot) => slot,
            };
            match (slot, speaker) {
                (ProseSlot::Speaker, Some(who)) => {
                    let place = if number == 0 { InSentence::Subject } else { InSentence::Other };
                    self.mention(who, self.published, place, rng);
                }
                (ProseSlot::Pronoun, Some(who)) => {
                    let gender = self.world.person(who).map(|it| it.gender);
                    self.page.push(if let Some(Gender::Female) = gender { "she" } else { "he" });
                }
                (ProseSlot::Quote, _) => self.quotation(speaker, rng),
                (ProseSlot::Quantity, _) => {
                    let unit = self.data.voices.units.pick(rng);
                    let number = rng.between(110, 48_000).unsigned_abs();
                    self.quantity(number, unit, Rounding::Any, None, rng);
                }
                (ProseSlot::Writer, _) => {
                    let name = rng.pick(&self.home.writers).map_or("", String::as_str);
                    self.page.push(name);
                }
                _ => self.word(slot, rng),
            }
        }
    }

    fn quotation(&mut self, speaker: Option<PersonRef>, rng: &mut Rng) {
        let quote = self.data.voices.quotes.pick(rng);
        let start = self.page.mark();
        self.voice(quote, None, rng);
        let (text, span) = self.page.since(start);
        self.records.quotations.push(QuotationRecord {
            article: self.stem.to_owned(),
            speaker: speaker.and_then(|it| self.world.person(it)).map(|it| it.id.clone()),
            text: text.to_owned(),
            span,
        });
    }

    /// Writes the last line of a page: the translator or the source.
    fn tail(&mut self, frame: &Frame<'_>, rng: &mut Rng) {
        let tail = self.data.boilerplate.tails.pick_where(rng, |it| {
            let signs = it.slots().any(|slot| *slot == ProseSlot::Translator);
            signs == frame.signed_by_translator
        });
        let Some(tail) = tail else { return };
        if !frame.signed_by_translator && rng.percent(50) {
            return;
        }
        let text = tail.fill(|slot, out| match slot {
            ProseSlot::Translator => out.push_str(frame.translator.as_deref().unwrap_or_default()),
            slot => out.push_str(&self.data.filler.words.word(slot, self.home, rng)),
        });
        self.page.push(&text);
    }
}
