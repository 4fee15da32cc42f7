//! Reading `acts/*.toml` into [`Acts`].

use std::collections::BTreeMap;

use toml::Spanned;

use super::embedding::Embedding;
use super::operator::{ContentWords, Operator, OperatorCodes};
use super::pattern::{End, Pattern, PredicateKind, number_prepositions, read_patterns};
use super::words::{Classes, read_set};
use super::{Acts, Refinement, Rule};
use crate::problem::Severity;
use crate::vocabulary::{Vocabulary, WordSet};
use crate::{Problem, Role, SourceFile};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    classes: Classes,
    #[serde(default)]
    act: Vec<Spanned<RawRule>>,
    #[serde(default)]
    operator: BTreeMap<Operator, OperatorCodes>,
    #[serde(default)]
    embedding: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    content: Vec<Spanned<RawContent>>,
    #[serde(default)]
    deeds: BTreeMap<String, String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContent {
    of: Vec<Operator>,
    code: String,
    words: String,
    #[serde(default)]
    and: String,
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts about a rule, each a key of its file"
)]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: String,
    #[serde(default)]
    code: String,
    operator: Option<Operator>,
    #[serde(default)]
    mutual: bool,
    mirror: Option<String>,
    third_place: Option<String>,
    #[serde(default)]
    content_only: bool,
    #[serde(default)]
    idiom: bool,
    #[serde(default)]
    voiced: bool,
    #[serde(default)]
    carried: bool,
    #[serde(default)]
    answers: bool,
    #[serde(default)]
    heard: bool,
    #[serde(default)]
    decides: bool,
    target_optional: Option<bool>,
    source_role: Option<Role>,
    target_role: Option<Role>,
    patterns: Vec<String>,
    #[serde(default)]
    refine: Vec<RawRefinement>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRefinement {
    code: String,
    mirror: Option<String>,
    #[serde(default)]
    words: String,
    #[serde(default)]
    and: String,
    #[serde(default)]
    verb: String,
    #[serde(default)]
    target_roles: Vec<Role>,
    #[serde(default)]
    source_roles: Vec<Role>,
    #[serde(default)]
    persons: bool,
    #[serde(default)]
    place: bool,
    #[serde(default)]
    many: bool,
}

/// A rule as read, with the file and line it stands in.
struct Placed<'a> {
    file: &'a str,
    line: u32,
    rule: RawRule,
}

pub(super) fn load(files: &[SourceFile], problems: &mut Vec<Problem>) -> Acts {
    let mut acts = Acts::default();
    number_prepositions(&mut acts.vocabulary);
    let mut classes = Classes::new();
    let mut rules = Vec::new();
    let mut contents = Vec::new();
    let mut embedding = BTreeMap::new();
    for file in files.iter().filter(|file| is_act_file(&file.path)) {
        let Some((text, raw)) = parse(file, problems) else {
            continue;
        };
        for (name, words) in raw.classes {
            if classes.insert(name.clone(), words).is_some() {
                problems.push(error(
                    &file.path,
                    0,
                    format!("word class `@{name}` is defined twice"),
                    "rename one",
                ));
            }
        }
        for rule in raw.act {
            let line = line_of(text, rule.span().start);
            rules.push(Placed {
                file: &file.path,
                line,
                rule: rule.into_inner(),
            });
        }
        for content in raw.content {
            let line = line_of(text, content.span().start);
            contents.push((&file.path, line, content.into_inner()));
        }
        for (noun, verb) in raw.deeds {
            let verb = acts.vocabulary.add(&verb);
            acts.deeds.insert(noun.into(), verb);
        }
        acts.operators.extend(raw.operator);
        embedding.extend(raw.embedding);
    }
    match Embedding::read(&embedding, &classes, &mut acts.vocabulary) {
        Ok(read) => acts.embedding = read,
        Err(message) => problems.push(error(
            "acts/embedding.toml",
            0,
            message,
            "see docs/lexicon.md",
        )),
    }
    for (file, line, raw) in contents {
        match read_content(raw, &classes, &mut acts.vocabulary) {
            Ok(content) => acts.contents.push(content),
            Err(message) => problems.push(error(file, line, message, "see docs/lexicon.md")),
        }
    }
    for placed in rules {
        add_rule(&mut acts, placed, &classes, problems);
    }
    acts
}

/// Whether the path is that of a rule file, `acts/….toml`.
fn is_act_file(path: &str) -> bool {
    path.strip_prefix("acts/")
        .is_some_and(|name| name.strip_suffix(".toml").is_some())
}

fn parse<'a>(file: &'a SourceFile, problems: &mut Vec<Problem>) -> Option<(&'a str, RawFile)> {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        problems.push(error(
            &file.path,
            0,
            "not UTF-8".into(),
            "save the file as UTF-8",
        ));
        return None;
    };
    match toml::from_str(text) {
        Ok(raw) => Some((text, raw)),
        Err(bad) => {
            let line = bad.span().map_or(0, |span| line_of(text, span.start));
            problems.push(error(
                &file.path,
                line,
                bad.message().to_owned(),
                "see docs/lexicon.md for the keys of a rule",
            ));
            None
        }
    }
}

fn add_rule(acts: &mut Acts, placed: Placed<'_>, classes: &Classes, problems: &mut Vec<Problem>) {
    let Placed {
        file,
        line,
        rule: raw,
    } = placed;
    let mut fail =
        |message: String, remedy: &str| problems.push(error(file, line, message, remedy));
    let codes = [
        Some(&raw.code),
        raw.mirror.as_ref(),
        raw.third_place.as_ref(),
    ];
    let refined = raw
        .refine
        .iter()
        .flat_map(|refine| [Some(&refine.code), refine.mirror.as_ref()])
        .flatten();
    if let Some(code) = codes
        .into_iter()
        .flatten()
        .chain(refined)
        .find(|code| !code.is_empty() && !is_code(code))
    {
        return fail(
            format!("`{code}` is no CAMEO code"),
            "write 3 or 4 digits with a root from 01 to 20",
        );
    }
    let kinds = [!raw.code.is_empty(), raw.operator.is_some(), raw.idiom];
    if kinds.iter().filter(|&&given| given).count() != 1 {
        return fail(
            format!(
                "rule `{}` needs a code, an operator, or `idiom = true`",
                raw.name
            ),
            "give exactly one of them",
        );
    }
    let prefix = match raw.operator {
        Some(operator) => format!("{operator:?}").to_lowercase(),
        None if raw.idiom => "idiom".to_owned(),
        None => raw.code.clone(),
    };
    let id = format!("{prefix}.{}", raw.name);
    if acts.rules.iter().any(|rule| rule.id == id) {
        return fail(
            format!("rule `{id}` is there twice"),
            "rename one of the two",
        );
    }
    let index = acts.rules.len() as u32;
    let refine = match read_refinements(&raw.refine, classes, &mut acts.vocabulary) {
        Ok(refine) => refine,
        Err(message) => return fail(message, "define the class or write the words"),
    };
    let target_optional = raw.answers
        || raw.target_optional.unwrap_or_else(|| {
            matches!(
                raw.code.get(..2),
                Some("14" | "15" | "17" | "18" | "19" | "20")
            )
        });
    for text in &raw.patterns {
        match read_patterns(text, index, classes, &mut acts.vocabulary) {
            Ok(patterns) => {
                for pattern in patterns {
                    if is_aimless(&pattern, &raw, target_optional) {
                        fail(
                            format!("`{text}` has no TARGET, and rule `{id}` needs one"),
                            "name the target, or say `target_optional = true`",
                        );
                    } else {
                        add_pattern(acts, pattern);
                    }
                }
            }
            Err(message) => fail(format!("`{text}`: {message}"), "see docs/lexicon.md"),
        }
    }
    acts.rules.push(Rule {
        id,
        code: raw.code,
        operator: raw.operator,
        mutual: raw.mutual,
        mirror: raw.mirror,
        third_place: raw.third_place,
        content_only: raw.content_only,
        idiom: raw.idiom,
        voiced: raw.voiced,
        carried: raw.carried,
        answers: raw.answers,
        heard: raw.heard,
        decides: raw.decides,
        target_optional,
        source_role: raw.source_role,
        target_role: raw.target_role,
        refine,
        origin: (file.to_owned(), line),
    });
}

fn read_content(
    raw: RawContent,
    classes: &Classes,
    vocabulary: &mut Vocabulary,
) -> Result<ContentWords, String> {
    if !is_code(&raw.code) {
        return Err(format!("`{}` is no CAMEO code", raw.code));
    }
    Ok(ContentWords {
        of: raw.of,
        code: raw.code,
        words: read_set(&raw.words, classes, vocabulary)?,
        and: if raw.and.is_empty() {
            WordSet::default()
        } else {
            read_set(&raw.and, classes, vocabulary)?
        },
    })
}

fn read_refinements(
    raw: &[RawRefinement],
    classes: &Classes,
    vocabulary: &mut Vocabulary,
) -> Result<Vec<Refinement>, String> {
    let mut read = |text: &str| match text {
        "" => Ok(WordSet::default()),
        text => read_set(text, classes, vocabulary),
    };
    raw.iter()
        .map(|raw| {
            Ok(Refinement {
                code: raw.code.clone(),
                mirror: raw.mirror.clone(),
                words: read(&raw.words)?,
                and: read(&raw.and)?,
                verb: read(&raw.verb)?,
                target_roles: raw.target_roles.clone(),
                source_roles: raw.source_roles.clone(),
                persons: raw.persons,
                place: raw.place,
                many: raw.many,
            })
        })
        .collect()
}

/// Whether the pattern names no target although its rule needs one.
fn is_aimless(pattern: &Pattern, raw: &RawRule, target_optional: bool) -> bool {
    let mutual = pattern
        .slots
        .iter()
        .any(|slot| matches!(slot.filler, super::Filler::Actor { mutual: true, .. }));
    !raw.content_only
        && !mutual
        && !pattern.names(End::Target)
        && !pattern.has_content()
        && !target_optional
        && raw.operator.is_none()
        && !raw.idiom
}

fn add_pattern(acts: &mut Acts, pattern: Pattern) {
    let number = acts.patterns.len() as u32;
    let by_lemma = match pattern.kind {
        PredicateKind::Verb => &mut acts.verbs,
        PredicateKind::Noun => &mut acts.nouns,
        PredicateKind::Adjective => &mut acts.adjectives,
    };
    by_lemma.add(number, &pattern, &mut acts.asked);
    acts.patterns.push(pattern);
}

/// Whether `code` has the form of a CAMEO code: 3 or 4 digits under one of the twenty roots.
fn is_code(code: &str) -> bool {
    (3..=4).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && code
            .get(..2)
            .and_then(|root| root.parse::<u8>().ok())
            .is_some_and(|root| (1..=20).contains(&root))
}

fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.get(..offset).unwrap_or(text);
    before.matches('\n').count() as u32 + 1
}

fn error(file: &str, line: u32, message: String, remedy: &str) -> Problem {
    Problem::new(Severity::Error, file, line, 0, message, remedy)
}
