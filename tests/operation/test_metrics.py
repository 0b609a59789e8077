"""/metrics counts what was asked, and says how the site is; only to who may know."""

import pytest
from django.core.cache import cache
from prometheus_client.parser import text_string_to_metric_families

from survey.models import LastRun
from tests import factories
from tests.operation import making

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}


def figures(client, **extra):
    """The value of each figure by its name and labels."""
    text = client.get("/metrics", **extra).content.decode()
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {(sample.name, *sorted(sample.labels.items())): sample.value for sample in samples}


def count(found, **labels):
    return found.get(("anlage_request_seconds_count", *sorted(labels.items())), 0)


def test_nobody_else_finds_it(client, db, settings):
    settings.MONITOR_TOKEN = "a long word"
    assert client.get("/metrics", **ELSEWHERE).status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer a long word"}, **ELSEWHERE).status_code == 200


@pytest.mark.parametrize(
    ("path", "view", "status"),
    [("/about/", "about", "200"), ("/nothing/9/", "none", "404"), ("/admin/", "admin:index", "302")],
)
def test_each_request_is_counted_by_its_view(client, db, path, view, status):
    labels = {"view": view, "method": "GET", "status": status}
    before = count(figures(client), **labels)
    client.get(path)
    assert count(figures(client), **labels) == before + 1


def test_kept_pages_are_counted_apart_from_those_that_are_made(client, db):
    cache.clear()
    names = [("anlage_page_cache_total", ("outcome", outcome)) for outcome in ("miss", "hit")]
    before = figures(client)
    for _ in range(3):
        client.get("/districts/")
    after = figures(client)
    assert [after[name] - before.get(name, 0) for name in names] == [1, 2]


def test_imports_that_wait_and_run_are_counted(client, db):
    for state in ("previewed", "started", "started"):
        factories.make_import_session(state=state)
    found = figures(client)
    assert {state: found["anlage_imports", ("state", state)] for state in ("previewed", "started")} == {
        "previewed": 1,
        "started": 2,
    }


def test_site_is_told_as_it_is(client, db):
    LastRun.objects.note(LastRun.Name.BACKUP)
    found = figures(client)
    assert found["anlage_database_up",] == 1
    assert found["anlage_editions",] == 0
    assert found["anlage_disk_total_bytes",] > found["anlage_disk_free_bytes",] > 0
    assert found["anlage_database_bytes",] > 0
    assert found["anlage_last_run_seconds", ("what", "backup")] > 1.7e9


def test_lost_database_is_a_figure_and_no_error(client, db, tmp_path):
    with making.failing(making.gone(tmp_path)):
        found = figures(client)
    assert found["anlage_database_up",] == 0
    assert "anlage_editions" not in {name for name, *_ in found}
