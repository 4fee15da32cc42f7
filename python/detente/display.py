"""Records as notebooks show them. Everything that comes from a text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from html import escape
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from ._record import Record
    from .coding import Coding, Explanation

LONGEST = 20_000
"""Characters of an article that are shown."""

STYLE = """<style>
.detente-text {white-space: pre-wrap; line-height: 1.6; max-width: 60em; border-left: 3px solid #8884; padding-left: 1em}
.detente-text mark {color: inherit; padding: 0 .1em; border-radius: .2em}
.detente mark.event, .detente-text mark.event {background: #e9a23b55}
.detente-text mark.quote {background: #4a90d944}
.detente-text mark.position {background: #5bb97a55}
.detente table {border-collapse: collapse; font-size: 90%}
.detente th, .detente td {text-align: left !important; vertical-align: top; padding: .2em .6em}
.detente pre {font-size: 85%; line-height: 1.35; overflow-x: auto}
</style>"""

Mark = tuple[int, int, str, str]
"""Start, end, class, and what to say of it."""


def coding(coded: Coding) -> str:
    """An article's text with its evidence marked, and its records in tables."""
    return f'{STYLE}<div class="detente">{_body(coded)}</div>'


def explanation(told: Explanation) -> str:
    """A text with its records, and why they are what they are."""
    sections = [
        _details("Rules", told.rules, is_open=True),
        _details("Mentions", told.mentions),
        _details("Dates", told.dates),
        _details("Tree", told.tree),
    ]
    return f'{STYLE}<div class="detente">{_body(told.coding)}{"".join(sections)}</div>'


def record_table(record: Record) -> str:
    """One record, a row for each field that has a value."""
    rows = []
    for one in fields(cast(Any, record)):
        value = getattr(record, one.name)
        if value is None or value == [] or value == "":
            continue
        rows.append(f"<tr><th>{escape(one.name)}</th><td>{escape(_short(value))}</td></tr>")
    return f'{STYLE}<div class="detente"><table>{"".join(rows)}</table></div>'


def highlighted(text: str, marks: Iterable[Mark]) -> str:
    """The text with stretches marked; what overlaps is marked in pieces, with all that is said of it."""
    found = [mark for mark in marks if 0 <= mark[0] < mark[1] <= len(text)]
    edges = sorted({0, len(text)} | {mark[0] for mark in found} | {mark[1] for mark in found})
    pieces = []
    for start, end in zip(edges, edges[1:]):
        piece = escape(text[start:end])
        over = [mark for mark in found if mark[0] <= start and mark[1] >= end]
        if over:
            kind = escape(over[0][2], quote=True)
            title = escape("\n".join(dict.fromkeys(mark[3] for mark in over)), quote=True)
            piece = f'<mark class="{kind}" title="{title}">{piece}</mark>'
        pieces.append(piece)
    return "".join(pieces)


def _body(coded: Coding) -> str:
    text = coded.text
    cut = "" if len(text) <= LONGEST else f"<p>… {len(text) - LONGEST} characters more</p>"
    marks = [mark for mark in _marks(coded) if mark[1] <= LONGEST]
    parts = [f'<div class="detente-text">{highlighted(text[:LONGEST], marks)}</div>{cut}']
    parts.append(
        _table(
            "Events",
            ("date", "source", "target", "CAMEO", "PLOVER", "status", "evidence"),
            [
                (
                    one.date or "",
                    _party(one.source.name, one.source.actor),
                    _party(one.target.name, one.target.actor),
                    one.cameo,
                    one.plover.event,
                    one.status,
                    one.evidence[0].text if one.evidence else "",
                )
                for one in coded.events
            ],
        )
    )
    parts.append(
        _table(
            "Quotes",
            ("speaker", "kind", "content"),
            [
                (_party(one.speaker.name, one.speaker.actor) if one.speaker else "?", one.kind, one.content)
                for one in coded.quotes
            ],
        )
    )
    parts.append(
        _table(
            "Positions",
            ("actor", "stance", "issue", "evidence"),
            [
                (one.actor, one.stance, one.issue, one.evidence[0].text if one.evidence else "")
                for one in coded.positions
            ],
        )
    )
    parts.append(
        _table("Left out", ("kind", "detail"), [(one.kind, one.detail) for one in coded.diagnostics])
    )
    return "".join(parts)


def _marks(coded: Coding) -> list[Mark]:
    marks: list[Mark] = []
    for event in coded.events:
        told = f"{event.cameo} {event.source.actor} → {event.target.actor}"
        marks += [(piece.start, piece.end, "event", told) for piece in event.evidence]
    for quote in coded.quotes:
        speaker = quote.speaker.name if quote.speaker else "?"
        marks.append((quote.start, quote.end, "quote", f"{speaker} ({quote.kind})"))
    for position in coded.positions:
        told = f"{position.actor} {position.stance} {position.issue}"
        marks += [(piece.start, piece.end, "position", told) for piece in position.evidence]
    return marks


def _party(name: str, actor: str | None) -> str:
    return f"{name} [{actor}]" if actor and actor != name else name


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<h4>{escape(title)}</h4><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _details(title: str, lines: Sequence[str], is_open: bool = False) -> str:
    if not lines:
        return ""
    body = escape("\n".join(lines))
    state = " open" if is_open else ""
    return f"<details{state}><summary>{escape(title)}</summary><pre>{body}</pre></details>"


def _short(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_short(one) for one in value)
    if hasattr(value, "to_dict"):
        inner = cast(Any, value).to_dict()
        return ", ".join(f"{key}: {one}" for key, one in inner.items() if one not in (None, [], ""))
    return str(value)
