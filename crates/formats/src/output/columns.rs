//! The columns of the CSV form. Nested values get a column for each part (`source_actor`), lists
//! are parted by semicolons, and evidence is there twice: the first piece in columns of its own for
//! reading, all pieces as JSON for programs.

use detente_coding::record::{Event, Evidence, Party, Position, Quote};
use detente_page::record::ArticleRecord;
use serde::Serialize;

/// A record as cells.
pub(super) trait Row {
    const NAMES: &'static [&'static str];

    /// One cell for each name, in that order.
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

/// The names of the columns.
pub(super) fn names<T: Row>() -> &'static [&'static str] {
    T::NAMES
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
        debug_assert_eq!(cells.0.len(), T::NAMES.len());
        // Writing to memory cannot fail, and every row has the same number of cells.
        let _ = writer.write_record(&cells.0);
    }
    let _ = writer.flush();
}

impl Row for ArticleRecord {
    const NAMES: &'static [&'static str] = &[
        "id",
        "input",
        "url",
        "title",
        "outlet",
        "agency",
        "published",
        "published_precision",
        "published_from",
        "dateline_place",
        "dateline_date",
        "dateline_agency",
        "language",
        "body",
        "text",
    ];

    fn cells(&self, cells: &mut Cells) {
        let dateline = self.dateline.as_ref();
        cells.text(&self.id);
        cells.text(&self.input);
        cells.maybe(self.url.as_ref());
        cells.maybe(self.title.as_ref());
        cells.maybe(self.outlet.as_ref());
        cells.maybe(self.agency.as_ref());
        cells.named(&self.published);
        cells.named(&self.published_precision);
        cells.named(&self.published_from);
        cells.maybe(dateline.and_then(|line| line.place.as_ref()));
        cells.maybe(dateline.and_then(|line| line.date.as_ref()));
        cells.maybe(dateline.and_then(|line| line.agency.as_ref()));
        cells.maybe(self.language.as_ref());
        cells.text(&self.body);
        cells.text(&self.text);
    }
}

impl Row for Event {
    const NAMES: &'static [&'static str] = &[
        "id",
        "article",
        "date",
        "date_precision",
        "published",
        "status",
        "source_actor",
        "source_code",
        "source_name",
        "source_mention",
        "source_start",
        "source_end",
        "target_actor",
        "target_code",
        "target_name",
        "target_mention",
        "target_start",
        "target_end",
        "cameo",
        "plover_event",
        "plover_mode",
        "plover_contexts",
        "goldstein",
        "quad_scheme",
        "quad_class",
        "issues",
        "forums",
        "agreements",
        "place_name",
        "place_country",
        "place_lat",
        "place_lon",
        "evidence_start",
        "evidence_end",
        "evidence_text",
        "evidence",
        "reported_by",
        "rule",
        "confidence",
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
    const NAMES: &'static [&'static str] = &[
        "id",
        "article",
        "start",
        "end",
        "content",
        "kind",
        "cue_text",
        "cue_start",
        "cue_end",
        "speaker_name",
        "speaker_actor",
        "speaker_office",
        "speaker_mention",
        "speaker_start",
        "speaker_end",
        "chain",
        "part_of_id",
        "part_of_start",
        "part_of_end",
        "issues",
        "forums",
        "agreements",
        "date",
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
    const NAMES: &'static [&'static str] = &[
        "id",
        "article",
        "actor",
        "issue",
        "stance",
        "towards",
        "condition",
        "forums",
        "agreements",
        "date",
        "evidence_start",
        "evidence_end",
        "evidence_text",
        "evidence",
        "quote",
        "event",
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
