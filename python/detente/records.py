"""Records as typed objects: written by scripts/python_records.py from docs/schema, not by hand.

Offsets are code points into the article's `text`, as Python counts characters: `text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ._record import Record

__all__ = [
    "Article",
    "Cue",
    "Dateline",
    "Event",
    "Evidence",
    "Link",
    "Party",
    "Place",
    "Plover",
    "Position",
    "Quad",
    "Quote",
    "Speaker",
    "Whole",
]


@dataclass(frozen=True, kw_only=True)
class Dateline(Record):
    """The dateline of an article row."""

    place: str | None
    """The place as written."""
    date: str | None
    """The date, often without a year."""
    agency: str | None
    """The news agency."""


@dataclass(frozen=True, kw_only=True)
class Article(Record):
    """An article row. Absent values are `null`, so that every row has the same columns."""

    id: str
    """The input's own id, or a content hash."""
    input: str
    """The path, URL or archive record it came from."""
    url: str | None
    """The page's address."""
    title: str | None
    """The headline."""
    outlet: str | None
    """The medium."""
    agency: str | None
    """The news agency credited."""
    authors: list[str] = field(default_factory=list)
    """The persons and bodies credited as writers."""
    section: str | None = None
    """The part of the medium that the page belongs to."""
    published: str | None
    """The date of publication."""
    published_precision: Literal["day", "month", "year", "month-day"] | None
    """How exactly that date is known."""
    published_from: Literal["input", "json-ld", "meta", "time-element", "url", "text", "dateline"] | None
    """Which part of the input told that date."""
    modified: str | None = None
    """The date of the last change."""
    modified_from: Literal["input", "json-ld", "meta", "time-element", "url", "text", "dateline"] | None = None
    """Which part of the input told that date."""
    dateline: Dateline | None
    """The dateline that opens the body."""
    language: str | None
    """BCP 47 tag of the language."""
    body: str
    """The body's paragraphs, parted by blank lines."""
    text: str
    """The text that all offsets point into."""


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """Words that prove a cell."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    text: str
    """The characters."""
    sentence: int
    """The sentence's number in the article, from 0."""


@dataclass(frozen=True, kw_only=True)
class Party(Record):
    """One end of an event: who, as coded, as named, and the words that name it."""

    actor: str
    """The codebook's notation, `HEAD` or `HEAD:ROLE`; `-` where there is none."""
    code: str
    """The CAMEO actor code (`RUSMIL`, `IGOWSTNAT`)."""
    name: str
    """The full name of the person, state or body."""
    mention: str
    """The words of the text that stand for it; empty where there are none."""
    end: int | None = None
    """One past the last code point."""
    start: int | None = None
    """First code point."""


@dataclass(frozen=True, kw_only=True)
class Place(Record):
    """Where an act took place."""

    name: str
    """As the text names it."""
    country: str
    """ISO 3166-1 alpha-3."""
    lat: float | None
    """Degrees north, where known."""
    lon: float | None
    """Degrees east, where known."""


@dataclass(frozen=True, kw_only=True)
class Plover(Record):
    """The PLOVER reading of an event."""

    event: str
    """Event type, empty where PLOVER has none for the code."""
    mode: str
    """Mode, empty where none applies."""
    contexts: list[str]
    """Contexts."""


@dataclass(frozen=True, kw_only=True)
class Quad(Record):
    """A quad class with the scheme that defines it."""

    scheme: str
    """The scheme's name, `gdelt`."""
    class_: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """Who did or said what to whom, when."""

    id: str
    """Content hash of article, ends, code and evidence."""
    article: str
    """The article's id."""
    date: str | None
    """Date of the act."""
    date_precision: Literal["day", "month", "year", "month-day"] | None
    """How exact `date` is."""
    published: str | None
    """Date of the article."""
    status: Literal["current", "background", "planned"]
    """Current, background or planned."""
    source: Party
    """Who acts."""
    target: Party
    """Towards whom."""
    cameo: str
    """CAMEO code, three or four digits."""
    plover: Plover
    """PLOVER type, mode and contexts."""
    goldstein: float | None
    """Goldstein scale, −10 to 10."""
    quad: Quad
    """Quad class."""
    issues: list[str]
    """Ids of the issues the act is about."""
    forums: list[str]
    """Ids of the forums that frame it."""
    agreements: list[str]
    """Ids of the treaties and accords it concerns."""
    place: Place | None
    """Where it happened, if told."""
    evidence: list[Evidence]
    """The words that prove it."""
    reported_by: str | None
    """Whom the text credits with the report, if anyone."""
    rule: str
    """The rule that made it."""
    confidence: float | None
    """Share of the events that the rule, or its kind, coded right on gold (0 to 1): both countries or bodies and the root of the code; absent where it was not measured."""


@dataclass(frozen=True, kw_only=True)
class Cue(Record):
    """The words that introduce a quotation."""

    text: str
    """The characters."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """Somebody who passes on what another said."""

    name: str
    """Full name, or the description where unnamed."""
    actor: str | None
    """The actor, if it has one."""
    start: int
    """First code point of the mention."""
    end: int
    """One past the last code point of the mention."""


@dataclass(frozen=True, kw_only=True)
class Speaker(Record):
    """Who is quoted."""

    name: str
    """Full name, or the description where unnamed."""
    actor: str | None
    """The speaker's actor, if it has one."""
    office: str | None
    """The office held that day, if known."""
    mention: str
    """The words of the text."""
    start: int
    """First code point of the mention."""
    end: int
    """One past the last code point of the mention."""


@dataclass(frozen=True, kw_only=True)
class Whole(Record):
    """The whole of a quotation that its cue splits ("…," he said, "…")."""

    id: str
    """Content hash of article and span, the same for all parts."""
    start: int
    """First code point of the first part."""
    end: int
    """One past the last code point of the last part."""


@dataclass(frozen=True, kw_only=True)
class Quote(Record):
    """Who said what."""

    id: str
    """Content hash of article and span."""
    article: str
    """The article's id."""
    start: int
    """First code point of the content."""
    end: int
    """One past the last code point of the content."""
    content: str
    """The words, without the outer quotation marks and closing comma or stop."""
    kind: Literal["direct", "indirect", "mixed"]
    """Direct, indirect or mixed."""
    cue: Cue | None
    """The words that introduce it."""
    speaker: Speaker | None
    """Who says it; absent where the text does not tell."""
    chain: list[Link] = field(default_factory=list)
    """Those through whom it comes, the outermost first: the agency in "the agency reports that the minister said …". Empty where the article itself quotes the speaker."""
    part_of: Whole | None = None
    """The whole quotation, where this is one stretch of several."""
    issues: list[str]
    """Ids of the issues it is about."""
    forums: list[str] = field(default_factory=list)
    """Ids of the forums named in its sentences."""
    agreements: list[str] = field(default_factory=list)
    """Ids of the treaties and accords named in its sentences."""
    date: str | None
    """When it was said."""


@dataclass(frozen=True, kw_only=True)
class Position(Record):
    """A position of an actor on an issue."""

    id: str
    """Content hash of article, actor, issue, stance and evidence."""
    article: str
    """The article's id."""
    actor: str
    """Whose position."""
    issue: str
    """The issue's id."""
    stance: Literal["supports", "opposes", "conditional", "demands", "offers", "rejects", "concerned", "neutral"]
    """The stance."""
    towards: str | None
    """Towards whom, if the words say so."""
    condition: str | None
    """The words of the condition, where the stance is conditional."""
    forums: list[str] = field(default_factory=list)
    """Ids of the forums named in the sentences that prove it."""
    agreements: list[str] = field(default_factory=list)
    """Ids of the treaties and accords named there."""
    date: str | None
    """When it was taken."""
    evidence: list[Evidence]
    """The words that prove it."""
    quote: str | None
    """The quote it comes from."""
    event: str | None
    """The event it comes from."""
