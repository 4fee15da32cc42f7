#!/usr/bin/env python3
"""Fails when agreement with gold has dropped.

usage: detente evaluate GOLD… --json | accuracy_gate.py shared|own|held|codes|codes-held|rare|rare-held

The floors are a little under what was measured last (docs/measurements.md); raise them when a figure rises. `shared` is
../shared/eval/dev.jsonl, `own` and `held` are the open and the untouched part of eval/gold,
`codes` and `codes-held` those of the gold that has items for every code, `rare` and `rare-held` those of its
rarest wordings.
"""
import json, sys

FLOORS = {
    "shared": {"dyad+root": 0.865, "dyad+code3": 0.81, "full": 0.76, "dates": 0.92, "status": 0.94, "direct quotes": 0.88},
    "own": {"dyad+root": 0.66, "dyad+code3": 0.60, "full": 0.505, "dates": 0.865, "status": 0.94, "direct quotes": 0.86},
    "held": {"dyad+root": 0.583, "dyad+code3": 0.527, "full": 0.44, "dates": 0.88, "status": 0.94},
    "codes": {"dyad+root": 0.65, "dyad+code3": 0.57, "full": 0.475, "dates": 0.835, "status": 0.94},
    "codes-held": {"dyad+root": 0.61, "dyad+code3": 0.51, "full": 0.43, "dates": 0.88, "status": 0.94},
    "rare": {"dyad+root": 0.41, "dyad+code3": 0.32, "full": 0.20, "dates": 0.80, "status": 0.90},
    "rare-held": {"dyad+root": 0.43, "dyad+code3": 0.35, "full": 0.20, "dates": 0.80, "status": 0.90},
}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in FLOORS:
        sys.exit(__doc__.strip())
    scores = json.load(sys.stdin)
    events = scores["events"]
    found = {level: events[level]["f1"] for level in ("dyad+root", "dyad+code3", "full")}
    found["dates"], found["status"] = events["date_accuracy"], events["status_accuracy"]
    for row in scores.get("quotes") or []:
        if row["kinds"] == "direct":
            found["direct quotes"] = row["f1"]
    floors = FLOORS[sys.argv[1]]
    for name, floor in floors.items():
        value = found[name]
        print(f"{sys.argv[1]:10} {name:14} {value:.4f}  floor {floor:.2f}  {'ok' if value >= floor else 'TOO LOW'}")
    if any(found[name] < floor for name, floor in floors.items()):
        sys.exit("accuracy has dropped")


if __name__ == "__main__":
    main()
