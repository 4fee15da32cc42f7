//! How inputs are read: what bounds them, which columns hold what, and in which character set.

use std::str::FromStr;

use encoding_rs::Encoding;
use jiff::civil::Date;

use super::Reading;

/// What bounds the memory and the time that one input can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that one page, message, archive record, JSONL line or table row may have, as it
    /// stands in the file and decompressed.
    pub record: u64,
    /// The most bytes that one file may have once it is decompressed.
    pub unpacked: u64,
}

impl Default for Limits {
    /// 32 MiB a record, 64 GiB a file.
    fn default() -> Self {
        Self {
            record: 32 << 20,
            unpacked: 64 << 30,
        }
    }
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What bounds an input.
    pub limits: Limits,
    /// Which columns of tables, and fields of JSON lines, hold what.
    pub columns: ColumnNames,
    /// The character set of tables, JSON lines and text exports that carry no byte order mark; UTF-8
    /// without one.
    pub charset: Option<Charset>,
    /// The day the pages were fetched: no later date is taken from one. The records of a web archive tell
    /// their own.
    pub fetched: Option<Date>,
    /// Where what is read and what is left out is counted.
    pub reading: Reading,
}

impl From<Limits> for Options {
    fn from(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }
}

/// A character set by any of the names that the web has for it.
///
/// ```
/// use detente_formats::input::Charset;
/// assert!("latin1".parse::<Charset>().is_ok());
/// assert!("klingon".parse::<Charset>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset(pub(super) &'static Encoding);

impl FromStr for Charset {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Encoding::for_label(text.trim().as_bytes())
            .map(Self)
            .ok_or_else(|| {
                "a character set of the web, as utf-8, windows-1252 or gb18030".to_owned()
            })
    }
}

/// What a column of a table can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The record's own id.
    Id,
    /// The text, the one field that must be there.
    Text,
    /// The headline.
    Title,
    /// The date of publication.
    Published,
    /// The address.
    Url,
    /// The medium.
    Outlet,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 6] = [
        Self::Id,
        Self::Text,
        Self::Title,
        Self::Published,
        Self::Url,
        Self::Outlet,
    ];

    /// The name that its column has where none is given.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Title => "title",
            Self::Published => "published",
            Self::Url => "url",
            Self::Outlet => "outlet",
        }
    }
}

/// One `field=column` of a command line.
///
/// ```
/// use detente_formats::input::{ColumnName, Field};
/// let given: ColumnName = "text=body".parse().unwrap();
/// assert_eq!((given.field, given.column.as_str()), (Field::Text, "body"));
/// assert!("body".parse::<ColumnName>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName {
    /// What the column holds.
    pub field: Field,
    /// What the table calls it.
    pub column: String,
}

impl FromStr for ColumnName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = || {
            "FIELD=COLUMN with a field of id, text, title, published, url, outlet, as text=body"
                .to_owned()
        };
        let (field, column) = text.split_once('=').ok_or_else(wanted)?;
        let field = Field::ALL.into_iter().find(|f| f.as_str() == field.trim());
        let column = column.trim().to_owned();
        match field {
            Some(field) if !column.is_empty() => Ok(Self { field, column }),
            _ => Err(wanted()),
        }
    }
}

/// What a table calls the columns that are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnNames([Option<String>; Field::ALL.len()]);

impl ColumnNames {
    /// The name of the column that holds `field`: the one given, else the field's own.
    pub fn of(&self, field: Field) -> &str {
        self.0[field as usize]
            .as_deref()
            .unwrap_or_else(|| field.as_str())
    }

    /// Whether a name was given, so that a table without that column is faulty.
    pub fn is_given(&self, field: Field) -> bool {
        self.0[field as usize].is_some()
    }

    /// The field that the column `name` holds. Capitals and blanks around it do not matter.
    pub fn field(&self, name: &str) -> Option<Field> {
        Field::ALL
            .into_iter()
            .find(|field| name.trim().eq_ignore_ascii_case(self.of(*field)))
    }
}

impl FromIterator<ColumnName> for ColumnNames {
    /// A field that is named twice has the last name.
    fn from_iter<I: IntoIterator<Item = ColumnName>>(names: I) -> Self {
        let mut all = Self::default();
        for name in names {
            all.0[name.field as usize] = Some(name.column);
        }
        all
    }
}

/// Where the fields stand among a table's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Positions([Option<usize>; Field::ALL.len()]);

impl Positions {
    /// Finds the fields' columns among `header`.
    pub fn find(names: &ColumnNames, header: &[&str]) -> Result<Self, super::Reason> {
        let mut found = Self([None; Field::ALL.len()]);
        for field in Field::ALL {
            let at = header
                .iter()
                .position(|name| name.trim().eq_ignore_ascii_case(names.of(field)));
            if at.is_none() && (field == Field::Text || names.is_given(field)) {
                return Err(super::Reason::NoColumn {
                    field: field.as_str(),
                    column: names.of(field).to_owned(),
                    header: header.join(", "),
                });
            }
            found.0[field as usize] = at;
        }
        Ok(found)
    }

    /// Where the fields stand once all other columns are left out.
    pub fn among_themselves(&self) -> Self {
        let rank = |at: usize| {
            let before: std::collections::BTreeSet<usize> = self
                .0
                .iter()
                .flatten()
                .copied()
                .filter(|other| *other < at)
                .collect();
            before.len()
        };
        Self(self.0.map(|at| at.map(rank)))
    }

    /// The column that holds `field`.
    pub fn of(&self, field: Field) -> Option<usize> {
        self.0[field as usize]
    }
}
