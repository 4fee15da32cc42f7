//! The index of names as it is stored: flat, so that nothing need be hashed twice to bring it back.

use compact_str::CompactString;

use super::{NameTable, Names, Node};

/// [`Names`] with its maps as lists.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct StoredNames {
    table: NameTable,
    /// By number.
    words: Vec<CompactString>,
    roots: Vec<u32>,
    /// Node, word, next node; sorted, as maps have no order of their own.
    edges: Vec<(u32, u32, u32)>,
    nodes: Vec<Node>,
    order: Vec<u32>,
}

impl From<Names> for StoredNames {
    fn from(names: Names) -> Self {
        let mut words = vec![CompactString::default(); names.words.len()];
        for (word, number) in names.words {
            words[number as usize] = word;
        }
        let mut edges: Vec<(u32, u32, u32)> = names
            .edges
            .into_iter()
            .map(|((node, word), next)| (node, word, next))
            .collect();
        edges.sort_unstable();
        Self {
            table: names.table,
            words,
            roots: names.roots,
            edges,
            nodes: names.nodes,
            order: names.order,
        }
    }
}

impl From<StoredNames> for Names {
    fn from(stored: StoredNames) -> Self {
        Self {
            table: stored.table,
            words: stored.words.into_iter().zip(0..).collect(),
            roots: stored.roots,
            edges: stored
                .edges
                .into_iter()
                .map(|(node, word, next)| ((node, word), next))
                .collect(),
            nodes: stored.nodes,
            order: stored.order,
            ..Self::default()
        }
    }
}
