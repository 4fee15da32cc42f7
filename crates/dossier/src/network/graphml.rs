//! `GraphML` (graphdrawing.org, 1.0), as Gephi, visone, igraph and `NetworkX` read it.

use std::fmt::Write;

use super::{Network, NodeKind};

/// The network as a `GraphML` document.
pub fn graphml(network: &Network) -> String {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="statements" for="node" attr.name="statements" attr.type="int"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="issues" for="edge" attr.name="issues" attr.type="string"/>
  <graph edgedefault="undirected">
"#,
    );
    // Writing to memory cannot fail.
    for node in &network.nodes {
        let kind = match node.kind {
            NodeKind::Actor => "actor",
            NodeKind::Issue => "issue",
        };
        let _ = writeln!(
            out,
            r#"    <node id="{}"><data key="kind">{kind}</data><data key="statements">{}</data></node>"#,
            escaped(&node.id),
            node.statements
        );
    }
    for edge in &network.edges {
        let _ = writeln!(
            out,
            r#"    <edge source="{}" target="{}"><data key="weight">{}</data><data key="issues">{}</data></edge>"#,
            escaped(&edge.from),
            escaped(&edge.to),
            edge.weight,
            escaped(&edge.issues.join(" "))
        );
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

/// Text for XML; characters that XML 1.0 does not have become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
