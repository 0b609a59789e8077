"""Public pages and files beside Datasette's on the same rows: both served over HTTP, asked by the same client."""

import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.db import connection
from django.test import Client

from survey.publishing.columns import NAMES

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PAGE = "/inquiries/hessen-19-1613/"
SECONDS, PATIENCE = 2.0, 60.0
ROUNDS = 9
OURS = {
    "reading page of 60 cells": PAGE,
    "page of one answer": f"{PAGE}answers/1/1/1/",
    "list of 50 answers": "/answers/",
    "search": "/search/?q=Gipfel",
}
THEIRS = {"page of one answer": "/answers/answers/1", "list of 50 answers": "/answers/answers?_size=50"}
STREAMS = {"ours": "/answers.csv", "Datasette's": "/answers/answers.csv?_stream=on&_size=max"}


@dataclass(frozen=True)
class Server:
    """A server on the loopback; a measurement asks it over one connection that stays open."""

    port: int
    process: int

    def cpu(self) -> float:
        """Seconds of CPU that it has taken with all its processes and threads."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        threads = [each for one in (self.process, *children) for each in Path(f"/proc/{one}/task").iterdir()]
        return sum(int((each / "schedstat").read_text().split()[0]) for each in threads) / 1e9

    def connected(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def per_second(self, path: str, status: int = 200, **headers: str) -> float:
        """Requests a second for two seconds, one after the other, after one to warm it up."""
        with closing(self.connected()) as connection:
            asked(connection, path, status, headers)
            begun, calls = time.perf_counter(), 0
            while time.perf_counter() - begun < SECONDS:
                asked(connection, path, status, headers)
                calls += 1
            return calls / (time.perf_counter() - begun)

    def streamed(self, path: str) -> tuple[float, float]:
        """Milliseconds to the first byte of a CSV file, and its lines a second."""
        with closing(self.connected()) as connection:
            begun = time.perf_counter()
            connection.request("GET", path)
            response = connection.getresponse()
            response.read(1)
            first = time.perf_counter() - begun
            lines = response.read().count(b"\n")
            return first * 1000, lines / (time.perf_counter() - begun)


def asked(connection: http.client.HTTPConnection, path: str, status: int, headers: dict[str, str]):
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"} | headers)  # as every browser asks
    response = connection.getresponse()
    response.read()
    if response.status != status:
        raise RuntimeError(f"{path} answered {response.status}, not {status}.")
    return response


def beside_datasette():
    """The pages, then the CSV stream; what is asked of whom stands in the line."""
    if connection.vendor != "sqlite":
        print("Datasette reads SQLite: pages are compared with it on that database alone.")
        return
    with TemporaryDirectory() as folder, ExitStack() as running:
        rows = copy_data(Path(folder))
        ours = running.enter_context(anlage(folder))
        anew = running.enter_context(anlage(folder, BENCH_UNCACHED="1"))
        theirs = running.enter_context(datasette(folder))
        print(f"\nOver HTTP, {rows:,} answers; x is the ratio to the bare view, y to Datasette\n")
        pages(ours, anew, theirs)
        streams({"ours": ours, "Datasette's": theirs})


def pages(ours: Server, anew: Server, theirs: Server):
    bare = ours.per_second("/hello")
    line("a bare Django view", bare, bare)
    with closing(ours.connected()) as connection:
        etag = asked(connection, PAGE, 200, {}).headers["ETag"]
    line("reading page, 304", ours.per_second(PAGE, 304, **{"If-None-Match": etag}), bare)
    for what, path in OURS.items():
        other = theirs.per_second(THEIRS[what]) if what in THEIRS else None
        if other:
            line(f"{what}, Datasette", other, bare)
        line(f"{what}, kept", ours.per_second(path), bare, other)
        line(f"{what}, made anew", anew.per_second(path), bare, other)


def streams(servers: dict[str, Server]):
    """In turn, and of several rounds the one in the middle: a stream takes no longer than what else goes on."""
    rounds = [{who: servers[who].streamed(path) for who, path in STREAMS.items()} for _ in range(1 + ROUNDS)]
    middle = {who: [median(each[who][n] for each in rounds[1:]) for n in (0, 1)] for who in STREAMS}
    theirs = middle["Datasette's"][1]
    for who, (first, rate) in middle.items():
        beside = f"y {rate / theirs:.1f}, first byte after {first:,.0f} ms"
        print(f"{'CSV, ' + who:36} {rate:12,.0f} lines/s      {beside}", flush=True)


def copy_data(folder: Path) -> int:
    """Our database as a file, and for Datasette one table of the long rows with their columns; returns their number."""
    connection.ensure_connection()
    with sqlite3.connect(folder / "anlage.sqlite3") as copy:
        connection.connection.backup(copy)
    rows = json.loads(b"".join(Client().get("/answers.json").streaming_content))
    with sqlite3.connect(folder / "answers.db") as database:
        columns = ", ".join(f'"{name}"' for name in NAMES)
        database.execute(f"CREATE TABLE answers (id INTEGER PRIMARY KEY, {columns})")
        marks = ", ".join("?" * len(NAMES))
        values = ([_plain(row[name]) for name in NAMES] for row in rows)
        database.executemany(f"INSERT INTO answers VALUES (NULL, {marks})", values)
    return len(rows)


def _plain(value):
    """Lists as the CSV file has them."""
    return " ".join(map(str, value)) if isinstance(value, list) else value


@contextmanager
def anlage(folder: str, **environment: str):
    """One process, as `make run` serves."""
    port = free_port()
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "BENCH_DATABASE": f"{folder}/anlage.sqlite3",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    command = [BIN / "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
    with served(command, port, settings | environment) as server:
        yield server


@contextmanager
def datasette(folder: str):
    """As dependencies go: without suggesting facets, which would make its lists slower."""
    port = free_port()
    command = [BIN / "datasette", "serve", f"{folder}/answers.db", "--host", "127.0.0.1", "--port", str(port)]
    for name, value in {"suggest_facets": "off", "max_csv_mb": "0"}.items():
        command += ["--setting", name, value]
    with served(command, port, {}) as server:
        yield server


@contextmanager
def served(command: list, port: int, environment: dict[str, str]):
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        server = Server(port, process.pid)
        wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.communicate()


def wait_for(server: Server, process: subprocess.Popen):
    begun = time.monotonic()
    while not server.answers():
        if process.poll() is not None or time.monotonic() - begun > PATIENCE:
            process.kill()
            raise RuntimeError(process.communicate()[1].decode())
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def line(what: str, rate: float, bare: float, datasette: float | None = None):
    beside = f"   y {rate / datasette:.1f}" if datasette else ""
    print(f"{what:36} {rate:12,.0f} requests/s   x {rate / bare:.2f}{beside}", flush=True)
