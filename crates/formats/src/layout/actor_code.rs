//! The parts of a CAMEO actor code.

use super::country;

/// Roles and kinds of actor that CAMEO's manual lists as generic, three letters each.
const TYPES: [&str; 33] = [
    "AGR", "AMN", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "HLH", "HRI",
    "IGO", "IMG", "INS", "INT", "IRC", "JUD", "LAB", "LEG", "MED", "MIL", "MNC", "MOD", "NGM",
    "NGO", "OPP", "PTY", "RAD", "REB", "REF", "SEP",
];

/// More of them, which the manual lists as roles of unknown side.
const FURTHER_TYPES: [&str; 4] = ["SET", "SPY", "UAF", "UIS"];

/// CAMEO's codes of regions, which stand where a country's would.
const REGIONS: [&str; 24] = [
    "AFR", "ASA", "BLK", "CAS", "CAU", "CEU", "CFR", "CRB", "EAF", "EEU", "EIN", "EUR", "LAM",
    "MDT", "MEA", "NAF", "NMR", "PGS", "SAF", "SAM", "SAS", "SCN", "SEA", "WST",
];

/// What a code such as `RUSMIL` or `IGOWSTNAT` is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ActorCode<'a> {
    /// A country or a region.
    pub(super) country: &'a str,
    /// A body or armed group with a code of its own.
    pub(super) group: &'a str,
    /// Roles and kinds, in the order of the code, at most three.
    pub(super) types: Vec<&'a str>,
}

impl<'a> ActorCode<'a> {
    /// Takes a code apart. One that is no row of three-letter parts is a group's.
    pub(super) fn parse(code: &'a str) -> Self {
        let mut parsed = Self::default();
        if code.is_empty() || !code.is_ascii() {
            return parsed;
        }
        let is_type = |part: &str| TYPES.contains(&part) || FURTHER_TYPES.contains(&part);
        let is_place = |part: &str| country::of(part).is_some() || REGIONS.contains(&part);
        let known = |part: &str| is_type(part) || is_place(part);
        if !code.len().is_multiple_of(3) || !known(&code[..3]) {
            parsed.group = code;
            return parsed;
        }
        for at in (0..code.len()).step_by(3) {
            let part = &code[at..at + 3];
            if is_type(part) {
                if parsed.types.len() < 3 {
                    parsed.types.push(part);
                }
            } else if parsed.country.is_empty() && is_place(part) {
                parsed.country = part;
            } else {
                // Of "UNOWBK" the last part is the body itself.
                parsed.group = part;
            }
        }
        parsed
    }

    /// The type at `index`, or nothing.
    pub(super) fn kind(&self, index: usize) -> &'a str {
        self.types.get(index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(code: &str) -> (&str, &str, String) {
        let parsed = ActorCode::parse(code);
        (parsed.country, parsed.group, parsed.types.join("+"))
    }

    #[test]
    fn countries_groups_and_types_are_told_apart() {
        assert_eq!(parts("RUSMIL"), ("RUS", "", "MIL".to_owned()));
        assert_eq!(parts("IGOWSTNAT"), ("WST", "NAT", "IGO".to_owned()));
        assert_eq!(parts("IGOUNOWBK"), ("", "WBK", "IGO".to_owned()));
        assert_eq!(parts("ALQAEDA"), ("", "ALQAEDA", String::new()));
        assert_eq!(parts("OECD"), ("", "OECD", String::new()));
        assert_eq!(parts("CVL"), ("", "", "CVL".to_owned()));
        assert_eq!(parts(""), ("", "", String::new()));
        assert_eq!(parts("Ä-x"), ("", "", String::new()));
    }
}
