//! Attribution: the outlet that a sentence names as its source.

use annals_knowledge::Function;

use crate::context::SentenceContext;

/// Most words of an outlet's name.
const WORDS: usize = 6;

/// Returns the key of the outlet to which a sentence is attributed: "according to X", "X reported".
///
/// Several outlets are ambiguous and give none.
pub(super) fn source(context: &SentenceContext<'_, '_>) -> Option<String> {
    let segment = context.segment;
    let mut found: Option<&str> = None;
    for at in context.tokens.clone() {
        let attributed = segment.function(at, Function::Attribution);
        let (start, asked) = match attributed {
            0 => (at, false),
            len => {
                let start = at + len;
                (start + usize::from(segment.is(start, Function::Definite)), true)
            }
        };
        if !segment.is_capital(start) {
            continue;
        }
        let outlet = (1..=WORDS).rev().find_map(|len| {
            let end = (start + len).min(context.tokens.end);
            let outlet = context.outlets.by_name(segment.slice(&(start..end)))?;
            let speaks = asked || segment.speech_verb(end) > 0;
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
