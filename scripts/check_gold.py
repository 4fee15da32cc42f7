#!/usr/bin/env python3
"""Check the project's own gold: every row of eval/gold/*.jsonl against the codebook's formal rules.

usage: check_gold.py [FILE.jsonl …]        (without files: eval/gold/*.jsonl beside this script's folder)

Checks ids and the split (a row belongs to `held` if the SHA-256 of its id, as a number, divides by three), fields,
codes (those of the program's code table), actors and roles, both ends, dates and statuses, evidence and offsets.
Prints each fault with file and line; exits 1 if there is one.
"""
import datetime, hashlib, json, pathlib, re, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROLES = set("GOV MIL LEG JUD COP SPY OPP REB SEP UAF BUS MED CVL EDU REF CRM NGO IGO".split())
ORGANISATIONS = set(
    "NATO EU UN IAEA OSCE AU ASEAN LAS GCC OIC OPEC IMF WB WTO WHO ICC ICJ ICRC UNHCR OPCW SCO CSTO CIS EAEU BRICS G7 "
    "G20 ECOWAS SADC MERCOSUR OAS IOC INTERPOL TALIBAN ISIS ALQAEDA HAMAS HEZBOLLAH HOUTHI PKK YPG SDF FARC ELN "
    "BOKOHARAM ALSHABAAB ETA IRA LTTE".split())
# Others, by the acronym in common use (codebook, section 2).
ACRONYMS = set(
    "AI AQAP AQIM ADF CARICOM CPJ EAC ECHR EZLN FDLR FIFA GAM HRW HTS ICTR ICTY IGAD IMO IOM ISAF JEM JI JNIM "
    "KFOR KLA LET LRA M23 MEND MILF MINUSMA MNLA MNLF MSF NPA ONLF OPCAT OXFAM PACE PIF PIJ RENAMO RSF RUF SPLA "
    "TTP UAE UEFA UNITA WADA WWF GREENPEACE COE PALIPEHUTU ACC CAR AMISOM ULFA "
    "CARE NLD NSCN JVP ICAO OECD SPLM NDF WAGNER GIA MRTA OAU PLO LURD NLA".split()) - {"UAE", "CAR", "NLD"}
STANCES = set("supports opposes conditional demands offers rejects concerned neutral".split())
KINDS = {"direct", "indirect", "mixed"}
STATUSES = {"current", "background", "planned"}
BACKGROUND_AFTER = datetime.timedelta(days=14)

def table(path):
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            yield line.rstrip("\n").split("\t")[0]

CODES = {c for c in table(ROOT / "crates/coding/src/event/cameo.tsv") if re.fullmatch(r"\d{3,4}", c)}
COUNTRIES = {c for p in (ROOT / "lexicon/states").glob("*.tsv") for c in table(p) if re.fullmatch(r"[A-Z]{3}", c)}

def actor_fault(actor):
    head, _, role = (actor or "").partition(":")
    if ":" in (actor or "") and role not in ROLES:
        return f"role of {actor}"
    if head in COUNTRIES and not role:
        return f"{actor} has no role"
    if head != "-" and head not in COUNTRIES | ORGANISATIONS | ACRONYMS:
        return f"unknown head {actor}"
    return None

def span_of(date):
    """First and last day that a date of any precision may mean."""
    parts = [int(p) for p in date.split("-")]
    if len(parts) == 3:
        day = datetime.date(*parts)
        return day, day
    if len(parts) == 2:
        following = datetime.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return datetime.date(*parts, 1), following - datetime.timedelta(days=1)
    return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)

def faults(row, held):
    ident = row["id"]
    if (int(hashlib.sha256(ident.encode()).hexdigest(), 16) % 3 == 0) != held:
        yield "in the wrong part of the split"
    extra = set(row) - {"id", "published", "title", "text", "events", "quotes", "positions", "tags"}
    if extra:
        yield f"unknown fields {sorted(extra)}"
    published, text = datetime.date.fromisoformat(row["published"]), row["text"]
    if text != text.strip() or re.search(r"[{}]|  ", text):
        yield "text has stray blanks or braces"
    seen = set()
    for e in row["events"]:
        name = f"{e['source']}>{e['target']} {e['code']}"
        yield from (f"{name}: {f}" for f in map(actor_fault, (e["source"], e["target"])) if f)
        if e["source"] == e["target"]:
            yield f"{name}: both ends are the same"
        if e["target"] == "-" and e["code"][:2] not in ("14", "15", "17", "18", "19", "20"):
            yield f"{name}: no target"
        yield from (f"{name}: unknown code {c}" for c in [e["code"], *e.get("also", [])] if c not in CODES)
        if e["status"] not in STATUSES:
            yield f"{name}: status {e['status']}"
        if e["date"] is not None:
            first, last = span_of(e["date"])
            if e["status"] == "planned" and last <= published and not e["date"] == row["published"]:
                yield f"{name}: planned, yet dated {e['date']}"
            if e["status"] == "current" and (first > published or last < published - BACKGROUND_AFTER):
                yield f"{name}: current, yet dated {e['date']}"
            if e["status"] == "background" and first > published:
                yield f"{name}: background, yet dated {e['date']}"
        if not e["evidence"] or e["evidence"] not in text:
            yield f"{name}: evidence is not in the text"
        key = (e["source"], e["target"], e["code"], e["date"])
        if key in seen:
            yield f"{name}: twice"
        seen.add(key)
    for q in row.get("quotes", []):
        if text[q["start"]:q["end"]] != q["content"] or not q["content"]:
            yield f"quote {q['content'][:30]!r}: offsets"
        if re.search(r"[,.]$" if q["kind"] == "mixed" else r"^[\"“”]|[,.\"“”]$", q["content"]) and not q["content"].endswith(("...", "U.S.", "U.N.")):
            yield f"quote {q['content'][-30:]!r}: closing mark inside"
        if q["kind"] not in KINDS or q["cue"] not in text or not q["speaker"]:
            yield f"quote {q['content'][:30]!r}: kind, cue or speaker"
        if q["actor"] is not None and actor_fault(q["actor"]):
            yield f"quote {q['content'][:30]!r}: {actor_fault(q['actor'])}"
    for p in row.get("positions", []):
        yield from (f"position: {f}" for f in (actor_fault(p["actor"]), p["towards"] and actor_fault(p["towards"])) if f)
        if p["stance"] not in STANCES or not re.fullmatch(r"[a-z0-9-]+", p["issue"]):
            yield f"position {p['issue']}: {p['stance']}"
        if p["stance"] == "conditional" and not p.get("condition"):
            yield f"position {p['issue']}: no condition"
        if not p["evidence"] or p["evidence"] not in text or (p.get("condition") or "") not in text:
            yield f"position {p['issue']}: words are not in the text"

def main(paths):
    ids, count, bad = set(), 0, 0
    for path in map(pathlib.Path, paths or sorted((ROOT / "eval/gold").glob("*.jsonl"))):
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            try:
                row = json.loads(line)
                found = list(faults(row, path.name.startswith("held")))
                if row["id"] in ids:
                    found.append("id stands twice")
                ids.add(row["id"])
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                found = [f"unreadable: {type(error).__name__}: {error}"]
            count, bad = count + 1, bad + len(found)
            for fault in found:
                print(f"{path.name}:{number}: {fault}", file=sys.stderr)
    if not count:
        sys.exit("no gold rows found")
    print(f"{count} gold rows checked, {bad} faults")
    sys.exit(1 if bad else 0)

if __name__ == "__main__":
    main(sys.argv[1:])
