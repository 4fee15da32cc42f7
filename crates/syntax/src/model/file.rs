//! The container: named sections in one flat file, checked once and then used in place.
//!
//! Layout, all numbers little-endian: a header of 64 bytes (magic, format, section count, length of
//! the file, BLAKE3 of all that follows the header), a directory of 64 bytes a section (name, offset,
//! length), then the sections, each beginning at a multiple of 64 bytes.

use std::marker::PhantomData;
use std::sync::Arc;

use bytemuck::AnyBitPattern;

use super::error::ModelError;

#[cfg(target_endian = "big")]
compile_error!("model files are little-endian and used in place");

/// Format number of the files written and read by this version.
pub const FORMAT: u32 = 1;
const MAGIC: [u8; 8] = *b"DETENTEM";
const HEADER: usize = 64;
const ENTRY: usize = 64;
const NAME: usize = 48;
const ALIGN: usize = 64;

/// The bytes of a model file: a memory map, a `Vec<u8>`, or bytes built into the program.
pub type ModelBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A checked model file and its directory. Cheap to clone: clones share the bytes.
#[derive(Clone)]
pub struct Sections {
    bytes: ModelBytes,
    directory: Arc<[(String, usize, usize)]>,
}

/// Bytes moved to an aligned place, for a buffer that began at an odd address.
struct Aligned(Vec<u64>, usize);

impl AsRef<[u8]> for Aligned {
    fn as_ref(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.0)[..self.1]
    }
}

fn number32(bytes: &[u8], at: usize) -> u32 {
    let mut buffer = [0; 4];
    buffer.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(buffer)
}

fn number64(bytes: &[u8], at: usize) -> u64 {
    let mut buffer = [0; 8];
    buffer.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(buffer)
}

impl Sections {
    /// Checks header, checksum and directory.
    ///
    /// # Errors
    /// [`ModelError`] when the bytes are no model file, of another format, cut short or altered.
    pub fn open(bytes: ModelBytes) -> Result<Self, ModelError> {
        let bytes = aligned(bytes);
        let all = (*bytes).as_ref();
        if all.len() < HEADER || all[..8] != MAGIC {
            return Err(ModelError::NotAModel);
        }
        let found = number32(all, 8);
        if found != FORMAT {
            return Err(ModelError::Version {
                found,
                expected: FORMAT,
            });
        }
        let expected = number64(all, 16);
        if expected != all.len() as u64 {
            return Err(ModelError::Length {
                found: all.len() as u64,
                expected,
            });
        }
        if blake3::hash(&all[HEADER..]).as_bytes() != &all[24..56] {
            return Err(ModelError::Checksum);
        }
        let count = number32(all, 12) as usize;
        let mut directory = Vec::with_capacity(count.min(1024));
        for index in 0..count {
            directory.push(entry(all, HEADER + index * ENTRY)?);
        }
        let directory = directory.into();
        Ok(Self { bytes, directory })
    }

    fn find(&self, name: &str) -> Result<(usize, usize), ModelError> {
        self.directory
            .iter()
            .find(|(known, _, _)| known == name)
            .map(|&(_, offset, length)| (offset, length))
            .ok_or_else(|| ModelError::MissingSection {
                name: name.to_owned(),
            })
    }

    /// The bytes of section `name`.
    ///
    /// # Errors
    /// [`ModelError::MissingSection`].
    pub fn get(&self, name: &str) -> Result<&[u8], ModelError> {
        let (offset, length) = self.find(name)?;
        Ok(&(*self.bytes).as_ref()[offset..offset + length])
    }

    /// Section `name` as a table of `T`, used in place.
    ///
    /// # Errors
    /// [`ModelError`] when the section is missing or its length is no multiple of `T`.
    pub fn table<T: AnyBitPattern>(&self, name: &str) -> Result<Table<T>, ModelError> {
        let (offset, length) = self.find(name)?;
        let slice = &(*self.bytes).as_ref()[offset..offset + length];
        bytemuck::try_cast_slice::<u8, T>(slice)
            .map_err(|error| ModelError::bad(name, error.to_string()))?;
        Ok(Table {
            bytes: Arc::clone(&self.bytes),
            offset,
            length,
            kind: PhantomData,
        })
    }

    /// Section `name` as a table of exactly `rows` values of `T`.
    ///
    /// # Errors
    /// [`ModelError`] when the section is missing or has another length.
    pub fn table_of<T: AnyBitPattern>(
        &self,
        name: &str,
        length: usize,
    ) -> Result<Table<T>, ModelError> {
        let table = self.table::<T>(name)?;
        if table.len() == length {
            Ok(table)
        } else {
            Err(ModelError::bad(
                name,
                format!("{} values where {length} belong", table.len()),
            ))
        }
    }

    /// Section `name` as text.
    ///
    /// # Errors
    /// [`ModelError`] when the section is missing or no UTF-8.
    pub fn text(&self, name: &str) -> Result<&str, ModelError> {
        std::str::from_utf8(self.get(name)?)
            .map_err(|error| ModelError::bad(name, error.to_string()))
    }

    /// Names and lengths in bytes of all sections, in the order of the file.
    pub fn list(&self) -> impl Iterator<Item = (&str, usize)> {
        self.directory
            .iter()
            .map(|(name, _, length)| (name.as_str(), *length))
    }
}

fn aligned(bytes: ModelBytes) -> ModelBytes {
    let slice = (*bytes).as_ref();
    if slice.as_ptr().addr().is_multiple_of(8) {
        return bytes;
    }
    let mut words = vec![0u64; slice.len().div_ceil(8)];
    bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..slice.len()].copy_from_slice(slice);
    Arc::new(Aligned(words, slice.len()))
}

fn entry(all: &[u8], at: usize) -> Result<(String, usize, usize), ModelError> {
    let bad = |reason: &str| ModelError::bad("directory", reason);
    let raw = all
        .get(at..at + ENTRY)
        .ok_or_else(|| bad("runs past the end"))?;
    let used = raw[..NAME]
        .iter()
        .position(|&byte| byte == 0)
        .unwrap_or(NAME);
    let name = std::str::from_utf8(&raw[..used]).map_err(|_| bad("a name is no UTF-8"))?;
    let offset = usize::try_from(number64(raw, NAME)).map_err(|_| bad("an offset is too large"))?;
    let length =
        usize::try_from(number64(raw, NAME + 8)).map_err(|_| bad("a length is too large"))?;
    let end = offset
        .checked_add(length)
        .ok_or_else(|| bad("a length is too large"))?;
    if end > all.len() || !offset.is_multiple_of(ALIGN) {
        return Err(bad("a section lies outside the file"));
    }
    Ok((name.to_owned(), offset, length))
}

/// A section seen as a slice of `T`; keeps the model's bytes alive.
pub struct Table<T> {
    bytes: ModelBytes,
    offset: usize,
    length: usize,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self {
            bytes: Arc::clone(&self.bytes),
            offset: self.offset,
            length: self.length,
            kind: PhantomData,
        }
    }
}

impl<T: AnyBitPattern> std::ops::Deref for Table<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        let bytes = (*self.bytes).as_ref();
        bytemuck::cast_slice(&bytes[self.offset..self.offset + self.length])
    }
}

/// Collects sections and writes the file.
#[derive(Default)]
pub struct SectionsBuilder {
    sections: Vec<(String, Vec<u8>)>,
}

impl SectionsBuilder {
    /// No sections yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a section. Sections stand in the file in the order they are added.
    ///
    /// # Panics
    /// If the name is empty, longer than 48 bytes or used already: names are fixed in the code.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        assert!(
            !name.is_empty() && name.len() <= NAME,
            "section name `{name}`"
        );
        assert!(
            self.sections.iter().all(|(known, _)| known != name),
            "section `{name}` twice"
        );
        self.sections.push((name.to_owned(), bytes));
    }

    /// Adds a section of numbers.
    ///
    /// # Panics
    /// As [`SectionsBuilder::add`].
    pub fn add_table<T: bytemuck::NoUninit>(&mut self, name: &str, values: &[T]) {
        self.add(name, bytemuck::cast_slice(values).to_vec());
    }

    /// The file's bytes.
    pub fn finish(self) -> Vec<u8> {
        let mut offset = HEADER + self.sections.len() * ENTRY;
        let mut out = vec![0u8; HEADER];
        for (name, bytes) in &self.sections {
            let mut raw = [0u8; ENTRY];
            raw[..name.len()].copy_from_slice(name.as_bytes());
            raw[NAME..NAME + 8].copy_from_slice(&(offset as u64).to_le_bytes());
            raw[NAME + 8..].copy_from_slice(&(bytes.len() as u64).to_le_bytes());
            out.extend_from_slice(&raw);
            offset += bytes.len().next_multiple_of(ALIGN);
        }
        for (_, bytes) in &self.sections {
            out.extend_from_slice(bytes);
            out.resize(out.len().next_multiple_of(ALIGN), 0);
        }
        out[..8].copy_from_slice(&MAGIC);
        out[8..12].copy_from_slice(&FORMAT.to_le_bytes());
        out[12..16].copy_from_slice(&(self.sections.len() as u32).to_le_bytes());
        let length = out.len() as u64;
        out[16..24].copy_from_slice(&length.to_le_bytes());
        let hash = blake3::hash(&out[HEADER..]);
        out[24..56].copy_from_slice(hash.as_bytes());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut builder = SectionsBuilder::new();
        builder.add("words", b"peace talks".to_vec());
        builder.add_table("numbers", &[1.5f32, -2.0, 3.25]);
        builder.finish()
    }

    #[test]
    fn sections_come_back_as_written() -> Result<(), ModelError> {
        let sections = Sections::open(Arc::new(sample()))?;
        assert_eq!(sections.text("words")?, "peace talks");
        assert_eq!(&*sections.table::<f32>("numbers")?, &[1.5, -2.0, 3.25]);
        assert_eq!(
            sections.list().map(|(name, _)| name).collect::<Vec<_>>(),
            ["words", "numbers"]
        );
        assert!(matches!(
            sections.get("absent"),
            Err(ModelError::MissingSection { .. })
        ));
        assert!(sections.table_of::<f32>("numbers", 4).is_err());
        Ok(())
    }

    #[test]
    fn an_unaligned_buffer_is_read_too() -> Result<(), ModelError> {
        struct Shifted(Vec<u8>);
        impl AsRef<[u8]> for Shifted {
            fn as_ref(&self) -> &[u8] {
                &self.0[1..]
            }
        }
        let mut shifted = vec![0];
        shifted.extend(sample());
        let sections = Sections::open(Arc::new(Shifted(shifted)))?;
        assert_eq!(
            sections.table::<f32>("numbers")?[1].to_bits(),
            (-2.0f32).to_bits()
        );
        Ok(())
    }

    #[test]
    fn every_cut_and_every_altered_byte_is_an_error() {
        let good = sample();
        for length in 0..good.len() {
            assert!(
                Sections::open(Arc::new(good[..length].to_vec())).is_err(),
                "cut at {length}"
            );
        }
        for at in (0..good.len()).filter(|&at| !(56..64).contains(&at)) {
            let mut bad = good.clone();
            bad[at] ^= 0x40;
            assert!(Sections::open(Arc::new(bad)).is_err(), "altered at {at}");
        }
    }
}
