#!/usr/bin/env python3
"""Fails when agreement with gold has dropped.

usage: detente evaluate GOLD --json | accuracy_gate.py

The floors are a little under what was measured last (docs/measurements.md); raise them when a figure rises.
"""
import json, sys

EVENT_FLOORS = {"dyad+root": 0.80, "dyad+code3": 0.76, "full": 0.71}
DATE_FLOOR, STATUS_FLOOR, DIRECT_QUOTE_FLOOR = 0.92, 0.94, 0.88


def main():
    scores = json.load(sys.stdin)
    events = scores["events"]
    direct = next(row for row in scores["quotes"] if row["kinds"] == "direct")
    rows = [(level, events[level]["f1"], floor) for level, floor in EVENT_FLOORS.items()]
    rows.append(("dates", events["date_accuracy"], DATE_FLOOR))
    rows.append(("status", events["status_accuracy"], STATUS_FLOOR))
    rows.append(("direct quotes", direct["f1"], DIRECT_QUOTE_FLOOR))
    for name, value, floor in rows:
        print(f"{name:14} {value:.4f}  floor {floor:.2f}  {'ok' if value >= floor else 'TOO LOW'}")
    if any(value < floor for _, value, floor in rows):
        sys.exit("accuracy has dropped")


if __name__ == "__main__":
    main()
