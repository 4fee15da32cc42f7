"""What a coder gives: an article with its records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import display
from ._record import Record
from .records import Article, Event, Position, Quote

__all__ = ["Coding", "Diagnostic", "Explanation"]


@dataclass(frozen=True, kw_only=True)
class Diagnostic(Record):
    """Something that was seen and left out, or a bound that was met."""

    kind: str
    """What happened, in a fixed word."""
    detail: str
    """What it was about."""
    start: int | None = None
    """First code point, where it has a place."""
    end: int | None = None
    """One past the last code point."""


@dataclass(frozen=True)
class Coding:
    """An article with all that coding found in it. A notebook shows the text with its evidence marked."""

    article: Article
    """The article; all offsets point into its `text`."""
    events: list[Event]
    """Who did or said what to whom, in text order."""
    quotes: list[Quote]
    """Who said what, in text order."""
    positions: list[Position]
    """Who stands where on which issue."""
    diagnostics: list[Diagnostic]
    """What was left out, and why."""

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Coding:
        """The coding of a JSON object with an article and its records."""
        return cls(
            article=Article.from_dict(row["article"]),
            events=[Event.from_dict(one) for one in row["events"]],
            quotes=[Quote.from_dict(one) for one in row["quotes"]],
            positions=[Position.from_dict(one) for one in row["positions"]],
            diagnostics=[Diagnostic.from_dict(one) for one in row["diagnostics"]],
        )

    @classmethod
    def from_json(cls, text: str) -> Coding:
        """The coding that a JSON text holds."""
        return cls.from_dict(json.loads(text))

    @property
    def text(self) -> str:
        """The text that all offsets point into."""
        return self.article.text

    def records(self) -> Iterator[Event | Quote | Position]:
        """Events, quotes and positions, in that order."""
        yield from self.events
        yield from self.quotes
        yield from self.positions

    def to_dict(self) -> dict[str, Any]:
        """The coding as a JSON object."""
        return {
            "article": self.article.to_dict(),
            "events": [one.to_dict() for one in self.events],
            "quotes": [one.to_dict() for one in self.quotes],
            "positions": [one.to_dict() for one in self.positions],
            "diagnostics": [one.to_dict() for one in self.diagnostics],
        }

    def __repr__(self) -> str:
        return (
            f"<Coding of {self.article.id}: {len(self.events)} events, {len(self.quotes)} quotes, "
            f"{len(self.positions)} positions, {len(self.diagnostics)} diagnostics>"
        )

    def _repr_html_(self) -> str:
        return display.coding(self)


@dataclass(frozen=True)
class Explanation:
    """Why a text was coded as it was. `print` writes what `detente explain` does."""

    coding: Coding
    """What was coded."""
    tree: list[str]
    """One line a token: number, word, lemma, tag, relation, head."""
    mentions: list[str]
    """Who is mentioned: words, actors, name."""
    dates: list[str]
    """Time expressions and what they resolve to."""
    rules: list[str]
    """Predicates that rules know, and what came of each."""
    report: str
    """All of it, for reading."""

    @classmethod
    def from_json(cls, text: str) -> Explanation:
        """The explanation that a JSON text holds."""
        row = json.loads(text)
        coded = row.pop("coded")
        return cls(coding=Coding.from_dict(coded), **row)

    def __str__(self) -> str:
        return self.report

    def __repr__(self) -> str:
        return f"<Explanation of {self.coding.text[:60]!r}: {len(self.coding.events)} events>"

    def _repr_html_(self) -> str:
        return display.explanation(self)
