"""Databases of both releases of before come over and say what they said; a new one has the same tables and rights.

In tests/golden/databases, before-one-migration was made by the last program whose migrations ended at 0018: the first
paper, split, moved and moved back by editors, and a second one that the parliament withdrew, with a remark that is
referred to, a confirmed error, a withheld name, and a group with rights to models that are named otherwise now. A list
of inquiries, which it has none of, is added here.

before-second-migration has the second paper, an account and a waiting import in the tables of a new database of the
program whose migrations ended at 0012_room_for_withheld_units. The .sql beside either is such a database on PostgreSQL,
by pg_dump, without papers.
"""

import json
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import zlib
from collections import Counter
from contextlib import closing
from functools import cache
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations import AddField, CreateModel
from django.db.models import TextField

from survey.migrations._at_once import AtOnce

STORED = Path(__file__).resolve().parent.parent / "golden" / "databases"
# Tables of the first release that are named otherwise now.
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
CATALOGUE = {"name", "sha256", "at", "by_id", "new", "changed", "unchanged", "refused"}
CATALOGUE |= {"undone_at", "undone_by_id", "undone_reason"}
REWRITTEN = {
    "survey_batch": {"protocol"},
    "survey_catalogue": CATALOGUE,
    "survey_district": {"outline", "tile_row", "tile_column"},
    **{f"survey_historical{name}": {"history_change_reason"} for name in TOLD},
    "survey_historicalremark": {"history_change_reason"},
    "survey_edition": {"digest", "publisher_name", "review", "state"},
    "survey_passage": {"codes", "districts", "edition_id", "line"},
    "survey_publishedbody": {"districts", "initiators", "regions"},
    "survey_publishedinquiry": {"builds_on", "parties", "subjects"},
    "survey_stand": {"id"},
}
# The same of the second release, where less is left to do.
REWRITTEN_OF_THE_SECOND = {
    "survey_catalogue": CATALOGUE,
    "survey_dataversion": {"id"},
    "survey_district": {"outline", "tile_row", "tile_column"},
    "survey_searchrow": {"edition_id", "line"},
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


@cache
def opened(path):
    """Once for all questions: SQLite reads the definitions of all tables first."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def ask(path, sql):
    return [dict(row) for row in opened(path).execute(sql)]


def manage(database, *commands, url=None):
    """Commands in a process of their own: the models of this one are bound to the test database."""
    env = os.environ | {
        "DATABASE_URL": url or f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for tests",
        "VAR_DIR": str(database.parent),
    }
    calls = "".join(f"call_command({', '.join(map(repr, words.split()))})\n" for words in commands)
    program = f"import django; from django.core.management import call_command; django.setup()\n{calls}"
    subprocess.run([sys.executable, "-c", program], cwd=settings.BASE_DIR, env=env, check=True)


def stored(name, folder, sql=""):
    path = folder / "anlage.sqlite3"
    path.write_bytes(lzma.decompress((STORED / f"{name}.sqlite3.xz").read_bytes()))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)
    return path


def migrated(before, folder):
    path = folder / "anlage.sqlite3"
    path.write_bytes(before.read_bytes())
    manage(path, "migrate --verbosity=0")
    return path


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return stored("before-one-migration", tmp_path_factory.mktemp("before"), LIST + TYPED)


@pytest.fixture(scope="module")
def after(before, tmp_path_factory):
    return migrated(before, tmp_path_factory.mktemp("after"))


@pytest.fixture(scope="module")
def second_before(tmp_path_factory):
    return stored("before-second-migration", tmp_path_factory.mktemp("second_before"))


@pytest.fixture(scope="module")
def second_after(second_before, tmp_path_factory):
    return migrated(second_before, tmp_path_factory.mktemp("second_after"))


@pytest.fixture(scope="module")
def rebuilt(after, tmp_path_factory):
    """`verify` fails where an edition does not give its digest."""
    path = tmp_path_factory.mktemp("rebuilt") / "anlage.sqlite3"
    path.write_bytes(after.read_bytes())
    manage(path, "verify --verbosity=0", "rebuild --json")
    return path


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    path = tmp_path_factory.mktemp("fresh") / "anlage.sqlite3"
    manage(path, "migrate --verbosity=0")
    return path


def tables(path):
    """All but SQLite's own and the full text, of before and of today, which `rebuild` makes."""
    names = {row["name"] for row in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {name for name in names if not name.startswith(("sqlite_", "modelsearch_", "survey_searchindex"))}


def rows(path, table, *, without=("id",)):
    """The rows of a table under the names of today, in an order of their own."""
    found = ask(path, f"SELECT * FROM {table}")
    kept = [{COLUMNS.get(name, name): value for name, value in row.items() if name not in without} for row in found]
    return sorted((dict(sorted(row.items())) for row in kept), key=repr)


def columns(path, table):
    return {COLUMNS.get(row["name"], row["name"]) for row in ask(path, f"PRAGMA table_info({table})")}


def check_rows(before, after, names, rewritten):
    for table in tables(before) - NAMING:
        now = names.get(table, table)
        without = rewritten.get(table, set())
        kept = columns(before, table)
        assert kept - without <= columns(after, now), table
        new = columns(after, now) - kept
        there = Counter(map(repr, rows(before, table, without=without)))
        found = Counter(map(repr, rows(after, now, without=without | new)))
        assert there - found == Counter(), table
        assert found.total() - there.total() == MADE.get(table, 0), table


def test_migration_keeps_every_row_of_every_table(before, after):
    check_rows(before, after, TABLES, REWRITTEN)


def test_migration_keeps_every_row_of_the_second_release(second_before, second_after):
    check_rows(second_before, second_after, {}, REWRITTEN_OF_THE_SECOND)


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


def test_migration_keeps_every_edition_to_the_letter(before, after, rebuilt):
    sql = "SELECT slug, number, content, withheld FROM survey_edition ORDER BY slug, number"
    editions = ask(before, sql)
    assert [(row["slug"], row["number"]) for row in editions] == [
        ("hessen-19-1613", 1),
        ("hessen-19-2456", 1),
        ("hessen-19-2456", 2),
    ]
    assert ask(after, sql) == ask(rebuilt, sql) == editions


def test_edition_of_a_first_start_says_that_the_program_made_it(before, after):
    """It was published as if two persons had looked at it; those of persons stay theirs."""
    sql = "SELECT slug, number, review FROM survey_edition ORDER BY slug, number"
    first, *others = ask(before, sql)
    assert (first["slug"], first["review"]) == ("hessen-19-1613", "reviewed")
    assert ask(after, sql) == [first | {"review": "program"}, *others]
    names = ask(after, "SELECT publisher_name FROM survey_edition ORDER BY slug, number")
    assert [row["publisher_name"] for row in names] == ["Programm", "Redaktion", "Redaktion"]


def test_rebuild_makes_the_published_rows_that_were_there(after, rebuilt):
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


def test_groups_have_the_same_rights_in_databases_of_before_and_in_a_new_one(after, second_after, fresh):
    """A group that editors made keeps its rights under the names of today."""
    guests = {"dataversion": "v", "erratum": "v", "passage": "v", "passageedit": "cv"}
    guests |= {"preliminaryremark": "cv", "searchrow": "v"}
    words = {"c": "change", "v": "view"}
    kept = {("survey", model, f"{words[act]}_{model}") for model, acts in guests.items() for act in acts}
    assert rights(after) == rights(second_after) == rights(fresh) | {"Gäste": kept}


def test_permissions_are_those_of_a_new_database(after, second_after, fresh):
    sql = """
        SELECT app_label, model, codename, name FROM auth_permission
        JOIN django_content_type ON django_content_type.id = content_type_id ORDER BY 1, 2, 3
    """
    assert ask(after, sql) == ask(second_after, sql) == ask(fresh, sql)


def test_no_step_is_left_to_take(after, second_after, fresh):
    """A database that took the long way stands where a new one does: the steps to come find one state."""
    sql = "SELECT app, name FROM django_migrations"
    taken = {tuple(row.values()) for row in ask(fresh, sql)}
    for path in (after, second_after):
        assert {tuple(row.values()) for row in ask(path, sql)} >= taken


# Names that Django makes up, of the names that tables and columns had at that time.
MADE_UP = re.compile(r"\b\w+(_[0-9a-f]{8}\w*|_key|_pkey\d?|_check\d?)\b(?= ON|$)")


def schema(path):
    """Columns and constraints of each table, without their order; indexes, triggers and full text as they were made."""
    found = set()
    for row in ask(path, "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        if row["tbl_name"].startswith(("sqlite_", "modelsearch_", "survey_searchindex_")):
            continue
        sql = " ".join(row["sql"].replace('"', "").split())
        if row["type"] == "table" and " VIRTUAL " not in sql:
            found |= {(row["tbl_name"], each) for each in parts(sql)}
        else:
            sql = sql.removesuffix(" = 1")  # Django 6 leaves it away
            found.add((row["type"], row["tbl_name"], MADE_UP.sub("...", sql)))
    return found


def parts(sql):
    """What stands between the outermost commas of CREATE TABLE name (...)."""
    depth, pieces = 0, [""]
    for character in sql[sql.index("(") + 1 : sql.rindex(")")]:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += character
    return {piece.strip() for piece in pieces}


def named(path):
    """Which of the constraints and indexes that our models name the database has."""
    found = ask(path, "SELECT sql FROM sqlite_master WHERE tbl_name LIKE 'survey_%' AND sql IS NOT NULL")
    words = {word for row in found for word in row["sql"].replace("(", " ").split()}
    return {name for name in names() if f'"{name}"' in words}


def names():
    models = apps.get_app_config("survey").get_models()
    return {each.name for model in models for each in (*model._meta.constraints, *model._meta.indexes)}


def test_all_ways_lead_to_the_same_tables(after, second_after, fresh):
    assert named(fresh) == names()
    assert len([each for each in schema(fresh) if each[0] == "trigger"]) == 3
    assert schema(after) ^ schema(fresh) == set()
    assert schema(second_after) ^ schema(fresh) == set()


POSTGRESQL = """
    SELECT 'column', table_name::text, concat_ws(' ', column_name, data_type, character_maximum_length,
        numeric_precision, numeric_scale, is_nullable, column_default, identity_generation, generation_expression)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION SELECT 'constraint', conrelid::regclass::text, concat(pg_get_constraintdef(oid), ' CALLED ', conname)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION SELECT 'index', tablename::text, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION SELECT 'extension', '', extname::text FROM pg_extension
"""
# pg_dump writes conditions otherwise than the database was told them.
WRITTEN = re.compile(r"::(character varying|text)(\[\])?|ARRAY|[][()]")


@pytest.fixture
def emptied(tmp_path):
    """Makes databases on the server of the test database."""
    server = {name: connection.settings_dict[name.upper()] or None for name in ("host", "port", "user", "password")}
    made = []
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as control:

        def make(name):
            made.append(f"{connection.settings_dict['NAME']}_{name}")
            control.execute(f'CREATE DATABASE "{made[-1]}"')
            return psycopg.conninfo.make_conninfo(dbname=made[-1], **server)

        yield make
        for name in made:
            control.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def postgresql_schema(conninfo):
    with psycopg.connect(conninfo) as asked:
        found = asked.execute(POSTGRESQL).fetchall()
    return {
        (kind, table, MADE_UP.sub("...", WRITTEN.sub("", told)))
        for kind, table, told in found
        if not table.startswith("modelsearch_")
    }


@pytest.mark.skipif(connection.vendor != "postgresql", reason="looks at tables of PostgreSQL")
def test_all_ways_lead_to_the_same_tables_on_postgresql(emptied, tmp_path):
    ways = {"fresh": ""}
    for name in ("before-one-migration", "before-second-migration"):
        ways[name] = lzma.decompress((STORED / f"{name}.sql.xz").read_bytes()).decode()
    found = {}
    for name, sql in ways.items():
        conninfo = emptied(name)
        with psycopg.connect(conninfo) as filled:
            filled.execute(sql)
        told = psycopg.conninfo.conninfo_to_dict(conninfo)
        manage(tmp_path / name, "migrate --verbosity=0", url=f"postgres:///{told['host']}/{told['dbname']}")
        found[name] = postgresql_schema(conninfo)
    assert {kind for kind, *_ in found["fresh"]} == {"column", "constraint", "index", "extension"}
    for name in ways:
        assert found[name] ^ found["fresh"] == set(), name


def test_model_that_is_made_at_once_is_made_whole():
    field = AddField("Note", "text", TextField())
    with pytest.raises(ValueError, match="note"):
        AtOnce([CreateModel("Note", [("text", TextField())]), field])
