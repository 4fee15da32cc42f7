//! Articles that share their text.
