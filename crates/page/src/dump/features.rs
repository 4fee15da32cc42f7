//! What tells a line of the body from a line of furniture, as numbers.
//!
//! The columns are those that the trees of [`super::trees`] ask for; both change together.

use super::cohesion::Cohesion;
use super::lines::{self, Line};
use super::signals::{self, Signals, holds};
use crate::furniture::Furniture;

/// Columns that describe a line by itself.
const OWN: usize = 30;

/// Columns that describe its neighbours and its place.
const PLACE: usize = 55;

/// Number of columns.
pub(crate) const COLUMNS: usize = OWN + PLACE + signals::COLUMNS;

/// One row of [`COLUMNS`] numbers for each of the lines asked for, which are in page order.
pub(crate) fn rows(lines: &[Line], title: Option<usize>, asked: &[usize]) -> Vec<[f32; COLUMNS]> {
    let page = Page::of(lines, title);
    let mut seen = Seen::default();
    let mut rows = Vec::with_capacity(asked.len());
    let mut asked = asked.iter().peekable();
    for (at, line) in lines.iter().enumerate() {
        seen.enter(line);
        if asked.next_if_eq(&&at).is_some() {
            rows.push(page.row(at, &seen));
        }
        seen.leave(line, page.total);
    }
    rows
}

/// What lies before a line, as the page is read through.
#[derive(Debug)]
struct Seen {
    /// Words of prose.
    words: usize,
    /// Headings that close an article, once much of it is read, and the lines since the last of them.
    closed: usize,
    since_closed: usize,
    since_prose: usize,
    in_related: bool,
}

/// Lines beyond which the next or the last one of prose is far away.
const FAR: usize = 30;

impl Default for Seen {
    fn default() -> Self {
        Self {
            words: 0,
            closed: 0,
            since_closed: 0,
            since_prose: FAR,
            in_related: false,
        }
    }
}

impl Seen {
    fn enter(&mut self, line: &Line) {
        if line.blanks_before > 0 || line.prose && line.words >= 18 {
            self.in_related = false;
        }
    }

    fn leave(&mut self, line: &Line, total: usize) {
        if line.prose {
            self.words += line.words;
            self.since_prose = 0;
        }
        self.since_prose = (self.since_prose + 1).min(FAR);
        self.since_closed += 1;
        match line.furniture() {
            Some(Furniture::Closes) if self.words * 5 >= total * 2 => {
                self.closed += 1;
                self.since_closed = 0;
            }
            Some(Furniture::Related) => self.in_related = true,
            _ => {}
        }
    }
}

/// What the rows of all lines of a page go by.
struct Page<'a> {
    lines: &'a [Line],
    title: Option<usize>,
    /// The first and last line of the main stretch, narrowly and widely taken.
    stretches: [Option<(usize, usize)>; 2],
    /// Words of prose.
    total: usize,
    to_prose: Vec<usize>,
    cohesion: Cohesion,
    usual_gap: u8,
    signals: Signals<'a>,
    /// For each line how many of prose and of furniture stand before it, and how many there are at the end.
    before: Vec<(u32, u32)>,
}

impl<'a> Page<'a> {
    fn of(lines: &'a [Line], title: Option<usize>) -> Self {
        let near = lines::main_stretch(lines, 4);
        let wide = lines::main_stretch(lines, 12);
        let mut before = vec![(0, 0)];
        before.extend(lines.iter().scan((0, 0), |(prose, furniture), line| {
            *prose += u32::from(line.prose);
            *furniture += u32::from(line.furniture().is_some());
            Some((*prose, *furniture))
        }));
        Self {
            lines,
            title,
            stretches: [near, wide],
            total: lines.iter().filter(|l| l.prose).map(|l| l.words).sum(),
            to_prose: lines_to_prose(lines),
            cohesion: Cohesion::new(lines, wide),
            usual_gap: usual_gap(lines, near),
            signals: Signals::of(lines),
            before,
        }
    }

    fn row(&self, at: usize, seen: &Seen) -> [f32; COLUMNS] {
        let mut row = [0.0; COLUMNS];
        let (own, rest) = row.split_at_mut(OWN);
        let (place, signals) = rest.split_at_mut(PLACE);
        write_own(&self.lines[at], self.title.map(|t| &self.lines[t]), own);
        self.write_place(at, seen, place);
        self.signals.write(at, signals);
        row
    }

    fn write_place(&self, at: usize, seen: &Seen, row: &mut [f32]) {
        let (lines, line, total) = (self.lines, &self.lines[at], self.total);
        let mut to = row.iter_mut();
        let mut push = |value: f32| *to.next().expect("there are as many columns") = value;
        self.surroundings(at, &mut push);
        let before = seen.words as f32 / total.max(1) as f32;
        push(before);
        push(flag(seen.words == 0));
        push(flag(total > 0 && seen.words >= total));
        push((1.0 + seen.since_prose as f32).ln());
        push((1.0 + self.to_prose[at] as f32).ln());
        push((seen.closed.min(4)) as f32);
        push(flag(seen.closed > 0 && seen.since_closed < 12));
        push(flag(seen.closed > 0) * before);
        push(flag(seen.in_related));
        for stretch in self.stretches {
            let (first, last) = stretch.unwrap_or((0, 0));
            let distance = if at < first {
                first - at
            } else {
                at.saturating_sub(last)
            };
            push(flag(stretch.is_some() && distance == 0));
            push((1.0 + distance as f32).ln());
            push(flag(at > last));
            push(flag(at > last) * flag(line.prose));
        }
        push(flag(self.title.is_some_and(|t| at <= t)));
        let behind_title = self.title.map(|t| at.saturating_sub(t));
        push(behind_title.map_or(0.0, |lines| (1.0 + lines as f32).ln()));
        let amid_prose = flag(seen.since_prose <= 2 && self.to_prose[at] <= 2);
        push(amid_prose);
        push(amid_prose * flag(line.words < 9));
        push(flag(seen.closed > 0) * flag(line.prose));
        push(flag(at + 1 == lines.len()));
        push(at as f32 / lines.len() as f32);
        push(f32::from(line.blanks_before) * flag(line.words < 9));
        let shared = self.cohesion.of(at, line);
        push(shared);
        push(shared * flag(line.prose));
        push(shared * flag(seen.words * 2 > total));
        let is_apart = flag(line.blanks_before > self.usual_gap);
        push(is_apart);
        push(is_apart * flag(seen.words * 5 >= total * 3));
    }

    /// What stands right before and behind line `at`, and how dense the prose around it is.
    fn surroundings(&self, at: usize, push: &mut impl FnMut(f32)) {
        for step in [-2_isize, -1, 1, 2] {
            let neighbour = at
                .checked_add_signed(step)
                .and_then(|near| self.lines.get(near));
            push(neighbour.map_or(0.0, |n| n.length));
            push(flag(neighbour.is_some_and(|n| n.ends)));
            push(flag(neighbour.is_some_and(|n| n.prose)));
            push(flag(neighbour.is_some_and(|n| n.furniture().is_some())));
        }
        for reach in [3_usize, 8] {
            let (from, to) = (
                at.saturating_sub(reach),
                (at + reach + 1).min(self.lines.len()),
            );
            let share = |count: u32| count as f32 / (to - from) as f32;
            push(share(self.before[to].0 - self.before[from].0));
            push(share(self.before[to].1 - self.before[from].1));
            let lengths = self.lines[from..to].iter().map(|line| line.length);
            push(lengths.sum::<f32>() / (to - from) as f32);
        }
    }
}

/// The most blank lines between neighbouring prose lines of the main stretch, but for the rarest.
fn usual_gap(lines: &[Line], stretch: Option<(usize, usize)>) -> u8 {
    let Some((first, last)) = stretch else {
        return 3;
    };
    let mut gaps: Vec<u8> = lines[first..=last]
        .iter()
        .skip(1)
        .filter(|l| l.prose)
        .map(|l| l.blanks_before)
        .collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() * 9 / 10).copied().unwrap_or(3)
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

/// For each line, how many lines on the next prose line stands; at most [`FAR`].
fn lines_to_prose(lines: &[Line]) -> Vec<usize> {
    let mut distance = FAR;
    let mut out: Vec<usize> = lines
        .iter()
        .rev()
        .map(|line| {
            let here = distance;
            distance = if line.prose {
                1
            } else {
                (distance + 1).min(FAR)
            };
            here
        })
        .collect();
    out.reverse();
    out
}

fn write_own(line: &Line, title: Option<&Line>, row: &mut [f32]) {
    let words = line.words as f32;
    let capital = capitalised(&line.text) as f32;
    let count = |wanted: fn(&u8) -> bool| line.text.bytes().filter(wanted).count() as f32;
    let title_in = title.is_some_and(|t| {
        t.squashed().len() >= 12
            && line.squashed().len() > t.squashed().len()
            && line.squashed().starts_with(t.squashed())
    });
    let mut to = row.iter_mut();
    let mut push = |value: f32| *to.next().expect("there are as many columns") = value;
    push(line.length);
    for bound in [3, 6, 10, 20, 40] {
        push(flag(line.words >= bound));
    }
    push(flag(line.ends));
    push(flag(line.prose));
    push((count(|b| *b == b',') / words).min(0.5));
    push(line.text.words().speech.small as f32 / words);
    push(capital / words);
    push((count(u8::is_ascii_digit) / line.text.len().max(1) as f32).min(1.0));
    push(flag(
        line.text.chars().next().is_some_and(char::is_lowercase),
    ));
    push(flag(holds(&line.text, &['"', '“', '”', '«'])));
    push(flag(holds(&line.text, &['|', '»', '›', '>', '→'])));
    push(flag(has_address(&line.text)));
    for kind in [
        Furniture::Closes,
        Furniture::Related,
        Furniture::Button,
        Furniture::Notice,
        Furniture::Credit,
        Furniture::Counter,
        Furniture::Header,
    ] {
        push(flag(line.furniture() == Some(kind)));
    }
    push(flag(line.copies > 1));
    push(flag(title_in));
    push(flag(title.is_some_and(|t| t.squashed() == line.squashed())));
    push(flag(line.blanks_before > 0));
    push(flag(line.blanks_before > 1));
    push(flag(line.text.ends_with('?')));
    push(flag(line.text.ends_with(':')));
}

/// How many words open with a capital.
fn capitalised(text: &str) -> usize {
    let mut opens = true;
    let is_capital = |at: usize, byte: u8| match byte {
        _ if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => text[at..].chars().next().is_some_and(char::is_uppercase),
    };
    text.bytes()
        .enumerate()
        .filter(|(at, byte)| {
            let opened = std::mem::replace(&mut opens, *byte == b' ');
            opened && is_capital(*at, *byte)
        })
        .count()
}

/// Whether an address stands in a text.
fn has_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.contains(&b'@')
        || bytes
            .windows(4)
            .any(|part| part == b"http" || part == b"www.")
}
