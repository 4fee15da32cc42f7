//! Which of the places of one name is meant.

use compact_str::CompactString;
use detente_gazetteer::{Class, Place, key};
use detente_lexicon::{NameKind, Sense};

use super::evidence::Evidence;

/// A place that a name may mean.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub country: CompactString,
    pub region: Option<String>,
    pub point: Option<(f64, f64)>,
    /// The power of ten of its inhabitants, and what its kind adds.
    pub weight: f64,
    /// Whether it is a country, which only words right beside it can make a town.
    pub is_state: bool,
    /// Whether it is a first-level region.
    pub is_region: bool,
    /// Whether the lexicon has it.
    pub is_listed: bool,
}

/// What stands behind a name as the larger place it lies in: ", Texas", "in Syria".
#[derive(Debug, Clone)]
pub(super) struct Container {
    pub country: CompactString,
    /// The key of the region's name; `None` for a whole country.
    pub region: Option<String>,
}

impl Candidate {
    /// A place of the gazetteer.
    pub(super) fn of(place: &Place<'_>) -> Self {
        let variant = if place.is_variant { 1.0 } else { 0.0 };
        Self {
            country: place.country.into(),
            region: place.region.map(str::to_owned),
            point: (place.lat != 0.0 || place.lon != 0.0).then_some((place.lat, place.lon)),
            weight: f64::from(place.population.max(1000)).log10() - variant,
            is_state: false,
            is_region: place.class == Class::Region,
            is_listed: false,
        }
    }

    /// A place that the lexicon names.
    pub(super) fn listed(sense: &Sense, whole_country: bool) -> Option<Self> {
        let actor = sense.actor.as_ref().filter(|actor| actor.is_state())?;
        let weight = match sense.kind {
            NameKind::State if whole_country => COUNTRY,
            NameKind::Capital | NameKind::State => CAPITAL,
            NameKind::City => LISTED,
            _ => return None,
        };
        Some(Self {
            country: actor.head.clone(),
            region: None,
            point: None,
            weight,
            is_state: sense.kind == NameKind::State && whole_country,
            is_region: sense.kind == NameKind::State && !whole_country,
            is_listed: true,
        })
    }

    /// Whether it lies in `container`.
    pub(super) fn lies_in(&self, container: &Container) -> bool {
        self.country == container.country
            && container.region.as_ref().is_none_or(|region| {
                self.region
                    .as_deref()
                    .is_some_and(|own| key(own) == *region)
            })
    }

    /// What speaks for it in the article, under the name `name`.
    fn score(&self, name: &str, evidence: &Evidence) -> f64 {
        let named = match evidence.named(&self.country).min(4) {
            // A country that is not named otherwise, in an article on the inside of another: "Georgia" among the
            // states of the USA.
            0 if self.is_state && evidence.is_inside_another(&self.country) => -FOREIGN,
            // A town of a country that the article does not name.
            0 if !self.is_state => -ABSENT,
            times => NAMED * f64::from(times),
        };
        let told = evidence.is_told(name, &self.country);
        let region = self
            .region
            .as_deref()
            .is_some_and(|region| evidence.has_region(&self.country, region));
        self.weight + named + if region { REGION } else { 0.0 } + if told { TOLD } else { 0.0 }
    }
}

/// What each naming of its country adds, as a power of ten of inhabitants.
const NAMED: f64 = 0.6;
/// What it costs if its country is not named.
const ABSENT: f64 = 1.0;
/// What it costs a country's name if the article is of the inside of another country.
const FOREIGN: f64 = 2.0;
/// What a naming of its region adds.
const REGION: f64 = 1.5;
/// What it adds if the article said before which place the name is.
const TOLD: f64 = 4.0;
/// What a country weighs, as if it had so many places' inhabitants.
const COUNTRY: f64 = 9.5;
/// What a capital or a region that the lexicon names weighs.
const CAPITAL: f64 = 7.8;
/// What another city weighs that the lexicon names.
const LISTED: f64 = 6.2;

/// A choice with what it leaves to doubt.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub place: Candidate,
    /// Score above that of the best place of another country; large where there is none.
    pub margin: f64,
    /// Whether the words beside it told.
    pub told: bool,
}

/// The place meant among `candidates`.
pub(super) fn choose(
    name: &str,
    candidates: &[Candidate],
    container: Option<&Container>,
    evidence: &Evidence,
) -> Option<Chosen> {
    if let Some(container) = container {
        // "Venezuela, Cuba and Nicaragua" is a list; "Lebanon, Pennsylvania" is a town.
        let country = candidates.iter().any(|c| c.is_state);
        let inside = candidates
            .iter()
            .filter(|c| c.lies_in(container) && !c.is_state)
            .filter(|_| !country || container.region.is_some());
        if let Some(place) = heaviest(name, inside, evidence) {
            return Some(Chosen {
                place: place.clone(),
                margin: f64::MAX,
                told: true,
            });
        }
    }
    let place = heaviest(name, candidates.iter(), evidence)?;
    let others = candidates.iter().filter(|c| c.country != place.country);
    let margin = heaviest(name, others, evidence).map_or(f64::MAX, |other| {
        place.score(name, evidence) - other.score(name, evidence)
    });
    Some(Chosen {
        place: place.clone(),
        margin,
        told: false,
    })
}

fn heaviest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c Candidate>,
    evidence: &Evidence,
) -> Option<&'c Candidate> {
    candidates.max_by(|a, b| a.score(name, evidence).total_cmp(&b.score(name, evidence)))
}
