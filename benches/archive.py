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
import resource
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request


def queries(coded):
    """Requests of each kind, over the dyads, issues and words that the articles have most of."""
    pairs, issues, words = {}, {}, {}
    for line in open(coded, encoding="utf-8"):
        record = json.loads(line)
        if record["record"] == "event":
            ends = sorted(end["actor"].split(":")[0] for end in (record["source"], record["target"]))
            if ends[0] != ends[1] and "-" not in ends:
                pairs[tuple(ends)] = pairs.get(tuple(ends), 0) + 1
        elif record["record"] == "position":
            issues[record["issue"]] = issues.get(record["issue"], 0) + 1
        elif record["record"] == "article":
            for word in set((record["title"] or "").lower().split()):
                if len(word) > 4 and word.isalpha():
                    words[word] = words.get(word, 0) + 1

    def most(counts, n):
        return sorted(counts, key=lambda key: (-counts[key], key))[:n]

    pairs, issues, words = most(pairs, 25), most(issues, 10), most(words, 40)
    of = lambda a, b: f"a={a}&b={b}"
    quoted = lambda text: urllib.parse.quote(text)
    return {
        "search": [f"/search?q={word}" for word in words]
        + [f"/search?q={one}+{other}" for one, other in zip(words, words[1:])]
        + [f"/search?q={quoted(chr(34) + 'prime minister' + chr(34))}+{word}" for word in words[:10]]
        + [f"/search?q=actor:{a}+actor:{b}" for a, b in pairs],
        "list": [f"/events?{of(*pair)}" for pair in pairs] + [f"/positions?issue={issue}" for issue in issues],
        "series": [f"/series?{of(*pair)}&by={by}" for pair in pairs for by in ("month", "year")],
        "dossier": [f"/relation?{of(*pair)}&by=year" for pair in pairs],
        "happenings": [f"/happenings?{of(*pair)}&limit=15" for pair in pairs],
        "matrix": [f"/matrix?issue={issue}" for issue in issues],
    }


def multiply(source, target, first, wanted):
    """Writes the articles numbered `first` to `first + wanted` with their records, each with ids and a date of its own."""
    groups = []
    for line in open(source, encoding="utf-8"):
        record = json.loads(line)
        if record["record"] == "article":
            groups.append([])
        groups[-1].append(record)
    begin = datetime.date(1990, 1, 1)
    with open(target, "w", encoding="utf-8") as out:
        for number in range(first, first + wanted):
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


def ask(address, asked, seconds, times, errors, seed):
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        kind = chance.choice(list(asked))
        begun = time.monotonic()
        try:
            urllib.request.urlopen(f"{address}/api/v1{chance.choice(asked[kind])}", timeout=60).read()
            times.append((kind, time.monotonic() - begun))
        except OSError as error:
            errors.append(str(error))


def processor_time(pid):
    """Seconds of processor time that a process used."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def tell(asked, times):
    for kind in asked:
        of_kind = sorted(took * 1000 for name, took in times if name == kind)
        if of_kind:
            middle, high = of_kind[len(of_kind) // 2], of_kind[int(len(of_kind) * 0.95)]
            print(f"  {kind}: p50 {middle:.1f} ms, p95 {high:.1f} ms, {len(of_kind)} requests")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("coded")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--port", type=int, default=7979)
    parser.add_argument("--while-ingesting", action="store_true", help="ask once more while a tenth as many articles come in")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        coded = pathlib.Path(folder) / "coded.jsonl"
        multiply(arguments.coded, coded, 0, arguments.articles)
        archive = f"{folder}/archive"
        ingest = [arguments.program, "ingest", archive, "--quiet", "--coded"]
        begun = time.monotonic()
        subprocess.run([*ingest, coded], check=True)
        took = time.monotonic() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        used, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        size = sum(file.stat().st_size for file in pathlib.Path(archive).rglob("*") if file.is_file())
        print(
            f"ingest: {arguments.articles / took:.0f} articles/s, {arguments.articles / used:.0f} a second of processor time, "
            f"{size / arguments.articles:.0f} bytes an article, memory at most {memory:.0f} MB",
            flush=True,
        )
        asked = queries(arguments.coded)
        address = f"http://127.0.0.1:{arguments.port}"
        command = [arguments.program, "serve", archive, "--addr", f"127.0.0.1:{arguments.port}", "--rate", "0"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            server.stderr.readline()
            print("one client:")
            times, errors = [], []
            before = processor_time(server.pid)
            ask(address, asked, arguments.seconds / 3, times, errors, 0)
            tell(asked, times)
            print(f"  {1000 * (processor_time(server.pid) - before) / max(1, len(times)):.1f} ms of processor time a request", flush=True)
            for busy in [False, True] if arguments.while_ingesting else [False]:
                writing = None
                if busy:
                    multiply(arguments.coded, coded, arguments.articles, arguments.articles // 10)
                    writing = subprocess.Popen([*ingest, coded])
                times = []
                clients = [
                    threading.Thread(target=ask, args=(address, asked, arguments.seconds, times, errors, seed))
                    for seed in range(arguments.clients)
                ]
                for client in clients:
                    client.start()
                for client in clients:
                    client.join()
                print(f"{arguments.clients} clients{' while articles come in' if busy else ''}:")
                tell(asked, times)
                if writing:
                    writing.wait()
            memory = next(line for line in open(f"/proc/{server.pid}/status") if line.startswith("VmHWM"))
            print(f"errors: {len(errors)}; server's memory at most: {int(memory.split()[1]) / 1024:.0f} MB")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
