//! The app's files are embedded from `web/dist`, which `make web` fills. Where it was not built the
//! folder is made, so that the program can be built without Node; it then says how to get the app.

fn main() {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    if let Err(error) = std::fs::create_dir_all(&dist) {
        println!("cargo::warning=cannot make {}: {error}", dist.display());
    }
    println!("cargo::rerun-if-changed={}", dist.display());
}
