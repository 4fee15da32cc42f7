#!/usr/bin/env python3
"""Rewrite gold attributions so that each contiguous stretch of words is a quotation of its own, as the codebook has it.

usage: split_attributions.py GOLD.jsonl[.gz] OUT.jsonl

GOLD: {"id","text","quotes":[{"start","end","spans":[[start,end],...],...}]} a line.
"""
import gzip, json, sys

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = sys.argv[1:]
    opened = gzip.open(source, "rt", encoding="utf-8") if source.endswith(".gz") else open(source, encoding="utf-8")
    with opened as gold, open(target, "w", encoding="utf-8") as out:
        for line in gold:
            document = json.loads(line)
            document["quotes"] = [
                {**quote, "start": start, "end": end}
                for quote in document["quotes"]
                for start, end in quote["spans"]
            ]
            out.write(json.dumps(document) + "\n")
