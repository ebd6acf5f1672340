//! Properties of the members of every collection: reading ends, and their words are where their offsets say.

use std::io::Cursor;
use std::sync::LazyLock;

use annals::Knowledge;
use annals_containers::{Bounds, Container, Content, Packing, open};
use annals_model::Form;

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| annals::built_in_knowledge().expect("the built-in knowledge loads"));

const BOUNDS: Bounds = Bounds::for_members(1 << 16);

pub fn check(container: Container, bytes: &[u8]) {
    let packing = if bytes.starts_with(b"\x1f\x8b") && container != Container::Zip {
        Packing::Gzip
    } else {
        Packing::Plain
    };
    for member in open(container, packing, Cursor::new(bytes), &KNOWLEDGE.fields, BOUNDS) {
        let member = match member {
            Ok(member) => member,
            Err(error) => {
                assert!(!error.message.is_empty() && error.line > 0, "{error:?}");
                continue;
            }
        };
        let start = member.start.map(|start| usize::try_from(start).expect("an offset in memory"));
        let is_at_start = |words: &[u8]| {
            let Some(start) = start else { return true };
            bytes.get(start..).is_some_and(|rest| rest.starts_with(words))
        };
        match &member.content {
            Content::File(file) => assert!(is_at_start(file), "{:?} is not at its offset", member.name),
            Content::Response { body, .. } => {
                assert!(is_at_start(body), "{:?} is not at its offset", member.name);
            }
            Content::Record(record) => {
                assert!(is_at_start(record.raw.as_bytes()), "{:?} is not at its offset", member.name);
                for stretch in &record.body.stretches {
                    let words = record.body.text.get(stretch.text.clone()).expect("words");
                    let piece = record.raw.get(stretch.source.clone()).expect("a piece of the record");
                    assert!(stretch.form == Form::Coded || words == piece, "{words:?} is {piece:?}");
                }
            }
            Content::Container { .. } => {}
        }
    }
}
