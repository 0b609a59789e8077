"""A name is put into every text that an edition has, each time in another spelling, withheld, and found nowhere.

That it is gone is judged by letters alone: a reading of our own, not that of survey.language.
"""

import hashlib
import itertools
import json
import re
import unicodedata

import pytest

from survey.models import Edition
from survey.publishing import withheld
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.withheld import holds_texts, is_text, without
from survey.publishing.withholding import withhold
from tests.public.addresses import PLAIN
from tests.public.papers import publish
from tests.publishing.paper import make_paper, publisher
from tests.security.crawler import everything

NAME = "Zeno Quästen-Floßer"
SPELLINGS = (
    NAME,
    NAME.upper(),
    "Zeno Quaesten-Flosser",
    unicodedata.normalize("NFD", NAME),
    "Zeno\u00a0Quästen\u2011Floßer",
    "Zeno\u202fQuä\u00adsten\u2013Flo\u200bßer",
    "Zeno\n Quäs-\nten-Floßer",
    "Zeno  Quästen-\u2060Floßer",
    "Zeno Qua\u034f\u0308sten\u2e17Floßer",
    "Zeno \u200bQua\u0364sten-\u200bFloßer",
)
NO_LETTERS = re.compile(r"[\W\d_]+")
# The place of a report is an address.
UNTOUCHED = {"place"}
HOME = "/inquiries/hessen-19-1613"
SEEDS = [
    *PLAIN,
    *("/en/", "/sitemap.xml", "/sitemaps/pages.xml", "/inquiries/hessen-19-1613/sitemap.xml", "/search/?q=Gipfel"),
    *(f"{HOME}.json", f"{HOME}/datapackage.zip", f"{HOME}/editions/1.json", f"{HOME}/editions/1/?text-1=changes"),
    *(f"{HOME}/answers.{kind}" for kind in ("csv", "xlsx", "ods", "json", "jsonl")),
    *(f"{HOME}/annexes/1.{kind}{query}" for kind in ("csv", "xlsx", "ods", "json") for query in ("", "?text=reading")),
    *(
        f"/{name}.{kind}"
        for name in ("answers", "codings", "bodies")
        for kind in ("csv", "xlsx", "ods", "json", "jsonl")
    ),
    *(
        "/inquiries.csv",
        "/inquiries.xlsx",
        f"{HOME}/codings.json",
        "/catalog.ttl",
        "/catalog.jsonld",
        "/datapackage.json",
    ),
    *(f"/api/v1/{name}/" for name in ("inquiries", "answers", "bodies", "districts")),
    "/compare/?question=hessen-19-1613:1a&question=hessen-19-1613:2",
]
STATEMENT = {"number": 1, "place": "1/1/1", "kind": "ministry", "author": "Amt", "date": "2030-01-01"}
STATEMENT |= {"source": "Brief", "address": "", "text": "So war es nicht."}
MISPRINT = {"place": "1/1/1", "words": "gibt", "meaning": "gab"}
REPORT = {"number": 1, "received": "2030-01-01", "kind": "other", "place": "1/1/1", "sentence": "", "edition": None}
RELATION = {"kind": "follows", "paper": "18/99", "slug": "", "date": None, "note": ""}


def letters(text: str) -> str:
    """Only letters, without case, marks and the e of umlauts."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text))
    bare = NO_LETTERS.sub("", plain.casefold())
    return bare.replace("ae", "a").replace("oe", "o")


def planted(value, spellings, path=""):
    """The content with the name in each of its texts, and the paths of these texts."""
    paths = []
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        where = f"{path}/{key if isinstance(value, dict) else '#'}"
        if isinstance(each, str) and is_text(key, value) and key not in UNTOUCHED:
            value[key] = f"{each} {next(spellings)}".lstrip()
            paths.append(where)
        elif isinstance(each, dict) or (isinstance(each, list) and holds_texts(key, each)):
            paths += planted(each, spellings, where)
    return paths


@pytest.fixture
def edition(db):
    inquiry = make_paper(counties=["Fulda"])
    content = freeze(inquiry) | {"reports": [REPORT.copy()], "relations": [RELATION.copy()]}
    content |= {"statements": [STATEMENT.copy()], "misprints": [MISPRINT.copy()]}
    paths = planted(content, itertools.cycle(SPELLINGS))
    edition = publish(content, note=f"Mit {NAME.upper()}.")
    edition.places = set(paths)
    return edition


def addresses_with_the_name(pages):
    return {path for path, text in pages.items() if letters(NAME) in letters(text)}


@pytest.mark.crawl
def test_name_in_every_text_and_spelling_is_shown_nowhere(client, edition):
    assert {"/title", "/questions/#/codes/#/rule", "/annexes/#/notes/#/text", "/corrections/#/reason"} <= edition.places
    assert {"/statements/#/text", "/statements/#/source", "/misprints/#/meaning"} <= edition.places
    assert {"/bodies/#/meetings/#/words", "/claims/#/note", "/reports/#/sentence", "/subjects/#"} <= edition.places
    before = addresses_with_the_name(everything(client, SEEDS))
    assert {"/", "/en/", "/feed/", "/corrections/", f"{HOME}.json", f"{HOME}/datapackage.zip", f"{HOME}/"} <= before
    assert len(before) > 50
    withhold(edition.inquiry, place="", words=NAME, reason="Art. 17 DSGVO", by=publisher())
    after = everything(client, SEEDS)
    assert addresses_with_the_name(after) == set()
    assert len(after) > 50


@pytest.mark.crawl
def test_no_hash_that_was_made_over_the_name_is_shown(client, edition):
    stored = Edition.objects.get()
    hashes = {digest(stored.content), hashlib.sha256(NAME.encode()).hexdigest()}
    hashes |= set(re.findall(r'"sha256":"([0-9a-f]{64})"', stored.content))
    withhold(edition.inquiry, place="", words=NAME, reason="Art. 17 DSGVO", by=publisher())
    pages = everything(client, SEEDS)
    assert len(hashes) == 3
    assert {path for path, text in pages.items() if any(each[:12] in text for each in hashes)} == set()


def test_each_kind_of_text_that_were_forgotten_would_be_noticed(edition, monkeypatch):
    """By the document of the edition, which the test above reads."""
    stored = Edition.objects.get().content
    entry = {"place": "", "words": NAME, "reason": "Art. 17 DSGVO", "date": "2030-01-01"}

    def says_it():
        return letters(NAME) in letters(encode(without(json.loads(stored), [entry])).replace("\\n", " "))

    assert not says_it()
    kinds = {path.removesuffix("/#").rpartition("/")[2] for path in edition.places}
    assert len(kinds) > 30
    noticed = set()
    for kind in kinds:
        with monkeypatch.context() as forgetful:
            forgetful.setattr(withheld, "NO_TEXT", withheld.NO_TEXT | {kind})
            noticed |= {kind} if says_it() else set()
    assert kinds - noticed == {"example"}  # it is looked for as a quote, too
