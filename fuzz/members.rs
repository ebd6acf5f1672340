//! What holds of the members of every collection.

use std::io::Cursor;
use std::sync::LazyLock;

use annals_containers::{Bounds, Container, Content, Packing, open};
use annals_knowledge::Fields;
use annals_model::Form;

static FIELDS: LazyLock<Fields> =
    LazyLock::new(|| Fields::load(&annals::built_in_files()).expect("the knowledge of the program is in order"));

const BOUNDS: Bounds = Bounds::for_members(1 << 16);

pub fn check(container: Container, bytes: &[u8]) {
    let packing = if bytes.starts_with(b"\x1f\x8b") && container != Container::Zip {
        Packing::Gzip
    } else {
        Packing::Plain
    };
    for member in open(container, packing, Cursor::new(bytes), &FIELDS, BOUNDS) {
        let member = match member {
            Ok(member) => member,
            Err(error) => {
                assert!(!error.message.is_empty() && error.line > 0, "{error:?}");
                continue;
            }
        };
        let start = member.start.map(|start| usize::try_from(start).expect("an offset in memory"));
        let stands = |words: &[u8]| {
            let Some(start) = start else { return true };
            bytes.get(start..).is_some_and(|rest| rest.starts_with(words))
        };
        match &member.content {
            Content::File(file) => assert!(stands(file), "{:?} stands elsewhere", member.name),
            Content::Response { body, .. } => assert!(stands(body), "{:?} stands elsewhere", member.name),
            Content::Record(record) => {
                assert!(stands(record.raw.as_bytes()), "{:?} stands elsewhere", member.name);
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
