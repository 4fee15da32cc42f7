//! Reads a Markdown suite: cases of a news text and the tables that must come out.

/// One case of a suite.
#[derive(Debug, Default)]
pub struct Case {
    /// The heading.
    pub name: String,
    /// Line of the heading, from 1.
    pub line: usize,
    /// Publication date.
    pub published: Option<String>,
    /// Why the program is known not to reach it yet.
    pub gap: Option<String>,
    /// The text; paragraphs are parted by a blank line.
    pub text: String,
    /// Tables by the first word of their header: `source`, `quotes`, `actor`.
    pub tables: Vec<Table>,
}

/// A table of expected rows.
#[derive(Debug, Default)]
pub struct Table {
    /// Column names.
    pub columns: Vec<String>,
    /// Rows of cells; none for a table whose only row is `(none)`.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The cell of `row` in the column `name`; empty where there is none.
    pub fn cell<'t>(&self, row: &'t [String], name: &str) -> &'t str {
        let at = self.columns.iter().position(|column| column == name);
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }
}

/// All cases of a suite.
pub fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_table = false;
    for (number, line) in markdown.lines().enumerate() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.trim().to_owned(),
                line: number + 1,
                ..Case::default()
            });
            in_table = false;
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(date) = line.strip_prefix("Published:") {
            case.published = Some(date.trim().to_owned()).filter(|date| !date.is_empty());
        } else if let Some(why) = line.strip_prefix("Known gap:") {
            case.gap = Some(why.trim().to_owned());
        } else if let Some(text) = line.strip_prefix('>') {
            let text = text.trim();
            if text.is_empty() {
                case.text.push_str("\n\n");
            } else {
                if !case.text.is_empty() && !case.text.ends_with('\n') {
                    case.text.push(' ');
                }
                case.text.push_str(text);
            }
        } else if line.trim_start().starts_with('|') {
            let cells: Vec<String> = line
                .trim()
                .trim_matches('|')
                .split('|')
                .map(|cell| cell.trim().to_owned())
                .collect();
            let rule = cells
                .iter()
                .all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')));
            if !in_table {
                case.tables.push(Table {
                    columns: cells,
                    rows: Vec::new(),
                });
            } else if !rule
                && cells.first().is_none_or(|cell| cell != "(none)")
                && let Some(table) = case.tables.last_mut()
            {
                table.rows.push(cells);
            }
            in_table = true;
            continue;
        }
        in_table = false;
    }
    cases
}
