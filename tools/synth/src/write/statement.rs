//! Writes the statement of an event in a sentence, caption or list item, and records what it states.

use crate::data::kind::{EventSlot, KindSpec, Role, Trait};
use crate::data::statement::Sentences;
use crate::date::{Extent, Precision, days_between};
use crate::page::Span;
use crate::plan::assignment::Assignment;
use crate::plan::event::Event;
use crate::rng::Rng;
use crate::template::{Piece, Template};
use crate::text::ordinal;
use crate::truth::{
    Anniversary, DateBasis, Defect, DefectRecord, EventStatement, Modality, Property, Segment,
};
use crate::world::PersonRef;
use crate::write::Writer;
use crate::write::date_expression::{Context, Expression, Shape};
use crate::write::date_words::WrittenDate;
use crate::write::mention::InSentence;
use crate::write::quantity::Rounding;

/// A number in the sentence that follows from the date of the event.
#[derive(Debug, Clone, Copy)]
enum Derived {
    None,
    Anniversary { stated: Anniversary, correct: i16 },
    Days { stated: i32, correct: i32 },
}

/// A sentence that is being written, and what it states so far.
struct Draft<'p, 'e, 'd> {
    assignment: &'p Assignment,
    event: &'e Event<'d>,
    expression: Option<Expression>,
    derived: Derived,
    stated: Vec<Role>,
    date: Option<WrittenDate>,
}

impl<'a, 'd> Writer<'a, 'd> {
    /// Writes an event in one or two sentences of running text.
    pub(crate) fn write_event(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let Some(event) = self.events.get(assignment.event) else { return };
        let forms = &self.data.statements;
        self.space();
        match assignment.modality {
            Modality::Asserted => {
                if !self.write_with_derived(assignment, event, rng) {
                    self.write_asserted(assignment, event, rng);
                }
                self.write_event_quantity(assignment, event, rng);
            }
            Modality::Planned => {
                let expression = self.plan_date(assignment, rng);
                self.sentence(
                    assignment,
                    event,
                    forms.planned.pick(rng),
                    Some(expression),
                    Derived::None,
                    rng,
                );
            }
            Modality::Reported => self.write_unasserted(assignment, event, &forms.reported, rng),
            Modality::Denied => self.write_unasserted(assignment, event, &forms.denied, rng),
        }
    }

    /// Writes an event in a caption.
    pub(crate) fn write_captioned_event(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let Some(event) = self.events.get(assignment.event) else { return };
        let template = event.spec.captions.pick(rng);
        let expression = self.date_for(assignment, template, Context::NOTHING, rng);
        self.page.begin_sentence();
        self.write(assignment, event, template, Some(expression), Derived::None, Segment::Caption, rng);
    }

    /// Writes an event as an item of a list in a sentence.
    pub(crate) fn write_item(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let items = &self.data.statements.items;
        self.write_listed(assignment, items, rng);
    }

    /// Writes an event as a line of a list.
    pub(crate) fn write_bullet(&mut self, assignment: &Assignment, rng: &mut Rng) {
        let bullets = &self.data.statements.bullets;
        self.page.begin_sentence();
        self.write_listed(assignment, bullets, rng);
    }

    fn write_listed(&mut self, assignment: &Assignment, forms: &'d Sentences, rng: &mut Rng) {
        let Some(event) = self.events.get(assignment.event) else { return };
        let template = forms.pick(rng);
        let expression = Expression::choose(assignment.extent, assignment.precision, Context::NOTHING, rng);
        self.write(assignment, event, template, Some(expression), Derived::None, Segment::List, rng);
    }

    fn write_unasserted(
        &mut self,
        assignment: &Assignment,
        event: &Event<'d>,
        forms: &Sentences,
        rng: &mut Rng,
    ) {
        let template = forms.pick(rng);
        let expression = self.date_for(assignment, template, self.context(), rng);
        self.sentence(assignment, event, template, Some(expression), Derived::None, rng);
    }

    fn write_asserted(&mut self, assignment: &Assignment, event: &Event<'d>, rng: &mut Rng) {
        let must_say = assignment.must_say;
        let undated = must_say.is_none() && rng.percent(6);
        let spec: &KindSpec = event.spec;
        let template = spec.sentences.pick_where(rng, |it| {
            (!undated || it.is_complete_without_date())
                && (must_say != Some(Property::Place) || it.names_place())
        });
        let Some(template) = template else { return };
        let expression = (!undated).then(|| self.date_for(assignment, template, self.context(), rng));
        self.sentence(assignment, event, template, expression, Derived::None, rng);
    }

    /// Writes an event with a number derived from its date, if that is possible; returns whether it did.
    fn write_with_derived(&mut self, assignment: &Assignment, event: &Event<'d>, rng: &mut Rng) -> bool {
        if assignment.must_say.is_some() {
            return false;
        }
        let forms = &self.data.statements;
        let (template, derived) = match assignment.extent {
            Extent::Day(day) if event.spec.is(Trait::Celebrated) => {
                let year = self.published.year();
                let correct = year - day.year();
                if correct < 5 || correct % 5 != 0 || !rng.percent(50) {
                    return false;
                }
                let slip = if rng.happens(self.defects) { rng.between(1, 4) as i16 } else { 0 };
                let stated = Anniversary { ordinal: correct + slip, year };
                (forms.anniversaries.pick(rng), Derived::Anniversary { stated, correct })
            }
            Extent::Span(from, to) => {
                if event.names.is_empty() || !rng.percent(12) {
                    return false;
                }
                let correct = days_between(from, to) + 1;
                let slip = if rng.happens(self.defects) { rng.between(5, 12) } else { 0 };
                (forms.durations.pick(rng), Derived::Days { stated: correct + slip, correct })
            }
            Extent::Day(_) => return false,
        };
        let expression = Expression::in_full(assignment.extent);
        self.sentence(assignment, event, template, Some(expression), derived, rng);
        true
    }

    fn write_event_quantity(&mut self, assignment: &Assignment, event: &Event<'d>, rng: &mut Rng) {
        let must_say = assignment.must_say == Some(Property::Quantity);
        let Some(quantities) = &event.spec.quantities else { return };
        if !must_say && !rng.percent(35) {
            return;
        }
        let template = quantities.pick(rng);
        self.space();
        self.sentence(assignment, event, template, None, Derived::None, rng);
    }

    fn context(&self) -> Context {
        Context { published: self.known_published, previous: self.previous }
    }

    /// Chooses the expression for the date in a sentence.
    fn date_for(
        &self,
        assignment: &Assignment,
        template: &Template<EventSlot>,
        context: Context,
        rng: &mut Rng,
    ) -> Expression {
        let alone = template.has_bare_date() || assignment.must_say.is_some();
        let context = if alone { Context::NOTHING } else { context };
        Expression::choose(assignment.extent, assignment.precision, context, rng)
    }

    /// Chooses the expression for the date of a planned event: its day or month, or the day without a year.
    fn plan_date(&self, assignment: &Assignment, rng: &mut Rng) -> Expression {
        let Extent::Day(day) = assignment.extent else {
            return Expression::in_full(assignment.extent);
        };
        match self.known_published {
            Some(published) if published.year() == day.year() && rng.percent(50) => {
                Expression { date: assignment.extent.in_full(), shape: Shape::BareDay }
            }
            _ => Expression::choose(assignment.extent, Precision::Month, Context::NOTHING, rng),
        }
    }

    fn sentence(
        &mut self,
        assignment: &Assignment,
        event: &Event<'d>,
        template: &Template<EventSlot>,
        expression: Option<Expression>,
        derived: Derived,
        rng: &mut Rng,
    ) {
        self.page.begin_sentence();
        self.write(assignment, event, template, expression, derived, Segment::Body, rng);
        self.previous = expression.map(|it| it.date);
    }

    #[expect(clippy::too_many_arguments, reason = "each is one independent part of a statement")]
    fn write(
        &mut self,
        assignment: &Assignment,
        event: &Event<'d>,
        template: &Template<EventSlot>,
        expression: Option<Expression>,
        derived: Derived,
        segment: Segment,
        rng: &mut Rng,
    ) {
        let start = self.page.mark();
        let mut draft = Draft::new(assignment, event, expression, derived);
        self.fill(template, &mut draft, rng);
        let (text, span) = self.page.since(start);
        let text = text.to_owned();
        if let Some((defect, stated, correct)) = draft.defect() {
            self.records.defects.push(DefectRecord {
                article: self.stem.to_owned(),
                event_id: event.id.clone(),
                defect,
                stated,
                correct,
                text: text.clone(),
                span,
            });
        }
        let statement = self.statement(draft, segment, text, span);
        self.records.statements.push((assignment.event, statement));
    }

    /// The record of a statement.
    fn statement(
        &self,
        draft: Draft<'_, '_, 'd>,
        segment: Segment,
        text: String,
        span: Span,
    ) -> EventStatement {
        let Draft { assignment, event, expression, derived, stated, date } = draft;
        let expression = date.as_ref().and(expression);
        let roles = event.spec.participants.iter().filter(|role| stated.contains(role));
        let participants =
            roles.filter_map(|role| event.cast.name_of(*role, self.world)).map(str::to_owned).collect();
        let place = self.world.country(assignment.place.country);
        EventStatement {
            article: self.stem.to_owned(),
            segment,
            modality: assignment.modality,
            date: expression.map(|it| it.date.edtf()),
            date_part: expression.and_then(Expression::part),
            date_basis: expression.map_or(DateBasis::None, Expression::basis),
            date_text: date.as_ref().map(|it| it.text.clone()),
            date_start: date.as_ref().map(|it| it.span.start),
            date_end: date.as_ref().map(|it| it.span.end),
            place: place
                .filter(|_| stated.contains(&Role::Place))
                .map(|it| it.town(assignment.place.number).to_owned()),
            participants,
            anniversary: match derived {
                Derived::Anniversary { stated, .. } => Some(stated),
                _ => None,
            },
            text,
            span,
        }
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
        let place = if template.opens_with(slot) { InSentence::Subject } else { InSentence::Other };
        match slot {
            EventSlot::Name => {
                let name = rng.pick(&event.names).map_or("", String::as_str);
                self.page.push(name);
            }
            EventSlot::A => self.country(Some(cast.a), Role::A, draft, rng),
            EventSlot::B => self.country(cast.b, Role::B, draft, rng),
            EventSlot::ADemonym => self.demonym(Some(cast.a), Role::A, draft),
            EventSlot::BDemonym => self.demonym(cast.b, Role::B, draft),
            EventSlot::P => self.person(cast.p, Role::P, Some(place), draft, rng),
            EventSlot::Q => self.person(cast.q, Role::Q, Some(place), draft, rng),
            EventSlot::Person => self.person(cast.p, Role::P, None, draft, rng),
            EventSlot::Person2 => self.person(cast.q, Role::Q, None, draft, rng),
            EventSlot::Unit => self.named(Role::Unit, draft),
            EventSlot::Institution => self.named(Role::Institution, draft),
            EventSlot::Role => self.named(Role::Office, draft),
            EventSlot::Place => {
                draft.stated.push(Role::Place);
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
            EventSlot::Ordinal | EventSlot::Year | EventSlot::Days => self.derived(slot, draft.derived),
        }
    }

    /// Writes a number that follows from the date.
    fn derived(&mut self, slot: EventSlot, derived: Derived) {
        let number = match (slot, derived) {
            (EventSlot::Ordinal, Derived::Anniversary { stated, .. }) => {
                ordinal(usize::from(stated.ordinal.unsigned_abs()))
            }
            (EventSlot::Year, Derived::Anniversary { stated, .. }) => stated.year.to_string(),
            (EventSlot::Days, Derived::Days { stated, .. }) => stated.to_string(),
            _ => return,
        };
        self.page.push(&number);
    }

    /// Names a participant: with rank and office if the place in the sentence is given, otherwise by name only.
    fn person(
        &mut self,
        who: Option<PersonRef>,
        role: Role,
        place: Option<InSentence>,
        draft: &mut Draft<'_, '_, 'd>,
        rng: &mut Rng,
    ) {
        draft.stated.push(role);
        match (who, place) {
            (Some(who), Some(place)) => self.mention(who, draft.event.extent.first(), place, rng),
            (Some(who), None) => self.mention_barely(who, rng),
            (None, _) => {}
        }
    }

    fn date(&mut self, slot: EventSlot, draft: &mut Draft<'_, '_, 'd>, rng: &mut Rng) {
        let Some(expression) = draft.expression else {
            self.page.remove_space();
            return;
        };
        let dates = &self.data.dates;
        let written = match slot {
            EventSlot::When => dates.write_bare(&mut self.page, expression, self.style, rng),
            _ => {
                // A date of a planted contradiction has no other error.
                let may_slip = draft.assignment.must_say.is_none();
                let slip = may_slip && expression.shape == Shape::WeekdayDay && rng.happens(self.defects);
                dates.write_on(&mut self.page, expression, self.style, slip, rng)
            }
        };
        draft.date = Some(written);
    }

    fn country(&mut self, number: Option<usize>, role: Role, draft: &mut Draft<'_, '_, 'd>, rng: &mut Rng) {
        let Some(country) = number.and_then(|it| self.world.country(it)) else { return };
        draft.stated.push(role);
        self.page.push(if rng.percent(10) { &country.formal_name } else { &country.name });
    }

    fn demonym(&mut self, number: Option<usize>, role: Role, draft: &mut Draft<'_, '_, 'd>) {
        let Some(country) = number.and_then(|it| self.world.country(it)) else { return };
        draft.stated.push(role);
        self.page.push(&country.demonym);
    }

    fn named(&mut self, role: Role, draft: &mut Draft<'_, '_, 'd>) {
        draft.stated.push(role);
        let name = draft.event.cast.name_of(role, self.world).unwrap_or_default();
        self.page.push(name);
    }
}

impl<'p, 'e, 'd> Draft<'p, 'e, 'd> {
    fn new(
        assignment: &'p Assignment,
        event: &'e Event<'d>,
        expression: Option<Expression>,
        derived: Derived,
    ) -> Self {
        Self { assignment, event, expression, derived, stated: Vec::new(), date: None }
    }

    /// The error in the sentence, with the stated and the correct value.
    fn defect(&self) -> Option<(Defect, String, String)> {
        let wrong_weekday = self.date.as_ref().and_then(|it| it.wrong_weekday.clone());
        match (self.derived, wrong_weekday) {
            (Derived::Anniversary { stated, correct }, _) if stated.ordinal != correct => {
                Some((Defect::Anniversary, stated.ordinal.to_string(), correct.to_string()))
            }
            (Derived::Days { stated, correct }, _) if stated != correct => {
                Some((Defect::Duration, stated.to_string(), correct.to_string()))
            }
            (_, Some((stated, correct))) => Some((Defect::Weekday, stated, correct)),
            _ => None,
        }
    }
}
