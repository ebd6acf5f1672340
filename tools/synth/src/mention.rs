//! How an article names a person: in full the first time, by the short form later.

use jiff::civil::Date;
use serde::Deserialize;

use crate::choices::Choices;
use crate::people::{Gender, Position};
use crate::rng::Rng;
use crate::template::{Slot, Template, read_named};
use crate::truth::MentionRecord;
use crate::world::PersonRef;
use crate::writer::Writer;

/// `[mentions]` of `data/offices.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MentionData {
    by_name: Mentions,
    by_office: Mentions,
    by_rank: Mentions,
    by_rank_and_office: Mentions,
    /// Between commas, as a subject only.
    apposed: Mentions,
    later: Mentions,
    later_by_office: Mentions,
    later_by_rank: Mentions,
}

type Mentions = Choices<Template<MentionSlot>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MentionSlot {
    Name,
    Short,
    Office,
    Role,
    Rank,
    RankShort,
    Demonym,
    Country,
    Mr,
}

impl Slot for MentionSlot {
    fn read(name: &str) -> Result<Self, String> {
        read_named(name)
    }
}

/// Where in its sentence a person is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Before the verb, so that commas may follow.
    Subject,
    Elsewhere,
}

impl Writer<'_, '_> {
    /// Names a person with what they were that day.
    pub(crate) fn mention(&mut self, who: PersonRef, day: Date, stands: Stands, rng: &mut Rng) {
        let Some(person) = self.world.person(who) else { return };
        let offices = &self.data.offices;
        let position = person.position(day, offices);
        let forms = &offices.mentions;
        let first = self.met.insert(who);
        let list = match (first, position.rank, position.office) {
            (true, _, Some(_)) if stands == Stands::Subject && rng.percent(25) => &forms.apposed,
            (true, None, None) => &forms.by_name,
            (true, None, Some(_)) => &forms.by_office,
            (true, Some(_), None) => &forms.by_rank,
            (true, Some(_), Some(_)) => &forms.by_rank_and_office,
            (false, Some(_), _) => &forms.later_by_rank,
            (false, None, Some(_)) => &forms.later_by_office,
            (false, None, None) => &forms.later,
        };
        self.write_mention(who, list.pick(rng), position);
    }

    /// Names a person by nothing but the full name.
    pub(crate) fn mention_barely(&mut self, who: PersonRef, rng: &mut Rng) {
        self.met.insert(who);
        self.write_mention(who, self.data.offices.mentions.by_name.pick(rng), Position::default());
    }

    fn write_mention(&mut self, who: PersonRef, form: &Template<MentionSlot>, position: Position<'_>) {
        let (Some(person), Some(country)) = (self.world.person(who), self.world.country(who.country)) else {
            return;
        };
        let Position { rank, office } = position;
        let text = form.fill(|slot, out| {
            out.push_str(match slot {
                MentionSlot::Name => &person.name.full,
                MentionSlot::Short => &person.name.short,
                MentionSlot::Office => office.map_or("", |it| &it.before),
                MentionSlot::Role => office.map_or("", |it| &it.role),
                MentionSlot::Rank => rank.map_or("", |it| &it.name),
                MentionSlot::RankShort => rank.map_or("", |it| &it.short),
                MentionSlot::Demonym => &country.demonym,
                MentionSlot::Country => &country.name,
                MentionSlot::Mr => match person.gender {
                    Gender::Female => "Mrs",
                    Gender::Male => "Mr",
                },
            });
        });
        let start = self.page.mark();
        self.page.push(&text);
        let (text, span) = self.page.since(start);
        let uses = |wanted: &[MentionSlot]| form.slots().any(|slot| wanted.contains(slot));
        let rank = rank.filter(|_| uses(&[MentionSlot::Rank, MentionSlot::RankShort]));
        let office = office.filter(|_| uses(&[MentionSlot::Office, MentionSlot::Role]));
        let organisation = uses(&[MentionSlot::Country, MentionSlot::Demonym]);
        self.records.mentions.push(MentionRecord {
            person_id: person.id.clone(),
            article: self.stem.to_owned(),
            rank: rank.map(|it| it.name.clone()),
            office: office.map(|it| it.before.clone()),
            organisation: organisation.then(|| country.name.clone()),
            text: text.to_owned(),
            span,
        });
    }
}
