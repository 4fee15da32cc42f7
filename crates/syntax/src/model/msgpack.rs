//! The parts of msgpack that spaCy's files use: maps, strings, numbers and arrays of floats.

use rmpv::Value;

use super::error::ConvertError;

/// One decoded file, with its path for messages.
pub struct Packed<'a> {
    /// Path of the file within the model's folder.
    pub path: &'a str,
    /// Its contents.
    pub value: Value,
}

impl<'a> Packed<'a> {
    /// Decodes the bytes of the file at `path`.
    ///
    /// # Errors
    /// [`ConvertError`] when the bytes are no msgpack.
    pub fn decode(path: &'a str, bytes: &[u8]) -> Result<Self, ConvertError> {
        let value = rmpv::decode::read_value(&mut &*bytes)
            .map_err(|error| ConvertError::unexpected(path, error.to_string()))?;
        Ok(Self { path, value })
    }

    /// An error about this file.
    pub fn unexpected(&self, reason: impl Into<String>) -> ConvertError {
        ConvertError::unexpected(self.path, reason)
    }

    /// The entry `key` of the file's map.
    ///
    /// # Errors
    /// [`ConvertError`] when there is none.
    pub fn entry(&self, key: &str) -> Result<&Value, ConvertError> {
        field(&self.value, key).ok_or_else(|| self.unexpected(format!("no entry `{key}`")))
    }

    /// The entry `key` as a list.
    ///
    /// # Errors
    /// [`ConvertError`] when it is none.
    pub fn list(&self, key: &str) -> Result<&[Value], ConvertError> {
        self.entry(key)?
            .as_array()
            .map(Vec::as_slice)
            .ok_or_else(|| self.unexpected(format!("`{key}` is no list")))
    }
}

/// The entry `key` of a map whose keys are strings or byte strings.
pub fn field<'v>(map: &'v Value, key: &str) -> Option<&'v Value> {
    map.as_map()?
        .iter()
        .find(|(name, _)| bytes_of(name) == Some(key.as_bytes()))
        .map(|(_, v)| v)
}

/// The bytes of a string or a byte string.
pub fn bytes_of(value: &Value) -> Option<&[u8]> {
    match value {
        Value::String(text) => Some(text.as_bytes()),
        Value::Binary(bytes) => Some(bytes),
        _ => None,
    }
}

/// An array of 32-bit floats with its shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    /// Lengths of the dimensions, outermost first.
    pub shape: Vec<usize>,
    /// The values, last dimension fastest.
    pub values: Vec<f32>,
}

impl Array {
    /// Reads a numpy array as msgpack-numpy writes it.
    pub fn read(value: &Value) -> Option<Self> {
        if bytes_of(field(value, "type")?)? != b"<f4" {
            return None;
        }
        let shape: Vec<usize> = field(value, "shape")?
            .as_array()?
            .iter()
            .map(|length| {
                length
                    .as_u64()
                    .and_then(|length| usize::try_from(length).ok())
            })
            .collect::<Option<_>>()?;
        Self::from_bytes(shape, bytes_of(field(value, "data")?)?)
    }

    /// An array from little-endian floats.
    pub fn from_bytes(shape: Vec<usize>, bytes: &[u8]) -> Option<Self> {
        let count = shape
            .iter()
            .try_fold(1usize, |product, &length| product.checked_mul(length))?;
        let (chunks, rest) = bytes.as_chunks::<4>();
        if !rest.is_empty() || chunks.len() != count {
            return None;
        }
        Some(Self {
            shape,
            values: chunks
                .iter()
                .map(|&chunk| f32::from_le_bytes(chunk))
                .collect(),
        })
    }
}
