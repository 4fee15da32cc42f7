"""Texts and pages to typed records."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import detente
from conftest import SAMPLES, TEXT


def test_a_text_gives_records_whose_evidence_is_in_it(coder):
    coding = coder.code(TEXT, published="2010-05-05")
    assert ("NOR", "BLR") in {
        (event.source.actor.split(":")[0], event.target.actor.split(":")[0]) for event in coding.events
    }
    for record in [*coding.events, *coding.positions]:
        for piece in record.evidence:
            assert coding.text[piece.start : piece.end] == piece.text
    for quote in coding.quotes:
        assert coding.text[quote.start : quote.end] == quote.content
    assert coding.article.published == "2010-05-05"
    assert coding.article.agency or coding.article.dateline


def test_dates_are_taken_as_dates_too(coder):
    as_text = coder.code(TEXT, published="2010-05-05")
    assert coder.code(TEXT, published=datetime.date(2010, 5, 5)) == as_text
    assert coder.code(TEXT, published=datetime.datetime(2010, 5, 5, 12, 30)).events == as_text.events


def test_pages_are_read_and_coded_as_the_program_does(coder, program):
    path = sorted(SAMPLES.glob("*.html"))[3]
    command = [program, "code", path, "--records", "all", "--format", "jsonl"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    expected = {"article": [], "event": [], "quote": [], "position": []}
    for line in lines:
        row = json.loads(line)
        expected[row.pop("record")].append(row)
    found = coder.code_page(path.read_bytes()).to_dict()
    assert found["article"]["text"] == expected["article"][0]["text"]
    for kind in ("event", "quote", "position"):
        rows = [{key: one for key, one in row.items() if one is not None} for row in expected[kind]]
        mine = [{key: one for key, one in row.items() if one is not None} for row in found[f"{kind}s"]]
        assert [row["id"] for row in mine] == [row["id"] for row in rows]
        assert [row["article"] for row in mine] == [row["article"] for row in rows]


def test_records_become_json_objects_and_come_back(coder):
    coding = coder.code(TEXT, published="2010-05-05")
    assert detente.Coding.from_dict(coding.to_dict()) == coding
    assert detente.Coding.from_json(json.dumps(coding.to_dict())) == coding
    event = coding.events[0]
    assert detente.Event.from_dict({**event.to_dict(), "of_a_later_version": 1}) == event


def test_the_same_on_many_threads_at_a_time(coder):
    expected = coder.code(TEXT, published="2010-05-05")
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: coder.code(TEXT, published="2010-05-05"), range(64)))
    assert all(coding == expected for coding in found)


def test_the_interpreter_is_let_go_while_coding(coder):
    # This thread gives the interpreter up of its own only where the native part lets it go.
    coding, ran_meanwhile = threading.Event(), []

    def look() -> None:
        coding.wait(60)
        ran_meanwhile.append(coding.is_set())

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1_000)
    try:
        other = threading.Thread(target=look)
        other.start()
        coding.set()
        coder.code(TEXT * 20, published="2010-05-05")
        coding.clear()
    finally:
        sys.setswitchinterval(interval)
    other.join()
    assert ran_meanwhile == [True]


def test_a_coder_goes_to_other_processes(coder):
    again = pickle.loads(pickle.dumps(coder))
    assert again.code(TEXT).events == coder.code(TEXT).events


def _events(coder, results):
    results.put([event.id for event in coder.code(TEXT).events])


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_codes_with_threads_of_its_own(coder):
    expected = [event.id for event in coder.code(TEXT).events]
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    child = context.Process(target=_events, args=(coder, results))
    child.start()
    assert results.get(timeout=120) == expected
    child.join()


def test_choices_are_those_of_the_program(coder):
    sure = detente.Coder(min_confidence=1.0)
    assert sure.code(TEXT).events == [e for e in coder.code(TEXT).events if e.confidence == 1.0]
    german = "Der Minister reiste am Montag nach Berlin, um mit seinem Amtskollegen über den Vertrag zu sprechen."
    note = coder.code(german).diagnostics[0]
    assert note.kind.startswith("other-language")


def test_explanations_tell_the_rule(coder):
    told = coder.explain("Norway recalled its envoy from Minsk on Monday.", published="2010-05-05")
    assert told.coding.events
    assert told.coding.events[0].rule in str(told)
    assert told.tree and told.mentions and told.rules


def test_versions_tell_coders_apart(coder):
    program, model, lexicon = coder.versions
    assert program == f"detente {detente.__version__}"
    assert "en_core_web_md" in model and lexicon
