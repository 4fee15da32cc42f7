//! The compressed members of a web archive: each record is a gzip member or a Zstandard frame of its
//! own, so that one that is damaged can be passed over and the next one found.

use std::io::{self, BufRead, Read};

use super::unpack::{GZIP, TooMuch, ZSTD};

/// How a record begins.
pub(super) const RECORD: &[u8] = b"WARC/";
/// Bytes of a damaged member that are kept to look for the next one in.
const KEPT: usize = 1 << 20;
/// Bytes read from the file at a time.
const CHUNK: usize = 1 << 16;
/// A candidate for a member is tried on so many bytes.
const TRIED: usize = 4096;
/// How a frame that holds a dictionary begins (the `.warc.zst` form with one).
const DICTIONARY: [u8; 4] = [0x5D, 0x2A, 0x4D, 0x18];

/// What a read gave.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Got {
    /// So many bytes.
    Bytes(usize),
    /// A member ended; another may follow.
    MemberEnd,
    /// The file ended.
    End,
}

/// Why a read gave nothing.
#[derive(Debug)]
pub(super) enum Fault {
    /// A member is damaged; the next read goes on behind it.
    Damaged { offset: u64, fault: String },
    /// Nothing more can be read.
    Fatal(io::Error),
}

/// The members of a file, decompressed one after the other.
pub(super) struct Members<R> {
    state: State<R>,
    /// How members begin, once the first has told.
    packing: Option<Packing>,
    left: u64,
    limit: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
    Plain,
}

#[expect(
    clippy::large_enum_variant,
    reason = "there is one for each file that is read"
)]
enum State<R> {
    Between(Window<R>),
    Gzip(flate2::bufread::GzDecoder<Window<R>>),
    Zstd(zstd::Decoder<'static, Window<R>>),
    Plain(Window<R>),
    Ended,
}

impl<R: Read> Members<R> {
    /// The members of `file`, which may give `limit` bytes decompressed.
    pub fn new(file: R, limit: u64) -> Self {
        Self {
            state: State::Between(Window::new(file)),
            packing: None,
            left: limit,
            limit,
        }
    }

    /// Where in the file the member that is read begins.
    pub fn offset(&self) -> u64 {
        match &self.state {
            State::Between(window) | State::Plain(window) => window.offset(),
            State::Gzip(decoder) => decoder.get_ref().mark_offset(),
            State::Zstd(decoder) => decoder.get_ref().mark_offset(),
            State::Ended => 0,
        }
    }

    /// Whether the file is not compressed.
    pub fn is_plain(&self) -> bool {
        self.packing == Some(Packing::Plain)
    }

    /// Whether what follows, between two members, begins a record. Without that a record goes on
    /// across members.
    pub fn record_follows(&mut self) -> bool {
        match &mut self.state {
            State::Between(window) => match window.at_least(TRIED) {
                Ok(bytes) => bytes.is_empty() || begins_record(bytes),
                Err(_) => true,
            },
            _ => false,
        }
    }

    /// Reads into `buffer`.
    pub fn read(&mut self, buffer: &mut [u8]) -> Result<Got, Fault> {
        if let State::Between(_) = self.state {
            return self.open();
        }
        let most = usize::try_from(self.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        if most == 0 {
            self.state = State::Ended;
            return Err(Fault::Fatal(io::Error::other(TooMuch {
                limit: self.limit,
            })));
        }
        let buffer = &mut buffer[..most];
        let read = match &mut self.state {
            State::Between(_) | State::Ended => return Ok(Got::End),
            State::Plain(window) => window.read(buffer),
            State::Gzip(decoder) => decoder.read(buffer),
            State::Zstd(decoder) => decoder.read(buffer),
        };
        match read {
            Ok(0) => {
                let state = std::mem::replace(&mut self.state, State::Ended);
                match state {
                    State::Gzip(decoder) => self.state = State::Between(decoder.into_inner()),
                    State::Zstd(decoder) => self.state = State::Between(decoder.finish()),
                    _ => return Ok(Got::End),
                }
                Ok(Got::MemberEnd)
            }
            Ok(read) => {
                self.left -= read as u64;
                Ok(Got::Bytes(read))
            }
            Err(error) => Err(self.damaged(error)),
        }
    }

    /// Opens the next member.
    fn open(&mut self) -> Result<Got, Fault> {
        let State::Between(mut window) = std::mem::replace(&mut self.state, State::Ended) else {
            return Ok(Got::End);
        };
        // Some writers pad members.
        while let Some(byte) = window.at_least(1).map_err(Fault::Fatal)?.first() {
            if self.packing.is_none() || !matches!(byte, 0 | b'\r' | b'\n') {
                break;
            }
            window.consume(1);
        }
        let head = window.at_least(TRIED).map_err(Fault::Fatal)?;
        if head.is_empty() {
            return Ok(Got::End);
        }
        if head.starts_with(&DICTIONARY) {
            return Err(Fault::Fatal(io::Error::new(
                io::ErrorKind::Unsupported,
                "its Zstandard frames need a dictionary, which is not read; unpack it with zstdcat first",
            )));
        }
        let found = if head.starts_with(&GZIP) {
            Packing::Gzip
        } else if head.starts_with(&ZSTD) {
            Packing::Zstd
        } else {
            Packing::Plain
        };
        let packing = *self.packing.get_or_insert(found);
        if found != packing {
            let offset = window.offset();
            window.mark();
            self.state = next_member(window, packing).map_err(Fault::Fatal)?;
            return Err(Fault::Damaged {
                offset,
                fault: "no compressed record begins here".to_owned(),
            });
        }
        window.mark();
        self.state = match packing {
            Packing::Plain => State::Plain(window),
            Packing::Gzip => State::Gzip(flate2::bufread::GzDecoder::new(window)),
            Packing::Zstd => State::Zstd(
                zstd::Decoder::with_buffer(window)
                    .map_err(Fault::Fatal)?
                    .single_frame(),
            ),
        };
        Ok(Got::Bytes(0))
    }

    /// A member cannot be decompressed: the next one is looked for.
    fn damaged(&mut self, error: io::Error) -> Fault {
        let state = std::mem::replace(&mut self.state, State::Ended);
        let (mut window, packing) = match state {
            State::Gzip(decoder) => (decoder.into_inner(), Packing::Gzip),
            State::Zstd(decoder) => (decoder.finish(), Packing::Zstd),
            _ => return Fault::Fatal(error),
        };
        if window.failed {
            return Fault::Fatal(error);
        }
        let offset = window.mark_offset();
        let cut = window.at_least(1).is_ok_and(<[u8]>::is_empty);
        window.back_to_mark();
        window.consume(1);
        match next_member(window, packing) {
            Err(error) => Fault::Fatal(error),
            Ok(State::Ended) if cut => Fault::Fatal(io::ErrorKind::UnexpectedEof.into()),
            Ok(state) => {
                self.state = state;
                Fault::Damaged {
                    offset,
                    fault: format!("cannot be decompressed ({error})"),
                }
            }
        }
    }
}

/// Looks for the next member that begins a record.
fn next_member<R: Read>(mut window: Window<R>, packing: Packing) -> io::Result<State<R>> {
    let magic: &[u8] = match packing {
        Packing::Gzip => &GZIP,
        Packing::Zstd => &ZSTD,
        Packing::Plain => RECORD,
    };
    loop {
        let bytes = window.at_least(CHUNK)?;
        if bytes.is_empty() {
            return Ok(State::Ended);
        }
        match memchr::memmem::find(bytes, magic) {
            None => {
                // The magic may lie across the end of what is there.
                let past = bytes.len().saturating_sub(magic.len() - 1).max(1);
                window.consume(past);
            }
            Some(at) => {
                window.consume(at);
                if begins_record(window.at_least(TRIED)?) {
                    return Ok(State::Between(window));
                }
                window.consume(1);
            }
        }
    }
}

/// Whether `bytes` begin a member whose contents begin as a record does.
fn begins_record(bytes: &[u8]) -> bool {
    let mut head = [0; RECORD.len()];
    let read = if bytes.starts_with(&GZIP) {
        flate2::bufread::GzDecoder::new(bytes).read_exact(&mut head)
    } else if bytes.starts_with(&ZSTD) {
        zstd::Decoder::with_buffer(bytes).and_then(|mut decoder| decoder.read_exact(&mut head))
    } else {
        (&mut &*bytes).read_exact(&mut head)
    };
    read.is_ok() && head == *RECORD
}

/// A reader that remembers what it gave since a mark, so that it can go back there.
struct Window<R> {
    inner: R,
    bytes: Vec<u8>,
    /// The next byte to give.
    next: usize,
    /// Where in `bytes` the mark stands; `None` once that was dropped.
    mark: Option<usize>,
    /// Offsets in the file of `bytes[0]` and of the mark.
    base: u64,
    marked_at: u64,
    ended: bool,
    failed: bool,
}

impl<R: Read> Window<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            bytes: Vec::new(),
            next: 0,
            mark: None,
            base: 0,
            marked_at: 0,
            ended: false,
            failed: false,
        }
    }

    fn offset(&self) -> u64 {
        self.base + self.next as u64
    }

    fn mark_offset(&self) -> u64 {
        self.marked_at
    }

    fn mark(&mut self) {
        self.mark = Some(self.next);
        self.marked_at = self.offset();
    }

    fn back_to_mark(&mut self) {
        if let Some(mark) = self.mark {
            self.next = mark;
        }
    }

    /// What comes next: `wanted` bytes, fewer only before the end of the file.
    fn at_least(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.bytes.len() - self.next < wanted && !self.ended {
            self.read_more(wanted)?;
        }
        Ok(&self.bytes[self.next..])
    }

    fn read_more(&mut self, wanted: usize) -> io::Result<()> {
        if self.mark.is_some_and(|mark| self.next - mark > KEPT) {
            self.mark = None;
        }
        let keep = self.mark.unwrap_or(self.next);
        // Moving the bytes down is paid for by the many that were given since.
        if keep >= CHUNK {
            self.bytes.drain(..keep);
            self.base += keep as u64;
            self.next -= keep;
            self.mark = self.mark.map(|_| 0);
        }
        let filled = self.bytes.len();
        self.bytes.resize(filled + CHUNK.max(wanted), 0);
        let read = loop {
            match self.inner.read(&mut self.bytes[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.bytes
            .truncate(filled + read.as_ref().map_or(0, |read| *read));
        match read {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(error) => {
                self.failed = true;
                return Err(error);
            }
        }
        Ok(())
    }
}

impl<R: Read> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.at_least(1)
    }

    fn consume(&mut self, amount: usize) {
        self.next = (self.next + amount).min(self.bytes.len());
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.at_least(1)?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}
