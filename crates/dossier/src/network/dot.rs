//! DOT, the language of Graphviz.

use std::fmt::Write;

use super::{Network, NodeKind};

/// The network as a DOT document: issues are boxes, negative edges dashed.
pub fn dot(network: &Network) -> String {
    let mut out = String::from("graph agreement {\n");
    // Writing to memory cannot fail.
    for node in &network.nodes {
        let shape = match node.kind {
            NodeKind::Actor => "ellipse",
            NodeKind::Issue => "box",
        };
        let _ = writeln!(
            out,
            "  {} [shape={shape}, statements={}];",
            quoted(&node.id),
            node.statements
        );
    }
    for edge in &network.edges {
        let style = if edge.weight < 0.0 {
            ", style=dashed"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "  {} -- {} [weight={}{style}];",
            quoted(&edge.from),
            quoted(&edge.to),
            edge.weight
        );
    }
    out.push_str("}\n");
    out
}

/// A quoted id: quotation marks and backslashes are escaped, control characters are blanks.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
