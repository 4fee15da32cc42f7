//! The medium that a flattened page names in its furniture.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;

/// Words that names of media end with or hold.
const PRESS: &str = "Daily|News|Times|Post|Herald|Tribune|Gazette|Journal|Courier|Chronicle|Star|Sun|Mail|Telegraph|Guardian|\
    Observer|Independent|Express|Press|Standard|Globe|Monitor|Review|Today|Agency|Radio|TV|Television|Weekly|Voice|Bulletin|\
    Dispatch|Echo|Examiner|Inquirer|Mirror|Register|Reporter|Sentinel|Wire|Dawn|Broadcasting|Newspaper|Magazine|Online|\
    Messenger|Advertiser|Argus|Ledger|Record|Report|Leader|Nation|Citizen|Insider|Pravda|Politics|Affairs";

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

/// A name with a press word in it, or one that is an address (`Example.Net`).
static NAME: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?P<name>(?:(?:The|the)\s)?(?:[\p{{Lu}}\d][\p{{L}}\d.'’&-]*\s){{0,4}}?[\p{{Lu}}]?[\p{{L}}\d.'’&-]*(?:{PRESS})(?:\s(?:{PRESS}|International|Network|Service|Group|World|Asia|Europe|Online))?|[\p{{Lu}}\d][\p{{L}}\d-]+\.(?i:net|com|org|info|tv|am|ru|ua|by|ge|az|eu|uk|in|fr|de))"
    )
});

/// `© 2011 The Eastern Courier. All rights reserved.`
static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    let name = &*NAME;
    fixed(&format!(
        r"(?:©|\([cC]\)|Copyright|COPYRIGHT)[\s©\d,–-]*(?:\([cC]\))?[\s\d,–-]*(?:by\s)?{name}\b"
    ))
});

/// `About The Courier`, `The Courier in Europe`, `Follow The Courier on Twitter`, `The Courier Home`.
static PHRASES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let name = &*NAME;
    [
        format!(r"^(?:About|Contact|Follow|Welcome to|Subscribe to|Advertise (?:with|in|on)|Download|Support|Why|Write for|Inside|Work for|Find|Join|Like)\s{name}(?:\s(?:on|in|via|app|today|now|for)\b.{{0,40}})?$"),
        format!(r"^{name}\s(?:in|on|for)\s(?:Europe|Asia|Africa|America|English|Russian|Arabic|French|Chinese|Twitter|Facebook|Telegram|YouTube|WhatsApp|iPhone|Android|Mobile|mobile|your .{{0,20}})$"),
        format!(r"^{name}\s(?:Home|Homepage|home page|Digital|App|Apps|Store|Shop|Staff|Archive|Archives|Newsletters?|Subscriptions?|e-?[Pp]aper|RSS|International|Team|Editor|Editorial|Bureau|Correspondent|Staff Writer)$"),
        format!(r"^(?:Source|Publisher|Published by|From|Via)\s?:?\s{name}$"),
        format!(r"^By\s.{{3,40}}?[,|]\s?{name}\s?(?:Staff.{{0,20}}|Correspondent|Reporter|Writer)?$"),
    ]
    .iter()
    .map(|p| fixed(p))
    .collect()
});

/// A name and nothing else.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| fixed(&format!("^{}$", &*NAME)));

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"^(?P<name>[\p{Lu}\d][\p{L}\d-]+\.(?i:net|com|org|info|tv|am|ru|ua|by|ge|az|eu|uk|in|fr|de))\s?(?:-|–|—|/|:)\s+",
    )
});

/// `Example.Net - ` at the head of the lead: the name, and the length of what to leave out.
pub(crate) fn at_head(lead: &str) -> Option<(String, usize)> {
    let found = ADDRESS.captures(lead)?;
    Some((found["name"].to_owned(), found.get(0)?.end()))
}

/// The outlet of a page: the name behind a copy of its title, its copyright line, or a phrase of
/// its furniture that only the medium's own name fills. `body` tells which lines are the article's.
pub(crate) fn choose(lines: &[Line], title: Option<&str>, body: &[bool]) -> Option<String> {
    let outside = || {
        lines
            .iter()
            .zip(body)
            .filter(|(_, body)| !**body)
            .map(|(line, _)| line)
    };
    if let Some(title) = title {
        let suffix = outside().find_map(|line| {
            let tail = line.text.strip_prefix(title)?.trim_start();
            let tail = tail
                .strip_prefix(['|', '-', '–', '—', '·', ':', '»'])?
                .trim();
            (!tail.is_empty() && tail.split(' ').count() <= 5).then(|| last_part(tail).to_owned())
        });
        if suffix.is_some() {
            return suffix;
        }
    }
    let header = outside()
        .filter(|line| line.text.contains('|'))
        .take(20)
        .find_map(|line| {
            let mut parts = line.text.split('|').map(str::trim);
            // Only beside a date: `The Courier | Published February 28, 2019`.
            let dated = line.text.date().is_some();
            parts
                .find(|part| dated && WHOLE.is_match(part))
                .map(str::to_owned)
        });
    if header.is_some() {
        return header;
    }
    outside()
        .find_map(|line| COPYRIGHT.captures(&line.text))
        .or_else(|| {
            outside().filter(|line| line.words <= 9).find_map(|line| {
                PHRASES
                    .iter()
                    .find_map(|phrase| phrase.captures(&line.text))
            })
        })
        .map(|found| found["name"].trim_end_matches(['.', ',']).to_owned())
}

/// `World | The Courier` is `The Courier`.
fn last_part(tail: &str) -> &str {
    let marks = [" | ", " - ", " – ", " — "];
    let at = marks
        .iter()
        .filter_map(|mark| tail.rfind(mark).map(|at| at + mark.len()))
        .max()
        .unwrap_or(0);
    tail[at..].trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::lines;

    fn outlet(page: &str, title: Option<&str>) -> Option<String> {
        let lines = lines::read(page);
        choose(&lines, title, &vec![false; lines.len()])
    }

    #[test]
    fn furniture_tells_the_name() {
        assert_eq!(
            outlet("Top 10\nEastern Daily in Europe", None).as_deref(),
            Some("Eastern Daily")
        );
        assert_eq!(
            outlet("© 2011 The Eastern Courier. All rights reserved.", None).as_deref(),
            Some("The Eastern Courier")
        );
        assert_eq!(
            outlet("About Morning Herald", None).as_deref(),
            Some("Morning Herald")
        );
        assert_eq!(
            outlet(
                "Envoys meet in Oslo | World | BBC News",
                Some("Envoys meet in Oslo")
            )
            .as_deref(),
            Some("BBC News")
        );
        assert_eq!(
            outlet("About us\nNews\nWorld News\nBreaking news in Europe", None),
            None
        );
    }

    #[test]
    fn an_address_may_open_the_lead() {
        assert_eq!(
            at_head("Example.Net - Envoys met."),
            Some(("Example.Net".to_owned(), 14))
        );
        assert_eq!(at_head("U.S. - Russian talks"), None);
    }
}
