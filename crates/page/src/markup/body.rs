//! The body of an HTML page: the readable part of its tree, cleaned block by block.

use std::rc::Rc;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::content;
use super::scan::{Block, BlockKind, Scan};
use crate::dump::{self, Line};
use crate::furniture::Furniture;
use crate::text::Text;
use crate::words::squash;

/// A paragraph of the body.
pub(crate) type Paragraph = Rc<Text>;

/// The body's paragraphs. `title` is dropped where it opens them; `page` are the lines of the whole
/// page.
///
/// The readable part of the tree comes first. Where the tree has none, or a part that leaves most of
/// the page's running text out, the line classifier chooses among all blocks.
pub(crate) fn read(scan: &Scan, page: &[Line], title: Option<&str>) -> Vec<Paragraph> {
    let readable = clean(content::choose(&scan.tree, &scan.blocks), title);
    let words = |text: &str| text.bytes().filter(|b| *b == b' ').count() + 1;
    let in_readable: usize = readable.iter().map(|p| words(p)).sum();
    if is_whole(&readable, in_readable, page) {
        return readable;
    }
    let lined = dump::body_of_lines(page, title);
    let in_lined: usize = lined.iter().map(|line| line.words).sum();
    if in_readable * LEFT_OUT < in_lined {
        lined.into_iter().map(|line| line.text.clone()).collect()
    } else {
        with_missing(readable, &lined)
    }
}

/// Whether the line classifier could change nothing, whatever it took: all lines of the page together are
/// not enough to be believed over the readable part, and no paragraph is missing from its midst. So it is
/// with most pages, and then it need not be asked.
fn is_whole(readable: &[Paragraph], words: usize, page: &[Line]) -> bool {
    let may_be_body = || page.iter().filter(|line| dump::may_be_body(line));
    let all: usize = page.iter().map(|line| line.words).sum();
    // Whether a line may be of the body costs more to ask.
    if words * LEFT_OUT < all && words * LEFT_OUT < may_be_body().map(|line| line.words).sum() {
        return false;
    }
    let had: HashSet<&str> = readable.iter().map(|p| p.squashed()).collect();
    let is_had = |line: &Line| had.contains(line.text.squashed());
    let Some(first) = page.iter().position(is_had) else {
        return true;
    };
    let last = page.iter().rposition(is_had).unwrap_or(first);
    !page[first..last]
        .iter()
        .any(|line| dump::reads_as_prose(&line.text) && !is_had(line) && dump::may_be_body(line))
}

/// Puts back the paragraphs that the readable part lost from its midst and the line classifier took.
fn with_missing(readable: Vec<Paragraph>, lined: &[&Line]) -> Vec<Paragraph> {
    let place: HashMap<&str, usize> = lined
        .iter()
        .enumerate()
        .map(|(i, line)| (line.text.squashed(), i))
        .collect();
    let places: Vec<Option<usize>> = readable
        .iter()
        .map(|p| place.get(p.squashed()).copied())
        .collect();
    let mut had: HashSet<String> = readable.iter().map(|p| p.squashed().to_owned()).collect();
    let mut out: Vec<Paragraph> = Vec::with_capacity(readable.len());
    let mut last: Option<usize> = None;
    for (paragraph, at) in readable.into_iter().zip(places) {
        if let (Some(last), Some(at)) = (last, at)
            && last < at
        {
            let missing = &lined[last + 1..at];
            // A longer gap is another part of the page.
            if missing.len() <= 6 {
                for lost in missing.iter().filter(|l| dump::reads_as_prose(&l.text)) {
                    if had.insert(lost.text.squashed().to_owned()) {
                        out.push(lost.text.clone());
                    }
                }
            }
        }
        last = at.or(last);
        out.push(paragraph);
    }
    out
}

/// How many times more text the line classifier must find to be believed over the tree.
const LEFT_OUT: usize = 3;

/// A block, and what its words tell.
struct Judged {
    block: Block,
    furniture: Option<Furniture>,
    words: usize,
}

impl Judged {
    /// Whether it reads as sentences.
    fn is_prose(&self) -> bool {
        self.furniture.is_none()
            && self.words >= 8
            && self.link_share() < 0.5
            && dump::ends_sentence(&self.block.text)
    }

    fn link_share(&self) -> f64 {
        self.block.linked as f64 / self.block.text.len().max(1) as f64
    }

    /// Whether it is a link or a list of links, and so leads elsewhere.
    fn leads_away(&self) -> bool {
        self.link_share() > 0.75 && self.words < 40
    }
}

fn clean(blocks: Vec<Block>, title: Option<&str>) -> Vec<Paragraph> {
    let mut judged: Vec<Judged> = blocks
        .into_iter()
        .map(|block| Judged {
            furniture: block.furniture(),
            words: block.text.split_whitespace().count(),
            block,
        })
        .collect();
    let title = title.map(squash);
    let Some(first) = judged.iter().position(Judged::is_prose) else {
        return judged
            .into_iter()
            .filter(|j| j.furniture.is_none())
            .map(|j| j.block.text)
            .filter(|text| title.as_ref().is_none_or(|title| *title != text.squashed()))
            .collect();
    };
    let prose_words: usize = judged
        .iter()
        .filter(|j| j.is_prose())
        .map(|j| j.words)
        .sum();
    let mut seen = 0;
    let mut end = judged.len();
    for (i, j) in judged.iter().enumerate() {
        if j.is_prose() {
            seen += j.words;
        }
        // What closes an article stands behind most of it.
        if matches!(j.furniture, Some(Furniture::Closes))
            && i > first
            && seen * 10 >= prose_words * 7
        {
            end = i;
            break;
        }
    }
    judged.truncate(end);
    let mut paragraphs = Vec::new();
    let mut had = HashSet::default();
    let mut in_list = false;
    // Where the last heading stands, if nothing was kept behind it.
    let mut heading = None;
    for (i, j) in judged.into_iter().enumerate() {
        let squashed = j.block.text.squashed();
        if i <= first + 1 && title.as_ref().is_some_and(|t| *t == squashed) || squashed.is_empty() {
            continue;
        }
        match j.furniture {
            Some(Furniture::Related | Furniture::Closes) => {
                in_list = true;
                continue;
            }
            Some(Furniture::Header) if i > first && j.is_prose() => {}
            Some(_) => continue,
            None => {}
        }
        if j.block.kind == BlockKind::Caption {
            continue;
        }
        if j.leads_away() && (in_list || j.block.kind != BlockKind::Heading) {
            // The heading of nothing but links goes with them.
            if heading
                .take()
                .is_some_and(|h: usize| h + 1 == paragraphs.len())
            {
                paragraphs.pop();
            }
            continue;
        }
        heading = (j.block.kind == BlockKind::Heading).then_some(paragraphs.len());
        in_list = in_list && !j.is_prose();
        if i < first && j.words < 8 || !j.is_prose() && j.block.text.is_date() {
            continue;
        }
        // A text that comes again is a caption or a pull quote.
        if j.words >= 8 && !had.insert(squashed.to_owned()) {
            continue;
        }
        paragraphs.push(j.block.text);
    }
    paragraphs
}
