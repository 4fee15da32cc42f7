#!/usr/bin/env python3
"""Write the judged events of eval/precision-sample.tsv with their articles, for `detente evaluate --confidence`.

Usage: judged_events.py CORPUS.jsonl[.gz] > judged.jsonl

The sheet holds no text; the corpus does. A row of output is an article with `judged`: source, target, code and
whether the event is right. Articles that the corpus lacks are counted on the standard error.
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

SHEET = Path(__file__).resolve().parent.parent / "eval" / "precision-sample.tsv"


def judgements() -> dict[str, list[dict]]:
    """The judged events by their articles."""
    found = defaultdict(list)
    with SHEET.open(encoding="utf-8", newline="") as sheet:
        for row in csv.DictReader(sheet, delimiter="\t", quoting=csv.QUOTE_NONE):
            event = {key: row[key] for key in ("source", "target", "code")}
            found[row["article"]].append({**event, "right": row["right"] == "1"})
    return found


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    wanted = judgements()
    found = 0
    opener = gzip.open if sys.argv[1].endswith(".gz") else open
    with opener(sys.argv[1], "rt", encoding="utf-8") as corpus:
        for line in corpus:
            article = json.loads(line)
            judged = wanted.get(article["id"])
            if judged:
                found += 1
                kept = {key: article.get(key) for key in ("id", "title", "published", "text")}
                print(json.dumps({**kept, "judged": judged}, ensure_ascii=False))
    print(f"{found} of {len(wanted)} articles found", file=sys.stderr)


if __name__ == "__main__":
    main()
