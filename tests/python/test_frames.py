"""Tables in and out, in pandas, polars and Arrow."""

from __future__ import annotations

import io
import json
import warnings

import pandas
import polars
import pyarrow
import pyarrow.ipc
import pyarrow.parquet
import pytest

import detente

KINDS = ("events", "quotes", "positions")


@pytest.fixture(scope="module")
def table(articles) -> pyarrow.Table:
    return pyarrow.Table.from_pylist(articles)


def test_tables_are_the_program_s_parquet_files(coder, table, coded):
    found = coder.code_frame(table, "all")
    for kind in KINDS:
        expected = pyarrow.parquet.read_table(coded / f"{kind}.parquet")
        assert found[kind].schema.equals(expected.schema)
        assert found[kind].combine_chunks().equals(expected.combine_chunks()), kind
    assert found.articles.num_rows == table.num_rows
    assert set(found) == {"articles", "events", "quotes", "positions", "diagnostics"}


def test_every_library_gets_its_own_back(coder, table):
    expected = coder.code_frame(table)
    assert isinstance(expected, pyarrow.Table)
    frame = coder.code_frame(table.to_pandas())
    assert isinstance(frame, pandas.DataFrame)
    assert frame["id"].tolist() == expected["id"].to_pylist()
    polar = coder.code_frame(polars.from_arrow(table))
    assert isinstance(polar, polars.DataFrame)
    assert polar["id"].to_list() == expected["id"].to_pylist()
    batch = coder.code_frame(table.combine_chunks().to_batches()[0])
    assert batch.equals(expected)


def test_only_the_c_data_interface_is_needed(coder, table):
    class Foreign:
        def __arrow_c_stream__(self, requested_schema=None):
            return table.__arrow_c_stream__(requested_schema)

    assert coder.code_frame(Foreign()).equals(coder.code_frame(table))


def test_threads_and_batches_change_nothing(coder, table):
    expected = coder.code_frame(table, "all")
    one = detente.Coder(threads=1).code_frame(table, "all")
    parts = pyarrow.Table.from_batches(
        [batch for at in range(0, table.num_rows, 5) for batch in table.slice(at, 5).to_batches()]
    )
    many = detente.Coder(threads=5).code_frame(parts, "all")
    for kind in KINDS:
        assert one[kind].equals(expected[kind]) and many[kind].equals(expected[kind])


def test_columns_of_other_names_and_types(coder, table):
    renamed = pyarrow.table(
        {
            "body": table["text"].cast(pyarrow.large_string()),
            "number": pyarrow.array(range(table.num_rows), pyarrow.int32()),
            "day": table["published"].cast(pyarrow.date32()),
        }
    )
    columns = {"text": "body", "id": "number", "published": "day"}
    found = coder.code_frame(renamed, "articles", columns=columns)
    assert found["id"].to_pylist() == [str(at) for at in range(table.num_rows)]
    assert found["published"].to_pylist() == table["published"].to_pylist()


def test_a_wrong_table_is_told(coder, table):
    with pytest.raises(detente.InputError, match="text") as caught:
        coder.code_frame(table.drop(["text"]))
    assert "columns=" in caught.value.remedy
    with pytest.raises(detente.InputError, match="Int64"):
        coder.code_frame(pyarrow.table({"text": [1, 2]}))
    with pytest.raises(detente.InputError, match="headline"):
        coder.code_frame(table, columns={"headline": "title"})


def test_rows_without_text_are_counted_and_named(coder):
    table = pyarrow.table({"id": ["a", "b", "c"], "text": ["Oslo recalled its envoy to Minsk.", None, " "]})
    with pytest.warns(detente.SkippedRows, match="2 rows were left out: frame, row 2"):
        found = coder.code_frame(table, "all")
    assert found.articles["id"].to_pylist() == ["a"]
    skipped = found.diagnostics.to_pylist()
    assert [row["input"] for row in skipped if row["article"] is None] == ["frame:2", "frame:3"]
    with pytest.raises(detente.InputError, match="row 2"):
        coder.code_frame(table, errors="raise")


def test_an_empty_table_gives_empty_tables(coder):
    table = pyarrow.table({"text": pyarrow.array([], pyarrow.string())})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = coder.code_frame(table)
    assert found.num_rows == 0
    assert found.schema.equals(pyarrow.schema(detente.schema("events")))


def test_progress_is_told_and_can_stop(coder, table):
    told = []
    coder.code_frame(table, progress=told.append)
    assert told[-1] == table.num_rows

    def stop(_rows):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        coder.code_frame(table, progress=stop)


def test_a_stream_that_breaks_off_is_told(coder, table):
    def batches():
        yield from table.to_batches()
        raise RuntimeError("the source is gone")

    reader = pyarrow.RecordBatchReader.from_batches(table.schema, batches())
    with pytest.raises(detente.InputError, match="the source is gone"):
        coder.code_frame(reader)


def test_tables_outlive_what_made_them(coder, table):
    found = detente.Coder(threads=1).code_frame(table)
    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, found.schema) as writer:
        writer.write_table(found)
    again = pyarrow.ipc.open_stream(sink.getvalue()).read_all()
    assert again.equals(coder.code_frame(table))


def test_lines_are_those_of_the_program(coder, table, coded, program):
    lines = coder.code_frame(table, "lines")
    assert lines.column_names == ["record", "id", "article", "json"]
    events = [row for row in lines.to_pylist() if row["record"] == "event"]
    assert [row["id"] for row in events] == coder.code_frame(table)["id"].to_pylist()
    assert all(json.loads(row["json"])["id"] == row["id"] for row in events)
