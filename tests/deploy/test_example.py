"""The example of deploy/, as its one command starts it: nginx with TLS, gunicorn, PostgreSQL. Then it is mistreated."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy.clients import Client, Site

PASSWORD = "Storchenschnabel-41"
READER, EDITOR, STRANGER = "127.0.0.1", "127.0.0.2", "127.0.0.3"
ADDRESS_LIMIT = 8
OF_THE_SUITE = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY", "SITE_URL", "VAR_DIR"}
MAKE_CONTENT = f"""
from django.contrib.auth.models import Group, User
from config import prepare
for name, group in {{"redaktion": "Redaktion", "freigabe": "Freigabe"}}.items():
    user = User.objects.create_user(name, password="{PASSWORD}", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
prepare.load_first_paper()
"""

pytestmark = pytest.mark.skipif(
    "REQUIRE_NGINX" not in os.environ and not shutil.which("nginx", path="/usr/sbin:/usr/bin"),
    reason="needs nginx (Debian's package nginx-light) and PostgreSQL",
)


class Example:
    """A running example of a checkout; its folder is removed with it. `prefix` runs a command as another account."""

    checkout, prefix = settings.BASE_DIR, ()

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="anlage-deploy.")
        self.port, self.http_port, program_port = free_ports(3)
        self.environment = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE} | {
            "HTTPS_PORT": str(self.port),
            "HTTP_PORT": str(self.http_port),
            "PORT": str(program_port),
            "LOGIN_FAILURES_OF_ADDRESS": str(ADDRESS_LIMIT),
        }

    def up(self):
        done = subprocess.run(
            [*self.prefix, str(self.checkout / "deploy" / "up"), self.folder],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
        log = Path(self.folder, "log", "program.log")
        assert done.returncode == 0, done.stdout + done.stderr + (log.read_text() if log.exists() else "")
        self.site = Site(self.port, str(Path(self.folder, "tls", "certificate.pem")))
        return done.stdout

    def down(self):
        command = [*self.prefix, str(self.checkout / "deploy" / "down"), self.folder]
        subprocess.run(command, env=self.environment, check=True, timeout=100)

    def manage(self, *arguments):
        command = [str(settings.BASE_DIR / ".venv" / "bin" / "python"), "manage.py", *arguments]
        environment = self.environment | {"VAR_DIR": str(Path(self.folder, "var"))}
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, timeout=200, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def postgres(self, *arguments):
        control = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))[-1]
        command = [str(control), f"--pgdata={self.folder}/postgres", "--silent", "--wait", *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, timeout=60, cwd="/", stdout=subprocess.DEVNULL)

    def workers(self):
        program = Path(self.folder, "log", "program.pid").read_text().strip()
        found = subprocess.run(["pgrep", "-P", program], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split()]


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@pytest.fixture(scope="module")
def example():
    running = Example()
    try:
        running.up()
        running.manage("shell", "--verbosity=0", "--command", MAKE_CONTENT)
        yield running
    finally:
        running.down()
        shutil.rmtree(running.folder)


@pytest.fixture
def site(example):
    return example.site


def until(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_pages_come_over_tls_with_every_header_once(site):
    answer = Client(site).ask("/inquiries/hessen-19-1613/")
    assert answer.status == 200
    expected = {
        "Strict-Transport-Security": ["max-age=31536000"],
        "X-Content-Type-Options": ["nosniff"],
        "X-Frame-Options": ["DENY"],
        "Referrer-Policy": ["same-origin"],
        "Cross-Origin-Opener-Policy": ["same-origin"],
        "Server": ["nginx"],
        "Cache-Control": ["public, no-cache"],
        "Set-Cookie": None,
    }
    assert {name: answer.headers.get_all(name) for name in expected} == expected
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_http_leads_to_https(example):
    connection = http.client.HTTPConnection("127.0.0.1", example.http_port, timeout=20)
    connection.request("GET", "/search/?q=Gipfel")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"{example.site.url}/search/?q=Gipfel")


def test_cookies_are_of_this_host_alone(site):
    client = Client(site, EDITOR)
    assert client.log_in("redaktion", PASSWORD) == 302
    assert set(client.cookies) == {"__Host-csrftoken", "__Host-sessionid"}
    session = client.cookies["__Host-sessionid"]
    assert (session["secure"], session["httponly"], session["samesite"], session["domain"], session["path"]) == (
        True,
        True,
        "Lax",
        "",
        "/",
    )


def test_publisher_is_led_to_the_second_factor(site):
    client = Client(site, EDITOR)
    assert client.log_in("freigabe", PASSWORD) == 302
    assert client.follow("/admin/").partition("?")[0] == "/admin/second-factor/setup/"


def test_cache_keeps_static_files(site):
    style = Client(site).ask("/").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert [Client(site).ask(style).headers["X-Cache"] for _ in range(2)][1] == "HIT"


def test_cache_keeps_public_pages_and_asks_each_time_whether_they_hold(site):
    answers = [Client(site).ask("/districts/") for _ in range(3)]
    assert [each.headers["X-Cache"] for each in answers] == ["MISS", "REVALIDATED", "REVALIDATED"]
    assert len({each.text for each in answers}) == 1
    assert answers[2].headers["Cache-Control"] == "public, no-cache"
    assert Client(site, **{"If-None-Match": answers[0].headers["ETag"]}).ask("/districts/").status == 304


def test_cache_keeps_no_file_no_picture_and_nothing_of_the_desk(site):
    home = "/inquiries/hessen-19-1613"
    for path in (f"{home}/answers.csv", f"{home}/coverage.svg", "/feed/", "/admin/login/"):
        answers = [Client(site).ask(path) for _ in range(2)]
        assert [each.headers["X-Cache"] for each in answers] in (["MISS"] * 2, [None] * 2), path
    file = f"{home}/answers.csv"
    assert Client(site, **{"If-None-Match": Client(site).ask(file).headers["ETag"]}).ask(file).status == 304


def test_page_that_is_kept_is_gone_at_once_when_it_is_taken_back(example):
    page = "/inquiries/hessen-19-1613/questions/1/"
    assert [Client(example.site).ask(page).status for _ in range(2)] == [200, 200]
    example.manage("take_back", "hessen-19-1613", "--reason", "Irrtum.", "--by", "freigabe")
    assert Client(example.site).ask(page).status == 410
    again = ["--note", "Doch.", "--by", "freigabe", "--override", "Nur ein Versuch.", "--unsure-reason", "Gelesen."]
    example.manage("publish", "hessen-19-1613", *again)
    assert Client(example.site).ask(page).status == 200


def test_stranger_locks_no_editor_out_at_another_address(example):
    """Five wrong passwords for a name from one address; what it writes into X-Forwarded-For changes nothing."""
    site = example.site
    stranger = [
        Client(site, STRANGER, **{"X-Forwarded-For": address}) for address in (EDITOR, READER, "", EDITOR, "::1")
    ]
    assert [each.log_in("redaktion", "falsch") for each in stranger] == [200] * 4 + [429]
    assert Client(site, STRANGER).log_in("redaktion", PASSWORD) == 429
    assert Client(site, EDITOR).log_in("redaktion", PASSWORD) == 302


def test_address_is_limited_whatever_the_names(site):
    other = "127.0.0.5"
    answers = [Client(site, other).log_in(f"name{number}", "falsch") for number in range(ADDRESS_LIMIT)]
    assert answers == [200] * (ADDRESS_LIMIT - 1) + [429]
    assert Client(site, other).log_in("redaktion", PASSWORD) == 429
    assert Client(site, EDITOR).log_in("redaktion", PASSWORD) == 302


def test_login_storm_is_slowed_down_and_readers_are_served(site):
    answers = []

    def storm():
        client = Client(site, "127.0.0.6")
        for _ in range(10):
            answers.append(client.ask("/admin/login/", {"username": "redaktion", "password": "x"}).status)

    threads = [threading.Thread(target=storm) for _ in range(6)]
    for each in threads:
        each.start()
    waits = waits_of_a_reader(site, 10)
    for each in threads:
        each.join()
    assert len(answers) == 60
    assert answers.count(429) >= 40
    assert max(waits) < 5


def waits_of_a_reader(site, count):
    """Seconds for each of so many pages, one after the other."""
    waits = []
    for _ in range(count):
        begun = time.monotonic()
        assert Client(site, READER).ask("/inquiries/hessen-19-1613/").status == 200
        waits.append(time.monotonic() - begun)
    return waits


def test_fifty_dripping_clients_hold_up_no_reader_and_are_sent_away(site):
    """Half of them send a header letter by letter, the others the body of a form."""
    head = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
    form = b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n"
    slow = [site.socket("127.0.0.7") for _ in range(50)]
    begun = time.monotonic()
    for number, each in enumerate(slow):
        each.sendall(head if number % 2 else form)
    waits = []
    for _ in range(4):
        for each in slow:
            each.sendall(b"a")
        waits += waits_of_a_reader(site, 3)
    assert max(waits) < 5
    for each in slow:  # silent from here on
        each.settimeout(25)
    ends = [ended(each) for each in slow]
    assert ends == [True] * 50
    assert time.monotonic() - begun < 40


def ended(client):
    """Whether the server ends the connection by itself."""
    try:
        while client.recv(4096):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    client.close()
    return True


def test_workers_that_are_killed_are_replaced(example):
    before = example.workers()
    assert len(before) == 2
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert until(lambda: len(example.workers()) == 2 and not set(example.workers()) & set(before))
    assert until(lambda: Client(example.site).ask("/districts/").status == 200)


def test_database_that_was_away_is_used_again_without_a_restart(example):
    workers = example.workers()
    path = "/inquiries/?q=database-away"
    example.postgres("--mode=immediate", "stop")
    try:
        assert Client(example.site).ask(path).status == 503
    finally:
        example.up()
    assert until(lambda: Client(example.site).ask(path).status == 200)
    assert example.workers() == workers


@pytest.mark.parametrize("pid", ["log/program.pid", "postgres/postmaster.pid", "log/nginx.pid"])
def test_each_of_the_three_is_started_again_when_it_is_killed(example, pid):
    file = Path(example.folder, pid)
    before = number_in(file)
    os.kill(before, signal.SIGKILL)
    if pid == "log/program.pid":
        assert until(lambda: status_of(example, "/inquiries/?q=killed") == 503)
    assert until(lambda: number_in(file) not in (None, before), 60)
    assert until(lambda: status_of(example, f"/inquiries/?q=killed-{before}") == 200, 60)


def number_in(file):
    return int(words[0]) if file.exists() and (words := file.read_text().split()) else None


def status_of(example, path):
    """What is answered; None where nobody listens."""
    try:
        return Client(example.site).ask(path).status
    except OSError:
        return None


def test_backup_is_checked_and_restored_by_the_commands_of_the_page(example):
    backups = Path(example.folder, "backups")
    backups.mkdir()
    example.manage("backup", str(backups), "--keep", "2", "--verify")
    (file,) = backups.iterdir()
    example.manage("backup", str(file), "--verify")
    example.manage("restore", str(file))
    assert until(lambda: Client(example.site).ask("/inquiries/hessen-19-1613/").status == 200)


def test_form_that_nginx_finds_no_room_for_is_told_so(example):
    """Longer forms are kept in a folder of nginx until they are whole."""
    room = Path(example.folder, "nginx", "client_body")
    before = room.stat().st_mode
    room.chmod(0)
    try:
        answer = Client(example.site).ask("/admin/login/", {"username": "x" * 100_000})
    finally:
        room.chmod(before)
    assert (answer.status, answer.text.partition(".")[0]) == (507, "Kein Platz")
    assert Client(example.site).ask("/admin/login/", {"username": "x" * 100_000}).status == 403


def test_log_of_nginx_names_networks_of_readers_alone(example):
    Client(example.site, "127.0.0.77").ask("/districts/?seen=in-the-log")
    log = Path(example.folder, "log", "access.log")
    assert until(lambda: log.read_text().count("/districts/") > 0)
    assert {line.split()[0] for line in log.read_text().splitlines()} == {"127.0.0.0"}


def test_second_start_finds_everything_and_keeps_the_key(example):
    before = Path(example.folder, "var", "env").read_text()
    example.down()
    with pytest.raises(OSError):
        Client(example.site).ask("/")
    assert "Making" not in example.up()
    assert Client(example.site).ask("/inquiries/hessen-19-1613/").status == 200
    assert Path(example.folder, "var", "env").read_text() == before


def test_files_are_open_to_nobody_else(example):
    names = ["var", "log", "tls", "postgres", "var/env", "var/database-password", "tls/key.pem"]
    modes = {name: oct(Path(example.folder, name).stat().st_mode & 0o777) for name in names}
    assert modes == {name: "0o600" if "/" in name else "0o700" for name in names}
