#![forbid(unsafe_code)]
//! Cities and first-level regions of the world by name.
//!
//! A [`Gazetteer`] is a table of bytes that is used in place: opening it costs nothing, a look-up of a
//! name walks an automaton letter by letter. [`Builder`] makes the bytes, at build time. Neither knows
//! where the data come from.

mod builder;
mod key;
mod record;

use std::borrow::Cow;

pub use builder::{Builder, NewPlace};
pub use key::key;
pub use record::{Class, Place};

use record::SIZE;

/// Words of the longest name that is looked for in a text ("Sant Julià de Lòria" has 4).
pub const LONGEST_NAME: usize = 7;

/// The sections of a table, as they lie in its bytes.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
struct Sections<'a> {
    /// Key of a name → the first of its postings and their count.
    #[serde(borrow, with = "serde_bytes")]
    keys: &'a [u8],
    /// Numbers of records, four bytes each; the highest bit marks another name than the first.
    #[serde(borrow, with = "serde_bytes")]
    postings: &'a [u8],
    /// Records of [`SIZE`] bytes.
    #[serde(borrow, with = "serde_bytes")]
    records: &'a [u8],
    /// The records' names, one after the other.
    names: &'a str,
}

/// All places, ready to be looked up.
///
/// ```
/// use detente_gazetteer::{Builder, Class, Gazetteer, NewPlace};
/// let mut builder = Builder::default();
/// let aleppo = NewPlace::new("Aleppo", "SYR", Class::City).at(36.2, 37.16).of_population(2_098_210);
/// builder.add(aleppo, ["Haleb"]);
/// let gazetteer = Gazetteer::from_bytes(builder.finish()).unwrap();
/// let found: Vec<_> = gazetteer.named(["Haleb"]).collect();
/// assert_eq!((found[0].name, found[0].country), ("Aleppo", "SYR"));
/// assert!(found[0].is_variant);
/// ```
#[derive(Clone, Default)]
pub struct Gazetteer {
    index: Option<Index>,
}

#[derive(Clone)]
struct Index {
    keys: fst::Map<Cow<'static, [u8]>>,
    postings: Cow<'static, [u8]>,
    records: Cow<'static, [u8]>,
    names: Cow<'static, str>,
}

/// Why bytes are no gazetteer.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// They are cut short or of another format.
    #[error("the gazetteer's table is damaged: {0}")]
    Sections(#[from] postcard::Error),
    /// The index of names is damaged.
    #[error("the gazetteer's index of names is damaged: {0}")]
    Keys(#[from] fst::Error),
}

impl Gazetteer {
    /// A gazetteer over bytes that are part of the program: nothing is copied.
    ///
    /// # Errors
    /// Where the bytes are not those of a [`Builder`].
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, TableError> {
        let sections: Sections<'static> = postcard::from_bytes(bytes)?;
        Ok(Self {
            index: Some(Index {
                keys: fst::Map::new(Cow::Borrowed(sections.keys))?,
                postings: Cow::Borrowed(sections.postings),
                records: Cow::Borrowed(sections.records),
                names: Cow::Borrowed(sections.names),
            }),
        })
    }

    /// A gazetteer that owns its bytes.
    ///
    /// # Errors
    /// Where the bytes are not those of a [`Builder`].
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Self, TableError> {
        let sections: Sections<'_> = postcard::from_bytes(bytes.as_ref())?;
        Ok(Self {
            index: Some(Index {
                keys: fst::Map::new(Cow::Owned(sections.keys.to_vec()))?,
                postings: Cow::Owned(sections.postings.to_vec()),
                records: Cow::Owned(sections.records.to_vec()),
                names: Cow::Owned(sections.names.to_owned()),
            }),
        })
    }

    /// The places named by exactly these words, whatever their case, accents, blanks and hyphens; the
    /// most populous first.
    pub fn named<'g, 'w, W: IntoIterator<Item = &'w str>>(
        &'g self,
        words: W,
    ) -> impl Iterator<Item = Place<'g>> + use<'g, 'w, W> {
        let mut name = String::new();
        for word in words {
            key::push(&mut name, word);
        }
        self.with_key(&name)
    }

    /// The places whose name has this [`key`].
    pub fn with_key<'g>(&'g self, key: &str) -> impl Iterator<Item = Place<'g>> + use<'g> {
        let found = self
            .index
            .as_ref()
            .and_then(|index| Some((index, index.keys.get(key)?)));
        found.into_iter().flat_map(|(index, value)| {
            let (first, count) = ((value >> 16) as usize, (value & 0xffff) as usize);
            (first..first + count).filter_map(|posting| index.posting(posting))
        })
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.index
            .as_ref()
            .map_or(0, |index| index.records.len() / SIZE)
    }

    /// Whether there is no place: the program was built without the data.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All places, in no order that means anything.
    pub fn all(&self) -> impl Iterator<Item = Place<'_>> {
        let index = self.index.as_ref();
        (0..self.len()).filter_map(move |number| index?.place(number, false))
    }

    /// Bytes of the table.
    pub fn size(&self) -> usize {
        self.index.as_ref().map_or(0, |index| {
            index.keys.as_fst().size()
                + index.postings.len()
                + index.records.len()
                + index.names.len()
        })
    }
}

impl Index {
    fn posting(&self, number: usize) -> Option<Place<'_>> {
        let bytes = self.postings.get(4 * number..4 * number + 4)?;
        let value = u32::from_le_bytes(bytes.try_into().ok()?);
        self.place((value & !VARIANT) as usize, value & VARIANT != 0)
    }

    fn place(&self, number: usize, is_variant: bool) -> Option<Place<'_>> {
        let record = self.records.get(SIZE * number..SIZE * (number + 1))?;
        let name_of = |number: u32| {
            let start = SIZE * number as usize;
            record::name(self.records.get(start..start + SIZE)?, &self.names)
        };
        record::read(record, &self.names, is_variant, name_of)
    }
}

/// The bit of a posting that marks another name than the record's own.
const VARIANT: u32 = 1 << 31;

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gazetteer({} places)", self.len())
    }
}
