//! The rows of the data files, read and checked one by one.

mod bodies;
mod lands;
mod memberships;
mod non_actors;
mod people;
mod roles;
mod states;
mod treaties;
mod words;

pub(crate) use bodies::{InstitutionRow, OrganisationRow};
pub(crate) use lands::LandRow;
pub(crate) use memberships::MembershipRow;
pub(crate) use non_actors::NonActorRow;
pub(crate) use people::PersonRow;
pub(crate) use roles::RoleRow;
pub(crate) use states::StateRow;
pub(crate) use treaties::{AgreementRow, ForumRow};
pub(crate) use words::WordRow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::actor::Actor;
use crate::problem::{Problem, Severity};
use crate::sense::Origin;
use crate::source::SourceFile;
use crate::table::{BadRow, Layout, Row, read_rows};

/// A kind of row.
pub(crate) trait Record: Sized {
    /// The columns of its files.
    const LAYOUT: Layout;

    /// Reads a row whose required cells are filled.
    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow>;

    /// What makes it the same row as another: an overlay's row replaces the built-in one of its key.
    fn key(&self) -> String;

    /// Where it stands.
    fn origin(&self) -> Origin;
}

/// All rows of a lexicon.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    /// Paths of all files, in the order of [`Origin::file`].
    pub files: Vec<String>,
    pub states: Vec<StateRow>,
    /// Cities that are no seat of a government, in the format of states.
    pub cities: Vec<StateRow>,
    pub organisations: Vec<OrganisationRow>,
    pub institutions: Vec<InstitutionRow>,
    pub people: Vec<PersonRow>,
    pub roles: Vec<RoleRow>,
    pub forums: Vec<ForumRow>,
    pub agreements: Vec<AgreementRow>,
    pub memberships: Vec<MembershipRow>,
    pub lands: Vec<LandRow>,
    pub non_actors: Vec<NonActorRow>,
    pub words: Vec<WordRow>,
}

/// What a file of the lexicon is, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    States,
    Cities,
    Organisations,
    Institutions,
    People,
    Roles,
    Forums,
    Agreements,
    Memberships,
    Lands,
    NonActors,
    Words,
    Acts,
    Issues,
    Cues,
    Stances,
    Confidence,
    /// A readme or the like, which holds no data.
    Text,
    Unknown,
}

impl FileKind {
    /// The kind of the file at `path`, whatever folders the lexicon lies in.
    pub fn of(path: &str) -> Self {
        let mut parts = path.rsplit(['/', '\\']);
        let name = parts.next().unwrap_or_default();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let within = |folder: &str| {
            path.split(['/', '\\'])
                .rev()
                .skip(1)
                .any(|part| part == folder)
        };
        match extension {
            "tsv" => match stem {
                "roles" => Self::Roles,
                "forums" => Self::Forums,
                "cues" => Self::Cues,
                "confidence" => Self::Confidence,
                "agreements" => Self::Agreements,
                "memberships" => Self::Memberships,
                "lands" => Self::Lands,
                "non-actors" => Self::NonActors,
                "cities" if within("states") => Self::Cities,
                _ if within("states") => Self::States,
                _ if within("organisations") => Self::Organisations,
                _ if within("institutions") => Self::Institutions,
                _ if within("people") => Self::People,
                _ if within("words") => Self::Words,
                _ => Self::Unknown,
            },
            "toml" if stem == "stances" => Self::Stances,
            "toml" if within("acts") => Self::Acts,
            "toml" if within("issues") => Self::Issues,
            "md" | "txt" => Self::Text,
            _ if name.starts_with('.') => Self::Text,
            _ => Self::Unknown,
        }
    }
}

impl Rows {
    /// The adjectives of states and the abbreviations of their names, in small letters.
    pub fn demonyms(&self) -> FxHashSet<String> {
        let is_short = |name: &&String| name.contains('.') || name.chars().all(char::is_uppercase);
        self.states
            .iter()
            .flat_map(|row| {
                let short = row.aliases.iter().filter(is_short);
                row.adjectives.iter().chain(short)
            })
            .map(|word| word.to_lowercase())
            .collect()
    }

    /// Tells of each agreement whom it is about, once all states are read.
    pub fn tell_whom_agreements_are_about(&mut self) {
        treaties::tell_whom_they_are_about(&mut self.agreements, &self.states);
    }

    /// Reads the data files among `files`, which are sorted by path.
    pub fn read(files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        let mut rows = Self::default();
        for (index, file) in files.iter().enumerate() {
            let number = index as u32;
            rows.files.push(file.path.clone());
            match FileKind::of(&file.path) {
                FileKind::States => read(file, number, &mut rows.states, problems),
                FileKind::Cities => read(file, number, &mut rows.cities, problems),
                FileKind::Organisations => read(file, number, &mut rows.organisations, problems),
                FileKind::Institutions => read(file, number, &mut rows.institutions, problems),
                FileKind::People => read(file, number, &mut rows.people, problems),
                FileKind::Roles => read(file, number, &mut rows.roles, problems),
                FileKind::Forums => read(file, number, &mut rows.forums, problems),
                FileKind::Agreements => read(file, number, &mut rows.agreements, problems),
                FileKind::Memberships => read(file, number, &mut rows.memberships, problems),
                FileKind::Lands => read(file, number, &mut rows.lands, problems),
                FileKind::NonActors => read(file, number, &mut rows.non_actors, problems),
                FileKind::Words => read(file, number, &mut rows.words, problems),
                FileKind::Acts | FileKind::Issues | FileKind::Cues | FileKind::Stances | FileKind::Confidence | FileKind::Text => {}
                FileKind::Unknown => problems.push(Problem::new(
                    Severity::Warning,
                    &file.path,
                    0,
                    0,
                    "the file is not read: its folder or name tells no format",
                    "put it under states/, organisations/, institutions/, people/ or words/ as .tsv, or under acts/ or issues/ as .toml",
                )),
            }
        }
        rows.report_duplicates(problems);
        rows
    }

    /// Lays `overlay` over these rows: a row of the same key is replaced, others are added.
    pub fn overlay(&mut self, overlay: Self) {
        let offset = self.files.len() as u32;
        self.files.extend(overlay.files);
        lay(&mut self.states, overlay.states, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.cities, overlay.cities, offset, |row| {
            &mut row.origin
        });
        lay(
            &mut self.organisations,
            overlay.organisations,
            offset,
            |row| &mut row.origin,
        );
        lay(
            &mut self.institutions,
            overlay.institutions,
            offset,
            |row| &mut row.origin,
        );
        lay(&mut self.people, overlay.people, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.roles, overlay.roles, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.forums, overlay.forums, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.agreements, overlay.agreements, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.non_actors, overlay.non_actors, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.words, overlay.words, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.memberships, overlay.memberships, offset, |row| {
            &mut row.origin
        });
        lay(&mut self.lands, overlay.lands, offset, |row| {
            &mut row.origin
        });
    }

    fn report_duplicates(&mut self, problems: &mut Vec<Problem>) {
        let files = &self.files;
        drop_duplicates(&mut self.states, files, problems);
        drop_duplicates(&mut self.cities, files, problems);
        drop_duplicates(&mut self.non_actors, files, problems);
        drop_duplicates(&mut self.organisations, files, problems);
        drop_duplicates(&mut self.institutions, files, problems);
        drop_duplicates(&mut self.people, files, problems);
        drop_duplicates(&mut self.roles, files, problems);
        drop_duplicates(&mut self.forums, files, problems);
        drop_duplicates(&mut self.agreements, files, problems);
        drop_duplicates(&mut self.words, files, problems);
        drop_duplicates(&mut self.memberships, files, problems);
        drop_duplicates(&mut self.lands, files, problems);
    }
}

fn read<R: Record>(file: &SourceFile, number: u32, into: &mut Vec<R>, problems: &mut Vec<Problem>) {
    read_rows(file, number, R::LAYOUT, problems, |row, problems| {
        if let Ok(record) = R::read(row, problems) {
            into.push(record);
        }
    });
}

fn lay<R: Record>(
    base: &mut Vec<R>,
    overlay: Vec<R>,
    offset: u32,
    origin: impl Fn(&mut R) -> &mut Origin,
) {
    let mut places: FxHashMap<String, usize> = base
        .iter()
        .enumerate()
        .map(|(index, row)| (row.key(), index))
        .collect();
    for mut row in overlay {
        origin(&mut row).file += offset;
        if let Some(&place) = places.get(&row.key()) {
            base[place] = row;
        } else {
            places.insert(row.key(), base.len());
            base.push(row);
        }
    }
}

/// Keeps the first of several rows of one key and reports the others.
fn drop_duplicates<R: Record>(rows: &mut Vec<R>, files: &[String], problems: &mut Vec<Problem>) {
    let mut seen: FxHashMap<String, Origin> = FxHashMap::default();
    rows.retain(|row| {
        let own = row.origin();
        let key = row.key();
        let Some(first) = seen.get(&key) else {
            seen.insert(key, own);
            return true;
        };
        let place = format!("{}:{}", files[first.file as usize], first.line);
        let key = key.replace('\t', ", ");
        problems.push(Problem::new(
            Severity::Warning,
            &files[own.file as usize],
            own.line,
            0,
            format!("the row repeats {place} ({key}) and is left out"),
            "join the two rows",
        ));
        false
    });
}

/// Where `row` stands.
fn origin(row: &Row) -> Origin {
    Origin {
        file: row.file,
        line: row.line,
    }
}

/// The actor of a cell.
fn actor(row: &Row, column: &str, problems: &mut Vec<Problem>) -> Result<Actor, BadRow> {
    row.text(column).parse::<Actor>().map_err(|error| {
        problems.push(row.problem(column, Severity::Error, error.to_string(), "mend the code"));
        BadRow
    })
}

/// Whether `text` is a head as organisations and parties are written.
fn check_head(
    row: &Row,
    column: &str,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Result<(), BadRow> {
    match text.parse::<Actor>() {
        Ok(actor) if actor.role.is_none() => Ok(()),
        _ => {
            problems.push(row.problem(
                column,
                Severity::Error,
                format!("`{text}` in `{column}` is no id"),
                "write capitals, digits and hyphens, without a role",
            ));
            Err(BadRow)
        }
    }
}

/// Warns where a row names no source.
fn want_source(row: &Row, problems: &mut Vec<Problem>) {
    if row.text("source").is_empty() {
        problems.push(row.problem(
            "source",
            Severity::Note,
            "the row names no source",
            "say where the fact can be checked",
        ));
    }
}
