//! The data files: embedded in the program, read and checked once.

pub(crate) mod dates;
pub(crate) mod kind;
pub(crate) mod mention;
pub(crate) mod names;
pub(crate) mod office;
pub(crate) mod prose;
pub(crate) mod scene;
pub(crate) mod scene_value;
pub(crate) mod statement;
pub(crate) mod world;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use dates::DateData;
use kind::KindSpec;
use names::NameData;
use office::OfficeData;
use prose::{Boilerplate, Filler, Prose, Voices};
use scene::{Scene, SceneFile};
use statement::StatementData;
use world::WorldData;

/// All words and all settings of the invented world.
pub(crate) struct Data {
    pub(crate) names: NameData,
    pub(crate) world: WorldData,
    pub(crate) offices: OfficeData,
    pub(crate) dates: DateData,
    pub(crate) kinds: Vec<KindSpec>,
    pub(crate) statements: StatementData,
    pub(crate) filler: Filler,
    pub(crate) voices: Voices,
    pub(crate) boilerplate: Boilerplate,
    pub(crate) scenes: Vec<Scene>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    kind: Vec<KindSpec>,
}

impl Data {
    pub(crate) fn load() -> Result<Self, Error> {
        let data = Self {
            names: read("names.toml", include_str!("../../data/names.toml"))?,
            world: read("world.toml", include_str!("../../data/world.toml"))?,
            offices: read("offices.toml", include_str!("../../data/offices.toml"))?,
            dates: read("dates.toml", include_str!("../../data/dates.toml"))?,
            kinds: [
                read_kinds("kinds-war.toml", include_str!("../../data/kinds-war.toml"))?,
                read_kinds("kinds-state.toml", include_str!("../../data/kinds-state.toml"))?,
                read_kinds("kinds-people.toml", include_str!("../../data/kinds-people.toml"))?,
            ]
            .into_iter()
            .flatten()
            .collect(),
            statements: read("statements.toml", include_str!("../../data/statements.toml"))?,
            filler: read("filler.toml", include_str!("../../data/filler.toml"))?,
            voices: read("voices.toml", include_str!("../../data/voices.toml"))?,
            boilerplate: read("boilerplate.toml", include_str!("../../data/boilerplate.toml"))?,
            scenes: [
                read_scenes("scenes-events.toml", include_str!("../../data/scenes-events.toml"))?,
                read_scenes("scenes-people.toml", include_str!("../../data/scenes-people.toml"))?,
                read_scenes("scenes-copies.toml", include_str!("../../data/scenes-copies.toml"))?,
                read_scenes("scenes-traps.toml", include_str!("../../data/scenes-traps.toml"))?,
            ]
            .into_iter()
            .flatten()
            .collect(),
        };
        data.check_words()?;
        Ok(data)
    }

    fn check_words(&self) -> Result<(), Error> {
        let Self { filler, voices, boilerplate, statements, .. } = self;
        let check = |file, prose: Vec<&Prose>| {
            filler.words.check(prose.into_iter()).map_err(|message| Error::Data { file, message })
        };
        let prose = filler.sentences.iter().chain(filler.traps.iter()).chain(filler.openers.iter());
        check("filler.toml", prose.collect())?;
        let voices = [&voices.quotes, &voices.direct, &voices.anonymous, &voices.indirect, &voices.naming]
            .into_iter()
            .chain([&voices.quantities]);
        check("voices.toml", voices.flat_map(|list| list.iter()).collect())?;
        let lists = [
            &boilerplate.titles,
            &boilerplate.bylines,
            &boilerplate.datelines,
            &boilerplate.credits,
            &boilerplate.tails,
            &boilerplate.caption_leads,
            &boilerplate.plain_captions,
        ];
        check("boilerplate.toml", lists.into_iter().flat_map(|list| list.iter()).collect())?;
        check("statements.toml", statements.lists.iter().collect())
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::Data { file, message: error.to_string() })
}

fn read_kinds(file: &'static str, text: &str) -> Result<Vec<KindSpec>, Error> {
    let kinds = read::<KindFile>(file, text)?.kind;
    for kind in &kinds {
        kind.check().map_err(|message| Error::Data { file, message })?;
    }
    Ok(kinds)
}

fn read_scenes(file: &'static str, text: &str) -> Result<Vec<Scene>, Error> {
    let scenes = read::<SceneFile>(file, text)?.scene;
    for scene in &scenes {
        scene.check().map_err(|message| Error::Data { file, message })?;
    }
    Ok(scenes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::data::kind::{EventSlot, Trait};

    #[test]
    fn the_data_files_load() {
        let data = Data::load().unwrap();
        let kinds: BTreeSet<_> = data.kinds.iter().map(|spec| spec.kind).collect();
        assert_eq!(kinds.len(), data.kinds.len(), "one kind twice");
        assert_eq!(kinds.len(), 21);
    }

    #[test]
    fn every_kind_can_be_stated_without_date_and_with_place() {
        for spec in &Data::load().unwrap().kinds {
            let kind = spec.kind;
            assert!(
                spec.sentences.iter().any(|it| it.is_complete_without_date()),
                "{kind:?} is always dated"
            );
            assert!(
                spec.captions.iter().any(|it| it.is_complete_without_date()),
                "{kind:?} has only dated captions"
            );
            if spec.is(Trait::Movable) {
                assert!(spec.sentences.iter().any(|it| it.names_place()), "{kind:?} never names its place");
            }
            for sentence in spec.sentences.iter().chain(spec.captions.iter()) {
                let dates = sentence
                    .slots()
                    .filter(|slot| matches!(slot, EventSlot::On | EventSlot::OnFirm | EventSlot::When));
                assert_eq!(dates.count(), 1, "{kind:?}: {sentence:?}");
            }
        }
    }

    #[test]
    fn prose_without_events_has_no_months() {
        let months = [
            "January",
            "February",
            "March",
            "April",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        for text in [include_str!("../../data/filler.toml"), include_str!("../../data/voices.toml")] {
            for month in months {
                assert!(!text.contains(month), "{month}");
            }
        }
    }
}
