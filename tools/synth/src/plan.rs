//! Plans the articles of one country: when each is published, which events it tells, and what it copies.

use jiff::civil::Date;

use crate::chronicle::{Chronicle, Wanted};
use crate::data::Data;
use crate::event::{Event, Town};
use crate::kind::Trait;
use crate::options::Options;
use crate::people::{LAST_YEAR, day_in};
use crate::planting::{Contradiction, plant};
use crate::rng::{Purpose, Rng};
use crate::told::{Extent, days_between, shift};
use crate::truth::{Modality, Property};
use crate::world::World;

/// What a country's articles will tell.
pub(crate) struct Plan<'d> {
    pub(crate) home: usize,
    pub(crate) events: Vec<Event<'d>>,
    pub(crate) articles: Vec<ArticlePlan>,
    pub(crate) contradictions: Vec<Contradiction>,
}

pub(crate) struct ArticlePlan {
    /// Its number in the whole corpus.
    pub(crate) number: usize,
    pub(crate) published: Date,
    /// Which article of the plan it is a near-copy of.
    pub(crate) copy_of: Option<usize>,
    pub(crate) assignments: Vec<Assignment>,
}

/// One event that an article is to tell, and what it is to say of it.
#[derive(Debug, Clone)]
pub(crate) struct Assignment {
    /// Which event of the plan.
    pub(crate) event: usize,
    /// When it happened, according to this article.
    pub(crate) extent: Extent,
    /// Where it happened, according to this article.
    pub(crate) place: Town,
    /// How many, according to this article.
    pub(crate) value: Option<u32>,
    pub(crate) precision: Precision,
    /// What must not be left out, because tellers disagree about it.
    pub(crate) must_say: Option<Property>,
    pub(crate) modality: Modality,
}

/// How precise a told date has to be, at the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    /// Any date, or none.
    Any,
    Year,
    Month,
    Day,
}

/// How many events an article tells on average, and at most.
const USUAL_LOAD: usize = 6;
const FULL_LOAD: usize = 9;
/// Draws of events before a country is taken to have no more to give.
const PATIENCE: usize = 10;

impl<'d> Plan<'d> {
    /// The plan for the country `home`, whose articles get these numbers.
    pub(crate) fn new(
        options: &Options,
        world: &World<'d>,
        data: &'d Data,
        home: usize,
        numbers: impl Iterator<Item = usize>,
    ) -> Self {
        let mut rng = Rng::new(options.seed, Purpose::Plan, &[home]);
        let mut articles = blank_articles(options, numbers, &mut rng);
        let mut events = Vec::new();
        let originals: Vec<usize> = (0..articles.len())
            .filter(|it| articles.get(*it).is_some_and(|it| it.copy_of.is_none()))
            .collect();
        let mut chronicle = Chronicle::new(data, world, home);
        let mut desk = Desk { originals, articles: &mut articles, events: &mut events };
        desk.assign(&mut chronicle, &mut rng);
        let mut contradictions = plant(options.contradictions, &events, &mut articles, world, &mut rng);
        for number in 0..articles.len() {
            fill_copy(number, &mut articles, &mut contradictions);
        }
        Self { home, events, articles, contradictions }
    }
}

fn blank_articles(
    options: &Options,
    numbers: impl Iterator<Item = usize>,
    rng: &mut Rng,
) -> Vec<ArticlePlan> {
    let mut articles: Vec<ArticlePlan> = Vec::new();
    let mut originals: Vec<usize> = Vec::new();
    for number in numbers {
        let copy_of = if rng.happens(options.copies) { rng.pick(&originals).copied() } else { None };
        let copied = copy_of.and_then(|it: usize| articles.get(it)).map(|original| original.published);
        let alongside = rng.pick(&originals).and_then(|it| articles.get(*it)).map(|it| it.published);
        let published = copied.unwrap_or_else(|| {
            if let (Some(day), true) = (alongside, rng.percent(45)) {
                return shift(day, rng.between(0, 3));
            }
            let earliest = if rng.percent(40) { 1995 } else { 1946 };
            let year = rng.between(earliest, i32::from(LAST_YEAR)) as i16;
            day_in(rng, year)
        });
        if copy_of.is_none() {
            originals.push(articles.len());
        }
        articles.push(ArticlePlan { number, published, copy_of, assignments: Vec::new() });
    }
    articles
}

/// Hands out events to articles.
struct Desk<'p, 'd> {
    originals: Vec<usize>,
    articles: &'p mut Vec<ArticlePlan>,
    events: &'p mut Vec<Event<'d>>,
}

impl<'d> Desk<'_, 'd> {
    /// First the news and the plans that articles are written for, then what they look back on.
    fn assign(&mut self, chronicle: &mut Chronicle<'_, 'd>, rng: &mut Rng) {
        let mut wanting = self.originals.len() * USUAL_LOAD;
        for anchor in self.originals.clone() {
            let Some(published) = self.published(anchor) else { continue };
            let wanted = match rng.below(100) {
                0..50 => Wanted::News(published),
                50..60 => Wanted::Plan(published),
                _ => continue,
            };
            // A few draws only: not every day has news.
            let told = (0..4).map(|_| self.draw(anchor, wanted, chronicle, rng)).find(|told| *told > 0);
            wanting = wanting.saturating_sub(told.unwrap_or(0));
        }
        for _ in 0..wanting * PATIENCE {
            if wanting == 0 {
                break;
            }
            let Some(&anchor) = rng.pick(&self.originals) else { return };
            let Some(published) = self.published(anchor) else { continue };
            let told: Vec<Date> = self.told(anchor).iter().map(|it| it.extent.last()).collect();
            let wanted = match rng.pick(&told) {
                Some(earlier) if rng.percent(35) => Wanted::After(*earlier, published),
                _ => Wanted::Past(published),
            };
            wanting = wanting.saturating_sub(self.draw(anchor, wanted, chronicle, rng));
        }
    }

    fn published(&self, article: usize) -> Option<Date> {
        self.articles.get(article).map(|it| it.published)
    }

    fn told(&self, article: usize) -> &[Assignment] {
        self.articles.get(article).map_or(&[], |it| &it.assignments)
    }

    /// Draws one event and gives it to its tellers; says how many there are.
    fn draw(
        &mut self,
        anchor: usize,
        wanted: Wanted,
        chronicle: &mut Chronicle<'_, 'd>,
        rng: &mut Rng,
    ) -> usize {
        if self.told(anchor).len() >= FULL_LOAD {
            return 0;
        }
        let Some(event) = chronicle.draw(wanted, rng) else { return 0 };
        let last = event.extent.last();
        let mut others: Vec<usize> = self
            .originals
            .iter()
            .copied()
            .filter(|it| *it != anchor && self.told(*it).len() < FULL_LOAD)
            .filter(|it| self.published(*it).is_some_and(|published| published >= last))
            .collect();
        if others.is_empty() && self.originals.len() > 1 {
            return 0;
        }
        rng.shuffle(&mut others);
        // What is news to one paper is news to the others.
        let is_news = |it: usize| self.published(it).is_some_and(|day| days_between(last, day) <= 7);
        others.sort_by_key(|it| (!is_news(*it), self.told(*it).len()));
        let count = rng.weighted(&[(30, 1), (25, 2), (20, 3), (15, 4), (10, 5)]).unwrap_or(1);
        let tellers: Vec<usize> = [anchor].into_iter().chain(others.into_iter().take(count)).collect();
        for teller in &tellers {
            let Some(article) = self.articles.get_mut(*teller) else { continue };
            let modality = modality(&event, article.published, rng);
            article.assignments.push(Assignment {
                event: self.events.len(),
                extent: event.extent,
                place: event.cast.place,
                value: None,
                precision: Precision::Any,
                must_say: None,
                modality,
            });
        }
        self.events.push(event);
        tellers.len()
    }
}

fn modality(event: &Event<'_>, published: Date, rng: &mut Rng) -> Modality {
    if days_between(event.extent.last(), published) < 0 {
        return Modality::Planned;
    }
    match (event.spec.is(Trait::News), rng.below(100)) {
        (true, 0) => Modality::Denied,
        (true, 1..5) => Modality::Reported,
        _ => Modality::Asserted,
    }
}

fn fill_copy(number: usize, articles: &mut [ArticlePlan], contradictions: &mut [Contradiction]) {
    let Some(original) = articles.get(number).and_then(|it| it.copy_of) else { return };
    let Some(assignments) = articles.get(original).map(|it| it.assignments.clone()) else { return };
    if let Some(copy) = articles.get_mut(number) {
        copy.assignments = assignments;
    }
    for value in contradictions.iter_mut().flat_map(|it| &mut it.values) {
        if value.articles.contains(&original) {
            value.articles.push(number);
        }
    }
}
