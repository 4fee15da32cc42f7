"""Coding on Apache Spark, 3.5 or later: `detente.spark.code(df)`.

Every record's id is a hash of what defines it, so that a task that Spark tries again adds nothing, and
`dropDuplicates(["id"])` makes one of an article that was there twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from . import _worker, frames
from .model import model_path

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SentModel", "code", "send_model"]


@dataclass(frozen=True)
class SentModel:
    """A language model that Spark hands to every worker."""

    name: str

    def path(self) -> str:
        """Where it lies on the worker that asks."""
        from pyspark import SparkFiles

        return str(SparkFiles.get(self.name))


def send_model(spark: SparkSession, path: str | os.PathLike[str] | None = None) -> SentModel:
    """Has Spark hand the language model to every worker, for clusters without a shared disk.

    Args:
        spark: The session.
        path: The model file; without it the one that a coder here would take.
    """
    path = os.fspath(path if path is not None else model_path())
    spark.sparkContext.addFile(path)
    return SentModel(os.path.basename(path))


def code(
    df: DataFrame,
    records: str = "events",
    *,
    columns: Mapping[str, str] | None = None,
    model: str | os.PathLike[str] | SentModel | None = None,
    errors: Literal["warn", "raise"] = "warn",
    **options: Any,
) -> DataFrame:
    """Codes the articles of a frame: a frame of records, lazily, a task for each of its partitions.

    The frame has a column `text`, and may have `id`, `title`, `published`, `url`, `outlet`. The coder is
    made once in each Python worker.

    Args:
        df: The articles.
        records: events, quotes, positions, articles or diagnostics, with the columns of the program's
            Parquet files; or lines, which has all records as JSON lines beside their kind and id, in one pass.
        columns: What the frame calls its columns, as `{"text": "body"}`.
        model: The model file's path on the workers, or what `send_model` gave; without it each worker takes
            DETENTE_MODEL, else the model installed there.
        errors: What to do about rows without text: "warn" in the worker's log and go on, or "raise".
        options: Options of `detente.Coder`.

    Raises:
        InputError: There is no such kind of record. Faults on workers fail their task with a DetenteError.
    """
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema

    _worker.checked_kind(records)
    schema = from_arrow_schema(pyarrow.schema(frames.schema(records)))
    # Spark runs a task on each core already.
    wanted = {"threads": 1, **options}
    return df.mapInArrow(_mapper(records, columns, model, errors, wanted), schema)


def _mapper(
    records: str,
    columns: Mapping[str, str] | None,
    model: str | os.PathLike[str] | SentModel | None,
    errors: str,
    options: dict[str, Any],
) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    def over(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        path = model.path() if isinstance(model, SentModel) else model
        for batch in batches:
            yield from _worker.code_batch(
                batch, records, columns, errors, {**options, "model": path}
            )

    return over
