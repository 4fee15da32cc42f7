//! Which blocks of a page are its article: the containers are weighed by the running text in them, the
//! best is taken with the siblings that go on with it, and what in it is furniture by its shape is left.
//!
//! The measure is that of Arc90's Readability as browsers keep it (points for commas and length, passed
//! up to the containers around, less by the share of links), on containers of blocks in place of a
//! browser's tree.

use super::marks::{self, Weight};
use super::scan::{Block, BlockKind};
use super::table;
use super::tree::{Container, Element, Tree};
use crate::dump;

/// A block with less text, in bytes, tells nothing of where the article is.
const SHORTEST: usize = 25;

/// An article has at least so much text; a search that finds less is made again with less refused.
const ENOUGH: usize = 500;

/// How many containers outwards a block's points reach.
const REACH: usize = 5;

/// What is refused before the containers are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// Containers that are named as furniture, and those whose shape says so.
    Names,
    /// Only those whose shape says so.
    Shape,
    /// Nothing.
    Nothing,
}

/// What a container holds with all within it.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    text: usize,
    linked: usize,
    commas: usize,
    blocks: usize,
    paragraphs: usize,
    /// Text of the blocks that read as running text.
    prose: usize,
    items: usize,
    headings: usize,
    heading_text: usize,
    pictures: usize,
    fields: usize,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.text += other.text;
        self.linked += other.linked;
        self.commas += other.commas;
        self.blocks += other.blocks;
        self.paragraphs += other.paragraphs;
        self.prose += other.prose;
        self.items += other.items;
        self.headings += other.headings;
        self.heading_text += other.heading_text;
        self.pictures += other.pictures;
        self.fields += other.fields;
    }

    fn link_share(&self) -> f32 {
        self.linked as f32 / self.text.max(1) as f32
    }
}

/// What a block counts for, asked once.
struct Measures {
    commas: usize,
    is_paragraph: bool,
    is_prose: bool,
}

impl Measures {
    fn of(block: &Block) -> Self {
        Self {
            commas: commas(&block.text),
            is_paragraph: is_paragraph(block),
            is_prose: is_prose(block),
        }
    }
}

/// The blocks of the article, in page order; empty if the page has no running text.
pub(crate) fn choose(tree: &Tree, blocks: &[Block]) -> Vec<Block> {
    let weights: Vec<Weight> = tree.containers.iter().map(marks::weigh).collect();
    let measures: Vec<Measures> = blocks.iter().map(Measures::of).collect();
    let prose = prose_within(tree, blocks, &measures);
    let page = Page {
        tree,
        blocks,
        measures: &measures,
        weights: &weights,
        prose: &prose,
    };
    let mut best: Vec<usize> = Vec::new();
    let mut most = 0;
    for strictness in [Strictness::Names, Strictness::Shape, Strictness::Nothing] {
        let found = Search::new(&page, strictness).run();
        let text: usize = found.iter().map(|b| blocks[*b].text.len()).sum();
        // A search that refuses less always finds more; it must find much more.
        if text > most * 2 {
            (best, most) = (found, text);
        }
        if most >= ENOUGH {
            break;
        }
    }
    table::join_rows(tree, best.into_iter().map(|b| blocks[b].clone()))
}

/// What all searches of a page go by.
struct Page<'a> {
    tree: &'a Tree,
    blocks: &'a [Block],
    measures: &'a [Measures],
    weights: &'a [Weight],
    /// The running text in each container and all within it, in bytes.
    prose: &'a [usize],
}

struct Search<'a> {
    tree: &'a Tree,
    blocks: &'a [Block],
    measures: &'a [Measures],
    weights: &'a [Weight],
    strictness: Strictness,
    /// Whether a container was refused, itself or one around it.
    refused: Vec<bool>,
    sums: Vec<Sums>,
    scores: Vec<f32>,
}

impl<'a> Search<'a> {
    fn new(page: &Page<'a>, strictness: Strictness) -> Self {
        let Page {
            tree,
            blocks,
            measures,
            weights,
            prose,
        } = *page;
        let containers = &tree.containers;
        let mut refused = vec![false; containers.len()];
        let mut in_table = vec![false; containers.len()];
        for (at, container) in containers.iter().enumerate().skip(1) {
            let parent = container.parent as usize;
            in_table[at] = in_table[parent] || container.element == Element::Table;
            let by_name = weights[at].is_unlikely || container.element == Element::Navigation;
            let named = match strictness {
                // What holds most of the page's running text is its article, whatever its name.
                Strictness::Names => {
                    by_name
                        && !in_table[at]
                        && (weights[at].is_comment || prose[at] * 5 < prose[0] * 2)
                }
                Strictness::Shape => by_name && weights[at].is_comment,
                Strictness::Nothing => false,
            } || container.element == Element::Footer
                && strictness != Strictness::Nothing
                && prose[0] - prose[at] >= 140;
            refused[at] = refused[parent] || named || container.is_hidden;
        }
        let mut search = Self {
            tree,
            blocks,
            measures,
            weights,
            strictness,
            refused,
            sums: vec![Sums::default(); containers.len()],
            scores: vec![0.0; containers.len()],
        };
        search.sum();
        search.score();
        search
    }

    fn sum(&mut self) {
        for (block, measures) in self.blocks.iter().zip(self.measures) {
            let holder = block.holder as usize;
            if self.refused[holder] {
                continue;
            }
            let heading = block.kind == BlockKind::Heading;
            let own = Sums {
                text: block.text.len(),
                linked: block.linked,
                commas: measures.commas,
                blocks: 1,
                paragraphs: usize::from(measures.is_paragraph),
                prose: if measures.is_prose {
                    block.text.len()
                } else {
                    0
                },
                items: usize::from(block.kind == BlockKind::ListItem),
                headings: usize::from(heading),
                heading_text: if heading { block.text.len() } else { 0 },
                pictures: 0,
                fields: 0,
            };
            self.sums[holder].add(&own);
        }
        for at in (1..self.sums.len()).rev() {
            if self.refused[at] {
                continue;
            }
            self.sums[at].pictures += self.tree.containers[at].pictures as usize;
            self.sums[at].fields += self.tree.containers[at].fields as usize;
            let own = self.sums[at];
            self.sums[self.tree.containers[at].parent as usize].add(&own);
        }
    }

    fn score(&mut self) {
        let containers = &self.tree.containers;
        let mut is_candidate = vec![false; containers.len()];
        // A container that holds its text itself beside other blocks is the paragraphs' parent; one
        // that holds one run of text is a paragraph.
        let mut parts = vec![0_u32; containers.len()];
        for container in &containers[1..] {
            parts[container.parent as usize] += 1;
        }
        for block in self.blocks {
            parts[block.holder as usize] += 1;
        }
        for (block, measures) in self.blocks.iter().zip(self.measures) {
            let holder = block.holder as usize;
            if self.refused[holder]
                || block.text.len() < SHORTEST
                || block.kind == BlockKind::Caption
            {
                continue;
            }
            let own = &containers[holder];
            if matches!(own.element, Element::Heading) && block.text.len() < 80 {
                continue;
            }
            let points =
                1.0 + measures.commas as f32 + (block.text.len() as f32 / 100.0).floor().min(3.0);
            let is_parent = parts[holder] > 1
                && !matches!(
                    own.element,
                    Element::Paragraph | Element::Heading | Element::Item
                );
            let mut at = holder;
            for level in 0..REACH {
                if level > 0 || !is_parent {
                    if at == 0 {
                        break;
                    }
                    at = containers[at].parent as usize;
                }
                if !is_candidate[at] {
                    is_candidate[at] = true;
                    self.scores[at] += self.base(at);
                }
                self.scores[at] += points / [1.0, 2.0, 6.0, 9.0, 12.0][level];
            }
        }
        for (at, score) in self.scores.iter_mut().enumerate() {
            *score *= 1.0 - self.sums[at].link_share();
        }
    }

    /// What a container is worth before its text is counted.
    fn base(&self, at: usize) -> f32 {
        let container = &self.tree.containers[at];
        let element = match container.element {
            Element::Division => 5.0,
            Element::Article | Element::Main => 8.0,
            Element::Preformatted | Element::Cell | Element::Blockquote => 3.0,
            Element::Address | Element::List | Element::Item | Element::Form => -3.0,
            Element::Heading => -5.0,
            _ => 0.0,
        };
        let weight = match self.strictness {
            Strictness::Nothing => 0.0,
            _ => self.weights[at].points,
        };
        element + weight + if container.is_body { 50.0 } else { 0.0 }
    }

    fn run(&self) -> Vec<usize> {
        let Some(top) = self.top() else {
            return Vec::new();
        };
        let taken = self.with_siblings(top);
        let cleaned = self.cleaned(&taken, top);
        (0..self.blocks.len())
            .filter(|b| cleaned[self.blocks[*b].holder as usize])
            .collect()
    }

    /// The best container, or the one around several that are nearly as good.
    fn top(&self) -> Option<usize> {
        let mut order: Vec<usize> = (0..self.scores.len())
            .filter(|at| self.scores[*at] > 0.0)
            .collect();
        // Of equals the inner one.
        order.sort_by(|a, b| self.scores[*b].total_cmp(&self.scores[*a]).then(b.cmp(a)));
        let mut top = *order.first()?;
        let rivals: Vec<usize> = order[1..]
            .iter()
            .copied()
            .take(4)
            .filter(|at| self.scores[*at] >= self.scores[top] * 0.75)
            .collect();
        if rivals.len() >= 3 {
            let mut around = self.parent(top);
            while around != 0 {
                let shared = rivals
                    .iter()
                    .filter(|r| self.is_within(**r, around))
                    .count();
                if shared >= 3 {
                    top = around;
                    break;
                }
                around = self.parent(around);
            }
        }
        // A container around it that scores more has more of the article in its other children.
        let mut last = self.scores[top];
        let floor = last / 3.0;
        let mut around = self.parent(top);
        while around != 0 {
            let score = self.scores[around];
            if score > 0.0 {
                if score < floor {
                    break;
                }
                if score > last {
                    top = around;
                    break;
                }
                last = score;
            }
            around = self.parent(around);
        }
        // An article in parts: what a container around adds is running text and hardly links.
        let mut around = self.parent(top);
        while top != 0 {
            let (inner, outer) = (&self.sums[top], &self.sums[around]);
            let prose = outer.prose - inner.prose;
            let text = outer.text - inner.text;
            let linked = outer.linked - inner.linked;
            if prose * 4 > inner.prose && linked * 5 < text && prose * 2 > text {
                top = around;
            }
            if around == 0 {
                break;
            }
            around = self.parent(around);
        }
        // A container with nothing else is worth as much as what it holds.
        while top != 0 && self.sums[self.parent(top)].text == self.sums[top].text {
            top = self.parent(top);
        }
        Some(top)
    }

    fn parent(&self, at: usize) -> usize {
        self.tree.containers[at].parent as usize
    }

    fn is_within(&self, mut at: usize, around: usize) -> bool {
        while at > around {
            at = self.parent(at);
        }
        at == around
    }

    /// For each container whether it is the best one or a sibling that goes on with it, or within one.
    fn with_siblings(&self, top: usize) -> Vec<bool> {
        let containers = &self.tree.containers;
        let mut taken = vec![false; containers.len()];
        taken[top] = true;
        let parent = self.parent(top);
        let threshold = (self.scores[top] * 0.2).max(10.0);
        for (at, sibling) in containers.iter().enumerate().skip(1) {
            if top == 0 || at == top || sibling.parent as usize != parent || self.refused[at] {
                continue;
            }
            let same = !sibling.marks.is_empty() && sibling.marks == containers[top].marks;
            let bonus = if same { self.scores[top] * 0.2 } else { 0.0 };
            let sums = &self.sums[at];
            let goes_on = self.scores[at] > 0.0 && self.scores[at] + bonus >= threshold;
            let is_text = sibling.element == Element::Paragraph
                && (sums.text > 80 && sums.link_share() < 0.25
                    || sums.text > 0 && sums.linked == 0 && sums.text <= 80 && self.ends(at));
            taken[at] = goes_on || is_text;
        }
        for at in 1..containers.len() {
            taken[at] |= taken[containers[at].parent as usize] && at != top;
        }
        taken
    }

    /// Whether a paragraph ends as a sentence does.
    fn ends(&self, at: usize) -> bool {
        self.blocks
            .iter()
            .filter(|b| b.holder as usize == at)
            .any(|b| b.text.contains(". ") || b.text.ends_with('.'))
    }

    /// What is left of the containers taken without those that are furniture by their names and shape.
    fn cleaned(&self, taken: &[bool], top: usize) -> Vec<bool> {
        let containers = &self.tree.containers;
        let mut kept = vec![false; containers.len()];
        for (at, container) in containers.iter().enumerate() {
            let parent = container.parent as usize;
            let opens = !taken[parent] || at == 0;
            kept[at] = taken[at]
                && !self.refused[at]
                && (opens || kept[parent])
                && (opens || !self.is_furniture(at, container, top));
        }
        kept
    }

    fn is_furniture(&self, at: usize, container: &Container, top: usize) -> bool {
        let sums = &self.sums[at];
        let weight = &self.weights[at];
        if weight.is_comment {
            return true;
        }
        // Whatever its name and shape, it has too much of the article to be furniture.
        let part = sums.prose as f32 / self.sums[top].prose.max(1) as f32;
        if part >= 0.3 || part >= 0.15 && sums.link_share() < 0.05 {
            return false;
        }
        match container.element {
            Element::Footer | Element::Aside | Element::Navigation => return true,
            _ => {}
        }
        if weight.is_share && sums.text < 500 {
            return true;
        }
        if self.strictness == Strictness::Nothing {
            return false;
        }
        let judged = matches!(
            container.element,
            Element::Form
                | Element::Table
                | Element::List
                | Element::Division
                | Element::Section
                | Element::Header
        );
        if !judged || container.is_body {
            return false;
        }
        if weight.points < 0.0 {
            return true;
        }
        if sums.commas >= 10 {
            return false;
        }
        let is_list = container.element == Element::List
            || sums.items * 10 > sums.blocks * 9 && sums.items > 0;
        let links = sums.link_share();
        let heading_share = sums.heading_text as f32 / sums.text.max(1) as f32;
        sums.fields * 3 > sums.paragraphs.max(1) && sums.prose < ENOUGH
            || !is_list && sums.items > sums.paragraphs + 100
            || !is_list
                && heading_share < 0.9
                && sums.text < SHORTEST
                && (sums.pictures == 0 || sums.pictures > 2)
            || weight.points < 25.0 && links > 0.2 && !(is_list && links < 0.5)
            || weight.points >= 25.0 && links > 0.5
    }
}

fn commas(text: &str) -> usize {
    let plain = text.bytes().filter(|b| *b == b',').count();
    if text.is_ascii() {
        return plain;
    }
    plain
        + text
            .matches(['،', '、', '，', '﹐', '︐', '︑', '⹁'])
            .count()
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Text) && block.text.len() >= SHORTEST
}

fn is_prose(block: &Block) -> bool {
    block.text.len() >= 80
        && block.linked * 3 < block.text.len()
        && dump::ends_sentence(&block.text)
}

/// The running text in each container and all within it, in bytes.
fn prose_within(tree: &Tree, blocks: &[Block], measures: &[Measures]) -> Vec<usize> {
    let mut prose = vec![0; tree.containers.len()];
    for (block, measures) in blocks.iter().zip(measures) {
        if measures.is_prose {
            prose[block.holder as usize] += block.text.len();
        }
    }
    for at in (1..prose.len()).rev() {
        prose[tree.containers[at].parent as usize] += prose[at];
    }
    prose
}
