//! Linker arguments of a library that an interpreter loads, on the systems that want some.

fn main() {
    pyo3_build_config::add_extension_module_link_args();
}
