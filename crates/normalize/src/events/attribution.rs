//! Whom an article names as the source of what it says.

use annals_knowledge::Function;

use super::scene::Scene;

/// Most words of an outlet's name.
const WORDS: usize = 6;

/// The key of the outlet to which a sentence gives its words: "according to X", "X reported".
///
/// Where it names several, it is not told whose words they are.
pub(super) fn source(scene: &Scene<'_, '_>) -> Option<String> {
    let sheet = scene.sheet;
    let mut found: Option<&str> = None;
    for at in scene.tokens.clone() {
        let attributed = sheet.function(at, Function::Attribution);
        let (start, asked) = match attributed {
            0 => (at, false),
            len => {
                let start = at + len;
                (start + usize::from(sheet.is(start, Function::Definite)), true)
            }
        };
        if !sheet.is_capital(start) {
            continue;
        }
        let outlet = (1..=WORDS).rev().find_map(|len| {
            let end = (start + len).min(scene.tokens.end);
            let outlet = scene.outlets.by_name(sheet.slice(&(start..end)))?;
            let speaks = asked || sheet.speech_verb(end) > 0;
            (speaks && start < end).then_some(outlet)
        });
        if let Some(outlet) = outlet {
            if found.is_some_and(|found| found != outlet.key) {
                return None;
            }
            found = Some(&outlet.key);
        }
    }
    found.map(str::to_owned)
}
