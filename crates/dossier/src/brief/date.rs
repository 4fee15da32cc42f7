//! Dates in words.

use detente_calendar::PartialDate;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "25 October 2011", "October 2011", "2011"; nothing where there is no date.
pub fn words(date: Option<PartialDate>) -> Option<String> {
    let month = |month: i8| MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    Some(match date? {
        PartialDate::Day(day) => format!("{} {} {}", day.day(), month(day.month()), day.year()),
        PartialDate::Month(year, of) => format!("{} {year}", month(of)),
        PartialDate::Year(year) => year.to_string(),
        PartialDate::MonthDay(of, day) => format!("{day} {}", month(of)),
    })
}

/// The day in words, where it is another than that of publication: an act that the text does not date has
/// the latter, which stands before the words, and nobody says that it was done on it.
pub fn of_its_own(date: Option<PartialDate>, published: Option<PartialDate>) -> Option<String> {
    words(date.filter(|_| date != published))
}
