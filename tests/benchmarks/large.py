"""The public pages of a paper of 100,000 cells, each made anew: CPU, bytes, memory above a worker that has served.

`make bench` asks them after it has published the paper. `python -m tests.benchmarks.large PATH` asks one address of
the database that BENCH_DATABASE names, and prints the figures as JSON. Every address has a process of its own, for
what one leaves behind would hide what the next one takes.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

HOME = "/inquiries/hessen-19-9999/"
# What is asked, with the CPU milliseconds and the megabytes above the worker that it may take.
PAGES = {
    "reading page": (HOME, 100, 60),
    "reading page, in the middle": (f"{HOME}?page=1:50", 100, 60),
    "frozen edition": (f"{HOME}editions/1/", 100, 60),
    "one answer": (f"{HOME}answers/1/500/50/", 30, 60),
    "editions": (f"{HOME}editions/", 30, 60),
    "compare": (f"/compare/?inquiry={HOME.split('/')[2]}", 100, 60),
    "sitemap": ("/sitemap.xml", 100, 60),
    "sitemap of the paper": (f"{HOME}sitemap.xml", 100, 60),
    "table as CSV": (f"{HOME}annexes/1.csv", 3000, 60),
    "document": (f"{HOME}editions/1.json", 3000, 60),
    "data package": (f"{HOME}datapackage.zip", 10000, 60),
}
WARM = "/accessibility/"
ROUNDS = 5
MEGABYTE = 1024  # kB


def asked(path: str) -> dict[str, float]:
    """CPU milliseconds (the middle of several), bytes, and megabytes above the worker (the first time)."""
    from django.test import Client

    client = Client()
    client.get(WARM).getvalue()
    held = resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    times, length = [], 0
    for _round in range(ROUNDS):
        begun = time.process_time()
        response = client.get(path)
        length = sum(map(len, response)) if response.streaming else len(response.content)
        times.append(1000 * (time.process_time() - begun))
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}.")
        if times[-1] > 5000:
            break
    peak = (resident("VmHWM") - held) / MEGABYTE
    return {"ms": sorted(times)[len(times) // 2], "bytes": length, "MB": peak}


def resident(name: str) -> int:
    status = dict(each.split(":", 1) for each in Path("/proc/self/status").read_text().splitlines())
    return int(status[name].split()[0])


def large_pages(database: Path) -> list[str]:
    """Print the figures of each page; returns what is more than is allowed, a sentence each."""
    print("\nPages of a paper of 100,000 cells, made anew: CPU ms, kB, MB above the worker\n")
    missed = []
    for name, (path, most_ms, most_mb) in PAGES.items():
        found = _asked_apart(database, path)
        print(f"{name:36} {found['ms']:10,.0f} ms {found['bytes'] / 1000:10,.0f} kB {found['MB']:8.1f} MB", flush=True)
        if found["ms"] > most_ms or found["MB"] > most_mb:
            missed.append(f"{name}: {found['ms']:.0f} ms, {found['MB']:.0f} MB; {most_ms} ms, {most_mb} MB allowed.")
    return missed


def _asked_apart(database: Path, path: str) -> dict[str, float]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"BENCH_DATABASE": str(database), "BENCH_UNCACHED": "1"}
    command = [sys.executable, "-m", "tests.benchmarks.large", path]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    print(json.dumps(asked(sys.argv[1])))
