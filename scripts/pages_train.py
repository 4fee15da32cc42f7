#!/usr/bin/env python3
"""Fit the line classifier of flattened pages and write its trees as text.

usage: pages_train.py --line-rows PROGRAM --gold GOLD.jsonl[.gz] [--gold …] [--folds N] [--write TREES.txt]

PROGRAM is the example `line_rows` (`cargo build --release -p detente-page --example line_rows`). GOLD has `id`, `text` and
`body` or `gold_body`. A line is of the body if the gold body holds it. Each fold's pages are left out of a fit in turn
and then scored with its trees: the classifier alone, and the reader with all its rules around it. Both are mean word F1
by page. The trees written are fitted to all pages. Needs numpy and scikit-learn; the same pages give the same trees.
"""
import argparse, collections, concurrent.futures, gzip, json, os, re, subprocess, tempfile

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

Page = collections.namedtuple("Page", "id columns label words want")


def lines(path):
    with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as file:
        return [json.loads(line) for line in file if line.strip()]


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def word_f1(got, want):
    got, want = collections.Counter(got), collections.Counter(want)
    if not got or not want:
        return float(not got and not want)
    return 2 * sum((got & want).values()) / (sum(got.values()) + sum(want.values()))


def told(program, path, *arguments):
    """What the example tells of each page of a gold file."""
    texts = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in lines(path))
    done = subprocess.run([program, *arguments], input=texts, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return (json.loads(line) for line in done.stdout.split("\n") if line)


def load(program, path):
    gold = {d["id"]: d.get("body") or d.get("gold_body") or "" for d in lines(path)}
    pages = []
    for page in told(program, path):
        want = words(gold[page["id"]])
        joined = " " + " ".join(want) + " "
        texts = [words(text) for text, _ in page["rows"]]
        label = np.array([bool(t) and f" {' '.join(t)} " in joined for t in texts], float)
        columns = np.array([row for _, row in page["rows"]], dtype=np.float32)
        pages.append(Page(page["id"], columns, label, texts, want))
    return pages


def fit(pages):
    pages = [p for p in pages if len(p.columns)]
    # A line weighs by its words, and each page the same.
    def weight(page):
        of_lines = np.array([min(len(t), 60) ** 0.8 + 1 for t in page.words])
        return of_lines / of_lines.sum() * 60
    model = HistGradientBoostingClassifier(max_iter=100, max_leaf_nodes=12, learning_rate=0.12, l2_regularization=3, max_bins=63,
                                           min_samples_leaf=40, early_stopping=False, random_state=0)
    return model.fit(np.vstack([p.columns for p in pages]), np.concatenate([p.label for p in pages]),
                     sample_weight=np.concatenate([weight(p) for p in pages]))


def taken_words(page, taken):
    return [word for take, of_line in zip(taken, page.words) if take for word in of_line]


def by_classifier(page, model):
    taken = model.decision_function(page.columns) > 0 if len(page.columns) else []
    return word_f1(taken_words(page, taken), page.want)


def write(model, path):
    start = float(model._baseline_prediction.ravel()[0])
    with open(path, "w") as out:
        out.write("# The line classifier, fitted by scripts/pages_train.py. The first line is added for every line of a page;\n"
                  "# each other one is a tree: column,threshold,left,right (to the left at most the threshold), or a leaf.\n"
                  f"{start:.4f}\n")
        for tree in model._predictors:
            out.write(" ".join(
                f"{n['value']:.4f}" if n["is_leaf"] else f"{n['feature_idx']},{n['num_threshold']:.5g},{n['left']},{n['right']}"
                for n in tree[0].nodes) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--line-rows", required=True)
    parser.add_argument("--gold", action="append", required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write")
    options = parser.parse_args()
    sets = [load(options.line_rows, path) for path in options.gold]
    for pages, path in zip(sets, options.gold):
        best = np.mean([word_f1(taken_words(p, p.label > 0), p.want) for p in pages])
        print(f"{path}: {len(pages)} pages, at best {best:.4f}", flush=True)
    folds = range(options.folds)
    groups = [[p for pages in sets for at, p in enumerate(pages) if at % options.folds != fold] for fold in folds]
    if options.write:
        groups.append([p for pages in sets for p in pages])
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        models = list(pool.map(fit, groups))
    if options.write:
        write(models.pop(), options.write)
    for pages, path in zip(sets, options.gold):
        alone, reader = [], []
        for fold, model in enumerate(models):
            out = {p.id: p for at, p in enumerate(pages) if at % options.folds == fold}
            alone += [by_classifier(p, model) for p in out.values()]
            with tempfile.NamedTemporaryFile(suffix=".txt") as trees:
                write(model, trees.name)
                found = told(options.line_rows, path, trees.name)
                reader += [word_f1(words("\n".join(page["body"])), out[page["id"]].want) for page in found if page["id"] in out]
        print(f"{path}: left out of the fit: classifier {np.mean(alone):.4f}, reader {np.mean(reader):.4f}", flush=True)


if __name__ == "__main__":
    main()
