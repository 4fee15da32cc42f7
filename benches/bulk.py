#!/usr/bin/env python3
"""One long run over many articles, killed again and again and resumed, against one left alone.

    python3 benches/bulk.py --program target/release/detente --articles 1000000

Repeats a corpus (JSONL of `id`, `text`, `published`; without one the sample pages) with ids and dates of its own
until there are so many articles, in one zstd file that the program reads itself. Codes it to Parquet twice in one
command each: once left alone, once killed at random moments (`--kills`, SIGKILL) and gone on with by `--resume`.
Compares the checksums of all files, and tells articles a second, memory at its peak and for each tenth of the run.
Fails when a file differs, when memory grows (the last tenth's peak is over the second's by a tenth and 20 MB), or
when it passes `--memory` megabytes. Needs room for the input and two outputs: some 3 GB for a million articles.
"""

import argparse
import datetime
import gzip
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news_20k.jsonl.gz"


def rows_of(corpus, program):
    """The articles to repeat."""
    if corpus.exists():
        opener = gzip.open if corpus.suffix == ".gz" else open
        with opener(corpus, "rt", encoding="utf-8", newline="\n") as lines:
            return [json.loads(line) for line in lines if line.strip()], corpus.name
    read = subprocess.run([program, "read", ROOT / "samples", "--quiet", "--format", "jsonl"],
                          stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in read.stdout.decode().split("\n") if line], "samples"


def write_input(rows, count, path):
    """So many articles, in one file: each round has other ids and its dates some days later."""
    with path.open("wb") as out:
        packer = subprocess.Popen(["zstd", "-q", "-1", "-c"], stdin=subprocess.PIPE, stdout=out)
        for number in range(count):
            turn, row = divmod(number, len(rows))
            row = rows[row]
            made = {"id": f"{row['id']}-{turn}", "text": row["text"]}
            published = (row.get("published") or "")[:10]
            try:
                day = datetime.date.fromisoformat(published) + datetime.timedelta(days=7 * turn)
                made["published"] = day.isoformat()
            except ValueError:
                pass
            packer.stdin.write(json.dumps(made, ensure_ascii=False).encode() + b"\n")
        packer.stdin.close()
        if packer.wait() != 0:
            sys.exit("bulk: zstd failed")


def resident(process):
    """Megabytes that the process holds now; 0 when it is gone."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def done_in(folder):
    """How many articles the run into the folder has noted as done; 0 when it has noted nothing."""
    try:
        return json.loads((folder / "detente.partial.state").read_text())["tally"]["inputs"]
    except (OSError, ValueError, KeyError):
        return 0


def run(command, folder=None, kill_at=None):
    """Runs the command, or kills it when so many articles are done: (code or None, [(seconds, megabytes)])."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    memory = []
    while process.poll() is None:
        took = time.monotonic() - begun
        memory.append((took, resident(process)))
        if kill_at is not None and done_in(folder) >= kill_at:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            return None, memory
        time.sleep(0.2)
    said = process.communicate()[1].decode(errors="replace")
    if process.returncode != 0:
        print(said, file=sys.stderr)
    return process.returncode, memory


def tenths(memory):
    """The most memory in each tenth of the time."""
    whole = memory[-1][0] or 1.0
    most = [0.0] * 10
    for at, megabytes in memory:
        tenth = min(9, int(at / whole * 10))
        most[tenth] = max(most[tenth], megabytes)
    return most


def checksums(folder):
    """The SHA-256 of each file, the manifest too: it holds no times."""
    sums = {}
    for path in sorted(folder.iterdir()):
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        sums[path.name] = digest.hexdigest()
    return sums


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--precision", default="exact", choices=["exact", "fast"])
    parser.add_argument("--memory", type=float, default=400, help="the most megabytes that are allowed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work [default: the system's temporary folder]")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    if shutil.which("zstd") is None:
        sys.exit("bulk: needs the zstd program (apt-get install zstd)")

    rows, source = rows_of(options.corpus, options.program)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        folder = Path(folder)
        news = folder / "news.jsonl.zst"
        write_input(rows, options.articles, news)
        del rows
        code = [options.program, "code", news, "--quiet", "--records", "all", "--format", "parquet",
                "--threads", str(options.threads), "--precision", options.precision]

        whole = folder / "whole"
        whole.mkdir()
        ended, memory = run([*code, "-o", f"{whole}/"])
        if ended not in (0, 1):
            sys.exit(f"bulk: the run left alone ended with {ended}")
        took, peak, most = memory[-1][0], max(row[1] for row in memory), tenths(memory)
        print(f"{options.articles} articles ({source}), {options.threads} threads, {options.precision}: {took:.0f} s, "
              f"{options.articles / took:.0f} articles/s, peak {peak:.0f} MB")
        print("  MB in each tenth of the time: " + " ".join(f"{megabytes:.0f}" for megabytes in most), flush=True)

        cut = folder / "cut"
        cut.mkdir()
        moments = sorted(chance.uniform(0.02, 0.9) * options.articles for _ in range(options.kills))
        again = []
        for moment in moments:
            ended, _ = run([*code, "-o", f"{cut}/", *again], cut, moment)
            if ended is not None:
                print("  (it was whole before the next kill)")
                break
            again = ["--resume"]
        ended, memory = run([*code, "-o", f"{cut}/", *again])
        if ended not in (0, 1):
            sys.exit(f"bulk: the resumed run ended with {ended}")
        peak_resumed = max((row[1] for row in memory), default=0.0)
        one, other = checksums(whole), checksums(cut)
        size = sum(path.stat().st_size for path in whole.iterdir()) / 1e6
        for name in sorted({*one, *other}):
            same = "the same" if one.get(name) == other.get(name) else "DIFFERENT"
            print(f"  {name}: {one.get(name, 'missing')[:16]} and, killed {options.kills} times, {same}")
        print(f"  {size:.0f} MB written, {news.stat().st_size / 1e6:.0f} MB read, peak resumed {peak_resumed:.0f} MB")
    faults = []
    if one != other:
        faults.append("the outputs differ")
    if most[9] > most[1] * 1.1 + 20:
        faults.append(f"memory grew from {most[1]:.0f} to {most[9]:.0f} MB")
    if max(peak, peak_resumed) > options.memory:
        faults.append(f"memory passed {options.memory:.0f} MB")
    if faults:
        sys.exit("bulk: " + "; ".join(faults))


if __name__ == "__main__":
    main()
