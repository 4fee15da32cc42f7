//! When an article without a publication date was written, as far as its address and its own dates tell: enough to
//! choose among the offices that people have held, not to date acts by.

use detente_calendar::{PartialDate, Precision};

/// Years that an address may hold as the year of an article.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;

/// The day or month in the address of an article: `…/2022/07/15/…`, `…/2022-07-15-…`.
pub(crate) fn date_in_url(url: &str) -> Option<PartialDate> {
    let numbers: Vec<&str> = url.split(|c: char| !c.is_ascii_digit()).collect();
    let part = |text: &str, digits: usize| {
        (text.len() <= digits)
            .then(|| text.parse::<i8>().ok())
            .flatten()
    };
    numbers.windows(3).find_map(|window| {
        let year: i16 = window[0].parse().ok().filter(|_| window[0].len() == 4)?;
        if !YEARS.contains(&year) {
            return None;
        }
        let month = part(window[1], 2)?;
        part(window[2], 2)
            .and_then(|day| PartialDate::day(year, month, day))
            .or_else(|| PartialDate::month(year, month))
    })
}

/// The latest of `dates` in the year that most of them are of, years alone left out; of years with as many the later.
pub(crate) fn date_in_text(
    dates: impl Iterator<Item = PartialDate> + Clone,
) -> Option<PartialDate> {
    let exact = dates.filter(|date| matches!(date.precision(), Precision::Day | Precision::Month));
    let times = |year: Option<i16>| exact.clone().filter(|date| date.year() == year).count();
    exact
        .clone()
        .max_by_key(|date| (times(date.year()), date.first_day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Option<String> {
        date_in_url(text).map(|date| date.to_string())
    }

    #[test]
    fn addresses_tell_days() {
        assert_eq!(
            url("https://example.com/news/2022/07/15/a-b").as_deref(),
            Some("2022-07-15")
        );
        assert_eq!(
            url("https://example.com/2019-4/a-1234").as_deref(),
            Some("2019-04")
        );
        assert_eq!(url("https://example.com/story/721584/10"), None);
        assert_eq!(url("https://example.com/2022/"), None);
        assert_eq!(url("é/1750/01/01"), None);
    }

    #[test]
    fn the_year_most_spoken_of_is_taken() {
        let of = |texts: &[&str]| {
            let dates: Vec<PartialDate> = texts.iter().filter_map(|t| t.parse().ok()).collect();
            date_in_text(dates.into_iter()).map(|date| date.to_string())
        };
        assert_eq!(
            of(&["2022-07-15", "2011-03", "2022-05", "2030"]).as_deref(),
            Some("2022-07-15")
        );
        assert_eq!(
            of(&["2011-03", "2019-01-02"]).as_deref(),
            Some("2019-01-02")
        );
        assert_eq!(of(&["2019"]), None);
    }
}
