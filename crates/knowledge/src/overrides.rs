//! Manual overrides, each with a reason: severities of rules, waivers of findings, and pins of links.

use std::collections::BTreeMap;

use annals_model::{FindingId, Severity};
use serde::Deserialize;

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::table;

const SEVERITIES: &str = "severities.csv";
const WAIVERS: &str = "waivers.csv";
const PINS: &str = "pins.csv";

/// The rows of `severities.csv`, `waivers.csv` and `pins.csv`. Each file may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    levels: BTreeMap<String, LevelRow>,
    waivers: Vec<Waiver>,
    pins: Vec<Pin>,
}

/// The severity that overrides that of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule is off.
    Off,
    /// The findings of the rule have this severity.
    At(Severity),
}

/// A waiver of a finding: the finding is known and accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The finding.
    pub finding_id: FindingId,
    /// The code of its rule.
    pub rule: String,
    /// Why the finding is accepted.
    pub reason: String,
    /// The line in `knowledge/waivers.csv`.
    pub line: usize,
}

/// A constraint on linking: whether two identifiers refer to the same event or entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The identifier of a claim, event, person, organisation or place.
    pub left: String,
    /// Whether the two must be linked.
    pub constraint: LinkConstraint,
    /// The other identifier.
    pub right: String,
    /// The reason.
    pub reason: String,
    /// The line in `knowledge/pins.csv`.
    pub line: usize,
}

/// Whether two identifiers must or cannot be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum LinkConstraint {
    /// They refer to the same event or entity: `same`.
    #[serde(rename = "same")]
    MustLink,
    /// They refer to different events or entities: `different`.
    #[serde(rename = "different")]
    CannotLink,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct LevelRow {
    level: Level,
    line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeverityRow {
    rule: String,
    severity: LevelName,
    reason: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LevelName {
    Off,
    Note,
    Warning,
    Error,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Off => Self::Off,
            LevelName::Note => Self::At(Severity::Note),
            LevelName::Warning => Self::At(Severity::Warning),
            LevelName::Error => Self::At(Severity::Error),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiverRow {
    finding_id: String,
    rule: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PinRow {
    left: String,
    verdict: LinkConstraint,
    right: String,
    reason: String,
}

impl Overrides {
    /// Loads the files.
    ///
    /// # Errors
    /// A row has an unknown or missing column, an unknown value or an empty cell, or repeats an earlier row.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        Ok(Self { levels: levels(files)?, waivers: waivers(files)?, pins: pins(files)? })
    }

    /// Returns the severity that overrides that of a rule, if any.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.levels.get(rule).map(|row| row.level)
    }

    /// Returns the codes of the rules with an overridden severity, each with its line in `knowledge/severities.csv`.
    pub fn leveled_rules(&self) -> impl Iterator<Item = (&str, usize)> {
        self.levels.iter().map(|(rule, row)| (rule.as_str(), row.line))
    }

    /// Returns the pins in the order of the file.
    #[must_use]
    pub fn pins(&self) -> &[Pin] {
        &self.pins
    }

    /// Returns the waivers in the order of the file.
    #[must_use]
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }
}

fn levels(files: &Files) -> Result<BTreeMap<String, LevelRow>, KnowledgeError> {
    let mut levels = BTreeMap::new();
    let rows = table::csv::<SeverityRow>(SEVERITIES, files.optional(SEVERITIES).unwrap_or_default())?;
    for (line, row) in rows {
        filled(SEVERITIES, line, "rule", &row.rule)?;
        filled(SEVERITIES, line, "reason", &row.reason)?;
        let level = LevelRow { level: row.severity.into(), line };
        if let Some(earlier) = levels.insert(row.rule.clone(), level) {
            return Err(again(SEVERITIES, line, &row.rule, earlier.line));
        }
    }
    Ok(levels)
}

fn waivers(files: &Files) -> Result<Vec<Waiver>, KnowledgeError> {
    let mut lines = BTreeMap::new();
    let mut waivers = Vec::new();
    for (line, row) in table::csv::<WaiverRow>(WAIVERS, files.optional(WAIVERS).unwrap_or_default())? {
        filled(WAIVERS, line, "finding_id", &row.finding_id)?;
        filled(WAIVERS, line, "rule", &row.rule)?;
        filled(WAIVERS, line, "reason", &row.reason)?;
        if let Some(earlier) = lines.insert(row.finding_id.clone(), line) {
            return Err(again(WAIVERS, line, &row.finding_id, earlier));
        }
        let WaiverRow { finding_id, rule, reason } = row;
        waivers.push(Waiver { finding_id: FindingId::new(finding_id), rule, reason, line });
    }
    Ok(waivers)
}

fn pins(files: &Files) -> Result<Vec<Pin>, KnowledgeError> {
    let mut lines = BTreeMap::new();
    let mut pins = Vec::new();
    for (line, row) in table::csv::<PinRow>(PINS, files.optional(PINS).unwrap_or_default())? {
        for (column, cell) in [("left", &row.left), ("right", &row.right), ("reason", &row.reason)] {
            filled(PINS, line, column, cell)?;
        }
        let PinRow { left, verdict: constraint, right, reason } = row;
        if left == right {
            let message = format!("found `{left}` twice, expected two different identifiers");
            return Err(KnowledgeError::at(PINS, line, 1, message));
        }
        let pair = if left < right { (left.clone(), right.clone()) } else { (right.clone(), left.clone()) };
        if let Some(earlier) = lines.insert(pair, line) {
            return Err(again(PINS, line, &format!("{left}` and `{right}"), earlier));
        }
        pins.push(Pin { left, constraint, right, reason, line });
    }
    Ok(pins)
}

/// Refuses an empty cell.
fn filled(path: &str, line: usize, column: &str, cell: &str) -> Result<(), KnowledgeError> {
    if cell.is_empty() {
        let message = format!("the column `{column}` is empty, expected a value");
        return Err(KnowledgeError::at(path, line, 1, message));
    }
    Ok(())
}

/// Returns the error of a repeated row.
fn again(path: &str, line: usize, what: &str, earlier: usize) -> KnowledgeError {
    KnowledgeError::at(
        path,
        line,
        1,
        format!("found a second row for `{what}`, expected one; the first is in line {earlier}"),
    )
}

#[cfg(test)]
mod tests {
    use annals_model::Severity;

    use super::{Level, Overrides};
    use crate::{Files, KnowledgeError};

    fn load(path: &str, text: &str) -> Result<Overrides, KnowledgeError> {
        Overrides::load(&Files::default().with(path, text))
    }

    #[test]
    fn all_files_may_be_absent() {
        assert_eq!(Overrides::load(&Files::default()).unwrap(), Overrides::default());
    }

    #[test]
    fn the_files_of_the_repository_load() {
        Overrides::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap();
    }

    #[test]
    fn severities_are_read() {
        let overrides =
            load("severities.csv", "rule,severity,reason\nABC001,off,noise\n# why\nABC002,error,ours\n")
                .unwrap();
        assert_eq!(overrides.level("ABC001"), Some(Level::Off));
        assert_eq!(overrides.level("ABC002"), Some(Level::At(Severity::Error)));
        assert_eq!(overrides.level("ABC003"), None);
        assert_eq!(overrides.leveled_rules().collect::<Vec<_>>(), [("ABC001", 2), ("ABC002", 4)]);
    }

    #[test]
    fn waivers_are_read() {
        let overrides = load("waivers.csv", "finding_id,rule,reason\nABC001-1,ABC001,\"a, b\"\n").unwrap();
        assert_eq!(overrides.waivers()[0].reason, "a, b");
        assert_eq!(overrides.waivers()[0].line, 2);
    }

    #[test]
    fn errors_have_their_line() {
        for (path, text, expected) in [
            ("severities.csv", "rule,severity,reason\nABC001,loud,x\n", "severities.csv:2:1"),
            ("severities.csv", "rule,severity,reason\nA,off,x\nA,note,y\n", "the first is in line 2"),
            ("severities.csv", "rule,severity\nA,off\n", "reason"),
            (
                "waivers.csv",
                "finding_id,rule,reason\nA-1,A,\n",
                "waivers.csv:2:1: the column `reason` is empty",
            ),
            ("waivers.csv", "finding_id,rule,reason\nA-1,A,x\nA-1,A,x\n", "waivers.csv:3:1"),
            ("pins.csv", "left,verdict,right,reason\na,maybe,b,x\n", "pins.csv:2:1"),
            ("pins.csv", "left,verdict,right,reason\na,same,a,x\n", "two different identifiers"),
            (
                "pins.csv",
                "left,verdict,right,reason\na,same,b,\n",
                "pins.csv:2:1: the column `reason` is empty",
            ),
            (
                "pins.csv",
                "left,verdict,right,reason\na,same,b,x\nb,different,a,y\n",
                "the first is in line 2",
            ),
            ("waivers.csv", "finding_id,rule,reason,mood\nA-1,A,x,good\n", "mood"),
        ] {
            let error = load(path, text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
