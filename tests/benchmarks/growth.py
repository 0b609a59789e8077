"""Every kind of public page made anew on small and large databases: what grows with them stands in the last column.

`python -m tests.benchmarks.growth SIZE` prints the figures of one size as JSON; `make bench` asks for two sizes, the
second ten times the first, and holds their ratio against budget.json.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROUNDS = 7
SMALL = 10_000
LARGE = 100_000
BUDGET = Path(__file__).with_name("budget.json")


def addresses() -> dict[str, str]:
    """One of each kind of page, list, search, file and list of the API; by the name that the budget has."""
    from survey.models import PublishedBody, PublishedInquiry

    slug = PublishedInquiry.objects.filter(answers__gt=40).order_by("slug").values_list("slug", flat=True)[5]
    body = PublishedBody.objects.order_by("slug").values_list("slug", flat=True)[5]
    home = f"/inquiries/{slug}/"
    return {
        "start": "/",
        "inquiries": "/inquiries/",
        "inquiries, a parliament": "/inquiries/?parliament=hessen",
        "inquiries, two filters": "/inquiries/?parliament=hessen&party=SPD",
        "reading page": home,
        "question": f"{home}questions/1/",
        "answer": f"{home}answers/1/3/2/",
        "editions": f"{home}editions/",
        "answers": "/answers/",
        "answers, page 100": "/answers/?page=100",
        "answers, rare status": "/answers/?status=declined",
        "answers, two filters": "/answers/?status=declined&parliament=hessen",
        "answers, a district": "/answers/?district=06631",
        "answers, a category": "/answers/?code=no",
        "answers, a common word": "/answers/?q=Landkreis",
        "search": "/search/",
        "search, common word": "/search/?q=Gipfel",
        "search, rare word": "/search/?q=Koordinierungsstelle",
        "search, two words": "/search/?q=runder+Tisch",
        "search, phrase": "/search/?q=%22runder+Tisch%22",
        "search, part of a word": "/search/?q=Feuerwehr",
        "search, misspelt": "/search/?q=Flüchtlingsgipfl",
        "districts": "/districts/",
        "district": "/districts/06631/",
        "bodies": "/bodies/",
        "body": f"/bodies/{body}/",
        "compare": "/compare/",
        "corrections": "/corrections/",
        "feed": "/feed/",
        "feed of a district": "/feed/?district=06631",
        "sitemap of a paper": f"{home}sitemap.xml",
        "table as CSV": f"{home}annexes/1.csv",
        "answers of a paper as CSV": f"{home}answers.csv",
        "data package": f"{home}datapackage.zip",
        "API, answers": "/api/v1/answers/?limit=100",
        "API, answers of a district": "/api/v1/answers/?limit=100&district=06631",
        "API, inquiries": "/api/v1/inquiries/?limit=100",
    }


def measured() -> dict[str, dict[str, float]]:
    """Median CPU milliseconds, the slowest, and queries of each; pages are made anew, in turn."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(), {}
    for name, path in addresses().items():
        with CaptureQueriesContext(connection) as captured:
            ask(client, path)
        found[name] = {"queries": len(captured), "times": []}
    for _round in range(ROUNDS):
        for name, path in addresses().items():
            begun = time.process_time()
            ask(client, path)
            found[name]["times"].append(1000 * (time.process_time() - begun))
    for each in found.values():
        times = sorted(each.pop("times"))
        each |= {"p50": median(times), "p95": times[-1]}
    return found


def ask(client, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}.")
    response.getvalue()


def publishing() -> dict[str, float]:
    """Seconds of CPU for the published rows of a paper of some sixty answers, while all the others stand."""
    from django.db import transaction

    from survey.models import Edition
    from survey.publishing import rows

    editions, times = Edition.objects.current().order_by("-pk")[5:12], []
    with transaction.atomic():
        for edition in editions:
            begun = time.process_time()
            rows.replace(edition)
            times.append(1000 * (time.process_time() - begun))
        transaction.set_rollback(True)
    return {"queries": 0, "p50": median(times), "p95": max(times)}


def report(size: int) -> None:
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    from tests.benchmarks.corpus import make

    with_words = sys.stdout
    sys.stdout = sys.stderr
    make(size)
    sys.stdout = with_words
    print(json.dumps(measured() | {"rows of a paper, written": publishing()}))


def asked_of(size: int) -> dict[str, dict[str, float]]:
    """The figures of one size, from a process of its own."""
    from tests.benchmarks.corpus import database

    environment = os.environ | {"BENCH_DATABASE": str(database(size)), "BENCH_UNCACHED": "1"}
    command = [sys.executable, "-m", "tests.benchmarks.growth", str(size)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def growth(sizes: tuple[int, int] = (SMALL, LARGE)) -> list[str]:
    """Print the table; returns what misses the budget, a sentence each."""
    small, large = map(asked_of, sizes)
    budget = json.loads(BUDGET.read_text())
    print(f"\nMade anew at {sizes[0]:,} and {sizes[1]:,} answers: CPU ms (p50, p95), queries, and how much larger\n")
    missed = []
    for name, first in small.items():
        second = large[name]
        ratio = second["p50"] / first["p50"]
        print(
            f"{name:28} {first['p50']:8.1f} {first['p95']:8.1f} {second['p50']:8.1f} {second['p95']:8.1f}"
            f" {second['queries']:4.0f}   x {ratio:.2f}",
            flush=True,
        )
        most = budget.get(name, budget["every page"])
        if ratio > most and second["p50"] - first["p50"] > budget["milliseconds that do not count"]:
            missed.append(f"{name}: {ratio:.2f} times as much, {most} are allowed.")
        if second["queries"] != first["queries"]:
            missed.append(f"{name}: {second['queries']} queries, {first['queries']} on the smaller database.")
    print("\n".join(["", *(missed or ["All within tests/benchmarks/budget.json."])]))
    return missed


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    report(int(sys.argv[1]))
