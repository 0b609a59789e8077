"""Imports that a page prepares: at once, or by a process of their own that may be stopped or killed."""

import os
import signal
import sqlite3
import time

import pytest
from django.db import connection

from survey.importing.jobs import DAY, Job, Watch, forget_old_ones
from survey.importing.locks import alone
from survey.importing.progress import Cancelled, Phase
from survey.importing.report import Refused
from survey.models import Answer, Batch
from survey.sheets.read_options import DEFAULT
from tests.factories import make_annex, make_inquiry, make_user
from tests.importing.tables import bring_rows, counts

TABLE = b"respondent,Frage 1\r\nLK Fulda,Ja.\r\nLK Kassel,Nein.\r\n"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def annex(db):
    return make_annex(make_inquiry())


@pytest.fixture
def editor(db):
    return make_user()


def make_job(annex, editor, content=TABLE):
    return Job.make(editor, annex, "table.csv", content, DEFAULT)


def large_table(rows=400, columns=40):
    head = ",".join(["respondent", *(f"Wert {number}" for number in range(columns))])
    lines = (",".join([f"Stelle {row}", *(str(row * number) for number in range(columns))]) for row in range(rows))
    return "\r\n".join([head, *lines]).encode()


def test_job_previews_then_imports(annex, editor):
    job = make_job(annex, editor)
    assert (job.state, job.report) == ("new", None)
    assert job.start(dry_run=True)
    assert (job.state, job.report.new, Batch.objects.count()) == ("previewed", 2, 0)
    job.start(dry_run=False)
    assert (job.state, job.batch) == ("imported", Batch.objects.get())


def test_changes_of_a_preview_are_read_page_by_page(annex, editor):
    job = make_job(annex, editor)
    job.start(dry_run=True)
    changes = job.report.changes
    assert [change.new for change in changes[1:2]] == ["Nein."]
    assert (changes[0].place, len(changes)) == ("LK Fulda, Frage 1", 2)


def test_job_of_another_user_is_not_found(annex, editor):
    job = make_job(annex, editor)
    assert Job.found(job.token, make_user("other")) is None
    assert Job.found(job.token, editor) == job
    assert Job.found("../" + job.token, editor) is None


def test_job_that_runs_is_not_started_again(annex, editor):
    job = make_job(annex, editor)
    with job.held():
        assert (job.state, job.start(dry_run=True)) == ("running", False)


def test_stopped_import_leaves_nothing_behind(annex, editor, monkeypatch):
    job = make_job(annex, editor)
    monkeypatch.setattr(Watch, "__call__", lambda self, phase, *_: self.stop_at(phase), raising=True)
    monkeypatch.setattr(Watch, "stop_at", stop_when_checking, raising=False)
    before = counts()
    job.start(dry_run=False)
    assert (job.state, counts()) == ("cancelled", before)


def stop_when_checking(watch, phase):
    if phase == Phase.CHECKING:
        raise Cancelled


def test_watch_stops_where_someone_wants_it(annex, editor):
    job = make_job(annex, editor)
    watch = Watch(job, dry_run=False)
    watch(Phase.WRITING, 5, 10)
    assert job.progress == {"phase": "writing", "done": 5, "total": 10, "dry_run": False}
    job.cancel()
    with pytest.raises(Cancelled):
        watch(Phase.CHECKING)


def test_refused_import_says_why(annex, editor):
    job = make_job(annex, editor, b"respondent,Frage 1\r\nA,1\r\nB,2\r\n")
    bring_rows(annex, ("LK Fulda", "Ja."), headings=("Ganz anders",))
    job.start(dry_run=True)
    assert job.state == "refused"


def test_two_imports_into_one_table_at_once_are_refused(annex):
    other = make_annex(annex.inquiry)
    with alone(annex):
        with pytest.raises(Refused):
            bring_rows(annex, ("LK Fulda", "Ja."))
        assert bring_rows(other, ("LK Fulda", "Ja.")).new == 2


def test_jobs_are_forgotten_after_a_day_unless_they_run(annex, editor):
    old, running = make_job(annex, editor), make_job(annex, editor)
    for job in (old, running):
        os.utime(job.folder, (time.time() - 2 * DAY,) * 2)
    with running.held():
        os.utime(running.folder, (time.time() - 2 * DAY,) * 2)
        forget_old_ones()
    assert (old.folder.exists(), running.folder.exists()) == (False, True)


@pytest.fixture
def apart(settings, tmp_path, monkeypatch, db):
    """What a process of its own finds: a copy of the database in a file. Returns how many rows that has."""
    if connection.vendor != "sqlite":
        pytest.skip("The copy that the other process works on is a file of SQLite.")
    settings.IMPORT_CELLS_IN_PAGE = 0
    path = tmp_path / "anlage.sqlite3"
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("SECRET_KEY", "for tests")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")

    def copy():
        connection.ensure_connection()
        path.write_bytes(connection.connection.serialize())
        return lambda model: sqlite3.connect(path).execute(f"SELECT count(*) FROM {model._meta.db_table}").fetchone()[0]

    return copy


def wait_for(condition, seconds=60):
    """Until it holds; a process that never gets there fails the test."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)


def test_import_that_is_killed_leaves_nothing_and_can_be_begun_again(annex, editor, apart):
    job = make_job(annex, editor, large_table())
    count = apart()
    job.start(dry_run=False)
    wait_for(lambda: job.progress["phase"] == Phase.WRITING and job.progress["done"])
    os.kill(int((job.folder / "pid").read_text()), signal.SIGKILL)
    wait_for(lambda: job.state != "running")
    assert (job.state, count(Batch), count(Answer)) == ("interrupted", 0, 0)
    job.start(dry_run=False)
    wait_for(lambda: job.state != "running")
    assert (job.state, count(Batch), count(Answer)) == ("imported", 1, 16_000)


def test_import_by_a_process_of_its_own_is_stopped(annex, editor, apart):
    job = make_job(annex, editor, large_table())
    count = apart()
    job.start(dry_run=False)
    job.cancel()
    wait_for(lambda: job.state != "running")
    assert (job.state, count(Batch)) == ("cancelled", 0)
