//! What tells a line of the body from a line of furniture, as numbers.
//!
//! The columns are those that the trees of [`super::trees`] ask for; both change together.

use std::sync::LazyLock;

use rustc_hash::FxHashSet as HashSet;

use super::cohesion::Cohesion;
use super::lines::{self, Line};
use super::signals;
use crate::furniture::Furniture;

/// Columns that describe a line by itself.
const OWN: usize = 30;

/// Columns that describe its neighbours and its place.
const PLACE: usize = 55;

/// Number of columns.
pub(crate) const COLUMNS: usize = OWN + PLACE + signals::COLUMNS;

/// The commonest small words of the languages of most pages: running text is full of them, menus
/// and headlines are not.
const SMALL_WORDS: &[&str] = &[
    "the", "of", "and", "to", "a", "in", "that", "is", "was", "for", "it", "with", "as", "on",
    "be", "by", "at", "this", "have", "from", "or", "had", "not", "are", "but", "were", "has",
    "his", "their", "they", "an", "which", "you", "would", "been", "he", "she", "its", "who",
    "will", "there", "we", "if", "more", "when", "can", "her", "said", "der", "die", "und", "den",
    "von", "zu", "das", "mit", "ist", "le", "la", "les", "des", "et", "que", "el", "los", "del",
    "en", "un", "una", "se", "por", "con", "il", "di", "che", "per", "da", "do", "não", "os", "и",
    "в", "не", "на", "что", "с", "по",
];

/// Whether a word is one of [`SMALL_WORDS`], in whatever case its ASCII letters are.
fn is_small(word: &str) -> bool {
    static KEYS: LazyLock<HashSet<u128>> =
        LazyLock::new(|| SMALL_WORDS.iter().filter_map(|word| key(word)).collect());
    key(word).is_some_and(|key| KEYS.contains(&key))
}

/// The bytes of a short word as a number.
fn key(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes
        .get_mut(..word.len())?
        .copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    (!word.is_empty()).then(|| u128::from_le_bytes(bytes))
}

/// One row of [`COLUMNS`] numbers for each line.
pub(crate) fn rows(lines: &[Line], title: Option<usize>) -> Vec<[f32; COLUMNS]> {
    let own: Vec<[f32; OWN]> = lines
        .iter()
        .map(|line| own(line, title.map(|t| &lines[t])))
        .collect();
    let near = lines::main_stretch(lines, 4);
    let wide = lines::main_stretch(lines, 12);
    let total: usize = lines.iter().filter(|l| l.prose).map(|l| l.words).sum();
    let mut seen = 0;
    let mut closed = 0_usize;
    let mut since_closed = 0_usize;
    let mut since_prose = 30_usize;
    let mut in_related = false;
    let to_prose = lines_to_prose(lines);
    let cohesion = Cohesion::new(lines, wide);
    let usual_gap = usual_gap(lines, near);
    let signals = signals::rows(lines);
    let mut rows = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let mut row = [0.0; COLUMNS];
        row[..OWN].copy_from_slice(&own[i]);
        row[OWN + PLACE..].copy_from_slice(&signals[i]);
        if line.blanks_before > 0 || line.prose && line.words >= 18 {
            in_related = false;
        }
        let mut put = OWN;
        let mut push = |value: f32| {
            row[put] = value;
            put += 1;
        };
        surroundings(lines, i, &mut push);
        let before = seen as f32 / total.max(1) as f32;
        push(before);
        push(flag(seen == 0));
        push(flag(total > 0 && seen >= total));
        push((1.0 + since_prose as f32).ln());
        push((1.0 + to_prose[i] as f32).ln());
        push((closed.min(4)) as f32);
        push(flag(closed > 0 && since_closed < 12));
        push(flag(closed > 0) * before);
        push(flag(in_related));
        for stretch in [near, wide] {
            let (first, last) = stretch.unwrap_or((0, 0));
            let distance = if i < first {
                first - i
            } else {
                i.saturating_sub(last)
            };
            push(flag(stretch.is_some() && distance == 0));
            push((1.0 + distance as f32).ln());
            push(flag(i > last));
            push(flag(i > last) * flag(line.prose));
        }
        push(flag(title.is_some_and(|t| i <= t)));
        push(title.map_or(0.0, |t| (1.0 + i.saturating_sub(t) as f32).ln()));
        push(flag(since_prose <= 2 && to_prose[i] <= 2));
        push(flag(since_prose <= 2 && to_prose[i] <= 2) * flag(line.words < 9));
        push(flag(closed > 0) * flag(line.prose));
        push(flag(i + 1 == lines.len()));
        push(i as f32 / lines.len() as f32);
        push(f32::from(line.blanks_before) * flag(line.words < 9));
        let shared = cohesion.of(i, line);
        push(shared);
        push(shared * flag(line.prose));
        push(shared * flag(seen * 2 > total));
        push(flag(line.blanks_before > usual_gap));
        push(flag(line.blanks_before > usual_gap) * flag(seen * 5 >= total * 3));
        rows.push(row);

        if line.prose {
            seen += line.words;
            since_prose = 0;
        }
        since_prose = (since_prose + 1).min(30);
        since_closed += 1;
        match line.furniture {
            Some(Furniture::Closes) if seen * 5 >= total * 2 => {
                closed += 1;
                since_closed = 0;
            }
            Some(Furniture::Related) => in_related = true,
            _ => {}
        }
    }
    rows
}

/// What stands right before and behind line `i`, and how dense the prose around it is.
fn surroundings(lines: &[Line], i: usize, push: &mut impl FnMut(f32)) {
    for step in [-2_isize, -1, 1, 2] {
        let neighbour = i.checked_add_signed(step).and_then(|n| lines.get(n));
        push(neighbour.map_or(0.0, |n| (1.0 + n.words as f32).ln()));
        push(flag(neighbour.is_some_and(|n| n.ends)));
        push(flag(neighbour.is_some_and(|n| n.prose)));
        push(flag(neighbour.is_some_and(|n| n.furniture.is_some())));
    }
    for reach in [3_usize, 8] {
        let window = &lines[i.saturating_sub(reach)..(i + reach + 1).min(lines.len())];
        let share = |test: fn(&Line) -> bool| {
            window.iter().filter(|l| test(l)).count() as f32 / window.len() as f32
        };
        push(share(|l| l.prose));
        push(share(|l| l.furniture.is_some()));
        push(
            window
                .iter()
                .map(|l| (1.0 + l.words as f32).ln())
                .sum::<f32>()
                / window.len() as f32,
        );
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

/// For each line, how many lines on the next prose line stands; at most 30.
fn lines_to_prose(lines: &[Line]) -> Vec<usize> {
    let mut distance = 30;
    let mut out: Vec<usize> = lines
        .iter()
        .rev()
        .map(|line| {
            let here = distance;
            distance = if line.prose {
                1
            } else {
                (distance + 1).min(30)
            };
            here
        })
        .collect();
    out.reverse();
    out
}

fn own(line: &Line, title: Option<&Line>) -> [f32; OWN] {
    let mut row = [0.0; OWN];
    let words = line.words.max(1) as f32;
    let small = line
        .text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| is_small(word))
        .count() as f32;
    let capital = line
        .text
        .split(' ')
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
        .count() as f32;
    let digits = line.text.bytes().filter(u8::is_ascii_digit).count() as f32;
    let title_in = title.is_some_and(|t| {
        t.squashed.len() >= 12
            && line.squashed.len() > t.squashed.len()
            && line.squashed.starts_with(&t.squashed)
    });
    let mut put = 0;
    let mut push = |value: f32| {
        row[put] = value;
        put += 1;
    };
    push((1.0 + words).ln());
    for bound in [3, 6, 10, 20, 40] {
        push(flag(line.words >= bound));
    }
    push(flag(line.ends));
    push(flag(line.prose));
    push((line.text.matches(',').count() as f32 / words).min(0.5));
    push(small / words);
    push(capital / words);
    push((digits / line.text.len().max(1) as f32).min(1.0));
    push(flag(
        line.text.chars().next().is_some_and(char::is_lowercase),
    ));
    push(flag(line.text.contains(['"', '“', '”', '«'])));
    push(flag(line.text.contains(['|', '»', '›', '>', '→'])));
    push(flag(
        line.text.contains("http") || line.text.contains('@') || line.text.contains("www."),
    ));
    for kind in [
        Furniture::Closes,
        Furniture::Related,
        Furniture::Button,
        Furniture::Notice,
        Furniture::Credit,
        Furniture::Counter,
        Furniture::Header,
    ] {
        push(flag(line.furniture == Some(kind)));
    }
    push(flag(line.copies > 1));
    push(flag(title_in));
    push(flag(title.is_some_and(|t| t.squashed == line.squashed)));
    push(flag(line.blanks_before > 0));
    push(flag(line.blanks_before > 1));
    push(flag(line.text.ends_with('?')));
    push(flag(line.text.ends_with(':')));
    row
}
