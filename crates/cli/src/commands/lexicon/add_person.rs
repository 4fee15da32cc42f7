//! `detente lexicon add-person`: one office of a person as a checked row of a folder's files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use detente_engine::lexicon_folder;
use detente_lexicon::{LexiconSource, Problem, Severity, SourceFile};

use crate::exit::{Failure, Outcome};
use crate::terminal::say;

/// The file that rows are added to, below the folder.
const FILE: &str = "people/added.tsv";
/// The columns of a file of people.
const COLUMNS: [&str; 7] = [
    "person", "aliases", "office", "actor", "from", "to", "source",
];

/// Add an office of a person to a folder's people/added.tsv
///
/// The row is checked as `detente lexicon check` does; a row that is there already, in the folder or
/// built in, and a code or date that is wrong are refused with what to do. The row is printed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente lexicon add-person \"Sanna Marin\" --office \"prime minister\" --actor FIN:GOV \\
      --from 2019-12-10 --to 2023-06-20 --source \"Finnish government\" --lexicon my-lexicon/
  detente lexicon add-person \"Xi Jinping\" --alias Xi --office president --actor CHN:GOV \\
      --from 2013-03-14 --source Britannica --lexicon my-lexicon/

Then: detente actors Marin --on 2020 --lexicon my-lexicon/")]
pub struct Arguments {
    /// The full name, given name first as papers write it
    person: String,
    /// What the person is: president, foreign minister, spokesperson …
    #[arg(long)]
    office: String,
    /// Whom the person acts for: HEAD or HEAD:ROLE, as FIN:GOV or NATO
    #[arg(long)]
    actor: String,
    /// First day, month or year
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Last day, month or year [default: still in office]
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Where the fact can be checked
    #[arg(long)]
    source: String,
    /// Another spelling, or the family name where it comes first; may be given several times
    #[arg(long = "alias", value_name = "NAME")]
    aliases: Vec<String>,
    /// The folder of lexicon files; made where it is not there
    #[arg(long, value_name = "DIR")]
    lexicon: PathBuf,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let cells = cells(arguments)?;
    let path = arguments.lexicon.join(FILE);
    let mut files = if arguments.lexicon.exists() {
        lexicon_folder::read(&arguments.lexicon)?.files
    } else {
        Vec::new()
    };
    refuse_known(
        arguments,
        &LexiconSource {
            files: files.clone(),
        },
    )?;
    let place = files.iter().position(|file| file.path == FILE);
    let before = place.map_or_else(Vec::new, |place| files.swap_remove(place).bytes);
    let known = before.len();
    let (text, row) = with_row(before, &cells, &path)?;
    let line = text.lines().count() as u32;
    files.push(SourceFile::new(FILE, text.clone()));
    let (_, problems) = detente_builtin::lexicon().with_overlay(&LexiconSource { files });
    let own: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.file == FILE && problem.line == line)
        .collect();
    if own.iter().any(|problem| problem.is_error()) {
        let told: Vec<String> = own
            .iter()
            .filter(|problem| problem.is_error())
            .map(|problem| format!("{}: {}", problem.message, problem.remedy))
            .collect();
        return Err(Failure::Lexicon(format!(
            "nothing was added: {}",
            told.join("; ")
        )));
    }
    append(&path, &text.as_bytes()[known..])?;
    say!("{}:{line}", path.display());
    say!("{row}");
    for problem in own
        .iter()
        .filter(|problem| problem.severity == Severity::Warning)
    {
        say!("warning: {}: {}", problem.message, problem.remedy);
    }
    Ok(Outcome::Done)
}

/// The row's cells in the order of [`COLUMNS`].
fn cells(arguments: &Arguments) -> Result<[String; 7], Failure> {
    let aliases: Vec<&str> = arguments.aliases.iter().map(|alias| alias.trim()).collect();
    let cells = [
        arguments.person.trim().to_owned(),
        aliases.join("|"),
        arguments.office.trim().to_owned(),
        arguments.actor.trim().to_owned(),
        arguments
            .from
            .as_deref()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        arguments
            .to
            .as_deref()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        arguments.source.trim().to_owned(),
    ];
    for (name, cell) in COLUMNS.into_iter().zip(&cells) {
        if cell.chars().any(char::is_control) {
            return Err(Failure::Usage(format!(
                "`{name}` has a tab or line break: write it on one line"
            )));
        }
        if cell.is_empty() && matches!(name, "person" | "office" | "source") {
            return Err(Failure::Usage(format!("`{name}` is empty: fill it in")));
        }
    }
    if aliases.iter().any(|alias| alias.contains('|')) {
        return Err(Failure::Usage(
            "an alias has a `|`: give each with --alias of its own".to_owned(),
        ));
    }
    if cells[0].starts_with('#') {
        return Err(Failure::Usage(
            "a name that begins with # would be a comment".to_owned(),
        ));
    }
    Ok(cells)
}

/// Fails where the person has that office of that actor from that date already.
fn refuse_known(arguments: &Arguments, files: &LexiconSource) -> Result<(), Failure> {
    let (lexicon, _) = detente_builtin::lexicon().with_overlay(files);
    let head = arguments.actor.split(':').next().unwrap_or_default();
    let from = arguments.from.as_deref().unwrap_or_default().trim();
    for sense in lexicon.names.offices_of(arguments.person.trim()) {
        let same_head = sense.actor.as_ref().is_some_and(|actor| actor.head == head);
        let same_office = sense
            .office
            .as_deref()
            .is_some_and(|office| office.eq_ignore_ascii_case(arguments.office.trim()));
        let begun = sense.from.map(|from| from.to_string()).unwrap_or_default();
        if same_head && same_office && (begun == from || from.is_empty()) {
            let (file, line) = lexicon.names.origin(sense);
            return Err(Failure::Lexicon(format!(
                "nothing was added: {} is {} of {head} from {begun} already ({file}:{line}): mend that row, or give another --from",
                sense.name,
                sense.office.as_deref().unwrap_or_default()
            )));
        }
    }
    Ok(())
}

/// The file's text with the row at its end, and the row as it stands there.
fn with_row(
    before: Vec<u8>,
    cells: &[String; 7],
    path: &Path,
) -> Result<(String, String), Failure> {
    let mut text = String::from_utf8(before).map_err(|_| {
        Failure::Lexicon(format!(
            "{} is not UTF-8: save it as UTF-8 first",
            path.display()
        ))
    })?;
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if text.trim_matches(['\u{feff}', ' ', '\r', '\n']).is_empty() {
        text.push_str(&COLUMNS.join("\t"));
        text.push('\n');
    }
    // A file that somebody made may have its columns in another order.
    let header = text
        .trim_start_matches('\u{feff}')
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .unwrap_or_default();
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    if let Some(missing) = COLUMNS.iter().find(|column| !columns.contains(column)) {
        return Err(Failure::Lexicon(format!(
            "{} has no column `{missing}`: begin it with {}",
            path.display(),
            COLUMNS.join(" ")
        )));
    }
    let row: Vec<&str> = columns
        .iter()
        .map(|column| {
            let place = COLUMNS.iter().position(|own| own == column);
            place.map_or("", |place| cells[place].as_str())
        })
        .collect();
    let row = row.join("\t");
    text.push_str(&row);
    text.push('\n');
    Ok((text, row))
}

/// Appends what the file has not yet, in one piece.
fn append(path: &Path, added: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::output(path, error);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .append(true)
        .create(true)
        .open(path)
        .map_err(failed)?;
    file.write_all(added).map_err(failed)
}
