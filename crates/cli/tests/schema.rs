//! The schemas in `docs/schema` are those of the types.

use std::path::Path;

use detente_formats::{RecordKind, schema};

#[test]
fn the_files_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for kind in RecordKind::ALL {
        let path = folder.join(format!("{}.json", kind.singular()));
        let file = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            file == schema::of(kind),
            "{} is not up to date: run `make schema`",
            path.display()
        );
    }
}
