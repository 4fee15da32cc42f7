//! The names of CAMEO's codes.

use std::collections::HashMap;
use std::sync::LazyLock;

static LABELS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("tables/cameo.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The name of a code, or that of the nearest code above it; empty for what is no code.
pub(super) fn label(code: &str) -> &'static str {
    (2..=code.len())
        .rev()
        .find_map(|length| LABELS.get(code.get(..length)?).copied())
        .unwrap_or_default()
}

/// The base code, three digits, of a code of three or four.
pub(super) fn base(code: &str) -> &str {
    code.get(..3).unwrap_or(code)
}

/// The root code, two digits.
pub(super) fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_name_or_that_above_it() {
        assert_eq!(label("042"), "Make a visit");
        assert_eq!(label("0429"), "Make a visit");
        assert_eq!(label("99"), "");
        assert_eq!((base("0253"), root("0253"), root("é")), ("025", "02", "é"));
    }
}
