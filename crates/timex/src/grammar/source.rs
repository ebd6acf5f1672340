//! The texts of a language, as far as it takes to find a line in them.

/// The lines of texts that were read one behind the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    /// Number of the text and number of the line in it, from 1, by the byte that the line begins at.
    lines: Vec<(usize, usize, usize)>,
}

impl Sources {
    pub(super) fn of(texts: &[&str]) -> Self {
        let (mut lines, mut at) = (Vec::new(), 0);
        for (number, text) in texts.iter().enumerate() {
            let mut line = 0;
            for words in text.split('\n') {
                line += 1;
                lines.push((at, number, line));
                at += words.len() + 1;
            }
        }
        Self { lines }
    }

    /// Number of the text, and the line in it, of a byte.
    pub(crate) fn place(&self, byte: usize) -> (usize, usize) {
        let behind = self.lines.partition_point(|(start, ..)| *start <= byte);
        let line = behind.checked_sub(1).and_then(|at| self.lines.get(at));
        line.map_or((0, 1), |(_, number, line)| (*number, *line))
    }
}
