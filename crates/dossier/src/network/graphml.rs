//! `GraphML` (graphdrawing.org, 1.0), as Gephi, visone, igraph and `NetworkX` read it.

use std::fmt::Write;

use super::{Network, NodeKind};
use crate::markup::escaped;

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
