#!/usr/bin/env python3
"""What a server does with many open connections that say nothing.

    detente ingest desk.archive samples
    benches/connections.py PROGRAM desk.archive --connections 10000

Opens them all, a third of them with half a request, and asks for the archive's numbers meanwhile. Prints
how many were taken, told to come again or refused, how long a client waits for an answer before, during and
after, and the server's memory and open files.
"""

import argparse
import collections
import os
import resource
import socket
import subprocess
import time
import urllib.error
import urllib.request


def ask(address):
    begun = time.monotonic()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{address}/api/v1/status", timeout=60) as answer:
            answer.read()
            status = answer.status
    except urllib.error.HTTPError as error:
        status = error.code
    except OSError as error:
        status = type(error).__name__
    return f"{status} after {1000 * (time.monotonic() - begun):.0f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("archive")
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--port", type=int, default=7978)
    arguments = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 2 * arguments.connections + 2000), most))
    command = [arguments.program, "serve", arguments.archive, "--addr", f"127.0.0.1:{arguments.port}", "--rate", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        server.stderr.readline()
        print("before:", ask(arguments.port))
        held, outcome = [], collections.Counter()
        for number in range(arguments.connections):
            try:
                connection = socket.create_connection(("127.0.0.1", arguments.port), timeout=5)
            except OSError as error:
                outcome[f"refused: {type(error).__name__}"] += 1
                continue
            if number % 3 == 0:
                try:
                    connection.sendall(b"GET /api/v1/status HTTP/1.1\r\nhost: local")
                except OSError:
                    pass
            held.append(connection)
        print(f"{len(held)} open; while they are:", ask(arguments.port))
        print(f"the server's open files: {len(os.listdir(f'/proc/{server.pid}/fd'))}")
        for connection in held:
            connection.settimeout(30)
            try:
                told = connection.recv(200)
                outcome[told.split(b"\r\n")[0].decode() or "closed"] += 1
            except OSError as error:
                outcome[type(error).__name__] += 1
        print("what became of them:", dict(outcome))
        print("after:", ask(arguments.port))
        status = open(f"/proc/{server.pid}/status").read()
        memory = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        print(f"the server's memory at most: {int(memory.split()[1]) / 1024:.0f} MB")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
