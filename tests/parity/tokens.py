"""Writes what the original pipeline makes of the texts in `tokens.jsonl`.

Usage: python tests/parity/tokens.py MODEL_FOLDER < tests/parity/tokens.jsonl > new.jsonl

MODEL_FOLDER is the folder of the unpacked model that holds `config.cfg`; spaCy 3.7 reads it. Only the
`text` of each line is read. Each token is written as [word, norm, shape, space after, tag, relation,
part of speech, lemma], tag and relation as they are before the attribute ruler. `hash` is made of all
the features by number: the sum over tokens i of mix(values) times 31 to the power of i, modulo 2**64.
"""

import json
import sys

import spacy
from spacy.attrs import IS_SPACE, NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX

FEATURES = [ORTH, NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE]
BITS = 2**64


def digest(doc):
    total, power = 0, 1
    for token in doc.to_array(FEATURES).tolist() if len(doc) else []:
        mixed = 0
        for value in token:
            mixed = (mixed * 1099511628211 + value) % BITS
        total = (total + mixed * power) % BITS
        power = power * 31 % BITS
    return total


def escaped(line):
    """Characters that nobody sees, or that some tools take for line ends, as JSON escapes."""
    hidden = "\x7f\x85\xa0\xad\u2009\u200b\u200d\u2028\u2029\u3000\ufeff"
    return line.translate({ord(c): f"\\u{ord(c):04x}" for c in hidden})


def main():
    nlp = spacy.load(sys.argv[1], exclude=["senter", "ner"])
    before = [nlp.get_pipe(name) for name in ("tok2vec", "tagger", "parser")]
    after = [nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
    for line in sys.stdin:
        text = json.loads(line)["text"]
        doc = nlp.tokenizer(text)
        row = {"text": text, "hash": digest(doc), "tokens": []}
        if len(doc):
            for pipe in before:
                doc = pipe(doc)
            tags = [(token.tag_, token.dep_) for token in doc]
            for pipe in after:
                doc = pipe(doc)
            row["tokens"] = [
                [t.text, t.norm_, t.shape_, bool(t.whitespace_), tag, dep, t.pos_, t.lemma_]
                for t, (tag, dep) in zip(doc, tags)
            ]
        print(escaped(json.dumps(row, ensure_ascii=False)))


if __name__ == "__main__":
    main()
