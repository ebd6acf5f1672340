//! Scenes: a few articles each that test one rule, or one trap for a rule.
//!
//! `data/scenes-*.toml` defines the scenes. A scene has a true version and may have a wrong one, in which some articles
//! state other values. The truth records which statements contradict each other.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::choices::Choices;
use crate::data::kind::Kind;
use crate::data::scene_value::Definition;
use crate::template::{Slot, Template};

/// A file of scenes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SceneFile {
    pub(crate) scene: Vec<Scene>,
}

/// A `[[scene]]` of `data/scenes-*.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scene {
    /// The contradiction in the wrong version, or the trap if there is no wrong version.
    pub(crate) class: String,
    /// The events in the scene, by their names in its texts.
    #[serde(default)]
    pub(crate) events: BTreeMap<String, Kind>,
    /// The values of the scene; each may use those before it.
    #[serde(default, rename = "let")]
    pub(crate) definitions: Vec<Definition>,
    /// The values that the wrong version replaces.
    #[serde(default)]
    pub(crate) wrong: Vec<Definition>,
    pub(crate) article: Vec<ArticleScript>,
}

/// One article of a scene.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleScript {
    /// Paragraphs to choose from; by default those of the repeated article.
    pub(crate) text: Option<Choices<Text>>,
    /// The earlier article that this one repeats word for word, filler included.
    pub(crate) repeats: Option<usize>,
    /// Whether the article has the address of the repeated one, as if a page was fetched twice.
    #[serde(default)]
    pub(crate) same_address: bool,
    /// The number of paragraphs of filler around the text.
    pub(crate) filler: Option<usize>,
    /// The values that this article replaces, in both versions and in the wrong one.
    #[serde(default, rename = "let")]
    pub(crate) definitions: Vec<Definition>,
    #[serde(default)]
    pub(crate) wrong: Vec<Definition>,
}

impl Scene {
    /// Whether there is a wrong version.
    pub(crate) fn has_wrong_version(&self) -> bool {
        !self.wrong.is_empty() || self.article.iter().any(|it| !it.wrong.is_empty())
    }

    /// Checks that every text marks known events, and closes every mark.
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

/// A slot in the text of a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SceneSlot {
    /// `{event NAME}`: the start of a statement of this event.
    Event(String),
    /// `{side N}`: the start of a statement on this side of the contradiction.
    Evidence(usize),
    /// `{end}`: the end of the innermost statement.
    End,
    /// Any other slot: the name of a value, and its form.
    Value(String),
}

impl Slot for SceneSlot {
    fn read(name: &str) -> Result<Self, String> {
        Ok(match name.split_once(' ') {
            Some(("event", event)) => Self::Event(event.to_owned()),
            Some(("side", number)) => {
                Self::Evidence(number.parse().map_err(|_| format!("expected a number, found '{number}'"))?)
            }
            _ if name == "end" => Self::End,
            _ => Self::Value(name.to_owned()),
        })
    }
}
