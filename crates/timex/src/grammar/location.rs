//! Locations in the texts of a grammar: its errors, and the lines of its patterns.

use std::ops::Range;

/// The error of a text that is not a grammar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct GrammarError {
    /// The index of the text.
    pub file: usize,
    /// The first byte of the error in the text.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What was found and what was expected.
    pub message: String,
}

/// An error with its bytes in the joined texts of a grammar.
#[derive(Debug)]
pub(crate) struct SpannedError {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
}

impl SpannedError {
    pub(crate) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }

    /// Locates the error in one of the texts, which were joined with a line break between them.
    pub(crate) fn locate(self, texts: &[&str]) -> GrammarError {
        let mut offset = self.span.start;
        let mut file = 0;
        while let Some(text) = texts.get(file)
            && offset > text.len()
            && file + 1 < texts.len()
        {
            offset -= text.len() + 1;
            file += 1;
        }
        let text = texts.get(file).copied().unwrap_or_default();
        let offset = offset.min(text.len());
        let before = text.get(..offset).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        GrammarError { file, offset, line, column, message: self.message }
    }
}

/// The lines of the joined texts of a grammar.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceMap {
    /// The first byte of each line, the index of its text, and the line in the text, from 1.
    lines: Vec<(usize, usize, usize)>,
}

impl SourceMap {
    pub(super) fn of(texts: &[&str]) -> Self {
        let (mut lines, mut at) = (Vec::new(), 0);
        for (file, text) in texts.iter().enumerate() {
            for (line, words) in (1..).zip(text.split('\n')) {
                lines.push((at, file, line));
                at += words.len() + 1;
            }
        }
        Self { lines }
    }

    /// Returns the index of the text and the line of a byte.
    pub(crate) fn locate(&self, byte: usize) -> (usize, usize) {
        let after = self.lines.partition_point(|(start, ..)| *start <= byte);
        let line = after.checked_sub(1).and_then(|at| self.lines.get(at));
        line.map_or((0, 1), |(_, file, line)| (*file, *line))
    }
}
