//! What a pattern can tell of an expression, whatever the language.

use std::fmt;
use std::ops::Range;

use super::error::Mistake;
use crate::reading::{DurationUnit, Modifier, Relation};

/// A number in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Decimal(pub(crate) i64);

impl Decimal {
    pub(crate) fn whole(number: i64) -> Self {
        Self(number.saturating_mul(1000))
    }

    /// The number, if it has no fraction.
    pub(crate) fn as_whole(self) -> Option<i32> {
        (self.0 % 1000 == 0).then(|| i32::try_from(self.0 / 1000).ok()).flatten()
    }
}

/// Which point an expression is told from, and on which side of it it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The one before the moment of speech: last week.
    Last,
    /// The one of the moment of speech: this week.
    This,
    /// The one after the moment of speech: next week.
    Next,
    /// So much before the moment of speech: two weeks ago.
    Ago,
    /// So much after the moment of speech: two weeks from now.
    Hence,
    /// The one spoken of: that week, the same week.
    That,
    /// The one before the one spoken of.
    Previous,
    /// The one after the one spoken of.
    Following,
    /// So much before the moment spoken of: two weeks earlier.
    Earlier,
    /// So much after the moment spoken of: two weeks later.
    Later,
}

/// Side of the beginning of the common era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    Before,
    Common,
}

/// Half of the day, on a clock of twelve hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meridiem {
    Am,
    Pm,
}

/// A part of a day as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl DayPart {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// A time that is not to be found on a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    Past,
    Present,
    Future,
}

impl Vague {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident = $text:literal: $kind:ident),* $(,)?) => {
        /// A place for one value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Slot { $($(#[$doc])* $name),* }

        impl Slot {
            pub(crate) const NAMES: &'static [&'static str] = &[$($text),*];

            /// The slot of this name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }

            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind),* }
            }
        }
    };
}

slots! {
    Year = "year": Number,
    /// The last two digits of a year.
    ShortYear = "short-year": Number,
    Month = "month": Number,
    Day = "day": Number,
    Weekday = "weekday": Number,
    /// ISO 8601-2 code, 21 to 24.
    Season = "season": Number,
    Quarter = "quarter": Number,
    Half = "half": Number,
    /// The first year of ten, or its last two digits.
    Decade = "decade": Number,
    /// 20 for the years from 1900 on.
    Century = "century": Number,
    Era = "era": Era,
    /// A number of month or day, of which it is not known which.
    First = "first": Number,
    /// The number after it.
    Second = "second": Number,
    /// A day of every year: 1225.
    Feast = "feast": Number,
    Part = "part": DayPart,
    Hour = "hour": Number,
    Minute = "minute": Number,
    Meridiem = "meridiem": Meridiem,
    /// Hours east of Greenwich.
    Zone = "zone": Number,
    Weekend = "weekend": Number,
    Count = "count": Number,
    /// The greater of two counts.
    UpTo = "up-to": Number,
    /// Parts of a whole that are added to a count, in hundredths.
    Fraction = "fraction": Number,
    Unit = "unit": Unit,
    Order = "order": Number,
    Direction = "direction": Direction,
    /// Days from the moment of speech.
    Shift = "shift": Number,
    Modifier = "modifier": Modifier,
    Vague = "vague": Vague,
    Relation = "relation": Relation,
}

/// What a slot holds.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Era,
    DayPart,
    Meridiem,
    Unit,
    Direction,
    Modifier,
    Vague,
    Relation,
}

/// What a word says in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// The word is of the class, and that is all.
    Nothing,
    Number(Decimal),
    /// A number that is not told.
    Some,
    Era(Era),
    Part(DayPart),
    Meridiem(Meridiem),
    Unit(DurationUnit),
    Direction(Direction),
    Modifier(Modifier),
    Vague(Vague),
    Relation(Relation),
}

impl Value {
    /// The value that the file gives a slot.
    pub(crate) fn parse(slot: Slot, text: &str, place: Range<usize>) -> Result<Self, Mistake> {
        let value = match slot.kind() {
            Kind::Number if text == "some" => Some(Self::Some),
            Kind::Number => text.parse().ok().map(|number| Self::Number(Decimal::whole(number))),
            Kind::Era => match text {
                "before" => Some(Self::Era(Era::Before)),
                "common" => Some(Self::Era(Era::Common)),
                _ => None,
            },
            Kind::DayPart => match text {
                "morning" => Some(Self::Part(DayPart::Morning)),
                "midday" => Some(Self::Part(DayPart::Midday)),
                "afternoon" => Some(Self::Part(DayPart::Afternoon)),
                "evening" => Some(Self::Part(DayPart::Evening)),
                "night" => Some(Self::Part(DayPart::Night)),
                "daytime" => Some(Self::Part(DayPart::Daytime)),
                _ => None,
            },
            Kind::Meridiem => match text {
                "am" => Some(Self::Meridiem(Meridiem::Am)),
                "pm" => Some(Self::Meridiem(Meridiem::Pm)),
                _ => None,
            },
            Kind::Unit => DurationUnit::named(text).map(Self::Unit),
            Kind::Direction => direction(text).map(Self::Direction),
            Kind::Modifier => Modifier::named(text).map(Self::Modifier),
            Kind::Relation => Relation::named(text).map(Self::Relation),
            Kind::Vague => match text {
                "past" => Some(Self::Vague(Vague::Past)),
                "present" => Some(Self::Vague(Vague::Present)),
                "future" => Some(Self::Vague(Vague::Future)),
                _ => None,
            },
        };
        value.ok_or_else(|| {
            Mistake::new(place, format!("`{text}` is no value of `{slot:?}`: expected {}", slot.expected()))
        })
    }
}

impl Slot {
    fn expected(self) -> String {
        match self.kind() {
            Kind::Number => "a number, or `some`".into(),
            Kind::Era => "`before` or `common`".into(),
            Kind::DayPart => "`morning`, `midday`, `afternoon`, `evening`, `night` or `daytime`".into(),
            Kind::Meridiem => "`am` or `pm`".into(),
            Kind::Unit => format!("one of {}", DurationUnit::NAMES.join(", ")),
            Kind::Direction => "`last`, `this`, `next`, `ago`, `hence`, `that`, `previous`, `following`, `earlier` or `later`".into(),
            Kind::Modifier => format!("one of {}", Modifier::NAMES.join(", ")),
            Kind::Relation => format!("one of {}", Relation::NAMES.join(", ")),
            Kind::Vague => "`past`, `present` or `future`".into(),
        }
    }
}

fn direction(text: &str) -> Option<Direction> {
    DIRECTIONS.iter().find(|(_, name)| *name == text).map(|(direction, _)| *direction)
}

const DIRECTIONS: [(Direction, &str); 10] = [
    (Direction::Last, "last"),
    (Direction::This, "this"),
    (Direction::Next, "next"),
    (Direction::Ago, "ago"),
    (Direction::Hence, "hence"),
    (Direction::That, "that"),
    (Direction::Previous, "previous"),
    (Direction::Following, "following"),
    (Direction::Earlier, "earlier"),
    (Direction::Later, "later"),
];

/// A slot, its value and the words that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) slot: Slot,
    pub(crate) value: Value,
    /// None if the pattern gave it.
    pub(crate) words: Option<Words>,
}

/// Bytes of a text, first and behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl From<Range<usize>> for Words {
    fn from(Range { start, end }: Range<usize>) -> Self {
        Self { start, end }
    }
}

impl From<Words> for Range<usize> {
    fn from(Words { start, end }: Words) -> Self {
        start..end
    }
}

/// The values of one expression, which has a few of them at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slots(Vec<Filled>);

impl Slots {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Filled> {
        self.0.iter()
    }

    pub(crate) fn filled(&self, slot: Slot) -> Option<&Filled> {
        self.0.iter().find(|filled| filled.slot == slot)
    }

    pub(crate) fn get(&self, slot: Slot) -> Option<Value> {
        self.filled(slot).map(|filled| filled.value)
    }

    pub(crate) fn set(&mut self, slot: Slot, value: Value, words: Option<Words>) {
        let new = Filled { slot, value, words };
        match self.0.iter_mut().find(|filled| filled.slot == slot) {
            Some(filled) => *filled = new,
            None => self.0.push(new),
        }
    }

    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    /// Whether they tell the hour or the part of a day, and not which day: "at noon".
    pub(crate) fn tell_hour_alone(&self) -> bool {
        let of_day = [
            Slot::Year,
            Slot::ShortYear,
            Slot::Month,
            Slot::Day,
            Slot::Weekday,
            Slot::First,
            Slot::Feast,
            Slot::Weekend,
            Slot::Unit,
            Slot::Order,
            Slot::Direction,
            Slot::Shift,
        ];
        (self.has(Slot::Hour) || self.has(Slot::Part)) && !of_day.iter().any(|slot| self.has(*slot))
    }

    /// Fills a slot that is empty with what the pattern says.
    pub(crate) fn default_to(&mut self, slot: Slot, value: Value) {
        if !self.has(slot) {
            self.set(slot, value, None);
        }
    }

    /// Fills a slot that is empty with what another expression has in it.
    pub(crate) fn share(&mut self, slot: Slot, other: &Self) {
        if let (false, Some(filled)) = (self.has(slot), other.filled(slot)) {
            self.0.push(*filled);
        }
    }

    /// The same without an amount.
    pub(crate) fn without_amount(&self) -> Self {
        let is_amount = |slot: Slot| {
            matches!(slot, Slot::Count | Slot::UpTo | Slot::Fraction | Slot::Unit | Slot::Modifier)
        };
        Self(self.0.iter().filter(|filled| !is_amount(filled.slot)).copied().collect())
    }

    /// What it is one of.
    pub(crate) fn without_order(&self) -> Self {
        let is_part = |slot: Slot| matches!(slot, Slot::Order | Slot::Weekday | Slot::Unit);
        Self(self.0.iter().filter(|filled| !is_part(filled.slot)).copied().collect())
    }

    /// The whole number in a slot.
    pub(crate) fn number(&self, slot: Slot) -> Option<i32> {
        match self.get(slot)? {
            Value::Number(number) => number.as_whole(),
            _ => None,
        }
    }

    /// The small whole number in a slot.
    pub(crate) fn small(&self, slot: Slot) -> Option<u8> {
        u8::try_from(self.number(slot)?).ok()
    }

    pub(crate) fn unit(&self) -> Option<DurationUnit> {
        match self.get(Slot::Unit)? {
            Value::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    pub(crate) fn direction(&self) -> Option<Direction> {
        match self.get(Slot::Direction)? {
            Value::Direction(direction) => Some(direction),
            _ => None,
        }
    }

    pub(crate) fn modifier(&self) -> Option<Modifier> {
        match self.get(Slot::Modifier)? {
            Value::Modifier(modifier) => Some(modifier),
            _ => None,
        }
    }

    pub(crate) fn part(&self) -> Option<DayPart> {
        match self.get(Slot::Part)? {
            Value::Part(part) => Some(part),
            _ => None,
        }
    }

    /// Whether a day or a part of one is told.
    pub(crate) fn is_within_day(&self) -> bool {
        self.unit() == Some(DurationUnit::Day) || self.unit().is_none() && self.part().is_some()
    }

    pub(crate) fn vague(&self) -> Option<Vague> {
        match self.get(Slot::Vague)? {
            Value::Vague(vague) => Some(vague),
            _ => None,
        }
    }

    pub(crate) fn is_before_era(&self) -> bool {
        self.get(Slot::Era) == Some(Value::Era(Era::Before))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("told"),
            Self::Some => f.write_str("some"),
            Self::Number(number) => number.fmt(f),
            Self::Era(Era::Before) => f.write_str("before"),
            Self::Era(Era::Common) => f.write_str("common"),
            Self::Part(part) => f.write_str(part.code()),
            Self::Meridiem(Meridiem::Am) => f.write_str("am"),
            Self::Meridiem(Meridiem::Pm) => f.write_str("pm"),
            Self::Unit(unit) => f.write_str(unit.name()),
            Self::Direction(direction) => {
                let named = DIRECTIONS.iter().find(|(named, _)| named == direction);
                f.write_str(named.map_or("", |(_, name)| name))
            }
            Self::Modifier(modifier) => f.write_str(modifier.name()),
            Self::Vague(vague) => f.write_str(vague.code()),
            Self::Relation(relation) => f.write_str(relation.name()),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 1000, self.0 % 1000);
        if fraction == 0 {
            return write!(f, "{whole}");
        }
        let digits = format!("{fraction:03}");
        write!(f, "{whole}.{}", digits.trim_end_matches('0'))
    }
}
