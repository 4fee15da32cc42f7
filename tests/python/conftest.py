"""What the tests share: one coder, texts of our own, and the program to compare with."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import detente

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"

TEXT = (
    "OSLO, May 5 (Meridian Wire) - Norway recalled its envoy from Minsk on Monday.\n\n"
    "“We will not accept this,” Foreign Minister Jonas Gahr Støre said. "
    "Belarus rejected the criticism and expelled a Norwegian diplomat on Tuesday."
)


@pytest.fixture(scope="session")
def coder() -> detente.Coder:
    return detente.Coder()


@pytest.fixture(scope="session")
def program() -> str:
    """The command to compare with; tests that need it are left out where it is not named."""
    named = os.environ.get("DETENTE_PROGRAM")
    if not named:
        pytest.skip("DETENTE_PROGRAM names no program to compare with")
    return named


@pytest.fixture(scope="session")
def articles(coder: detente.Coder) -> list[dict[str, str | None]]:
    """Some sample pages as rows of a table."""
    rows = []
    for path in sorted(SAMPLES.glob("*.html"))[:24]:
        article = coder.code_page(path.read_bytes(), id=path.stem).article
        rows.append(
            {
                "id": path.stem,
                "text": article.text,
                "title": article.title,
                "published": article.published,
                "outlet": article.outlet,
            }
        )
    return rows


@pytest.fixture(scope="session")
def coded(program: str, articles: list, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the program codes from these rows: a folder of Parquet files."""
    import pyarrow
    import pyarrow.parquet

    folder = tmp_path_factory.mktemp("coded")
    rows = folder / "articles-in.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(articles), rows)
    out = folder / "out"
    subprocess.run(
        [program, "code", rows, "--records", "all", "--format", "parquet", "--quiet", "-o", f"{out}/"],
        check=True,
    )
    return out
