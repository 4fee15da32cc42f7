//! The line classifier: boosted decision trees over the columns of [`super::features`].
//!
//! Fitted by `scripts/pages_train.py`, which writes the file that is read here.

use std::sync::LazyLock;

use super::features::COLUMNS;

const FITTED: &str = include_str!("../../data/line_trees.txt");

/// A split or a leaf.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Node {
    /// To `left` if the column is at most the threshold, else to `right`. Both stand behind the split.
    Split {
        column: u16,
        left: u16,
        right: u16,
        threshold: f32,
    },
    Leaf(f32),
}

/// A classifier.
#[derive(Debug)]
pub(super) struct Trees {
    start: f32,
    trees: Vec<Vec<Node>>,
}

static OWN: LazyLock<Trees> =
    LazyLock::new(|| Trees::read(FITTED).expect("the file is the script's, and a test reads it"));

impl Trees {
    /// The program's own.
    pub fn own() -> &'static Self {
        &OWN
    }

    /// Reads the text that the script writes; `None` where it is not of its form.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let start = lines.next()?.parse().ok()?;
        let trees = lines.map(tree).collect::<Option<_>>()?;
        Some(Self { start, trees })
    }

    /// How much a line reads like one of the body; above 0 it does.
    pub fn score(&self, row: &[f32; COLUMNS]) -> f32 {
        self.start + self.trees.iter().map(|tree| leaf(tree, row)).sum::<f32>()
    }
}

fn leaf(tree: &[Node], row: &[f32; COLUMNS]) -> f32 {
    let mut at = 0;
    loop {
        match tree[at] {
            Node::Leaf(value) => return value,
            Node::Split {
                column,
                left,
                right,
                threshold,
            } => {
                let is_left = row[usize::from(column)] <= threshold;
                at = usize::from(if is_left { left } else { right });
            }
        }
    }
}

fn tree(line: &str) -> Option<Vec<Node>> {
    let nodes = line.split(' ').map(node).collect::<Option<Vec<Node>>>()?;
    // Every walk ends: it goes on to later nodes only, and stays within the tree and the columns.
    let sound = nodes.iter().enumerate().all(|(at, node)| match *node {
        Node::Leaf(_) => true,
        Node::Split {
            column,
            left,
            right,
            ..
        } => {
            usize::from(column) < COLUMNS
                && usize::from(left.min(right)) > at
                && usize::from(left.max(right)) < nodes.len()
        }
    });
    (sound && !nodes.is_empty()).then_some(nodes)
}

fn node(text: &str) -> Option<Node> {
    let mut parts = text.split(',');
    let first = parts.next()?;
    let Some(threshold) = parts.next() else {
        return first.parse().ok().map(Node::Leaf);
    };
    Some(Node::Split {
        column: first.parse().ok()?,
        threshold: threshold.parse().ok()?,
        left: parts.next()?.parse().ok()?,
        right: parts.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let fitted = Trees::read(FITTED).expect("the file is the script's");
        assert!(fitted.trees.len() >= 10);
    }

    #[test]
    fn trees_that_would_not_end_are_refused() {
        for bad in ["", "0,1,0,0", "0,1,1,2 0.5", "60000,1,1,2 0.5 0.1", "x"] {
            assert!(tree(bad).is_none(), "{bad}");
        }
        let mut row = [0.0; COLUMNS];
        let trees = Trees::read("# words\n0.5\n3,0.5,1,2 -1 2\n-1").expect("it is sound");
        assert!((trees.score(&row) + 1.5).abs() < 1e-6);
        row[3] = 1.0;
        assert!((trees.score(&row) - 1.5).abs() < 1e-6);
    }
}
