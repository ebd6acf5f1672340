//! The slots of a pattern and their values, independent of the language.

use std::fmt;
use std::ops::Range;

use crate::timex3::{DurationUnit, Modifier, Relation};

/// A number in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Decimal(pub(crate) i64);

impl Decimal {
    pub(crate) fn whole(number: i64) -> Self {
        Self(number.saturating_mul(1000))
    }

    /// Returns the number, if it has no fraction.
    pub(crate) fn as_whole(self) -> Option<i32> {
        (self.0 % 1000 == 0).then(|| i32::try_from(self.0 / 1000).ok()).flatten()
    }
}

/// The anchor of a relative expression, and the side of the anchor on which the expression lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The unit before the document creation time: last week.
    Last,
    /// The unit of the document creation time: this week.
    This,
    /// The unit after the document creation time: next week.
    Next,
    /// An amount before the document creation time: two weeks ago.
    Ago,
    /// An amount after the document creation time: two weeks from now.
    Hence,
    /// The unit of the narrative time: that week, the same week.
    That,
    /// The unit before the narrative time: the previous week.
    Previous,
    /// The unit after the narrative time: the following week.
    Following,
    /// An amount before the narrative time: two weeks earlier.
    Earlier,
    /// An amount after the narrative time: two weeks later.
    Later,
}

impl Direction {
    /// Whether it is deictic, that is relative to the document creation time rather than to the narrative time.
    pub(crate) fn is_deictic(self) -> bool {
        matches!(self, Self::Last | Self::This | Self::Next | Self::Ago | Self::Hence)
    }

    /// Returns -1 for a direction before the anchor, 1 for one after it, 0 for the anchor itself.
    pub(crate) fn sign(self) -> i32 {
        match self {
            Self::Last | Self::Ago | Self::Previous | Self::Earlier => -1,
            Self::This | Self::That => 0,
            Self::Next | Self::Hence | Self::Following | Self::Later => 1,
        }
    }
}

/// The era of a year: before the common era, or the common era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    Before,
    Common,
}

/// A half of the day on a 12-hour clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meridiem {
    Am,
    Pm,
}

/// A part of a day, as in TIMEX3.
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
    /// Returns the TIMEX3 code.
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

/// A time without a calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    Past,
    Present,
    Future,
}

impl Vague {
    /// Returns the TIMEX3 value.
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
        /// A slot: a feature of an expression, with at most one value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Slot { $($(#[$doc])* $name),* }

        impl Slot {
            pub(crate) const NAMES: &'static [&'static str] = &[$($text),*];

            /// Returns the slot with this name.
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
    /// 20 for the years 1900 to 1999.
    Century = "century": Number,
    Era = "era": Era,
    /// The first number of a numeric date, day or month.
    First = "first": Number,
    /// The second number of a numeric date, day or month.
    Second = "second": Number,
    /// The code of a holiday: 1225.
    Holiday = "holiday": Number,
    Part = "part": DayPart,
    Hour = "hour": Number,
    Minute = "minute": Number,
    Meridiem = "meridiem": Meridiem,
    /// Hours east of UTC.
    Zone = "zone": Number,
    Weekend = "weekend": Number,
    Count = "count": Number,
    /// The greater count of a range.
    UpTo = "up-to": Number,
    /// A fraction that is added to a count, in hundredths.
    Fraction = "fraction": Number,
    Unit = "unit": Unit,
    Order = "order": Number,
    Direction = "direction": Direction,
    /// Days from the document creation time.
    Shift = "shift": Number,
    Modifier = "modifier": Modifier,
    Vague = "vague": Vague,
    Relation = "relation": Relation,
}

/// The type of the value of a slot.
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

/// The value of a word in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// The word belongs to the class, which has no values.
    Present,
    Number(Decimal),
    /// An unspecified number.
    Unspecified,
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
    /// Parses the value of a slot in a grammar; the error is a message.
    pub(crate) fn parse(slot: Slot, text: &str) -> Result<Self, String> {
        let value = match slot.kind() {
            Kind::Number if text == "some" => Some(Self::Unspecified),
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
            format!("`{text}` is not a value of `{}`: expected {}", slot.name(), slot.expected())
        })
    }
}

impl Slot {
    /// Returns the values of the slot, for an error message.
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

/// A slot with its value and the words that state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FilledSlot {
    pub(crate) slot: Slot,
    pub(crate) value: Value,
    /// `None` if the pattern sets the value.
    pub(crate) words: Option<ByteSpan>,
}

/// A range of bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ByteSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl From<Range<usize>> for ByteSpan {
    fn from(Range { start, end }: Range<usize>) -> Self {
        Self { start, end }
    }
}

impl From<ByteSpan> for Range<usize> {
    fn from(ByteSpan { start, end }: ByteSpan) -> Self {
        start..end
    }
}

/// The filled slots of one expression, which are few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slots(Vec<FilledSlot>);

impl Slots {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &FilledSlot> {
        self.0.iter()
    }

    pub(crate) fn filled(&self, slot: Slot) -> Option<&FilledSlot> {
        self.0.iter().find(|filled| filled.slot == slot)
    }

    pub(crate) fn get(&self, slot: Slot) -> Option<Value> {
        self.filled(slot).map(|filled| filled.value)
    }

    pub(crate) fn set(&mut self, slot: Slot, value: Value, words: Option<ByteSpan>) {
        let new = FilledSlot { slot, value, words };
        match self.0.iter_mut().find(|filled| filled.slot == slot) {
            Some(filled) => *filled = new,
            None => self.0.push(new),
        }
    }

    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    /// Whether they state the hour or the part of a day without the day: "at noon".
    pub(crate) fn state_time_of_day_only(&self) -> bool {
        let day = [
            Slot::Year,
            Slot::ShortYear,
            Slot::Month,
            Slot::Day,
            Slot::Weekday,
            Slot::First,
            Slot::Holiday,
            Slot::Weekend,
            Slot::Unit,
            Slot::Order,
            Slot::Direction,
            Slot::Shift,
        ];
        (self.has(Slot::Hour) || self.has(Slot::Part)) && !day.iter().any(|slot| self.has(*slot))
    }

    /// Fills a slot with a value of the pattern, unless it is filled.
    pub(crate) fn default_to(&mut self, slot: Slot, value: Value) {
        if !self.has(slot) {
            self.set(slot, value, None);
        }
    }

    /// Copies a slot of another expression, unless it is filled.
    pub(crate) fn share(&mut self, slot: Slot, other: &Self) {
        if let (false, Some(filled)) = (self.has(slot), other.filled(slot)) {
            self.0.push(*filled);
        }
    }

    /// Returns the slots without those of an amount.
    pub(crate) fn without_amount(&self) -> Self {
        let is_amount = |slot: Slot| {
            matches!(slot, Slot::Count | Slot::UpTo | Slot::Fraction | Slot::Unit | Slot::Modifier)
        };
        Self(self.0.iter().filter(|filled| !is_amount(filled.slot)).copied().collect())
    }

    /// Returns the slots of the whole that an ordinal counts in: "the last day of 1950" without "the last day".
    pub(crate) fn without_order(&self) -> Self {
        let is_part = |slot: Slot| matches!(slot, Slot::Order | Slot::Weekday | Slot::Unit);
        Self(self.0.iter().filter(|filled| !is_part(filled.slot)).copied().collect())
    }

    /// Returns the whole number in a slot.
    pub(crate) fn number(&self, slot: Slot) -> Option<i32> {
        match self.get(slot)? {
            Value::Number(number) => number.as_whole(),
            _ => None,
        }
    }

    /// Returns the whole number in a slot, if it is at most 255.
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

    /// Whether they state a day or a part of a day.
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
            Self::Present => f.write_str("present"),
            Self::Unspecified => f.write_str("some"),
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
