//! Properties of dates: of each day, each unit and each pair.

use std::collections::BTreeSet;

use jiff::ToSpan;
use proptest::prelude::*;

use crate::calendar::{day_number, number_of};
use crate::*;

fn edtf(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn date(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    from.series(1.day()).take_while(move |day| *day <= to)
}

/// Asserts that the value prints as this text and that the text parses to the value.
fn assert_text(value: &Edtf, text: &str) {
    assert_eq!(value.to_string(), text);
    assert_eq!(&edtf(text), value);
}

/// Asserts the first and the last day of a value.
fn assert_bounds(value: &Edtf, first: Day, last: Day) {
    assert_eq!((value.earliest(), value.latest()), (Some(first), Some(last)), "{value}");
}

#[test]
fn every_day_from_1800_to_2100() {
    let all = days(date(1800, 1, 1), date(2100, 12, 31));
    for (number, day) in (day_number(1800, 1, 1)..).zip(all) {
        let value = Edtf::from(day);
        assert_text(&value, &day.to_string());
        assert_bounds(&value, day, day);
        assert_eq!(number_of(day), number, "{day}");
        assert_eq!(value.sole_year(), Some(i32::from(day.year())));
        let (year, month) = (i32::from(day.year()), u8::try_from(day.month()).unwrap());
        assert_eq!(Edtf::day(year, month, u8::try_from(day.day()).unwrap()), Some(value.clone()));
        for wider in [
            Edtf::month(year, month).unwrap(),
            Unit::SomeDayOfMonth(year, month).into(),
            Edtf::year(year),
            Unit::decade_of(year).into(),
            Unit::century_of(year).into(),
        ] {
            assert_eq!(value.compare(&wider), Comparison::Compatible(Finer::This), "{day} {wider}");
        }
    }
}

#[test]
fn every_month_year_decade_and_century_from_1800_to_2100() {
    for year in 1800..=2100_i16 {
        let wide = i32::from(year);
        for month in 1..=12_i8 {
            let number = u8::try_from(month).unwrap();
            let first = date(year, month, 1);
            let value = Edtf::month(wide, number).unwrap();
            assert_text(&value, &format!("{year}-{month:02}"));
            assert_bounds(&value, first, first.last_of_month());
            assert_eq!(i16::from(days_in_month(wide, number)), i16::from(first.days_in_month()));
            let some_day = Unit::SomeDayOfMonth(wide, number).into();
            assert_text(&some_day, &format!("{year}-{month:02}-XX"));
            assert_bounds(&some_day, first, first.last_of_month());
        }
        let (first, last) = (date(year, 1, 1), date(year, 12, 31));
        for (value, text) in [
            (Edtf::year(wide), format!("{year}")),
            (Unit::SomeMonth(wide).into(), format!("{year}-XX")),
            (Unit::SomeDayOfYear(wide).into(), format!("{year}-XX-XX")),
        ] {
            assert_text(&value, &text);
            assert_bounds(&value, first, last);
        }
        let (decade, century) = (year / 10 * 10, year / 100 * 100);
        let value = Unit::decade_of(wide).into();
        assert_text(&value, &format!("{}X", year / 10));
        assert_bounds(&value, date(decade, 1, 1), date(decade + 9, 12, 31));
        let value = Unit::century_of(wide).into();
        assert_text(&value, &format!("{}XX", year / 100));
        assert_bounds(&value, date(century, 1, 1), date(century + 99, 12, 31));
        assert_eq!(is_leap_year(wide), first.in_leap_year());
    }
}

#[test]
fn years_before_0_count_down() {
    for (text, first, last) in [
        ("-0044", -44, -44),
        ("0000", 0, 0),
        ("000X", 0, 9),
        ("-000X", -9, 0),
        ("-004X", -49, -40),
        ("00XX", 0, 99),
        ("-00XX", -99, 0),
        ("-01XX", -199, -100),
    ] {
        assert_text(&edtf(text), text);
        assert_bounds(&edtf(text), date(first, 1, 1), date(last, 12, 31));
    }
    assert_text(&edtf("-0044-03-15"), "-0044-03-15");
    for year in -150..150 {
        for unit in [Unit::decade_of(year), Unit::century_of(year)] {
            assert_eq!(edtf(&unit.to_string()), unit.into(), "{year}");
            let this_year = Edtf::year(year);
            let comparison = this_year.compare(&unit.into());
            assert_eq!(comparison, Comparison::Compatible(Finer::This), "{year} {unit}");
        }
    }
}

#[test]
fn groupings_have_the_months_of_iso_8601() {
    let bounds = |text: &str| (edtf(text).earliest().unwrap(), edtf(text).latest().unwrap());
    let mut next = date(1953, 1, 1);
    for code in 33..=36 {
        let (first, last) = bounds(&format!("1953-{code}"));
        assert_eq!(first, next);
        next = last.tomorrow().unwrap();
    }
    assert_eq!(next, date(1954, 1, 1));
    assert_eq!(bounds("1953-40").1.tomorrow().unwrap(), bounds("1953-41").0);
    assert_eq!(bounds("1953-37").1.tomorrow().unwrap(), bounds("1953-38").0);
    assert_eq!(bounds("1953-38").1.tomorrow().unwrap(), bounds("1953-39").0);
    assert_eq!(bounds("1951-24").1, date(1952, 3, 31), "winter can extend into the next year");
    assert_eq!(Grouping::quarter(1).map(Grouping::code), Some(33));
    assert_eq!(Grouping::half(2).map(Grouping::code), Some(41));
    assert_eq!((Grouping::quarter(0), Grouping::quarter(5), Grouping::half(3)), (None, None, None));
    for code in 21..=41 {
        let (first, last) = bounds(&format!("1951-{code}"));
        assert!(first.year() == 1951 && first < last, "{code}");
    }
}

/// Whether a unit can denote a day, computed without the code under test.
type Contains = Box<dyn Fn(Day) -> bool>;

/// Units of and around the year 1952, each with the days that it can denote.
fn units() -> Vec<(Unit, Contains)> {
    let mut units: Vec<(Unit, Contains)> = vec![
        (Unit::Century(1900), Box::new(|day| day.year() / 100 == 19)),
        (Unit::Decade(1950), Box::new(|day| day.year() / 10 == 195)),
    ];
    for year in [1951, 1952_i16] {
        let wide = i32::from(year);
        for unit in [Unit::Year(wide), Unit::SomeMonth(wide), Unit::SomeDayOfYear(wide)] {
            units.push((unit, Box::new(move |day| day.year() == year)));
        }
        for quarter in 1..=4_u8 {
            let unit = Unit::Grouping(wide, Grouping::quarter(quarter).unwrap());
            let contains =
                move |day: Day| day.year() == year && (day.month() + 2) / 3 == i8::try_from(quarter).unwrap();
            units.push((unit, Box::new(contains)));
        }
        for month in [1, 2, 3, 12_i8] {
            let number = u8::try_from(month).unwrap();
            for unit in [Unit::Month(wide, number), Unit::SomeDayOfMonth(wide, number)] {
                units.push((unit, Box::new(move |day| (day.year(), day.month()) == (year, month))));
            }
        }
        for day in [date(year, 1, 1), date(year, 2, 28), date(year, 12, 31)] {
            units.push((Unit::Day(day), Box::new(move |other| other == day)));
        }
    }
    units
}

/// The day numbers that each unit can denote, in a window that contains each of [`units`] except the century.
fn denoted(units: &[(Unit, Contains)]) -> Vec<BTreeSet<i64>> {
    let window: Vec<Day> = days(date(1948, 1, 1), date(1961, 12, 31)).collect();
    units
        .iter()
        .map(|(_, contains)| window.iter().filter(|day| contains(**day)).map(|day| number_of(*day)).collect())
        .collect()
}

#[test]
fn certain_dates_conflict_if_they_share_no_day() {
    let units = units();
    let denoted = denoted(&units);
    for ((a, _), in_a) in units.iter().zip(&denoted) {
        for ((b, _), in_b) in units.iter().zip(&denoted) {
            let comparison = Edtf::from(*a).compare(&Edtf::from(*b));
            let expected = if a == b {
                Comparison::Equal
            } else if in_a == in_b {
                Comparison::Compatible(Finer::Neither)
            } else if in_a.is_subset(in_b) {
                Comparison::Compatible(Finer::This)
            } else if in_b.is_subset(in_a) {
                Comparison::Compatible(Finer::Other)
            } else if in_a.is_disjoint(in_b) {
                Comparison::Conflicting
            } else {
                Comparison::Undetermined
            };
            assert_eq!(comparison, expected, "{a} {b}");
            let unsure = Edtf::from(*a).qualified(Qualifier::Approximate).compare(&Edtf::from(*b));
            assert_ne!(unsure, Comparison::Conflicting, "{a}~ {b}");
        }
    }
}

#[test]
fn certain_intervals_conflict_if_their_starts_or_ends_conflict() {
    let units = units();
    let denoted = denoted(&units);
    let disjoint = |a: Option<usize>, b: Option<usize>| match (a, b) {
        (Some(a), Some(b)) => denoted[a].is_disjoint(&denoted[b]),
        _ => false,
    };
    // Each seventh unit, and an open end (`None`).
    let ends: Vec<Option<usize>> = (0..units.len()).step_by(7).map(Some).chain([None]).collect();
    let bound = |end: Option<usize>| end.map_or(Bound::Open, |i| Bound::Known(units[i].0.into()));
    let intervals: Vec<_> = ends
        .iter()
        .flat_map(|start| ends.iter().map(move |end| (*start, *end)))
        .map(|(start, end)| ((start, end), Edtf::Interval { start: bound(start), end: bound(end) }))
        .filter(|(_, interval)| interval.to_string().parse::<Edtf>().is_ok())
        .collect();
    assert!(intervals.len() > 20);
    for ((a_start, a_end), a) in &intervals {
        for ((b_start, b_end), b) in &intervals {
            let expected = disjoint(*a_start, *b_start) || disjoint(*a_end, *b_end);
            assert_eq!(a.compare(b) == Comparison::Conflicting, expected, "{a} {b}");
        }
        for (i, (unit, _)) in units.iter().enumerate() {
            let first = a_start.and_then(|start| denoted[start].first()).copied().unwrap_or(i64::MIN);
            let last = a_end.and_then(|end| denoted[end].last()).copied().unwrap_or(i64::MAX);
            let expected = denoted[i].range(first..=last).next().is_none();
            let century = *unit == Unit::Century(1900) || a.to_string().contains("19XX");
            if !century {
                assert_eq!(a.compare(&(*unit).into()) == Comparison::Conflicting, expected, "{a} {unit}");
            }
        }
    }
}

#[test]
fn the_more_precise_date_is_finer() {
    use Comparison::{Compatible, Conflicting, Equal, Undetermined};
    use Finer::{Neither, Other, This};
    for (a, b, expected) in [
        ("1951", "1951", Equal),
        ("1951-XX", "1951", Compatible(Neither)),
        ("1951-05", "1951", Compatible(This)),
        ("1951?", "1951-05-18", Compatible(Other)),
        ("1951?", "1952", Undetermined),
        ("1951-23", "1951-36", Compatible(Other)),
        ("1951-24", "1952-36", Conflicting),
        ("1951-04-13/1951-05-03", "1951-04/1951-05-03", Compatible(This)),
        ("1951-04-13/1951-05", "1951-04/1951-05-03", Compatible(Neither)),
        ("1951-04-13/1951-05-03", "1951-04-13/1951-05-18", Conflicting),
        ("1951-04/..", "1951-04/1952", Compatible(Other)),
        ("1951-04/", "1951-04/..", Compatible(Neither)),
        ("1951-XX/1952", "1951/1952-03", Compatible(Other)),
        ("1951-04-13/1951-05-03", "1951-04", Undetermined),
        ("1951-04-13/1951-05-03", "1951-04-20", Compatible(Other)),
        ("1951-04-13/1951-05-03", "1951", Compatible(This)),
        ("1951-04-13/1951-05-03", "1951-06", Conflicting),
        ("../1951", "1952", Conflicting),
        ("[1951,1953]", "1951", Compatible(Other)),
        ("[1951,1953]", "1951-05", Compatible(Other)),
        ("[1951,1953]", "1952", Conflicting),
        ("[1951,1953]", "195X", Compatible(This)),
        ("[1951-05,1953]", "1951", Undetermined),
        ("[1951,1953]", "[1951-05,1953]", Compatible(Other)),
        ("[1951,1953]", "[1951,1953,1954]", Compatible(This)),
        ("[1951,1953]", "[1953,1954]", Undetermined),
        ("[1951,1953]", "[1952,1954]", Conflicting),
    ] {
        assert_eq!(edtf(a).compare(&edtf(b)), expected, "{a} {b}");
        assert_eq!(edtf(b).compare(&edtf(a)), expected.mirrored(), "{b} {a}");
    }
}

fn year() -> impl Strategy<Value = i32> {
    prop_oneof![1900..2030, -9999..=9999]
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        year().prop_map(Unit::century_of),
        year().prop_map(Unit::decade_of),
        year().prop_map(Unit::Year),
        prop_oneof![-999_999..=-10_000, 10_000..=999_999].prop_map(Unit::Year),
        (year(), 21..=41_u8)
            .prop_map(|(year, code)| Unit::Grouping(year, Grouping::from_code(code).unwrap())),
        year().prop_map(Unit::SomeMonth),
        year().prop_map(Unit::SomeDayOfYear),
        (year(), 1..=12_u8).prop_map(|(year, month)| Unit::Month(year, month)),
        (year(), 1..=12_u8).prop_map(|(year, month)| Unit::SomeDayOfMonth(year, month)),
        (year(), 1..=365_i16).prop_map(|(year, day)| {
            let first = date(i16::try_from(year).unwrap(), 1, 1);
            Unit::Day(first.checked_add(i64::from(day - 1).days()).unwrap())
        }),
    ]
}

fn any_date() -> impl Strategy<Value = Date> {
    let qualifier = prop_oneof![
        4 => Just(Qualifier::Certain),
        1 => Just(Qualifier::Uncertain),
        1 => Just(Qualifier::Approximate),
        1 => Just(Qualifier::UncertainAndApproximate),
    ];
    (unit(), qualifier).prop_map(|(unit, qualifier)| Date { unit, qualifier })
}

fn any_interval() -> impl Strategy<Value = Edtf> {
    let loose = prop_oneof![Just(Bound::Open), Just(Bound::Unknown)];
    prop_oneof![
        (any_date(), any_date()).prop_map(|(a, b)| {
            let (a, b) = if a.unit.range().first > b.unit.range().last { (b, a) } else { (a, b) };
            Edtf::interval(a, b)
        }),
        (any_date(), loose.clone()).prop_map(|(date, end)| Edtf::Interval { start: Bound::Known(date), end }),
        (any_date(), loose).prop_map(|(date, start)| Edtf::Interval { start, end: Bound::Known(date) }),
    ]
}

fn any_edtf() -> impl Strategy<Value = Edtf> {
    let plain = prop_oneof![any_date().prop_map(Edtf::Date), any_interval()].boxed();
    let set = prop::collection::vec(plain.clone(), 1..5).prop_map(|dates| Edtf::one_of(dates).unwrap());
    prop_oneof![3 => plain, 1 => set]
}

proptest! {
    #[test]
    fn printed_text_parses_to_the_value(value in any_edtf()) {
        prop_assert_eq!(&edtf(&value.to_string()), &value);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips(value in any_edtf()) {
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edtf>(&json).unwrap(), value);
    }

    #[test]
    fn bounds_are_in_order(value in any_edtf()) {
        if let (Some(first), Some(last)) = (value.earliest(), value.latest()) {
            prop_assert!(first <= last);
        }
    }

    #[test]
    fn a_date_equals_itself(value in any_edtf()) {
        prop_assert_eq!(value.compare(&value), Comparison::Equal);
    }

    #[test]
    fn exchanging_the_dates_mirrors_the_comparison(a in any_edtf(), b in any_edtf()) {
        prop_assert_eq!(a.compare(&b), b.compare(&a).mirrored());
        prop_assert_eq!(a == b, a.compare(&b) == Comparison::Equal);
    }

    #[test]
    fn finer_is_transitive(a in unit(), b in unit(), c in unit()) {
        let finer = |a: Unit, b: Unit| {
            let comparison = Edtf::from(a).compare(&b.into());
            comparison == Comparison::Equal || comparison == Comparison::Compatible(Finer::This)
        };
        let is_chain = finer(a, b) && finer(b, c);
        prop_assert!(!is_chain || finer(a, c), "{} {} {}", a, b, c);
    }

    #[test]
    fn a_conflict_with_the_coarser_is_a_conflict_with_the_finer(a in unit(), b in unit(), c in unit()) {
        let compare = |a: Unit, b: Unit| Edtf::from(a).compare(&b.into());
        if compare(a, b) == Comparison::Compatible(Finer::This) && compare(b, c) == Comparison::Conflicting {
            prop_assert_eq!(compare(a, c), Comparison::Conflicting);
        }
    }

    #[test]
    fn a_one_of_set_is_compatible_with_its_members(dates in prop::collection::vec(any_edtf(), 1..4)) {
        let set = Edtf::one_of(dates.clone()).unwrap();
        for date in &dates {
            let comparison = set.compare(date);
            prop_assert!(
                matches!(comparison, Comparison::Equal | Comparison::Compatible(Finer::Other | Finer::Neither)),
                "{} {} {:?}", set, date, comparison
            );
        }
        let mut reversed = dates;
        reversed.reverse();
        prop_assert_eq!(Edtf::one_of(reversed).unwrap(), set);
    }

    #[test]
    fn no_text_panics(text in "[-0-9XY?~%./,\\[\\] é]{0,24}") {
        if let Ok(value) = text.parse::<Edtf>() {
            prop_assert_eq!(edtf(&value.to_string()), value);
        }
    }

    #[test]
    fn no_constructed_value_panics(year in any::<i32>(), month in any::<u8>(), day in any::<u8>()) {
        prop_assert_eq!(Edtf::month(year, month).is_some(), (1..=12).contains(&month) && year.abs_diff(0) < 10_000);
        let _ = Edtf::day(year, month, day);
        for unit in [Unit::Year(year), Unit::Month(year, month), Unit::Decade(year), Unit::Century(year)] {
            let _ = (unit.earliest(), unit.latest(), unit.to_string(), unit.range());
            let _ = Edtf::from(unit).compare(&Edtf::year(1951));
        }
    }
}
