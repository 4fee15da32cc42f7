#!/usr/bin/env python3
"""Score quotes and positions against gold coded by the codebook.

usage: score_quotes_positions.py GOLD.jsonl QUOTES.jsonl [POSITIONS.jsonl] [--errors N]

GOLD has {"id","text","quotes":[{"content","kind","cue","speaker","actor"}],"positions":[{"actor","issue","stance",
"towards"}]} a line. A coded quote matches a gold one where their words overlap with F1 >= .5 (greedy, best first);
kind, actor and speaker are scored on the matched. Positions match on (actor, issue, stance).
"""
import argparse, collections, json, re

def rows(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]

def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))

def f1(a, b):
    common = sum((a & b).values())
    return 2 * common / max(1, sum(a.values()) + sum(b.values()))

def figures(tp, coded, gold):
    p, r = tp / max(1, coded), tp / max(1, gold)
    return f"gold {gold:4} coded {coded:4}  P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}"

def score_quotes(gold, coded, errors):
    by = collections.defaultdict(list)
    for q in coded:
        by[q["article"]].append(q)
    n = collections.Counter()
    missed, extra, wrong = [], [], []
    for d in gold:
        pairs = []
        for i, g in enumerate(d["quotes"]):
            for k, q in enumerate(by[d["id"]]):
                overlap = f1(words(g["content"]), words(q["content"]))
                if overlap >= .5:
                    pairs.append((overlap, i, k))
        used_g, used_q = {}, set()
        for overlap, i, k in sorted(pairs, reverse=True):
            if i not in used_g and k not in used_q:
                used_g[i] = (k, overlap)
                used_q.add(k)
        for i, g in enumerate(d["quotes"]):
            n["gold", g["kind"]] += 1
            if i not in used_g:
                missed.append((d["id"], g["kind"], g["content"], g["speaker"]))
                continue
            q = by[d["id"]][used_g[i][0]]
            speaker = q.get("speaker") or {}
            n["tp", g["kind"]] += 1
            n["overlap"] += used_g[i][1]
            n["kind"] += q["kind"] == g["kind"]
            n["actor"] += (speaker.get("actor") or None) == (g["actor"] or None)
            n["name"] += f1(words(speaker.get("name") or ""), words(g["speaker"] or "")) > .6
            n["n"] += 1
            if speaker.get("actor") != g["actor"] or q["kind"] != g["kind"] or used_g[i][1] < .95:
                wrong.append((d["id"], g["kind"], q["kind"], g["content"], q["content"], g["speaker"], g["actor"],
                              speaker.get("name"), speaker.get("actor"), speaker.get("mention")))
        for k, q in enumerate(by[d["id"]]):
            best = by[d["id"]][k]["kind"]
            for i, (kk, _) in used_g.items():
                if kk == k:
                    best = d["quotes"][i]["kind"]
            n["coded", best] += 1
            if k not in used_q:
                extra.append((d["id"], q["kind"], q["content"], (q.get("speaker") or {}).get("name")))
    kinds = ("direct", "mixed", "indirect")
    for group in (("direct",), ("mixed",), ("indirect",), kinds):
        print(f"{'+'.join(group):22}", figures(*(sum(n[part, k] for k in group) for part in ("tp", "coded", "gold"))))
    m = max(1, n["n"])
    print(f"on {n['n']} matched: overlap {n['overlap'] / m:.3f}  kind {n['kind'] / m:.3f}  actor {n['actor'] / m:.3f}  name {n['name'] / m:.3f}")
    for title, items in (("missed", missed), ("extra", extra), ("wrong", wrong)):
        for item in items[:errors]:
            print(title, *item, sep=" | ")

def score_positions(gold, coded, errors):
    key = lambda p: (p["actor"], p["issue"], p["stance"])
    by = collections.defaultdict(set)
    full = collections.defaultdict(dict)
    for p in coded:
        by[p["article"]].add(key(p))
        full[p["article"]][key(p)] = p
    tp = n_coded = n_gold = pair = 0
    for d in gold:
        want = {key(p) for p in d["positions"]}
        have = by[d["id"]]
        tp += len(want & have)
        pair += len({w[:2] for w in want} & {h[:2] for h in have})
        n_coded += len(have)
        n_gold += len(want)
        if errors and want != have:
            for w in sorted(want - have):
                print("missed |", d["id"], *w)
            for h in sorted(have - want):
                print("extra  |", d["id"], *h, "|", full[d["id"]][h]["evidence"][0]["text"][:150])
    print("positions             ", figures(tp, n_coded, n_gold), f" actor and issue alone: {pair}")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("quotes")
    parser.add_argument("positions", nargs="?")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    gold = rows(arguments.gold)
    score_quotes(gold, rows(arguments.quotes), arguments.errors)
    if arguments.positions:
        score_positions(gold, rows(arguments.positions), arguments.errors)
