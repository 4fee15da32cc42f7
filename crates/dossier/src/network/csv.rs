//! Edges as comma-separated values (RFC 4180 with LF line ends).

use std::fmt::Write;

use super::Network;

/// The edges under a header: `from,to,weight,issues`. Issues are parted by blanks.
pub fn csv(network: &Network) -> String {
    let mut out = String::from("from,to,weight,issues\n");
    for edge in &network.edges {
        // Writing to memory cannot fail.
        let _ = writeln!(
            out,
            "{},{},{},{}",
            cell(&edge.from),
            cell(&edge.to),
            edge.weight,
            cell(&edge.issues.join(" "))
        );
    }
    out
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
