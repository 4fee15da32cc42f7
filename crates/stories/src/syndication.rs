//! Which article of a shared text was first, and who wrote it.
