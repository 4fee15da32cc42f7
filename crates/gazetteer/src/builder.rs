//! Making the table of a gazetteer.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::{Class, Record};
use crate::{Sections, VARIANT, key};

/// A place to be added.
#[derive(Debug, Clone)]
pub struct NewPlace {
    name: String,
    country: [u8; 3],
    region: Option<String>,
    lat: f64,
    lon: f64,
    population: u32,
    class: Class,
}

impl NewPlace {
    /// A place with its name and the alpha-3 code of its country.
    ///
    /// # Panics
    /// Where `country` is not three bytes long.
    pub fn new(name: &str, country: &str, class: Class) -> Self {
        let country = country.as_bytes().try_into();
        Self {
            name: name.to_owned(),
            country: country.expect("an alpha-3 code has three letters"),
            region: None,
            lat: 0.0,
            lon: 0.0,
            population: 0,
            class,
        }
    }

    /// With its degrees north and east.
    #[must_use]
    pub fn at(self, lat: f64, lon: f64) -> Self {
        Self { lat, lon, ..self }
    }

    /// With the name of the first-level region it lies in.
    #[must_use]
    pub fn within(self, region: &str) -> Self {
        let region = (!region.is_empty()).then(|| region.to_owned());
        Self { region, ..self }
    }

    /// With its inhabitants.
    #[must_use]
    pub fn of_population(self, population: u32) -> Self {
        Self { population, ..self }
    }
}

/// Gathers places and makes the bytes that a [`Gazetteer`](crate::Gazetteer) reads.
#[derive(Debug, Default)]
pub struct Builder {
    places: Vec<NewPlace>,
    /// (key, place) → whether it is a variant.
    names: BTreeMap<(String, usize), bool>,
}

impl Builder {
    /// Adds a place with other names it goes by. A region should come before the cities in it.
    pub fn add<'n>(&mut self, place: NewPlace, variants: impl IntoIterator<Item = &'n str>) {
        let number = self.places.len();
        let own = key(&place.name);
        if own.is_empty() {
            return;
        }
        for variant in variants {
            let variant = key(variant);
            if !variant.is_empty() {
                self.names.insert((variant, number), true);
            }
        }
        self.names.insert((own, number), false);
        self.places.push(place);
    }

    /// The bytes of the table.
    ///
    /// # Panics
    /// Where there are 2^31 places or more.
    pub fn finish(self) -> Vec<u8> {
        let regions: BTreeMap<([u8; 3], &str), usize> = self
            .places
            .iter()
            .enumerate()
            .filter(|(_, place)| place.class == Class::Region)
            .map(|(number, place)| ((place.country, place.name.as_str()), number))
            .collect();
        let (mut records, mut names) = (Vec::new(), String::new());
        for place in &self.places {
            let mut length = place.name.len().min(usize::from(u8::MAX));
            while !place.name.is_char_boundary(length) {
                length -= 1;
            }
            let home = match place.class {
                Class::Region => Some(place.name.as_str()),
                Class::City => place.region.as_deref(),
            };
            let region = home.and_then(|name| regions.get(&(place.country, name)));
            Record {
                name_start: names.len() as u32,
                name_len: length as u8,
                country: place.country,
                region: region.map_or(0, |&number| number as u32 + 1),
                lat: (place.lat * 1e5).round() as i32,
                lon: (place.lon * 1e5).round() as i32,
                population: place.population,
                class: place.class,
            }
            .write(&mut records);
            names.push_str(&place.name[..length]);
        }
        let mut by_key: BTreeMap<&str, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for ((key, number), &is_variant) in &self.names {
            let posting = *number as u32 | if is_variant { VARIANT } else { 0 };
            // The most populous first.
            let order = u32::MAX - self.places[*number].population;
            by_key.entry(key).or_default().insert((order, posting));
        }
        let mut postings = Vec::new();
        let mut keys = fst::MapBuilder::memory();
        for (key, numbers) in &by_key {
            let numbers: Vec<u32> = numbers.iter().map(|(_, posting)| *posting).collect();
            let count = numbers.len().min(usize::from(u16::MAX));
            let value = (postings.len() as u64 / 4) << 16 | count as u64;
            keys.insert(key, value).expect("keys are sorted and unique");
            for number in &numbers[..count] {
                postings.extend(number.to_le_bytes());
            }
        }
        let keys = keys.into_inner().expect("memory takes all bytes");
        let sections = Sections {
            keys: &keys,
            postings: &postings,
            records: &records,
            names: &names,
        };
        postcard::to_stdvec(&sections).expect("sections are bytes and a text")
    }
}
