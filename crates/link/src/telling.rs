//! A claim with all that its event can be known by.

use std::collections::BTreeMap;
use std::sync::Arc;

use annals_edtf::{Day, Edtf};
use annals_knowledge::{Knowledge, Language, Once, Statehood};
use annals_model::{ArticleId, Claim, EntityClass, EntityId, Naming, Reading, slug};
use annals_text::is_capitalised;
use rustc_hash::{FxHashMap, FxHashSet};

use super::forces;
use super::guesses::{self, Open};
use super::news::{Published, cast};
use super::owner::{Candidates, countries, is_undone, land, owner, strangers};
use super::wording::{Class, Classes, Symbol, Wording, Words, symbol, symbol_of};

/// Letters that the stem of a name has at least.
const STEM: usize = 4;

/// What a claim's event is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// A row of `gazetteer/events.csv`, by its number.
    Known(usize),
    /// What was founded, was born or came to an end.
    Entity(Symbol),
    /// A proper name.
    Named,
    /// Only kind, words, date, parties and place.
    Described,
}

/// A claim and what it says of its event.
pub(super) struct Telling<'r> {
    pub(super) article: &'r ArticleId,
    pub(super) claim: &'r Claim,
    pub(super) class: Class<'r>,
    pub(super) identity: Identity,
    /// Whether its words say that something was undone, or done again.
    pub(super) undone: bool,
    /// Those who have but one such event, where it is told who they are.
    pub(super) owner: Option<Symbol>,
    /// To whom or what it happens, where that identifies it.
    pub(super) entity: Option<EntityId>,
    pub(super) wording: Wording,
    /// Whether its name is that of somebody or something that it happens to, and that it may happen to again.
    pub(super) borrowed: bool,
    /// Whether it is told by the name of one of its sides.
    pub(super) side: bool,
    /// Words that name no party and no place, sorted.
    pub(super) specific: Box<[Symbol]>,
    /// Parties, sorted.
    pub(super) parties: Box<[Symbol]>,
    /// The countries that they belong to, sorted.
    pub(super) lands: Box<[Symbol]>,
    /// Those of the parties that are people.
    pub(super) people: Box<[Symbol]>,
    pub(super) place: Option<Symbol>,
    /// Whether the place is a country.
    pub(super) wide_place: bool,
    /// Whose force it is that moves, and where.
    pub(super) sides: Option<forces::Sides>,
    /// Words of the names of its parties, sorted.
    pub(super) named: Box<[Symbol]>,
    /// Names in the words of the claim that are none of the above, sorted.
    pub(super) around: Box<[Symbol]>,
    /// Words of all names in its words and around them, sorted.
    pub(super) names: Box<[Symbol]>,
    /// The same without the endings that make of a place its people, sorted.
    pub(super) stems: Box<[Symbol]>,
    /// Those of them that are no words of its name, sorted.
    pub(super) company: Box<[Symbol]>,
    /// Those of them that are of its parties and its place, sorted.
    pub(super) keyed: Box<[Symbol]>,
    /// Numbers of bodies in its words and around them, sorted.
    pub(super) numbers: Box<[Symbol]>,
    /// First and last day, as numbers in their order.
    pub(super) days: Option<(i64, i64)>,
    /// What of its date is not told.
    pub(super) open: Open,
    /// First and last day on which its article may have been published, so counted.
    pub(super) published: Option<(i64, i64)>,
    /// Those of whom its article tells, sorted.
    pub(super) cast: Arc<[Symbol]>,
}

impl Telling<'_> {
    pub(super) fn date(&self) -> Option<&Edtf> {
        self.claim.date.as_ref().map(|date| &date.edtf)
    }

    pub(super) fn is_named(&self) -> bool {
        self.identity != Identity::Described
    }
}

/// A copy without spare room: there is one for every claim of a run.
fn fitting(list: &[Symbol]) -> Box<[Symbol]> {
    list.into()
}

/// A number for a day, one more for the day after within a month.
pub(super) fn number(day: Day) -> i64 {
    i64::from(day.year()) * 372 + i64::from(day.month() - 1) * 31 + i64::from(day.day() - 1)
}

/// Numbers of the events of `gazetteer/events.csv` by class and words, or by class and name.
pub(super) struct Known(FxHashMap<(Symbol, Box<[Symbol]>), usize>);

impl Known {
    pub(super) fn new(knowledge: &Knowledge, classes: &Classes<'_>) -> Self {
        let mut words = Words::new(classes);
        let mut known = FxHashMap::default();
        for (number, event) in knowledge.gazetteer.events.iter().enumerate() {
            let Some(class) = classes.of(&event.kind) else { continue };
            for name in event.aliases.iter().chain([&event.name]) {
                known.insert((class.number, [whole(&slug(name))].into()), number);
                for language in &knowledge.languages {
                    let wording = words.read(name, &event.kind, None, language);
                    // One word may be a place where many an agreement was signed.
                    if wording.words.len() > 1 {
                        known.entry((class.number, wording.words)).or_insert(number);
                    }
                }
            }
        }
        Self(known)
    }
}

/// What all claims of an article share.
struct Context<'r, 'l> {
    reading: &'r Reading,
    language: &'l Language,
    forms: FxHashMap<String, &'r EntityId>,
    published: Option<(i64, i64)>,
    cast: Arc<[Symbol]>,
}

/// Names that a claim is told with, as [`Telling`] has them.
#[derive(Default)]
struct Names {
    names: Vec<Symbol>,
    stems: Vec<Symbol>,
    company: Vec<Symbol>,
    keyed: Vec<Symbol>,
    numbers: Vec<Symbol>,
}

/// The number of a name without the endings that make of a place its people.
pub(super) fn stem(word: &str, language: &Language) -> Symbol {
    let mut left = word;
    loop {
        let endings = language.people_endings.iter().filter_map(|ending| left.strip_suffix(ending.as_str()));
        let left_over = endings.filter(|left| left.chars().count() >= STEM);
        let shortest = left_over.min_by_key(|left| left.len());
        match shortest {
            Some(shorter) => left = shorter,
            None => break symbol(left).rotate_left(3),
        }
    }
}

/// The number of a whole name.
pub(super) fn whole(name: &str) -> Symbol {
    symbol(name).rotate_left(2)
}

/// Everything that claims are compared by; every thread has one of its own.
pub(super) struct Teller<'k> {
    knowledge: &'k Knowledge,
    classes: &'k Classes<'k>,
    words: Words<'k>,
    known: &'k Known,
    /// Words of the names of known entities, and the countries that these belong to.
    entities: FxHashMap<EntityId, (Vec<Symbol>, Vec<Symbol>)>,
}

impl<'k> Teller<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, classes: &'k Classes<'k>, known: &'k Known) -> Self {
        Self { knowledge, classes, words: Words::new(classes), known, entities: FxHashMap::default() }
    }

    /// The claims of a reading, in its order.
    pub(super) fn tell<'r>(&mut self, reading: &'r Reading, published: &Published<'_>) -> Vec<Telling<'r>>
    where
        'k: 'r,
    {
        let knowledge = self.knowledge;
        let language = reading.coverage.language.as_deref().and_then(|tag| knowledge.language(tag));
        let Some(language) = language.or_else(|| knowledge.languages.first()) else { return Vec::new() };
        let forms: FxHashMap<String, &EntityId> = reading
            .entities
            .iter()
            .flat_map(|(id, entity)| {
                entity.forms.iter().chain([&entity.name]).map(move |form| (slug(form), id))
            })
            .collect();
        let mut named = BTreeMap::new();
        let article = Context {
            reading,
            language,
            forms,
            published: published.of(&reading.article_id),
            cast: cast(reading, knowledge),
        };
        let tellings = reading.claims.iter().filter_map(|claim| {
            let class = self.classes.of(&claim.kind)?;
            Some(self.one(&article, claim, class, &mut named))
        });
        tellings.collect()
    }

    fn one<'r>(
        &mut self,
        context: &Context<'r, '_>,
        claim: &'r Claim,
        class: Class<'r>,
        named: &mut BTreeMap<EntityId, Vec<Symbol>>,
    ) -> Telling<'r> {
        let Context { reading, language, forms, published, cast } = context;
        let is_place =
            |name: &str| claim.place.as_ref().is_some_and(|place| forms.get(&slug(name)) == Some(&place));
        let wording = self.words.of(claim, language, is_place);
        let mut taken: FxHashSet<Symbol> = FxHashSet::default();
        let mut own_names = Vec::new();
        let (mut parties, mut lands, mut people) = (Vec::new(), Vec::new(), Vec::new());
        for id in claim.participants.iter().chain(&claim.place) {
            let is_party = claim.participants.contains(id);
            let (words, countries) = self.entity(id, reading, language);
            taken.extend(words);
            let own = named.entry(id.clone()).or_insert_with(|| {
                let forms = reading.entities.get(id).into_iter().flat_map(|entity| &*entity.forms);
                let words = forms.flat_map(|form| annals_text::words(form));
                words.map(|word| self.words.symbols.typed(&word)).collect()
            });
            taken.extend(own.iter().copied());
            if is_party {
                own_names.extend(own.iter().copied());
                lands.extend(countries);
                let class = reading.entities.get(id).map(|entity| entity.class);
                if class == Some(EntityClass::Person) {
                    people.push(symbol_of(id));
                }
                parties.extend(self.parties(id, reading, language));
            }
        }
        // What is sent again and again is a party to that.
        if let Some(id) = forms.get(&slug(&claim.name)).filter(|_| class.recurs) {
            parties.extend(self.parties(id, reading, language));
        }
        let pair = reading.relations.unlisted_parties.iter().find(|told| told.claim == claim.claim_id);
        let mut own_lands: Vec<Symbol> = Vec::new();
        if class.once.is_some() {
            for number in countries(&claim.name, language) {
                if let Some(named) = self.knowledge.gazetteer.entities.get(number) {
                    own_lands.push(symbol_of(land(named, class, &self.knowledge.gazetteer)));
                    taken.extend(self.entity(&named.id, reading, language).0);
                }
            }
        }
        for id in pair.into_iter().flat_map(|told| &told.parties) {
            taken.extend(id.as_str().split('-').map(|word| self.words.symbols.typed(word)));
            parties.extend(self.parties(id, reading, language));
            lands.extend(self.entity(id, reading, language).1);
            // Of what has no name, those who are told as people are.
            if claim.naming == Naming::Description && class.once.is_none() {
                people.push(symbol_of(id));
            }
        }
        for list in [&mut parties, &mut lands, &mut people, &mut own_names] {
            list.sort_unstable();
            list.dedup();
        }
        let specific: Vec<Symbol> =
            wording.words.iter().copied().filter(|word| !taken.contains(word)).collect();
        let (identity, entity) = self.identity(claim, class, &wording, forms, &people);
        let side = class.sides && wording.capitals && wording.head.is_none();
        let side = side && !matches!(identity, Identity::Known(_));
        let (specific, identity) =
            if side { (Vec::new(), Identity::Described) } else { (specific, identity) };
        let mut around = Vec::new();
        for word in claim.evidence.quote.split(|c: char| !c.is_alphanumeric()).skip(1) {
            if is_capitalised(word) && word.chars().count() > 3 {
                let word = self.words.symbols.typed(word);
                if !taken.contains(&word) && !wording.words.contains(&word) {
                    around.push(word);
                }
            }
        }
        if let Some(date) = &claim.date {
            let dates: Vec<Symbol> =
                annals_text::words(&date.text).iter().map(|word| self.words.symbols.typed(word)).collect();
            around.retain(|word| !dates.contains(word));
        }
        around.sort_unstable();
        around.dedup();
        let Names { names, stems, company, keyed, numbers } = self.names(claim, language);
        let days = claim.date.as_ref().and_then(|date| {
            let (first, last) = (date.edtf.earliest(), date.edtf.latest());
            Some((number(first.or(last)?), number(last.or(first)?)))
        });
        let pair_name = wording.capitals.then(|| EntityId::new(&*wording.readable));
        let candidates = Candidates {
            lands: &lands,
            named: &own_lands,
            strangers: pair.map(|_| parties.as_slice()),
            pair: pair_name.as_ref(),
        };
        let owner = owner(claim, class, language, &candidates);
        let known_place = claim.place.as_ref().and_then(|id| self.knowledge.gazetteer.get(id));
        Telling {
            article: &reading.article_id,
            claim,
            class,
            identity,
            side,
            undone: is_undone(claim, language),
            owner,
            entity,
            wording,
            borrowed: class.once.is_none() && !class.founds && forms.contains_key(&slug(&claim.name)),
            specific: fitting(&specific),
            parties: fitting(&parties),
            lands: fitting(&lands),
            people: fitting(&people),
            place: claim.place.as_ref().map(symbol_of),
            wide_place: known_place.is_some_and(|place| place.statehood == Statehood::Country),
            sides: forces::sides(claim, reading, language),
            named: fitting(&own_names),
            around: fitting(&around),
            names: fitting(&names),
            stems: fitting(&stems),
            company: fitting(&company),
            keyed: fitting(&keyed),
            numbers: fitting(&numbers),
            days,
            open: guesses::open(claim),
            published: *published,
            cast: Arc::clone(cast),
        }
    }

    /// The number of a party; of one that no table knows, by the word that is its own; of two that were
    /// taken for one, both.
    fn parties(&self, id: &EntityId, reading: &Reading, language: &Language) -> Vec<Symbol> {
        let person = reading.entities.get(id).is_some_and(|entity| entity.class == EntityClass::Person);
        if person || self.knowledge.gazetteer.get(id).is_some() {
            return vec![symbol_of(id)];
        }
        strangers(id, language)
    }

    /// Words of the names in the words of a claim and around them.
    fn names(&mut self, claim: &Claim, language: &Language) -> Names {
        let mut found = Names::default();
        let known = |id: &EntityId| self.knowledge.gazetteer.get(id).is_some();
        for id in claim.participants.iter().chain(&claim.place) {
            let whole = [id.as_str()];
            let words: Vec<&str> = if known(id) { whole.to_vec() } else { id.as_str().split('-').collect() };
            for word in words {
                found.names.push(symbol(word));
                found.keyed.push(stem(word, language));
            }
        }
        found.stems.clone_from(&found.keyed);
        let quoted = claim.evidence.quote.split(|c: char| !c.is_alphanumeric()).skip(1);
        let capitals = claim.name.split(|c: char| !c.is_alphanumeric()).chain(quoted);
        let capitals = capitals.filter(|word| is_capitalised(word) && word.chars().count() > 3).map(slug);
        for word in claim.context_names.split(' ').map(str::to_owned).chain(capitals) {
            if word.is_empty() || language.common_in_names.contains(&word) {
                continue;
            }
            let stem = stem(&word, language);
            if word.starts_with(|first: char| first.is_ascii_digit()) {
                found.numbers.push(stem);
            }
            found.names.push(symbol(&word));
            found.stems.push(stem);
        }
        if let Some(date) = &claim.date {
            let dates: Vec<Symbol> =
                annals_text::words(&date.text).iter().map(|word| stem(&slug(word), language)).collect();
            found.stems.retain(|word| !dates.contains(word));
        }
        let own: Vec<Symbol> =
            annals_text::words(&claim.name).iter().map(|word| stem(&slug(word), language)).collect();
        found.company = found.stems.iter().copied().filter(|stem| !own.contains(stem)).collect();
        for list in
            [&mut found.names, &mut found.stems, &mut found.company, &mut found.keyed, &mut found.numbers]
        {
            list.sort_unstable();
            list.dedup();
        }
        found
    }

    fn identity(
        &mut self,
        claim: &Claim,
        class: Class<'_>,
        wording: &Wording,
        forms: &FxHashMap<String, &EntityId>,
        people: &[Symbol],
    ) -> (Identity, Option<EntityId>) {
        let name = slug(&claim.name);
        // A campaign or treaty that is called by a place is not the place.
        let entity = forms.get(&name).filter(|_| claim.naming == Naming::Description && !class.recurs);
        if let Some(entity) = entity {
            return (Identity::Entity(symbol_of(entity)), Some((*entity).clone()));
        }
        if let ([one], Some(Once::Subject), 1) = (people, class.once, claim.participants.len()) {
            return (Identity::Entity(*one), claim.participants.first().cloned());
        }
        let whole = [whole(&name)].into();
        let known = self.known.0.get(&(class.number, whole));
        if let Some(known) = known.or_else(|| self.known.0.get(&(class.number, wording.words.clone()))) {
            return (Identity::Known(*known), None);
        }
        match claim.naming {
            Naming::Proper if !wording.words.is_empty() => (Identity::Named, None),
            _ => (Identity::Described, None),
        }
    }

    /// Words of the names of an entity of `knowledge/`, and the countries that an entity belongs to:
    /// its own, or those that its name names.
    fn entity(
        &mut self,
        id: &EntityId,
        reading: &Reading,
        language: &Language,
    ) -> (Vec<Symbol>, Vec<Symbol>) {
        if let Some(found) = self.entities.get(id) {
            return found.clone();
        }
        let names = &self.knowledge.gazetteer;
        let country = |id: &EntityId| names.get(id).filter(|known| known.statehood == Statehood::Country);
        let known = names.get(id);
        let mut words = Vec::new();
        let mut lands = Vec::new();
        if let Some(known) = known {
            for name in known.aliases.iter().chain(&known.demonyms).chain([&known.name]) {
                for word in annals_text::words(name) {
                    words.push(self.words.symbols.typed(&word));
                }
            }
        }
        let land = |id: &EntityId, lands: &mut Vec<Symbol>| {
            if country(id).is_some() {
                lands.push(symbol_of(id));
            }
        };
        land(id, &mut lands);
        if let Some(place) = known.and_then(|known| known.country.as_ref()) {
            land(place, &mut lands);
        }
        let entity = reading.entities.get(id);
        let class = known.map(|known| known.class).or_else(|| entity.map(|entity| entity.class));
        if lands.is_empty() && class == Some(EntityClass::Organisation) {
            let name = known.map(|known| known.name.as_str()).or_else(|| entity.map(|entity| &*entity.name));
            for number in countries(name.unwrap_or_default(), language) {
                if let Some(named) = names.entities.get(number) {
                    land(named.country.as_ref().unwrap_or(&named.id), &mut lands);
                }
            }
        }
        let found = (words, lands);
        self.entities.insert(id.clone(), found.clone());
        found
    }
}
