//! Actors of other coders' gold in the codebook's terms (the tables stand in docs/measurements.md too).

/// Countries that gold gives to armed groups and bodies which are heads of their own here. Bodies of
/// the United Nations have CAMEO's code of the organisation.
const HOMES: [(&str, &str); 22] = [
    ("ALSHABAAB", "SOM"),
    ("BOKOHARAM", "NGA"),
    ("ELN", "COL"),
    ("ETA", "ESP"),
    ("FARC", "COL"),
    ("FDLR", "RWA"),
    ("HAMAS", "PSE"),
    ("HEZBOLLAH", "LBN"),
    ("HOUTHI", "YEM"),
    ("IAEA", "UNO"),
    ("ICJ", "UNO"),
    ("IRA", "GBR"),
    ("LTTE", "LKA"),
    ("PKK", "TUR"),
    ("SDF", "SYR"),
    ("TALIBAN", "AFG"),
    ("UN", "UNO"),
    ("UNHCR", "UNO"),
    ("UNICEF", "UNO"),
    ("WFP", "UNO"),
    ("WHO", "UNO"),
    ("YPG", "SYR"),
];

/// Sectors of other coders with the roles that stand for them here; empty is no role.
///
/// PRM paramilitaries and UAF are one; parties (PTY) are in or out of office; LAB, AGR, REL, BUD and
/// medical MED are civilians, who may be organised; ELI former officials, who act for nobody; PRE
/// states not recognised; JRN state media; UNK and JNK nobody in particular.
const SECTORS: [(&str, &[&str]); 32] = [
    ("", &["GOV", ""]),
    ("????", &["GOV"]),
    ("AGR", &["CVL", "BUS"]),
    ("BUD", &["CVL"]),
    ("BUS", &["BUS"]),
    ("COP", &["COP"]),
    ("CRM", &["CRM"]),
    ("CVL", &["CVL"]),
    ("EDU", &["EDU"]),
    ("ELI", &["", "CVL"]),
    ("GOV", &["GOV"]),
    ("IGO", &["IGO"]),
    ("JNK", &[""]),
    ("JRN", &["MED"]),
    ("JUD", &["JUD"]),
    ("LAB", &["CVL"]),
    ("LEG", &["LEG"]),
    ("MED", &["CVL", "NGO"]),
    ("MIL", &["MIL"]),
    ("NGO", &["NGO"]),
    ("OPP", &["OPP"]),
    ("PRE", &["GOV", "SEP"]),
    ("PRM", &["UAF", "REB"]),
    ("PTY", &["OPP", "GOV"]),
    ("REB", &["REB"]),
    ("REF", &["REF"]),
    ("REL", &["CVL"]),
    ("SEP", &["SEP"]),
    ("SOC", &["NGO", "CVL"]),
    ("SPY", &["SPY"]),
    ("UAF", &["UAF"]),
    ("UNK", &["", "CVL"]),
];

/// The country of a head as other gold writes it; empty for none.
pub fn country(head: &str) -> &str {
    if head == "-" {
        return "";
    }
    HOMES
        .binary_search_by_key(&head, |&(head, _)| head)
        .map_or(head, |index| HOMES[index].1)
}

/// The roles that stand for a sector; none for an unknown one.
pub fn roles(sector: &str) -> &'static [&'static str] {
    SECTORS
        .binary_search_by_key(&sector, |&(sector, _)| sector)
        .map_or(&[], |index| SECTORS[index].1)
}

/// The role that a body without one has by its kind.
pub fn role_of_kind(kind: &str) -> &'static str {
    match kind {
        "armed-group" | "liberation-movement" | "movement" => "REB",
        "court" => "JUD",
        "ngo" | "monitor" => "NGO",
        "media" => "MED",
        "company" => "BUS",
        "separatists" => "SEP",
        _ => "IGO",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_name_roles_of_the_codebook() {
        assert!(HOMES.is_sorted() && SECTORS.is_sorted());
        for (sector, roles) in SECTORS {
            for role in roles {
                let is_role = role.is_empty() || detente_lexicon::Role::parse(role).is_some();
                assert!(is_role, "{sector}: {role}");
            }
        }
    }

    #[test]
    fn bodies_have_the_country_of_their_gold() {
        assert_eq!(
            (country("UN"), country("RUS"), country("-")),
            ("UNO", "RUS", "")
        );
    }
}
