//! Generates a corpus country by country, so that only one country is in memory at a time.

use std::collections::BTreeSet;

use crate::data::Data;
use crate::error::Error;
use crate::options::Options;
use crate::plan::Plan;
use crate::rng::{Purpose, Rng};
use crate::truth::{
    ContradictionRecord, ContradictionValue, CopyRecord, CorpusRecord, EventRecord, EventStatement,
    PersonRecord, Record, TermRecord,
};
use crate::world::World;
use crate::write::Records;
use crate::write::article::write_article;
use crate::write::scene::{SceneWriter, Version, WrittenScene, scenes_in_turn};

/// Receives the generated articles and records.
pub trait Sink {
    /// Receives an article and the name of its file.
    fn article(&mut self, file_name: &str, text: &str) -> Result<(), Error>;

    /// Receives a record of the truth: a line with a JSON object.
    fn truth(&mut self, line: &str) -> Result<(), Error>;

    /// Called once, after everything else.
    fn finish(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

/// Counts of what was generated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles, copies included.
    pub articles: usize,
    /// Bytes of the articles.
    pub bytes: usize,
    /// Events that at least one article states.
    pub events: usize,
    /// Statements of events in articles.
    pub statements: usize,
    /// Planted contradictions between articles.
    pub contradictions: usize,
    /// Planted defects within articles.
    pub defects: usize,
    /// Near-duplicates.
    pub copies: usize,
    /// Scenes in their wrong version.
    pub plants: usize,
}

/// The approximate number of articles for each country.
const ARTICLES_OF_A_COUNTRY: usize = 100;

/// Generates a corpus into `sink`.
pub fn generate(options: &Options, sink: &mut impl Sink) -> Result<Summary, Error> {
    let data = Data::load()?;
    let countries = options.articles.div_ceil(ARTICLES_OF_A_COUNTRY);
    // Each scene has its own country; the next two countries are its neighbours.
    let of_scenes = if options.scenes > 0 { options.scenes + 2 } else { 0 };
    let world = World::new(options.seed, countries + of_scenes, &data);
    let mut writer = CorpusWriter {
        options,
        data: &data,
        world: &world,
        sink,
        summary: Summary::default(),
        known: BTreeSet::new(),
    };
    writer.put(&Record::Corpus(CorpusRecord {
        generator: concat!("synth ", env!("CARGO_PKG_VERSION")),
        seed: options.seed,
        articles: options.articles,
        contradictions: options.contradictions.to_string(),
        copies: options.copies.to_string(),
        defects: options.defects.to_string(),
    }))?;
    for home in 0..countries {
        // The articles of a country are spread over the corpus.
        let numbers = (home..options.articles).step_by(countries);
        writer.country(&Plan::new(options, &world, &data, home, numbers))?;
    }
    writer.scenes(countries)?;
    writer.people()?;
    writer.sink.finish()?;
    Ok(writer.summary)
}

struct CorpusWriter<'a, 'd, S> {
    options: &'a Options,
    data: &'d Data,
    world: &'a World<'d>,
    sink: &'a mut S,
    summary: Summary,
    /// Ids of the people who have been named.
    known: BTreeSet<String>,
}

impl<'d, S: Sink> CorpusWriter<'_, 'd, S> {
    fn put(&mut self, record: &Record<'_>) -> Result<(), Error> {
        self.sink.truth(&serde_json::to_string(record)?)
    }

    /// Writes the articles of one country and the truth about them.
    fn country(&mut self, plan: &Plan<'d>) -> Result<(), Error> {
        let mut statements: Vec<Vec<EventStatement>> = vec![Vec::new(); plan.events.len()];
        let mut stems: Vec<String> = Vec::new();
        for article in &plan.articles {
            let Some(written) = write_article(self.options, self.world, self.data, plan, article) else {
                continue;
            };
            let copy_of = article.copy_of.map(|original| stem(&stems, original));
            let name = written.frame.stem.clone();
            self.sink.article(&format!("{name}.md"), &written.text)?;
            self.summary.articles += 1;
            self.summary.bytes += written.text.len();
            self.put(&Record::Article(written.frame.record(copy_of.clone())))?;
            if let Some(original) = copy_of {
                self.summary.copies += 1;
                self.put(&Record::Copy(CopyRecord { original, copy: name.clone() }))?;
            }
            self.records(written.records, &mut statements)?;
            stems.push(name);
        }
        self.events(plan, statements)?;
        self.contradictions(plan, &stems)
    }

    /// Writes the records of one article, and collects its statements by event.
    fn records(&mut self, records: Records, statements: &mut [Vec<EventStatement>]) -> Result<(), Error> {
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
        for (event, statement) in records.statements {
            if let Some(statements) = statements.get_mut(event) {
                statements.push(statement);
            }
        }
        Ok(())
    }

    /// Writes the events of one country with their statements.
    fn events(&mut self, plan: &Plan<'d>, statements: Vec<Vec<EventStatement>>) -> Result<(), Error> {
        for (event, statements) in plan.events.iter().zip(statements) {
            self.summary.events += 1;
            self.summary.statements += statements.len();
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
                statements,
            }))?;
        }
        Ok(())
    }

    /// Writes the planted contradictions of one country. `stems` are the names of its articles.
    fn contradictions(&mut self, plan: &Plan<'d>, stems: &[String]) -> Result<(), Error> {
        for planted in &plan.contradictions {
            let Some(event) = plan.events.get(planted.event) else { continue };
            self.summary.contradictions += 1;
            let values = planted.values.iter().map(|side| ContradictionValue {
                value: side.value.clone(),
                articles: side.articles.iter().map(|number| stem(stems, *number)).collect(),
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
        for (number, scene) in scenes_in_turn(self.data, self.options.scenes).enumerate() {
            let wrong = rng.happens(self.options.planted) && scene.has_wrong_version();
            let version = if wrong { Version::Wrong } else { Version::True };
            let Options { seed, .. } = *self.options;
            let writer = SceneWriter {
                seed,
                data: self.data,
                world: self.world,
                home: home + number,
                number,
                version,
            };
            let written = writer.write(scene, first);
            let written = written.map_err(|message| Error::Data { file: "scenes-*.toml", message })?;
            first += written.articles.len();
            self.scene(written)?;
        }
        Ok(())
    }

    /// Writes the articles of one scene and the truth about them.
    fn scene(&mut self, written: WrittenScene) -> Result<(), Error> {
        for (record, text) in written.articles {
            self.sink.article(&format!("{}.md", record.article), &text)?;
            self.summary.articles += 1;
            self.summary.bytes += text.len();
            self.put(&Record::Article(record))?;
        }
        self.put(&Record::Scene(written.scene))?;
        for statement in written.statements {
            self.put(&Record::Statement(statement))?;
        }
        for copy in written.copies {
            self.summary.copies += 1;
            self.put(&Record::Copy(copy))?;
        }
        if let Some(plant) = written.plant {
            self.summary.plants += 1;
            self.put(&Record::Plant(plant))?;
        }
        Ok(())
    }

    /// Writes the people who have been named.
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

/// The file name of an article of a country, without its extension.
fn stem(stems: &[String], number: usize) -> String {
    stems.get(number).cloned().unwrap_or_default()
}
