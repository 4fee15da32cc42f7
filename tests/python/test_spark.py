"""A real Spark standalone cluster on loopback: a worker is killed in the middle of a job, and the output is that
of one machine, byte for byte. Left out where there is no pyspark or no Java."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark", reason="no pyspark: pip install -r scripts/python-cluster.txt")
if shutil.which("java") is None:
    pytest.skip("no Java: apt-get install openjdk-17-jre-headless", allow_module_level=True)

import pyarrow  # noqa: E402
import pyarrow.dataset  # noqa: E402
import pyarrow.ipc  # noqa: E402
import pyarrow.parquet  # noqa: E402

import detente  # noqa: E402
import detente.spark  # noqa: E402

PARTITIONS = 6
"""Parts of the job; two workers of one core each have three in turn."""


class Daemon:
    """A master or worker of the cluster, with its output read to the end."""

    def __init__(self, kind: str, folder: Path, *arguments: str) -> None:
        folder.mkdir()
        home = Path(pyspark.__file__).parent
        self.folder = folder
        self.process = subprocess.Popen(
            [home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", "--host", "127.0.0.1",
             "--port", "0", "--webui-port", "0", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder),
                 "SPARK_NO_DAEMONIZE": "1", "SPARK_HOME": str(home)},
            start_new_session=True,
        )

    def wait_for(self, pattern: str) -> str:
        """Reads on to a line that fits; what comes behind is read away."""
        for line in self.process.stdout:
            found = re.search(pattern, line)
            if found:
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return found[0]
        raise AssertionError(f"the process ended before it said {pattern}")

    def kill(self) -> None:
        """Kills it with the executors it started, as a lost machine would be."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    started = []

    def start(*arguments):
        started.append(Daemon(*arguments))
        return started[-1]

    try:
        master = start("master.Master", folder / "master")
        address = master.wait_for(r"spark://127\.0\.0\.1:\d+")
        workers = [
            start("worker.Worker", folder / f"worker-{n}", "--cores", "1", "--memory", "2g",
                  "--work-dir", str(folder / f"worker-{n}" / "work"), address)
            for n in (1, 2)
        ]
        for worker in workers:
            worker.wait_for("Successfully registered with master")
        yield address, workers
    finally:
        for daemon in reversed(started):
            daemon.kill()


@pytest.fixture(scope="module")
def session(cluster, tmp_path_factory):
    from pyspark.sql import SparkSession

    address, _ = cluster
    # Workers find this test's functions by name.
    tests = str(Path(__file__).parent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = (
            SparkSession.builder.master(address)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.executor.memory", "1g")
            .config("spark.executorEnv.PYTHONPATH", tests)
            .config("spark.executorEnv.SPARK_LOCAL_IP", "127.0.0.1")
            # Workers that have no model of their own.
            .config("spark.executorEnv.DETENTE_MODEL", "/nowhere/a.model")
            # A partition for each file.
            .config("spark.sql.files.openCostInBytes", str(128 << 20))
            .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
            .getOrCreate()
        )
        yield session
        session.stop()


def bytes_of(table: pyarrow.Table, schema: pyarrow.Schema) -> bytes:
    """The table sorted by id, as bytes."""
    table = table.select(schema.names).cast(schema).sort_by("id").combine_chunks()
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def signalling(port: int):
    """A mapper that, in the middle of the job, says where it runs and waits to be answered."""

    def over(batches):
        from pyspark import TaskContext

        if TaskContext.get().partitionId() == PARTITIONS // 2:
            with socket.create_connection(("127.0.0.1", port)) as test:
                test.sendall(os.getcwd().encode())
                test.shutdown(socket.SHUT_WR)
                test.recv(1)
        yield from batches

    return over


def kill_the_first_that_calls(listener: socket.socket, workers: list, killed: list) -> None:
    """Kills the worker that calls first; those that call later, trying the task again, may go on."""
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            told = b""
            while part := connection.recv(4096):
                told += part
            if killed:
                continue
            folder = Path(told.decode())
            for worker in workers:
                if worker.folder in folder.parents:
                    worker.kill()
                    killed.append(worker)


def test_all_kinds_in_one_pass_with_the_model_sent_along(session, articles, coder):
    sent = detente.spark.send_model(session)
    rows = articles[:6]
    schema = "id string, text string, title string, published string, outlet string"
    df = session.createDataFrame(rows, schema).union(session.createDataFrame(rows[:2], schema))
    lines = detente.spark.code(df, "lines", model=sent).dropDuplicates(["record", "id"])
    found = {(row.record, row.id) for row in lines.collect()}
    tables = coder.code_frame(pyarrow.Table.from_pylist(articles[:6]), "all")
    kinds = {"articles": "article", "events": "event", "quotes": "quote", "positions": "position"}
    expected = {(one, id) for kind, one in kinds.items() for id in tables[kind]["id"].to_pylist()}
    assert found == expected


def test_faults_on_workers_fail_the_job_with_their_words(session):
    df = session.createDataFrame([("Talks go on.",)], "text string")
    with pytest.raises(Exception, match="there is no language model at /nowhere"):
        detente.spark.code(df).collect()
    with pytest.raises(detente.InputError):
        detente.spark.code(df, "happenings")


def test_a_killed_worker_changes_nothing(cluster, session, articles, coded, tmp_path):
    _, workers = cluster
    table = pyarrow.Table.from_pylist(articles)
    each = -(-table.num_rows // PARTITIONS)
    (tmp_path / "articles").mkdir()
    for part in range(PARTITIONS):
        path = tmp_path / "articles" / f"{part}.parquet"
        pyarrow.parquet.write_table(table.slice(part * each, each), path)
    df = session.read.parquet(str(tmp_path / "articles"))
    assert df.rdd.getNumPartitions() == PARTITIONS
    killed: list = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        arguments = (listener, workers, killed)
        threading.Thread(target=kill_the_first_that_calls, args=arguments, daemon=True).start()
        df = df.mapInArrow(signalling(listener.getsockname()[1]), df.schema)
        events = detente.spark.code(df, "events", model=detente.model_path())
        events.write.parquet(str(tmp_path / "events"))
    assert len(killed) == 1, "no worker was killed in the middle of the job"
    expected = pyarrow.parquet.read_table(coded / "events.parquet")
    found = pyarrow.dataset.dataset(tmp_path / "events", format="parquet").to_table()
    assert expected.num_rows > 20
    assert bytes_of(found, expected.schema) == bytes_of(expected, expected.schema)
