#!/usr/bin/env python3
"""Peak memory and time of `detente read` on a web archive made of the sample pages.

    python3 benches/warc_memory.py --program target/release/detente --megabytes 1000

The archive has one gzip member a record: the sample pages over and over, each with a mark of its own so
that no two are equal, and every Nth record (`--picture-every`) a picture of 300 KB as crawls hold them. `--megabytes`
counts the archive as it is read, decompressed.
"""

import argparse
import gzip
import os
import pathlib
import resource
import subprocess
import tempfile
import time


def record(number: int, head: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body
    fields = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2011-03-03T10:00:00Z\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return fields.encode() + block + b"\r\n\r\n"


def make(path: pathlib.Path, pages: list[bytes], megabytes: int, picture_every: int) -> tuple[int, int]:
    picture = os.urandom(300_000)
    size = count = number = 0
    with path.open("wb") as archive:
        while size < megabytes * 1_000_000:
            number += 1
            if number % picture_every == 0:
                made = record(number, "Content-Type: image/jpeg", picture)
            else:
                page = pages[number % len(pages)] + f"\n<!-- {number} -->\n".encode()
                made = record(number, "Content-Type: text/html; charset=utf-8", page)
                count += 1
            size += len(made)
            archive.write(gzip.compress(made, 1))
    return size, count


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--megabytes", type=int, default=100)
    arguments.add_argument("--picture-every", type=int, default=20)
    given = arguments.parse_args()
    samples = pathlib.Path(__file__).resolve().parent.parent / "samples"
    pages = [page.read_bytes() for page in sorted(samples.rglob("*.html"))]
    if not pages:
        raise SystemExit(f"no .html page in {samples}")
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder) / "crawl.warc.gz"
        size, count = make(archive, pages, given.megabytes, given.picture_every)
        rows = pathlib.Path(folder) / "articles.jsonl"
        begun = time.monotonic()
        subprocess.run([given.program, "read", archive, "-o", rows, "--quiet"], check=True)
        took = time.monotonic() - begun
        with rows.open("rb") as lines:
            read = sum(1 for _ in lines)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{size / 1e6:.0f} MB, {read} of {count} articles, {took:.0f} s, peak {peak:.0f} MB")
    if read != count:
        raise SystemExit("articles are missing")


if __name__ == "__main__":
    main()
