"""An import that a page prepares: its file, what an editor decided for it, its preview, and the process that does it.

A folder under `var/imports/`, for a day at most. What runs holds the lock of the folder; where nobody holds it and no
outcome was written, the process was ended from outside, and its transaction has left nothing.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import get_language, override

from survey.files.errors import FileError
from survey.importing import mapping as maps
from survey.importing.locks import folder, taken
from survey.importing.progress import Cancelled, Phase
from survey.importing.refusals import RefusedRow
from survey.importing.report import Change, Refused, Report, in_words
from survey.importing.table import bring
from survey.intake import read_annex
from survey.models import Annex, Batch, Source
from survey.sheets.read_options import ReadOptions
from survey.sheets.table import Remark, Table

DAY = 24 * 60 * 60
OFTEN = 0.2
COUNTED = ("new", "changed", "unchanged", "refused", "moved", "matched", "footnotes")
LISTED = ("unmatched", "unknown_names", "missing", "left_out")


@dataclass
class Job:
    """`options` say how the file is read, `columns` are the headings that were read so, labels and keys among them.

    `names` are printed names and the respondents that an editor chose (None: nobody); with `made_table`, the table was
    made for this import. Saved as JSON.
    """

    token: str
    user: int
    annex: int
    file: str
    options: dict = field(default_factory=dict)
    mapping: dict = field(default_factory=dict)
    names: dict[str, int | None] = field(default_factory=dict)
    skip_refused: bool = False
    language: str = "de"
    headings: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: int = 0
    started: str = ""
    made_table: bool = False

    # Where it is kept

    @classmethod
    def make(
        cls, user, annex: Annex, name: str, content: bytes, options: ReadOptions, *, made_table: bool = False
    ) -> "Job":
        """Keep an upload. Raises FileError where its table cannot be read."""
        forget_old_ones()
        job = cls(uuid4().hex, user.pk, annex.pk, name, made_table=made_table)
        job._measure(content, options)
        job.folder.mkdir(mode=0o700)
        (job.folder / "file").write_bytes(content)
        job.save()
        return job

    def read_anew(self, options: ReadOptions) -> None:
        """Read the file in another way. Raises FileError, and stays as it was."""
        self._measure(self.content, options)
        self.save()

    def _measure(self, content: bytes, options: ReadOptions) -> None:
        table = read_annex(content, self.file, options)
        self.options = options.as_dict()
        self.columns = table.columns
        self.headings = list(table.headings)
        self.cells = len(table.headings) * len(table.records)

    @classmethod
    def found(cls, token: str, user=None) -> "Job | None":
        """The job of this name; another user's is nobody's."""
        path = folder() / token / "job.json"
        if not re.fullmatch(r"[0-9a-f]{32}", token) or not path.exists():
            return None
        facts = json.loads(path.read_text())
        if facts.keys() - {each.name for each in fields(cls)}:  # kept by another version of the program
            return None
        job = cls(**facts)
        return job if user is None or job.user == user.pk else None

    def save(self):
        self._write("job.json", asdict(self))

    @property
    def read_options(self) -> ReadOptions:
        return ReadOptions.from_dict(self.options)

    @property
    def folder(self) -> Path:
        return folder() / self.token

    @property
    def content(self) -> bytes:
        return (self.folder / "file").read_bytes()

    def table(self) -> Table:
        return read_annex(self.content, self.file, self.read_options)

    def _write(self, name: str, facts: dict):
        """Whole or not at all: a page may read it meanwhile."""
        path = self.folder / f"{name}.{uuid4().hex[:8]}"
        path.write_text(json.dumps(facts, ensure_ascii=False, default=str))
        path.replace(self.folder / name)

    def _read(self, name: str) -> dict | None:
        path = self.folder / name
        return json.loads(path.read_text()) if path.exists() else None

    # What becomes of it

    @property
    def is_large(self) -> bool:
        return self.cells > settings.IMPORT_CELLS_IN_PAGE

    @property
    def state(self) -> str:
        """ "new", "running", "interrupted", or what came of the last run: previewed, imported, refused, cancelled."""
        with self.held() as lock:
            if lock is None:
                return "running"
        outcome = self._read("outcome.json")
        if outcome:
            return outcome["state"]
        if not self.progress:
            return "new"
        return "imported" if self.batch else "interrupted"

    @property
    def outcome(self) -> dict:
        return self._read("outcome.json") or {}

    @property
    def progress(self) -> dict:
        """`phase`, `done`, `total`, and whether it is the dry run."""
        return self._read("progress.json") or {}

    @property
    def batch(self) -> Batch | None:
        """What the import made, also where the process was ended before it could say so."""
        if key := self.outcome.get("batch"):
            return Batch.objects.for_list().filter(pk=key).first()
        if not self.started:
            return None
        annex = Annex.objects.for_list().get(pk=self.annex)
        mine = Batch.objects.of_file(annex.inquiry, self.content).filter(annex=annex, by=self.user)
        return mine.filter(at__gte=datetime.fromisoformat(self.started)).first()

    @property
    def report(self) -> Report | None:
        """What the preview found; its changes are read page by page."""
        kept = self._read("report.json")
        if kept is None:
            return None
        earlier = kept.pop("earlier")
        report = Report(
            **{name: kept[name] for name in ("dry_run", *COUNTED, *LISTED)},
            skipped=True,
            remarks=[Remark(*each) for each in kept["remarks"]],
            refused_rows=[RefusedRow(line, tuple(cells), reason) for line, cells, reason in kept["refused_rows"]],
            changes=KeptChanges(self.folder / "changes.jsonl", kept["new"] + kept["changed"]),
        )
        report.earlier = Batch.objects.for_list().filter(pk=earlier).first() if earlier else None
        return report

    @contextmanager
    def held(self) -> Iterator[IO | None]:
        """The lock that whatever runs it holds; None: it is running already."""
        lock = taken(self.folder / "lock")
        with lock or nullcontext():
            yield lock

    def start(self, *, dry_run: bool) -> bool:
        """Run it: a small one at once, a large one by a process of its own. False: it is running already."""
        with self.held() as lock:
            if lock is None:
                return False
            self._begin(dry_run)
            if self.is_large:
                self._start_process(lock, dry_run)
            else:
                self.run(dry_run=dry_run)
        return True

    def _begin(self, dry_run: bool):
        for name in ("outcome.json", "cancel"):
            (self.folder / name).unlink(missing_ok=True)
        self.language = get_language() or settings.LANGUAGE_CODE
        self.started = "" if dry_run else timezone.now().isoformat()
        self.save()
        self._write("progress.json", {"phase": Phase.READING, "done": 0, "total": 0, "dry_run": dry_run})

    def _start_process(self, lock, dry_run: bool):
        """It inherits the lock, and goes on where this server is stopped."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_import", self.token]
        with (self.folder / "errors.txt").open("w") as errors:
            process = subprocess.Popen(  # noqa: S603 - our own command and a name that we made
                command + ["--dry-run"] * dry_run,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                pass_fds=[lock.fileno()],
                start_new_session=True,
            )
        (self.folder / "pid").write_text(str(process.pid))

    def cancel(self):
        (self.folder / "cancel").touch()

    def forget(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    # The run itself

    def run(self, *, dry_run: bool):
        """Preview or import; the outcome is written in every case that the process lives to see."""
        with override(self.language):
            try:
                report = self._bring(dry_run)
            except (Refused, FileError) as error:
                outcome = {"state": "refused", "sentence": in_words(error)}
            except Cancelled:
                outcome = {"state": "cancelled"}
            else:
                self._keep(report) if dry_run else None
                batch = report.batch.pk if report.batch else None
                outcome = {"state": "previewed" if dry_run else "imported", "sentence": report.sentence, "batch": batch}
        self._write("outcome.json", outcome | {"dry_run": dry_run})

    def _bring(self, dry_run: bool) -> Report:
        annex = Annex.objects.for_list().get(pk=self.annex)
        user = get_user_model().objects.get(pk=self.user)
        source = Source(inquiry=annex.inquiry, name=self.file, content=self.content)
        return bring(
            self.table(),
            annex,
            by=user,
            dry_run=dry_run,
            source=source,
            mapping=maps.from_kept(self.mapping),
            names=self.names,
            skip_refused=dry_run or self.skip_refused,
            progress=Watch(self, dry_run),
        )

    def _keep(self, report: Report):
        """The preview: its changes one a line, so that a page of them can be read by itself."""
        with (self.folder / "changes.jsonl").open("w") as file:
            for change in report.changes:
                file.write(json.dumps([change.place, change.old, change.new], ensure_ascii=False) + "\n")
        kept = {name: getattr(report, name) for name in ("dry_run", *COUNTED, *LISTED)}
        kept["remarks"] = [(remark.template, remark.params) for remark in report.remarks]
        kept["refused_rows"] = [(row.line, row.cells, row.reason) for row in report.refused_rows]
        kept["earlier"] = report.earlier.pk if report.earlier else None
        self._write("report.json", kept)


class Watch:
    """Tells the page how far the import is, now and then, and stops it where someone wants it stopped."""

    def __init__(self, job: Job, dry_run: bool):
        self.job = job
        self.dry_run = dry_run
        self.last = (None, 0.0)

    def __call__(self, phase: Phase, done: int = 0, total: int = 0):
        now = time.monotonic()
        if phase == self.last[0] and now - self.last[1] < OFTEN:
            return
        self.last = phase, now
        self.job._write("progress.json", {"phase": phase, "done": done, "total": total, "dry_run": self.dry_run})
        if (self.job.folder / "cancel").exists():
            raise Cancelled


class KeptChanges(Sequence):
    """The changes of a preview, in a file."""

    def __init__(self, path: Path, total: int):
        self.path = path
        self.total = total

    def __len__(self):
        return self.total

    def __iter__(self) -> Iterator[Change]:
        with self.path.open() as file:
            for line in file:
                yield Change(*json.loads(line))

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return next(islice(self._from(index), 1))
        start, stop, _step = index.indices(self.total)
        return list(islice(self._from(start), stop - start))

    def _from(self, start: int) -> Iterator[Change]:
        """The lines before it are passed over unread."""
        with self.path.open() as file:
            for line in islice(file, start, None):
                yield Change(*json.loads(line))


def forget_old_ones():
    """Jobs that nobody has touched for a day; one that runs stays."""
    for path in folder().iterdir():
        if path.is_dir() and path.stat().st_mtime < time.time() - DAY:
            with _unless_running(path) as is_idle:
                if is_idle:
                    shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _unless_running(path: Path) -> Iterator[bool]:
    lock = taken(path / "lock")
    yield lock is not None
    if lock:
        lock.close()
