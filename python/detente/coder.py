"""The coder: texts, pages and tables of them in, records out."""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from . import _native, frames
from .coding import Coding, Explanation
from .errors import InputError, LexiconError
from .model import model_path

__all__ = ["Coder", "Versions"]

Date = str | datetime.date


class Versions(NamedTuple):
    """What codes: coders of the same versions code the same."""

    program: str
    model: str
    lexicon: str


class Coder:
    """Codes articles with a language model and a lexicon.

    One coder is enough for a process; all its methods may be called from any number of threads at a time,
    and the interpreter is let go while it works. It can be pickled: it is then made anew where it arrives.

        >>> coder = Coder()
        >>> coding = coder.code("Norway recalled its envoy from Minsk on Monday.", published="2010-05-05")
        >>> [(event.source.actor, event.cameo, event.target.actor) for event in coding.events]
        [('NOR:GOV', '161', 'BLR:GOV')]

    Args:
        lexicon: A folder of lexicon files that are laid over the built-in ones.
        model: A model file; without it DETENTE_MODEL, else the installed one.
        threads: Threads to code tables on; one for each core where it is 0.
        any_language: Code articles in other languages than English too, in place of setting them aside.
        min_confidence: Leave out events whose confidence is lower (0 to 1); 0 keeps all. Without it the bound measured with the lexicon counts.
        whole_quotations: One quote for each whole quotation in place of one for each part of a split one.
        attitudes: Also make quotes of attitudes: what somebody backs, wants or thinks of without a clause that tells it.
        incomplete: Also code acts of which an end is unknown.
        precision: "fast" works the language model out in eight-bit integers: quicker where the processor multiplies bytes (AVX-512 VNNI); of a thousand words two get another head, so that a record may differ.
        lexicon_errors: What to do with wrong rows of the lexicon's files: "raise", or "warn" and leave them out.

    Raises:
        ModelError: There is no language model; `detente.install_model()` fetches it.
        LexiconError: The lexicon's files cannot be read or have errors.
    """

    def __init__(
        self,
        *,
        lexicon: str | os.PathLike[str] | None = None,
        model: str | os.PathLike[str] | None = None,
        threads: int = 0,
        any_language: bool = False,
        min_confidence: float | None = None,
        whole_quotations: bool = False,
        attitudes: bool = False,
        incomplete: bool = False,
        precision: Literal["exact", "fast"] = "exact",
        lexicon_errors: Literal["raise", "warn"] = "raise",
    ) -> None:
        if min_confidence is not None and not 0 <= min_confidence <= 1:
            raise InputError(
                f"min_confidence={min_confidence} is no share", remedy="give a number from 0 to 1"
            )
        if precision not in ("exact", "fast"):
            raise InputError(f"precision={precision!r}", remedy='give "exact" or "fast"')
        if threads < 0:
            raise InputError(f"threads={threads} is no number of threads", remedy="give 0 or more")
        self._options: dict[str, Any] = {
            "lexicon": None if lexicon is None else os.fspath(lexicon),
            "model": os.fspath(model if model is not None else model_path()),
            "threads": threads,
            "any_language": any_language,
            "min_confidence": min_confidence,
            "whole_quotations": whole_quotations,
            "attitudes": attitudes,
            "incomplete": incomplete,
            "precision": precision,
            "lexicon_errors": lexicon_errors,
        }
        self._engine = _native.Engine(
            self._options["model"],
            self._options["lexicon"],
            threads,
            any_language,
            min_confidence,
            whole_quotations,
            attitudes,
            incomplete,
            precision == "fast",
        )
        self._tell_problems(lexicon_errors)

    def _tell_problems(self, lexicon_errors: str) -> None:
        problems = self._engine.problems
        if not problems:
            return
        if lexicon_errors == "raise":
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            raise LexiconError(
                problems[0] + more,
                self._options["lexicon"],
                'lexicon_errors="warn" leaves such rows out',
            )
        for problem in problems:
            warnings.warn(problem, UserWarning, stacklevel=3)

    @property
    def versions(self) -> Versions:
        """The versions of program, model and lexicon."""
        return Versions(*self._engine.versions())

    def code(
        self,
        text: str,
        *,
        published: Date | None = None,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        id: str | None = None,
    ) -> Coding:
        """Codes a text that arrives ready: an article's plain text.

        Offsets point into that text as it is given. A title given apart is kept and not coded, but where
        it opens the text.

        Args:
            text: The article's text.
            published: The date of publication, against which the text's own dates are read.
            title: The headline.
            outlet: The medium.
            url: The address.
            id: The article's own id; without one it gets a hash of address and text.

        Raises:
            InputError: `published` is no date, or there is no text.
        """
        if not text.strip():
            raise InputError("there is no text", remedy="give an article's text")
        told = _told(id, title, published, url, outlet)
        return self._checked(Coding.from_json(self._engine.code_text(text, told)), published)

    def code_page(
        self,
        page: bytes | str,
        *,
        url: str | None = None,
        published: Date | None = None,
        outlet: str | None = None,
        id: str | None = None,
    ) -> Coding:
        """Codes a news page, HTML or its text dump: title, date and body are found in it.

        Args:
            page: The page; bytes where its character set is to be found out.
            url: The address it was fetched from.
            published: The date of publication, where it is known better than the page tells it.
            outlet: The medium.
            id: The article's own id.

        Raises:
            InputError: The page is empty or no text.
        """
        content = page.encode() if isinstance(page, str) else page
        told = _told(id, None, published, url, outlet)
        return self._checked(Coding.from_json(self._engine.code_page(content, told)), published)

    def explain(self, text: str, *, published: Date | None = None) -> Explanation:
        """Codes a text and tells why: the tree, who is mentioned, which rule fired and what stopped others.

        Raises:
            InputError: `published` is no date, or there is no text.
        """
        if not text.strip():
            raise InputError("there is no text", remedy="give a sentence or an article's text")
        told = _told(None, None, published, None, None)
        explained = Explanation.from_json(self._engine.explain(text, told))
        self._checked(explained.coding, published)
        return explained

    def code_frame(
        self,
        frame: Any,
        records: str = "events",
        *,
        columns: Mapping[str, str] | None = None,
        errors: Literal["warn", "raise"] = "warn",
        progress: Callable[[int], object] | None = None,
    ) -> Any:
        """Codes a table of articles on all threads: a table in the same library comes back.

        The table has a column `text`, and may have `id`, `title`, `published`, `url`, `outlet`. Rows are
        coded in their order; the result is the same on any number of threads.

        Args:
            frame: A pandas or polars frame, a pyarrow table or record batch, or anything with
                `__arrow_c_stream__`. Columns that are Arrow's are read where they lie.
            records: events, quotes, positions, articles, diagnostics; all, which gives `Tables` of these; or
                lines: one table of all records as JSON lines beside their kind, id and article.
            columns: What the table calls its columns, as `{"text": "body", "published": "date"}`.
            errors: What to do about rows without text: "warn" and go on, or "raise".
            progress: Called now and then with the number of rows done.

        Raises:
            InputError: There is no such column, or one is of a type that cannot hold what it should.
        """
        kinds = frames.KINDS if records == "all" else (records,)
        made = frames.code_frame(self._engine, frame, kinds, columns, errors, progress)
        return frames.Tables(made) if records == "all" else made[records]

    @staticmethod
    def _checked(coding: Coding, published: Date | None) -> Coding:
        if published and coding.article.published is None:
            raise InputError(f"published={str(published)!r} is no date", remedy="write YYYY-MM-DD")
        return coding

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self._options,))

    def __repr__(self) -> str:
        versions = self.versions
        return f"<Coder {versions.program}, {versions.model}, lexicon {versions.lexicon}>"


def _again(options: dict[str, Any]) -> Coder:
    """The coder with these options, where a pickled one arrives."""
    return Coder(**options)


def _told(
    id: str | None,
    title: str | None,
    published: Date | None,
    url: str | None,
    outlet: str | None,
) -> _native.Told:
    date = published.isoformat() if isinstance(published, datetime.date) else published
    return {
        "id": id,
        "title": title,
        "published": date,
        "url": url,
        "outlet": outlet,
        "input": "the text given",
    }
