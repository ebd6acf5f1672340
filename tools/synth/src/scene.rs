//! Scenes: a few articles each that a rule of comparison, or a trap for one, is about.
//!
//! A scene is told by what stands in `data/scenes-*.toml`. It can be told as it was, or wrongly: then some of its
//! values are changed in some of its articles, and what contradicts what is known.

use serde::Deserialize;

use crate::choices::Choices;
use crate::kind::Kind;
use crate::template::{Slot, Template};
use crate::value::Definition;

/// A file of scenes
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SceneFile {
    pub(crate) scene: Vec<Scene>,
}

/// A `[[scene]]` of `data/scenes-*.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scene {
    /// What is planted where it is told wrongly; the trap that it is where it never is.
    pub(crate) class: String,
    /// The events that it tells, by the names that its texts give them.
    #[serde(default)]
    pub(crate) events: std::collections::BTreeMap<String, Kind>,
    /// What it is made of, each defined by those before it.
    #[serde(default, rename = "let")]
    pub(crate) definitions: Vec<Definition>,
    /// What is defined anew where it is told wrongly.
    #[serde(default)]
    pub(crate) wrong: Vec<Definition>,
    pub(crate) article: Vec<Script>,
}

/// What one article of a scene says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    /// Paragraphs to choose from; without any, those of the article that it repeats.
    pub(crate) text: Option<Choices<Text>>,
    /// The earlier article that this one repeats word for word, filler included.
    pub(crate) repeats: Option<usize>,
    /// Whether the repeated article comes from the same address, as when a file is fetched once more.
    #[serde(default)]
    pub(crate) same_address: bool,
    /// How many paragraphs of filler stand around the text.
    pub(crate) filler: Option<usize>,
    /// What is defined anew for this article, always and where the scene is told wrongly.
    #[serde(default, rename = "let")]
    pub(crate) definitions: Vec<Definition>,
    #[serde(default)]
    pub(crate) wrong: Vec<Definition>,
}

impl Scene {
    /// Whether it can be told wrongly.
    pub(crate) fn can_be_wrong(&self) -> bool {
        !self.wrong.is_empty() || self.article.iter().any(|it| !it.wrong.is_empty())
    }

    /// Whether every text marks events that are there, and closes what it opens.
    pub(crate) fn check(&self) -> Result<(), String> {
        for (number, script) in self.article.iter().enumerate() {
            let class = &self.class;
            match (&script.text, script.repeats) {
                (None, None) => return Err(format!("{class}: expected a text or what it repeats")),
                (_, Some(earlier)) if earlier >= number => {
                    return Err(format!("{class}: expected to repeat an earlier article, found {earlier}"));
                }
                _ => {}
            }
            for text in script.text.iter().flat_map(Choices::iter) {
                let mut open = 0;
                for slot in text.slots() {
                    match slot {
                        SceneSlot::Event(name) if !self.events.contains_key(name) => {
                            return Err(format!("{class}: expected one of its events, found '{name}'"));
                        }
                        SceneSlot::Event(_) | SceneSlot::Evidence(_) => open += 1,
                        SceneSlot::End => open -= 1,
                        SceneSlot::Value(_) => {}
                    }
                }
                if open != 0 {
                    return Err(format!("{class}: expected an {{end}} for each mark"));
                }
            }
        }
        Ok(())
    }
}

/// A paragraph of a scene, with the statements in it marked.
pub(crate) type Text = Template<SceneSlot>;

/// What may stand between braces in the text of a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SceneSlot {
    /// `{tell NAME}`: a statement of this event begins.
    Event(String),
    /// `{side N}`: words begin that tell this side of what is planted.
    Evidence(usize),
    /// `{end}`: what began last ends.
    End,
    /// Anything else: something with a name, and how to write it.
    Value(String),
}

impl Slot for SceneSlot {
    fn read(name: &str) -> Result<Self, String> {
        Ok(match name.split_once(' ') {
            Some(("tell", event)) => Self::Event(event.to_owned()),
            Some(("side", number)) => {
                Self::Evidence(number.parse().map_err(|_| format!("expected a number, found '{number}'"))?)
            }
            _ if name == "end" => Self::End,
            _ => Self::Value(name.to_owned()),
        })
    }
}
