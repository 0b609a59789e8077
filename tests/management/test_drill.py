"""The restore drill: what is backed up comes back whole, and what was changed is found, on either database."""

import json

import pytest

from tests.operation.commands import told_on_own_database

CHANGED = "Diese Fassungen sind nicht mehr das, was veröffentlicht wurde: hessen-19-1613 1."


@pytest.fixture(scope="module")
def told(tmp_path_factory, django_db_blocker):
    return told_on_own_database("tests.management.drill", tmp_path_factory.mktemp("drill"), django_db_blocker.unblock)


@pytest.mark.parametrize(
    "step",
    [
        "migrate",
        "backup",
        "check",
        "lost",
        "restore",
        "verify",
        "restore what was before",
        "unseen",
        "restore it all the same",
    ],
)
def test_step_succeeds(told, step):
    assert told[step]["status"] == 0, told[step]["error"]
    assert [line for line in told[step]["error"].splitlines() if " INFO anlage " not in line] == []  # but for its log


def test_folder_keeps_the_newest_backups_only(told):
    oldest, newest = told["files"]
    assert oldest == "anlage-20210101-000000"
    assert newest > oldest
    (deleted,) = json.loads(told["backup"]["out"])["deleted"]
    assert "anlage-20200101-000000" in deleted


def test_backup_is_for_its_owner_alone(told):
    assert told["modes"] == ["0o600"]


def test_restore_brings_back_what_was_lost_and_keeps_what_was_there(told):
    assert [told[step]["current"] for step in ("lost", "restore", "restore what was before")] == [0, 1, 0]
    assert told["restore"]["version"] > 0  # no page that somebody kept passes for a new one


@pytest.mark.parametrize(
    "step",
    [
        "verify a changed edition",
        "back up a changed edition",
        "check a changed edition",
        "restore a changed edition",
        "rebuild",
    ],
)
def test_changed_letter_is_found(told, step):
    assert told[step]["status"] == 1
    assert CHANGED in told[step]["error"]


def test_backup_that_does_not_hold_is_not_written(told):
    assert told["is written"] is False


def test_refused_restore_changes_nothing(told):
    assert told["restore a changed edition"]["version"] == 0


def test_changed_line_of_the_log_is_found(told):
    assert told["verify a changed log"]["status"] == 1
    assert "Zeile 1 des Fassungsprotokolls ist nicht, was geschrieben wurde." in told["verify a changed log"]["error"]


def test_nothing_half_written_stays(told):
    assert told["left"] == []
