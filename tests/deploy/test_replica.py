"""The commands of docs/operation.md for a replica: it follows, tells how far it is, and takes over."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy.test_example import until

PAGE = (settings.BASE_DIR / "docs" / "operation.md").read_text()
SECTION = PAGE.partition("## Add a replica")[2].partition("\n## ")[0]
COMMANDS = [line for block in re.findall(r"^```bash\n(.*?)^```", SECTION, re.M | re.S) for line in block.splitlines()]
ACCOUNT, COPY, START, FOLLOWERS, PROMOTE, FORGET = range(6)
PORTS = {"first": "5432", "replica": "5433"}
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path(), key=lambda path: int(path.parent.name))

pytestmark = pytest.mark.skipif(not (BIN / "initdb").exists(), reason="needs PostgreSQL")


class Servers:
    """Two servers in one folder, reached over sockets; who asks neither by name asks the first."""

    def __init__(self, folder: str):
        self.folder = folder
        self.account = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def run(self, line: str, on: str = "first") -> str:
        """A command of the page, or one of the test, as it would be typed on one of the machines."""
        settled = [f"PATH={BIN}:{os.environ['PATH']}", f"PGHOST={self.folder}", f"PGPORT={PORTS[on]}"]
        settled += ["PGUSER=postgres", "PGDATABASE=postgres", "PGOPTIONS=", "PGPASSWORD=a long one"]
        line = line.replace("/var/lib/postgresql", self.folder)
        command = [*self.account, "env", *settled, "bash", "-c", line]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=100, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        self.run(f"initdb --pgdata {self.folder}/first --username postgres --auth trust")
        own = f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nfsync = off\n"
        self.run(f'printf "%s" "{own}" >> {self.folder}/first/postgresql.conf')
        self.run(f"pg_ctl --pgdata {self.folder}/first --log {self.folder}/first.log --wait start")

    def stop(self, name: str):
        self.run(f"pg_ctl --pgdata {self.folder}/{name} --mode immediate stop", on=name)


@pytest.fixture
def servers():
    folder = tempfile.mkdtemp(prefix="anlage-replica.")
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    running = Servers(folder)
    try:
        running.start()
        yield running
    finally:
        for name in PORTS:
            if Path(folder, name, "postmaster.pid").exists():
                running.stop(name)
        shutil.rmtree(folder)


def test_replica_follows_and_takes_over(servers):
    servers.run("psql --command 'CREATE TABLE papers (number text)'")
    servers.run(COMMANDS[ACCOUNT])
    servers.run(COMMANDS[COPY])
    servers.run(COMMANDS[START], on="replica")
    assert until(lambda: "streaming" in servers.run(COMMANDS[FOLLOWERS]))
    servers.run("psql --command \"INSERT INTO papers VALUES ('19/1613')\"")
    ask = "psql --tuples-only --no-align --command 'SELECT number, pg_is_in_recovery() FROM papers'"
    assert until(lambda: servers.run(ask, on="replica") == "19/1613|t\n")
    servers.stop("first")
    servers.run(COMMANDS[PROMOTE], on="replica")
    assert servers.run(ask, on="replica") == "19/1613|f\n"
    servers.run("psql --command \"INSERT INTO papers VALUES ('20/1')\"", on="replica")


def test_replica_that_is_given_up_takes_its_slot_with_it(servers):
    servers.run("psql --command \"SELECT pg_create_physical_replication_slot('replica')\"")
    servers.run(COMMANDS[FORGET])
    assert servers.run("psql --tuples-only --no-align --command 'SELECT count(*) FROM pg_replication_slots'") == "0\n"


def test_every_command_of_the_page_is_run_here():
    assert len(COMMANDS) == FORGET + 1
