//! Writes the name of a person: in full the first time, the short form later.

use jiff::civil::Date;

use crate::data::mention::MentionSlot;
use crate::rng::Rng;
use crate::template::Template;
use crate::truth::MentionRecord;
use crate::world::PersonRef;
use crate::world::person::{Gender, Position};
use crate::write::Writer;

/// The place of a person in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InSentence {
    /// Before the verb, so that an apposition may follow.
    Subject,
    Other,
}

impl Writer<'_, '_> {
    /// Names a person with the rank and the office of that day.
    pub(crate) fn mention(&mut self, who: PersonRef, day: Date, place: InSentence, rng: &mut Rng) {
        let Some(person) = self.world.person(who) else { return };
        let offices = &self.data.offices;
        let position = person.position(day, offices);
        let forms = &offices.mentions;
        let first = self.named.insert(who);
        let list = match (first, position.rank, position.office) {
            (true, _, Some(_)) if place == InSentence::Subject && rng.percent(25) => &forms.apposed,
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

    /// Names a person by the full name only.
    pub(crate) fn mention_barely(&mut self, who: PersonRef, rng: &mut Rng) {
        self.named.insert(who);
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
