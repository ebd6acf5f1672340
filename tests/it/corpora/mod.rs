//! What is read in two small invented corpora, in snapshots of at most about 30 narrow lines.
//!
//! Each article has a snapshot of its claims, each corpus one of each dataset. Compare a changed row with the article in
//! `tests/corpora/` before you accept it: `cargo insta review`, or `INSTA_UPDATE=always` and `git diff`.

mod view;

use std::sync::LazyLock;

use crate::program::{self, repository};
use annals_model::Release;

static ISLAND_RAILWAY: LazyLock<Release> = LazyLock::new(|| corpus("island-railway"));
static FOOTBALL_CLUB: LazyLock<Release> = LazyLock::new(|| corpus("football-club"));

fn corpus(name: &str) -> Release {
    program::folder(&repository().join("tests/corpora").join(name).join("raw")).release
}

macro_rules! snapshots {
    ($($name:ident: $view:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!($view);
        }
    )*};
}

mod island_railway {
    use super::*;

    snapshots! {
        articles: view::articles(&ISLAND_RAILWAY);
        claims_of_cafe_9: view::claims(&ISLAND_RAILWAY, "cafe-9");
        claims_of_courier_101: view::claims(&ISLAND_RAILWAY, "courier-101-bridge");
        claims_of_gazette_7: view::claims(&ISLAND_RAILWAY, "gazette-7-history");
        claims_of_herald_3: view::claims(&ISLAND_RAILWAY, "herald-3-strike");
        claims_of_mirror_55: view::claims(&ISLAND_RAILWAY, "mirror-55-bridge");
        events: view::events(&ISLAND_RAILWAY);
        participants: view::participants(&ISLAND_RAILWAY);
        comparisons: view::comparisons(&ISLAND_RAILWAY);
        people: view::people(&ISLAND_RAILWAY);
        organisations_and_places: view::organisations_and_places(&ISLAND_RAILWAY);
        quotations_and_quantities: view::quotations_and_quantities(&ISLAND_RAILWAY);
        findings: view::findings(&ISLAND_RAILWAY);
    }
}

mod football_club {
    use super::*;

    snapshots! {
        articles: view::articles(&FOOTBALL_CLUB);
        claims_of_old_5: view::claims(&FOOTBALL_CLUB, "old-5-yearbook");
        claims_of_post_2: view::claims(&FOOTBALL_CLUB, "post-2-obituary");
        claims_of_radio_3: view::claims(&FOOTBALL_CLUB, "radio-3-plans");
        claims_of_sport_1: view::claims(&FOOTBALL_CLUB, "sport-1-rovers");
        claims_of_wide_4: view::claims(&FOOTBALL_CLUB, "wide-4-notes");
        events: view::events(&FOOTBALL_CLUB);
        participants: view::participants(&FOOTBALL_CLUB);
        comparisons: view::comparisons(&FOOTBALL_CLUB);
        people: view::people(&FOOTBALL_CLUB);
        organisations_and_places: view::organisations_and_places(&FOOTBALL_CLUB);
        quotations_and_quantities: view::quotations_and_quantities(&FOOTBALL_CLUB);
        findings: view::findings(&FOOTBALL_CLUB);
    }
}

#[test]
fn every_article_has_a_snapshot_of_its_claims() {
    let this = include_str!("mod.rs");
    for release in [&*ISLAND_RAILWAY, &*FOOTBALL_CLUB] {
        for row in &release.articles {
            let id = format!("{:?}", row.article_id.as_str());
            assert!(this.contains(&id), "{id} has no snapshot of its claims");
        }
    }
}
