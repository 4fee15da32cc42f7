//! Lines of bounded length.

use std::io::{self, BufRead};

/// What a line was.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The line is in the buffer, with its line break if it has one.
    Whole,
    /// The line is longer than the limit; it was passed over and the buffer is empty.
    TooLong,
    /// There are no more lines.
    End,
}

/// Appends the next line to `buffer`, which may grow to `limit` bytes.
pub(super) fn next_line(
    reader: &mut impl BufRead,
    buffer: &mut Vec<u8>,
    limit: u64,
) -> io::Result<Line> {
    let mut seen = false;
    let mut too_long = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        seen = true;
        let line_end = memchr::memchr(b'\n', available).map(|at| at + 1);
        let part = &available[..line_end.unwrap_or(available.len())];
        let used = part.len();
        if too_long || (buffer.len() + used) as u64 > limit {
            too_long = true;
            buffer.clear();
        } else {
            buffer.extend_from_slice(part);
        }
        reader.consume(used);
        if line_end.is_some() {
            break;
        }
    }
    Ok(match (seen, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}

/// Takes a UTF-8 byte order mark off the first line of a file.
pub(super) fn without_mark(line: &[u8], number: u64) -> &[u8] {
    if number == 1 {
        line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over_and_the_next_one_is_read() -> io::Result<()> {
        let text = format!("one\n{}\nthree", "x".repeat(1000));
        let mut reader = io::BufReader::with_capacity(7, text.as_bytes());
        let mut found = Vec::new();
        loop {
            let mut buffer = Vec::new();
            let line = next_line(&mut reader, &mut buffer, 10)?;
            if line == Line::End {
                break;
            }
            assert!(buffer.len() <= 10);
            found.push((line, String::from_utf8_lossy(&buffer).into_owned()));
        }
        assert_eq!(
            found,
            [
                (Line::Whole, "one\n".to_owned()),
                (Line::TooLong, String::new()),
                (Line::Whole, "three".to_owned())
            ]
        );
        Ok(())
    }
}
