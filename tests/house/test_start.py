"""A first start fills an empty machine; a second keeps all of it."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
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
        self.begun = time.monotonic()
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
        """Wait until it answers."""
        while time.monotonic() - self.begun < PATIENCE and self.process.poll() is None:
            try:
                self.get("/healthz")
            except urllib.error.URLError:
                time.sleep(0.02)
            else:
                return
        self.process.kill()
        raise AssertionError(self.process.communicate()[0])

    def stop(self):
        """Press Ctrl-C; returns what it printed and its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=PATIENCE)[0], self.process.returncode


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


def test_first_start_keeps_key_and_passwords_to_its_owner(first, var):
    modes = [stat.S_IMODE((var / name).stat().st_mode) for name in ("env", "demo-accounts")]
    assert modes == [0o600, 0o600]


def test_start_stops_cleanly(first):
    assert first["status"] == 0


def test_second_start_does_nothing_again_and_keeps_all_data(first, var):
    kept = {name: (var / name).read_text() for name in ("env", "demo-accounts")}
    started = Started(var, first["port"])
    started.answers()
    page = started.get("/inquiries/hessen-19-1613/")
    printed, _ = started.stop()
    assert page == first["page"]
    assert printed == first["printed"].splitlines()[-4] + "\n"
    assert {name: (var / name).read_text() for name in kept} == kept


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
