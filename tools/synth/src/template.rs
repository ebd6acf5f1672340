//! Sentences with slots, such as `{name} was signed {on}.`, checked when they are read.

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};

/// The slots of one kind of template.
pub(crate) trait Slot: Sized {
    /// Reads the name of a slot.
    fn read(name: &str) -> Result<Self, String>;
}

/// Reads a slot that is an enum with serde names.
pub(crate) fn read_named<S: DeserializeOwned>(name: &str) -> Result<S, String> {
    let deserializer: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    S::deserialize(deserializer).map_err(|error| format!("in a slot: {error}"))
}

#[derive(Debug, Clone)]
pub(crate) enum Piece<S> {
    Text(String),
    Slot(S),
}

/// A text with slots.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String", bound = "S: Slot")]
pub(crate) struct Template<S> {
    pieces: Vec<Piece<S>>,
}

impl<S: Slot> TryFrom<String> for Template<S> {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text)
    }
}

impl<S: Slot> Template<S> {
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err(format!("expected '}}' after '{{' in '{text}'"));
            };
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Slot(S::read(name)?));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }
}

impl<S> Template<S> {
    pub(crate) fn pieces(&self) -> &[Piece<S>] {
        &self.pieces
    }

    pub(crate) fn slots(&self) -> impl Iterator<Item = &S> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(slot),
            Piece::Text(_) => None,
        })
    }

    pub(crate) fn starts_with_slot(&self) -> Option<&S> {
        match self.pieces.first() {
            Some(Piece::Slot(slot)) => Some(slot),
            _ => None,
        }
    }

    /// The text, with each slot filled in by `fill`.
    pub(crate) fn fill(&self, mut fill: impl FnMut(&S, &mut String)) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot(slot) => fill(slot, &mut out),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Part {
        Head,
        TailEnd,
    }

    impl Slot for Part {
        fn read(name: &str) -> Result<Self, String> {
            read_named(name)
        }
    }

    #[test]
    fn slots_are_read_and_filled() {
        let template: Template<Part> = Template::read("{head} and {tail-end}.").unwrap();
        assert_eq!(template.starts_with_slot(), Some(&Part::Head));
        let text = template.fill(|slot, out| out.push_str(if *slot == Part::Head { "x" } else { "y" }));
        assert_eq!(text, "x and y.");
    }

    #[test]
    fn unknown_and_open_slots_are_refused() {
        assert!(Template::<Part>::read("{torso}").unwrap_err().contains("torso"));
        assert!(Template::<Part>::read("{head").unwrap_err().contains("expected '}'"));
    }
}
