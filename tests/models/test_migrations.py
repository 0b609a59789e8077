"""A database of before the one migration comes over and says what it said; a new one has the same tables and rights.

tests/golden/databases/before-one-migration.sqlite3.xz was made by the last program whose migrations ended at 0018: the
first paper, split, moved and moved back by editors, and a second one that the parliament withdrew, with a remark that
is referred to, a confirmed error, a withheld name, and a group with rights to models that are named otherwise now. A
list of inquiries, which it has none of, is added here.
"""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

STORED = Path(__file__).resolve().parent.parent / "golden" / "databases" / "before-one-migration.sqlite3.xz"
TABLES = {
    "survey_correction": "survey_passageedit",
    "survey_fragment": "survey_passage",
    "survey_historicalcorrection": "survey_historicalpassageedit",
    "survey_historicalremark": "survey_historicalpreliminaryremark",
    "survey_passage": "survey_searchrow",
    "survey_publishedcorrection": "survey_erratum",
    "survey_remark": "survey_preliminaryremark",
    "survey_stand": "survey_dataversion",
}
COLUMNS = {
    "correction_id": "edit_id",
    "standing": "legal_status",
    "standing_date": "legal_status_date",
    "standing_paper": "legal_status_paper",
}
# They name models, as tests below look at, or say which migrations were applied.
NAMING = {"auth_group_permissions", "auth_permission", "django_content_type", "django_migrations"}
# Whose histories say of an import which it was.
TOLD = ("annex", "answer", "asker", "column", "inquirydate", "question", "reference", "reply", "row")
# What a data step writes anew, as tests below look at.
REWRITTEN = {
    "survey_batch": {"protocol"},
    "survey_catalogue": {
        *("name", "sha256", "at", "by_id", "new", "changed", "unchanged", "refused"),
        *("undone_at", "undone_by_id", "undone_reason"),
    },
    "survey_district": {"outline", "tile_row", "tile_column"},
    **{f"survey_historical{name}": {"history_change_reason"} for name in TOLD},
    "survey_historicalremark": {"history_change_reason"},
    "survey_edition": {"digest", "publisher_name", "review", "state"},
    "survey_passage": {"codes", "districts", "edition_id", "line"},
    "survey_publishedbody": {"districts", "initiators", "regions"},
    "survey_publishedinquiry": {"builds_on", "parties", "subjects"},
    "survey_stand": {"id"},
}
# Rows that a data step adds.
MADE = {"survey_batch": 1}
LIST = """
    INSERT INTO survey_catalogue
    SELECT 7, 'liste.csv', 'a1b2', x'', '2016-01-02 03:04:05', 0, 1, 2, 3, 4, '2017-01-02 03:04:05', auth_user.id,
        survey_inquiry.parliament_id, auth_user.id, 'Versehen'
    FROM auth_user, survey_inquiry WHERE survey_inquiry.number = '19/1613' ORDER BY auth_user.id LIMIT 1;
    INSERT INTO survey_catalogueentry
    SELECT 1, 2, '{"title": "Runde Tische", "ministry": "Sozialministerium"}', '{"ministry": ""}', 0, 7, id
    FROM survey_inquiry WHERE number = '19/1613';
"""
# The first row of an import as somebody else's, who typed the words.
TYPED = """
    UPDATE survey_historicalanswer SET history_user_id = (SELECT MAX(id) FROM auth_user) WHERE history_id =
    (SELECT MIN(history_id) FROM survey_historicalanswer WHERE history_change_reason = 'import batch 1');
"""
# What a rebuild fills, which every start makes after a migration.
FILLED = ("as_of", "as_of_is", "box", "certainty", "pages", "short_titles", "source", "as_printed", "words", "made_at")
FILLED += ("several_bodies", "state_key", "tables")
PUBLISHED = ["erratum", "publishedbody", "publishedinquiry", "publishedmention", "searchrow"]


def ask(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def manage(database, *words):
    """A process of its own: the models of this one are bound to the test database."""
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for tests",
        "VAR_DIR": str(database.parent),
    }
    subprocess.run([sys.executable, settings.BASE_DIR / "manage.py", *words], env=env, check=True)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    path = tmp_path_factory.mktemp("before") / "anlage.sqlite3"
    path.write_bytes(lzma.decompress(STORED.read_bytes()))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(LIST + TYPED)
    return path


@pytest.fixture(scope="module")
def after(before, tmp_path_factory):
    path = tmp_path_factory.mktemp("after") / "anlage.sqlite3"
    path.write_bytes(before.read_bytes())
    manage(path, "migrate", "--verbosity=0")
    return path


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    path = tmp_path_factory.mktemp("fresh") / "anlage.sqlite3"
    manage(path, "migrate", "--verbosity=0")
    return path


def tables(path):
    """All but SQLite's own and the full text, of before and of today, which `rebuild` makes."""
    names = {row["name"] for row in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {name for name in names if not name.startswith(("sqlite_", "modelsearch_", "survey_searchindex"))}


def rows(path, table, *, without=("id",)):
    """The rows of a table under the names of today, in an order of their own."""
    found = ask(path, f"SELECT * FROM {table}")
    kept = [{COLUMNS.get(name, name): value for name, value in row.items() if name not in without} for row in found]
    return sorted(kept, key=repr)


def columns(path, table):
    return {COLUMNS.get(row["name"], row["name"]) for row in ask(path, f"PRAGMA table_info({table})")}


def test_migration_keeps_every_row_of_every_table(before, after):
    for table in tables(before) - NAMING:
        now = TABLES.get(table, table)
        without = REWRITTEN.get(table, set())
        kept = columns(before, table)
        assert kept - without <= columns(after, now), table
        new = columns(after, now) - kept
        found, there = rows(after, now, without=without | new), rows(before, table, without=without)
        assert [row for row in found if row in there] == there, table
        assert len(found) - len(there) == MADE.get(table, 0), table


def test_list_of_inquiries_has_a_batch_that_says_what_it_did(before, after):
    sql = "SELECT at, by_id, {}undone_at, undone_by_id, undone_reason, new, changed, unchanged, refused FROM {}"
    [catalogue] = ask(before, sql.format("", "survey_catalogue"))
    [batch] = ask(
        after, sql.format("id, ", "survey_batch") + " WHERE list_of = 'catalogue' AND file_name = 'liste.csv'"
    )
    [key] = [row["batch_id"] for row in ask(after, "SELECT batch_id FROM survey_catalogue")]
    assert batch == catalogue | {"id": key}
    assert ask(after, "SELECT undone FROM survey_catalogueentry") == [{"undone": 1}]
    [packed] = ask(after, f"SELECT protocol FROM survey_batch WHERE id = {key}")
    told = json.loads(zlib.decompress(packed["protocol"]))
    assert told[3:6] == ["19/1613", "ministry: ", "ministry: Sozialministerium"]


def test_histories_of_an_import_know_it_and_typed_words_stay_words(before, after):
    sql = "SELECT {} FROM survey_historicalanswer WHERE history_change_reason {} ORDER BY history_id"
    told = [row["history_id"] for row in ask(before, sql.format("history_id", "LIKE 'import batch %'"))]
    found = ask(after, "SELECT history_id, history_change_reason FROM survey_historicalanswer WHERE batch_id = 1")
    assert [row["history_id"] for row in found] == told[1:] != []
    assert {row["history_change_reason"] for row in found} == {None}
    [typed] = ask(after, sql.format("history_id, batch_id", "LIKE 'import batch %'"))
    assert typed == {"history_id": told[0], "batch_id": None}


def test_sources_are_numbered_from_one_in_each_inquiry(after):
    """In the order in which editions list them: editions made before are read as if they said these keys."""
    found = ask(after, "SELECT inquiry_id, key FROM survey_source ORDER BY inquiry_id, name, sha256")
    keys = {}
    for row in found:
        keys.setdefault(row["inquiry_id"], []).append(row["key"])
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in keys.values())
    last = {row["id"]: row["last_source_key"] for row in ask(after, "SELECT id, last_source_key FROM survey_inquiry")}
    assert last == {inquiry: len(keys.get(inquiry, ())) for inquiry in last}


def test_migration_keeps_every_edition_to_the_letter(before, after):
    sql = "SELECT slug, number, content, withheld FROM survey_edition ORDER BY slug, number"
    editions = ask(before, sql)
    assert [(row["slug"], row["number"]) for row in editions] == [
        ("hessen-19-1613", 1),
        ("hessen-19-2456", 1),
        ("hessen-19-2456", 2),
    ]
    assert ask(after, sql) == editions
    manage(after, "verify")  # fails where an edition does not give its digest


def test_edition_of_a_first_start_says_that_the_program_made_it(before, after):
    """It was published as if two persons had looked at it; those of persons stay theirs."""
    sql = "SELECT slug, number, review FROM survey_edition ORDER BY slug, number"
    first, *others = ask(before, sql)
    assert (first["slug"], first["review"]) == ("hessen-19-1613", "reviewed")
    assert ask(after, sql) == [first | {"review": "program"}, *others]
    names = ask(after, "SELECT publisher_name FROM survey_edition ORDER BY slug, number")
    assert [row["publisher_name"] for row in names] == ["Programm", "Redaktion", "Redaktion"]


def test_rebuild_makes_the_published_rows_that_were_there(after, tmp_path):
    rebuilt = tmp_path / "anlage.sqlite3"
    rebuilt.write_bytes(after.read_bytes())
    manage(rebuilt, "rebuild", "--json")
    for model in PUBLISHED:
        made, there = (rows(path, f"survey_{model}", without=("id", *FILLED)) for path in (rebuilt, after))
        papers = [row for row in made if model == "searchrow" and row["kind"] == "inquiry"]  # these are new
        assert [row for row in made if row not in papers] == there, model
    answers = ask(rebuilt, "SELECT as_of, as_of_is FROM survey_searchrow WHERE kind = 'answer' AND annex = 1")
    assert {tuple(row.values()) for row in answers} == {("2015-03-26", "table")}


def protocols(path):
    packed = [
        row["protocol"]
        for row in ask(path, "SELECT protocol FROM survey_batch WHERE inquiry_id ORDER BY id")
        if row["protocol"]
    ]
    return [json.loads(line) for each in packed for line in zlib.decompress(each).splitlines()]


def test_protocols_name_the_models_of_today(before, after):
    renamed = [
        [line[0], "preliminaryremark", *line[2:]] if line[:2] in (["fact", "remark"], ["mark", "remark"]) else line
        for line in protocols(before)
    ]
    assert protocols(after) == renamed != protocols(before)


RIGHTS = """
    SELECT auth_group.name, app_label, model, codename
    FROM auth_group
    JOIN auth_group_permissions ON auth_group_permissions.group_id = auth_group.id
    JOIN auth_permission ON auth_permission.id = auth_group_permissions.permission_id
    JOIN django_content_type ON django_content_type.id = auth_permission.content_type_id
"""


def rights(path):
    found = {}
    for name, *right in (tuple(row.values()) for row in ask(path, RIGHTS)):
        found.setdefault(name, set()).add(tuple(right))
    return found


def test_groups_have_the_same_rights_in_a_database_of_before_and_in_a_new_one(after, fresh):
    """A group that editors made keeps its rights under the names of today."""
    guests = {"dataversion": "v", "erratum": "v", "passage": "v", "passageedit": "cv"}
    guests |= {"preliminaryremark": "cv", "searchrow": "v"}
    words = {"c": "change", "v": "view"}
    kept = {("survey", model, f"{words[act]}_{model}") for model, acts in guests.items() for act in acts}
    assert rights(after) == rights(fresh) | {"Gäste": kept}


def test_permissions_are_those_of_a_new_database(after, fresh):
    sql = """
        SELECT app_label, model, codename, name FROM auth_permission
        JOIN django_content_type ON django_content_type.id = content_type_id ORDER BY 1, 2, 3
    """
    assert ask(after, sql) == ask(fresh, sql)


def named(path):
    """Which of the constraints and indexes that our models name the database has."""
    found = ask(path, "SELECT sql FROM sqlite_master WHERE tbl_name LIKE 'survey_%' AND sql IS NOT NULL")
    words = {word for row in found for word in row["sql"].replace("(", " ").split()}
    return {name for name in names() if f'"{name}"' in words}


def names():
    models = apps.get_app_config("survey").get_models()
    return {each.name for model in models for each in (*model._meta.constraints, *model._meta.indexes)}


def test_both_ways_lead_to_the_same_tables(after, fresh):
    assert tables(after) == tables(fresh)
    assert named(after) == named(fresh) == names()
    for table in tables(fresh):
        sql = f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}') ORDER BY name"
        assert ask(after, sql) == ask(fresh, sql), table
