//! The columns of the CSV and Parquet forms. Nested values get a column for each part (`source_actor`), lists
//! are parted by semicolons, and evidence is there twice: the first piece in columns of its own for
//! reading, all pieces as JSON for programs.

use detente_coding::record::{Event, Evidence, Party, Position, Quote};
use detente_page::record::ArticleRecord;
use serde::Serialize;

use super::RecordKind;

/// A column of a table of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold, where a format has types. An empty cell is an absent value.
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Text; dates too, since they can be months and years.
    Text,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// Ids parted by semicolons.
    List,
}

const fn text(name: &'static str) -> Column {
    Column {
        name,
        kind: ColumnKind::Text,
    }
}

const fn int(name: &'static str) -> Column {
    Column {
        name,
        kind: ColumnKind::Int,
    }
}

const fn float(name: &'static str) -> Column {
    Column {
        name,
        kind: ColumnKind::Float,
    }
}

const fn list(name: &'static str) -> Column {
    Column {
        name,
        kind: ColumnKind::List,
    }
}

/// A record as cells.
pub(super) trait Row {
    const COLUMNS: &'static [Column];

    /// One cell for each column, in that order.
    fn cells(&self, cells: &mut Cells);
}

/// The cells of one row.
#[derive(Default)]
pub(super) struct Cells(Vec<String>);

impl Cells {
    fn text(&mut self, text: impl Into<String>) {
        self.0.push(text.into());
    }

    fn shown(&mut self, value: &impl ToString) {
        self.0.push(value.to_string());
    }

    fn maybe(&mut self, value: Option<&impl ToString>) {
        self.0
            .push(value.map(ToString::to_string).unwrap_or_default());
    }

    fn list(&mut self, values: &[String]) {
        self.0.push(values.join(";"));
    }

    /// A value that JSON writes as a string: a date, a status.
    fn named(&mut self, value: &impl Serialize) {
        self.0.push(match serde_json::to_value(value) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(serde_json::Value::Null) | Err(_) => String::new(),
            Ok(other) => other.to_string(),
        });
    }

    fn party(&mut self, party: &Party) {
        self.text(&party.actor);
        self.text(&party.code);
        self.text(&party.name);
        self.text(&party.mention);
        self.maybe(party.span.map(|span| span.start).as_ref());
        self.maybe(party.span.map(|span| span.end).as_ref());
    }

    fn evidence(&mut self, evidence: &[Evidence]) {
        let first = evidence.first();
        self.maybe(first.map(|piece| piece.start).as_ref());
        self.maybe(first.map(|piece| piece.end).as_ref());
        self.maybe(first.map(|piece| &piece.text));
        self.text(serde_json::to_string(evidence).unwrap_or_default());
    }
}

/// The columns of a kind of record.
pub(super) fn of(kind: RecordKind) -> &'static [Column] {
    match kind {
        RecordKind::Article => ArticleRecord::COLUMNS,
        RecordKind::Event => Event::COLUMNS,
        RecordKind::Quote => Quote::COLUMNS,
        RecordKind::Position => Position::COLUMNS,
    }
}

/// Appends one line a record.
pub(super) fn rows<T: Row>(records: &[T], out: &mut Vec<u8>) {
    if records.is_empty() {
        return;
    }
    let mut writer = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(&mut *out);
    for record in records {
        let mut cells = Cells::default();
        record.cells(&mut cells);
        debug_assert_eq!(cells.0.len(), T::COLUMNS.len());
        // Writing to memory cannot fail, and every row has the same number of cells.
        let _ = writer.write_record(&cells.0);
    }
    let _ = writer.flush();
}

/// Calls `take` with the cells of every record.
pub(super) fn each_row<T: Row, E>(
    records: &[T],
    mut take: impl FnMut(&[String]) -> Result<(), E>,
) -> Result<(), E> {
    records.iter().try_for_each(|record| {
        let mut cells = Cells::default();
        record.cells(&mut cells);
        take(&cells.0)
    })
}

impl Row for ArticleRecord {
    const COLUMNS: &'static [Column] = &[
        text("id"),
        text("input"),
        text("url"),
        text("title"),
        text("outlet"),
        text("agency"),
        list("authors"),
        text("section"),
        text("published"),
        text("published_precision"),
        text("published_from"),
        text("modified"),
        text("modified_from"),
        text("dateline_place"),
        text("dateline_date"),
        text("dateline_agency"),
        text("language"),
        text("body"),
        text("text"),
    ];

    fn cells(&self, cells: &mut Cells) {
        let dateline = self.dateline.as_ref();
        cells.text(&self.id);
        cells.text(&self.input);
        cells.maybe(self.url.as_ref());
        cells.maybe(self.title.as_ref());
        cells.maybe(self.outlet.as_ref());
        cells.maybe(self.agency.as_ref());
        cells.list(&self.authors);
        cells.maybe(self.section.as_ref());
        cells.named(&self.published);
        cells.named(&self.published_precision);
        cells.named(&self.published_from);
        cells.named(&self.modified);
        cells.named(&self.modified_from);
        cells.maybe(dateline.and_then(|line| line.place.as_ref()));
        cells.maybe(dateline.and_then(|line| line.date.as_ref()));
        cells.maybe(dateline.and_then(|line| line.agency.as_ref()));
        cells.maybe(self.language.as_ref());
        cells.text(&self.body);
        cells.text(&self.text);
    }
}

impl Row for Event {
    const COLUMNS: &'static [Column] = &[
        text("id"),
        text("article"),
        text("date"),
        text("date_precision"),
        text("published"),
        text("status"),
        text("source_actor"),
        text("source_code"),
        text("source_name"),
        text("source_mention"),
        int("source_start"),
        int("source_end"),
        text("target_actor"),
        text("target_code"),
        text("target_name"),
        text("target_mention"),
        int("target_start"),
        int("target_end"),
        text("cameo"),
        text("plover_event"),
        text("plover_mode"),
        list("plover_contexts"),
        float("goldstein"),
        text("quad_scheme"),
        int("quad_class"),
        list("issues"),
        list("forums"),
        list("agreements"),
        text("place_name"),
        text("place_country"),
        float("place_lat"),
        float("place_lon"),
        int("evidence_start"),
        int("evidence_end"),
        text("evidence_text"),
        text("evidence"),
        text("reported_by"),
        text("rule"),
        float("confidence"),
    ];

    fn cells(&self, cells: &mut Cells) {
        let place = self.place.as_ref();
        cells.text(&self.id);
        cells.text(&self.article);
        cells.named(&self.date);
        cells.named(&self.date_precision);
        cells.named(&self.published);
        cells.named(&self.status);
        cells.party(&self.source);
        cells.party(&self.target);
        cells.text(&self.cameo);
        cells.text(&self.plover.event);
        cells.text(&self.plover.mode);
        cells.list(&self.plover.contexts);
        cells.maybe(self.goldstein.as_ref());
        cells.text(&self.quad.scheme);
        cells.shown(&self.quad.class);
        cells.list(&self.issues);
        cells.list(&self.forums);
        cells.list(&self.agreements);
        cells.maybe(place.map(|place| &place.name));
        cells.maybe(place.map(|place| &place.country));
        cells.maybe(place.and_then(|place| place.lat).as_ref());
        cells.maybe(place.and_then(|place| place.lon).as_ref());
        cells.evidence(&self.evidence);
        cells.maybe(self.reported_by.as_ref());
        cells.text(&self.rule);
        cells.maybe(self.confidence.as_ref());
    }
}

impl Row for Quote {
    const COLUMNS: &'static [Column] = &[
        text("id"),
        text("article"),
        int("start"),
        int("end"),
        text("content"),
        text("kind"),
        text("cue_text"),
        int("cue_start"),
        int("cue_end"),
        text("speaker_name"),
        text("speaker_actor"),
        text("speaker_office"),
        text("speaker_mention"),
        int("speaker_start"),
        int("speaker_end"),
        text("chain"),
        text("part_of_id"),
        int("part_of_start"),
        int("part_of_end"),
        list("issues"),
        list("forums"),
        list("agreements"),
        text("date"),
    ];

    fn cells(&self, cells: &mut Cells) {
        let (cue, speaker) = (self.cue.as_ref(), self.speaker.as_ref());
        cells.text(&self.id);
        cells.text(&self.article);
        cells.shown(&self.start);
        cells.shown(&self.end);
        cells.text(&self.content);
        cells.named(&self.kind);
        cells.maybe(cue.map(|cue| &cue.text));
        cells.maybe(cue.map(|cue| cue.start).as_ref());
        cells.maybe(cue.map(|cue| cue.end).as_ref());
        cells.maybe(speaker.map(|speaker| &speaker.name));
        cells.maybe(speaker.and_then(|speaker| speaker.actor.as_ref()));
        cells.maybe(speaker.and_then(|speaker| speaker.office.as_ref()));
        cells.maybe(speaker.map(|speaker| &speaker.mention));
        cells.maybe(speaker.map(|speaker| speaker.start).as_ref());
        cells.maybe(speaker.map(|speaker| speaker.end).as_ref());
        let links: Vec<String> = self.chain.iter().map(|link| link.name.clone()).collect();
        let whole = self.part_of.as_ref();
        cells.list(&links);
        cells.maybe(whole.map(|whole| &whole.id));
        cells.maybe(whole.map(|whole| whole.start).as_ref());
        cells.maybe(whole.map(|whole| whole.end).as_ref());
        cells.list(&self.issues);
        cells.list(&self.forums);
        cells.list(&self.agreements);
        cells.named(&self.date);
    }
}

impl Row for Position {
    const COLUMNS: &'static [Column] = &[
        text("id"),
        text("article"),
        text("actor"),
        text("issue"),
        text("stance"),
        text("towards"),
        text("condition"),
        list("forums"),
        list("agreements"),
        text("date"),
        int("evidence_start"),
        int("evidence_end"),
        text("evidence_text"),
        text("evidence"),
        text("quote"),
        text("event"),
    ];

    fn cells(&self, cells: &mut Cells) {
        cells.text(&self.id);
        cells.text(&self.article);
        cells.text(&self.actor);
        cells.text(&self.issue);
        cells.named(&self.stance);
        cells.maybe(self.towards.as_ref());
        cells.maybe(self.condition.as_ref());
        cells.list(&self.forums);
        cells.list(&self.agreements);
        cells.named(&self.date);
        cells.evidence(&self.evidence);
        cells.maybe(self.quote.as_ref());
        cells.maybe(self.event.as_ref());
    }
}
