//! Rows to names: every spelling with the senses it may have.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::actor::Actor;
use crate::names::{Form, NameTable};
use crate::problem::{Problem, Severity};
use crate::rows::{PersonRow, Rows};
use crate::sense::{NameKind, Origin, Sense};
use crate::split;
use crate::surname::{Strength, Surnames, is_surname_alias, surnames};

/// Builds the table of names from rows.
#[derive(Default)]
struct Compiler {
    table: NameTable,
    forms: FxHashMap<CompactString, u32>,
    problems: Vec<Problem>,
}

/// Compiles the names of `rows`, which are sound each by itself.
pub(crate) fn compile(rows: &Rows, problems: &mut Vec<Problem>) -> NameTable {
    let mut compiler = Compiler::default();
    compiler.table.files.clone_from(&rows.files);
    compiler.states(rows);
    compiler.places(rows);
    compiler.bodies(rows);
    compiler.people(&rows.people);
    compiler.treaties(rows);
    problems.append(&mut compiler.problems);
    compiler.table
}

impl Compiler {
    fn states(&mut self, rows: &Rows) {
        for row in &rows.states {
            let sense = Sense {
                from: row.from,
                to: row.to,
                ..blank(
                    NameKind::State,
                    &row.name,
                    Some(Actor::new(row.id.as_str(), None)),
                    row.origin,
                )
            };
            let own: Vec<&String> = std::iter::once(&row.name).chain(&row.aliases).collect();
            for (kind, spellings) in [
                (NameKind::State, own),
                (NameKind::Adjective, row.adjectives.iter().collect()),
                (NameKind::People, row.people.iter().collect()),
                (NameKind::Capital, row.capitals.iter().collect()),
            ] {
                if !spellings.is_empty() {
                    self.add(
                        Sense {
                            kind,
                            ..sense.clone()
                        },
                        spellings,
                    );
                }
            }
        }
    }

    /// Cities, and names that never act.
    fn places(&mut self, rows: &Rows) {
        for row in &rows.cities {
            let state = Actor::new(row.id.as_str(), None);
            let sense = Sense {
                from: row.from,
                to: row.to,
                ..blank(NameKind::City, &row.name, Some(state), row.origin)
            };
            self.add(sense, std::iter::once(&row.name).chain(&row.aliases));
        }
        for row in &rows.non_actors {
            let sense = Sense {
                org_kind: Some(row.kind.clone()),
                ..blank(NameKind::NonActor, &row.name, None, row.origin)
            };
            self.add(sense, std::iter::once(&row.name).chain(&row.aliases));
        }
    }

    fn bodies(&mut self, rows: &Rows) {
        for row in &rows.organisations {
            let sense = Sense {
                from: row.from,
                to: row.to,
                org_kind: row.kind.clone(),
                ..blank(
                    NameKind::Organisation,
                    &row.name,
                    Some(Actor::new(row.id.as_str(), None)),
                    row.origin,
                )
            };
            self.add(sense, std::iter::once(&row.name).chain(&row.aliases));
        }
        for row in &rows.institutions {
            let sense = Sense {
                from: row.from,
                to: row.to,
                org_kind: row.kind.clone(),
                ..blank(
                    NameKind::Institution,
                    &row.name,
                    Some(row.actor.clone()),
                    row.origin,
                )
            };
            self.add(sense, std::iter::once(&row.name).chain(&row.aliases));
        }
    }

    /// People: the aliases of any row of a person are names of all that person's offices.
    fn people(&mut self, rows: &[PersonRow]) {
        let given = Surnames::new(unique(rows.iter().map(|row| row.person.as_str())).into_iter());
        let mut persons: FxHashMap<&str, usize> = FxHashMap::default();
        let mut grouped: Vec<Vec<&PersonRow>> = Vec::new();
        for row in rows {
            let next = grouped.len();
            let place = *persons.entry(&row.person).or_insert(next);
            if place == next {
                grouped.push(Vec::new());
            }
            grouped[place].push(row);
        }
        // A family name that the files give to somebody as an alias is that person's before it is
        // another's whose full name merely ends in it.
        let listed: FxHashSet<&str> = rows
            .iter()
            .flat_map(|row| row.aliases.iter().map(move |alias| (row, alias.as_str())))
            .filter(|(row, alias)| is_surname_alias(&row.person, alias))
            .map(|(_, alias)| alias)
            .collect();
        for group in grouped {
            let Some(first) = group.first() else { continue };
            let person = first.person.as_str();
            let aliases = unique(
                group
                    .iter()
                    .flat_map(|row| row.aliases.iter().map(String::as_str)),
            );
            let (own, full): (Vec<&str>, Vec<&str>) = aliases
                .into_iter()
                .partition(|alias| is_surname_alias(person, alias));
            let full: Vec<&str> = std::iter::once(person).chain(full).collect();
            let first_word = person.split_whitespace().next().unwrap_or_default();
            let family_first = own.contains(&first_word);
            let mut family: Vec<String> = own.iter().map(|&alias| alias.to_owned()).collect();
            if !family_first {
                family.extend(full.iter().flat_map(|name| surnames(name)));
            }
            family.retain(|name| !full.contains(&name.as_str()));
            let family = unique(family.iter().map(String::as_str));
            // The strong and the weak family names of a person are different senses.
            let (mut weak, mut strong) = (Vec::new(), Vec::new());
            for name in family {
                match given.strength(name) {
                    Strength::None => self.report(
                        Severity::Note,
                        first.origin,
                        format!(
                            "`{name}` is a word of every text and is not taken for a family name"
                        ),
                        "write an alias of two words if the person has one",
                    ),
                    Strength::Strong
                        if !self.is_place(name)
                            && (own.contains(&name) || !listed.contains(name)) =>
                    {
                        strong.push(name);
                    }
                    Strength::Weak | Strength::Strong => weak.push(name),
                }
            }
            for row in group {
                let sense = Sense {
                    office: row.office.clone(),
                    from: row.from,
                    to: row.to,
                    ..blank(
                        NameKind::Person,
                        person,
                        Some(row.actor.clone()),
                        row.origin,
                    )
                };
                self.add(sense.clone(), &full);
                for (names, weak) in [(&strong, false), (&weak, true)] {
                    if !names.is_empty() {
                        self.add(
                            Sense {
                                kind: NameKind::Surname,
                                weak,
                                ..sense.clone()
                            },
                            names,
                        );
                    }
                }
            }
        }
    }

    fn treaties(&mut self, rows: &Rows) {
        for row in &rows.forums {
            let forum = &row.forum;
            let id = Some(forum.id.clone());
            let sense = Sense {
                id,
                ..blank(NameKind::Forum, &forum.name, None, row.origin)
            };
            self.add(sense, std::iter::once(&forum.name).chain(&forum.aliases));
        }
        for row in &rows.agreements {
            let agreement = &row.agreement;
            let id = Some(agreement.id.clone());
            let sense = Sense {
                id,
                ..blank(NameKind::Agreement, &agreement.name, None, row.origin)
            };
            self.add(
                sense,
                std::iter::once(&agreement.name).chain(&agreement.aliases),
            );
        }
    }

    /// Whether `name` is a country, city or people of the rows read so far.
    fn is_place(&self, name: &str) -> bool {
        self.forms
            .get(spelling(name).as_str())
            .is_some_and(|&form| {
                self.table.forms[form as usize].senses.iter().any(|&sense| {
                    matches!(
                        self.table.senses[sense as usize].kind,
                        NameKind::State
                            | NameKind::Capital
                            | NameKind::City
                            | NameKind::Adjective
                            | NameKind::People
                    )
                })
            })
    }

    fn report(&mut self, severity: Severity, origin: Origin, message: String, remedy: &str) {
        let file = self
            .table
            .files
            .get(origin.file as usize)
            .cloned()
            .unwrap_or_default();
        self.problems.push(Problem::new(
            severity,
            file,
            origin.line,
            0,
            message,
            remedy,
        ));
    }

    fn add(&mut self, sense: Sense, spellings: impl IntoIterator<Item = impl AsRef<str>>) {
        let index = self.table.senses.len() as u32;
        let origin = sense.origin;
        self.table.senses.push(sense);
        for name in spellings {
            let cased = spelling(name.as_ref());
            if !cased.chars().any(char::is_alphanumeric) {
                self.report(
                    Severity::Error,
                    origin,
                    format!("`{}` has no letter and can match nothing", name.as_ref()),
                    "take it out",
                );
                continue;
            }
            let next = self.table.forms.len() as u32;
            let form = *self.forms.entry(cased.clone()).or_insert(next);
            if form == next {
                self.table.forms.push(Form {
                    cased,
                    senses: Vec::new(),
                });
            }
            let senses = &mut self.table.forms[form as usize].senses;
            if senses.last() != Some(&index) {
                senses.push(index);
            }
        }
    }
}

/// The tokens of a name joined by blanks, without a leading "the".
fn spelling(name: &str) -> CompactString {
    let tokens = split::tokens(name);
    let tokens = match tokens.as_slice() {
        [first, rest @ ..] if first == "the" && !rest.is_empty() => rest,
        all => all,
    };
    tokens.join(" ").into()
}

fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = FxHashSet::default();
    names.filter(|name| seen.insert(*name)).collect()
}

fn blank(kind: NameKind, name: &str, actor: Option<Actor>, origin: Origin) -> Sense {
    Sense {
        kind,
        name: name.to_owned(),
        actor,
        office: None,
        id: None,
        from: None,
        to: None,
        org_kind: None,
        weak: false,
        origin,
    }
}
