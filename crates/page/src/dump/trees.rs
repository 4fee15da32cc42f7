//! The line classifier: boosted decision trees over the columns of [`super::features`].
//!
//! Fitted by `scripts/pages_train.py`, which writes the file that is read here. Trees are not walked, which
//! would branch at random: all splits of a tree are asked for several lines at once, each strikes out the
//! leaves that a line cannot reach, and the first leaf left is the line's (the method of `QuickScorer`,
//! Lucchese et al., SIGIR 2015).

use std::ops::Range;
use std::sync::LazyLock;

use super::features::COLUMNS;

const FITTED: &str = include_str!("../../data/line_trees.txt");

/// Lines that are scored together.
const TOGETHER: usize = 16;

/// Most leaves of a tree.
const MOST_LEAVES: u32 = u32::BITS;

/// A split of a tree.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Split {
    column: u16,
    threshold: f32,
    /// The leaves that can be reached where the column is above the threshold: all but those to the left.
    above: u32,
}

/// A classifier.
#[derive(Debug)]
pub(super) struct Trees {
    start: f32,
    splits: Vec<Split>,
    /// The leaves of all trees, those of each from left to right.
    leaves: Vec<f32>,
    each: Vec<Tree>,
}

/// The splits and leaves of one tree.
#[derive(Debug, Clone)]
struct Tree {
    splits: Range<usize>,
    leaves: Range<usize>,
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
        let mut read = Self {
            start: lines.next()?.parse().ok()?,
            splits: Vec::new(),
            leaves: Vec::new(),
            each: Vec::new(),
        };
        for line in lines {
            read.add(line)?;
        }
        Some(read)
    }

    /// How much each line reads like one of the body; above 0 it does.
    pub fn scores(&self, rows: &[[f32; COLUMNS]]) -> Vec<f32> {
        let mut scores = Vec::with_capacity(rows.len());
        let mut columns = [[0.0; TOGETHER]; COLUMNS];
        for rows in rows.chunks(TOGETHER) {
            for (at, row) in rows.iter().enumerate() {
                for (column, value) in columns.iter_mut().zip(row) {
                    column[at] = *value;
                }
            }
            let sums = self.sums(&columns);
            scores.extend(sums[..rows.len()].iter().map(|sum| self.start + sum));
        }
        scores
    }

    fn sums(&self, columns: &[[f32; TOGETHER]; COLUMNS]) -> [f32; TOGETHER] {
        let mut sums = [0.0; TOGETHER];
        for tree in &self.each {
            let mut reached = [u32::MAX; TOGETHER];
            for split in &self.splits[tree.splits.clone()] {
                let values = &columns[usize::from(split.column)];
                for (reached, value) in reached.iter_mut().zip(values) {
                    *reached &= if *value <= split.threshold {
                        u32::MAX
                    } else {
                        split.above
                    };
                }
            }
            let leaves = &self.leaves[tree.leaves.clone()];
            for (sum, reached) in sums.iter_mut().zip(reached) {
                *sum += leaves[reached.trailing_zeros() as usize];
            }
        }
        sums
    }

    /// Adds a tree; `None` where it is none.
    fn add(&mut self, line: &str) -> Option<()> {
        let nodes = line.split(' ').map(node).collect::<Option<Vec<Node>>>()?;
        let (splits, leaves) = (self.splits.len(), self.leaves.len());
        self.add_node(&nodes, 0, leaves, 0)?;
        self.each.push(Tree {
            splits: splits..self.splits.len(),
            leaves: leaves..self.leaves.len(),
        });
        Some(())
    }

    /// Adds what hangs at a node `depth` splits down in a tree whose first leaf is `first`.
    fn add_node(&mut self, nodes: &[Node], at: usize, first: usize, depth: u32) -> Option<()> {
        let leaves = |trees: &Self| (trees.leaves.len() - first) as u32;
        match *nodes.get(at)? {
            Node::Leaf(value) => {
                self.leaves.push(value);
                (leaves(self) <= MOST_LEAVES).then_some(())
            }
            Node::Split {
                column,
                threshold,
                left,
                right,
            } => {
                // Both stand behind the split, so that every walk ends.
                if usize::from(column) >= COLUMNS || left.min(right) <= at || depth >= MOST_LEAVES {
                    return None;
                }
                let before = leaves(self);
                self.add_node(nodes, left, first, depth + 1)?;
                let behind = leaves(self);
                self.add_node(nodes, right, first, depth + 1)?;
                let to_the_left = (1_u64 << behind) - (1_u64 << before);
                self.splits.push(Split {
                    column,
                    threshold,
                    above: !(to_the_left as u32),
                });
                Some(())
            }
        }
    }
}

/// A split or a leaf, as the file has them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Node {
    /// To `left` if the column is at most the threshold, else to `right`.
    Split {
        column: u16,
        threshold: f32,
        left: usize,
        right: usize,
    },
    Leaf(f32),
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
        assert!(fitted.each.len() >= 10);
    }

    #[test]
    fn trees_that_would_not_end_are_refused() {
        let many = (0..40).map(|n| format!("0,{n},{},{} ", n * 2 + 1, n * 2 + 2));
        let leaves = (0..40).fold(String::new(), |line, _| line + "1 1 ");
        let endless = many.collect::<String>() + leaves.trim_end();
        for bad in [
            "",
            "0,1,0,0",
            "0,1,1,2 0.5",
            "60000,1,1,2 0.5 0.1",
            "x",
            &*endless,
        ] {
            assert!(Trees::read(&format!("0\n{bad}\n")).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_line_gets_the_leaf_that_its_columns_lead_to() {
        let trees = Trees::read("# words\n0.5\n3,0.5,1,4 7,2,2,3 -1 4 2\n-1").expect("it is sound");
        let row = |third: f32, seventh: f32| {
            let mut row = [0.0; COLUMNS];
            (row[3], row[7]) = (third, seventh);
            row
        };
        // More lines than are scored together.
        let rows = [row(0.0, 0.0), row(0.5, 2.5), row(1.0, 0.0), row(1.0, 9.0)].repeat(5);
        let wanted = [-1.5, 3.5, 1.5, 1.5].repeat(5);
        let scores = trees.scores(&rows);
        assert_eq!(scores.len(), wanted.len());
        assert!(
            scores
                .iter()
                .zip(wanted)
                .all(|(is, be)| (is - be).abs() < 1e-6)
        );
    }
}
