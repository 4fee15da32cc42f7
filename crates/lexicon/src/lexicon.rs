//! The compiled lexicon.

use std::collections::BTreeMap;

use detente_calendar::PartialDate;
use detente_gazetteer::Gazetteer;

use crate::acts::Acts;
use crate::check;
use crate::compile::compile;
use crate::confidence::Confidence;
use crate::cues::Cues;
use crate::issues::Issues;
use crate::lands::Lands;
use crate::membership::Membership;
use crate::names::Names;
use crate::offices::Offices;
use crate::problem::Problem;
use crate::role_nouns::{RoleNoun, RoleNouns};
use crate::rows::{FileKind, Rows};
use crate::sense::Origin;
use crate::source::{LexiconSource, SourceFile};
use crate::stances::Stances;
use crate::table::cell;
use crate::treaty::{Agreement, Forum};
use crate::words::Words;

/// Everything the coding knows of the world: names, roles, acts, issues.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Lexicon {
    /// Names of states, bodies, people, forums and agreements.
    pub names: Names,
    /// Nouns that name a role.
    pub roles: RoleNouns,
    /// Words that tell what bears a name, or what a report is of.
    pub words: Words,
    /// Which states have which offices.
    pub offices: Offices,
    /// Forums by their rows.
    pub forums: Vec<Forum>,
    /// Agreements by their rows.
    pub agreements: Vec<Agreement>,
    /// Who belongs to which bloc, and when.
    pub memberships: Vec<Membership>,
    /// Words that only some states are called by.
    pub lands: Lands,
    /// The event rules.
    pub acts: Acts,
    /// The issues.
    pub issues: Issues,
    /// The words that introduce quotations.
    pub cues: Cues,
    /// The words that tell a stance.
    pub stances: Stances,
    /// Cities and regions of the world, for places that the files do not name. [`Lexicon::load`] gives none;
    /// an overlay keeps those of the lexicon it lies over.
    #[serde(skip)]
    pub places: Gazetteer,
    /// How often what the rules code is right.
    pub confidence: Confidence,
    /// The files it was made from, sorted by path, and those of each overlay over them.
    layers: Vec<Vec<SourceFile>>,
    version: String,
}

/// Where a row of the data files stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRow<'a> {
    /// 0 for the files the lexicon was first made from, 1 for those laid over them, and so on.
    pub layer: usize,
    /// The file's path within its folder.
    pub path: &'a str,
    /// From 1.
    pub line: u32,
    /// Where the fact can be checked; empty where the row does not tell.
    pub source: &'a str,
}

impl Lexicon {
    /// Compiles a lexicon. It never fails: a row that cannot be used is left out and reported. The
    /// problems come in the order of files and lines.
    ///
    /// ```
    /// use detente_lexicon::{Lexicon, LexiconSource, NameKind, SourceFile};
    /// let states = "id\tname\taliases\tadjectives\tpeople\tcapitals\tfrom\tto\tsource\n\
    ///     RUS\tRussia\tRussian Federation\tRussian\tRussians\tMoscow\t\t\tISO 3166-1\n\
    ///     RUX\tNowhere\t\t\t\t\t\t\tnone\n";
    /// let files = vec![SourceFile::new("states/europe.tsv", states)];
    /// let (lexicon, problems) = Lexicon::load(&LexiconSource { files });
    /// assert_eq!(problems[0].to_string(), "states/europe.tsv:3:1: error: `RUX` is no country: \
    ///     write an ISO 3166-1 alpha-3 code, PSE, XKX or TWN");
    /// let found = lexicon.names.longest_at(&["the", "Russian", "Federation", "said"], 1).unwrap();
    /// assert_eq!(found.len, 2);
    /// assert_eq!(lexicon.names.senses(found).next().unwrap().kind, NameKind::State);
    /// ```
    pub fn load(source: &LexiconSource) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let files = sorted(&source.files);
        let rows = Rows::read(&files, &mut problems);
        let lexicon = Self::build(rows, vec![files], &mut problems);
        sort(&mut problems);
        (lexicon, problems)
    }

    /// This lexicon with a user's files over it. A row replaces the one with the same key (a state's or
    /// organisation's id and name, an institution's head, name and begin, a person's name, head, office
    /// and begin, a role's noun, a forum's or agreement's id), else it is added; a file of acts, issues,
    /// cues or stances replaces the file of the same path, else it is read after the others. Only problems
    /// of the user's files are told.
    pub fn with_overlay(&self, overlay: &LexiconSource) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let files = sorted(&overlay.files);
        let mut rows = Rows::default();
        for layer in &self.layers {
            rows.overlay(Rows::read(layer, &mut Vec::new()));
        }
        rows.overlay(Rows::read(&files, &mut problems));
        let mut layers = self.layers.clone();
        layers.push(files.clone());
        let mut lexicon = Self::build(rows, layers, &mut problems);
        lexicon.places = self.places.clone();
        problems.retain(|problem| files.iter().any(|file| file.path == problem.file));
        sort(&mut problems);
        (lexicon, problems)
    }

    fn build(mut rows: Rows, layers: Vec<Vec<SourceFile>>, problems: &mut Vec<Problem>) -> Self {
        check::drop_unknown_heads(&mut rows, problems);
        rows.tell_whom_agreements_are_about();
        check::report_terms(&rows, problems);
        let table = compile(&rows, problems);
        check::report_names(&table, problems);
        let acts = Acts::load(&top_files(&layers, FileKind::Acts), problems);
        let demonyms = rows.demonyms();
        let issues = Issues::load(
            &top_files(&layers, FileKind::Issues),
            |word| demonyms.contains(word),
            problems,
        );
        let cues = Cues::load(&top_files(&layers, FileKind::Cues), problems);
        let confidence = Confidence::load(&top_files(&layers, FileKind::Confidence), problems);
        let stances = Stances::load(&top_files(&layers, FileKind::Stances), problems);
        let offices = rows
            .people
            .iter()
            .filter_map(|row| Some((row.actor.head.as_str(), row.office.as_deref()?)))
            .collect();
        let roles: Vec<RoleNoun> = rows.roles.into_iter().map(|row| row.noun).collect();
        Self {
            names: Names::from(table),
            roles: RoleNouns::from(roles),
            offices,
            words: rows
                .words
                .into_iter()
                .map(|row| (row.word, row.tells))
                .collect(),
            forums: rows.forums.into_iter().map(|row| row.forum).collect(),
            agreements: rows
                .agreements
                .into_iter()
                .map(|row| row.agreement)
                .collect(),
            memberships: rows
                .memberships
                .into_iter()
                .map(|row| row.membership)
                .collect(),
            lands: rows
                .lands
                .into_iter()
                .map(|row| (row.word, row.is_noun, row.states))
                .collect(),
            acts,
            issues,
            cues,
            stances,
            places: Gazetteer::default(),
            confidence,
            version: version(&layers),
            layers,
        }
    }

    /// Twelve hexadecimal digits of the hash of all files: the same files give the same version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The files the lexicon was made from, sorted by path, an overlay's after those it lies over.
    pub fn sources(&self) -> impl Iterator<Item = &SourceFile> {
        self.layers.iter().flatten()
    }

    /// The row of the data files at `origin`, with what it names as its source.
    ///
    /// ```
    /// use detente_lexicon::{Lexicon, LexiconSource, SourceFile};
    /// let states = "id\tname\tsource\nRUS\tRussia\tISO 3166-1\n";
    /// let files = vec![SourceFile::new("states/europe.tsv", states)];
    /// let (lexicon, _) = Lexicon::load(&LexiconSource { files });
    /// let russia = &lexicon.names.all()[0];
    /// let row = lexicon.row(russia.origin).unwrap();
    /// assert_eq!((row.layer, row.path, row.line, row.source), (0, "states/europe.tsv", 2, "ISO 3166-1"));
    /// ```
    pub fn row(&self, origin: Origin) -> Option<SourceRow<'_>> {
        let mut first = 0;
        for (layer, files) in self.layers.iter().enumerate() {
            let index = origin.file as usize - first;
            if let Some(file) = files.get(index) {
                return Some(SourceRow {
                    layer,
                    path: &file.path,
                    line: origin.line,
                    source: cell(file, origin.line, "source").unwrap_or_default(),
                });
            }
            first += files.len();
        }
        None
    }

    /// The heads of the members of `bloc` on `date`, or ever where there is no date.
    pub fn members(&self, bloc: &str, date: Option<PartialDate>) -> impl Iterator<Item = &str> {
        self.memberships
            .iter()
            .filter(move |row| row.bloc == bloc && date.is_none_or(|date| row.holds_on(date)))
            .map(|row| row.member.as_str())
    }

    /// The forum of `id`.
    pub fn forum(&self, id: &str) -> Option<&Forum> {
        self.forums.iter().find(|forum| forum.id == id)
    }

    /// The agreement of `id`.
    pub fn agreement(&self, id: &str) -> Option<&Agreement> {
        self.agreements.iter().find(|agreement| agreement.id == id)
    }
}

/// The files by path, the last of several of one path.
fn sorted(files: &[SourceFile]) -> Vec<SourceFile> {
    let by_path: BTreeMap<&str, &SourceFile> = files
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    by_path.into_values().cloned().collect()
}

fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
}

/// The files of `kind`, the topmost of several of one path, each where the first of them stands.
fn top_files(layers: &[Vec<SourceFile>], kind: FileKind) -> Vec<SourceFile> {
    let mut top: Vec<SourceFile> = Vec::new();
    for file in layers
        .iter()
        .flatten()
        .filter(|file| FileKind::of(&file.path) == kind)
    {
        match top.iter_mut().find(|lower| lower.path == file.path) {
            Some(lower) => lower.clone_from(file),
            None => top.push(file.clone()),
        }
    }
    top
}

fn version(layers: &[Vec<SourceFile>]) -> String {
    let mut hasher = blake3::Hasher::new();
    let files = layers
        .iter()
        .flatten()
        .filter(|file| FileKind::of(&file.path) != FileKind::Text);
    for file in files {
        for part in [file.path.as_bytes(), file.bytes.as_slice()] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex()[..12].to_owned()
}
