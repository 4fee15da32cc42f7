//! When a server that is busy asks to be asked again (RFC 9110, 10.2.3).

use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;

use crate::Exchange;

/// The forms of HTTP dates that servers still send are those of mail.
static DATES: DateTimeParser = DateTimeParser::new();

/// How long the answer asks to be left alone; `None` where it does not ask, or in no form that tells.
///
/// A date is counted from the answer's own `Date`, so that no clock of ours need agree with the server's.
pub(crate) fn asked_for(answer: &Exchange) -> Option<Duration> {
    if !matches!(answer.status, 429 | 503) {
        return None;
    }
    let told = answer.header("retry-after")?.trim();
    if let Ok(seconds) = told.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = |text: &str| DATES.parse_timestamp(text.trim()).ok();
    let wait = at(told)?.duration_since(at(answer.header("date")?)?);
    // What lies behind may be asked for at once.
    Some(Duration::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(status: u16, told: &str, date: Option<&str>) -> Option<u64> {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let answer = Exchange {
            url: "https://news.example/".to_owned(),
            status,
            headers: [("Retry-After", Some(told)), ("Date", date)]
                .into_iter()
                .filter_map(|(name, value)| Some(header(name, value?)))
                .collect(),
            body: Vec::new(),
        };
        asked_for(&answer).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(asked(429, " 120 ", None), Some(120));
        let date = Some("Thu, 03 Mar 2011 10:00:00 GMT");
        let told = "Thu, 03 Mar 2011 10:05:00 GMT";
        assert_eq!(asked(503, told, date), Some(300));
        assert_eq!(asked(503, "Thu, 03 Mar 2011 09:00:00 GMT", date), Some(0));
    }

    #[test]
    fn what_tells_nothing_is_none() {
        for told in [
            "",
            "soon",
            "-5",
            "1.5",
            "99999999999999999999",
            "Thu, 99 Mar 2011",
        ] {
            assert_eq!(
                asked(503, told, Some("Thu, 03 Mar 2011 10:00:00 GMT")),
                None,
                "{told}"
            );
        }
        assert_eq!(asked(503, "Thu, 03 Mar 2011 10:05:00 GMT", None), None);
        assert_eq!(asked(200, "120", None), None);
    }
}
