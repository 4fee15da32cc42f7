//! Printing for people: colours only where they belong, and a closed pipe is no fault.

use std::fmt;
use std::io::Write;

use crate::exit::Failure;

/// Prints on the standard output; colours are taken out where it is no terminal or `NO_COLOR` is set.
pub fn print(text: fmt::Arguments<'_>) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    stdout
        .write_fmt(text)
        .and_then(|()| stdout.flush())
        .map_err(|error| Failure::output("the standard output", error))
}

/// Prints a line as [`print`] does, and leaves the function where that fails.
macro_rules! say {
    () => { $crate::terminal::print(format_args!("\n"))? };
    ($($part:tt)*) => { $crate::terminal::print(format_args!("{}\n", format_args!($($part)*)))? };
}
pub(crate) use say;
