"""kill -9 of the worker that publishes: the edition is whole or not there, readers are served, publishing goes on."""

import pytest

from tests.operation.commands import told_on_own_database


@pytest.fixture(scope="module")
def told(tmp_path_factory, django_db_blocker):
    return told_on_own_database(
        "tests.operation.killed_publish", tmp_path_factory.mktemp("killed"), django_db_blocker.unblock
    )


def test_publisher_whose_worker_is_killed_gets_no_answer(told):
    assert [name for name in told if name.startswith("answer")] == []


def test_edition_that_was_finished_is_whole(told):
    stands = told["delete"]
    assert (stands["editions"], stands["page"], stands["answers"]) == (2, [200, "Titel: delete"], 60)
    assert stands["hidden"] > 0


def test_edition_that_was_not_finished_is_not_there(told):
    for place in ("save", "switch"):
        assert (told[place]["editions"], told[place]["page"], told[place]["answers"]) == (2, [200, "Titel: delete"], 60)
    assert [told[place]["hidden"] for place in ("save", "switch")] == [0, 72]


def test_publishing_goes_on_and_leaves_nothing(told):
    assert (told["login"], told["publish again"]) == (302, 302)
    assert told["after"] == {"editions": 3, "page": [200, "Titel: Ende"], "answers": 60, "hidden": 0}
