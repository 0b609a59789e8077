"""What is kept for a term ends with it, and nothing else."""

import datetime
import json
import os
import time

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from survey.models import Edition, Finding, ImportSession, LastRun, Presence
from tests import factories
from tests.publishing.paper import make_paper, publish_now

DAYS = datetime.timedelta(days=1)


def ended(capsys):
    capsys.readouterr()
    call_command("end_terms", json=True)
    return json.loads(capsys.readouterr().out)


def touch(path, days):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (time.time() - days * 86_400,) * 2)
    return path


def make_both(days):
    """One of each kind, so many days old."""
    then = timezone.now() - days * DAYS
    Session.objects.create(session_key=f"key{days}", session_data="", expire_date=then)
    records = [
        model.objects.create(username=f"erika{days}", ip_address="203.0.113.7", user_agent="a", **more)
        for model, more in ((AccessAttempt, {"failures_since_start": 1}), (AccessFailureLog, {}), (AccessLog, {}))
    ]
    for record in records:
        type(record).objects.filter(pk=record.pk).update(attempt_time=then)
    user = factories.make_user(f"user{days}")
    Presence.objects.create(inquiry=factories.make_inquiry(f"19/{days}"), user=user, seen_at=then)


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_what_is_over_its_term_ends(db, var, capsys):
    make_both(days=91)
    old = touch(var / "pages" / "1" / "picture.png", 91)
    assert ended(capsys) == {
        "sessions": 1,
        "login_records": 3,
        "imports": 0,
        "page_pictures": 1,
        "presence": 1,
    }
    assert not old.exists()
    assert LastRun.objects.get(name="retention").detail["sessions"] == 1


def test_what_is_within_its_term_stays(db, var, capsys):
    make_both(days=-1)
    young = touch(var / "pages" / "1" / "picture.png", 89)
    assert set(ended(capsys).values()) == {0}
    assert young.exists()


def test_prepared_import_ends_after_two_weeks(db, var, capsys):
    user = factories.make_user("erika")
    for days in (13, 15):
        facts = {"kind": ImportSession.Kind.PAPER, "owner": user, "content": b""}
        record = ImportSession.objects.create(**facts, token=f"{days}" * 16)
        ImportSession.objects.filter(pk=record.pk).update(touched_at=timezone.now() - days * DAYS)
    assert ended(capsys)["imports"] == 1
    assert ImportSession.objects.get().token == "13" * 16


def test_record_and_editions_end_never(db, var, capsys, monkeypatch):
    publish_now(make_paper(counties=["Fulda"]))
    before = Edition.objects.count(), Finding.objects.count()
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC))
    ended(capsys)
    assert (Edition.objects.count(), Finding.objects.count()) == before
