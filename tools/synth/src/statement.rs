//! Tells one event in one sentence, caption or list item, and records exactly what was told.

use serde::Deserialize;

use crate::choices::Choices;
use crate::event::Event;
use crate::kind::{EventSlot, KindSpec, Role, Trait};
use crate::mention::Stands;
use crate::plan::{Assignment, Precision};
use crate::quantity::{Qualifier, Rounding};
use crate::rng::Rng;
use crate::template::{Piece, Template};
use crate::told::{Extent, days_between};
use crate::truth::{Anniversary, DateBasis, Defect, DefectRecord, Modality, Property, Segment, Telling};
use crate::when::{Context, Expression, Shape};
use crate::wording::Written;
use crate::words::Prose;
use crate::world::ordinal;
use crate::writer::Writer;

/// `data/telling.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TellingData {
    planned: Sentences,
    reported: Sentences,
    denied: Sentences,
    anniversaries: Sentences,
    durations: Sentences,
    items: Sentences,
    bullets: Sentences,
    pub(crate) bullet_headings: Choices<String>,
    pub(crate) lists: Choices<Prose>,
    pub(crate) qualifier: Choices<Qualifier>,
}

type Sentences = Choices<Template<EventSlot>>;

/// What a sentence tells beyond the event itself.
#[derive(Debug, Clone, Copy)]
enum Sum {
    None,
    Anniversary { told: Anniversary, correct: i16 },
    Days { told: i32, correct: i32 },
}

/// A sentence under way: what goes into it, and what has been told so far.
struct Draft<'p, 'e, 'd> {
    assignment: &'p Assignment,
    event: &'e Event<'d>,
    expression: Option<Expression>,
    sum: Sum,
    told: Vec<Role>,
    date: Option<Written>,
}

impl<'a, 'd> Writer<'a, 'd> {
    /// Tells an event in one or two sentences of running text.
    pub(crate) fn tell_event(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let Some(event) = self.events.get(assignment.event) else { return };
        let telling = &self.data.telling;
        self.space();
        match assignment.modality {
            Modality::Asserted => {
                if !self.tell_with_sum(assignment, event, rng) {
                    self.tell_plainly(assignment, event, rng);
                }
                self.tell_quantity(assignment, event, rng);
            }
            Modality::Planned => {
                let expression = self.plan_date(assignment, rng);
                self.tell(assignment, event, telling.planned.pick(rng), Some(expression), Sum::None, rng);
            }
            Modality::Reported => self.tell_as(assignment, event, &telling.reported, rng),
            Modality::Denied => self.tell_as(assignment, event, &telling.denied, rng),
        }
    }

    /// Tells an event under a picture.
    pub(crate) fn tell_caption(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let Some(event) = self.events.get(assignment.event) else { return };
        let template = event.spec.captions.pick(rng);
        let expression = self.date_for(assignment, template, Context::NOTHING, rng);
        self.page.begin_sentence();
        self.write(assignment, event, template, Some(expression), Sum::None, Segment::Caption, rng);
    }

    /// Tells an event as part of a list within a sentence.
    pub(crate) fn tell_item(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let items = &self.data.telling.items;
        self.tell_listed(assignment, items, rng);
    }

    /// Tells an event as a line of a list.
    pub(crate) fn tell_bullet(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let bullets = &self.data.telling.bullets;
        self.page.begin_sentence();
        self.tell_listed(assignment, bullets, rng);
    }

    fn tell_listed(&mut self, assignment: &Assignment, forms: &'d Sentences, rng: &mut Rng) {
        let Some(event) = self.events.get(assignment.event) else { return };
        let template = forms.pick(rng);
        let expression = Expression::choose(assignment.extent, assignment.precision, Context::NOTHING, rng);
        self.write(assignment, event, template, Some(expression), Sum::None, Segment::List, rng);
    }

    fn tell_as(&mut self, assignment: &Assignment, event: &Event<'d>, forms: &Sentences, rng: &mut Rng) {
        let template = forms.pick(rng);
        let expression = self.date_for(assignment, template, self.context(), rng);
        self.tell(assignment, event, template, Some(expression), Sum::None, rng);
    }

    fn tell_plainly(&mut self, assignment: &Assignment, event: &Event<'d>, rng: &mut Rng) {
        let must_say = assignment.must_say;
        let undated = must_say.is_none() && rng.percent(6);
        let spec: &KindSpec = event.spec;
        let template = spec.sentences.pick_where(rng, |it| {
            (!undated || it.stands_undated()) && (must_say != Some(Property::Place) || it.names_place())
        });
        let Some(template) = template else { return };
        let expression = (!undated).then(|| self.date_for(assignment, template, self.context(), rng));
        self.tell(assignment, event, template, expression, Sum::None, rng);
    }

    /// Tells an event together with a number that follows from its date, where that suits; says whether it did.
    fn tell_with_sum(&mut self, assignment: &Assignment, event: &Event<'d>, rng: &mut Rng) -> bool {
        if assignment.must_say.is_some() {
            return false;
        }
        let telling = &self.data.telling;
        let (template, sum) = match assignment.extent {
            Extent::Day(day) if event.spec.is(Trait::Celebrated) => {
                let year = self.published.year();
                let correct = year - day.year();
                if correct < 5 || correct % 5 != 0 || !rng.percent(50) {
                    return false;
                }
                let slip = if rng.happens(self.defects) { rng.between(1, 4) as i16 } else { 0 };
                let told = Anniversary { ordinal: correct + slip, year };
                (telling.anniversaries.pick(rng), Sum::Anniversary { told, correct })
            }
            Extent::Span(from, to) => {
                if event.names.is_empty() || !rng.percent(12) {
                    return false;
                }
                let correct = days_between(from, to) + 1;
                let slip = if rng.happens(self.defects) { rng.between(5, 12) } else { 0 };
                (telling.durations.pick(rng), Sum::Days { told: correct + slip, correct })
            }
            Extent::Day(_) => return false,
        };
        let expression = Expression::in_full(assignment.extent);
        self.tell(assignment, event, template, Some(expression), sum, rng);
        true
    }

    fn tell_quantity(&mut self, assignment: &Assignment, event: &Event<'d>, rng: &mut Rng) {
        let must_say = assignment.must_say == Some(Property::Quantity);
        let Some(quantities) = &event.spec.quantities else { return };
        if !must_say && !rng.percent(35) {
            return;
        }
        let template = quantities.pick(rng);
        self.space();
        self.tell(assignment, event, template, None, Sum::None, rng);
    }

    fn context(&self) -> Context {
        Context { published: self.known_published, previous: self.previous }
    }

    /// How this article tells the date in this sentence.
    fn date_for(
        &self,
        assignment: &Assignment,
        template: &Template<EventSlot>,
        context: Context,
        rng: &mut Rng,
    ) -> Expression {
        let alone = template.dates_barely() || assignment.must_say.is_some();
        let context = if alone { Context::NOTHING } else { context };
        Expression::choose(assignment.extent, assignment.precision, context, rng)
    }

    /// How the date of something still to come is told: by its day or month, or by the day without a year.
    fn plan_date(&self, assignment: &Assignment, rng: &mut Rng) -> Expression {
        let Extent::Day(day) = assignment.extent else {
            return Expression::in_full(assignment.extent);
        };
        match self.known_published {
            Some(published) if published.year() == day.year() && rng.percent(50) => {
                Expression { told: assignment.extent.in_full(), shape: Shape::BareDay }
            }
            _ => Expression::choose(assignment.extent, Precision::Month, Context::NOTHING, rng),
        }
    }

    fn tell(
        &mut self,
        assignment: &Assignment,
        event: &Event<'d>,
        template: &Template<EventSlot>,
        expression: Option<Expression>,
        sum: Sum,
        rng: &mut Rng,
    ) {
        self.page.begin_sentence();
        self.write(assignment, event, template, expression, sum, Segment::Body, rng);
        self.previous = expression.map(|it| it.told);
    }

    #[expect(clippy::too_many_arguments, reason = "each is one independent part of a statement")]
    fn write(
        &mut self,
        assignment: &Assignment,
        event: &Event<'d>,
        template: &Template<EventSlot>,
        expression: Option<Expression>,
        sum: Sum,
        segment: Segment,
        rng: &mut Rng,
    ) {
        let start = self.page.mark();
        let mut draft = Draft::new(assignment, event, expression, sum);
        self.fill(template, &mut draft, rng);
        let (text, span) = self.page.since(start);
        let Draft { told, date, .. } = draft;
        let basis = if date.is_some() { expression.map(Expression::basis) } else { None };
        let parts = event.spec.participants.iter().filter(|role| told.contains(role));
        let participants =
            parts.filter_map(|role| event.cast.name_of(*role, self.world)).map(str::to_owned).collect();
        let place = self.world.country(assignment.place.country);
        let telling = Telling {
            article: self.stem.to_owned(),
            segment,
            modality: assignment.modality,
            date: date.as_ref().and(expression).map(|it| it.told.edtf()),
            date_part: date.as_ref().and(expression).and_then(Expression::part),
            date_basis: basis.unwrap_or(DateBasis::None),
            date_text: date.as_ref().map(|it| it.text.clone()),
            date_start: date.as_ref().map(|it| it.span.start),
            date_end: date.as_ref().map(|it| it.span.end),
            place: place
                .filter(|_| told.contains(&Role::Place))
                .map(|it| it.town(assignment.place.number).to_owned()),
            participants,
            anniversary: match sum {
                Sum::Anniversary { told, .. } => Some(told),
                _ => None,
            },
            text: text.to_owned(),
            span,
        };
        let wrong_weekday = date.and_then(|it| it.wrong_weekday);
        let defect = match (sum, wrong_weekday) {
            (Sum::Anniversary { told, correct }, _) if told.ordinal != correct => {
                Some((Defect::Anniversary, told.ordinal.to_string(), correct.to_string()))
            }
            (Sum::Days { told, correct }, _) if told != correct => {
                Some((Defect::Duration, told.to_string(), correct.to_string()))
            }
            (_, Some((told, correct))) => Some((Defect::Weekday, told, correct)),
            _ => None,
        };
        if let Some((defect, told, correct)) = defect {
            self.records.defects.push(DefectRecord {
                article: self.stem.to_owned(),
                event_id: event.id.clone(),
                defect,
                told,
                correct,
                text: text.to_owned(),
                span,
            });
        }
        self.records.tellings.push((assignment.event, telling));
    }

    fn fill(&mut self, template: &Template<EventSlot>, draft: &mut Draft<'_, '_, 'd>, rng: &mut Rng) {
        for piece in template.pieces() {
            match piece {
                Piece::Text(text) => self.page.push(text),
                Piece::Slot(slot) => self.fill_slot(*slot, template, draft, rng),
            }
        }
    }

    fn fill_slot(
        &mut self,
        slot: EventSlot,
        template: &Template<EventSlot>,
        draft: &mut Draft<'_, '_, 'd>,
        rng: &mut Rng,
    ) {
        let Draft { assignment, event, .. } = *draft;
        let cast = &event.cast;
        let day = event.extent.first();
        let stands = if template.opens_with(slot) { Stands::Subject } else { Stands::Elsewhere };
        match slot {
            EventSlot::Name => {
                let name = rng.pick(&event.names).map_or("", String::as_str);
                self.page.push(name);
            }
            EventSlot::A => self.country(Some(cast.a), Role::A, draft, rng),
            EventSlot::B => self.country(cast.b, Role::B, draft, rng),
            EventSlot::ADemonym => self.demonym(Some(cast.a), Role::A, draft),
            EventSlot::BDemonym => self.demonym(cast.b, Role::B, draft),
            EventSlot::P | EventSlot::Person => {
                draft.told.push(Role::P);
                match (cast.p, slot) {
                    (Some(who), EventSlot::P) => self.mention(who, day, stands, rng),
                    (Some(who), _) => self.mention_barely(who, rng),
                    (None, _) => {}
                }
            }
            EventSlot::Q | EventSlot::Person2 => {
                draft.told.push(Role::Q);
                match (cast.q, slot) {
                    (Some(who), EventSlot::Q) => self.mention(who, day, stands, rng),
                    (Some(who), _) => self.mention_barely(who, rng),
                    (None, _) => {}
                }
            }
            EventSlot::Unit => self.named(Role::Unit, draft),
            EventSlot::Body => self.named(Role::Body, draft),
            EventSlot::Role => self.named(Role::Office, draft),
            EventSlot::Place => {
                draft.told.push(Role::Place);
                let town = assignment.place;
                let name = self.world.country(town.country).map_or("", |it| it.town(town.number));
                self.page.push(name);
            }
            EventSlot::On | EventSlot::OnFirm | EventSlot::When => self.date(slot, draft, rng),
            EventSlot::Noun => {
                let noun = event.spec.nouns.pick(rng);
                self.fill(noun, draft, rng);
            }
            EventSlot::Quantity => {
                let Some(fact) = &event.fact else { return };
                let rounding = if assignment.value.is_some() { Rounding::Exact } else { Rounding::Any };
                let value = assignment.value.unwrap_or(fact.value);
                self.quantity(value, &fact.unit, rounding, Some(&event.id), rng);
            }
            EventSlot::Ordinal => {
                if let Sum::Anniversary { told, .. } = draft.sum {
                    self.page.push(&ordinal(usize::from(told.ordinal.unsigned_abs())));
                }
            }
            EventSlot::Year => {
                if let Sum::Anniversary { told, .. } = draft.sum {
                    self.page.push(&told.year.to_string());
                }
            }
            EventSlot::Days => {
                if let Sum::Days { told, .. } = draft.sum {
                    self.page.push(&told.to_string());
                }
            }
        }
    }

    fn date(&mut self, slot: EventSlot, draft: &mut Draft<'_, '_, 'd>, rng: &mut Rng) {
        let Some(expression) = draft.expression else {
            self.page.take_back_space();
            return;
        };
        let dates = &self.data.dates;
        let written = match slot {
            EventSlot::When => dates.write_bare(&mut self.page, expression, self.style, rng),
            _ => {
                // A date told wrongly on purpose is wrong in one way only.
                let may_slip = draft.assignment.must_say.is_none();
                let slip = may_slip && expression.shape == Shape::WeekdayDay && rng.happens(self.defects);
                dates.write_on(&mut self.page, expression, self.style, slip, rng)
            }
        };
        draft.date = Some(written);
    }

    fn country(&mut self, number: Option<usize>, role: Role, draft: &mut Draft<'_, '_, 'd>, rng: &mut Rng) {
        let Some(country) = number.and_then(|it| self.world.country(it)) else { return };
        draft.told.push(role);
        self.page.push(if rng.percent(10) { &country.formal_name } else { &country.name });
    }

    fn demonym(&mut self, number: Option<usize>, role: Role, draft: &mut Draft<'_, '_, 'd>) {
        let Some(country) = number.and_then(|it| self.world.country(it)) else { return };
        draft.told.push(role);
        self.page.push(&country.demonym);
    }

    fn named(&mut self, role: Role, draft: &mut Draft<'_, '_, 'd>) {
        draft.told.push(role);
        let name = draft.event.cast.name_of(role, self.world).unwrap_or_default();
        self.page.push(name);
    }
}

impl<'p, 'e, 'd> Draft<'p, 'e, 'd> {
    fn new(
        assignment: &'p Assignment,
        event: &'e Event<'d>,
        expression: Option<Expression>,
        sum: Sum,
    ) -> Self {
        Self { assignment, event, expression, sum, told: Vec::new(), date: None }
    }
}
