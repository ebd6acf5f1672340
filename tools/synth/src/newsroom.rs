//! Generates a corpus: country by country, so that memory holds one country's articles and events at a time.

use std::collections::BTreeSet;

use crate::compose::compose;
use crate::data::Data;
use crate::error::Error;
use crate::options::Options;
use crate::plan::Plan;
use crate::rng::{Purpose, Rng};
use crate::stage::{Stage, Version, programme};
use crate::truth::{
    ContradictionRecord, ContradictionValue, CopyRecord, CorpusRecord, EventRecord, PersonRecord, Record,
    Telling, TermRecord,
};
use crate::world::World;

/// Takes what is generated.
pub trait Sink {
    /// Takes an article and the name of its file.
    fn article(&mut self, file_name: &str, text: &str) -> Result<(), Error>;

    /// Takes a line of the truth: a JSON object.
    fn truth(&mut self, line: &str) -> Result<(), Error>;

    /// Called once, after everything else.
    fn finish(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

/// How much was generated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles, copies included.
    pub articles: usize,
    /// Bytes of the articles.
    pub bytes: usize,
    /// Events that at least one article tells.
    pub events: usize,
    /// Statements of events in articles.
    pub tellings: usize,
    /// Planted contradictions between articles.
    pub contradictions: usize,
    /// Planted defects within articles.
    pub defects: usize,
    /// Near-copies.
    pub copies: usize,
    /// Scenes told wrongly.
    pub plants: usize,
}

/// About how many articles one country's papers print.
const ARTICLES_OF_A_COUNTRY: usize = 100;

/// Generates a corpus into `sink`.
pub fn generate(options: &Options, sink: &mut impl Sink) -> Result<Summary, Error> {
    let data = Data::load()?;
    let countries = options.articles.div_ceil(ARTICLES_OF_A_COUNTRY);
    // Each scene has a country to itself, and two neighbours, which are others' own.
    let of_scenes = if options.scenes > 0 { options.scenes + 2 } else { 0 };
    let world = World::new(options.seed, countries + of_scenes, &data);
    let mut room = Newsroom {
        options,
        data: &data,
        world: &world,
        sink,
        summary: Summary::default(),
        known: BTreeSet::new(),
    };
    room.put(&Record::Corpus(CorpusRecord {
        generator: concat!("synth ", env!("CARGO_PKG_VERSION")),
        seed: options.seed,
        articles: options.articles,
        contradictions: options.contradictions.to_string(),
        copies: options.copies.to_string(),
        defects: options.defects.to_string(),
    }))?;
    for home in 0..countries {
        // Every country's articles are spread over the corpus, as in a folder filled by many hands.
        let numbers = (home..options.articles).step_by(countries);
        room.print(&Plan::new(options, &world, &data, home, numbers))?;
    }
    room.scenes(countries)?;
    room.people()?;
    room.sink.finish()?;
    Ok(room.summary)
}

struct Newsroom<'a, 'd, S> {
    options: &'a Options,
    data: &'d Data,
    world: &'a World<'d>,
    sink: &'a mut S,
    summary: Summary,
    /// Ids of the people who have been named.
    known: BTreeSet<String>,
}

impl<'d, S: Sink> Newsroom<'_, 'd, S> {
    fn put(&mut self, record: &Record<'_>) -> Result<(), Error> {
        self.sink.truth(&serde_json::to_string(record)?)
    }

    /// Writes the articles of one country and the truth about them.
    fn print(&mut self, plan: &Plan<'d>) -> Result<(), Error> {
        let mut tellings: Vec<Vec<Telling>> = vec![Vec::new(); plan.events.len()];
        let mut stems: Vec<String> = Vec::new();
        let stem = |stems: &[String], number: usize| stems.get(number).cloned().unwrap_or_default();
        for article in &plan.articles {
            let Some(composed) = compose(self.options, self.world, self.data, plan, article) else {
                continue;
            };
            let copy_of = article.copy_of.map(|original| stem(&stems, original));
            let name = composed.frame.stem.clone();
            self.sink.article(&format!("{name}.md"), &composed.text)?;
            self.summary.articles += 1;
            self.summary.bytes += composed.text.len();
            self.put(&Record::Article(composed.frame.record(copy_of.clone())))?;
            if let Some(original) = copy_of {
                self.summary.copies += 1;
                self.put(&Record::Copy(CopyRecord { original, copy: name.clone() }))?;
            }
            let records = composed.records;
            for mention in records.mentions {
                self.known.insert(mention.person_id.clone());
                self.put(&Record::Mention(mention))?;
            }
            for quotation in records.quotations {
                self.put(&Record::Quotation(quotation))?;
            }
            for quantity in records.quantities {
                self.put(&Record::Quantity(quantity))?;
            }
            for defect in records.defects {
                self.summary.defects += 1;
                self.put(&Record::Defect(defect))?;
            }
            for (event, telling) in records.tellings {
                if let Some(tellings) = tellings.get_mut(event) {
                    tellings.push(telling);
                }
            }
            stems.push(name);
        }
        for (event, tellings) in plan.events.iter().zip(tellings) {
            self.summary.events += 1;
            self.summary.tellings += tellings.len();
            let place = self.world.country(event.cast.place.country);
            self.put(&Record::Event(EventRecord {
                event_id: &event.id,
                kind: event.spec.kind,
                name: event.names.first().map(String::as_str),
                aliases: event.names.get(1..).unwrap_or_default(),
                date: event.extent.in_full().edtf(),
                participants: event.participants(self.world),
                place: place.map_or("", |it| it.town(event.cast.place.number)),
                country: place.map_or("", |it| &it.name),
                tellings,
            }))?;
        }
        for planted in &plan.contradictions {
            let Some(event) = plan.events.get(planted.event) else { continue };
            self.summary.contradictions += 1;
            let values = planted.values.iter().map(|told| ContradictionValue {
                value: told.value.clone(),
                articles: told.articles.iter().map(|number| stem(&stems, *number)).collect(),
            });
            self.put(&Record::Contradiction(ContradictionRecord {
                event_id: event.id.clone(),
                kind: event.spec.kind,
                property: planted.property,
                values: values.collect(),
            }))?;
        }
        Ok(())
    }

    /// Writes the scenes, each in a country of its own from `home` on.
    fn scenes(&mut self, home: usize) -> Result<(), Error> {
        let mut first = self.options.articles;
        let mut rng = Rng::new(self.options.seed, Purpose::Scenes, &[]);
        for (number, scene) in programme(self.data, self.options.scenes).enumerate() {
            let wrong = rng.happens(self.options.planted) && scene.can_be_wrong();
            let version = if wrong { Version::Wrong } else { Version::True };
            let Options { seed, .. } = *self.options;
            let stage =
                Stage { seed, data: self.data, world: self.world, home: home + number, number, version };
            let told = stage.tell(scene, first);
            let staged = told.map_err(|message| Error::Data { file: "scenes-*.toml", message })?;
            first += staged.articles.len();
            for (record, text) in staged.articles {
                self.sink.article(&format!("{}.md", record.article), &text)?;
                self.summary.articles += 1;
                self.summary.bytes += text.len();
                self.put(&Record::Article(record))?;
            }
            self.put(&Record::Scene(staged.scene))?;
            for statement in staged.statements {
                self.put(&Record::Statement(statement))?;
            }
            for copy in staged.copies {
                self.summary.copies += 1;
                self.put(&Record::Copy(copy))?;
            }
            if let Some(plant) = staged.plant {
                self.summary.plants += 1;
                self.put(&Record::Plant(plant))?;
            }
        }
        Ok(())
    }

    /// Writes who the people are that have been named.
    fn people(&mut self) -> Result<(), Error> {
        let world = self.world;
        for country in &world.countries {
            for person in &country.people {
                if !self.known.contains(&person.id) {
                    continue;
                }
                let offices = person.terms.iter().map(|term| TermRecord {
                    office: &term.office.before,
                    from: term.from.to_string(),
                    to: term.to.to_string(),
                });
                self.put(&Record::Person(PersonRecord {
                    person_id: &person.id,
                    name: &person.name.full,
                    short_name: &person.name.short,
                    country: &country.name,
                    born: person.born.to_string(),
                    died: person.died.map(|day| day.to_string()),
                    offices: offices.collect(),
                }))?;
            }
        }
        Ok(())
    }
}
