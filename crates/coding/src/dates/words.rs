//! The words of time: weekdays, months, numbers, units.

/// Monday is 0.
pub(super) fn weekday(word: &str) -> Option<i8> {
    Some(match word {
        "monday" | "mon" | "mon." => 0,
        "tuesday" | "tue" | "tue." | "tues" | "tues." => 1,
        "wednesday" | "wed." => 2,
        "thursday" | "thu" | "thu." | "thurs" | "thurs." => 3,
        "friday" | "fri" | "fri." => 4,
        "saturday" | "sat." => 5,
        "sunday" | "sun." => 6,
        _ => return None,
    })
}

/// Whether it is a part of a day: "on Wednesday *night*".
pub(super) fn is_part_of_day(lemma: &str) -> bool {
    matches!(
        lemma,
        "night" | "evening" | "afternoon" | "morning" | "dawn" | "noon" | "lunchtime"
    )
}

/// January is 1. `capital` says whether the word begins with a capital: "may" and "march" need one.
pub(super) fn month(word: &str, capital: bool) -> Option<i8> {
    if !capital {
        return None;
    }
    Some(match word.trim_end_matches('.') {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// A small number in words or digits.
pub(super) fn number(word: &str) -> Option<i32> {
    Some(match word {
        "a" | "an" | "one" | "the" => 1,
        "two" | "couple" => 2,
        "three" | "few" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fifteen" => 15,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        _ => {
            return word
                .parse()
                .ok()
                .filter(|number| (1..=200).contains(number));
        }
    })
}

/// A day of a month: `25`, `25th`.
pub(super) fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    if !matches!(suffix, "" | "st" | "nd" | "rd" | "th") || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A year written in four digits.
pub(super) fn year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1800..=2100).contains(year))
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// The unit that a word names, singular or plural.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "hour" | "hours" | "minute" | "minutes" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" | "fortnight" | "weekend" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    })
}
