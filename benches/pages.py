#!/usr/bin/env python3
"""Reading HTML pages beside trafilatura, on the same pages, one core each, in the same run.

  pages.py --program PATH [--pages FOLDER --gold GOLD.jsonl] [--passes N] [--json]

PATH is the example `read_pages` of `detente-page`. FOLDER holds `<id>.html` or `<id>.html.gz` for each id of GOLD,
whose lines are {"id","url"?,"body"}; without them the sets below ../shared/eval/html are read, else the sample
pages, which have no gold. Both give body, title, date and the other metadata. Times are processor time, so that other
work on the machine distorts them little. Détente's is that of N passes over the pages less that of one, which leaves
out what a process does once; trafilatura's leaves out starting Python and a first pass over ten pages.
"""

import argparse
import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "eval" / "html"
PEER = ("trafilatura==2.3.1", "lxml_html_clean")

TRAFILATURA = """
import json, sys, time
from pathlib import Path
import trafilatura
folder, fast = Path(sys.argv[1]), sys.argv[2] == "fast"
pages = [(page.stem, page.read_bytes()) for page in sorted(folder.glob("*.html"))]
def read(page):
    found = trafilatura.bare_extraction(page, with_metadata=True, fast=fast)
    return found.text if found else ""
for _, page in pages[:10]:
    read(page)
begun = time.process_time()
bodies = {name: read(page) for name, page in pages}
seconds = time.process_time() - begun
print(json.dumps({"seconds": seconds, "bodies": bodies}))
"""


def run(command):
    """Runs a command on one core: standard output and processor seconds."""
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}),
    )
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return out.decode(), usage.ru_utime + usage.ru_stime


def peer():
    """The Python that has trafilatura, in an environment of its own."""
    home = ROOT / "target" / "pages-venv"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    if subprocess.run([python, "-c", "import trafilatura"], stderr=subprocess.DEVNULL).returncode != 0:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEER], check=True)
    return python


def gold_of(path):
    if path is None:
        return {}
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    return {row["id"]: row for row in rows}


def unpack(folder, names, to):
    """The pages as plain files, so that neither side unpacks them."""
    for name in names:
        packed = folder / f"{name}.html.gz"
        page = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / f"{name}.html").read_bytes()
        (to / f"{name}.html").write_bytes(page)


def word_f1(got, want):
    got, want = (collections.Counter(re.findall(r"\w+", (text or "").lower())) for text in (got, want))
    if not got or not want:
        return float(not got and not want)
    same = sum((got & want).values())
    return 2 * same / (sum(got.values()) + sum(want.values()))


def four_gram_f1(bodies, gold):
    """The measure of the public article extraction benchmark: runs of four words, counted with their copies; each
    page's hits and faults are shares of that page, and precision and recall are of their sums."""

    def runs(text):
        words = re.findall(r"\w+", text or "")
        return collections.Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else {}

    hits = false = missed = 0.0
    for page, row in gold.items():
        got, want = collections.Counter(runs(bodies.get(page))), collections.Counter(runs(row["body"]))
        same = sum((got & want).values())
        whole = sum((got | want).values())
        if whole:
            hits += same / whole
            false += sum((got - want).values()) / whole
            missed += sum((want - got).values()) / whole
    return 2 * hits / (2 * hits + false + missed) if hits else 0.0


def measure(program, python, name, folder, gold, passes):
    names = sorted(gold) or sorted(page.stem for page in folder.glob("*.html"))
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        pages = scratch / "pages"
        pages.mkdir()
        unpack(folder, names, pages)

        def read(times):
            listed = scratch / f"{times}.jsonl"
            rows = [{"id": name, "url": gold.get(name, {}).get("url")} for name in names] * times
            listed.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            return run([program, "html", pages, listed])

        out, once = read(1)
        _, all_passes = read(passes + 1)
        rows = [json.loads(line) for line in out.split("\n") if line]
        sides = {"Détente": ({row["id"]: row["body"] for row in rows}, (all_passes - once) / passes)}
        for kind in ("fast", "standard"):
            told = json.loads(run([python, "-c", TRAFILATURA, pages, kind])[0])
            sides[f"trafilatura, {kind}"] = (told["bodies"], told["seconds"])
    found = {}
    for side, (bodies, seconds) in sides.items():
        scores = [word_f1(bodies.get(page), row["body"]) for page, row in gold.items()]
        found[side] = {
            "pages_a_second": round(len(names) / seconds, 1),
            "word_f1": round(sum(scores) / len(scores), 4) if scores else None,
            "four_gram_f1": round(four_gram_f1(bodies, gold), 4) if gold else None,
        }
    return {"set": name, "pages": len(names), "sides": found}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.pages:
        sets = [(options.pages.name, options.pages, options.gold)]
    elif SHARED.exists():
        sets = [(name, SHARED / name, SHARED / f"{name}.jsonl") for name in ("aeb", "wcxb")]
    else:
        sets = [("samples", ROOT / "samples", None)]
    python = peer()
    for name, folder, gold in sets:
        told = measure(options.program, python, name, folder, gold_of(gold), options.passes)
        if options.json:
            print(json.dumps(told, ensure_ascii=False))
            continue
        print(f"{name}, {told['pages']} pages")
        slowest = told["sides"]["trafilatura, standard"]["pages_a_second"]
        for side, row in told["sides"].items():
            score = ""
            if (words := row["word_f1"]) is not None:
                score = f"   F1 of words {words:.4f}, of 4-grams {row['four_gram_f1']:.4f}"
            speed = row["pages_a_second"]
            print(f"  {side:22} {speed:7.1f} pages/s of one core, {speed / slowest:4.1f} times{score}")


if __name__ == "__main__":
    main()
