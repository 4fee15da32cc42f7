//! Country codes, and the CAMEO codes of actors.

use compact_str::{CompactString, ToCompactString, format_compact};

use crate::actor::Actor;

/// ISO 3166-1 alpha-3 codes with Kosovo's user-assigned `XKX`, sorted.
#[rustfmt::skip]
const COUNTRIES: [&str; 250] = [
    "ABW", "AFG", "AGO", "AIA", "ALA", "ALB", "AND", "ARE", "ARG", "ARM", "ASM", "ATA", "ATF", "ATG",
    "AUS", "AUT", "AZE", "BDI", "BEL", "BEN", "BES", "BFA", "BGD", "BGR", "BHR", "BHS", "BIH", "BLM",
    "BLR", "BLZ", "BMU", "BOL", "BRA", "BRB", "BRN", "BTN", "BVT", "BWA", "CAF", "CAN", "CCK", "CHE",
    "CHL", "CHN", "CIV", "CMR", "COD", "COG", "COK", "COL", "COM", "CPV", "CRI", "CUB", "CUW", "CXR",
    "CYM", "CYP", "CZE", "DEU", "DJI", "DMA", "DNK", "DOM", "DZA", "ECU", "EGY", "ERI", "ESH", "ESP",
    "EST", "ETH", "FIN", "FJI", "FLK", "FRA", "FRO", "FSM", "GAB", "GBR", "GEO", "GGY", "GHA", "GIB",
    "GIN", "GLP", "GMB", "GNB", "GNQ", "GRC", "GRD", "GRL", "GTM", "GUF", "GUM", "GUY", "HKG", "HMD",
    "HND", "HRV", "HTI", "HUN", "IDN", "IMN", "IND", "IOT", "IRL", "IRN", "IRQ", "ISL", "ISR", "ITA",
    "JAM", "JEY", "JOR", "JPN", "KAZ", "KEN", "KGZ", "KHM", "KIR", "KNA", "KOR", "KWT", "LAO", "LBN",
    "LBR", "LBY", "LCA", "LIE", "LKA", "LSO", "LTU", "LUX", "LVA", "MAC", "MAF", "MAR", "MCO", "MDA",
    "MDG", "MDV", "MEX", "MHL", "MKD", "MLI", "MLT", "MMR", "MNE", "MNG", "MNP", "MOZ", "MRT", "MSR",
    "MTQ", "MUS", "MWI", "MYS", "MYT", "NAM", "NCL", "NER", "NFK", "NGA", "NIC", "NIU", "NLD", "NOR",
    "NPL", "NRU", "NZL", "OMN", "PAK", "PAN", "PCN", "PER", "PHL", "PLW", "PNG", "POL", "PRI", "PRK",
    "PRT", "PRY", "PSE", "PYF", "QAT", "REU", "ROU", "RUS", "RWA", "SAU", "SDN", "SEN", "SGP", "SGS",
    "SHN", "SJM", "SLB", "SLE", "SLV", "SMR", "SOM", "SPM", "SRB", "SSD", "STP", "SUR", "SVK", "SVN",
    "SWE", "SWZ", "SXM", "SYC", "SYR", "TCA", "TCD", "TGO", "THA", "TJK", "TKL", "TKM", "TLS", "TON",
    "TTO", "TUN", "TUR", "TUV", "TWN", "TZA", "UGA", "UKR", "UMI", "URY", "USA", "UZB", "VAT", "VCT",
    "VEN", "VGB", "VIR", "VNM", "VUT", "WLF", "WSM", "XKX", "YEM", "ZAF", "ZMB", "ZWE",
];

/// Codes of states that are gone, ISO 3166-3, sorted.
const FORMER_COUNTRIES: [&str; 7] = ["ANT", "CSK", "DDR", "SCG", "SUN", "YMD", "YUG"];

/// Heads whose CAMEO code is not the head, sorted: organisations that the manual lists, and the
/// countries whose code there is not ISO's.
const CODES: &[(&str, &str)] = &[
    ("AI", "NGOHRIAMN"),
    ("AMNESTY", "NGOHRIAMN"),
    ("ASEAN", "IGOASN"),
    ("AU", "IGOAFU"),
    ("CIS", "IGOCIS"),
    ("COE", "IGOCOE"),
    ("COMMONWEALTH", "IGOCWN"),
    ("EBRD", "IGOEBR"),
    ("ECOWAS", "IGOWAS"),
    ("EFTA", "IGOEFT"),
    ("EU", "IGOEUREEC"),
    ("FAO", "IGOUNOFAO"),
    ("G7", "IGOGOS"),
    ("G77", "IGOGSS"),
    ("G8", "IGOGOE"),
    ("GCC", "IGOGCC"),
    ("HRW", "NGOHRW"),
    ("IAEA", "IGOUNOIAE"),
    ("ICC", "IGOICC"),
    ("ICG", "NGOICG"),
    ("ICJ", "IGOUNOICJ"),
    ("ICRC", "NGOCRC"),
    ("IGAD", "IGOIAD"),
    ("ILO", "IGOUNOILO"),
    ("IMF", "IGOIMF"),
    ("INTERPOL", "IGOITP"),
    ("IOM", "NGOIOM"),
    ("IPU", "IGOIPU"),
    ("LAS", "IGOARL"),
    ("MSF", "NGOMSF"),
    ("NATO", "IGOWSTNAT"),
    ("OAS", "IGOOAS"),
    ("OIC", "IGOOIC"),
    ("OPEC", "IGOOPC"),
    ("OSCE", "IGOSCE"),
    ("OXFAM", "NGOXFM"),
    ("SAARC", "IGOSAA"),
    ("SADC", "IGOSAD"),
    ("TLS", "TMP"),
    ("UN", "IGOUNO"),
    ("UNHCR", "IGOUNOHCR"),
    ("UNICEF", "IGOUNOKID"),
    ("WB", "IGOUNOWBK"),
    ("WEF", "NGOWEF"),
    ("WFP", "IGOUNOWFP"),
    ("WHO", "IGOUNOWHO"),
    ("WTO", "IGOWTO"),
    ("XKX", "KSV"),
];

/// Whether `head` is the code of a country, or of one that was.
pub(crate) fn is_country(head: &str) -> bool {
    COUNTRIES.binary_search(&head).is_ok() || FORMER_COUNTRIES.binary_search(&head).is_ok()
}

/// See [`Actor::code`].
pub(crate) fn cameo(actor: &Actor) -> CompactString {
    let head = if actor.is_unknown() {
        ""
    } else {
        CODES
            .binary_search_by_key(&actor.head.as_str(), |&(head, _)| head)
            .map_or(actor.head.as_str(), |index| CODES[index].1)
    };
    match actor.role {
        Some(role) => format_compact!("{head}{role}"),
        None => head.to_compact_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(COUNTRIES.is_sorted() && FORMER_COUNTRIES.is_sorted());
        assert!(CODES.is_sorted());
    }

    #[test]
    fn codes_as_cameo_writes_them() {
        for (actor, code) in [
            ("RUS:MIL", "RUSMIL"),
            ("NATO", "IGOWSTNAT"),
            ("-:UAF", "UAF"),
            ("XKX:GOV", "KSVGOV"),
            ("TALIBAN", "TALIBAN"),
        ] {
            assert_eq!(actor.parse::<Actor>().unwrap().code(), code);
        }
    }
}
