"""Archives: records and series as tables, articles, searches; and the same series by SQL over the files."""

from __future__ import annotations

import re
import subprocess

import duckdb
import pyarrow
import pytest

import detente
from conftest import ROOT, SAMPLES


@pytest.fixture(scope="module")
def pages():
    return sorted(SAMPLES.glob("20[01]*.html"))[:60]


@pytest.fixture(scope="module")
def archive(program, pages, tmp_path_factory) -> detente.Archive:
    folder = tmp_path_factory.mktemp("archive") / "desk.archive"
    subprocess.run([program, "ingest", "--quiet", folder, *pages], check=True)
    return detente.Archive(folder)


def test_records_are_tables_of_the_columns_there_are(archive):
    totals = archive.totals
    assert totals["articles"] == 60
    for kind in ("articles", "events", "quotes", "positions"):
        table = getattr(archive, kind)()
        assert isinstance(table, pyarrow.Table)
        assert table.num_rows == totals[kind]
        assert table.schema.equals(pyarrow.schema(detente.schema(kind)))
    assert archive.days is not None


def test_filters_take_what_the_api_takes(archive):
    between = archive.events(a="RUS", b="NATO")
    assert 0 < between.num_rows < archive.totals["events"]
    for row in between.to_pylist():
        heads = {row["source_actor"].split(":")[0], row["target_actor"].split(":")[0]}
        assert heads == {"RUS", "NATO"}
    early = archive.events(until="2010")
    assert early.num_rows + archive.events(since="2011").num_rows <= archive.totals["events"]
    codes = archive.events(code=["04", "05"])
    assert {code[:2] for code in codes["cameo"].to_pylist()} <= {"04", "05"}
    with pytest.raises(detente.InputError, match="no filter `sender`"):
        archive.events(sender="RUS")
    with pytest.raises(detente.InputError, match="no date"):
        archive.events(since="whenever")
    with pytest.raises(detente.InputError, match="no step"):
        archive.series(by="fortnight")


def test_articles_come_with_their_records(archive):
    row = archive.articles().to_pylist()[0]
    coding = archive.article(row["id"])
    assert coding.text == row["text"]
    for event in coding.events:
        piece = event.evidence[0]
        assert coding.text[piece.start : piece.end] == piece.text
    with pytest.raises(detente.ArchiveError, match="no article"):
        archive.article("nothing")


def test_search_marks_what_it_found(archive):
    answer = archive.search("missile defence", limit=3)
    assert len(answer.hits) == 3 <= answer.total
    hit = answer.hits[0]
    assert any(hit.snippet[start:end].lower().startswith(("missile", "defen")) for start, end in hit.found)
    assert "<mark" in answer._repr_html_()


def _statements(page: str) -> list[str]:
    return re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.S)


def test_the_sql_of_the_docs_gives_the_program_s_series(archive, program, pages, tmp_path, monkeypatch):
    subprocess.run(
        [program, "code", *pages, "--records", "all", "--format", "parquet", "--quiet", "-o", "coded/"],
        check=True, cwd=tmp_path,
    )
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as connection:
        results = [connection.execute(statement).fetchall() for statement in _statements("duckdb.md")]
    by_month, mean, *_ = results
    series = archive.series(a="RUS", b="NATO", by="month").points.to_pylist()
    expected = [
        (point["label"], point["events"], point["reporting"], point["cooperation"], point["conflict"])
        for point in series
        if point["events"]
    ]
    assert expected and [tuple(row) for row in by_month] == expected
    means = [(point["label"], round(point["goldstein"], 9)) for point in series if point["goldstein"] is not None]
    assert [(label, round(value, 9)) for label, value in mean] == means
    assert all(rows for rows in results)
