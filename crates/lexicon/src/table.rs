//! Tab-separated files: a header, rows, comments; every cell knows its column in the file.

use detente_calendar::PartialDate;
use rustc_hash::FxHashSet;

use crate::problem::{Problem, Severity};
use crate::source::SourceFile;

/// The columns of a format.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// All columns, in the order the documentation gives them.
    pub columns: &'static [&'static str],
    /// Those that no row may leave empty.
    pub required: &'static [&'static str],
}

/// A cell's text, trimmed, and where it begins.
#[derive(Debug, Clone, Copy, Default)]
struct Cell<'a> {
    text: &'a str,
    /// In characters, from 1.
    column: u32,
}

/// One row of a table.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    path: &'a str,
    /// Index of the file among the lexicon's.
    pub file: u32,
    /// From 1.
    pub line: u32,
    layout: Layout,
    /// In the layout's order.
    cells: Vec<Cell<'a>>,
}

impl<'a> Row<'a> {
    fn cell(&self, column: &str) -> Cell<'a> {
        let index = self.layout.columns.iter().position(|&name| name == column);
        index
            .and_then(|index| self.cells.get(index))
            .copied()
            .unwrap_or_default()
    }

    /// The text of `column`, empty if there is none.
    pub fn text(&self, column: &str) -> &'a str {
        self.cell(column).text
    }

    /// Where the cell of `column` begins, in characters from 1.
    pub fn column(&self, column: &str) -> u32 {
        self.cell(column).column
    }

    /// The text of `column` if there is any.
    pub fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    /// The values of `column`, separated by `|`. Empty and repeated ones are reported and left out.
    pub fn list(&self, column: &str, problems: &mut Vec<Problem>) -> Vec<String> {
        let cell = self.cell(column);
        if cell.text.is_empty() {
            return Vec::new();
        }
        let mut values: Vec<String> = Vec::new();
        let mut seen = FxHashSet::default();
        let mut at = cell.column;
        for part in cell.text.split('|') {
            let value = part.trim();
            let mut report = |severity, message, remedy| {
                problems.push(self.problem_at(at, severity, message, remedy));
            };
            if value.is_empty() {
                report(
                    Severity::Warning,
                    format!("an empty value in `{column}`"),
                    "take one `|` out",
                );
            } else if !seen.insert(value) {
                report(
                    Severity::Note,
                    format!("`{value}` stands twice in `{column}`"),
                    "take one out: it adds nothing",
                );
            } else {
                values.push(value.to_owned());
            }
            at += part.chars().count() as u32 + 1;
        }
        values
    }

    /// The date of `column`, `Ok(None)` where it is empty.
    pub fn date(
        &self,
        column: &str,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<PartialDate>, BadRow> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<PartialDate>() {
            Ok(date) if date.year().is_some() => Ok(Some(date)),
            _ => {
                problems.push(self.problem(
                    column,
                    Severity::Error,
                    format!("`{text}` in `{column}` is no date"),
                    "write 2011-10-25, 2011-10 or 2011",
                ));
                Err(BadRow)
            }
        }
    }

    /// The dates of `from` and `to`, in order.
    pub fn term(
        &self,
        problems: &mut Vec<Problem>,
    ) -> Result<(Option<PartialDate>, Option<PartialDate>), BadRow> {
        let (from, to) = (self.date("from", problems)?, self.date("to", problems)?);
        let days = from
            .and_then(PartialDate::first_day)
            .zip(to.and_then(PartialDate::last_day));
        if days.is_some_and(|(first, last)| first > last) {
            problems.push(self.problem(
                "from",
                Severity::Error,
                format!(
                    "`from` {} lies after `to` {}",
                    self.text("from"),
                    self.text("to")
                ),
                "exchange or mend the dates",
            ));
            return Err(BadRow);
        }
        Ok((from, to))
    }

    /// A problem about the cell of `column`.
    pub fn problem(
        &self,
        column: &str,
        severity: Severity,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        self.problem_at(self.cell(column).column, severity, message, remedy)
    }

    fn problem_at(
        &self,
        column: u32,
        severity: Severity,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        Problem::new(severity, self.path, self.line, column, message, remedy)
    }
}

/// The row cannot be used; the reason has been reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadRow;

/// Calls `each` with every sound row of `source`. Rows that cannot be split into the layout's columns
/// are reported and left out.
pub(crate) fn read_rows(
    source: &SourceFile,
    file: u32,
    layout: Layout,
    problems: &mut Vec<Problem>,
    mut each: impl FnMut(&Row, &mut Vec<Problem>),
) {
    let bytes = source
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&source.bytes);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let remedy = "save the file as UTF-8";
        problems.push(Problem::new(
            Severity::Error,
            &source.path,
            0,
            0,
            "the file is UTF-16",
            remedy,
        ));
        return;
    }
    let mut header: Option<Vec<usize>> = None;
    for (number, raw) in bytes.split(|&b| b == b'\n').enumerate() {
        let line = number as u32 + 1;
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        let report = |column, message: String, remedy: &str| {
            Problem::new(Severity::Error, &source.path, line, column, message, remedy)
        };
        let text = match std::str::from_utf8(raw) {
            Ok(text) => text,
            Err(error) => {
                let before = String::from_utf8_lossy(&raw[..error.valid_up_to()])
                    .chars()
                    .count() as u32;
                let byte = raw.get(error.valid_up_to()).copied().unwrap_or_default();
                problems.push(report(
                    before + 1,
                    format!("byte 0x{byte:02X} is not UTF-8: the row is left out"),
                    "save the file as UTF-8",
                ));
                continue;
            }
        };
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let Some(places) = &header else {
            match read_header(text, line, &source.path, layout, problems) {
                Ok(places) => header = Some(places),
                Err(BadRow) => return,
            }
            continue;
        };
        match split_row(text, places, layout) {
            Ok(cells) => {
                let row = Row {
                    path: &source.path,
                    file,
                    line,
                    layout,
                    cells,
                };
                if let Some(column) = layout
                    .required
                    .iter()
                    .find(|column| row.text(column).is_empty())
                {
                    let remedy = "fill it in, or take the row out";
                    let message = format!("`{column}` is empty");
                    problems.push(row.problem(column, Severity::Error, message, remedy));
                } else {
                    each(&row, problems);
                }
            }
            Err((column, message)) => {
                problems.push(report(
                    column,
                    message,
                    "separate the columns with one tab each",
                ));
            }
        }
    }
    if header.is_none() {
        let message = "the file has no header".to_owned();
        let remedy = format!("begin it with the columns: {}", layout.columns.join(" "));
        problems.push(Problem::new(
            Severity::Error,
            &source.path,
            0,
            0,
            message,
            remedy,
        ));
    }
}

/// The cell of `column` in a line of a file, as it stands there.
pub(crate) fn cell<'a>(source: &'a SourceFile, line: u32, column: &str) -> Option<&'a str> {
    let bytes = source
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&source.bytes);
    let text = |raw: &'a [u8]| std::str::from_utf8(raw).ok().map(str::trim_end);
    let mut lines = bytes.split(|&byte| byte == b'\n');
    let header = lines
        .clone()
        .filter_map(text)
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    let place = header.split('\t').position(|name| name.trim() == column)?;
    let row = lines.nth((line as usize).checked_sub(1)?)?;
    text(row)?.split('\t').nth(place).map(str::trim)
}

/// For each column of the file its index in the layout, `usize::MAX` for an unknown one.
fn read_header(
    text: &str,
    line: u32,
    path: &str,
    layout: Layout,
    problems: &mut Vec<Problem>,
) -> Result<Vec<usize>, BadRow> {
    let mut places = Vec::new();
    let mut column = 1;
    let mut sound = true;
    for name in text.split('\t') {
        let known = layout.columns.iter().position(|&own| own == name.trim());
        if known.is_none() {
            problems.push(Problem::new(
                Severity::Warning,
                path,
                line,
                column,
                format!("unknown column `{}` is not read", name.trim()),
                format!("the columns are: {}", layout.columns.join(" ")),
            ));
        } else if known.is_some_and(|index| places.contains(&index)) {
            problems.push(Problem::new(
                Severity::Error,
                path,
                line,
                column,
                format!("column `{}` stands twice", name.trim()),
                "take one out",
            ));
            sound = false;
        }
        places.push(known.unwrap_or(usize::MAX));
        column += name.chars().count() as u32 + 1;
    }
    for (index, name) in layout.columns.iter().enumerate() {
        if layout.required.contains(name) && !places.contains(&index) {
            problems.push(Problem::new(
                Severity::Error,
                path,
                line,
                0,
                format!("the header has no column `{name}`: the file is left out"),
                format!(
                    "write the columns with tabs between: {}",
                    layout.columns.join(" ")
                ),
            ));
            sound = false;
        }
    }
    if sound { Ok(places) } else { Err(BadRow) }
}

fn split_row<'a>(
    text: &'a str,
    places: &[usize],
    layout: Layout,
) -> Result<Vec<Cell<'a>>, (u32, String)> {
    let mut cells = vec![Cell::default(); layout.columns.len()];
    let mut column = 1;
    let mut count = 0;
    for (index, raw) in text.split('\t').enumerate() {
        let trimmed = raw.trim();
        match places.get(index) {
            Some(&place) if place < cells.len() => {
                let indent = raw.chars().take_while(|c| c.is_whitespace()).count() as u32;
                cells[place] = Cell {
                    text: trimmed,
                    column: column + indent,
                };
            }
            None if !trimmed.is_empty() => {
                let message = format!(
                    "the row has more than the header's {} columns",
                    places.len()
                );
                return Err((column, message));
            }
            _ => {}
        }
        column += raw.chars().count() as u32 + 1;
        count = index + 1;
    }
    // Editors strip tabs at the end of a line: columns missing there are empty.
    if count == 1 && places.len() > 1 {
        return Err((
            1,
            format!("the row has one column, the header {}", places.len()),
        ));
    }
    for cell in &mut cells {
        if cell.column == 0 {
            cell.column = column;
        }
    }
    Ok(cells)
}
