//! Reading `issues/*.toml`, with every fault named.

use std::collections::BTreeMap;
use std::str::FromStr;

use compact_str::CompactString;
use serde::Deserialize;
use toml::Spanned;

use super::pattern::Pattern;
use super::{Issue, Issues, Phrase, Strength};
use crate::{Actor, Problem, Severity, SourceFile};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    issue: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    actors: Vec<Spanned<String>>,
    #[serde(default)]
    supports: String,
    #[serde(default)]
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    against: Vec<Spanned<String>>,
    #[serde(default)]
    weak: Vec<Spanned<String>>,
    #[serde(default)]
    requires_any: Vec<Spanned<String>>,
    #[serde(default)]
    requires: bool,
    #[serde(default)]
    wrong: bool,
    #[serde(default)]
    place: bool,
    #[serde(default)]
    lands: Vec<Spanned<String>>,
    #[serde(default)]
    parents: Vec<Spanned<String>>,
}

/// Where in a file a byte stands: line and column from 1.
fn place(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
    (line, column)
}

/// Parents are resolved when all files are read.
struct Parent {
    issue: u32,
    id: String,
    file: String,
    line: u32,
    column: u32,
}

impl Issues {
    /// Reads the files of issues, naming what is wrong in `problems`; a faulty issue is left out. `is_demonym` tells
    /// words such as "american": whose deed a thing is, not what it is done to.
    pub fn load(
        files: &[SourceFile],
        is_demonym: impl Fn(&str) -> bool,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut issues = Self::default();
        let mut parents = Vec::new();
        let mut sorted: Vec<&SourceFile> = files.iter().collect();
        sorted.sort_by(|a, b| a.path.cmp(&b.path));
        for file in sorted {
            issues.read_file(file, &is_demonym, &mut parents, problems);
        }
        issues.link(parents, problems);
        issues
    }

    fn read_file(
        &mut self,
        file: &SourceFile,
        is_demonym: &dyn Fn(&str) -> bool,
        parents: &mut Vec<Parent>,
        problems: &mut Vec<Problem>,
    ) {
        let text = match std::str::from_utf8(&file.bytes) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("not UTF-8: {error}");
                problems.push(Problem::new(
                    Severity::Error,
                    &*file.path,
                    0,
                    0,
                    message,
                    "save the file as UTF-8",
                ));
                return;
            }
        };
        let parsed: File = match toml::from_str(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let (line, column) = error.span().map_or((0, 0), |span| place(text, span.start));
                problems.push(Problem::new(
                    Severity::Error,
                    &*file.path,
                    line,
                    column,
                    error.message(),
                    "",
                ));
                return;
            }
        };
        for entry in parsed.issue {
            self.add(entry, (file, text), is_demonym, parents, problems);
        }
    }

    /// What makes an issue unusable, and what to do about it.
    fn fault(&self, entry: &Entry) -> Option<(String, &'static str)> {
        let id = entry.id.get_ref();
        let well_formed = !id.is_empty()
            && !id.starts_with('-')
            && !id.ends_with('-')
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !well_formed {
            let remedy = "write lower-case words joined by hyphens";
            return Some((format!("`{id}` is no issue id"), remedy));
        }
        if self.get(id).is_some() {
            let remedy = "merge the two or rename one";
            return Some((format!("the issue `{id}` stands twice"), remedy));
        }
        if !entry.lands.is_empty() && entry.parents.is_empty() {
            let remedy = "name the wider issue whose phrases it takes in these lands";
            return Some((
                format!("the issue `{id}` has `lands` but no `parents`"),
                remedy,
            ));
        }
        if entry.phrases.is_empty() && entry.weak.is_empty() && entry.lands.is_empty() {
            let remedy = "add `phrases = [\"...\"]`";
            return Some((format!("the issue `{id}` has no phrases"), remedy));
        }
        if (entry.requires || !entry.weak.is_empty()) && entry.requires_any.is_empty() {
            let remedy = "name the words of which one must stand near";
            let message =
                format!("the issue `{id}` has weak phrases but nothing in `requires_any`");
            return Some((message, remedy));
        }
        None
    }

    fn add(
        &mut self,
        entry: Entry,
        (file, text): (&SourceFile, &str),
        is_demonym: &dyn Fn(&str) -> bool,
        parents: &mut Vec<Parent>,
        problems: &mut Vec<Problem>,
    ) {
        let mut report = |severity, offset: usize, message: String, remedy: &str| {
            let (line, column) = place(text, offset);
            problems.push(Problem::new(
                severity,
                &*file.path,
                line,
                column,
                message,
                remedy,
            ));
        };
        let at = entry.id.span().start;
        if let Some((message, remedy)) = self.fault(&entry) {
            report(Severity::Error, at, message, remedy);
            return;
        }
        let id = entry.id.get_ref();
        if entry.name.trim().is_empty() {
            let message = format!("the issue `{id}` has an empty name");
            report(Severity::Warning, at, message, "add `name = \"...\"`");
        }
        let number = self.all.len() as u32;
        let strong = if entry.requires {
            Strength::Weak
        } else {
            Strength::Strong
        };
        let lists = [
            (&entry.phrases, strong, false),
            (&entry.against, strong, true),
            (&entry.weak, Strength::Weak, false),
            (&entry.requires_any, Strength::Context, false),
        ];
        for (phrases, strength, against) in lists {
            for phrase in phrases {
                let Some(pattern) = Pattern::parse(phrase.get_ref(), &mut self.vocabulary) else {
                    let message = format!("`{}` is no phrase", phrase.get_ref());
                    report(
                        Severity::Error,
                        phrase.span().start,
                        message,
                        "write words, `a|b`, and `...` between words",
                    );
                    continue;
                };
                // "American tariffs" are not "tariffs on American goods".
                let first = phrase.get_ref().split_whitespace().next();
                let turned = pattern
                    .turned(&mut self.vocabulary)
                    .filter(|_| first.is_none_or(|first| !first.split('|').any(is_demonym)));
                for (pattern, is_turned) in
                    std::iter::once((pattern, false)).chain(turned.map(|turned| (turned, true)))
                {
                    self.keep(Phrase {
                        pattern,
                        issue: number,
                        strength,
                        against,
                        is_turned,
                    });
                }
            }
        }
        for parent in &entry.parents {
            let (line, column) = place(text, parent.span().start);
            let file = file.path.clone();
            parents.push(Parent {
                issue: number,
                id: parent.get_ref().clone(),
                file,
                line,
                column,
            });
        }
        let mut parties = |names: &[Spanned<String>]| {
            let mut known = Vec::new();
            for name in names {
                match Actor::from_str(name.get_ref()) {
                    Ok(actor) => known.push(actor),
                    Err(error) => {
                        let remedy = "write a country's code or an organisation's id";
                        let at = name.span().start;
                        report(Severity::Error, at, error.to_string(), remedy);
                    }
                }
            }
            known
        };
        let actors = parties(&entry.actors);
        let lands = parties(&entry.lands);
        self.all.push(Issue {
            id: CompactString::from(id.as_str()),
            name: entry.name,
            aliases: entry.aliases,
            actors,
            is_place: entry.place,
            lands: lands.into_iter().map(|land| land.head).collect(),
            parents: Vec::new(),
            supports: entry.supports,
            is_wrong: entry.wrong,
        });
    }

    /// Adds a phrase under the words that it is looked for by.
    fn keep(&mut self, phrase: Phrase) {
        let index = self.phrases.len() as u32;
        let (place, words) = phrase.pattern.key(&self.vocabulary);
        for word in words.iter() {
            self.by_key.entry(word).or_default().push((index, place));
        }
        self.phrases.push(phrase);
    }

    /// Resolves parents and computes what lies above each issue.
    fn link(&mut self, parents: Vec<Parent>, problems: &mut Vec<Problem>) {
        let by_id: BTreeMap<CompactString, u32> = self
            .all
            .iter()
            .enumerate()
            .map(|(index, issue)| (issue.id.clone(), index as u32))
            .collect();
        self.above = vec![Vec::new(); self.all.len()];
        let mut direct = vec![Vec::new(); self.all.len()];
        for parent in parents {
            let mut report = |message: String, remedy: &str| {
                let Parent {
                    file, line, column, ..
                } = &parent;
                problems.push(Problem::new(
                    Severity::Error,
                    file,
                    *line,
                    *column,
                    message,
                    remedy,
                ));
            };
            let id = &self.all[parent.issue as usize].id;
            let Some(&above) = by_id.get(parent.id.as_str()) else {
                report(
                    format!("the parent `{}` of `{id}` is no issue", parent.id),
                    "add it or mend its spelling",
                );
                continue;
            };
            if above == parent.issue || ancestors(&direct, above).contains(&parent.issue) {
                report(
                    format!("`{}` cannot be above `{id}`: it stands below it", parent.id),
                    "remove one of the two",
                );
                continue;
            }
            direct[parent.issue as usize].push(above);
            self.all[parent.issue as usize]
                .parents
                .push(parent.id.as_str().into());
        }
        self.by_land = vec![Vec::new(); self.all.len()];
        for (number, issue) in self.all.iter().enumerate() {
            self.above[number] = ancestors(&direct, number as u32);
            if issue.lands.is_empty() {
                continue;
            }
            // What a wrong is called does not name the remedy that it stands below.
            for &above in &self.above[number] {
                if self.all[above as usize].is_wrong == issue.is_wrong {
                    self.by_land[above as usize].push(number as u32);
                }
            }
        }
    }
}

/// All issues above `start`, nearest first.
fn ancestors(direct: &[Vec<u32>], start: u32) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    let mut pending = direct[start as usize].clone();
    while let Some(next) = pending.pop() {
        if !all.contains(&next) {
            all.push(next);
            pending.extend(&direct[next as usize]);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::{Around, Named};
    use super::*;

    fn load(text: &str) -> (Issues, Vec<String>) {
        let mut problems = Vec::new();
        let issues = Issues::load(
            &[SourceFile::new("issues/test.toml", text)],
            |_| false,
            &mut problems,
        );
        (issues, problems.iter().map(ToString::to_string).collect())
    }

    const SHIELD: &str =
        "[[issue]]\nid = \"shield\"\nname = \"Shield\"\nphrases = [\"missile shield\"]\n";

    #[test]
    fn finds_the_narrowest_issue_and_weak_phrases_by_context() {
        let text = "[[issue]]\nid = \"truce\"\nname = \"Truce\"\nphrases = [\"truce\"]\n\
                    [[issue]]\nid = \"gaza-truce\"\nname = \"Gaza\"\nweak = [\"truce\"]\n\
                    requires_any = [\"gaza\"]\nparents = [\"truce\"]\n";
        let (issues, problems) = load(text);
        assert!(problems.is_empty(), "{problems:?}");
        let find = |text: &'static str| {
            let words: Vec<&'static str> = text.split(' ').collect();
            let hits = issues.scan(words.len(), |i| words[i], |i| words[i]);
            let found = issues.within(&hits, 0..words.len(), &Around::words(0..words.len()));
            found
                .iter()
                .map(|(issue, _)| issue.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(find("a Truce in Gaza"), ["gaza-truce"]);
        assert_eq!(find("a truce in Darfur"), ["truce"]);
        assert!(find("peace in Gaza").is_empty());
    }

    #[test]
    fn a_wider_issue_near_a_land_is_the_one_of_that_land() {
        let text = "[[issue]]\nid = \"coups\"\nname = \"Coups\"\nwrong = true\nphrases = [\"coup\"]\n\
                    [[issue]]\nid = \"ties\"\nname = \"Ties\"\nphrases = [\"tie\"]\n\
                    [[issue]]\nid = \"mali-coup\"\nname = \"Mali\"\nwrong = true\nlands = [\"MLI\"]\nparents = [\"coups\", \"ties\"]\n\
                    [[issue]]\nid = \"niger-coup\"\nname = \"Niger\"\nwrong = true\nlands = [\"NER\"]\nparents = [\"coups\"]\n\
                    [[issue]]\nid = \"mali-niger\"\nname = \"Both\"\nlands = [\"MLI\", \"NER\"]\nparents = [\"ties\"]\n";
        let (issues, problems) = load(text);
        assert!(problems.is_empty(), "{problems:?}");
        let find = |word: &'static str, named: &[(&'static str, usize)]| {
            let hits = issues.scan(1, |_| word, |_| word);
            let named = || {
                let one = |&(head, token): &(&'static str, usize)| Named {
                    head,
                    token,
                    is_place: true,
                };
                named.iter().map(one).collect()
            };
            let around = Around {
                named: &named,
                ..Around::words(0..1)
            };
            issues.within(&hits, 0..1, &around)[0].0.id.to_string()
        };
        assert_eq!(find("coup", &[("MLI", 90)]), "mali-coup");
        assert_eq!(find("coup", &[("MLI", 90), ("NER", 4)]), "niger-coup");
        assert_eq!(find("coup", &[("TCD", 1)]), "coups");
        assert_eq!(
            find("tie", &[("MLI", 5)]),
            "ties",
            "a wrong takes no words of what is none"
        );
        assert_eq!(find("tie", &[("MLI", 5), ("NER", 9)]), "mali-niger");
        assert_eq!(
            find("tie", &[("MLI", 5), ("NER", 90)]),
            "ties",
            "two lands far apart"
        );
    }

    #[test]
    fn lands_need_a_parent() {
        let (issues, problems) = load("[[issue]]\nid = \"a\"\nname = \"A\"\nlands = [\"MLI\"]\n");
        assert!(issues.is_empty());
        assert!(problems[0].contains("no `parents`"), "{problems:?}");
    }

    #[test]
    fn names_duplicates_cycles_and_empty_issues() {
        let (issues, problems) = load(&format!("{SHIELD}{SHIELD}"));
        assert_eq!(issues.len(), 1);
        assert_eq!(
            problems,
            [
                "issues/test.toml:6:6: error: the issue `shield` stands twice: merge the two or rename one"
            ]
        );
        let (_, problems) = load("[[issue]]\nid = \"a\"\nname = \"A\"\n");
        assert!(problems[0].contains("has no phrases"), "{problems:?}");
        let cycle = "[[issue]]\nid = \"a\"\nname = \"A\"\nphrases = [\"x\"]\nparents = [\"b\"]\n\
                     [[issue]]\nid = \"b\"\nname = \"B\"\nphrases = [\"y\"]\nparents = [\"a\", \"c\"]\n";
        let (_, problems) = load(cycle);
        assert!(
            problems[0].contains("stands below it") && problems[1].contains("is no issue"),
            "{problems:?}"
        );
        let (_, problems) = load("[[issue]]\nid = \"a\"\nname = ");
        assert_eq!(problems.len(), 1);
    }
}
