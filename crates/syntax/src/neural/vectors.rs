//! The static word vectors: from a word's hash to its row.

use crate::model::{ModelError, Sections, Table};

/// The map from the hash of a word to the row of its vector.
pub(crate) struct VectorKeys {
    keys: Table<u64>,
    rows: Table<u32>,
    /// Where the keys with given upper 16 bits begin.
    index: Table<u32>,
}

impl VectorKeys {
    /// Takes the map from a model file; `rows` is the number of vectors.
    pub(crate) fn load(sections: &Sections, rows: usize) -> Result<Self, ModelError> {
        let keys = sections.table::<u64>("vectors.keys")?;
        let values = sections.table_of::<u32>("vectors.rows", keys.len())?;
        let index = sections.table_of::<u32>("vectors.index", (1 << 16) + 1)?;
        let ordered = index.windows(2).all(|pair| pair[0] <= pair[1]);
        if !ordered || index[1 << 16] as usize != keys.len() {
            return Err(ModelError::bad("vectors.index", "does not cover the keys"));
        }
        if values.iter().any(|&row| row as usize >= rows) {
            return Err(ModelError::bad("vectors.rows", "a row beyond the vectors"));
        }
        Ok(Self {
            keys,
            rows: values,
            index,
        })
    }

    /// The row of the word with hash `orth`.
    pub(crate) fn find(&self, orth: u64) -> Option<usize> {
        let bucket = (orth >> 48) as usize;
        let first = self.index[bucket] as usize;
        let keys = &self.keys[first..self.index[bucket + 1] as usize];
        let at = keys.binary_search(&orth).ok()?;
        Some(self.rows[first + at] as usize)
    }
}
