//! Any text, one or two lines of it, as EDTF: what parses is printed and parsed to the same date, its first day is not
//! after its last, and comparing two dates gives the mirrored answer when they are exchanged.

#![no_main]

use annals_edtf::Edtf;
use libfuzzer_sys::fuzz_target;

fn parsed(text: &str) -> Option<Edtf> {
    let date: Edtf = text.parse().ok()?;
    let printed = date.to_string();
    assert_eq!(printed.parse().as_ref(), Ok(&date), "{text:?} was printed as {printed:?}");
    if let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) {
        assert!(earliest <= latest, "{text:?} ends on {latest}, before {earliest}");
    }
    Some(date)
}

fuzz_target!(|text: &str| {
    let (first, second) = text.split_once('\n').unwrap_or((text, text));
    if let (Some(a), Some(b)) = (parsed(first), parsed(second)) {
        assert_eq!(a.compare(&b), b.compare(&a).mirrored(), "{first:?} and {second:?}");
    }
});
