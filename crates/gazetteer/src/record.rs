//! A place, and the bytes of its record.

/// Bytes of a record.
pub(crate) const SIZE: usize = 25;

/// What sort of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A city, town or camp.
    City,
    /// A state of a federation, a province, a governorate: a first-level division.
    Region,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'a> {
    /// Its name in English, or as its country writes it in Latin letters.
    pub name: &'a str,
    /// ISO 3166-1 alpha-3 code of the country that holds it in law, or `XKX`.
    pub country: &'a str,
    /// The name of the first-level region it lies in, if known; a region's own is itself.
    pub region: Option<&'a str>,
    /// Degrees north; of a region, of its largest city.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants; of a region, those of its cities.
    pub population: u32,
    /// What it is.
    pub class: Class,
    /// Whether it was found by another name than `name`.
    pub is_variant: bool,
}

/// The record of a place: name's place and length, country, region's record + 1, latitude and
/// longitude in 1/100,000 degree, population, class.
pub(crate) struct Record {
    pub name_start: u32,
    pub name_len: u8,
    pub country: [u8; 3],
    pub region: u32,
    pub lat: i32,
    pub lon: i32,
    pub population: u32,
    pub class: Class,
}

impl Record {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.name_start.to_le_bytes());
        out.push(self.name_len);
        out.extend(self.country);
        out.extend(self.region.to_le_bytes());
        out.extend(self.lat.to_le_bytes());
        out.extend(self.lon.to_le_bytes());
        out.extend(self.population.to_le_bytes());
        out.push(u8::from(self.class == Class::Region));
    }
}

fn number(record: &[u8], at: usize) -> Option<[u8; 4]> {
    record.get(at..at + 4)?.try_into().ok()
}

/// The name of a record.
pub(crate) fn name<'a>(record: &[u8], names: &'a str) -> Option<&'a str> {
    let start = u32::from_le_bytes(number(record, 0)?) as usize;
    names.get(start..start + usize::from(record[4]))
}

/// The place of a record; `None` where the bytes are damaged.
pub(crate) fn read<'a>(
    record: &'a [u8],
    names: &'a str,
    is_variant: bool,
    name_of: impl Fn(u32) -> Option<&'a str>,
) -> Option<Place<'a>> {
    let degrees = |at| Some(f64::from(i32::from_le_bytes(number(record, at)?)) / 1e5);
    let region = u32::from_le_bytes(number(record, 8)?);
    Some(Place {
        name: name(record, names)?,
        country: std::str::from_utf8(&record[5..8]).ok()?,
        region: region.checked_sub(1).and_then(name_of),
        lat: degrees(12)?,
        lon: degrees(16)?,
        population: u32::from_le_bytes(number(record, 20)?),
        class: if record[24] == 1 {
            Class::Region
        } else {
            Class::City
        },
        is_variant,
    })
}
