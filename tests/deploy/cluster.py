"""The cluster of deploy/cluster, broken on purpose; `make test-cluster` runs it, and no other run does.

While readers read and an editor publishes, replicas lag, one is killed, then the primary. What happens is printed.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.deploy.clients import Client, Site
from tests.deploy.test_example import OF_THE_SUITE, until

HOME = "/inquiries/hessen-19-1613/"
DOCUMENT = "/inquiries/hessen-19-1613.json"
KEPT = (HOME, "/", "/districts/", f"{HOME}questions/1/")
KEEPER, PATRONI = "keeper", "pid"
SERVERS, NODES = (1, 2, 3), (1, 2)
TITLE = re.compile(r"Versuch (\d+)")
# Seconds until what nobody has kept is shown again. Where a whole machine is gone, its lease of the leader's key runs
# out first: Patroni gives none for less than 20.
SECONDS_TO_TAKE_OVER = {"postgres": 30, "machine": 60}
MAKE_CONTENT = """
from django.contrib.auth.models import User
from config import prepare
for name in ("redaktion", "freigabe"):
    User.objects.create_superuser(name, password="Storchenschnabel-41")
prepare.load_first_paper()
"""
# Each edition has its number in the title, so that every page says which one it shows.
EDITOR = """
import sys, time
from django.contrib.auth.models import User
from django.db import connection
from survey.models import Inquiry
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
reasons = {"note": "Ein Versuch.", "override": "Nur ein Versuch.", "unsure_reason": "Gelesen."}
for line in sys.stdin:
    number = int(line)
    try:
        Inquiry.objects.update(title=f"Versuch {number}")
        inquiry = Inquiry.objects.get()
        user = User.objects.get(username="freigabe")
        publish(inquiry, by=user, seen=digest(encode(freeze(inquiry))), **reasons)
        print("published", number, flush=True)
    except Exception as error:
        print("failed", number, type(error).__name__, flush=True)
        connection.close()
"""

begun = time.monotonic()


def tell(*words):
    print(f"[{time.monotonic() - begun:6.1f} s]", *words, flush=True)


class Cluster:
    """A running cluster in a folder of its own, which is removed with it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="anlage-cluster."))
        self.base = int(os.environ.get("BASE_PORT", "18100"))
        kept = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
        self.environment = kept | {"BASE_PORT": str(self.base)}

    def up(self):
        self._run("up", 400)
        self.site = Site(self.base, str(self.folder / "tls" / "certificate.pem"))
        secrets = (self.folder / "secrets").read_text().split()
        self.superuser = dict(line.split("=", 1) for line in secrets)["SUPERUSER"]

    def down(self):
        self._run("down", 100)

    def _run(self, name: str, seconds: int):
        command = [settings.BASE_DIR / "deploy" / "cluster" / name, self.folder]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=seconds, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def manage(self, *arguments: str, **options) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        environment = self.environment | {"VAR_DIR": str(self.folder / "node-1")}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, text=True, **options)

    def members(self) -> dict[str, str]:
        """What Patroni calls each server that runs: leader, sync_standby, replica."""
        for number in SERVERS:
            try:
                address = f"http://127.0.0.1:{self.base + 26 + number}/cluster"
                told = json.load(urllib.request.urlopen(address, timeout=3))
            except OSError:
                continue
            return {each["name"]: each["role"] for each in told["members"] if each["state"] in ("running", "streaming")}
        return {}

    def has_leader(self) -> bool:
        return "leader" in self.members().values()

    def is_whole(self) -> bool:
        """One leads, and two follow it by streaming, one of them in step."""
        if sorted(self.members().values()) != ["leader", "replica", "sync_standby"]:
            return False
        try:
            return self.asked("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == 2
        except psycopg.Error:
            return False

    def server(self, *roles: str) -> int:
        return next(int(name[-1]) for name, role in sorted(self.members().items()) if role in roles)

    def asked(self, statement: str, port: int | None = None):
        """As the superuser; without a port of the primary."""
        address = {"host": "127.0.0.1", "port": port or self.base + 4, "user": "postgres", "dbname": "anlage"}
        with psycopg.connect(**address, password=self.superuser, connect_timeout=3, autocommit=True) as connection:
            return connection.execute(statement).fetchone()[0]

    def signal_replay(self, number: signal.Signals):
        """Stop or continue the process of each replica that writes what the primary sent: it answers, but lags.

        Patroni would end a pause by pg_wal_replay_pause() itself.
        """
        for server in set(SERVERS) - {self.server("leader")}:
            found = subprocess.run(
                ["pgrep", "-P", str(self.postmaster(server)), "-f", "startup"], capture_output=True, check=True
            )
            os.kill(int(found.stdout), number)

    def postmaster(self, number: int) -> int:
        return int((self.folder / f"postgres-{number}" / "data" / "postmaster.pid").read_text().split()[0])

    def kill(self, number: int, *programs: str):
        """PostgreSQL with all its sessions; before it these programs of the server, so that they restart nothing."""
        pids = [int((self.folder / "log" / f"patroni-{number}.{name}").read_text()) for name in programs]
        pids.append(self.postmaster(number))
        sessions = subprocess.run(["pgrep", "-P", str(pids[-1])], capture_output=True, text=True, check=False)
        for pid in (*pids, *map(int, sessions.stdout.split())):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue  # a session that has just ended

    def node(self, number: int, path: str) -> str:
        """What a node answers, without nginx before it."""
        headers = {"Host": "localhost", "X-Forwarded-Proto": "https"} if path != "/metrics" else {}
        request = urllib.request.Request(f"http://127.0.0.1:{self.base + 10 + number}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read().decode()

    def reads(self, source: str) -> float:
        """How many pages and files were made by replicas, or by the primary although there are replicas."""
        figure = rf'anlage_public_reads_total{{source="{source}"}} ([0-9.]+)'
        return sum(float(found[1]) for n in NODES if (found := re.search(figure, self.node(n, "/metrics"))))


@dataclass
class Editor:
    """Publishes one edition after the other; says of each whether that was acknowledged."""

    cluster: Cluster
    number: int = 0
    published: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def __post_init__(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = self.cluster.manage("shell", "--verbosity=0", "--command", EDITOR, **pipes)

    def publish(self) -> bool:
        self.number += 1
        self.process.stdin.write(f"{self.number}\n")
        self.process.stdin.flush()
        said, number, *error = self.process.stdout.readline().split()
        tell("edition", number, said, *error)
        (self.published if said == "published" else self.failed).append(int(number))
        return said == "published"

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)


@dataclass(frozen=True)
class Seen:
    begun: float
    ended: float
    path: str
    status: int
    number: int | None


class Reader(threading.Thread):
    """Asks for one page after the other from an address of its own, until it is told to stop."""

    def __init__(self, site: Site, address: str, paths):
        super().__init__(daemon=True)
        self.client, self.paths, self.seen, self.stopping = Client(site, address), paths, [], threading.Event()

    def run(self):
        count = 0
        while not self.stopping.wait(0.1):
            path, at = self.paths(count), time.monotonic()
            try:
                answer = self.client.ask(path)
                status, found = answer.status, TITLE.search(answer.text) if path in (HOME, DOCUMENT) else None
            except OSError:
                status, found = 0, None
            self.seen.append(Seen(at, time.monotonic(), path, status, int(found[1]) if found else None))
            count += 1

    def stop(self) -> list[Seen]:
        self.stopping.set()
        self.join(60)
        return self.seen


def kept(count: int) -> str:
    return KEPT[count % len(KEPT)]


def rest(count: int) -> str:
    """What no process has kept: a search that nobody made before, and a file."""
    return (DOCUMENT, f"/search/?q=Gipfel+{time.monotonic_ns()}")[count % 2]


def goes_back(seen: list[Seen]) -> list[tuple[int, int]]:
    """Editions that were seen after a newer one had been."""
    told = sorted((each for each in seen if each.number), key=lambda each: each.begun)
    return [
        (each.number, newest)
        for each in told
        if (newest := max((other.number for other in told if other.ended < each.begun), default=0)) > each.number
    ]


def errors(seen: list[Seen]) -> list[Seen]:
    return [each for each in seen if each.status != 200]


@pytest.fixture(scope="module")
def cluster():
    running = Cluster()
    try:
        tell("starting the cluster in", running.folder)
        running.up()
        assert until(running.is_whole, 60), running.members()
        tell("it runs:", running.members())
        assert running.manage("shell", "--verbosity=0", "--command", MAKE_CONTENT).wait(300) == 0
        yield running
    finally:
        running.down()
        if "KEEP_CLUSTER" not in os.environ:
            shutil.rmtree(running.folder)


@pytest.fixture(scope="module")
def editor(cluster):
    made = Editor(cluster)
    assert made.publish()
    yield made
    made.stop()


@pytest.fixture
def readers(cluster):
    """Four of kept pages and two of the rest, at both nodes; each has read for a while."""
    made = [Reader(cluster.site, f"127.0.1.{n}", kept if n <= 4 else rest) for n in range(1, 7)]
    for each in made:
        each.start()
    go_round(made)
    yield made
    for each in made:
        each.stop()


def go_round(readers):
    """Each asks for each of its pages."""
    before = [len(each.seen) for each in readers]
    assert until(lambda: all(len(each.seen) > n + len(KEPT) for each, n in zip(readers, before, strict=True)), 60)


def told_of(readers) -> tuple[list[Seen], list[Seen]]:
    """What was seen of kept pages, and of the rest."""
    stopped = [each.stop() for each in readers]
    pages, others = list(chain(*stopped[:4])), list(chain(*stopped[4:]))
    tell(
        f"kept pages: {len(pages)} asked, {len(errors(pages))} errors;",
        f"the rest: {len(others)} asked, {len(errors(others))} errors",
    )
    return pages, others


def shown_everywhere(cluster, number: int) -> bool:
    """Whether each node, asked now, shows this edition, on a page and in a file."""
    try:
        return all(f"Versuch {number}" in cluster.node(node, path) for node in NODES for path in (HOME, DOCUMENT))
    except OSError:
        return False


def test_edition_is_seen_on_all_nodes_and_no_older_one_after_it(cluster, editor, readers):
    before = cluster.reads("replica")
    for _ in range(3):
        assert editor.publish()
        assert shown_everywhere(cluster, editor.number)
        tell(f"the next request to each node shows edition {editor.number}, page and file")
    pages, others = told_of(readers)
    assert (errors(pages + others), goes_back(pages + others)) == ([], [])
    assert cluster.reads("replica") > before
    tell(f"made by replicas: {cluster.reads('replica'):.0f}, by the primary: {cluster.reads('primary'):.0f}")


def test_replicas_that_lag_are_not_answered_from(cluster, editor, readers):
    cluster.signal_replay(signal.SIGSTOP)
    tell("both replicas have stopped to replay")
    before = cluster.reads("primary")
    assert editor.publish()
    assert shown_everywhere(cluster, editor.number)
    assert cluster.reads("primary") > before
    made = cluster.reads("primary") - before
    tell(f"both nodes show edition {editor.number}; made by the primary meanwhile: {made:.0f}")
    cluster.signal_replay(signal.SIGCONT)
    before = cluster.reads("replica")
    assert until(lambda: cluster.reads("replica") > before + 10)
    tell("replay goes on, and replicas answer again")
    pages, others = told_of(readers)
    assert (errors(pages + others), goes_back(pages + others)) == ([], [])


def test_replica_that_is_killed_is_missed_by_nobody_and_comes_back(cluster, editor, readers):
    number = cluster.server("sync_standby")
    cluster.kill(number, PATRONI)
    tell(f"postgres-{number}, the replica in step, is killed")
    assert editor.publish()
    assert until(cluster.is_whole, 120), cluster.members()
    tell("it is back:", cluster.members())
    assert editor.publish()
    assert shown_everywhere(cluster, editor.number)
    pages, others = told_of(readers)
    assert (errors(pages + others), goes_back(pages + others)) == ([], [])


@pytest.mark.parametrize("lost", SECONDS_TO_TAKE_OVER)
def test_primary_is_killed_while_readers_read_and_an_editor_publishes(cluster, editor, readers, lost):
    """PostgreSQL alone, or all that runs on its machine, which is started again when another has taken over."""
    leader = cluster.server("leader")
    go_round(readers)  # since the last edition: a page from before is not kept for readers of this one
    over = threading.Event()
    publishing = threading.Thread(target=lambda: [editor.publish() for _ in iter(lambda: over.wait(0.5), True)])
    publishing.start()
    time.sleep(1)  # the editor is in the midst of it
    at = time.monotonic()
    cluster.kill(leader, *([KEEPER, PATRONI] if lost == "machine" else []))
    tell(f"postgres-{leader}, the primary, is killed ({lost})")
    assert until(lambda: cluster.members().get(f"postgres-{leader}") != "leader" and cluster.has_leader(), 90)
    tell(f"postgres-{cluster.server('leader')} leads {time.monotonic() - at:.1f} s later:", cluster.members())
    if lost == "machine":
        cluster.up()
    assert until(cluster.is_whole, 120), cluster.members()
    tell(f"whole again {time.monotonic() - at:.1f} s later:", cluster.members())
    over.set()
    publishing.join(120)
    assert until(editor.publish, 60), "the editor goes on"
    assert until(lambda: shown_everywhere(cluster, editor.number))
    pages, others = told_of(readers)
    assert errors(pages) == []
    last = max((each.ended - at for each in errors(others)), default=0)
    tell(f"the last error of what nobody had kept: {last:.1f} s after the primary was killed")
    assert last < SECONDS_TO_TAKE_OVER[lost]
    for each in readers:
        assert goes_back(each.seen) == []


def test_each_edition_is_whole_or_not_there(cluster, editor):
    """Those that were acknowledged are there; of one that failed either nothing is there, or all of it."""
    assert cluster.manage("verify").wait(120) == 0
    titles = cluster.asked("SELECT string_agg(content, ' ' ORDER BY number) FROM survey_edition")
    there = sorted({int(number) for number in TITLE.findall(titles)})
    tell(f"acknowledged: {editor.published}; failed: {editor.failed}; there: {there}")
    assert set(editor.published) - set(there) == set()
    assert set(there) - set(editor.published) - set(editor.failed) == set()
    shown = "SELECT count(*) FROM survey_publishedinquiry AS shown JOIN survey_edition AS edition"
    shown += " ON edition.id = shown.edition_id AND edition.is_current AND position(shown.title in edition.content) > 0"
    assert cluster.asked(shown) == 1
