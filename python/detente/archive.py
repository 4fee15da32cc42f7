"""Archives to read: what `detente ingest` keeps."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from . import _native, frames
from .coding import Coding
from .errors import ArchiveError

__all__ = ["Archive", "Hit", "SearchAnswer", "Series"]

Value = str | int | float | Iterable[str | int]


@dataclass(frozen=True)
class Hit:
    """An article that a search found."""

    article: str
    """Its id."""
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    score: float | None
    """How well it fits (BM25); None where hits are ordered by date."""
    snippet: str
    """Words around what was found."""
    found: list[tuple[int, int]]
    """Where in the snippet, in code points."""


@dataclass(frozen=True)
class SearchAnswer:
    """What a search found."""

    hits: list[Hit]
    """The hits asked for, the best first."""
    total: int
    """How many articles fit."""
    respelt: list[str]
    """Words that no article has: names near them were taken."""

    def _repr_html_(self) -> str:
        from .display import highlighted

        items = []
        for hit in self.hits:
            words = highlighted(hit.snippet, [(start, end, "event", "") for start, end in hit.found])
            told = " · ".join(part for part in (hit.published, hit.outlet) if part)
            items.append(
                f"<li><b>{escape(hit.title or hit.article)}</b> {escape(told)}<br>{words}</li>"
            )
        return f"<p>{self.total} articles</p><ol>{''.join(items)}</ol>"


@dataclass(frozen=True)
class Series:
    """Events in time."""

    points: Any
    """A table, a row for each step from the first to the last, those without events too."""
    undated: int
    """Events in no point as they have no date."""
    coarser: int
    """Events in no point as their date is coarser than the step."""


class Archive:
    """An archive's folder, to read; `detente ingest` makes one. Tables are pyarrow's where that is there.

    Filters are those of the API (docs/api.md): `a="RUS", b="NATO"` for what went on between two,
    `actor`, `source`, `target`, `code`, `issue`, `country`, `since="2011"`, `until`, `q="full text"` …;
    of several values any is enough: `code=["04", "05"]`.

        >>> archive = Archive("desk.archive")
        >>> archive.series(a="RUS", b="NATO", by="month").points

    Raises:
        ArchiveError: There is no archive at `path`, or it is of another version.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._reader = _native.ArchiveReader(self.path)

    @property
    def totals(self) -> dict[str, int]:
        """How much it holds: articles, events, quotes, positions."""
        return dict(zip(("articles", "events", "quotes", "positions"), self._reader.totals()))

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of publication."""
        return self._reader.days()

    def article(self, id: str) -> Coding:
        """An article with its records.

        Raises:
            ArchiveError: There is none of that id.
        """
        found = self._reader.article(id)
        if found is None:
            raise ArchiveError(f"there is no article {id!r}", str(self.path), "see `articles()` for ids")
        return Coding.from_json(found)

    def articles(self, **filter: Value | None) -> Any:
        """The articles that fit, oldest first, as a table."""
        return self._table("articles", filter)

    def events(self, **filter: Value | None) -> Any:
        """The events that fit, oldest first, as a table."""
        return self._table("events", filter)

    def quotes(self, **filter: Value | None) -> Any:
        """The quotes that fit, oldest first, as a table."""
        return self._table("quotes", filter)

    def positions(self, **filter: Value | None) -> Any:
        """The positions that fit, oldest first, as a table."""
        return self._table("positions", filter)

    def series(self, by: str = "month", **filter: Value | None) -> Series:
        """The events that fit, counted by day, week, month or year.

        A row has the step's first and last day, events, the articles that tell them, cooperation and
        conflict by GDELT's quad classes, the mean Goldstein value with its 95% interval, and all
        articles published in the step.
        """
        table, undated, coarser = self._reader.series(by, _filter(filter))
        return Series(frames.arrow(table), undated, coarser)

    def search(
        self, q: str, *, limit: int = 20, offset: int = 0, newest_first: bool = False
    ) -> SearchAnswer:
        """The articles that fit a full-text query, the best first.

        Raises:
            ArchiveError: The query cannot be understood.
        """
        answer = json.loads(self._reader.search(q, limit, offset, newest_first))
        for hit in answer["hits"]:
            hit["found"] = [tuple(place) for place in hit["found"]]
        answer["hits"] = [Hit(**hit) for hit in answer["hits"]]
        return SearchAnswer(**answer)

    def _table(self, kind: str, filter: dict[str, Value | None]) -> Any:
        return frames.arrow(self._reader.records(kind, _filter(filter)))

    def __repr__(self) -> str:
        sizes = ", ".join(f"{count} {kind}" for kind, count in self.totals.items())
        return f"<Archive {self.path}: {sizes}>"


def _filter(given: dict[str, Value | None]) -> dict[str, list[str]]:
    """Every value as a list of words."""
    made = {}
    for name, value in given.items():
        if value is None:
            continue
        values = [value] if isinstance(value, (str, int, float)) else value
        made[name] = [str(one) for one in values]
    return made
