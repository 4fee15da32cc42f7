//! What else tells running text from lists, comments and code: signals of each line, and how dense they
//! are around it.

use super::lines::Line;

/// Signals of a line by itself.
const SIGNALS: usize = 17;

/// Over how many lines before and behind a signal's density is taken, by signal.
const DENSITIES: &[(Signal, usize)] = &[
    (Signal::Cut, 4),
    (Signal::Dated, 4),
    (Signal::Dated, 10),
    (Signal::Headline, 4),
    (Signal::Headline, 10),
    (Signal::Short, 4),
    (Signal::Short, 10),
    (Signal::You, 6),
    (Signal::I, 6),
    (Signal::We, 6),
    (Signal::Reply, 6),
    (Signal::Reply, 20),
    (Signal::Code, 4),
    (Signal::Price, 5),
    (Signal::Item, 4),
];

/// Columns that tell of the page as a whole and of the line's place in it.
const PAGE: usize = 8;

/// Number of columns.
pub(super) const COLUMNS: usize = SIGNALS + DENSITIES.len() + PAGE;

/// What a line shows by itself; the column of its value.
#[derive(Debug, Clone, Copy)]
enum Signal {
    /// Columns of white space before it, of at most 24.
    Indent,
    /// The same less what paragraphs usually have.
    IndentBeyond,
    /// Tabs within it: the cells of a table's row.
    Tabs,
    /// It ends in an ellipsis, as teasers do.
    Cut,
    /// A short line with a date.
    Dated,
    /// As long as a headline and without a full stop.
    Headline,
    /// Of a few words.
    Short,
    /// The share of "you" and its forms among its words.
    You,
    /// The share of "I" and its forms.
    I,
    /// The share of "we" and its forms.
    We,
    /// Words that stand under comments ("Reply", "says:").
    Reply,
    /// Sentences.
    Sentences,
    /// Bytes of a word on average.
    WordLength,
    /// The share of characters of programs.
    Code,
    /// In capitals.
    Capitals,
    /// With a sum of money.
    Price,
    /// Marked as an item of a list.
    Item,
}

/// The signals of all lines of a page.
pub(super) struct Signals<'a> {
    lines: &'a [Line],
    own: Vec<[f32; SIGNALS]>,
    /// For each line the sums of the signals of all lines before it, and those of all at the end.
    sums: Vec<[f32; SIGNALS]>,
    words_before: Vec<usize>,
    of_page: [f32; 3],
}

impl<'a> Signals<'a> {
    /// Reads the signals of `lines`.
    pub fn of(lines: &'a [Line]) -> Self {
        let usual = usual_indent(lines);
        let own: Vec<[f32; SIGNALS]> = lines.iter().map(|line| signals(line, usual)).collect();
        let mut sums = Vec::with_capacity(own.len() + 1);
        let mut sum = [0.0; SIGNALS];
        sums.push(sum);
        for own in &own {
            for (sum, signal) in sum.iter_mut().zip(own) {
                *sum += signal;
            }
            sums.push(sum);
        }
        let mut words = 0;
        let mut words_before = vec![words];
        words_before.extend(lines.iter().map(|line| {
            words += line.words;
            words
        }));
        let prose: usize = lines.iter().filter(|l| l.prose).map(|l| l.words).sum();
        let prose_lines = lines.iter().filter(|l| l.prose).count();
        Self {
            lines,
            own,
            sums,
            words_before,
            of_page: [
                (1.0 + prose as f32).ln(),
                (1.0 + lines.len() as f32).ln(),
                prose_lines as f32 / lines.len().max(1) as f32,
            ],
        }
    }

    /// Writes the [`COLUMNS`] numbers of line `at`.
    pub fn write(&self, at: usize, row: &mut [f32]) {
        let (own, rest) = row.split_at_mut(SIGNALS);
        let (around, page) = rest.split_at_mut(DENSITIES.len());
        own.copy_from_slice(&self.own[at]);
        for (to, (signal, reach)) in around.iter_mut().zip(DENSITIES) {
            *to = self.density(at, *signal, *reach);
        }
        let far = |step: isize| {
            at.checked_add_signed(step)
                .and_then(|at| self.lines.get(at))
                .map_or(0.0, |line| line.length)
        };
        let words = self.words_before[self.lines.len()];
        let before = |signal: Signal| self.sums[at][signal as usize];
        page[..3].copy_from_slice(&self.of_page);
        page[3..].copy_from_slice(&[
            self.words_before[at + 1] as f32 / words.max(1) as f32,
            far(3),
            far(-3),
            before(Signal::Reply),
            before(Signal::Dated),
        ]);
    }

    /// The mean of a signal over the lines within `reach` of a line.
    fn density(&self, at: usize, signal: Signal, reach: usize) -> f32 {
        let (from, to) = (
            at.saturating_sub(reach),
            (at + reach + 1).min(self.own.len()),
        );
        let sum = |at: usize| self.sums[at][signal as usize];
        (sum(to) - sum(from)) / (to - from) as f32
    }
}

/// The indentation that half of the paragraphs have at most.
fn usual_indent(lines: &[Line]) -> u8 {
    let mut indents: Vec<u8> = lines.iter().filter(|l| l.prose).map(|l| l.indent).collect();
    indents.sort_unstable();
    indents.get(indents.len() / 2).copied().unwrap_or(0)
}

fn signals(line: &Line, usual_indent: u8) -> [f32; SIGNALS] {
    let flag = |value: bool| f32::from(u8::from(value));
    let text: &str = &line.text;
    let words = line.words.max(1) as f32;
    let behind = text.bytes().skip(1).chain([b' ']);
    let sentences = text
        .bytes()
        .zip(behind)
        .filter(|(byte, behind)| matches!(byte, b'.' | b'!' | b'?') && *behind == b' ')
        .count();
    let code = text
        .bytes()
        .filter(|b| {
            matches!(
                b,
                b'{' | b'}'
                    | b'['
                    | b']'
                    | b'('
                    | b')'
                    | b';'
                    | b'='
                    | b'<'
                    | b'>'
                    | b'_'
                    | b'/'
                    | b'\\'
                    | b'`'
                    | b'$'
                    | b'#'
            )
        })
        .count();
    let is_capitals = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    let price = holds(text, &['$', '€', '£', '¥'])
        && text.match_indices(['$', '€', '£', '¥']).any(|(at, sign)| {
            let behind = text[at + sign.len()..].trim_start();
            behind.starts_with(|c: char| c.is_ascii_digit())
        });
    let mut row = [0.0; SIGNALS];
    let mut put = |signal: Signal, value: f32| row[signal as usize] = value;
    put(Signal::Indent, f32::from(line.indent));
    put(
        Signal::IndentBeyond,
        f32::from(line.indent) - f32::from(usual_indent),
    );
    put(Signal::Tabs, f32::from(line.tabs));
    put(
        Signal::Cut,
        flag(text.ends_with('…') || text.ends_with("...")),
    );
    put(Signal::Dated, flag(is_dated(line)));
    put(
        Signal::Headline,
        flag((4..=18).contains(&line.words) && !text.ends_with(['.', ':', '!'])),
    );
    put(Signal::Short, flag(line.words <= 4));
    put(Signal::You, line.text.words().speech.you as f32 / words);
    put(Signal::I, line.text.words().speech.i as f32 / words);
    put(Signal::We, line.text.words().speech.we as f32 / words);
    put(
        Signal::Reply,
        flag(line.words <= 10 && is_reply(line.squashed())),
    );
    put(Signal::Sentences, sentences as f32);
    put(Signal::WordLength, text.len() as f32 / words);
    put(Signal::Code, code as f32 / text.len().max(1) as f32);
    put(Signal::Capitals, flag(is_capitals));
    put(Signal::Price, flag(price));
    put(Signal::Item, flag(is_item(text)));
    row
}

/// Whether a text holds one of these characters: one without any beyond ASCII is looked through by bytes.
pub(super) fn holds(text: &str, wanted: &[char]) -> bool {
    if !text.is_ascii() {
        return text.contains(wanted);
    }
    text.bytes().any(|byte| wanted.contains(&char::from(byte)))
}

fn is_dated(line: &Line) -> bool {
    line.words <= 12 && line.text.bytes().any(|b| b.is_ascii_digit()) && line.text.is_date()
}

/// Whether a short line's letters are those of a comment's head or foot.
fn is_reply(squashed: &str) -> bool {
    ["reply", "permalink", "upvote", "commented", "reportabuse"]
        .iter()
        .any(|word| squashed.contains(word))
        || ["says", "wrote", "writes", "like", "likes", "ago"]
            .iter()
            .any(|word| squashed.ends_with(word))
}

/// Whether a bullet or a number opens a line.
fn is_item(text: &str) -> bool {
    let Some((mark, _)) = text.split_once(' ') else {
        return false;
    };
    let number = mark.trim_end_matches(['.', ')']);
    matches!(mark, "•" | "·" | "*" | "-" | "–" | "◦" | "▪" | "✓" | "✔")
        || mark != number && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::lines;

    #[test]
    fn signals_are_what_their_names_say() {
        let page = "Envoys meet in Oslo\n\n  Jane Roe says:\n\t3 May 2011\n\nI think that we owe you $ 5. Do you?\n\
            • An item of a list\nA teaser that breaks off…\na\tb\nCODE_X = {};\n";
        let lines = lines::read(page);
        let signals = Signals::of(&lines);
        let is = |line: usize, signal: Signal| signals.own[line][signal as usize] > 0.0;
        let all = |signal: Signal| {
            (0..lines.len())
                .filter(|l| is(*l, signal))
                .collect::<Vec<_>>()
        };
        assert_eq!(all(Signal::Reply), [1]);
        assert_eq!(all(Signal::Dated), [2]);
        assert_eq!(all(Signal::I), [3]);
        assert_eq!(all(Signal::Price), [3]);
        assert_eq!(all(Signal::Item), [4]);
        assert_eq!(all(Signal::Cut), [5]);
        assert_eq!(all(Signal::Tabs), [6]);
        assert_eq!(all(Signal::Capitals), [7]);
        assert_eq!(all(Signal::Indent), [1, 2]);
        assert!(signals.own[3][Signal::Sentences as usize] > 1.5);
    }

    #[test]
    fn densities_are_means_of_what_is_there() {
        let lines = lines::read(
            "Short one\n\nA line of more words than that.\n\nAnother line of more words.",
        );
        let signals = Signals::of(&lines);
        let near = |at: usize| signals.density(at, Signal::Short, 1);
        assert!((near(0) - 0.5).abs() < 1e-6 && (near(1) - 1.0 / 3.0).abs() < 1e-6);
        assert!(near(2).abs() < 1e-6);
    }
}
