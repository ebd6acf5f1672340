use std::ops::Range;

/// Why a text is no grammar of time expressions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct GrammarError {
    /// Number of the text, from 0.
    pub file: usize,
    /// Byte of the text at which the mistake begins.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

/// A mistake, before its line is known.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
}

impl Mistake {
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    /// The mistake in the text that it is in, of several that were read one behind the other.
    pub(crate) fn within(self, texts: &[&str]) -> GrammarError {
        let mut offset = self.at.start;
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
