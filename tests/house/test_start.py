"""A first start fills an empty machine; a second keeps all of it."""

import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240  # seconds; a first start migrates and fills a database, on whatever machine the tests run


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Started:
    """One run of `make run`'s program, with nothing of this suite's own settings."""

    def __init__(self, var, port):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.start"],
            cwd=ROOT,
            env=kept | {"VAR_DIR": str(var), "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as response:
            return response.read().decode()

    def answers(self):
        """Wait until it says that it runs, which it does once its start page is shown."""
        self.printed = ""
        for line in self.process.stdout:
            self.printed += line
            if line.startswith("Anlage runs at"):
                return
        raise AssertionError(self.printed)

    def stop(self):
        """Press Ctrl-C; returns what it printed and its exit status."""
        self.process.send_signal(signal.SIGINT)
        rest = self.process.stdout.read()
        return self.printed + rest, self.process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def first(var):
    """What a first start shows and prints."""
    started = Started(var, free_port())
    started.answers()
    page = started.get("/inquiries/hessen-19-1613/")
    style = started.get(page.partition('rel="stylesheet" href="')[2].partition('"')[0])
    printed, status = started.stop()
    return {"page": page, "style": style, "printed": printed, "status": status, "port": started.port}


def test_first_start_serves_the_published_paper_with_its_style(first):
    assert "19/1613" in first["page"]
    assert "{" in first["style"]


def test_first_start_prints_the_addresses_and_accounts_it_keeps(first, var):
    accounts = (var / "demo-accounts").read_text()
    assert first["printed"].endswith(accounts)
    assert "Vom Programm angelegt, von niemandem geprüft" in first["page"]
    assert f"http://127.0.0.1:{first['port']}/admin/" in first["printed"]
    assert [line.split()[0] for line in accounts.splitlines()] == ["redaktion", "freigabe"]


def test_first_start_keeps_what_it_writes_to_its_owner(first, var):
    written = {path for path in var.iterdir() if path.is_file()}
    assert {"env", "demo-accounts", "anlage.sqlite3"} <= {path.name for path in written}
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert stat.S_IMODE(var.stat().st_mode) == 0o700


def test_start_stops_cleanly(first):
    assert first["status"] == 0


def test_second_start_does_nothing_again_and_keeps_all_data(first, var):
    kept = {name: (var / name).read_text() for name in ("env", "demo-accounts")}
    os.utime(var / "static" / "collected", (0, 0))  # what is collected is compared by content, not by time
    started = Started(var, first["port"])
    started.answers()
    page = started.get("/inquiries/hessen-19-1613/")
    printed, _ = started.stop()
    assert page == first["page"]
    assert printed == first["printed"].splitlines()[-4] + "\n"
    assert {name: (var / name).read_text() for name in kept} == kept


def test_start_whose_page_fails_says_so_and_ends(first, var):
    """Static files of another version: the server itself would listen, and answer each page with an error."""
    manifest = var / "static" / "staticfiles.json"
    kept = manifest.read_text()
    manifest.write_text(kept.replace("survey/anlage.css", "survey/other.css"))
    started = Started(var, first["port"])
    printed = started.process.communicate(timeout=PATIENCE)[0]
    manifest.write_text(kept)
    assert "Anlage does not run: its start page answers 500." in printed
    assert "Anlage runs at" not in printed


def test_start_after_an_upgrade_collects_its_static_files(first, var):
    """The files of the new version may be older than those of the last start."""
    (var / "static" / "collected").write_text("of another version")
    for path in (var / "static" / "survey").glob("anlage.*css*"):
        path.unlink()
    started = Started(var, first["port"])
    started.answers()
    page = started.get("/")
    style = started.get(page.partition('rel="stylesheet" href="')[2].partition('"')[0])
    assert "{" in style
    assert started.stop()[1] == 0


def test_start_says_when_the_port_is_taken(var):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        started = Started(var, port)
        printed = started.process.communicate(timeout=PATIENCE)[0]
    assert started.process.returncode == 1
    assert (
        printed == f"Port {port} is not free (Address already in use). Choose another one: make run PORT={port + 1}\n"
    )
