"""What `make run` does once the packages are installed: prepare what is missing, then serve."""

import http.client
import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import django
from gunicorn.app import wsgiapp

from config.translations import compile_catalogues

CONFIG_DIR = Path(__file__).resolve().parent
VAR_DIR = Path(os.environ.get("VAR_DIR", CONFIG_DIR.parent / "var"))
PORT = int(os.environ.get("PORT", "8000"))


def main():
    keep_to_owner()
    refuse_taken_port()
    make_secret_key()
    compile_catalogues()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    keep_figures()
    django.setup()
    announce(prepare())
    serve()


def keep_to_owner():
    """Database, backups and key are for their owner alone, those of an earlier version, too; its uploads go."""
    os.umask(0o077)
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(VAR_DIR / "uploads", ignore_errors=True)
    for path in [VAR_DIR, *VAR_DIR.glob("*.sqlite3*")]:
        if path.stat().st_uid == os.getuid():
            path.chmod(0o700 if path.is_dir() else 0o600)


def keep_figures():
    """Name the folder of what all processes count, as config/gunicorn.py does, before Django is loaded here.

    That of a server on the same port that was killed goes: the port is free, so nobody counts there any more.
    """
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
    folder, mine = memory if memory.is_dir() else Path(tempfile.gettempdir()), f"anlage-{PORT}."
    for path in folder.glob(f"{mine}*"):
        if path.lstat().st_uid == os.getuid():
            shutil.rmtree(path, ignore_errors=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix=mine, dir=folder)


def refuse_taken_port():
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError as error:
            sys.exit(f"Port {PORT} is not free ({error.strerror}). Choose another one: make run PORT={PORT + 1}")


def make_secret_key():
    """Each installation gets a key of its own, kept where the settings read it."""
    path = VAR_DIR / "env"
    if "SECRET_KEY" in os.environ or (path.exists() and "SECRET_KEY=" in path.read_text()):
        return
    path.touch(mode=0o600)
    with path.open("a") as file:
        file.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")


def prepare() -> str:
    """Prepare what is missing; returns what to tell the operator."""
    from config import prepare  # needs the settings, so not before the key is made
    from survey.operation.faults import in_one_line

    try:
        told = prepare.database()
        prepare.static_files()
    except Exception as error:
        if line := in_one_line(error):
            sys.exit(line)
        raise
    return told


def announce(told: str):
    """A process of its own asks the server for its start page, and says that it runs once that is shown.

    Where the page fails, it says so and stops the server: it must not look as if all were well.
    """
    server = os.getpid()
    if os.fork():
        return
    os.setsid()  # Ctrl-C is for the server
    status = first_status(server)
    address = f"http://127.0.0.1:{PORT}/"
    if status and status < http.client.BAD_REQUEST:
        print(f"Anlage runs at {address} and, for editors, at {address}admin/ (Ctrl-C stops it).", flush=True)
        print(told, end="", flush=True)
    elif status:
        print(f"Anlage does not run: its start page answers {status}. Above stands why.", file=sys.stderr, flush=True)
        os.kill(server, signal.SIGTERM)
    os._exit(0)


def first_status(server: int) -> int:
    """The status of the start page, asked for as by a web server before ours; 0 where the server ended meanwhile."""
    from django.conf import settings

    site = urlsplit(settings.SITE_URL)
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme, "User-Agent": "the start of Anlage"}
    while os.getppid() == server:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
            connection.request("GET", "/", headers=headers)
            return connection.getresponse().status
        except OSError:
            time.sleep(0.05)
    return 0


def serve():
    """Go on as gunicorn: with Django loaded once, not twice, a second start takes half the time."""
    sys.argv = ["gunicorn", "--config", str(CONFIG_DIR / "gunicorn.py"), "config.wsgi"]
    wsgiapp.run()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
