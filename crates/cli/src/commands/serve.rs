//! `detente serve`: the API and the app over an archive.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use detente_archive::Archive;
use detente_server::{Config, Engine as ServerEngine, serve};

use crate::engine::{Engine, EngineArguments, load_lexicon};
use crate::exit::{Failure, Outcome};

/// Work with an archive in the browser, and give programs its API
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente serve desk.archive --open
  detente serve desk.archive --token-file tokens.txt            people with a token may correct
  detente serve desk.archive --addr 0.0.0.0:7878 --host desk.example.org --token-file tokens.txt

The server only reads unless tokens are set. Elsewhere than on this machine alone it listens only with
tokens, and then reading needs one too.")]
pub struct Arguments {
    /// The archive's folder
    archive: PathBuf,

    /// Where to listen
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    addr: SocketAddr,

    /// Open the app in the browser
    #[arg(long)]
    open: bool,

    /// File with tokens, one a line, any of which lets people write
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// A token that lets people write
    #[arg(
        long,
        value_name = "TOKEN",
        env = "DETENTE_TOKEN",
        hide_env_values = true,
        hide = true
    )]
    token: Option<String>,

    /// Names under which people reach the server, beside localhost
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,

    /// Origins whose pages may read the API (CORS); none unless named
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,

    /// Requests a second from one address; 0 for no bound
    #[arg(long, value_name = "N", default_value_t = 200)]
    rate: u32,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let archive = Archive::at(&arguments.archive);
    let config = Config {
        addr: arguments.addr,
        tokens: tokens(arguments)?,
        reading_needs_token: false,
        hosts: arguments.host.clone(),
        origins: arguments.allow_origin.clone(),
        rate: arguments.rate,
    };
    // An archive of an older version is brought up before it is read; a busy one is up already.
    match archive.exists().then(|| archive.writer()) {
        None | Some(Ok(_) | Err(detente_archive::ArchiveError::Busy(_))) => {}
        Some(Err(error)) => return Err(error.into()),
    }
    let engine = match Engine::load(&arguments.engine) {
        Ok(engine) => ServerEngine {
            lexicon: engine.coder.lexicon(),
            coder: Some(engine.coder),
        },
        Err(Failure::Model(message)) => {
            eprintln!("detente: `explain` cannot be asked: {message}");
            ServerEngine {
                lexicon: load_lexicon(arguments.engine.lexicon.as_deref())?,
                coder: None,
            }
        }
        Err(failure) => return Err(failure),
    };
    serve(archive, engine, config, |addr| {
        let address = format!("http://{addr}");
        eprintln!(
            "detente: {} is open at {address} (Ctrl-C ends)",
            arguments.archive.display()
        );
        if arguments.open {
            open(&address);
        }
    })?;
    Ok(Outcome::Done)
}

fn tokens(arguments: &Arguments) -> Result<Vec<blake3::Hash>, Failure> {
    let mut tokens: Vec<String> = arguments
        .token
        .iter()
        .map(|token| token.trim().to_owned())
        .collect();
    if let Some(path) = &arguments.token_file {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
        tokens.extend(
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned),
        );
    }
    if let Some(short) = tokens.iter().find(|token| token.len() < 16) {
        return Err(Failure::Usage(format!(
            "a token of {} characters can be guessed: use 16 or more, as `openssl rand -hex 24` makes them",
            short.len()
        )));
    }
    Ok(tokens
        .iter()
        .map(|token| blake3::hash(token.as_bytes()))
        .collect())
}

/// Opens the address in the system's browser; where there is none the address was printed.
fn open(address: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let begun = std::process::Command::new(program)
        .args(before)
        .arg(address)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    if begun.is_err() {
        eprintln!("detente: no browser could be started: open {address} yourself");
    }
}
