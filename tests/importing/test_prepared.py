"""Imports that a page prepares: at once, or by a process of their own that may be stopped or killed."""

import os
import signal
import sqlite3
import subprocess
import time
from datetime import timedelta

import pytest
from django.db import connection

from survey.importing.locks import alone
from survey.importing.prepared import KEPT_FOR, Watch, forget_old_ones
from survey.importing.prepared_table import PreparedTable
from survey.importing.progress import Cancelled, Phase
from survey.importing.report import ImportRefused
from survey.importing.undo import undo
from survey.models import Annex, Answer, Batch, ImportSession, Source
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
    return PreparedTable.of_table(editor, annex, "table.csv", content, DEFAULT)


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
    assert PreparedTable.found(job.token, make_user("other")) is None
    assert PreparedTable.found(job.token, editor) == job
    assert PreparedTable.found("../" + job.token, editor) is None


def test_job_that_runs_is_not_started_again(annex, editor):
    job = make_job(annex, editor)
    with job.run_state.held():
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


def test_watch_stops_where_someone_wants_it(transactional_db, annex, editor):
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
        with pytest.raises(ImportRefused):
            bring_rows(annex, ("LK Fulda", "Ja."))
        assert bring_rows(other, ("LK Fulda", "Ja.")).new == 2


def test_prepared_imports_are_forgotten_after_two_weeks_unless_they_run(annex, editor):
    old, running, young = (make_job(annex, editor) for _number in range(3))
    long_ago = old.record.touched_at - KEPT_FOR - timedelta(minutes=1)
    ImportSession.objects.exclude(pk=young.record.pk).update(touched_at=long_ago)
    with running.run_state.held():
        forget_old_ones()
    assert set(ImportSession.objects.values_list("pk", flat=True)) == {running.record.pk, young.record.pk}


def test_preview_of_a_new_table_writes_nothing_to_the_record(annex, editor):
    new = Annex(inquiry=annex.inquiry, number=7, title="Plätze")
    job = make_job(new, editor)
    before = counts()
    job.start(dry_run=True)
    written = {name for name, count in counts().items() if count != before[name]}
    assert (job.report.new, written) == (2, {"survey.PreviewedChanges"})
    job.start(dry_run=False)
    made = Annex.objects.get(number=7)
    assert (job.state, job.batch.annex, made.title, made.rows.count()) == ("imported", made, "Plätze", 2)


def test_undoing_the_import_of_a_new_table_removes_it(annex, editor):
    job = make_job(Annex(inquiry=annex.inquiry, number=7), editor)
    job.start(dry_run=False)
    undo(job.batch, by=editor, reason="Falsche Datei.")
    assert list(Annex.objects.all()) == [annex]


def test_new_table_whose_number_was_taken_meanwhile_is_refused(annex, editor):
    job = make_job(Annex(inquiry=annex.inquiry, number=7), editor)
    make_annex(annex.inquiry, number=7)
    job.start(dry_run=False)
    assert (job.state, Batch.objects.count(), Source.objects.count()) == ("refused", 0, 0)


class Elsewhere:
    """What a process of its own finds and leaves: a copy of the database in a file."""

    def __init__(self, path):
        self.path = path
        self.processes = []
        connection.ensure_connection()
        path.write_bytes(connection.connection.serialize())

    def started(self, process):
        self.processes.append(process)
        return process

    def ask(self, query, model):
        return sqlite3.connect(self.path).execute(query % model._meta.db_table).fetchone()[0]

    def count(self, model):
        return self.ask("SELECT count(*) FROM %s", model)

    @property
    def state(self):
        return self.ask("SELECT state FROM %s", ImportSession)

    def wait_for_the_end(self):
        self.processes[-1].wait(60)


@pytest.fixture
def elsewhere(settings, tmp_path, monkeypatch, db):
    """Made when it is called: of the database as it stands then."""
    if connection.vendor != "sqlite":
        pytest.skip("The copy that the other process works on is a file of SQLite.")
    settings.IMPORT_CELLS_IN_PAGE = 0
    path = tmp_path / "anlage.sqlite3"
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("SECRET_KEY", "for tests")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    popen = subprocess.Popen

    def make():
        made = Elsewhere(path)
        monkeypatch.setattr(
            subprocess,
            "Popen",
            lambda *args, **kwargs: made.processes.append(popen(*args, **kwargs)) or made.processes[-1],
        )
        return made

    return make


def wait_for(condition, seconds=60):
    """Until it holds; a process that never gets there fails the test."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)


def test_import_that_is_killed_leaves_nothing_and_can_be_begun_again(annex, editor, elsewhere):
    job = make_job(annex, editor, large_table())
    other = elsewhere()
    job.start(dry_run=False)
    wait_for(lambda: job.progress["phase"] == Phase.WRITING and job.progress["done"])
    assert job.state == "running"
    os.kill(other.processes[0].pid, signal.SIGKILL)
    other.wait_for_the_end()
    assert (job.state, other.count(Batch), other.count(Answer)) == ("interrupted", 0, 0)
    job.start(dry_run=False)
    other.wait_for_the_end()
    assert (other.state, other.count(Batch), other.count(Answer)) == ("imported", 1, 16_000)


def test_import_by_a_process_of_its_own_is_stopped(annex, editor, elsewhere):
    job = make_job(annex, editor, large_table())
    other = elsewhere()
    job.start(dry_run=False)
    job.cancel()
    other.wait_for_the_end()
    assert (other.state, other.count(Batch)) == ("cancelled", 0)
