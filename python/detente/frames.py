"""Tables of articles in, tables of records out, in the library that the articles came in."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from . import _native
from .errors import InputError, SkippedRows

__all__ = ["KINDS", "Tables", "code_frame", "schema"]

KINDS = ("articles", "events", "quotes", "positions", "diagnostics")
"""The tables that coding gives."""

LINES = "lines"
"""One table of all records, as JSON lines beside their kind, id and article."""


class Tables(Mapping[str, Any]):
    """The tables of one run by name: `tables.events` or `tables["events"]`.

    articles, events, quotes, positions: the columns of the program's Parquet files.
    diagnostics: what was left out, row by row, and why.
    """

    def __init__(self, tables: dict[str, Any]) -> None:
        self._tables = tables

    def __getitem__(self, kind: str) -> Any:
        return self._tables[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getattr__(self, kind: str) -> Any:
        try:
            return self._tables[kind]
        except KeyError:
            raise AttributeError(kind) from None

    def __repr__(self) -> str:
        sizes = ", ".join(f"{kind}: {len(table)} rows" for kind, table in self._tables.items())
        return f"<Tables {sizes}>"


def schema(kind: str) -> Any:
    """The columns of a table as an Arrow schema: `pyarrow.schema(detente.schema("events"))`.

    Args:
        kind: events, quotes, positions, articles, diagnostics, lines or series.
    """
    return _native.schema(kind)


def code_frame(
    engine: _native.Engine,
    frame: Any,
    kinds: Sequence[str],
    columns: Mapping[str, str] | None,
    errors: str,
    progress: Callable[[int], object] | None,
) -> dict[str, Any]:
    """Codes a frame; see `Coder.code_frame`."""
    if errors not in ("warn", "raise"):
        raise InputError(f"errors={errors!r} is no choice", remedy='write "warn" or "raise"')
    for kind in kinds:
        if kind not in (*KINDS, LINES):
            known = ", ".join((*KINDS, LINES))
            raise InputError(f"{kind!r} is no kind of record", remedy=f"write {known} or all")
    tables, skipped, named = _native.code_stream(
        engine, stream_of(frame), kinds, dict(columns or {}), "frame", errors == "raise", progress
    )
    if skipped:
        more = f" and {skipped - len(named)} more" if skipped > len(named) else ""
        warnings.warn(
            f"{skipped} rows were left out: {'; '.join(named)}{more}", SkippedRows, stacklevel=3
        )
    return {kind: like(frame, table) for kind, table in zip(kinds, tables)}


def stream_of(frame: Any) -> Any:
    """What hands the frame's columns over, without a copy where its library keeps them in Arrow."""
    if hasattr(frame, "__arrow_c_stream__"):
        return frame
    if hasattr(frame, "__arrow_c_array__"):
        return _pyarrow("a record batch").RecordBatchReader.from_batches(
            frame.schema, [frame]
        )
    if _is_of(frame, "pandas"):
        return _pyarrow("a pandas frame").Table.from_pandas(frame, preserve_index=False)
    raise InputError(
        f"{type(frame).__name__} is no table that Arrow knows",
        remedy="give a pandas or polars frame, a pyarrow table, or anything with __arrow_c_stream__",
    )


def like(frame: Any, table: _native.Table) -> Any:
    """The table in the library of `frame`; as it is where that is not known and pyarrow is not there."""
    if _is_of(frame, "polars"):
        import polars

        return polars.DataFrame(table)
    if _is_of(frame, "pandas"):
        return _pyarrow("a pandas frame").table(table).to_pandas()
    return arrow(table)


def arrow(table: _native.Table) -> Any:
    """The table as a pyarrow.Table; as it is, which any Arrow library reads, where pyarrow is not there."""
    try:
        import pyarrow
    except ImportError:
        return table
    return pyarrow.table(table)


def _is_of(frame: Any, library: str) -> bool:
    return type(frame).__module__.split(".")[0] == library


def _pyarrow(what: str) -> Any:
    try:
        import pyarrow
    except ImportError:
        raise InputError(f"{what} is read through pyarrow", remedy="pip install pyarrow") from None
    return pyarrow
