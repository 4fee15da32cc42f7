"""What goes wrong, where, and what to do about it."""

from __future__ import annotations

__all__ = [
    "ArchiveError",
    "DetenteError",
    "InputError",
    "LexiconError",
    "ModelError",
    "SkippedRows",
]


class DetenteError(Exception):
    """Anything that Détente cannot do.

    Attributes:
        reason: What is wrong.
        place: The file, row or folder at fault, where there is one.
        remedy: What to do about it, where that is known.
    """

    def __init__(self, reason: str, place: str | None = None, remedy: str | None = None) -> None:
        super().__init__(reason, place, remedy)
        self.reason = reason
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason}; {self.remedy}" if self.remedy else self.reason


class ModelError(DetenteError):
    """The language model is not there, or cannot be used."""


class LexiconError(DetenteError):
    """Lexicon files cannot be read, or rows in them are wrong."""


class InputError(DetenteError, ValueError):
    """A text, a table or an argument cannot be used."""


class ArchiveError(DetenteError):
    """An archive cannot be read."""


class SkippedRows(UserWarning):
    """Rows of a table were no articles and were left out."""
