//! Countries as other code lists and in English, by the three letters of ISO 3166-1.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A country of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Country {
    /// Two letters of FIPS 10-4, which GDELT's geography uses; empty where there are none.
    pub(super) fips: &'static str,
    /// Number in the Correlates of War's list of states; empty for territories.
    pub(super) cow: &'static str,
    /// English name.
    pub(super) name: &'static str,
}

static COUNTRIES: LazyLock<HashMap<&'static str, Country>> = LazyLock::new(|| {
    include_str!("tables/countries.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (iso3, fips, cow, name) =
                (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
            Some((iso3, Country { fips, cow, name }))
        })
        .collect()
});

/// The country with these three letters.
pub(super) fn of(iso3: &str) -> Option<Country> {
    COUNTRIES.get(iso3).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_differ_between_the_lists() {
        let russia = of("RUS").unwrap();
        assert_eq!(
            (russia.fips, russia.cow, russia.name),
            ("RS", "365", "Russia")
        );
        assert_eq!(of("CHN").unwrap().fips, "CH");
        assert_eq!(of("NAT"), None);
        assert!(COUNTRIES.len() > 240);
    }
}
