"""The package itself: types that hold, records that are those of the schemas, the tutorial."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat

import detente
from conftest import ROOT

USER = '''
import detente

coder = detente.Coder(threads=2)
coding = coder.code("Talks go on.", published="2010-05-05")
reveal_type(coding.events[0].source.actor)
reveal_type(coding.quotes[0].speaker)
coder.code(1)
'''


def test_record_types_are_those_of_the_schemas():
    script = ROOT / "scripts" / "python_records.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_types_hold_and_users_see_them(tmp_path):
    package = Path(detente.__file__).parent
    assert (package / "py.typed").is_file()
    own = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", ROOT / "python" / "detente"],
        capture_output=True, text=True, cwd=tmp_path,
    )
    assert own.returncode == 0, own.stdout + own.stderr
    (tmp_path / "user.py").write_text(USER)
    seen = subprocess.run(
        [sys.executable, "-m", "mypy", "user.py"], capture_output=True, text=True, cwd=tmp_path
    ).stdout
    assert 'Revealed type is "builtins.str"' in seen or 'Revealed type is "str"' in seen, seen
    assert "Speaker | None" in seen or "Union[detente.records.Speaker, None]" in seen, seen
    assert 'has incompatible type "int"' in seen, seen


def test_the_native_part_has_what_its_types_say():
    import ast

    tree = ast.parse((ROOT / "python" / "detente" / "_native.pyi").read_text("utf-8"))
    told = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    there = {name for name in dir(detente._native) if not name.startswith("_")} - {"VERSION"}
    assert told - {"Told"} == there


def test_the_tutorial_runs(tmp_path):
    notebook = nbformat.read(ROOT / "examples" / "tutorial.ipynb", as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(ROOT / "examples")}}
    )
    client.execute()
    shown = [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    ]
    assert len(shown) >= 3
