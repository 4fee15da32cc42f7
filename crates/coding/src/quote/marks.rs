//! Quotation marks: which open, which close, and which pairs they make, in every style that papers
//! use, whatever is missing or left over.

use std::ops::Range;

use detente_syntax::Document;

/// Words that begin with an apostrophe and are no quotations.
const ELISIONS: [&str; 12] = [
    "tis", "twas", "em", "n", "til", "till", "cause", "bout", "round", "neath", "cos", "un",
];

/// What is between two quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The tokens between the marks.
    pub inner: Range<usize>,
    /// The tokens with the marks.
    pub outer: Range<usize>,
    /// Whether the closing mark was found.
    pub closed: bool,
    /// Whether the marks were the single ones.
    pub is_single: bool,
    /// Whether it goes on from the paragraph before, which left its mark open.
    pub continues: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    /// Straight marks between blanks or between letters: as the state has it.
    Either,
}

/// A double quotation mark at a byte range.
#[derive(Debug, Clone)]
struct Mark {
    bytes: Range<usize>,
    side: Side,
    low: bool,
}

/// A stretch between marks, in bytes: where the opening mark begins and ends, where the closing one does.
#[derive(Debug, Clone)]
struct Stretch {
    open: Range<usize>,
    close: Range<usize>,
    closed: bool,
    is_single: bool,
    continues: bool,
}

/// Finds what stands between quotation marks, in text order and without overlap.
pub fn find(doc: &Document) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut is_open = false;
    for (index, paragraph) in doc.paragraphs().iter().enumerate() {
        if paragraph.is_empty() {
            continue;
        }
        let bytes = bytes_of(doc, paragraph);
        let next_opens = doc
            .paragraphs()
            .get(index + 1)
            .is_some_and(|next| opens_with_mark(doc, next));
        let (stretches, left_open) = paragraph_stretches(doc.text(), bytes, is_open, next_opens);
        is_open = left_open;
        let mut token = paragraph.start;
        for stretch in stretches {
            if let Some(marked) = to_tokens(doc, paragraph.end, &mut token, &stretch) {
                found.push(marked);
            }
        }
    }
    found
}

fn bytes_of(doc: &Document, tokens: &Range<usize>) -> Range<usize> {
    doc.token(tokens.start).start as usize..doc.token(tokens.end - 1).end as usize
}

fn opens_with_mark(doc: &Document, paragraph: &Range<usize>) -> bool {
    let Some(first) = paragraph.clone().next() else {
        return false;
    };
    doc.word(first).starts_with([
        '"', '\u{201C}', '\u{201D}', '\u{00AB}', '\u{2018}', '\'', '`', '\u{201E}',
    ])
}

/// Brings a stretch to tokens; `from` is the first token that may belong to it.
fn to_tokens(doc: &Document, end: usize, from: &mut usize, stretch: &Stretch) -> Option<Marked> {
    let mut first = *from;
    while first < end && doc.token(first).end as usize <= stretch.open.start {
        first += 1;
    }
    let mut inner_start = first;
    while inner_start < end && (doc.token(inner_start).start as usize) < stretch.open.end {
        inner_start += 1;
    }
    let mut inner_end = inner_start;
    while inner_end < end && doc.token(inner_end).end as usize <= stretch.close.start {
        inner_end += 1;
    }
    let mut last = inner_end;
    while last < end && (doc.token(last).start as usize) < stretch.close.end {
        last += 1;
    }
    *from = last;
    (inner_start < inner_end).then_some(Marked {
        inner: inner_start..inner_end,
        outer: first..last,
        closed: stretch.closed,
        is_single: stretch.is_single,
        continues: stretch.continues,
    })
}

/// The stretches of one paragraph, and whether its last mark stays open into the next.
fn paragraph_stretches(
    text: &str,
    bytes: Range<usize>,
    was_open: bool,
    next_opens: bool,
) -> (Vec<Stretch>, bool) {
    let marks = double_marks(text, bytes.clone());
    let (doubles, left_open) = pair_doubles(text, &bytes, &marks, was_open, next_opens);
    let singles = pair_singles(text, &bytes, &doubles, next_opens);
    // A single pair around double ones is the quotation of a British paper; the inner ones are not.
    let mut all: Vec<Stretch> = doubles
        .into_iter()
        .filter(|double| {
            let around = singles.partition_point(|single| single.open.start < double.open.start);
            around == 0 || singles[around - 1].close.end <= double.open.start
        })
        .collect();
    all.extend(singles);
    all.sort_by_key(|stretch| stretch.open.start);
    (all, left_open)
}

fn before(text: &str, at: usize, from: usize) -> Option<char> {
    text.get(from..at)?.chars().next_back()
}

fn after(text: &str, at: usize, to: usize) -> Option<char> {
    text.get(at..to)?.chars().next()
}

/// All double marks of a paragraph with the side that their neighbours tell.
fn double_marks(text: &str, bytes: Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let Some(paragraph) = text.get(bytes.clone()) else {
        return marks;
    };
    let mut skip_to = 0;
    for (offset, c) in paragraph.char_indices() {
        let at = bytes.start + offset;
        if at < skip_to {
            continue;
        }
        let mut end = at + c.len_utf8();
        let fixed = match c {
            '\u{201E}' | '\u{201C}' | '\u{201F}' | '\u{00AB}' => Some(Side::Open),
            '\u{00BB}' => Some(Side::Close),
            '"' | '\u{FF02}' | '\u{201D}' => None,
            '`' | '\'' | '\u{2019}' if after(text, end, bytes.end) == Some(c) => {
                end += c.len_utf8();
                (c == '`').then_some(Side::Open)
            }
            _ => continue,
        };
        skip_to = end;
        let (left, right) = (before(text, at, bytes.start), after(text, end, bytes.end));
        // 6'2" and 5" are measures.
        if c == '"'
            && left.is_some_and(|c| c.is_ascii_digit())
            && right.is_none_or(char::is_alphanumeric)
        {
            continue;
        }
        let side = fixed.unwrap_or_else(|| straight_side(left, right));
        marks.push(Mark {
            bytes: at..end,
            side,
            low: c == '\u{201E}',
        });
    }
    marks
}

/// The side of a straight mark by its neighbours.
fn straight_side(left: Option<char>, right: Option<char>) -> Side {
    let could_open = left
        .is_none_or(|c| c.is_whitespace() || "([{\u{2014}\u{2013}-/\u{2018}'".contains(c))
        && right.is_some_and(|c| !c.is_whitespace() && !",.;:!?)]}".contains(c));
    let could_close = left.is_some_and(|c| !c.is_whitespace() && !"([{".contains(c))
        && right.is_none_or(|c| !c.is_alphanumeric() || c.is_whitespace());
    match (could_open, could_close) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => Side::Either,
    }
}

fn pair_doubles(
    text: &str,
    bytes: &Range<usize>,
    marks: &[Mark],
    was_open: bool,
    next_opens: bool,
) -> (Vec<Stretch>, bool) {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut open: Option<(Mark, bool)> = None;
    let first_at_start = marks
        .first()
        .is_some_and(|mark| mark.bytes.start == bytes.start);
    let mut continues = was_open;
    if was_open && !first_at_start && marks.first().is_some_and(|mark| mark.side == Side::Close) {
        // The speech runs on without a mark at the head of this paragraph.
        let start = bytes.start..bytes.start;
        open = Some((
            Mark {
                bytes: start,
                side: Side::Open,
                low: false,
            },
            true,
        ));
    }
    for mark in marks {
        let closes = match mark.side {
            Side::Open => open.as_ref().is_some_and(|(open, _)| open.low && !mark.low),
            Side::Close => true,
            Side::Either => open.is_some(),
        };
        if closes {
            let start = match open.take() {
                Some((mark, _)) => mark.bytes,
                None => match orphan_start(text, bytes, mark, stretches.last()) {
                    Some(start) => start,
                    None => continue,
                },
            };
            let close = mark.bytes.clone();
            stretches.push(Stretch {
                open: start,
                close,
                closed: true,
                is_single: false,
                continues,
            });
            continues = false;
        } else {
            if let Some((earlier, _)) = open.take() {
                // The mark before this one was never closed: it reaches to the end of its sentence.
                let end = sentence_end(text, earlier.bytes.end, mark.bytes.start);
                let close = end..end;
                stretches.push(Stretch {
                    open: earlier.bytes,
                    close,
                    closed: false,
                    is_single: false,
                    continues,
                });
                continues = false;
            }
            open = Some((mark.clone(), false));
        }
    }
    let Some((last, _)) = open else {
        return (stretches, false);
    };
    let runs_on = next_opens;
    let at_head =
        last.bytes.start == bytes.start || starts_sentence(text, bytes.start, last.bytes.start);
    let end = if runs_on || at_head {
        bytes.end
    } else {
        sentence_end(text, last.bytes.end, bytes.end)
    };
    stretches.push(Stretch {
        open: last.bytes,
        close: end..end,
        closed: runs_on,
        is_single: false,
        continues,
    });
    (stretches, true)
}

/// Where a quotation begins whose opening mark is missing: at the start of the paragraph, if the
/// closing mark follows a comma or a stop and nothing was quoted before.
fn orphan_start(
    text: &str,
    bytes: &Range<usize>,
    mark: &Mark,
    last: Option<&Stretch>,
) -> Option<Range<usize>> {
    let left = before(text, mark.bytes.start, bytes.start)?;
    (last.is_none() && matches!(left, ',' | '.' | '!' | '?')).then_some(bytes.start..bytes.start)
}

/// Whether the text before `at` ends a sentence or the lead-in of one.
fn starts_sentence(text: &str, from: usize, at: usize) -> bool {
    let Some(left) = text.get(from..at) else {
        return false;
    };
    let left = left.trim_end();
    left.is_empty() || left.ends_with(['.', '!', '?', ':', ','])
}

/// The end of the sentence that holds byte `from`, at most `to`: after the first stop that a blank
/// and a capital follow.
fn sentence_end(text: &str, from: usize, to: usize) -> usize {
    let Some(rest) = text.get(from..to) else {
        return to;
    };
    let mut stop = None;
    for (offset, c) in rest.char_indices() {
        match (stop, c) {
            (_, '.' | '!' | '?') => stop = Some(offset + c.len_utf8()),
            (Some(end), c) if c.is_uppercase() && offset > end => return from + end,
            (Some(_), c) if c.is_whitespace() => {}
            _ => stop = None,
        }
    }
    from + rest.trim_end().len()
}

/// A single mark that may close.
struct Closer {
    bytes: Range<usize>,
    /// Whether it rather marks a possessive ("the ministers' plan").
    is_doubtful: bool,
}

fn pair_singles(
    text: &str,
    bytes: &Range<usize>,
    doubles: &[Stretch],
    next_opens: bool,
) -> Vec<Stretch> {
    let Some(paragraph) = text.get(bytes.clone()) else {
        return Vec::new();
    };
    let in_double = |at: usize| {
        let next = doubles.partition_point(|double| double.open.start <= at);
        next > 0 && at < doubles[next - 1].close.end
    };
    let mut openers: Vec<Range<usize>> = Vec::new();
    let mut closers: Vec<Closer> = Vec::new();
    for (offset, c) in paragraph.char_indices() {
        if !matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '`') {
            continue;
        }
        let at = bytes.start + offset;
        let end = at + c.len_utf8();
        let (left, right) = (before(text, at, bytes.start), after(text, end, bytes.end));
        if in_double(at) || left == Some(c) || right == Some(c) {
            continue;
        }
        let may_begin = c != '\u{2019}'
            && left.is_none_or(|c| c.is_whitespace() || "([\u{2014}\u{2013}".contains(c))
            && right.is_some_and(|c| {
                c.is_alphabetic() || "\u{201C}\"\u{2026}.".contains(c) || (c.is_ascii_digit())
            })
            && !is_elision(text, end, bytes.end);
        let may_end = matches!(c, '\'' | '\u{2019}')
            && left.is_some_and(|c| !c.is_whitespace())
            && right.is_none_or(|c| !c.is_alphanumeric());
        if may_begin {
            openers.push(at..end);
        } else if may_end {
            let is_doubtful = matches!(left, Some('s' | 'S' | 'z' | 'n'))
                && text.get(end..bytes.end).is_some_and(|rest| {
                    rest.trim_start_matches(' ')
                        .starts_with(|c: char| c.is_alphanumeric())
                });
            closers.push(Closer {
                bytes: at..end,
                is_doubtful,
            });
        }
    }
    let sure: Vec<usize> = closers
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_doubtful)
        .map(|(i, _)| i)
        .collect();
    let mut stretches = Vec::new();
    let mut free = bytes.start;
    for open in openers {
        if open.start < free {
            continue;
        }
        let first = closers.partition_point(|closer| closer.bytes.start < open.end);
        let next_sure = sure
            .get(sure.partition_point(|&closer| closer < first))
            .copied();
        let close = match next_sure.or((first < closers.len()).then_some(first)) {
            Some(closer) => closers[closer].bytes.clone(),
            None if open.start == bytes.start && next_opens => bytes.end..bytes.end,
            None => continue,
        };
        free = close.end;
        stretches.push(Stretch {
            open,
            close,
            closed: true,
            is_single: true,
            continues: false,
        });
    }
    stretches
}

/// Whether the letters after an apostrophe make a word that drops its beginning, or a decade.
fn is_elision(text: &str, from: usize, to: usize) -> bool {
    let rest = text.get(from..to).unwrap_or_default();
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(8)
        .collect();
    let decade =
        word.len() == 3 && word.ends_with('s') && word[..2].chars().all(|c| c.is_ascii_digit());
    let year = word.len() == 2 && word.chars().all(|c| c.is_ascii_digit());
    decade || year || ELISIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands between marks in one paragraph.
    fn quoted(text: &str) -> Vec<&str> {
        let (stretches, _) = paragraph_stretches(text, 0..text.len(), false, false);
        stretches
            .iter()
            .map(|s| &text[s.open.end..s.close.start])
            .collect()
    }

    #[test]
    fn every_style_of_marks() {
        assert_eq!(quoted("\"Yes,\" he said. \"No.\""), ["Yes,", "No."]);
        assert_eq!(
            quoted("\u{201C}Yes,\u{201D} he said. \u{201C}No.\u{201D}"),
            ["Yes,", "No."]
        );
        assert_eq!(quoted("\u{201D}Yes,\u{201D} he said."), ["Yes,"]);
        assert_eq!(quoted("\u{201E}Ja\u{201C}, he said."), ["Ja"]);
        assert_eq!(quoted("\u{00AB}Oui\u{00BB}, he said."), ["Oui"]);
        assert_eq!(quoted("``Yes,'' he said."), ["Yes,"]);
        assert_eq!(
            quoted("'We don't know,' he said. 'It's the ministers' job.'"),
            ["We don't know,", "It's the ministers' job."]
        );
        assert_eq!(
            quoted("\u{2018}He said \u{201C}no\u{201D} twice,\u{2019} she said."),
            ["He said \u{201C}no\u{201D} twice,"]
        );
    }

    #[test]
    fn apostrophes_and_measures_are_no_quotations() {
        assert!(quoted("The ministers' plan of the '90s wasn't his' own.").is_empty());
        assert!(quoted("A 6'2\" man with 5\" guns").len() <= 1);
    }

    #[test]
    fn missing_marks() {
        assert_eq!(
            quoted("He said \"we are done. Then he left. \"Really,\" she said."),
            ["we are done.", "Really,"]
        );
        assert_eq!(quoted("We are done,\" he said."), ["We are done,"]);
        assert_eq!(quoted("\"We are done. We go."), ["We are done. We go."]);
        assert_eq!(quoted("He called it \"a mess. They left."), ["a mess."]);
        assert!(quoted("\"").iter().all(|text| text.is_empty()));
    }

    #[test]
    fn speech_over_paragraphs_stays_open() {
        let text = "\u{201C}One.";
        let (stretches, open) = paragraph_stretches(text, 0..text.len(), false, true);
        assert!(open && stretches[0].closed);
        let text = "and two,\u{201D} he said.";
        let (stretches, open) = paragraph_stretches(text, 0..text.len(), true, false);
        assert!(!open && stretches[0].continues);
        assert_eq!(
            &text[stretches[0].open.end..stretches[0].close.start],
            "and two,"
        );
    }
}
