//! The dates in datelines. `ingest` needs them and does not know how dates are written: it is lent the
//! reader of time expressions.

use annals_edtf::Edtf;
use annals_ingest::{DateWords, Options, Reader};
use annals_timex::{DocumentContext, Grammar, SegmentRole, TextSegment};

use crate::Pipeline;

impl Pipeline {
    /// Runs a task with a reader of files.
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

    /// The date in the words of a dateline, if there is exactly one.
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
