#!/usr/bin/env python3
"""Score coded events against the paragraphs of the corpus that were coded by hand (eval/paragraphs.tsv).

Usage: score_paragraphs.py PROGRAM CORPUS.jsonl[.gz] [--errors FILE] [--judged FILE] [--least F1] [-- OPTIONS OF `code`]

The sheet holds no text; the corpus does. Each article is coded whole, and the events whose evidence lies in a coded
paragraph are compared with the hand's by both heads and the root; an act that the article tells twice is found
wherever its evidence lies. What the hand held for doubtful counts neither as missed nor as wrong.

A fifth of the articles, drawn by the hash of their id, is kept apart: for it totals alone are told, and with
`--least` the script fails when its F1 is lower. `--errors` writes what is missed and what is wrong in the open part,
`--judged` the open part's coded events, doubtful ones too, as right or wrong, for `detente evaluate --confidence`.
"""

import argparse
import csv
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

SHEET = Path(__file__).resolve().parent.parent / "eval" / "paragraphs.tsv"
KEPT_APART = 5


def head(actor: str | None) -> str:
    """The head of `HEAD:ROLE`; `-` for none."""
    return (actor or "-").split(":")[0]


def is_kept_apart(article: str) -> bool:
    """Whether the article is of the part of which nobody reads the errors."""
    return int(hashlib.md5(article.encode()).hexdigest(), 16) % KEPT_APART == 0


def coded_by_hand() -> dict[str, dict[tuple[int, int], list[dict]]]:
    """For each article its paragraphs, by first and one past the last character, with their events."""
    found: dict[str, dict[tuple[int, int], list[dict]]] = defaultdict(lambda: defaultdict(list))
    with SHEET.open(encoding="utf-8", newline="") as sheet:
        for row in csv.DictReader(sheet, delimiter="\t", quoting=csv.QUOTE_NONE):
            events = found[row["article"]][int(row["start"]), int(row["end"])]
            if row["code"]:
                events.append(row)
    return found


def articles(corpus: str, wanted: set[str]) -> dict[str, dict]:
    """The wanted articles of the corpus."""
    opener = gzip.open if corpus.endswith(".gz") else open
    with opener(corpus, "rt", encoding="utf-8", newline="\n") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        return {row["id"]: row for row in rows if row["id"] in wanted}


def code(program: str, rows: list[dict], options: list[str]) -> dict[str, list[dict]]:
    """The events that the program codes, by article."""
    with tempfile.TemporaryDirectory() as folder:
        news, out = Path(folder) / "news.jsonl", Path(folder) / "events.jsonl"
        with news.open("w", encoding="utf-8") as file:
            for row in rows:
                kept = {key: row[key] for key in ("id", "title", "published", "text") if row.get(key)}
                file.write(json.dumps(kept, ensure_ascii=False) + "\n")
        subprocess.run(
            [program, "code", str(news), "--records", "events", "--quiet", "-o", str(out), *options], check=False
        )
        found = defaultdict(list)
        with out.open(encoding="utf-8") as lines:
            for line in lines:
                event = json.loads(line)
                found[event["article"]].append(event)
    return found


def key_of(event: dict) -> tuple[str, str, str]:
    """What is compared: heads and root."""
    target = event["target"]["actor"] if event.get("target") else "-"
    return head(event["source"]["actor"]), head(target), event["cameo"][:2]


def within(event: dict, start: int, end: int) -> bool:
    """Whether some of the evidence lies in the paragraph."""
    return any(start <= piece["start"] < end for piece in event["evidence"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("corpus")
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("options", nargs="*")
    choice = parser.parse_args()
    gold = coded_by_hand()
    texts = articles(choice.corpus, set(gold))
    options = choice.options + (["--min-confidence", "0"] if choice.judged else [])
    coded = code(choice.program, list(texts.values()), options)

    counts: Counter = Counter()
    errors, judged = [], []
    for name in sorted(texts):
        part = "kept apart" if is_kept_apart(name) else "open"
        labels = []
        anywhere = {key_of(event) for event in coded[name]}
        for (start, end), events in sorted(gold[name].items()):
            counts[part, "paragraphs"] += 1
            sure, doubtful = set(), set()
            for event in events:
                key = head(event["source"]), head(event["target"]), event["code"][:2]
                (sure if event["sure"] == "1" else doubtful).add(key)
            doubtful -= sure
            found = {}
            for event in coded[name]:
                if within(event, start, end):
                    found.setdefault(key_of(event), event)
            counts[part, "sure"] += len(sure)
            counts[part, "found"] += len(sure & anywhere)
            counts[part, "right"] += len(sure & found.keys())
            counts[part, "coded"] += len(found.keys() - doubtful)
            for key, event in found.items():
                if key not in doubtful:
                    target = event["target"]["actor"] if event.get("target") else "-"
                    ends = {"source": event["source"]["actor"], "target": target, "code": event["cameo"]}
                    labels.append({**ends, "right": key in sure})
            missed, wrong = sure - anywhere, found.keys() - sure - doubtful
            if part == "open" and (missed or wrong):
                errors.append(f"## {name} {start}\n{texts[name]['text'][start:end]}")
                for event in events:
                    key = head(event["source"]), head(event["target"]), event["code"][:2]
                    if key in missed:
                        first, last = int(event["trigger_start"]), int(event["trigger_end"])
                        words = texts[name]["text"][first:last]
                        errors.append(f"  MISSED {event['source']} > {event['target']} {event['code']} “{words}”")
                for key in sorted(wrong):
                    event = found[key]
                    words = event["evidence"][0]["text"]
                    sign = f"{event.get('confidence')} {event['rule']}"
                    errors.append(f"  WRONG {' > '.join(key[:2])} {event['cameo']} {sign} “{words}”")
        if part == "open" and labels:
            row = {field: texts[name].get(field) for field in ("id", "title", "published", "text")}
            judged.append({**row, "judged": labels})
    if choice.errors:
        choice.errors.write_text("\n".join(errors) + "\n", encoding="utf-8")
    if choice.judged:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in judged)
        choice.judged.write_text("".join(lines), encoding="utf-8")
    for part in ("open", "kept apart"):
        sure, found, some, right = (counts[part, name] for name in ("sure", "found", "coded", "right"))
        recall, precision = found / max(sure, 1), right / max(some, 1)
        whole = 2 * recall * precision / max(recall + precision, 1e-9)
        print(
            f"{part}: {counts[part, 'paragraphs']} paragraphs, {sure} sure events, recall {recall:.3f}; "
            f"{some} coded, precision {precision:.3f}; F1 {whole:.3f}"
        )
    if len(texts) < len(gold):
        print(f"{len(gold) - len(texts)} of {len(gold)} articles are not in the corpus")
    if whole < choice.least:
        sys.exit(f"the F1 of the part kept apart fell below {choice.least}")


if __name__ == "__main__":
    main()
