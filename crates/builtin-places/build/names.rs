//! Which of the names that `GeoNames` lists an English text may use.

use detente_gazetteer::key;

/// Inhabitants from which a city's every name in Latin letters counts ("Bombay", "Saigon"); of smaller
/// ones only those that are like the first name in another spelling.
const LARGE: u64 = 500_000;
/// Inhabitants from which other spellings count at all.
const KNOWN: u64 = 10_000;

/// Whether `variant` is another name for the city `name` in an English text.
pub fn is_variant(variant: &str, name: &str, population: u64) -> bool {
    if population < KNOWN || !variant.starts_with(|c: char| c.is_uppercase()) {
        return false;
    }
    // Airport codes are in capitals; a short word is some language's particle or another's name.
    let latin = variant.chars().all(|c| {
        c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || matches!(c, '’' | 'ʼ' | 'ʻ' | '‘')
    });
    let words = variant.split([' ', '-']).count();
    let capitals = variant.chars().filter(|c| c.is_uppercase()).count();
    if !latin || variant.contains(['(', ',', '/', '=', '"']) || words > 5 || capitals > 5 {
        return false;
    }
    let (variant, name) = (key(variant), key(name));
    if variant.len() < 4 || variant == name {
        return false;
    }
    (population >= LARGE && variant.len() >= 5) || likeness(&variant, &name) >= 0.6
}

/// Names for the region that `GeoNames` calls `name`: without the word for its kind, and abbreviations.
pub fn of_region(name: &str, country: &str) -> Vec<String> {
    const KINDS: [&str; 26] = [
        "Muhafazat ",
        "Mayorality of ",
        "Wilayat-e ",
        "Wilayat ",
        "Republic of ",
        "Region of ",
        "Provincia de ",
        "Departamento de ",
        "Department of ",
        "Province of ",
        "State of ",
        " Governorate",
        " Province",
        " Region",
        " Oblast",
        " Oblast'",
        " Republic",
        " State",
        " District",
        " Department",
        " County",
        " Sheng",
        " Shi",
        " Prefecture",
        " Autonomous Region",
        " Parish",
    ];
    let mut names = Vec::new();
    for kind in KINDS {
        let bare = if kind.starts_with(' ') {
            name.strip_suffix(kind)
        } else {
            name.strip_prefix(kind)
        };
        names.extend(bare.map(str::to_owned));
    }
    let listed = ABBREVIATIONS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(head, _)| *head == country)
        .filter_map(|(_, rest)| rest.split_once('\t'))
        .filter(|(region, _)| key(region) == key(name));
    for (_, abbreviations) in listed {
        names.extend(
            abbreviations
                .split('|')
                .map(|short| format!("{ABBREVIATION}{short}")),
        );
    }
    names
}

/// Country, region, abbreviations in news; used only behind a city's name and a comma.
const ABBREVIATIONS: &str = include_str!("abbreviations.tsv");

/// Stands before an abbreviation, so that "Miss." and "Ore." are no names on their own.
const ABBREVIATION: &str = "abbr0";

/// Share of letters that two keys have in common, in order: 1 for the same, 0 for nothing.
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut row = vec![0usize; b.len() + 1];
    for &x in a {
        let mut diagonal = 0;
        for (at, &y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    2.0 * row[b.len()] as f64 / (a.len() + b.len()) as f64
}
