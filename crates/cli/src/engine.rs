//! The model and the lexicon, loaded and joined to what codes an article.

use std::path::PathBuf;

use clap::Args;
use detente_coding::record::Coding;
use detente_page::Article;

use crate::exit::Failure;
use crate::model_file;

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

/// What codes articles. One is shared by all threads.
pub struct Engine {
    identity: String,
}

/// What one thread works with, kept from article to article.
pub struct Workspace;

impl Engine {
    /// Loads the model and the lexicon.
    pub fn load(arguments: &EngineArguments) -> Result<Self, Failure> {
        let _model = model_file::load(arguments.model.as_deref())?;
        Ok(Self { identity: String::new() })
    }

    /// Tells engines apart that may code differently.
    pub fn identity(&self) -> String {
        self.identity.clone()
    }

    /// Room for one thread to work in.
    pub fn workspace(&self) -> Workspace {
        Workspace
    }

    /// Codes an article.
    pub fn code(&self, _article: &Article, _workspace: &mut Workspace) -> Coding {
        Coding::default()
    }
}
