//! Arranges the events of an article into blocks, with prose between them.

use crate::data::Data;
use crate::data::kind::Trait;
use crate::data::prose::Prose;
use crate::date::days_between;
use crate::plan::assignment::{ArticlePlan, Assignment};
use crate::plan::event::Event;
use crate::rng::Rng;
use crate::truth::Modality;

/// A block of an article. An empty line separates it from the next.
pub(crate) enum Block<'p, 'd> {
    /// Events in running text, with the sentences before and after them.
    Events {
        before: Vec<&'d Prose>,
        events: Vec<&'p Assignment>,
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

/// Removes a paragraph without events, for a near-duplicate.
pub(crate) fn leave_one_out(blocks: &mut Vec<(usize, Block<'_, '_>)>, rng: &mut Rng) {
    let idle: Vec<usize> = blocks
        .iter()
        .filter(|(_, block)| matches!(block, Block::Filler(_)))
        .map(|(number, _)| *number)
        .collect();
    if let Some(left_out) = rng.pick(&idle) {
        blocks.retain(|(number, _)| number != left_out);
    }
}

/// Arranges the events of an article into blocks, each with its number.
pub(crate) fn arrange<'p, 'd>(
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
    let lead = lead(plan, events, &mut rest, &mut fillers, rng);
    let (mut body, pictured) = with_events(rest, &mut fillers, rng);
    insert_others(&mut body, pictured, &mut fillers, rng);
    [lead].into_iter().chain(body).enumerate().collect()
}

/// The first block: news if the article has any. Takes the news out of `rest`.
fn lead<'p, 'd>(
    plan: &ArticlePlan,
    events: &[Event<'d>],
    rest: &mut Vec<&'p Assignment>,
    fillers: &mut Fillers<'d>,
    rng: &mut Rng,
) -> Block<'p, 'd> {
    let is_news = |it: &&Assignment| {
        let age = days_between(it.extent.last(), plan.published);
        age <= 6 && events.get(it.event).is_some_and(|event| event.spec.is(Trait::News))
    };
    let news = rest.iter().position(is_news).map(|index| rest.remove(index));
    match news {
        Some(news) => Block::Events { before: Vec::new(), events: vec![news], after: fillers.take(1, rng) },
        None => Block::Filler(fillers.take(2, rng)),
    }
}

/// The blocks with events, and an event for a caption.
fn with_events<'p, 'd>(
    rest: Vec<&'p Assignment>,
    fillers: &mut Fillers<'d>,
    rng: &mut Rng,
) -> (Vec<Block<'p, 'd>>, Option<&'p Assignment>) {
    let (listable, mut rest): (Vec<&Assignment>, Vec<&Assignment>) =
        rest.into_iter().partition(|it| it.must_say.is_none() && it.modality == Modality::Asserted);
    let mut listable = listable.into_iter();
    let mut blocks = Vec::new();
    if listable.len() >= 3 && rng.percent(35) {
        let count = 3 + rng.below(2);
        let listed: Vec<&Assignment> = listable.by_ref().take(count).collect();
        blocks.push(if rng.percent(50) { Block::List(listed) } else { Block::Bullets(listed) });
    }
    let pictured = if rng.percent(35) { listable.next() } else { None };
    rest.extend(listable);
    let mut rest = rest.into_iter().peekable();
    while rest.peek().is_some() {
        let count = 1 + rng.below(3);
        let (before, after) = (rng.below(2), rng.below(3));
        let events = rest.by_ref().take(count).collect();
        blocks.push(Block::Events {
            before: fillers.take(before, rng),
            events,
            after: fillers.take(after, rng),
        });
    }
    (blocks, pictured)
}

/// Inserts blocks without events, and the caption, in random places.
fn insert_others<'p, 'd>(
    body: &mut Vec<Block<'p, 'd>>,
    pictured: Option<&'p Assignment>,
    fillers: &mut Fillers<'d>,
    rng: &mut Rng,
) {
    let insert = |body: &mut Vec<Block<'p, 'd>>, block, rng: &mut Rng| {
        body.insert(rng.below(body.len() + 1), block);
    };
    for _ in 0..rng.between(3, 6) {
        let count = 3 + rng.below(3);
        insert(body, Block::Filler(fillers.take(count, rng)), rng);
    }
    for _ in 0..rng.below(4) {
        insert(body, Block::Quote, rng);
    }
    if rng.percent(40) {
        insert(body, Block::Quantity(fillers.take(1, rng)), rng);
    }
    if rng.percent(30) {
        insert(body, Block::Naming, rng);
    }
    if pictured.is_some() || rng.percent(10) {
        insert(body, Block::Caption(pictured), rng);
    }
    if rng.percent(30) {
        insert(body, Block::Heading, rng);
    }
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
