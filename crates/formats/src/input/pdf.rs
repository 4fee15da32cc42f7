//! Text of PDF files, by a library that trusts its input: what could make it run for ever, take all
//! memory or overflow the stack is looked for first, and its panics are caught.

use std::fmt;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use flate2::bufread::ZlibDecoder;
use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, OutputError, PlainTextOutput};

use super::Reason;

/// The most bytes that a file's streams may have once they are decompressed.
const MOST_UNPACKED: u64 = 256 << 20;
/// The most text that is taken.
const MOST_TEXT: usize = 8 << 20;
/// How deep forms may hold forms, and how often they may be drawn in all.
const DEEPEST: usize = 16;
const MOST_FORMS: u32 = 10_000;

/// The text of a PDF file, line by line as it is laid out.
pub(super) fn text(file: &[u8]) -> Result<String, Reason> {
    if !streams_are_bounded(file) {
        return Err(Reason::Pdf(format!(
            "its streams hold more than {MOST_UNPACKED} bytes once decompressed"
        )));
    }
    // The library indexes and unwraps where a file is not as the standard has it.
    catch_unwind(AssertUnwindSafe(|| extract(file)))
        .unwrap_or_else(|_| Err(Reason::Pdf("it is damaged".to_owned())))
}

fn extract(file: &[u8]) -> Result<String, Reason> {
    let mut document = Document::load_mem(file).map_err(|error| Reason::Pdf(error.to_string()))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Reason::Pdf("it is encrypted".to_owned()));
    }
    let mut forms = MOST_FORMS;
    for page in document.get_pages().into_values() {
        if !page_is_bounded(&document, page, &mut forms) {
            return Err(Reason::Pdf(
                "its forms are drawn within one another without end".to_owned(),
            ));
        }
    }
    let mut text = Text(String::new());
    let writer: &mut dyn io::Write = &mut text;
    let mut output = PlainTextOutput::new(writer);
    let extracted = pdf_extract::output_doc(&document, &mut output);
    match extracted {
        // The text up to the limit is kept.
        Err(OutputError::FormatError(fmt::Error)) if !text.0.is_empty() => {}
        Err(error) => return Err(Reason::Pdf(error.to_string())),
        Ok(()) => {}
    }
    if text.0.trim().is_empty() {
        return Err(Reason::Pdf(
            "it holds pictures of pages, no text".to_owned(),
        ));
    }
    Ok(text.0)
}

/// Text that takes [`MOST_TEXT`] bytes.
struct Text(String);

impl io::Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_TEXT {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.0.push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether all that could be a compressed stream gives less than [`MOST_UNPACKED`] bytes together.
fn streams_are_bounded(file: &[u8]) -> bool {
    let mut left = MOST_UNPACKED;
    for at in memchr::memmem::find_iter(file, b"stream") {
        let rest = &file[at + b"stream".len()..];
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        if rest.first().is_none_or(|first| first & 15 != 8) {
            continue;
        }
        let mut stream = ZlibDecoder::new(rest).take(left);
        // A stream that breaks off has given what it can.
        let given = match io::copy(&mut stream, &mut io::sink()) {
            Ok(given) => given,
            Err(_) => left - stream.limit(),
        };
        left -= given;
        if left == 0 {
            return false;
        }
    }
    true
}

/// Whether the forms that a page draws, and those that they draw, come to an end.
fn page_is_bounded(document: &Document, page: (u32, u16), forms: &mut u32) -> bool {
    let Ok(content) = document.get_page_content(page) else {
        return true;
    };
    let Ok((direct, inherited)) = document.get_page_resources(page) else {
        return true;
    };
    let inherited = inherited
        .into_iter()
        .filter_map(|id| document.get_dictionary(id).ok());
    direct
        .into_iter()
        .chain(inherited)
        .all(|resources| is_bounded(document, &content, resources, 0, forms))
}

fn is_bounded(
    document: &Document,
    content: &[u8],
    resources: &Dictionary,
    depth: usize,
    forms: &mut u32,
) -> bool {
    let Some(named) = dictionary(document, resources, b"XObject") else {
        return true;
    };
    let Ok(content) = Content::decode(content) else {
        return true;
    };
    for operation in content.operations.iter().filter(|o| o.operator == "Do") {
        let name = operation
            .operands
            .first()
            .and_then(|name| name.as_name().ok());
        let form = name
            .and_then(|name| named.get(name).ok())
            .and_then(|object| followed(document, object))
            .and_then(|object| object.as_stream().ok());
        let Some(form) = form else { continue };
        if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            continue;
        }
        if depth >= DEEPEST || *forms == 0 {
            return false;
        }
        *forms -= 1;
        let inner = dictionary(document, &form.dict, b"Resources").unwrap_or(resources);
        let content = form
            .decompressed_content()
            .unwrap_or_else(|_| form.content.clone());
        if !is_bounded(document, &content, inner, depth + 1, forms) {
            return false;
        }
    }
    true
}

fn dictionary<'a>(
    document: &'a Document,
    holder: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    followed(document, holder.get(key).ok()?)?.as_dict().ok()
}

/// The object that a reference leads to.
fn followed<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}
