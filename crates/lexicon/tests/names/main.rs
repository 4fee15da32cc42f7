//! What the lexicon makes of its files.

mod faults;
mod matching;
mod overlay;
mod support;
