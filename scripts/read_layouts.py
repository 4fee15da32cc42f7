"""Reads the program's GDELT, ICEWS, POLECAT, Phoenix and DNA files as the field's scripts do.

Codes the samples in each layout and reads the files with public clients: the package `gdelt` (served over
loopback, as it takes its tables from the web) and pandas. Run by `make layouts`, which sets up what it needs.

    python scripts/read_layouts.py target/debug/detente samples
"""

import csv
import http.server
import importlib.util
import io
import json
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

import pandas

GDELT_TABLES = {"events": "gdelt.export.CSV", "mentions": "gdelt.mentions.CSV", "gkg": "gdelt.gkg.csv"}
GDELT_HEADERS = {"events": "events2.csv", "mentions": "mentions.csv", "gkg": "gkg2.csv"}


def gdelt_reader():
    """The function of the package `gdelt` that reads a table. The package as a whole cannot be imported
    without the web, where it looks for a list of codes; the module of its reader can."""
    folder = importlib.util.find_spec("gdelt").submodule_search_locations[0]
    spec = importlib.util.spec_from_file_location("gdelt_parallel", Path(folder) / "parallel.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module._mp_worker


def code(program: str, inputs: str, layout: str, target: Path) -> None:
    command = [program, "code", inputs, "--format", layout, "--quiet", "-o", str(target)]
    subprocess.run(command, check=True)


def gdelt_columns(table: str) -> list[str]:
    path = Path(sys.prefix) / "data" / GDELT_HEADERS[table]
    return pandas.read_csv(path)["name"].tolist()


def serve(files: dict[str, bytes]) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = files[self.path.lstrip("/")]
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def zipped(path: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, path.name)
    return buffer.getvalue()


def check(name: str, condition: bool, what: object = "") -> None:
    if not condition:
        sys.exit(f"{name}: failed {what}")


def main() -> None:
    program, inputs = sys.argv[1:3]
    passed = 0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        code(program, inputs, "jsonl", out / "events.jsonl")
        events = [json.loads(line) for line in (out / "events.jsonl").read_text("utf-8").splitlines()]
        check("jsonl", len(events) > 20, len(events))

        (out / "gdelt").mkdir()
        code(program, inputs, "gdelt", out / "gdelt")
        server = serve({table: zipped(out / "gdelt" / name) for table, name in GDELT_TABLES.items()})
        frames = {}
        read_gdelt_table = gdelt_reader()
        for table in GDELT_TABLES:
            frame = read_gdelt_table(f"http://127.0.0.1:{server.server_port}/{table}", table)
            columns = gdelt_columns(table)
            check(f"gdelt {table}", frame is not None and len(frame.columns) == len(columns), columns)
            frame.columns = columns
            frames[table] = frame
            passed += 1
        server.shutdown()
        read = frames["events"]
        check("gdelt rows", len(read) == len(events), (len(read), len(events)))
        check("gdelt codes", read["EventCode"].tolist() == [event["cameo"] for event in events])
        check("gdelt actors", read["Actor1Code"].fillna("").tolist() == [e["source"]["code"] for e in events])
        check("gdelt ids", read["GLOBALEVENTID"].is_unique and str(read["GLOBALEVENTID"].dtype) == "int64")
        check("gdelt quads", read["QuadClass"].tolist() == [event["quad"]["class"] for event in events])
        known = set(read["GLOBALEVENTID"])
        check("gdelt mentions", set(frames["mentions"]["GLOBALEVENTID"]) == known)
        passed += 1

        code(program, inputs, "icews", out / "icews.tab")
        icews = pandas.read_csv(out / "icews.tab", sep="\t", dtype={"CAMEO Code": str}, parse_dates=["Event Date"])
        check("icews", len(icews) == len(events) and len(icews.columns) == 20, icews.shape)
        check("icews codes", icews["CAMEO Code"].tolist() == [event["cameo"] for event in events])
        check("icews texts", icews["Event Text"].notna().all())
        passed += 1

        code(program, inputs, "polecat", out / "polecat.txt")
        polecat = pandas.read_csv(out / "polecat.txt", sep="\t")
        typed = [event for event in events if event["plover"]["event"]]
        check("polecat", len(polecat) == len(typed) and len(polecat.columns) == 40, polecat.shape)
        check("polecat types", polecat["Event Type"].tolist() == [event["plover"]["event"] for event in typed])
        check("polecat ids", all(len(value.split("_")) == 2 for value in polecat["Event ID"]))
        passed += 1

        code(program, inputs, "phoenix", out / "phoenix.txt")
        phoenix = pandas.read_csv(out / "phoenix.txt", sep="\t", header=None, dtype=str)
        check("phoenix", phoenix.shape == (len(events), 26), phoenix.shape)
        passed += 1

        code(program, inputs, "dna", out / "dna.csv")
        with open(out / "dna.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        check("dna", len(rows) > 5 and all(row["agreement"] in {"0", "1", ""} for row in rows), len(rows))
        passed += 1
    print(f"layouts: {passed} passed, 0 failed")


if __name__ == "__main__":
    main()
