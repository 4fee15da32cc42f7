"""News pages in; events (CAMEO, PLOVER), quotes and positions out, each with the words that prove it.

    import detente
    detente.install_model()                      # once
    coder = detente.Coder()
    coding = coder.code("Norway recalled its envoy from Minsk on Monday.", published="2010-05-05")
    for event in coding.events:
        print(event.source.actor, event.cameo, event.target.actor, event.evidence[0].text)

`detente.spark` and `detente.ray` code on clusters; `docs/python.md` and `docs/cluster.md` tell more.
"""

from ._native import VERSION as __version__
from .archive import Archive, Hit, SearchAnswer, Series
from .coder import Coder, Versions
from .coding import Coding, Diagnostic, Explanation
from .errors import (
    ArchiveError,
    DetenteError,
    InputError,
    LexiconError,
    ModelError,
    SkippedRows,
)
from .frames import Tables, schema
from .model import MODEL_PACKAGE, install_model, model_path
from .records import (
    Article,
    Cue,
    Dateline,
    Event,
    Evidence,
    Link,
    Party,
    Place,
    Plover,
    Position,
    Quad,
    Quote,
    Speaker,
    Whole,
)

__all__ = [
    "MODEL_PACKAGE",
    "Archive",
    "ArchiveError",
    "Article",
    "Coder",
    "Coding",
    "Cue",
    "Dateline",
    "DetenteError",
    "Diagnostic",
    "Event",
    "Evidence",
    "Explanation",
    "Hit",
    "InputError",
    "LexiconError",
    "Link",
    "ModelError",
    "Party",
    "Place",
    "Plover",
    "Position",
    "Quad",
    "Quote",
    "SearchAnswer",
    "Series",
    "SkippedRows",
    "Speaker",
    "Tables",
    "Versions",
    "Whole",
    "__version__",
    "install_model",
    "model_path",
    "schema",
]
