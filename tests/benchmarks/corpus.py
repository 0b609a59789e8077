"""A database of many papers, recombined from the texts of the first one: the same for the same size.

`python -m tests.benchmarks.corpus SIZE` makes var/bench/corpus-SIZE.sqlite3 with that many answers, or brings its
published rows up to date; with DATABASE_URL set it fills that database. `make bench` keeps it between runs.
"""

import copy
import datetime
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"
SEED = 1613
BATCH = 50
FIRST_DAY = datetime.datetime(2001, 1, 1, 9, tzinfo=datetime.UTC)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
LONG_WORD = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{5,14}\b")
STATES = {
    "01": "schleswig-holstein",
    "03": "niedersachsen",
    "05": "nordrhein-westfalen",
    "06": "hessen",
    "07": "rheinland-pfalz",
    "08": "baden-wuerttemberg",
    "09": "bayern",
    "12": "brandenburg",
    "13": "mecklenburg-vorpommern",
    "14": "sachsen",
    "15": "sachsen-anhalt",
    "16": "thueringen",
}
PARTIES = ("CDU", "SPD", "BÜNDNIS 90/DIE GRÜNEN", "FDP", "DIE LINKE", "AfD", "SSW", "FREIE WÄHLER")
SUBJECTS = ("Asyl", "Schule", "Straße", "Wald", "Wasser", "Feuerwehr", "Krankenhaus", "Haushalt", "Polizei", "Klima")
STATUSES = ("answered",) * 12 + ("blank", "declined", "no_data", "no_reply", "not_applicable", "unknown")


def database(size: int) -> Path:
    return FOLDER / f"corpus-{size}.sqlite3"


def source() -> str:
    """A hash of what the published rows follow from."""
    files = [
        path
        for name in ("publishing", "models", "migrations", "language")
        for path in (ROOT / "survey" / name).rglob("*.py")
    ]
    digest = hashlib.sha256()
    for path in sorted([*files, Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Corpus:
    """Contents of papers, made of sentences and words of one."""

    def __init__(self, content: dict, districts: dict[str, list], seed: int = SEED):
        self.random, self.content, self.districts = Random(seed), content, districts
        cells = [answer["text"] for row in content["annexes"][0]["rows"] for answer in row["answers"]]
        texts = [*cells, *(reply["text"] for reply in content["replies"])]
        self.sentences = sorted({each for text in texts for each in SENTENCE.split(text) if len(each) > 20})
        self.words = sorted({each for text in texts for each in LONG_WORD.findall(text)})

    def papers(self, answers: int) -> Iterator[dict]:
        """Contents with about `answers` answers in all."""
        made, number = 0, 0
        while made < answers:
            number += 1
            paper = self.paper(number)
            made += sum(len(row["answers"]) for annex in paper["annexes"] for row in annex["rows"])
            yield paper

    def text(self) -> str:
        """Some sentences; in one of three cells a compound that hardly any other has."""
        some = self.random.sample(self.sentences, self.random.choice((1, 1, 2, 3, 4, 6)))
        if self.random.random() < 0.3:
            first, second = self.random.sample(self.words, 2)
            some.append(f"Zuständig ist die {first}{second.lower()}.")
        return "\n\n".join([" ".join(some[:3]), *some[3:]])

    def paper(self, number: int, rows: int | None = None) -> dict:
        """One paper; with `rows` of so many rows, whoever they are."""
        content, state = copy.deepcopy(self.content), self.random.choice(sorted(STATES))
        slug, term = STATES[state], self.random.randint(15, 21)
        content |= {
            "slug": f"{slug}-{term}-{number}",
            "parliament": {"slug": slug, "name": f"Landtag {slug.title()}", "short_name": slug.title(), "state": state},
            "term": term,
            "number": f"{term}/{number}",
            "title": f"{self.random.choice(self.words)} und {self.random.choice(self.words)} in den Landkreisen",
            "subjects": self.random.sample(SUBJECTS, 2),
            "askers": [content["askers"][0] | {"party": self.random.choice(PARTIES)}],
            "relations": [],
            "claims": [],
            "corrections": [],
            "reports": [],
        }
        day = (FIRST_DAY + datetime.timedelta(hours=7 * number)).date()
        for at, date in enumerate(content["dates"]):
            date["date"] = (day + datetime.timedelta(days=20 * at)).isoformat()
        content["bodies"] = [self._body(body, content["slug"], at) for at, body in enumerate(content["bodies"][:3])]
        content["row_participations"] = []
        for question in content["questions"]:
            question["continues"] = None
        self._fill(content["annexes"][0], self.districts[state], rows)
        return content

    def _body(self, body: dict, slug: str, at: int) -> dict:
        return body | {"slug": f"{body['slug']}-{slug}-{at}"[:110], "usual_name": f"{body['usual_name']} {slug}"}

    def _fill(self, annex: dict, districts: list, rows: int | None) -> None:
        """A row for each county of the state but a few, and one for an association."""
        named = (
            self.random.sample(districts, min(len(districts), self.random.choice((12, 18, 20, 24))))
            if not rows
            else None
        )
        template, association = annex["rows"][0], next(row for row in annex["rows"] if row["speaks_for"])
        made = [self._row(template, key, each) for key, each in enumerate(named or self._of_many(rows), start=1)]
        if not rows:
            made.append(
                self._row(association, len(made) + 1, None)
                | {"speaks_for": [_part(each) for each in districts if each not in named][:9]}
            )
        annex["rows"], annex["notes"] = made, []
        own = [each for each in districts if named and each in named]
        missing = [_part(each) for each in districts if named and each not in named]
        annex["coverage"]["counties"] |= {
            "with_row": [each["slug"] for each in own],
            "missing": missing,
            "collective": [],
            "total": len(districts),
        }
        annex["coverage"]["cities"] |= {"with_row": [], "missing": [], "collective": [], "total": 0}

    def _of_many(self, rows: int) -> Iterator[dict | None]:
        for number in range(rows):
            yield {
                "slug": "",
                "key": "",
                "name": f"Schule {number}",
                "official_name": f"Schule {number}",
                "kind": "other",
            }

    def _row(self, template: dict, key: int, district: dict | None) -> dict:
        row = template | {"key": key, "position": key}
        if district:
            who = {"slug": district["slug"] or f"r{key}", "name": district["official_name"], "kind": district["kind"]}
            row |= {
                "printed": district["name"],
                "respondent": who | {"ags": district["key"], "district": district["slug"]},
            }
        row["answers"] = [self._answer(answer, key) for answer in template["answers"]]
        codes = ("yes", "no", "planned", "not_stated")
        row["codings"] = {
            part: {
                "code": self.random.choice(codes),
                "version": 1,
                "certainty": self.random.choice(("clear", "clear", "arguable")),
                "quote": "",
                "quote_in": None,
                "note": "",
                "state": "in_force",
            }
            for part in ("1a", "1b", "2a", "2b")
        }
        return row

    def _answer(self, answer: dict, key: int) -> dict:
        status = self.random.choice(STATUSES)
        text = self.text() if status in ("answered", "unknown") else ""
        place = f"1/{key}/{answer['column']}"
        passage = {
            "text": text,
            "page": key,
            "printed_at": None,
            "printed_in": place,
            "answer": place,
            "correction": None,
        }
        return answer | {
            "status": status,
            "text": text,
            "as_printed": text,
            "edited": False,
            "page": 1 + key // 3,
            "passages": [passage] if text else [],
            "references": [],
            "refers_to": "",
        }


def _part(district: dict) -> dict:
    return {name: district[name] for name in ("slug", "key", "name")}


def fill(size: int) -> None:
    """Put so many answers into an empty, migrated database, as editions with their published rows."""
    from config import prepare
    from survey.models import District, Edition

    prepare.fill()
    corpus = corpus_of(Edition.objects.get(), District.objects.defer("outline").values())
    some = []
    for number, content in enumerate(corpus.papers(size), start=1):
        some.append(content)
        if len(some) == BATCH:
            publish_all(some, number - BATCH)
            some = []
            print(f"\r{number} papers", end="", flush=True)
    publish_all(some, number - len(some))
    print()


def corpus_of(edition, districts, seed: int = SEED) -> Corpus:
    from survey.publishing.withheld import content_of

    by_state: dict[str, list] = {}
    for district in districts:
        if district["valid_to"] is None:
            by_state.setdefault(district["state"], []).append(district)
    return Corpus(content_of(edition), by_state, seed)


def publish_all(contents: list[dict], before: int) -> None:
    """Store these as editions and write their rows, a transaction for all."""
    from django.db import transaction

    from survey.models import Edition, EditionSalts, Inquiry, Parliament
    from survey.publishing import rows
    from survey.publishing.content import encode
    from survey.publishing.parts import parts_digest, salted

    with transaction.atomic():
        for number, content in enumerate(contents, start=before + 1):
            said = content["parliament"]
            parliament, _made = Parliament.objects.get_or_create(
                slug=said["slug"], defaults={name: said[name] for name in ("name", "short_name", "state")}
            )
            inquiry = Inquiry.objects.create(
                parliament=parliament,
                slug=content["slug"],
                term=content["term"],
                number=content["number"],
                title=content["title"],
            )
            parts = salted(content)
            edition = Edition.objects.create(
                inquiry=inquiry,
                slug=content["slug"],
                number=1,
                published_at=FIRST_DAY + datetime.timedelta(hours=7 * number),
                publisher_name="Freigabe",
                note="Erste Fassung.",
                content=encode(content),
                digest=parts_digest(content, parts),
                is_current=True,
            )
            EditionSalts.objects.create(edition=edition, parts=json.dumps(parts))
            rows.replace(edition)


# Tables whose rows are copied, and in which a column names the paper.
COPIED = {
    "inquiry": "slug",
    "edition": "slug",
    "publishedinquiry": "slug",
    "searchrow": "inquiry",
    "searchrowdistrict": "",
    "answerlines": "inquiry",
    "absence": "inquiry",
    "publishedbody": "inquiry",
    "publishedmention": "inquiry",
}
KEYS = {"id", "inquiry_id", "edition_id", "search_row_id"}
MADE = 10_000


def grow(times: int) -> None:
    """Copy every paper so often within the database: their texts are the same, their addresses their own.

    To recombine a million answers would take hours; lists, counts and indexes grow all the same.
    """
    from django.db import connection, transaction

    from survey.models import ListCount

    with transaction.atomic(), connection.cursor() as cursor:
        step = max(_highest(cursor, table) for table in COPIED)
        for copy_number in range(1, times):
            for table, named in COPIED.items():
                cursor.execute(_copied(cursor, table, named, copy_number, copy_number * step, step))
            print(f"\r{copy_number + 1} times", end="", flush=True)
        for count in ListCount.objects.exclude(list="districts"):
            ListCount.objects.filter(pk=count.pk).update(n=count.n * times)
        if connection.vendor != "sqlite":
            for table in COPIED:
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('survey_{table}', 'id'), MAX(id)) FROM survey_{table}"
                )
        cursor.execute("ANALYZE")
    print()


def _highest(cursor, table: str) -> int:
    cursor.execute(f"SELECT MAX(id) FROM survey_{table}")
    return cursor.fetchone()[0]


def _copied(cursor, table: str, named: str, number: int, offset: int, first: int) -> str:
    """The statement that copies the first rows of a table once."""
    from django.db import connection

    described = connection.introspection.get_table_description(cursor, f"survey_{table}")
    columns = [each.name for each in described if each.name != "vector"]
    values = [_value(table, each, named, number, offset) for each in columns]
    names = ", ".join(f'"{each}"' for each in columns)
    return f"INSERT INTO survey_{table} ({names}) SELECT {', '.join(values)} FROM survey_{table} WHERE id <= {first}"


def _value(table: str, column: str, named: str, number: int, offset: int) -> str:
    if column in KEYS:
        return f"{column} + {offset}"
    if column == named or (table in ("inquiry", "publishedinquiry") and column == "number"):
        return f"{column} || '-{number}'"
    if table in ("publishedbody", "publishedmention") and column == "slug":
        return f"slug || '-{number}'"
    if column == "path":
        return f"CASE WHEN inquiry = '' THEN path ELSE replace(path, inquiry, inquiry || '-{number}') END"
    return f'"{column}"'


def make(size: int) -> None:
    """Make the database or bring it up to date; nothing where it is."""
    from django.core.management import call_command
    from django.db import connection

    from survey.models import DataVersion, Edition

    FOLDER.mkdir(parents=True, exist_ok=True)
    mark = FOLDER / f"{connection.vendor}-{size}.source"
    now = source()
    if mark.exists() and mark.read_text() == now:
        return
    call_command("migrate", verbosity=0)
    if Edition.objects.count() > 1 and mark.exists():
        call_command("rebuild")
    else:
        fill(min(size, MADE))
        if size > MADE:
            grow(size // MADE)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    DataVersion.objects.advance()
    mark.write_text(now)


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    os.environ.setdefault("BENCH_DATABASE", str(database(wanted)))
    import django

    django.setup()
    make(wanted)
