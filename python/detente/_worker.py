"""What a worker process of a cluster does: one coder for all its tasks, batches in, batches out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from . import frames
from .coder import Coder
from .errors import InputError

if TYPE_CHECKING:
    import pyarrow

KINDS = (*frames.KINDS, frames.LINES)
"""The tables that a cluster can make."""


def checked_kind(records: str) -> str:
    """The kind of table, if it is one."""
    if records not in KINDS:
        raise InputError(
            f"{records!r} is no kind of record", remedy=f"write one of {', '.join(KINDS)}"
        )
    return records


@lru_cache(maxsize=4)
def _coder(options: tuple[tuple[str, Any], ...]) -> Coder:
    """The coder of this process, made when the first batch comes."""
    return Coder(**dict(options))


def code_batch(
    batch: pyarrow.RecordBatch | pyarrow.Table,
    records: str,
    columns: Mapping[str, str] | None,
    errors: str,
    options: Mapping[str, Any],
) -> Iterator[pyarrow.RecordBatch]:
    """Codes a batch of articles. What comes out depends on nothing else: a task may be tried again."""
    import pyarrow

    coder = _coder(tuple(sorted(options.items())))
    made = frames.code_frame(coder._engine, batch, (records,), columns, errors, None)
    yield from pyarrow.table(made[records]).to_batches()
