//! Plans the articles of one country: their dates of publication, the events that they state, and near-duplicates.

use jiff::civil::Date;

pub(crate) mod assignment;
mod contradiction;
pub(crate) mod event;
mod generator;

use crate::data::Data;
use crate::data::kind::Trait;
use crate::date::{Precision, day_in, days_between, shift};
use crate::options::Options;
use crate::rng::{Purpose, Rng};
use crate::truth::Modality;
use crate::world::World;
use crate::world::person::LAST_YEAR;
use assignment::{ArticlePlan, Assignment};
use contradiction::{Contradiction, plant};
use event::Event;
use generator::{EventGenerator, Wanted};

/// The articles of a country and the events that they state.
pub(crate) struct Plan<'d> {
    pub(crate) home: usize,
    pub(crate) events: Vec<Event<'d>>,
    pub(crate) articles: Vec<ArticlePlan>,
    pub(crate) contradictions: Vec<Contradiction>,
}

/// The average and the greatest number of events in an article.
const USUAL_LOAD: usize = 6;
const FULL_LOAD: usize = 9;
/// The number of attempts for each event that is still wanted.
const ATTEMPTS: usize = 10;

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
        let mut generator = EventGenerator::new(data, world, home);
        let mut assigner = Assigner { originals, articles: &mut articles, events: &mut events };
        assigner.assign(&mut generator, &mut rng);
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

/// Assigns events to articles.
struct Assigner<'p, 'd> {
    originals: Vec<usize>,
    articles: &'p mut Vec<ArticlePlan>,
    events: &'p mut Vec<Event<'d>>,
}

impl<'d> Assigner<'_, 'd> {
    /// Assigns news and announcements first, then events of the past.
    fn assign(&mut self, generator: &mut EventGenerator<'_, 'd>, rng: &mut Rng) {
        let mut wanting = self.originals.len() * USUAL_LOAD;
        for anchor in self.originals.clone() {
            let Some(published) = self.published(anchor) else { continue };
            let wanted = match rng.below(100) {
                0..50 => Wanted::News(published),
                50..60 => Wanted::Plan(published),
                _ => continue,
            };
            // A few draws only: not every day has news.
            let assigned = (0..4).map(|_| self.draw(anchor, wanted, generator, rng)).find(|count| *count > 0);
            wanting = wanting.saturating_sub(assigned.unwrap_or(0));
        }
        for _ in 0..wanting * ATTEMPTS {
            if wanting == 0 {
                break;
            }
            let Some(&anchor) = rng.pick(&self.originals) else { return };
            let Some(published) = self.published(anchor) else { continue };
            let dates: Vec<Date> = self.assigned(anchor).iter().map(|it| it.extent.last()).collect();
            let wanted = match rng.pick(&dates) {
                Some(earlier) if rng.percent(35) => Wanted::After(*earlier, published),
                _ => Wanted::Past(published),
            };
            wanting = wanting.saturating_sub(self.draw(anchor, wanted, generator, rng));
        }
    }

    fn published(&self, article: usize) -> Option<Date> {
        self.articles.get(article).map(|it| it.published)
    }

    fn assigned(&self, article: usize) -> &[Assignment] {
        self.articles.get(article).map_or(&[], |it| &it.assignments)
    }

    /// Draws an event and assigns it to articles; returns their number.
    fn draw(
        &mut self,
        anchor: usize,
        wanted: Wanted,
        generator: &mut EventGenerator<'_, 'd>,
        rng: &mut Rng,
    ) -> usize {
        if self.assigned(anchor).len() >= FULL_LOAD {
            return 0;
        }
        let Some(event) = generator.draw(wanted, rng) else { return 0 };
        let last = event.extent.last();
        let mut others: Vec<usize> = self
            .originals
            .iter()
            .copied()
            .filter(|it| *it != anchor && self.assigned(*it).len() < FULL_LOAD)
            .filter(|it| self.published(*it).is_some_and(|published| published >= last))
            .collect();
        if others.is_empty() && self.originals.len() > 1 {
            return 0;
        }
        rng.shuffle(&mut others);
        // News for one paper is news for the others.
        let is_news = |it: usize| self.published(it).is_some_and(|day| days_between(last, day) <= 7);
        others.sort_by_key(|it| (!is_news(*it), self.assigned(*it).len()));
        let count = rng.weighted(&[(30, 1), (25, 2), (20, 3), (15, 4), (10, 5)]).unwrap_or(1);
        let articles: Vec<usize> = [anchor].into_iter().chain(others.into_iter().take(count)).collect();
        for article in &articles {
            let Some(article) = self.articles.get_mut(*article) else { continue };
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
        articles.len()
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
