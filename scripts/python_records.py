#!/usr/bin/env python3
"""Writes python/detente/records.py, the record types of the Python package, from docs/schema.

`make schema` calls it; with --check it only tells whether the file is up to date.
"""

import argparse
import json
import keyword
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ("article", "event", "quote", "position")
NAMES = {"ArticleRecord": "Article", "DatelineRecord": "Dateline"}
HEAD = '''"""Records as typed objects: written by scripts/python_records.py from docs/schema, not by hand.

Offsets are code points into the article's `text`, as Python counts characters: `text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ._record import Record

'''


def name_of(reference: str) -> str:
    name = reference.rsplit("/", 1)[-1]
    return NAMES.get(name, name)


def type_of(schema: dict, known: dict) -> str:
    """The Python type of a schema."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        target = known[name]
        if target.get("type") == "object":
            return name_of(name)
        return type_of(target, known)
    if "oneOf" in schema and all("const" in one for one in schema["oneOf"]):
        return "Literal[" + ", ".join(json.dumps(one["const"]) for one in schema["oneOf"]) + "]"
    if "enum" in schema:
        return "Literal[" + ", ".join(json.dumps(value) for value in schema["enum"]) + "]"
    if "anyOf" in schema:
        return " | ".join(type_of(one, known) for one in schema["anyOf"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = {"string": "str", "integer": "int", "number": "float", "null": "None", "boolean": "bool"}
    names = [
        f"list[{type_of(schema['items'], known)}]" if kind == "array" else words[kind]
        for kind in kinds
    ]
    return " | ".join(names)


def doc(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def class_of(title: str, schema: dict, known: dict) -> str:
    """A dataclass; fields that may be absent come last, as Python wants them."""
    required = schema.get("required", [])
    # JSON Schema sorts properties by name; `required` has them as they are written.
    properties = schema["properties"]
    order = [key for key in required if key in properties]
    order += [key for key in properties if key not in required]
    lines = ["@dataclass(frozen=True, kw_only=True)", f"class {title}(Record):"]
    lines += [f'    """{doc(schema.get("description", title))}"""', ""]
    for key in order:
        value = properties[key]
        kind = type_of(value, known)
        default = ""
        if key not in required or "default" in value:
            if kind.startswith("list["):
                default = " = field(default_factory=list)"
            else:
                kind = kind if "None" in kind.split(" | ") else f"{kind} | None"
                default = " = None"
        # A word of the language gets a stroke behind it: `class_`.
        name = f"{key}_" if keyword.iskeyword(key) else key
        lines += [f"    {name}: {kind}{default}", f'    """{doc(value.get("description", ""))}"""']
    return "\n".join(lines) + "\n"


def module() -> str:
    classes: dict[str, str] = {}
    for schema_name in SCHEMAS:
        schema = json.loads((ROOT / "docs/schema" / f"{schema_name}.json").read_text("utf-8"))
        known = schema.get("$defs", {})
        for name, inner in known.items():
            if inner.get("type") == "object":
                classes.setdefault(name_of(name), class_of(name_of(name), inner, known))
        name = name_of(schema["title"])
        classes[name] = class_of(name, schema, known)
    names = ",\n".join(f'    "{name}"' for name in sorted(classes))
    body = "\n\n".join(classes.values())
    return f"{HEAD}__all__ = [\n{names},\n]\n\n\n{body}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    path = ROOT / "python/detente/records.py"
    wanted = module()
    if check:
        if not path.is_file() or path.read_text("utf-8") != wanted:
            print(f"{path.relative_to(ROOT)} is not up to date: run `make schema`", file=sys.stderr)
            return 1
        return 0
    path.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
