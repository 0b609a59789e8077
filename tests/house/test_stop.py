"""A server that is told to stop ends by itself, whatever its workers are doing."""

import signal
import socket
import subprocess
import sys

import pytest

from tests.house.test_start import ROOT, free_port

PATIENCE = 240
APP = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "4")])
    return [b"Ja.\\n"]
"""
LONG_APP = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    for _ in range(1000):
        yield b"x" * 100_000
    print("all of it was taken", flush=True)
"""
CONFIG = """
import signal
import time
from config.gunicorn import *
from config import gunicorn as ours

bind = "127.0.0.1:{port}"
"""
SLOW_TO_BOOT = """
def post_fork(server, worker):
    # It begins when it is told to stop, or after five seconds where that was lost.
    print("booting", flush=True)
    for _ in range(100):
        if signal.sigpending() & {signal.SIGQUIT}:
            break
        time.sleep(0.05)
"""
READY = """
workers = 1

def post_worker_init(worker):
    ours.post_worker_init(worker)
    print("ready", flush=True)
"""
SLOW_THREAD = """
workers = 1

def post_worker_init(worker):
    ours.post_worker_init(worker)
    begin = worker.tpool._adjust_thread_count

    def slowly():
        print("beginning a thread", flush=True)
        while worker.alive:
            time.sleep(0.05)
        begin()

    worker.tpool._adjust_thread_count = slowly
    print("ready", flush=True)
"""


@pytest.fixture
def serve(tmp_path):
    """Start gunicorn with our configuration and what a test adds to it; returns the process and its port."""
    started = []

    def serve(addition, app=APP):
        port = free_port()
        (tmp_path / "app.py").write_text(app)
        (tmp_path / "more.py").write_text(CONFIG.format(port=port) + addition)
        words = ["--pythonpath", str(tmp_path), "--config", str(tmp_path / "more.py"), "app"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        process = subprocess.Popen([sys.executable, "-m", "gunicorn", *words], cwd=ROOT, **pipes)
        started.append(process)
        return process, port

    yield serve
    for process in started:
        process.kill()
        process.wait()


def stopped(process):
    """Press Ctrl-C; what it still prints, and its status."""
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=PATIENCE)[0], process.returncode


def test_server_stops_while_a_worker_has_not_begun_to_listen(serve):
    process, _port = serve(SLOW_TO_BOOT)
    assert process.stdout.readline() == "booting\n"
    printed, status = stopped(process)
    assert (printed.replace("booting\n", ""), status) == ("", 0)


def test_server_stops_while_a_worker_begins_a_thread(serve):
    process, port = serve(SLOW_THREAD)
    assert process.stdout.readline() == "ready\n"
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert process.stdout.readline() == "beginning a thread\n"
        process.send_signal(signal.SIGINT)
        answered = b"".join(iter(lambda: client.recv(1000), b""))
    printed = process.communicate(timeout=PATIENCE)[0]
    assert answered.endswith(b"Ja.\n")
    assert (printed, process.returncode) == ("", 0)


def test_client_that_goes_away_is_not_worth_a_line(serve):
    """A reader closes a page, or stops a download half-way: the server goes on, and says nothing."""
    process, port = serve(READY, LONG_APP)
    assert process.stdout.readline() == "ready\n"
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 200 OK")
    printed, status = stopped(process)
    assert (printed, status) == ("", 0)
