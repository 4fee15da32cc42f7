//! What codes: a model, a lexicon and choices, behind the class that `detente.Coder` is written over.

use std::path::PathBuf;
use std::sync::Arc;

use detente_coding::record::{Coding, Diagnostic, Event, Position, Quote};
use detente_coding::{Coder, Workspace};
use detente_engine::{Choices, guarded, lexicon_folder, model_file};
use detente_formats::{InputError, RawArticle};
use detente_lexicon::Lexicon;
use detente_page::record::ArticleRecord;
use detente_page::{Article, PageHint, TextInput};
use detente_syntax::{Model, Precision};
use pyo3::prelude::*;
use serde::Serialize;

use crate::pool::Pool;
use crate::{diagnostics, errors, model};

/// The built-in lexicon, or one of a coder's own.
enum Words {
    BuiltIn(&'static Lexicon),
    Own(Box<Lexicon>),
}

/// A model, a lexicon, choices and the threads that code with them.
#[pyclass(frozen, module = "detente._native")]
pub struct Engine {
    model: Arc<Model>,
    words: Words,
    choices: Choices,
    pub(crate) pool: Pool,
    /// Errors in the lexicon's files; the rows they are in are left out.
    problems: Vec<String>,
}

/// What is told of an article beside its text.
#[derive(Default, FromPyObject)]
struct Told {
    #[pyo3(item)]
    id: Option<String>,
    #[pyo3(item)]
    title: Option<String>,
    #[pyo3(item)]
    published: Option<String>,
    #[pyo3(item)]
    url: Option<String>,
    #[pyo3(item)]
    outlet: Option<String>,
    #[pyo3(item)]
    input: String,
}

/// A coded article as JSON.
#[derive(Serialize)]
struct Coded {
    article: ArticleRecord,
    events: Vec<Event>,
    quotes: Vec<Quote>,
    positions: Vec<Position>,
    diagnostics: Vec<Diagnostic>,
}

/// Why an article was coded as it was, as JSON.
#[derive(Serialize)]
struct Explained {
    tree: Vec<String>,
    mentions: Vec<String>,
    dates: Vec<String>,
    rules: Vec<String>,
    /// All of it as `detente explain` writes it.
    report: String,
    coded: Coded,
}

impl Coded {
    fn new(article: &Article, coding: Coding) -> Self {
        Self {
            article: article.into(),
            diagnostics: diagnostics::of_article(article, &coding),
            events: coding.events,
            quotes: coding.quotes,
            positions: coding.positions,
        }
    }
}

impl Told {
    fn text(self, text: String) -> RawArticle {
        RawArticle::Text(TextInput {
            id: self.id,
            text,
            title: self.title,
            published: self.published,
            url: self.url,
            outlet: self.outlet,
            input: self.input,
            fetched: None,
        })
    }

    fn page(self, bytes: Vec<u8>) -> RawArticle {
        RawArticle::Page {
            hint: PageHint {
                input: self.input,
                url: self.url,
                charset: None,
                id: self.id,
                outlet: self.outlet,
                published: self.published,
                fetched: None,
            },
            bytes,
        }
    }
}

impl Engine {
    fn coder(&self) -> Coder<'_> {
        let lexicon = match &self.words {
            Words::BuiltIn(lexicon) => lexicon,
            Words::Own(lexicon) => lexicon.as_ref(),
        };
        Coder::new(&self.model, lexicon)
    }

    /// A function that codes one article after the other, for one thread.
    pub(crate) fn on_thread(
        &self,
    ) -> impl FnMut(RawArticle) -> Result<(Article, Coding), InputError> + '_ {
        let (coder, choices) = (self.coder(), self.choices);
        let mut workspace = Workspace::default();
        guarded(move |article| choices.code(coder, article, &mut workspace))
    }

    fn code(&self, py: Python<'_>, raw: RawArticle) -> PyResult<String> {
        let coded = py.detach(|| {
            self.pool
                .run(|| self.on_thread()(raw).map(|(article, coding)| Coded::new(&article, coding)))
        })?;
        json(&coded.map_err(|error| errors::input(&error))?)
    }
}

fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(errors::internal)
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (model, lexicon, threads, any_language, min_confidence, whole_quotations, attitudes, incomplete, fast))]
    #[allow(
        clippy::too_many_arguments,
        clippy::fn_params_excessive_bools,
        reason = "named at the one place that calls it"
    )]
    fn new(
        py: Python<'_>,
        model: Option<PathBuf>,
        lexicon: Option<PathBuf>,
        threads: usize,
        any_language: bool,
        min_confidence: Option<f64>,
        whole_quotations: bool,
        attitudes: bool,
        incomplete: bool,
        fast: bool,
    ) -> PyResult<Self> {
        let precision = if fast {
            Precision::Fast
        } else {
            Precision::Exact
        };
        py.detach(|| {
            let path = model.map_or_else(model_file::installed_path, Ok)?;
            let model = model::shared(path)?;
            let (words, problems) = match lexicon {
                None => (Words::BuiltIn(detente_builtin::lexicon()), Vec::new()),
                Some(folder) => {
                    let (lexicon, problems) = lexicon_folder::over_builtin(&folder)?;
                    let errors = problems.iter().filter(|problem| problem.is_error());
                    let told = errors.map(|problem| format!("{}/{problem}", folder.display()));
                    (Words::Own(Box::new(lexicon)), told.collect())
                }
            };
            Ok(Self {
                model,
                words,
                problems,
                choices: Choices {
                    any_language,
                    min_confidence,
                    whole_quotations,
                    attitudes,
                    incomplete,
                    precision,
                },
                pool: Pool::new(threads),
            })
        })
        .map_err(|error| errors::engine(&error))
    }

    /// Errors in the lexicon's files, each with its place and remedy.
    #[getter]
    fn problems(&self) -> Vec<String> {
        self.problems.clone()
    }

    /// The versions of program, model and lexicon: engines with the same code the same.
    fn versions(&self) -> (&'static str, &'static str, String) {
        let lexicon = self.coder().lexicon().version().to_string();
        (
            concat!("detente ", env!("CARGO_PKG_VERSION")),
            model_file::PIPELINE,
            lexicon,
        )
    }

    /// Codes a text that arrives ready; JSON.
    fn code_text(&self, py: Python<'_>, text: String, told: Told) -> PyResult<String> {
        self.code(py, told.text(text))
    }

    /// Codes a page, HTML or its text dump; JSON.
    fn code_page(&self, py: Python<'_>, page: Vec<u8>, told: Told) -> PyResult<String> {
        self.code(py, told.page(page))
    }

    /// Codes a text and tells why; JSON.
    fn explain(&self, py: Python<'_>, text: String, told: Told) -> PyResult<String> {
        let explained = py.detach(|| {
            self.pool.run(|| {
                let article = told.text(text).into_article()?;
                let coder = self.coder().with_incomplete(self.choices.incomplete);
                let explanation = coder.explain(&article, &mut Workspace::default());
                Ok(Explained {
                    report: explanation.to_string(),
                    rules: explanation
                        .attempts
                        .iter()
                        .map(ToString::to_string)
                        .collect(),
                    tree: explanation.tree,
                    mentions: explanation.mentions,
                    dates: explanation.dates,
                    coded: Coded::new(&article, explanation.coding),
                })
            })
        })?;
        json(&explained.map_err(|error: InputError| errors::input(&error))?)
    }
}
