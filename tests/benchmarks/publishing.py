"""Publishing a paper of 100,000 cells: seconds of CPU, memory above the start, and how long others wait to write.

`make bench` runs it on SQLite, where one writes at a time. The paper is kept in var/bench between runs.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.corpus import FOLDER
from tests.benchmarks.large import large_pages

ROWS, COLUMNS = 1_000, 100
NUMBER = "19/9999"
POLL = 0.005  # seconds
MEGABYTE = 1024  # kB
MOST = {"publish, CPU s": 8, "publish, MB": 250, "publish, longest lock s": 1}


def make() -> None:
    """Fill the database with one table of so many numbers, imported and looked at, not published."""
    from django.core.management import call_command

    from survey.importing.table import import_table
    from survey.publishing.rows import refresh_districts
    from tests.benchmarks.importing import made_table
    from tests.factories import make_annex, make_inquiry, make_user

    call_command("migrate", verbosity=0)
    annex = make_annex(make_inquiry(NUMBER))
    import_table(made_table(ROWS, COLUMNS), annex, by=make_user("benchmark"), dry_run=False)
    refresh_districts()


def look() -> None:
    """Print the digest that the publisher sees: in a process of its own, which takes its memory along."""
    from survey.models import Inquiry
    from survey.publishing.content import digest, encode
    from survey.publishing.freeze import freeze

    print(digest(encode(freeze(Inquiry.objects.get(number=NUMBER)))))


def publish(seen: str) -> None:
    """Print the seconds of CPU and the megabytes that publishing takes."""
    from django.contrib.auth import get_user_model

    from survey.models import Inquiry
    from survey.publishing import publish as module

    inquiry, by = Inquiry.objects.get(number=NUMBER), get_user_model().objects.get()
    held = _resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    begun = time.process_time()
    module.publish(inquiry, by=by, note="Benchmark.", seen=seen)
    print(json.dumps([time.process_time() - begun, (_resident("VmHWM") - held) / MEGABYTE]))


def _resident(name: str) -> int:
    status = dict(each.split(":", 1) for each in Path("/proc/self/status").read_text().splitlines())
    return int(status[name].split()[0])


def large_paper() -> list[str]:
    """Print the figures; returns what is more than MOST allows, a sentence each."""
    kept = FOLDER / f"paper-{ROWS * COLUMNS}.sqlite3"
    if not kept.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        _asked(kept, "make")
    with TemporaryDirectory(dir=FOLDER) as folder:
        copy = Path(shutil.copy(kept, folder))
        _asked(copy, "migrate")
        seen = _asked(copy, "look").split()[-1]
        with _started(copy, "publish", seen) as process:
            longest = longest_lock(copy, process)
            seconds, megabytes = json.loads(process.communicate()[0].splitlines()[-1])
        found = dict(zip(MOST, (seconds, megabytes, longest), strict=True))
        for name, value in found.items():
            print(f"{name:36} {value:12,.1f}   of {ROWS * COLUMNS:,} cells; at most {MOST[name]}", flush=True)
        missed = large_pages(copy)
    too_much = [
        f"{name}: {value:.1f}, {MOST[name]} are allowed." for name, value in found.items() if value > MOST[name]
    ]
    return [*too_much, *missed]


def longest_lock(path: Path, process: subprocess.Popen) -> float:
    """For how many seconds in a row nobody else could write while the process ran."""
    longest, since = 0.0, None
    with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
        while process.poll() is None:
            try:
                database.execute("BEGIN IMMEDIATE")
                database.execute("ROLLBACK")
                since = None
            except sqlite3.OperationalError:
                since = since or time.perf_counter()
                longest = max(longest, time.perf_counter() - since)
            time.sleep(POLL)
    return longest


def _asked(path: Path, *words: str) -> str:
    with _started(path, *words) as process:
        said = process.communicate()[0]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return said


def _started(path: Path, *words: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.benchmarks.publishing", *words]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["BENCH_DATABASE"] = str(path)
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    import django
    from django.core.management import call_command

    django.setup()
    acts = {"make": make, "look": look, "publish": publish, "migrate": lambda: call_command("migrate", verbosity=0)}
    acts[sys.argv[1]](*sys.argv[2:])
