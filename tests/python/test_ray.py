"""A local Ray cluster gives what one machine gives. Left out where there is no Ray."""

from __future__ import annotations

import pyarrow
import pytest

import detente

ray = pytest.importorskip("ray", reason="no ray: pip install 'ray[data]'")
pytest.importorskip("ray.data")


def test_a_dataset_gives_the_same_records(articles, coder):
    import detente.ray

    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR")
    try:
        table = pyarrow.Table.from_pylist(articles)
        dataset = ray.data.from_arrow([table.slice(at, 6) for at in range(0, table.num_rows, 6)])
        found = pyarrow.concat_tables(
            ray.get(reference) for reference in detente.ray.code(dataset, batch_size=4).to_arrow_refs()
        )
    finally:
        ray.shutdown()
    expected = coder.code_frame(table)
    assert found.cast(expected.schema).sort_by("id").equals(expected.sort_by("id"))
