//! Writes the articles of a scene, and the truth about them.

use crate::data::Data;
use crate::data::dates::Style;
use crate::data::kind::Kind;
use crate::data::scene::{ArticleScript, Scene, SceneSlot, Text};
use crate::data::scene_value::{Definition, Value, Values};
use crate::date::{StatedDate, days_between, shift};
use crate::page::{Mark, Page, Quotes};
use crate::rng::{Purpose, Rng};
use crate::template::Piece;
use crate::text::{capitalised, ordinal, respelt, slug, thousands, yaml};
use crate::truth::{
    ArticleRecord, CopyRecord, EvidenceRecord, PlantRecord, PublishedBasis, SceneRecord, StatementRecord,
};
use crate::world::{Country, PersonRef, World};
use crate::write::date_expression::{Expression, Shape};

/// Whether a scene has its true values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    True,
    Wrong,
}

/// A scene's articles and the truth about them.
pub(crate) struct WrittenScene {
    /// Stem and text.
    pub(crate) articles: Vec<(ArticleRecord, String)>,
    pub(crate) scene: SceneRecord,
    pub(crate) statements: Vec<StatementRecord>,
    pub(crate) plant: Option<PlantRecord>,
    pub(crate) copies: Vec<CopyRecord>,
}

/// Writes one scene.
pub(crate) struct SceneWriter<'a, 'd> {
    pub(crate) seed: u64,
    pub(crate) data: &'d Data,
    pub(crate) world: &'a World<'d>,
    /// The country of the scene, which has no other events.
    pub(crate) home: usize,
    /// The index of the scene in the corpus.
    pub(crate) number: usize,
    pub(crate) version: Version,
}

/// What an article shares with one that repeats it.
#[derive(Clone)]
struct SceneArticle<'s> {
    text: &'s Text,
    title: String,
    outlet: String,
    url: String,
    stem: String,
    published: jiff::civil::Date,
    /// The random stream of its filler.
    filler: usize,
    style: &'s Style,
}

impl<'d> SceneWriter<'_, 'd> {
    /// Writes the scene, whose first article has the number `first` in the corpus.
    pub(crate) fn write(&self, scene: &'d Scene, first: usize) -> Result<WrittenScene, String> {
        let mut rng = Rng::new(self.seed, Purpose::Scenes, &[self.number]);
        let home = self.world.country(self.home).ok_or("expected a country")?;
        let mut values = self.cast(home, &mut rng);
        self.define(&scene.definitions, &scene.wrong, &mut values, &mut rng)?;
        let id = format!("s{:05}", self.number);
        let mut written = WrittenScene {
            articles: Vec::new(),
            scene: SceneRecord { scene: id.clone(), class: scene.class.clone(), articles: Vec::new() },
            statements: Vec::new(),
            plant: None,
            copies: Vec::new(),
        };
        let mut evidence = Vec::new();
        let mut articles: Vec<SceneArticle<'d>> = Vec::new();
        for (index, script) in scene.article.iter().enumerate() {
            let mut values = values.clone();
            self.define(&script.definitions, &script.wrong, &mut values, &mut rng)?;
            let article = self.article(script, &articles, first + index, &values, home, &mut rng)?;
            let mut writer = ArticleWriter {
                scene_writer: self,
                id: &id,
                scene,
                article: &article,
                page: Page::new(Quotes::Curly),
                open: Vec::new(),
            };
            let (statements, found) = writer.write(script, index, &values, home)?;
            let text = format!("{}\n", writer.page.into_text().trim_end());
            written.statements.extend(statements);
            evidence.extend(found);
            let original = script.repeats.and_then(|it| articles.get(it)).map(|it| it.stem.clone());
            written.scene.articles.push(article.stem.clone());
            written.articles.push((article.record(original.clone()), text));
            if let Some(original) = original {
                written.copies.push(CopyRecord { original, copy: article.stem.clone() });
            }
            articles.push(article);
        }
        written.plant = (self.version == Version::Wrong).then(|| PlantRecord {
            scene: id.clone(),
            class: scene.class.clone(),
            evidence,
        });
        Ok(written)
    }

    fn define(
        &self,
        always: &[Definition],
        wrong: &[Definition],
        values: &mut Values,
        rng: &mut Rng,
    ) -> Result<(), String> {
        let wrong = if self.version == Version::Wrong { wrong } else { &[] };
        always.iter().chain(wrong).try_for_each(|it| it.define(values, rng))
    }

    /// The names of the scene's country and its neighbours.
    fn cast(&self, home: &Country<'_>, rng: &mut Rng) -> Values {
        let mut values = Values::new();
        let mut put = |name: &str, word: &str| {
            values.insert(name.to_owned(), Value::Word(word.to_owned()));
        };
        for (letter, offset) in [("a", 0), ("b", 1), ("c", 2)] {
            let Some(country) = self.world.country(self.home + offset) else { continue };
            put(letter, &country.name);
            put(&format!("{letter}-adj"), &country.demonym);
            put(&format!("{letter}-formal"), &country.formal_name);
            put(&format!("{letter}-capital"), country.town(0));
            put(&format!("{letter}-agency"), &country.agency.name);
        }
        for number in 1..=5 {
            put(&format!("t{number}"), home.town(number));
            put(&format!("unit{number}"), home.units.get(number).map_or("", String::as_str));
            put(&format!("body{number}"), home.institutions.get(number).map_or("", |it| &it.name));
            let person =
                |number| self.world.person(PersonRef { country: self.home, number }).map(|it| &it.name);
            let (Some(name), Some(other)) = (person(number), person(number + 5)) else { continue };
            put(&format!("p{number}"), &name.full);
            put(&format!("p{number}-short"), &name.short);
            // Another spelling, and another person with the same family name.
            put(&format!("p{number}-spelt"), &respelt(&name.full));
            put(&format!("p{number}-kin"), &other.full.replace(&other.short, &name.short));
        }
        let code = self.data.world.code_name(10_000 + self.number + rng.below(2) * 7000);
        put("code", &code);
        values
    }

    fn article(
        &self,
        script: &'d ArticleScript,
        before: &[SceneArticle<'d>],
        number: usize,
        values: &Values,
        home: &Country<'_>,
        rng: &mut Rng,
    ) -> Result<SceneArticle<'d>, String> {
        let original = script.repeats.and_then(|it| before.get(it));
        let latest = values.values().filter_map(|it| match it {
            Value::Day(day) => Some(*day),
            _ => None,
        });
        let latest = latest.max().unwrap_or(jiff::civil::date(1990, 1, 1));
        let published = match values.get("published") {
            Some(Value::Day(day)) => shift(*day, i32::try_from(before.len()).unwrap_or(0) % 3),
            _ => shift(
                latest,
                400 + rng.between(0, days_between(latest, jiff::civil::date(2024, 12, 1)).max(401) - 400),
            ),
        };
        let published = original.map_or(published, |it| it.published);
        let own_title =
            capitalised(&self.data.filler.words.fill(self.data.boilerplate.titles.pick(rng), home, rng));
        let title = original.map_or(own_title, |it| it.title.clone());
        let own_outlet = home.outlets.get((number + before.len()) % home.outlets.len().max(1));
        let outlet = own_outlet.map_or(String::new(), |it| slug(it));
        let stem = format!("{number:05}-{}", slug(&title));
        let url = format!("https://{outlet}.example/{}/{}-{number}", published.year(), slug(&title));
        let (outlet, url) = match original {
            Some(it) if script.same_address => (it.outlet.clone(), it.url.clone()),
            _ => (outlet, url),
        };
        let text = match (&script.text, original) {
            (Some(texts), _) => texts.pick(rng),
            (None, Some(original)) => original.text,
            (None, None) => return Err("expected a text".to_owned()),
        };
        let filler = original.map_or(number, |it| it.filler);
        let style = original.map_or_else(|| self.data.dates.style(rng), |it| it.style);
        Ok(SceneArticle { text, title, outlet, url, stem, published, filler, style })
    }
}

impl SceneArticle<'_> {
    fn record(&self, copy_of: Option<String>) -> ArticleRecord {
        ArticleRecord {
            article: self.stem.clone(),
            title: Some(self.title.clone()),
            source: Some(self.outlet.clone()),
            url: Some(self.url.clone()),
            author: None,
            translator: None,
            published: Some(self.published.to_string()),
            published_basis: PublishedBasis::FrontMatter,
            copy_of,
        }
    }
}

/// Writes one article of a scene.
struct ArticleWriter<'w, 'a, 'd> {
    scene_writer: &'w SceneWriter<'a, 'd>,
    id: &'w str,
    scene: &'d Scene,
    article: &'w SceneArticle<'d>,
    page: Page,
    open: Vec<(&'d SceneSlot, Mark)>,
}

impl<'d> ArticleWriter<'_, '_, 'd> {
    fn write(
        &mut self,
        script: &ArticleScript,
        index: usize,
        values: &Values,
        home: &Country<'_>,
    ) -> Result<(Vec<StatementRecord>, Vec<EvidenceRecord>), String> {
        let SceneArticle { title, outlet, url, published, .. } = self.article;
        self.page.push_verbatim(&format!(
            "---\nsource: {outlet}\nurl: {url}\ntitle: {}\npublished: {published}\nlanguage: en\n---\n{title}\n\n",
            yaml(title)
        ));
        let mut rng = Rng::new(
            self.scene_writer.seed,
            Purpose::Scenes,
            &[self.scene_writer.number, self.article.filler + 1],
        );
        let paragraphs = script.filler.unwrap_or_else(|| 2 + rng.below(3));
        self.filler(home, &mut rng);
        let (mut statements, mut evidence) = (Vec::new(), Vec::new());
        // Half of the texts are in the middle of a paragraph; texts of several paragraphs never are.
        let breaks = |piece: &Piece<SceneSlot>| matches!(piece, Piece::Text(text) if text.contains("\n\n"));
        let within = rng.percent(50) && !self.article.text.pieces().iter().any(breaks);
        if within {
            self.sentence(home, &mut rng);
            self.page.push_verbatim(" ");
        }
        self.page.begin_sentence();
        let mut wording = Rng::new(
            self.scene_writer.seed,
            Purpose::Scenes,
            &[self.scene_writer.number, self.article.filler + 1, 1],
        );
        for piece in self.article.text.pieces() {
            let slot = match piece {
                Piece::Text(text) => {
                    self.text(text);
                    continue;
                }
                Piece::Slot(slot) => slot,
            };
            match slot {
                SceneSlot::Event(_) | SceneSlot::Evidence(_) => self.open.push((slot, self.page.mark())),
                SceneSlot::Value(name) => self.value(name, values, &mut wording)?,
                SceneSlot::End => self.close(script, index, &mut statements, &mut evidence),
            }
        }
        if within {
            self.page.push_verbatim(" ");
            self.sentence(home, &mut rng);
        }
        self.page.push_verbatim("\n\n");
        for _ in 1..paragraphs {
            self.filler(home, &mut rng);
        }
        Ok((statements, evidence))
    }

    /// Writes words of the text; an empty line begins a paragraph.
    fn text(&mut self, text: &str) {
        for (number, paragraph) in text.split("\n\n").enumerate() {
            if number > 0 {
                self.page.push_verbatim("\n\n");
                self.page.begin_sentence();
            }
            for (number, sentence) in paragraph.split(". ").enumerate() {
                if number > 0 {
                    self.page.push(". ");
                    self.page.begin_sentence();
                }
                self.page.push(sentence);
            }
        }
    }

    fn close(
        &mut self,
        script: &ArticleScript,
        index: usize,
        statements: &mut Vec<StatementRecord>,
        evidence: &mut Vec<EvidenceRecord>,
    ) {
        let Some((slot, mark)) = self.open.pop() else { return };
        let (text, span) = self.page.since(mark);
        let (article, text) = (self.article.stem.clone(), text.to_owned());
        match slot {
            SceneSlot::Event(name) => statements.push(StatementRecord {
                event_id: format!("{}-{name}", self.id),
                kind: self.scene.events.get(name).copied().unwrap_or(Kind::Statement),
                article,
                text,
                span,
            }),
            SceneSlot::Evidence(side) => {
                // An article that repeats another one is a side of its own.
                let side = if script.repeats.is_some() { side + 10 * index } else { *side };
                evidence.push(EvidenceRecord { side, article, text, span });
            }
            _ => {}
        }
    }

    /// Writes a paragraph without events.
    fn filler(&mut self, home: &Country<'_>, rng: &mut Rng) {
        for number in 0..rng.between(2, 4) {
            if number > 0 {
                self.page.push_verbatim(" ");
            }
            self.sentence(home, rng);
        }
        self.page.push_verbatim("\n\n");
    }

    fn sentence(&mut self, home: &Country<'_>, rng: &mut Rng) {
        let filler = &self.scene_writer.data.filler;
        self.page.begin_sentence();
        self.page.push(&filler.words.fill(filler.sentences.pick(rng), home, rng));
    }

    /// Writes `name` or `name:form`.
    fn value(&mut self, slot: &str, values: &Values, rng: &mut Rng) -> Result<(), String> {
        let (name, form) = slot.split_once(':').unwrap_or((slot, ""));
        let unknown =
            || format!("{}: expected something that is defined, found '{{{slot}}}'", self.scene.class);
        if let Some((from, to)) = name.split_once("..") {
            let (Some(Value::Day(from)), Some(Value::Day(to))) = (values.get(from), values.get(to)) else {
                return Err(unknown());
            };
            let date = match form {
                "years" => StatedDate::Years(from.year(), to.year()),
                "months" => StatedDate::Months((from.year(), from.month()), (to.year(), to.month())),
                _ => StatedDate::Days(*from, *to),
            };
            self.date(date, Shape::Plain, true, rng);
            return Ok(());
        }
        match (values.get(name).ok_or_else(unknown)?, form) {
            (Value::Word(word), _) => self.page.push(word),
            (Value::Number(number), "th") => self.page.push(&ordinal(number.unsigned_abs() as usize)),
            (Value::Number(number), "plain") => self.page.push(&number.to_string()),
            (Value::Number(number), _) => self.page.push(&thousands(*number)),
            (Value::Day(day), form) => {
                let month = StatedDate::Month(day.year(), day.month());
                let (date, shape, with) = match form {
                    "on" => (StatedDate::Day(*day), Shape::Plain, true),
                    "in-month" => (month, Shape::Plain, true),
                    "in-year" => (StatedDate::Year(day.year()), Shape::Plain, true),
                    "on-day" => (StatedDate::Day(*day), Shape::BareDay, true),
                    "month" => (month, Shape::Plain, false),
                    "year" => {
                        self.page.push(&day.year().to_string());
                        return Ok(());
                    }
                    _ => (StatedDate::Day(*day), Shape::Plain, false),
                };
                self.date(date, shape, with, rng);
            }
        }
        Ok(())
    }

    fn date(&mut self, date: StatedDate, shape: Shape, with_preposition: bool, rng: &mut Rng) {
        let (dates, style) = (&self.scene_writer.data.dates, self.article.style);
        let expression = Expression { date, shape };
        if with_preposition {
            dates.write_on(&mut self.page, expression, style, false, rng);
        } else {
            dates.write_bare(&mut self.page, expression, style, rng);
        }
    }
}

/// The scenes of a corpus, in turn.
pub(crate) fn scenes_in_turn(data: &Data, scenes: usize) -> impl Iterator<Item = &Scene> {
    data.scenes.iter().cycle().take(scenes)
}
