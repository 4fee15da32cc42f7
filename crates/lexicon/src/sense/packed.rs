//! Dates and actors as numbers in the compiled lexicon, where parsing thousands of them from text would
//! take a third of the time to start. Formats that people read keep the text.
#![allow(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's `with` hands over a reference to the field"
)]

/// `Option<PartialDate>` as `YYYYMMDD`, with zeros for what is not told.
pub(super) mod date {
    use detente_calendar::PartialDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(
        date: &Option<PartialDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return date.serialize(serializer);
        }
        let (year, month, day) = match *date {
            None => (0, 0, 0),
            Some(PartialDate::Day(date)) => (date.year(), date.month(), date.day()),
            Some(PartialDate::Month(year, month)) => (year, month, 0),
            Some(PartialDate::Year(year)) => (year, 0, 0),
            Some(PartialDate::MonthDay(month, day)) => (0, month, day),
        };
        (i32::from(year) * 10_000 + i32::from(month) * 100 + i32::from(day)).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<PartialDate>, D::Error> {
        if deserializer.is_human_readable() {
            return Option::deserialize(deserializer);
        }
        let packed = i32::deserialize(deserializer)?;
        let year = (packed / 10_000) as i16;
        let (month, day) = ((packed / 100 % 100) as i8, (packed % 100) as i8);
        let date = match (year, month, day) {
            (0, 0, 0) => return Ok(None),
            (0, _, _) => Some(PartialDate::MonthDay(month, day)),
            (_, 0, _) => Some(PartialDate::Year(year)),
            (_, _, 0) => PartialDate::month(year, month),
            _ => PartialDate::day(year, month, day),
        };
        date.map(Some)
            .ok_or_else(|| serde::de::Error::custom("no date"))
    }
}

/// `Option<Actor>` as its parts.
pub(super) mod actor {
    use compact_str::CompactString;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::actor::{Actor, Role};

    pub fn serialize<S: Serializer>(
        actor: &Option<Actor>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return actor.serialize(serializer);
        }
        actor
            .as_ref()
            .map(|actor| (&actor.head, actor.role))
            .serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Actor>, D::Error> {
        if deserializer.is_human_readable() {
            return Option::deserialize(deserializer);
        }
        let parts = Option::<(CompactString, Option<Role>)>::deserialize(deserializer)?;
        Ok(parts.map(|(head, role)| Actor { head, role }))
    }
}
