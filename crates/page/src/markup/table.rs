//! Tables within an article: the cells of a row are one line.

use std::rc::Rc;

use super::scan::{Block, BlockKind};
use super::tree::{Element, Tree};

/// A longer cell, in bytes, holds text of its own: the page is laid out in a table.
const LONGEST_CELL: usize = 200;

/// Puts between two cells of a row.
const BETWEEN: &str = " | ";

/// The blocks with the short cells of each row as one.
pub(super) fn join_rows(tree: &Tree, blocks: impl Iterator<Item = Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    // The row of the block before, if that is a short cell.
    let mut before = None;
    for block in blocks {
        let row = row_of(tree, &block);
        match joined.last_mut() {
            Some(open) if row.is_some() && row == before => {
                open.kind = BlockKind::Row;
                let row = Rc::make_mut(&mut open.text);
                row.push_str(BETWEEN);
                row.push_str(&block.text);
                open.linked += block.linked;
            }
            _ => joined.push(block),
        }
        before = row;
    }
    joined
}

/// The row of a table that a short cell stands in.
fn row_of(tree: &Tree, block: &Block) -> Option<u32> {
    if block.kind != BlockKind::Cell || block.text.len() > LONGEST_CELL {
        return None;
    }
    let row = tree.containers[block.holder as usize].parent;
    (tree.containers[row as usize].element == Element::Row).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let scan = scan(html);
        let joined = join_rows(&scan.tree, scan.blocks.into_iter());
        joined
            .into_iter()
            .map(|block| block.text.to_string())
            .collect()
    }

    #[test]
    fn cells_of_a_row_are_a_line() {
        let html = "<table><tr><th>Country<th>Envoys<tr><td>Norway<td>12</table><p>They met.";
        assert_eq!(
            lines(html),
            ["Country | Envoys", "Norway | 12", "They met."]
        );
    }

    #[test]
    fn a_page_laid_out_in_a_table_keeps_its_texts() {
        let text = "The envoys of both countries met in Oslo on Monday. ".repeat(8);
        let html = format!("<table><tr><td>Home<td>{text}<td>More</table>");
        assert_eq!(lines(&html), ["Home", text.trim(), "More"]);
    }
}
