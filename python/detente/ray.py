"""Coding on Ray: `detente.ray.code(dataset)`.

Every record's id is a hash of what defines it, so that a task that Ray tries again adds nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from . import _worker, frames

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

__all__ = ["code"]

BATCH = 256
"""Articles that a worker is given at a time."""


def code(
    ds: Dataset,
    records: str = "events",
    *,
    columns: Mapping[str, str] | None = None,
    model: str | os.PathLike[str] | None = None,
    errors: Literal["warn", "raise"] = "warn",
    batch_size: int = BATCH,
    **options: Any,
) -> Dataset:
    """Codes the articles of a dataset: a dataset of records, lazily.

    The dataset has a column `text`, and may have `id`, `title`, `published`, `url`, `outlet`. The coder is
    made once in each worker process.

    Args:
        ds: The articles.
        records: events, quotes, positions, articles or diagnostics, with the columns of the program's
            Parquet files; or lines, which has all records as JSON lines beside their kind and id, in one pass.
        columns: What the dataset calls its columns, as `{"text": "body"}`.
        model: The model file's path on the workers; without it each takes DETENTE_MODEL, else the model
            installed there.
        errors: What to do about rows without text: "warn" in the worker's log and go on, or "raise".
        batch_size: Articles that a worker is given at a time.
        options: Options of `detente.Coder`.

    Raises:
        InputError: There is no such kind of record. Faults on workers fail their task with a DetenteError.
    """
    # Ray runs a task on each core already.
    wanted = {"threads": 1, **options, "model": None if model is None else os.fspath(model)}
    return ds.map_batches(
        _code,
        batch_format="pyarrow",
        batch_size=batch_size,
        fn_kwargs={
            "records": _worker.checked_kind(records),
            "columns": dict(columns or {}),
            "errors": errors,
            "options": wanted,
        },
    )


def _code(
    batch: pyarrow.Table,
    records: str,
    columns: Mapping[str, str],
    errors: str,
    options: Mapping[str, Any],
) -> pyarrow.Table:
    import pyarrow

    made = list(_worker.code_batch(batch, records, columns, errors, options))
    return pyarrow.Table.from_batches(made, pyarrow.schema(frames.schema(records)))
