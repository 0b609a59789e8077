"""manage.py import_catalogue and publish_entries."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from survey.models import Catalogue, Edition, Inquiry
from tests.factories import make_parliament, make_user

pytestmark = pytest.mark.django_db
LIST = "Drs;Titel;Fraktion\n19/1;Runde Tische;Partei der Mitte\n19/2;Gipfel;SPD\nx;Nichts;\n"


@pytest.fixture(autouse=True)
def english():
    make_parliament()
    with override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(LIST)
    return path


def run(capsys, name, *args, **options):
    call_command(name, *map(str, args), **options)
    return capsys.readouterr().out.splitlines()


def test_import_catalogue_says_what_it_did_and_what_it_refused(file, capsys):
    lines = run(capsys, "import_catalogue", file, parliament="hessen")
    assert lines == [
        "2 new, 0 changed, 0 unchanged, 1 refused.",
        "“Partei der Mitte” is no party in the list of spellings; it was taken as the list has it (1).",
        f"This is catalogue {Catalogue.objects.get().pk}.",
        "Line 4 was refused: “x” is not a number such as 19/1613.",
    ]
    assert Inquiry.objects.count() == 2


def test_import_catalogue_dry_run_changes_nothing_and_reports_to_scripts(file, capsys):
    (line,) = run(capsys, "import_catalogue", file, parliament="hessen", dry_run=True, json=True)
    report = json.loads(line)
    assert [report[name] for name in ("dry_run", "new", "refused", "catalogue")] == [True, 2, 1, None]
    assert report["refused_lines"] == [{"line": 4, "reason": "“x” is not a number such as 19/1613."}]
    assert Inquiry.objects.count() == 0


def test_import_catalogue_writes_the_refused_lines(file, tmp_path, capsys):
    run(capsys, "import_catalogue", file, parliament="hessen", refused=str(tmp_path / "refused.csv"))
    assert (tmp_path / "refused.csv").read_text().splitlines() == [
        "Drs,Titel,Fraktion,refused because",
        "x,Nichts,,“x” is not a number such as 19/1613.",
    ]


def test_import_catalogue_refuses_what_is_no_list(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a;b\n")
    with pytest.raises(CommandError) as raised:
        call_command("import_catalogue", str(path), parliament="hessen")
    assert str(raised.value).startswith("a.csv, line 1: The list has no column")


def test_publish_entries_makes_all_of_them_public(file, capsys):
    make_user("freigabe")
    run(capsys, "import_catalogue", file, parliament="hessen")
    options = {"parliament": "hessen", "note": "Aus der Liste.", "by": "freigabe"}
    assert run(capsys, "publish_entries", **options) == ["2 entries published."]
    assert Edition.objects.count() == 2
    assert run(capsys, "publish_entries", **options, json=True) == ['{"published": 0, "refused": []}']


def test_undo_catalogue_takes_it_back_once(file, capsys):
    make_user("redaktion")
    run(capsys, "import_catalogue", file, parliament="hessen")
    number, facts = Catalogue.objects.get().pk, {"by": "redaktion", "reason": "Versehen"}
    report = {"catalogue": number, "papers": 2, "stay": []}
    assert run(capsys, "undo_catalogue", number, **facts, json=True) == [json.dumps(report)]
    assert Inquiry.objects.count() == 0
    for missing, sentence in (
        (number, "This import is undone already."),
        (99, "There is no catalogue 99."),
    ):
        with pytest.raises(CommandError) as raised:
            call_command("undo_catalogue", str(missing), **facts)
        assert str(raised.value) == sentence
