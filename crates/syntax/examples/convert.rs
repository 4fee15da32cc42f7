//! Converts spaCy's package to a model file: `convert WHEEL OUT`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(wheel), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: convert WHEEL OUT".into());
    };
    let model = detente_syntax::model::convert(&std::fs::read(wheel)?)?;
    std::fs::write(&out, &model)?;
    println!("{out}: {} bytes", model.len());
    Ok(())
}
