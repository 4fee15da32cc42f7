#!/usr/bin/env python3
"""Speed of an archive: ingest of coded articles, then the API with clients at once.

    detente code news.jsonl --records all --format jsonl -o coded.jsonl
    benches/archive.py PROGRAM coded.jsonl --articles 100000 --clients 20

The coded articles are repeated with other ids and dates until there are enough. Prints articles a
second, the 50th and 95th percentile of each kind of request in milliseconds, how many were answered
from memory, and the server's memory. The clients keep their connections, as browsers do, and ask again
as soon as they have an answer.
"""

import argparse
import datetime
import hashlib
import http.client
import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse


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


DAYS = 13_000


def in_order(wanted):
    """The day of each of `wanted` articles as feeds and archives give them."""
    return lambda number: number * DAYS // wanted


def shuffled(number):
    """A day anywhere, the hardest for tables that are kept by day."""
    return number * 7919 % DAYS


def id_of(original, copy):
    """An id as coding makes them, a hash: ids that come in an order would be kept in place far more cheaply."""
    return hashlib.blake2b(f"{original}-{copy}".encode(), digest_size=16).hexdigest()


def multiply(source, target, first, wanted, day_of):
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
            day = (begin + datetime.timedelta(days=day_of(number))).isoformat()
            for record in groups[number % len(groups)]:
                record = dict(record)
                record["id"] = id_of(record["id"], copy)
                if "article" in record:
                    record["article"] = id_of(record["article"], copy)
                for field in ("published", "date"):
                    if record.get(field):
                        record[field] = day
                        if field + "_precision" in record:
                            record[field + "_precision"] = "day"
                out.write(json.dumps(record) + "\n")


def ask(port, asked, seconds, times, errors, seed, kinds=None, anew=False):
    """Asks until the time is over; a request that fails is told and its connection opened anew."""
    chance = random.Random(seed)
    kinds = kinds or list(asked)
    end = time.monotonic() + seconds
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < end:
        kind = chance.choice(kinds)
        begun = time.monotonic()
        try:
            connection.request("GET", f"/api/v1{chance.choice(asked[kind])}", headers={"Cache-Control": "no-cache"} if anew else {})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise http.client.HTTPException(f"status {answer.status}")
            times.append((kind, time.monotonic() - begun))
        except (OSError, http.client.HTTPException) as error:
            errors.append(str(error))
            connection.close()
    connection.close()


def processor_time(pid):
    """Seconds of processor time that a process used."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def memory(pid):
    """Resident, of it the process's own, and its share of what is mapped by several, in MB."""
    told = {}
    for file in ("status", "smaps_rollup"):
        for line in open(f"/proc/{pid}/{file}"):
            name, _, value = line.partition(":")
            if value.strip().endswith("kB"):
                told[name] = int(value.split()[0]) / 1024
    return (
        f"{told['VmRSS']:.0f} MB ({told['RssAnon']:.0f} its own, {told['RssFile']:.0f} of files), "
        f"proportional {told['Pss']:.0f}, at most {told['VmHWM']:.0f}"
    )


def metric(port, name):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/metrics")
    for line in connection.getresponse().read().decode().splitlines():
        if line.startswith(f"{name} "):
            return int(line.split()[1])
    return 0


def from_memory(port):
    """Answers that the server had at hand, since it started."""
    return metric(port, "detente_http_answers_kept_total")


def counted(port):
    return metric(port, "detente_articles")


def tell(asked, times):
    for kind in asked:
        of_kind = sorted(took * 1000 for name, took in times if name == kind)
        if of_kind:
            middle, high = of_kind[len(of_kind) // 2], of_kind[int(len(of_kind) * 0.95)]
            print(f"  {kind}: p50 {middle:.1f} ms, p95 {high:.1f} ms, {len(of_kind)} requests")


def measure(what, server, port, asked, seconds, clients, errors, kinds=None, anew=False):
    times = []
    before, kept = processor_time(server.pid), from_memory(port)
    threads = [
        threading.Thread(target=ask, args=(port, asked, seconds, times, errors, seed, kinds, anew)) for seed in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    used, kept = processor_time(server.pid) - before, from_memory(port) - kept
    each = 1000 * used / max(1, len(times))
    print(
        f"{what}: {len(times) / seconds:.0f} requests a second, {each:.1f} ms of processor time each, "
        f"{100 * kept / max(1, len(times)):.0f}% from memory; server {memory(server.pid)}"
    )
    tell(asked, times)
    sys.stdout.flush()


def ingest(program, archive, coded, articles):
    begun = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "ingest", archive, "--quiet", "--coded", coded], check=True)
    took = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(file.stat().st_size for file in pathlib.Path(archive).rglob("*") if file.is_file())
    print(
        f"ingest: {articles / took:.0f} articles/s, {articles / used:.0f} a second of processor time, "
        f"{size / articles:.0f} bytes an article, memory at most {after.ru_maxrss / 1024:.0f} MB",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("coded")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--port", type=int, default=7979)
    parser.add_argument("--archive", help="an archive of so many articles that is there already, or is made and kept")
    parser.add_argument("--kinds", action="store_true", help="one client, kind by kind, each answer made anew, in place of all else")
    parser.add_argument("--shuffled", action="store_true", help="articles in no order of their days")
    parser.add_argument("--nice", type=int, default=10, help="how far the ingest gives way to the server while both run")
    parser.add_argument("--while-ingesting", action="store_true", help="ask once more while articles come in")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=pathlib.Path(arguments.archive).parent if arguments.archive else None) as folder:
        coded = pathlib.Path(folder) / "coded.jsonl"
        archive = arguments.archive or f"{folder}/archive"
        if not pathlib.Path(archive).exists():
            multiply(arguments.coded, coded, 0, arguments.articles, shuffled if arguments.shuffled else in_order(arguments.articles))
            ingest(arguments.program, archive, coded, arguments.articles)
        asked = queries(arguments.coded)
        command = [arguments.program, "serve", archive, "--addr", f"127.0.0.1:{arguments.port}", "--rate", "0"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        writing = None
        errors = []
        measured = (server, arguments.port, asked)
        try:
            server.stderr.readline()
            if arguments.kinds:
                for kind in asked:
                    measure(f"one client, {kind}", *measured, arguments.seconds / len(asked), 1, errors, [kind], True)
                return
            measure("one client, each answer made anew", *measured, arguments.seconds / 3, 1, errors, anew=True)
            measure("one client", *measured, arguments.seconds / 3, 1, errors)
            measure(f"{arguments.clients} clients", *measured, arguments.seconds, arguments.clients, errors)
            if arguments.while_ingesting:
                before = counted(arguments.port)
                # More than can come in meanwhile, none that came before: the news of the days that follow.
                first = 3 * before
                multiply(arguments.coded, coded, first, arguments.seconds * 2500, lambda number: DAYS + (number - first) // 1000)
                ingesting = [arguments.program, "ingest", archive, "--quiet", "--coded", coded]
                writing = subprocess.Popen(["nice", "-n", str(arguments.nice), *ingesting])
                measure(f"{arguments.clients} clients while articles come in", *measured, arguments.seconds, arguments.clients, errors)
                came = counted(arguments.port) - before
                still = "" if writing.poll() is None else " (it ended before)"
                print(f"  {came} articles came in, {came / arguments.seconds:.0f} a second{still}")
        finally:
            print(f"errors: {len(errors)} {errors[:3]}")
            for process in (writing, server):
                if process:
                    process.terminate()
                    process.wait()


if __name__ == "__main__":
    main()
