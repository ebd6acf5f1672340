use std::collections::{BTreeMap, BTreeSet};

use annals_model::{ArticleId, EntityClass, EntityId, Release, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::blocking::candidates;
use crate::support::spelling::{Spelling, are_near};
use crate::support::wording;

/// The maximal number of articles listed for the more frequent name.
const ARTICLES: usize = 10;

pub(super) static RULE: Rule = Rule {
    code: "ENT001",
    name: "possible-spelling-variant",
    severity: Severity::Note,
    what: "Two people, organisations or places whose names differ by one or two letters or by a \
          space; or such a name and one in knowledge/.",
    why: "If both are one entity, its statements are split between two rows.",
    remedy: "If they are one entity, add one spelling to the aliases of the other in knowledge/. If \
          they are two, give each a row there: names that knowledge/ lists are taken as different.",
    examples: &[
        Example::fires(
            "One article writes Marivelle Tornquist, another Marivalle Tornquist.",
            "may be two spellings of one name",
            || {
                Case::article("gazette")
                    .entity(EntityClass::Person, "Marivelle Tornquist")
                    .and_article("herald")
                    .entity(EntityClass::Person, "Marivalle Tornquist")
            },
        ),
        Example::fires(
            "An article writes Vesenburg, and knowledge/ lists Vessenburg.",
            "which knowledge/ lists",
            || {
                Case::article("gazette")
                    .entity(EntityClass::Place, "Vesenburg")
                    .listed(EntityClass::Place, "Vessenburg")
            },
        ),
        Example::passes("Aldous and Agnes Wallenbach, father and daughter.", || {
            Case::article("gazette")
                .entity(EntityClass::Person, "Aldous Wallenbach")
                .entity(EntityClass::Person, "Agnes Wallenbach")
        }),
        Example::passes("Regiment 676 and Regiment 677: numbers are not compared.", || {
            Case::article("gazette")
                .entity(EntityClass::Organisation, "Regiment 676")
                .entity(EntityClass::Organisation, "Regiment 677")
        }),
        Example::passes(
            "A person called Tornquist Vessenburg and a place called Tornqvist Vessenburg.",
            || {
                Case::article("gazette")
                    .entity(EntityClass::Person, "Tornquist Vessenburg")
                    .entity(EntityClass::Place, "Tornqvist Vessenburg")
            },
        ),
        Example::passes("Two names that knowledge/ lists.", || {
            Case::article("gazette")
                .entity(EntityClass::Place, "Vesenburg")
                .listed(EntityClass::Place, "Vesenburg")
                .listed(EntityClass::Place, "Vessenburg")
        }),
    ],
    check: Check::Input(check),
};

/// A name of a row, or of the gazetteer.
struct Named<'a> {
    id: &'a EntityId,
    name: &'a str,
    /// The articles of the row; `None` for a name of the gazetteer.
    articles: Option<&'a [ArticleId]>,
    class: EntityClass,
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let known: BTreeSet<&EntityId> = context.input.listed.iter().map(|name| &name.id).collect();
    let names = names(context);
    let spellings: Vec<_> = names.iter().map(|name| (name.class, Spelling::of(name.name))).collect();
    let mut pairs: BTreeMap<(&EntityId, &EntityId), (&Named<'_>, &Named<'_>)> = BTreeMap::new();
    for (first, second) in candidates(&spellings) {
        let (Some(a), Some(b)) = (names.get(first), names.get(second)) else { continue };
        let (Some((class, left)), Some((_, right))) = (spellings.get(first), spellings.get(second)) else {
            continue;
        };
        let apart = a.id == b.id || (known.contains(a.id) && known.contains(b.id));
        if a.class != b.class || apart || !are_near(*class, left, right) {
            continue;
        }
        let (a, b) = if a.id <= b.id { (a, b) } else { (b, a) };
        pairs.entry((a.id, b.id)).or_insert((a, b));
    }
    let quotes = quotes(context.input.release, pairs.keys().flat_map(|(a, b)| [*a, *b]).collect());
    pairs.into_values().filter_map(|(a, b)| variant(a, b, &quotes)).collect()
}

/// Returns the names to compare: those of rows, then those of the gazetteer.
fn names<'a>(context: &Context<'a>) -> Vec<Named<'a>> {
    let release = context.input.release;
    let people =
        release.people.iter().map(|row| (EntityClass::Person, &row.person_id, &row.name, &row.articles));
    let organisations = release.organisations.iter();
    let organisations =
        organisations.map(|row| (EntityClass::Organisation, &row.organisation_id, &row.name, &row.articles));
    let places =
        release.places.iter().map(|row| (EntityClass::Place, &row.place_id, &row.name, &row.articles));
    let rows = people.chain(organisations).chain(places);
    let rows = rows.map(|(class, id, name, articles)| Named { id, name, articles: Some(articles), class });
    let known = context.input.listed.iter().flat_map(|known| {
        let names = std::iter::once(&known.name).chain(&known.aliases);
        names.map(|name| Named { id: &known.id, name, articles: None, class: known.class })
    });
    rows.chain(known).collect()
}

fn variant(a: &Named<'_>, b: &Named<'_>, quotes: &BTreeMap<&EntityId, &str>) -> Option<Draft> {
    let (rarer, other) = match (a.articles, b.articles) {
        (Some(first), Some(second)) if second.len() < first.len() => (b, a),
        (Some(_), _) => (a, b),
        (None, Some(_)) => (b, a),
        (None, None) => return None,
    };
    let message = match other.articles {
        Some(_) => format!("{} and {} may be two spellings of one name.", shown(rarer), shown(other)),
        None => format!(
            "{} may be a spelling of “{}”, which knowledge/ lists as {}.",
            shown(rarer),
            other.name,
            other.id
        ),
    };
    let mut draft = Draft::new(message);
    for (named, most) in [(rarer, usize::MAX), (other, ARTICLES)] {
        let Some(articles) = named.articles else {
            draft = draft.keyed([named.id.as_str()]);
            continue;
        };
        draft = articles.iter().take(most).fold(draft.row(named.id.as_str()), Draft::article);
        draft = quotes.get(named.id).into_iter().fold(draft, |draft, quote| draft.context_quote(quote));
    }
    Some(draft)
}

fn shown(named: &Named<'_>) -> String {
    format!("“{}” ({})", named.name, wording::list(named.articles.unwrap_or_default()))
}

/// Returns a quote of each wanted entity, if a row has one.
fn quotes<'a>(release: &'a Release, wanted: BTreeSet<&'a EntityId>) -> BTreeMap<&'a EntityId, &'a str> {
    let mut quotes = BTreeMap::new();
    if wanted.is_empty() {
        return quotes;
    }
    let positions = release.positions.iter().flat_map(|row| {
        std::iter::once(&row.person_id).chain(&row.organisation).map(|id| (id, row.quote.as_str()))
    });
    let claims = release
        .claims
        .iter()
        .flat_map(|row| row.participants.iter().chain(&row.place).map(|id| (id, row.quote.as_str())));
    for (id, quote) in positions.chain(claims).filter(|(id, _)| wanted.contains(id)) {
        quotes.entry(id).or_insert(quote);
    }
    quotes
}
