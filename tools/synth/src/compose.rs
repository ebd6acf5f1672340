//! Composes an article: orders what it has to tell into paragraphs, and writes them one after another.

use crate::data::Data;
use crate::event::Event;
use crate::frame::{Frame, HeadingStyle};
use crate::kind::Trait;
use crate::mention::Stands;
use crate::options::Options;
use crate::page::Page;
use crate::people::Gender;
use crate::plan::{ArticlePlan, Assignment, Plan};
use crate::quantity::Rounding;
use crate::rng::{Purpose, Rng};
use crate::template::Piece;
use crate::told::days_between;
use crate::truth::{Modality, QuotationRecord};
use crate::words::{Prose, ProseSlot};
use crate::world::{PersonRef, World};
use crate::writer::{Records, Writer};

/// An article and the truth about it.
pub(crate) struct Composed<'d> {
    pub(crate) frame: Frame<'d>,
    pub(crate) text: String,
    pub(crate) records: Records,
}

/// One block of an article, parted from the next by an empty line.
enum Block<'p, 'd> {
    /// Events in running text, with what is said before and after them.
    Events {
        before: Vec<&'d Prose>,
        told: Vec<&'p Assignment>,
        after: Vec<&'d Prose>,
    },
    /// Several events in one sentence.
    List(Vec<&'p Assignment>),
    /// Several events, a line each.
    Bullets(Vec<&'p Assignment>),
    /// A picture that shows an event, or none.
    Caption(Option<&'p Assignment>),
    Quote,
    Naming,
    Quantity(Vec<&'d Prose>),
    Filler(Vec<&'d Prose>),
    Heading,
}

/// Composes the article `plan`.
pub(crate) fn compose<'d>(
    options: &Options,
    world: &World<'d>,
    data: &'d Data,
    country: &Plan<'d>,
    plan: &ArticlePlan,
) -> Option<Composed<'d>> {
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
        met: Default::default(),
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
    Some(Composed { frame, text, records })
}

/// A copy lacks one paragraph that tells nothing.
fn leave_one_out(blocks: &mut Vec<(usize, Block<'_, '_>)>, rng: &mut Rng) {
    let idle: Vec<usize> = blocks
        .iter()
        .filter(|(_, block)| matches!(block, Block::Filler(_)))
        .map(|(number, _)| *number)
        .collect();
    if let Some(left_out) = rng.pick(&idle) {
        blocks.retain(|(number, _)| number != left_out);
    }
}

/// Orders what an article has to tell into blocks, each with its number.
fn arrange<'p, 'd>(
    plan: &'p ArticlePlan,
    events: &[Event<'d>],
    data: &'d Data,
    rng: &mut Rng,
) -> Vec<(usize, Block<'p, 'd>)> {
    let mut fillers = Fillers::new(data, rng);
    let mut rest: Vec<&Assignment> = plan.assignments.iter().collect();
    if rng.percent(65) {
        rest.sort_by_key(|it| it.extent.first());
    }
    let is_news = |it: &&Assignment| {
        let age = days_between(it.extent.last(), plan.published);
        age <= 6 && events.get(it.event).is_some_and(|event| event.spec.is(Trait::News))
    };
    let news = rest.iter().position(is_news).map(|index| rest.remove(index));
    let lead = match news {
        Some(news) => Block::Events { before: Vec::new(), told: vec![news], after: fillers.take(1, rng) },
        None => Block::Filler(fillers.take(2, rng)),
    };
    let (listable, mut rest): (Vec<&Assignment>, Vec<&Assignment>) =
        rest.into_iter().partition(|it| it.must_say.is_none() && it.modality == Modality::Asserted);
    let mut listable = listable.into_iter();
    let mut telling = Vec::new();
    if listable.len() >= 3 && rng.percent(35) {
        let count = 3 + rng.below(2);
        let listed: Vec<&Assignment> = listable.by_ref().take(count).collect();
        telling.push(if rng.percent(50) { Block::List(listed) } else { Block::Bullets(listed) });
    }
    let pictured = if rng.percent(35) { listable.next() } else { None };
    rest.extend(listable);
    let mut rest = rest.into_iter().peekable();
    while rest.peek().is_some() {
        let count = 1 + rng.below(3);
        let (before, after) = (rng.below(2), rng.below(3));
        let told = rest.by_ref().take(count).collect();
        telling.push(Block::Events {
            before: fillers.take(before, rng),
            told,
            after: fillers.take(after, rng),
        });
    }
    let mut body = telling;
    let insert = |body: &mut Vec<Block<'p, 'd>>, block, rng: &mut Rng| {
        body.insert(rng.below(body.len() + 1), block);
    };
    for _ in 0..rng.between(3, 6) {
        let count = 3 + rng.below(3);
        insert(&mut body, Block::Filler(fillers.take(count, rng)), rng);
    }
    for _ in 0..rng.below(4) {
        insert(&mut body, Block::Quote, rng);
    }
    if rng.percent(40) {
        insert(&mut body, Block::Quantity(fillers.take(1, rng)), rng);
    }
    if rng.percent(30) {
        insert(&mut body, Block::Naming, rng);
    }
    if pictured.is_some() || rng.percent(10) {
        insert(&mut body, Block::Caption(pictured), rng);
    }
    if rng.percent(30) {
        insert(&mut body, Block::Heading, rng);
    }
    [lead].into_iter().chain(body).enumerate().collect()
}

/// Sentences without events, none of them twice in one article.
struct Fillers<'d> {
    data: &'d Data,
    left: Vec<&'d Prose>,
}

impl<'d> Fillers<'d> {
    fn new(data: &'d Data, rng: &mut Rng) -> Self {
        let mut left: Vec<&Prose> = data.filler.sentences.iter().collect();
        rng.shuffle(&mut left);
        Self { data, left }
    }

    fn take(&mut self, count: usize, rng: &mut Rng) -> Vec<&'d Prose> {
        (0..count)
            .filter_map(|_| {
                let trap = rng.percent(6);
                if trap { Some(self.data.filler.traps.pick(rng)) } else { self.left.pop() }
            })
            .collect()
    }
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
            Block::Events { before, told, after } => {
                self.proses(before, rng);
                for assignment in told {
                    self.tell_event(assignment, rng);
                }
                self.proses(after, rng);
            }
            Block::List(listed) => self.list(listed, rng),
            Block::Bullets(listed) => {
                let heading = self.data.telling.bullet_headings.pick(rng);
                self.heading(frame, heading);
                for (number, assignment) in listed.iter().enumerate() {
                    self.page.push_verbatim(if number == 0 { "- " } else { "\n- " });
                    self.tell_bullet(assignment, rng);
                }
            }
            Block::Caption(pictured) => self.caption(*pictured, rng),
            Block::Quote => {
                let by = speaker.or_else(|| self.somebody(home, rng));
                *speaker = by;
                self.quote(by, rng);
            }
            Block::Naming => {
                if let Some(who) = self.somebody(home, rng) {
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
        let sentence = self.data.telling.lists.pick(rng);
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
                        self.tell_item(assignment, rng);
                    }
                }
                Piece::Slot(slot) => self.word(slot, rng),
            }
        }
    }

    fn caption(&mut self, pictured: Option<&Assignment>, rng: &mut Rng) {
        let furniture = &self.data.furniture;
        if rng.percent(15) {
            self.voice(furniture.caption_leads.pick(rng), None, rng);
            self.page.push_verbatim("\n");
        }
        match pictured {
            Some(assignment) => {
                self.tell_caption(assignment, rng);
                self.page.push(if rng.percent(50) { "." } else { "" });
            }
            None => {
                self.page.begin_sentence();
                self.voice(furniture.plain_captions.pick(rng), None, rng);
            }
        }
        if rng.percent(65) {
            self.page.push(" ");
            self.voice(furniture.credits.pick(rng), None, rng);
        }
    }

    /// Somebody of the country who holds a rank or an office when the article is published.
    fn somebody(&self, home: usize, rng: &mut Rng) -> Option<PersonRef> {
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
            let told = voices.told.pick(rng);
            self.space();
            self.page.begin_sentence();
            self.voice(told, speaker, rng);
        }
    }

    /// Writes a sentence about, or by, `speaker`.
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
                    let stands = if number == 0 { Stands::Subject } else { Stands::Elsewhere };
                    self.mention(who, self.published, stands, rng);
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

    /// What is left at the end of a page: who translated it, where it came from.
    fn tail(&mut self, frame: &Frame<'_>, rng: &mut Rng) {
        let tail = self.data.furniture.tails.pick_where(rng, |it| {
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
