//! From readings to one release: what one article says meets what the others say.

mod copies;
mod entities;
mod events;
mod identity;
mod rows;

use annals_knowledge::Knowledge;
use annals_model::reading::Reading;
use annals_model::{Article, Release};

/// Links readings into a release without findings. `readings` belong to `articles`, in any order.
///
/// Claims of one event under different names or precisions meet in one row of `events`;
/// near-copies of an article are marked and are no witnesses of their own. The result does not
/// depend on the order of the articles.
#[must_use]
pub fn link(articles: &[Article], readings: &[Reading], knowledge: &Knowledge) -> Release {
    let mut articles: Vec<&Article> = articles.iter().collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let mut readings: Vec<&Reading> = readings.iter().collect();
    readings.sort_by(|a, b| a.article_id.cmp(&b.article_id));

    let copies = copies::copies(&articles);
    let witnesses = copies::witnesses(&articles, &copies, knowledge);
    let linked = events::events(&readings, &witnesses, knowledge);
    let entities = entities::entities(&readings, knowledge);
    rows::release(&articles, &readings, &copies, linked, entities)
}
