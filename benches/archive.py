#!/usr/bin/env python3
"""Speed of an archive: ingest of coded articles, then the API with clients at once.

    detente code news.jsonl --records all --format jsonl -o coded.jsonl
    benches/archive.py PROGRAM coded.jsonl --articles 100000 --clients 20

The coded articles are repeated with other ids and dates until there are enough. Prints articles a
second, the 50th and 95th percentile of each kind of request in milliseconds, and the server's memory.
"""

import argparse
import datetime
import json
import pathlib
import random
import subprocess
import tempfile
import threading
import time
import urllib.request

QUERIES = {
    "search": ["/search?q=russia", "/search?q=%22oil+prices%22", "/search?q=talks+minister", "/search?q=actor:USA+trade"],
    "events": ["/events?a=USA&b=JPN&total=false", "/events?code=04&class=1&total=false", "/events?actor=RUS&since=1995"],
    "series": ["/series?a=USA&b=JPN&by=month", "/series?a=RUS&b=USA&by=year"],
    "relation": ["/relation?a=USA&b=JPN", "/relation?a=RUS&b=USA&since=1995"],
}


def multiply(source, target, wanted):
    """Writes `wanted` articles with their records to `target`, each with ids and a date of its own."""
    groups = []
    for line in open(source, encoding="utf-8"):
        record = json.loads(line)
        if record["record"] == "article":
            groups.append([])
        groups[-1].append(record)
    begin = datetime.date(1990, 1, 1)
    with open(target, "w", encoding="utf-8") as out:
        for number in range(wanted):
            copy = number // len(groups)
            day = (begin + datetime.timedelta(days=(number * 7919) % 13000)).isoformat()
            for record in groups[number % len(groups)]:
                record = dict(record)
                record["id"] = f"{record['id']}-{copy}"
                if "article" in record:
                    record["article"] = f"{record['article']}-{copy}"
                for field in ("published", "date"):
                    if record.get(field):
                        record[field] = day
                        if field + "_precision" in record:
                            record[field + "_precision"] = "day"
                out.write(json.dumps(record) + "\n")


def ask(address, seconds, times, errors, seed):
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        kind = chance.choice(list(QUERIES))
        begun = time.monotonic()
        try:
            urllib.request.urlopen(f"{address}/api/v1{chance.choice(QUERIES[kind])}", timeout=60).read()
            times.append((kind, time.monotonic() - begun))
        except OSError as error:
            errors.append(str(error))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("coded")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--port", type=int, default=7979)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        coded = pathlib.Path(folder) / "coded.jsonl"
        multiply(arguments.coded, coded, arguments.articles)
        archive = f"{folder}/archive"
        begun = time.monotonic()
        subprocess.run([arguments.program, "ingest", archive, "--coded", coded, "--quiet"], check=True)
        took = time.monotonic() - begun
        size = sum(file.stat().st_size for file in pathlib.Path(archive).rglob("*") if file.is_file())
        print(f"ingest: {arguments.articles / took:.0f} articles/s, {size / arguments.articles:.0f} bytes an article")
        address = f"http://127.0.0.1:{arguments.port}"
        command = [arguments.program, "serve", archive, "--addr", f"127.0.0.1:{arguments.port}", "--rate", "0"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            server.stderr.readline()
            times, errors = [], []
            clients = [
                threading.Thread(target=ask, args=(address, arguments.seconds, times, errors, seed))
                for seed in range(arguments.clients)
            ]
            for client in clients:
                client.start()
            for client in clients:
                client.join()
            for kind in QUERIES:
                of_kind = sorted(took * 1000 for name, took in times if name == kind)
                if of_kind:
                    middle, high = of_kind[len(of_kind) // 2], of_kind[int(len(of_kind) * 0.95)]
                    print(f"{kind}: p50 {middle:.1f} ms, p95 {high:.1f} ms, {len(of_kind)} requests")
            memory = next(line for line in open(f"/proc/{server.pid}/status") if line.startswith("VmHWM"))
            print(f"errors: {len(errors)}; server's memory at most: {int(memory.split()[1]) / 1024:.0f} MB")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
