//! Dates of datelines: `annals-ingest` does not depend on `annals-timex`, so the pipeline passes it a function.

use annals_edtf::Edtf;
use annals_ingest::{DateWords, Options, Reader};
use annals_timex::{DocumentContext, Grammar, SegmentRole, TextSegment};

use crate::Pipeline;

impl Pipeline {
    /// Runs a task with a reader of files, which has the knowledge and the limits of this pipeline.
    pub fn with_reader<R>(&self, task: impl FnOnce(&Reader<'_>) -> R) -> R {
        let date_of = |words: &DateWords<'_>| self.date_of(words);
        task(&Reader {
            layout: &self.knowledge.layout,
            pages: &self.knowledge.pages,
            fields: &self.knowledge.fields,
            outlets: &self.knowledge.outlets,
            date_of: &date_of,
            options: Options { max_bytes: self.max_size },
        })
    }

    /// Returns the date of a dateline, if it has exactly one date expression.
    fn date_of(&self, words: &DateWords<'_>) -> Option<Edtf> {
        let part = TextSegment { range: 0..words.words.len(), role: SegmentRole::Prose };
        let context = DocumentContext { published: words.published.cloned(), dateline: None };
        let only = |grammar: &Grammar| {
            let mut found = grammar.read(words.words, std::slice::from_ref(&part), &context).expressions;
            let last = found.pop()?;
            if found.is_empty() { last.edtf } else { None }
        };
        match words.language {
            Some(tag) => only(&self.knowledge.language(tag)?.time),
            None => self.knowledge.languages.iter().find_map(|language| only(&language.time)),
        }
    }
}
