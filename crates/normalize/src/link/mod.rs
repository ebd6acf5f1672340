//! From readings to one release: what one article says meets what the others say.

mod compare;
mod copies;
mod entities;
mod events;
mod identity;
mod rows;
mod sketch;
mod times;

use annals_knowledge::Knowledge;
use annals_model::reading::Reading;
use annals_model::{Article, Imprint, Release};

use sketch::Sketch;

/// What linking needs of an article beside what was read in it: its text is no longer needed.
#[derive(Clone, Debug)]
pub struct Outline {
    /// What the article says of itself.
    pub imprint: Imprint,
    sketch: Sketch,
}

impl From<Article> for Outline {
    fn from(article: Article) -> Self {
        let sketch = Sketch::of(&article);
        Self { imprint: article.into_imprint(), sketch }
    }
}

/// What readings became.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The datasets, but for the findings.
    pub release: Release,
    /// What is left of the readings, by article: the rows have the rest.
    pub readings: Vec<Reading>,
}

/// Links readings into a release without findings. `readings` belong to `articles`, in any order.
///
/// Claims of one event under different names or precisions meet in one row of `events`;
/// near-copies of an article are marked and are no witnesses of their own. The result does not
/// depend on the order of the articles.
#[must_use]
pub fn link(articles: &[Outline], mut readings: Vec<Reading>, knowledge: &Knowledge) -> Linked {
    let mut articles: Vec<&Outline> = articles.iter().collect();
    articles.sort_by(|a, b| a.imprint.id.cmp(&b.imprint.id));
    readings.sort_by(|a, b| a.article_id.cmp(&b.article_id));

    let copies = copies::copies(&articles);
    let witnesses = copies::witnesses(&articles, &copies, knowledge);
    let linked = events::events(&readings, &witnesses, knowledge);
    let entities = entities::entities(&readings, knowledge);
    let mut release = rows::release(&articles, &mut readings, &copies, linked, entities);
    let witnesses = compare::Witnesses { of_article: &witnesses, outlets: &knowledge.outlets };
    release.agreements = compare::agreements(&release, witnesses, knowledge);
    times::bases(&mut release);
    times::infer(&mut release, &readings, knowledge);
    Linked { release, readings }
}
