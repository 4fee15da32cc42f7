//! The Markdown suites under `tests/suites`: each case is a text and the events, quotes and
//! positions that must come out of it.
//!
//! `SUITE=04-consult` checks one file only. A case with a line `Known gap: why` may fail.

#[path = "suite/check.rs"]
mod check;
#[path = "suite/model.rs"]
mod model;
#[path = "suite/parse.rs"]
mod parse;

use std::path::Path;

use detente_coding::analysis::Analysis;
use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};

#[test]
fn suites() {
    let Some(model) = model::installed() else {
        return;
    };
    let coder = Coder::new(&model, detente_builtin::lexicon()).with_least_confidence(0.0);
    let mut workspace = Workspace::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suites");
    let only = std::env::var("SUITE").ok();
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("tests/suites")
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let (mut passed, mut gaps, mut failures) = (0, 0, Vec::new());
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
    {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| *only != stem) {
            continue;
        }
        let markdown = std::fs::read_to_string(file).expect("a suite is UTF-8");
        for case in parse::cases(&markdown) {
            let article = Article::from_text(TextInput {
                id: Some(case.name.clone()),
                text: case.text.clone(),
                published: case.published.clone(),
                ..TextInput::default()
            });
            let doc = coder.parse(&article, &mut workspace);
            let coding = coder.code_parsed(&article, &doc);
            let mut analysis = Analysis::new(&article, &doc, coder.lexicon());
            analysis.attribute_quotes();
            let wrong = check::check(&case, &coding, &analysis);
            match (wrong.is_empty(), &case.gap) {
                (true, None) => passed += 1,
                (true, Some(_)) => {
                    passed += 1;
                    eprintln!(
                        "{stem}.md:{}: `{}` passes now: take its gap line out",
                        case.line, case.name
                    );
                }
                (false, Some(_)) => gaps += 1,
                (false, None) => failures.push(format!(
                    "{stem}.md:{}: {}\n{}",
                    case.line,
                    case.name,
                    wrong.join("\n")
                )),
            }
        }
    }
    eprintln!(
        "{passed} cases pass, {gaps} known gaps, {} fail",
        failures.len()
    );
    assert!(passed > 0, "no case was found");
    assert!(failures.is_empty(), "\n{}", failures.join("\n\n"));
}
