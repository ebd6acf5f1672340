use super::table::Table;

/// What a whole line can be told to be by its words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// Name of the translator.
    Translator,
    /// Name of the author.
    Byline,
    /// Photographer or agency of a picture.
    Credit,
    /// Name of a picture file.
    FileName,
    /// What a page system leaves where a picture stood.
    Image,
    /// Identifiers, navigation and other remains of a page.
    Furniture,
    /// An agency's tag or end mark.
    SourceTag,
}

/// What the end of a paragraph can be told to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TailKind {
    /// Photographer or agency of a picture; what stands before it is the picture's caption.
    Credit,
    /// An agency's tag or end mark.
    SourceTag,
}

/// A line that a pattern matches from end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMatch<'t> {
    /// What it is.
    pub kind: LineKind,
    /// The person or agency that it names.
    pub name: Option<&'t str>,
}

/// The end of a paragraph, cut off by a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TailMatch<'t> {
    /// What it is.
    pub kind: TailKind,
    /// Its first byte in the paragraph.
    pub start: usize,
    /// The person or agency that it names.
    pub name: Option<&'t str>,
}

/// Place, date and agency at the head of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatelineMatch<'t> {
    /// The byte behind it in the paragraph.
    pub end: usize,
    /// Where the report was filed.
    pub place: Option<&'t str>,
    /// The words of its date.
    pub date: Option<&'t str>,
    /// For whom.
    pub agency: Option<&'t str>,
}

/// The group that a name stands in.
pub(super) const NAME: &str = "name";
/// The group of what is cut off, where a pattern looks beyond it.
pub(super) const CUT: &str = "cut";
/// The groups of a dateline.
pub(super) const DATELINE: [&str; 3] = ["place", "date", "agency"];

/// How much of a paragraph's head and of its end is looked at: a bound on the work.
const HEAD: usize = 160;
const TAIL: usize = 240;
/// The bytes beyond which a line is a paragraph.
const LONGEST_LINE: usize = 300;

/// Compiled patterns.
#[derive(Clone, Debug)]
pub struct Rules {
    pub(super) lines: Table<LineKind>,
    pub(super) tails: Table<TailKind>,
    pub(super) datelines: Table<()>,
    pub(super) captions: Table<()>,
}

impl Rules {
    /// What a line without the white space around it is, if its words alone can tell.
    #[must_use]
    pub fn line<'t>(&self, line: &'t str) -> Option<LineMatch<'t>> {
        if line.len() > LONGEST_LINE {
            return None;
        }
        let (rule, captures) =
            self.lines.awake(line).find_map(|rule| Some((rule, rule.regex.captures(line)?)))?;
        let name = captures.name(NAME).map(|group| group.as_str().trim());
        Some(LineMatch { kind: rule.kind, name })
    }

    /// What ends a paragraph, of the kinds asked for.
    #[must_use]
    pub fn tail<'t>(&self, paragraph: &'t str, kinds: &[TailKind]) -> Option<TailMatch<'t>> {
        let from = paragraph.ceil_char_boundary(paragraph.len().saturating_sub(TAIL));
        let tail = paragraph.get(from..)?;
        let mut rules = self.tails.awake(tail).filter(|rule| kinds.contains(&rule.kind));
        let (rule, captures) = rules.find_map(|rule| Some((rule, rule.regex.captures(tail)?)))?;
        let cut = captures.name(CUT).or_else(|| captures.get(0))?;
        let name = captures.name(NAME).map(|group| group.as_str().trim());
        Some(TailMatch { kind: rule.kind, start: from + cut.start(), name })
    }

    /// The dateline that a paragraph begins with.
    #[must_use]
    pub fn dateline<'t>(&self, paragraph: &'t str) -> Option<DatelineMatch<'t>> {
        let head = paragraph.get(..paragraph.floor_char_boundary(HEAD))?;
        let captures = self.datelines.awake(head).find_map(|rule| rule.regex.captures(head))?;
        let end = captures.name(CUT).or_else(|| captures.get(0))?.end();
        let [place, date, agency] =
            DATELINE.map(|group| captures.name(group).map(|group| group.as_str().trim()));
        // Cut off in the middle, the head could end where the pattern asks for the end of a line.
        (end < head.len() || head.len() == paragraph.len()).then_some(DatelineMatch {
            end,
            place,
            date,
            agency,
        })
    }

    /// Whether a line that stands alone has the marks of a caption.
    #[must_use]
    pub fn is_caption(&self, line: &str) -> bool {
        self.captions.awake(line).any(|rule| rule.regex.is_match(line))
    }
}
