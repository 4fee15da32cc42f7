#!/usr/bin/env python3
"""Fit the line classifier of flattened pages and write its weights as Rust.

usage: pages_train.py --rows ROWS.jsonl --gold GOLD.jsonl[.gz] [--rows … --gold …] [--write WEIGHTS.rs]

ROWS come from `cargo run --release -p detente-page --example line_rows < GOLD`. GOLD has `id` and `body` or
`gold_body`. A line is of the body if the gold body holds it. Prints the word F1 of five-fold cross-validation; the
weights written are fitted to all pages. Needs numpy.
"""
import argparse, collections, gzip, json, re
import numpy as np

def lines(path):
    with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as f:
        for line in f:
            yield json.loads(line)

def words(text):
    return re.findall(r"\w+", (text or "").lower())

def word_f1(got, want):
    got, want = collections.Counter(got), collections.Counter(want)
    if not got or not want:
        return float(not got and not want)
    return 2 * sum((got & want).values()) / (sum(got.values()) + sum(want.values()))

def load(rows_path, gold_path, share):
    gold = {d["id"]: d.get("body") or d.get("gold_body") or "" for d in lines(gold_path)}
    for page in lines(rows_path):
        if not page["rows"]:
            continue
        want = words(gold[page["id"]])
        joined = " " + " ".join(want) + " "
        texts = [words(text) for text, _ in page["rows"]]
        label = [bool(t) and f" {' '.join(t)} " in joined for t in texts]
        rows = np.array([row for _, row in page["rows"]], dtype=np.float64)
        yield rows, np.array(label, float), texts, want, share

def fit(pages, ridge=3.0, rounds=12):
    x = np.vstack([p[0] for p in pages])
    x = np.hstack([x, np.ones((len(x), 1))])
    y = np.concatenate([p[1] for p in pages])
    # A line weighs by its words, and each page the same.
    weight = np.concatenate([
        (lambda n: n / n.sum())(np.array([min(len(t), 60) ** 0.8 + 1 for t in p[2]])) * 60 * p[4] for p in pages])
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 0
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + penalty * w
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        w -= np.linalg.solve(curve, gradient)
    return w

def score(pages, w, shift):
    total = []
    for x, _, texts, want, _ in pages:
        keep = x @ w[:-1] + w[-1] + shift > 0
        total.append(word_f1([t for k, ts in zip(keep, texts) if k for t in ts], want))
    return total

def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", action="append", required=True)
    arguments.add_argument("--gold", action="append", required=True)
    arguments.add_argument("--share", action="append", type=float, help="how much a page of this set weighs")
    arguments.add_argument("--write")
    a = arguments.parse_args()
    shares = a.share or [1.0] * len(a.rows)
    sets = [list(load(r, g, s)) for r, g, s in zip(a.rows, a.gold, shares)]
    for pages, path in zip(sets, a.rows):
        print(path, "ceiling", round(np.mean([word_f1([t for k, ts in zip(p[1], p[2]) if k for t in ts], p[3]) for p in pages]), 4))
    folds = 5
    fitted = [fit([p for s in sets for i, p in enumerate(s) if i % folds != fold]) for fold in range(folds)]
    best = (0, 0)
    for shift in (-0.25, 0.0, 0.25, 0.5):
        means = [np.mean([f for fold in range(folds)
                          for f in score([p for i, p in enumerate(s) if i % folds == fold], fitted[fold], shift)])
                 for s in sets]
        print("shift", shift, "cross-validated", [round(float(m), 4) for m in means])
        best = max(best, (float(np.mean(means)), shift))
    if a.write:
        w = fit([p for s in sets for p in s])
        with open(a.write, "w") as out:
            out.write("//! Weights of the line classifier, one for each column of [`super::features`].\n//!\n"
                      "//! Fitted by `scripts/pages_train.py`.\n\n/// Added for every line.\n"
                      f"pub(crate) const BIAS: f32 = {w[-1] + best[1]:.3f};\n\n"
                      "/// By column.\n"
                      "pub(crate) const WEIGHTS: [f32; super::features::COLUMNS] = [\n")
            for value in w[:-1]:
                out.write(f"    {value:.3f},\n")
            out.write("];\n")

if __name__ == "__main__":
    main()
