"""Editions of every schema stay readable for ever.

tests/golden/schema-<n>.json is the content of a real edition of that schema. It is made once, when the schema is new,
and never again: what it holds has been published.
"""

import datetime
import json
from pathlib import Path

import pytest

from survey.models import Edition, EditionSalts, Submission
from survey.publishing.content import SCHEMA, digest, encode
from survey.publishing.datapackage import datapackage
from survey.publishing.difference import difference
from survey.publishing.documents import long_rows, wide_table
from survey.publishing.freeze import freeze
from survey.publishing.parts import salted
from survey.publishing.projection import answers, project
from survey.publishing.publish import second_look, unpublished_changes
from survey.publishing.review import submit
from survey.publishing.upgrades import UnknownSchema, older_forms, parse, to_2, to_3, to_4, upgrade
from tests.factories import make_inquiry, make_user
from tests.publishing.paper import make_paper, publish_now, publisher, search_rows_of

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
DIGESTS = {
    1: "5ad9c76652ed2c7e7edbe0300de5580955d27d100a321af1969fed2f76ade724",
    2: "e390adca7592fd45886aa5e9039c7db451454b5bd48a60c1b03753efe4e00b6f",
    3: "4c22d917752be9747e0ca56211d272213d05b0e9fd491db7c62d0ee61ce7f8d9",
    4: "6d5f208be2ec846d71660e8594b5bd033224b29e3618f149ccf8eac53841ce23",
    5: "c370cbf3303fe146a33a546061ca91b7b5b27d26919fe167d392e172c78482ca",
}
SCHEMAS = sorted(DIGESTS)


def golden(schema) -> Edition:
    text = (GOLDEN / f"schema-{schema}.json").read_text()
    edition = Edition(
        slug=json.loads(text)["slug"],
        number=1,
        published_at=datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC),
        publisher_name="Maria Muster",
        note="Erste Fassung.",
        content=text,
    )
    edition.salts = EditionSalts(parts=json.dumps(salted(json.loads(text))))
    return edition


def test_golden_files_are_there_for_every_schema():
    assert list(range(1, SCHEMA + 1)) == SCHEMAS


@pytest.mark.parametrize("schema", SCHEMAS)
def test_golden_file_is_what_was_published(schema):
    assert digest(golden(schema).content) == DIGESTS[schema]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_golden_file_projects(schema):
    projection = project(golden(schema))
    kinds = [each.kind for each in search_rows_of(golden(schema))]
    counted = {kind: kinds.count(kind) for kind in kinds}
    assert counted == {"remark": 1, "question": 7, "reply": 3, "answer": 60, "body": 80, "inquiry": 1}
    assert (projection.inquiry.counties_with_row, projection.inquiry.counties) == (18, 21)


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.django_db
def test_golden_file_gives_the_downloads(schema):
    edition = golden(schema)
    edition.inquiry = make_inquiry()
    edition.save()
    edition.salts.save()
    content = parse(edition.content)
    rows = list(long_rows(answers(edition, content)))
    assert (len(rows), len(wide_table(content, 1).rows), datapackage(edition).read(2)) == (60, 20, b"PK")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_golden_file_compares(schema):
    content = parse(golden(schema).content)
    assert not difference(content, content)


def test_upgrade_leaves_todays_schema_alone():
    content = {"schema": SCHEMA, "slug": "hessen-19-1613"}
    assert upgrade(content) is content


@pytest.mark.parametrize("schema", [0, SCHEMA + 1, None])
def test_upgrade_refuses_a_schema_that_it_does_not_know(schema):
    with pytest.raises(UnknownSchema, match=str(schema)):
        upgrade({"schema": schema})


def as_schema_2(text) -> str:
    return encode(to_2(to_3(to_4(json.loads(text)))))


@pytest.mark.django_db
def test_step_of_the_schema_changes_no_paper():
    inquiry = make_paper()
    edition = publish_now(inquiry)
    Edition.objects.filter(pk=edition.pk).update(content=as_schema_2(edition.content))
    assert not unpublished_changes(inquiry)
    inquiry.replies.update(wording="In zwei Kreisen wurde ein Gipfel einberufen.")
    assert unpublished_changes(inquiry)


@pytest.mark.django_db
def test_submission_made_before_a_step_stays_valid():
    inquiry, editor = make_paper(), make_user("redaktion")
    submission = submit(inquiry, by=editor)
    Submission.objects.filter(pk=submission.pk).update(digest=digest(as_schema_2(encode(freeze(inquiry)))))
    assert second_look(inquiry, None, freeze(inquiry), by=publisher()) == Edition.Review.REVIEWED
    inquiry.questions.filter(number=1, part="").update(short_title="Gipfel?")
    assert second_look(inquiry, None, freeze(inquiry), by=publisher()) == Edition.Review.CHANGED


def test_what_an_older_schema_could_not_say_has_no_older_form():
    content = parse(golden(2).content)
    newest, newer, older = older_forms(content)
    assert (newest["schema"], newer["schema"], encode(older)) == (4, 3, golden(2).content)
    assert [form["schema"] for form in older_forms({**content, "headline": "Runde Tische"})] == [4, 3]
    assert [form["schema"] for form in older_forms({**content, "compared": {"done": 1, "of": 2}})] == [4]
    assert list(older_forms(parse(golden(5).content))) == []


@pytest.mark.parametrize("schema", [1, 2])
def test_older_edition_is_silent_on_what_schema_3_can_say(schema):
    content = parse(golden(schema).content)
    texts = [*content["questions"], *content["replies"], *content["remarks"]]
    assert all(part["as_printed"] == part["text"] and part["printed_at"] is None for part in texts)
    annex = content["annexes"][0]
    assert (content["headline"], content["lead"], [source["key"] for source in content["sources"]]) == (None, None, [1])
    assert (annex["as_of"], annex["as_of_is"], annex["compared"]) == ("2015-03-26", "table", None)
    assert {question["short_title"] for question in content["questions"]} == {None}


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_older_edition_is_silent_on_what_schema_4_can_say(schema):
    content = parse(golden(schema).content)
    answers = [answer for annex in content["annexes"] for row in annex["rows"] for answer in row["answers"]]
    texts = [*content["questions"], *content["replies"], *content["remarks"], *answers]
    assert {part["machine_read"] for part in texts} == {False}
    assert (content["facts"], content["compared"], [source["pages"] for source in content["sources"]]) == (
        {},
        None,
        [None],
    )


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_older_edition_is_silent_on_what_schema_5_can_say(schema):
    content = parse(golden(schema).content)
    columns = [column for annex in content["annexes"] for column in annex["columns"]]
    assert (content["statements"], content["misprints"]) == ([], [])
    assert {column["per_thousand"] for column in columns} == {False}
