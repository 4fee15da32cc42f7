//! Names of the lexicon spelled nearly as a given one.

use detente_lexicon::Names;

/// Most spellings told.
const SHOWN: usize = 6;

/// The spellings nearest to `name`: the same but for case first, then by the letters that differ, at
/// most one in four.
pub fn spellings(names: &Names, name: &str) -> Vec<String> {
    let wanted = name.to_lowercase();
    let length = wanted.chars().count();
    let reach = (length / 4).clamp(1, 4);
    let mut found: Vec<(usize, &str)> = names
        .spellings()
        .filter_map(|(spelling, _)| {
            // Longer or shorter by more than the reach it cannot be near.
            if spelling.chars().count().abs_diff(length) > reach {
                return None;
            }
            let distance = strsim::osa_distance(&wanted, &spelling.to_lowercase());
            (distance <= reach).then_some((distance, spelling))
        })
        .collect();
    found.sort_unstable();
    found.truncate(SHOWN);
    found
        .into_iter()
        .map(|(_, spelling)| spelling.to_owned())
        .collect()
}
