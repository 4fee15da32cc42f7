//! News agencies and the ways a text credits one.

use std::sync::LazyLock;

use regex::Regex;

/// Names under which agencies are credited, in the alternation's order (longer names first).
const AGENCIES: &[&str] = &[
    "Agence France-Presse",
    "Associated Press",
    "The Associated Press",
    "Press Association",
    "PA Media",
    "Press Trust of India",
    "Asian News International",
    "Indo-Asian News Service",
    "Australian Associated Press",
    "Canadian Press",
    "United Press International",
    "Deutsche Presse-Agentur",
    "Thomson Reuters",
    "Reuters",
    "AFP",
    "AP",
    "UPI",
    "dpa",
    "DPA",
    "EFE",
    "ANSA",
    "Itar-Tass",
    "ITAR-TASS",
    "Itar Tass",
    "TASS",
    "Interfax-Ukraine",
    "Interfax",
    "RIA Novosti",
    "RIA-Novosti",
    "RIAN",
    "Sputnik",
    "Rossiya Segodnya",
    "Regnum",
    "BelTA",
    "Belta",
    "BelaPAN",
    "Ukrinform",
    "UNIAN",
    "Xinhua",
    "China News Service",
    "Kyodo",
    "Jiji Press",
    "Jiji",
    "Yonhap",
    "KCNA",
    "PTI",
    "ANI",
    "IANS",
    "UNI",
    "APP",
    "Bernama",
    "Antara",
    "IRNA",
    "ISNA",
    "Fars News Agency",
    "Fars",
    "Mehr",
    "Tasnim",
    "SANA",
    "WAFA",
    "KUNA",
    "SPA",
    "WAM",
    "QNA",
    "MENA",
    "SUNA",
    "Petra",
    "Anadolu Agency",
    "Anadolu",
    "AA",
    "DHA",
    "Azertac",
    "Trend",
    "APA",
    "Armenpress",
    "ARKA",
    "Mediamax",
    "Tanjug",
    "BTA",
    "PAP",
    "CTK",
    "MTI",
    "BNS",
    "ELTA",
    "Belga",
    "ANP",
    "NTB",
    "TT",
    "Ritzau",
    "LUSA",
    "Telam",
    "Prensa Latina",
    "Notimex",
    "Bloomberg News",
    "Bloomberg",
    "Pajhwok Afghan News",
    "Pajhwok",
    "Khaama Press",
    "PANA",
    "NAN",
    "GNA",
    "KBC",
    "IPS",
    "Newsis",
];

/// Names of agencies that are also words or names of other things: they count only where an agency
/// must stand (brackets of a dateline), not in running text.
const AMBIGUOUS: &[&str] = &[
    "AA",
    "ANI",
    "APA",
    "APP",
    "Fars",
    "GNA",
    "KBC",
    "MENA",
    "Mehr",
    "NAN",
    "Petra",
    "SPA",
    "TT",
    "Trend",
    "UNI",
    "WAM",
    "IPS",
    "PAP",
    "MTI",
    "BTA",
    "ANP",
    "Sputnik",
    "Bloomberg",
    "Antara",
    "DHA",
    "Jiji",
];

/// Outlets that sign datelines in the way agencies do but are none.
const NOT_AGENCIES: &[&str] = &[
    "CNN", "BBC", "BBC News", "NBC", "ABC", "CBS", "VOA", "RFE/RL", "RT", "Fox News", "DW",
];

/// An alternation of the agencies' names that are safe in running text.
static NAMES: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<&str> = AGENCIES
        .iter()
        .copied()
        .filter(|name| !AMBIGUOUS.contains(name))
        .collect();
    names.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    names
        .into_iter()
        .map(regex::escape)
        .collect::<Vec<_>>()
        .join("|")
});

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

/// `…, AP reports.` and `…, Reuters reported on Tuesday.` as the credit that ends a lead.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    let names = &*NAMES;
    fixed(&format!(
        r#"[,.”"’]\s+(?:the\s)?(?P<a>{names})(?:\s(?:news\sagency|correspondent))?\s(?:reports|reported|writes|informs|informed)(?:\s(?:on\s)?(?:[A-Z][a-z]+day|today|yesterday))?\s*[.,]?\s*$"#
    ))
});

/// `Reuters reports that …` as the credit that opens a lead.
static LEAD_OPENING: LazyLock<Regex> = LazyLock::new(|| {
    let names = &*NAMES;
    fixed(&format!(
        r"^(?:The\s)?(?P<a>{names})\s(?:reports|reported)\s(?:that\s)?"
    ))
});

/// The whole of a byline or credit line: `By AP`, `Source: Xinhua`, `(AFP)`, `Reuters`, `Agencies`.
static CREDIT_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let names = &*NAMES;
    fixed(&format!(
        r"^(?i:by\s|source\s*:\s*|from\s|credit\s*:\s*|author\s*:\s*|\(source\s*:\s*)?(?i:the\s)?[(\[/]?\s*(?P<a>{names}|{ambiguous})\s*[)\]/]?(?:\s*[|,·•-]\s*.{{0,60}}|\.)?$",
        ambiguous = AMBIGUOUS
            .iter()
            .filter(|n| n.len() > 3)
            .copied()
            .collect::<Vec<_>>()
            .join("|"),
    ))
});

/// `John Smith, Associated Press`, `By Jane Roe | Reuters`, `© 2011 AFP`, `… contributed … Reuters`.
static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    let names = &*NAMES;
    fixed(&format!(
        r"^(?:(?:(?i:by)\s)?(?:[\p{{Lu}}][\p{{L}}.'’-]*\s){{1,3}}?[\p{{Lu}}][\p{{L}}.'’-]*\s*(?:,|\||-|–|/|\()\s*(?:The\s)?|(?i:©|\(c\)|copyright)\s*(?i:©\s*|\(c\)\s*)?(?:\d{{4}}\s*)?(?:by\s)?(?:The\s)?)(?P<a>{names})\b[).]*(?:\s*(?:All rights|writer|staff|correspondent|news|[|.,]).*)?$"
    ))
});

/// `… and Reuters`, `(… with inputs from PTI)` at the end of a byline or a note.
static SHARED: LazyLock<Regex> = LazyLock::new(|| {
    let names = &*NAMES;
    fixed(&format!(
        r"(?:\b(?:staff|bureau|desk|correspondent|writer|news|agencies|by\s.{{3,60}})\s?(?:and|&|/|with|,)\s|\b(?i:(?:inputs?|files|additional reporting|reporting|agency inputs)\s(?:from|by))\s(?:the\s)?)(?P<a>{names})[\s).]*$"
    ))
});

/// Whether `name` is an agency's name, in any case.
pub(crate) fn is_known(name: &str) -> bool {
    AGENCIES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a dateline's brackets with `name` in them credit an agency (and not a broadcaster).
pub(crate) fn is_credit(name: &str) -> bool {
    !NOT_AGENCIES
        .iter()
        .any(|other| other.eq_ignore_ascii_case(name))
        && crate::date_forms::month_number(name.split(' ').next().unwrap_or_default()).is_none()
}

/// The agency that the lead paragraph credits (`…, AP reports.`), not one it names as a source
/// (`according to Interfax`).
pub(crate) fn in_lead(lead: &str) -> Option<&str> {
    // The credit closes the first sentence or the paragraph; sentence ends are looked for behind it.
    let mut from = 0;
    while let Some(stop) = lead[from..].find(['.', '\n']) {
        let end = from + stop + 1;
        if let Some(found) = LEAD.captures(&lead[..end]) {
            return found.name("a").map(|a| a.as_str());
        }
        from = end;
        if from > 600 {
            break;
        }
    }
    LEAD_OPENING
        .captures(lead)
        .and_then(|found| found.name("a"))
        .map(|a| a.as_str())
}

/// The agency that a line outside the body credits: a byline, a source line, a copyright line.
pub(crate) fn in_credit_line(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > 160 {
        return None;
    }
    let found = CREDIT_LINE
        .captures(line)
        .or_else(|| SIGNATURE.captures(line))
        .or_else(|| SHARED.captures(line))?;
    found.name("a").map(|a| a.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_credit_from_a_source() {
        assert_eq!(in_lead("Envoys met in Oslo, AP reports."), Some("AP"));
        assert_eq!(
            in_lead("Envoys met in Oslo, Reuters reported on Tuesday. They left."),
            Some("Reuters")
        );
        assert_eq!(
            in_lead("TASS reports that envoys met in Oslo."),
            Some("TASS")
        );
        assert_eq!(in_lead("The envoy told Interfax that he had left."), None);
        assert_eq!(
            in_lead("The talks failed, according to the Interfax news agency."),
            None
        );
    }

    #[test]
    fn reads_credit_lines() {
        for (line, agency) in [
            ("By AP", "AP"),
            ("Source: Xinhua", "Xinhua"),
            ("(AFP)", "AFP"),
            ("Reuters", "Reuters"),
            ("By Jane Roe, Associated Press", "Associated Press"),
            ("By Jane Roe | Reuters", "Reuters"),
            (
                "27 September 2012 | Nile Dispatch staff and Reuters",
                "Reuters",
            ),
            ("(Reporting by staff in Juba; with inputs from AFP)", "AFP"),
            (
                "Copyright 2011 The Associated Press. All rights reserved.",
                "Associated Press",
            ),
        ] {
            assert_eq!(in_credit_line(line), Some(agency), "{line}");
        }
        for line in [
            "© AP Photo/Jane Roe",
            "Reuters says the talks failed",
            "Photo: AFP",
            "AP Photo",
        ] {
            assert_eq!(in_credit_line(line), None, "{line}");
        }
    }
}
