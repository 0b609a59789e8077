"""Prepared imports of every kind: uploaded, previewed, confirmed, stopped, found again.

A kind is a subclass of PreparedImport that says how its file is read and what is done with it.
"""

import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, override

from survey.files.errors import FileError
from survey.importing.progress import Cancelled, Phase
from survey.importing.refusals import RefusedRow
from survey.importing.report import ImportedChange, ImportRefused, ImportResult, Proposal, in_words
from survey.importing.running import run_of
from survey.models import Batch, ImportSession, PreviewedChanges
from survey.sheets.table import TableWarning

KEPT_FOR = timedelta(days=14)
OFTEN = 0.2
CHANGES_IN_ROW = 50
STARTING = 20  # seconds until a process of its own must hold its lock
COUNTED = ("new", "changed", "unchanged", "refused", "moved", "matched", "footnotes", "remapped", "replanned")
LISTED = ("unmatched", "unknown_names", "meant", "missing", "left_out")
State = ImportSession.State


class PreparedImport(ABC):
    """One prepared import and what can be done with it.

    Its state is "new", "running", "interrupted" (its process was ended from outside, and its transaction has left
    nothing), or what came of the last run: previewed, imported, refused, cancelled.
    """

    kind: ClassVar[str]

    def __init__(self, record: ImportSession):
        self.record = record
        self.run_state = run_of(record)

    @classmethod
    def make(cls, owner, name: str, content: bytes, *, plan: dict | None = None, inquiry=None, annex=None):
        """Keep an upload. Raises FileError where it cannot be read."""
        forget_old_ones()
        record = ImportSession(kind=cls.kind, owner=owner, file_name=name[-200:], plan=plan or {})
        record.content, record.size = content, len(content)
        record.inquiry, record.annex = inquiry, annex
        made = cls(record)
        made.measure()
        record.save()
        return made

    @classmethod
    def found(cls, token: str, owner=None) -> "PreparedImport | None":
        """The import of this name; another's is nobody's."""
        records = ImportSession.objects.filter(kind=cls.kind, token=token).defer("content", "pages", "report")
        record = (records if owner is None else records.filter(owner=owner)).first()
        return cls(record) if record else None

    def __eq__(self, other):
        return isinstance(other, PreparedImport) and self.record == other.record

    __hash__ = None

    @property
    def token(self) -> str:
        return self.record.token

    @property
    def content(self) -> bytes:
        return bytes(self.record.content)

    @property
    def plan(self) -> dict:
        return self.record.plan

    # What a kind says

    @abstractmethod
    def measure(self) -> None:
        """Read the file once, and keep in the plan what the pages need of it. Raises FileError."""

    @property
    @abstractmethod
    def is_large(self) -> bool:
        """Whether it takes a process of its own."""

    @abstractmethod
    def bring(self, *, dry_run: bool, progress) -> ImportResult:
        """Preview or import. Raises ImportRefused, FileError or Cancelled."""

    def told(self, report: ImportResult) -> dict:
        """What its page needs to know of a run beside its sentence and batch."""
        return {}

    def refusal(self, error: Exception) -> dict:
        """What its page needs to know of a refusal beside the sentence."""
        return {}

    def previewed(self, report: ImportResult) -> list:
        """What its page shows of a preview piece by piece, as JSON."""
        return [[change.place, change.old, change.new] for change in report.changes]

    def kept(self, report: ImportResult, previewed: list) -> dict:
        """A preview as JSON, without what is `previewed`."""
        return kept(report)

    def restored(self, facts: dict) -> ImportResult:
        """The preview of which `kept` is what was kept."""
        return restored(facts, self.record)

    def save_plan(self) -> None:
        self.record.save(update_fields=["plan", "touched_at"])

    def read_so(self, **choices) -> None:
        """Read the file anew, as someone chooses now. Raises FileError, and stays as it was."""
        before = dict(self.plan)
        self.plan.update(choices)
        try:
            self.measure()
        except Exception:
            self.record.plan = before
            raise
        self.save_plan()

    changes_districts = False  # which the public reads at once: who has run it refreshes their search rows

    # What becomes of it

    @property
    def state(self) -> str:
        if self.run_state.is_running:
            return "running"
        self.record.refresh_from_db(fields=["state", "outcome", "started_at"])
        if self.record.state != State.STARTED:
            return self.record.state
        if self.batch:
            return State.IMPORTED
        return "running" if self._is_starting else "interrupted"

    @property
    def _is_starting(self) -> bool:
        """Its process has not come so far as to say that it is there."""
        begun = timezone.now() - self.record.started_at < timedelta(seconds=STARTING)
        return begun and bool(self.record.outcome.get("apart")) and not self.progress.get("done")

    @property
    def outcome(self) -> dict:
        """`sentence` and `batch` of the last run, and whether it was the dry run."""
        return self.record.outcome

    @property
    def progress(self) -> dict:
        """`phase`, `done`, `total`, and whether it is the dry run."""
        return self.run_state.progress

    @property
    def batch(self) -> Batch | None:
        """What the import made, also where the process was ended before it could say so."""
        if key := self.outcome.get("batch"):
            return Batch.objects.for_list().filter(pk=key).first()
        if self.record.started_at is None or self.outcome.get("dry_run", True):
            return None
        return self.batches().filter(by=self.record.owner_id, at__gte=self.record.started_at).first()

    def batches(self) -> QuerySet[Batch]:
        """The imports of this very file to this place."""
        if self.record.inquiry is None:
            return Batch.objects.none()
        return Batch.objects.of_file(self.record.inquiry, self.content).filter(annex=self.record.annex_id)

    @cached_property
    def report(self) -> ImportResult | None:
        """What the preview found; its changes are read page by page."""
        facts = self.record.report
        return self.restored(facts) if facts else None

    # Running it

    def start(self, *, dry_run: bool) -> bool:
        """Run it: a small one at once, a large one by a process of its own. False: it is running already."""
        with self.run_state.held() as lock:
            if lock is None:
                return False
            self.begin(dry_run=dry_run)
            if self.is_large:
                start_process([self.token], lock, dry_run=dry_run)
            else:
                self.run(dry_run=dry_run)
        return True

    def begin(self, *, dry_run: bool):
        self.run_state.clear()
        record = self.record
        record.language = get_language() or settings.LANGUAGE_CODE
        record.state, record.started_at = State.STARTED, timezone.now()
        record.outcome = {"dry_run": dry_run, "apart": self.is_large}
        record.save(update_fields=["language", "state", "started_at", "outcome", "touched_at"])
        self.run_state.tell({"phase": Phase.READING, "done": 0, "total": 0, "dry_run": dry_run})

    def run(self, *, dry_run: bool):
        """Preview or import; what came of it is written in every case that the process lives to see."""
        with override(self.record.language):
            try:
                report = self.bring(dry_run=dry_run, progress=Watch(self, dry_run))
            except (ImportRefused, FileError) as error:
                self._end(State.REFUSED, dry_run, sentence=in_words(error), **self.refusal(error))
            except Cancelled:
                self._end(State.CANCELLED, dry_run)
            else:
                if dry_run:
                    self.keep(report)
                batch = report.batch.pk if report.batch else None
                state = State.PREVIEWED if dry_run else State.IMPORTED
                self._end(state, dry_run, sentence=report.sentence, batch=batch, **self.told(report))

    def _end(self, state: str, dry_run: bool, **outcome):
        self.record.state, self.record.outcome = state, {"dry_run": dry_run, **outcome}
        self.record.save(update_fields=["state", "outcome", "inquiry", "annex", "touched_at"])

    def keep(self, report: ImportResult):
        """The preview; its changes apart, so that a page of them can be read by itself."""
        changes = self.previewed(report)
        self.record.report = self.kept(report, changes)
        self.record.save(update_fields=["report"])
        self.record.previewed_changes.all().delete()
        PreviewedChanges.objects.bulk_create(
            PreviewedChanges(session=self.record, number=start // CHANGES_IN_ROW, changes=some)
            for start in range(0, len(changes), CHANGES_IN_ROW)
            if (some := changes[start : start + CHANGES_IN_ROW])
        )
        self.__dict__.pop("report", None)

    def cancel(self):
        self.run_state.ask_to_stop()

    def forget(self):
        self.run_state.forget()
        self.record.delete()


def start_in_turn(prepared: Sequence[PreparedImport]):
    """Preview many, one after the other, by one process of its own."""
    start_process([each.token for each in prepared], (), dry_run=True)


def start_process(tokens: Sequence[str], inherited: Sequence[int], *, dry_run: bool):
    """It goes on where this server is stopped."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_import", *tokens]
    subprocess.Popen(  # noqa: S603 - our own command and names that we made
        command + ["--dry-run"] * dry_run,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=inherited,
        start_new_session=True,
    )


class Watch:
    """Tells the page how far the import is, now and then, and stops it where someone wants it stopped."""

    def __init__(self, prepared: PreparedImport, dry_run: bool):
        self.run_state = prepared.run_state
        self.dry_run = dry_run
        self.last = (None, 0.0)

    def __call__(self, phase: Phase, done: int = 0, total: int = 0):
        now = time.monotonic()
        if phase == self.last[0] and now - self.last[1] < OFTEN:
            return
        self.last = phase, now
        self.run_state.tell({"phase": phase, "done": done, "total": total, "dry_run": self.dry_run})
        if self.run_state.is_stop_asked:
            raise Cancelled


def kept(report: ImportResult) -> dict:
    return {name: getattr(report, name) for name in ("dry_run", *COUNTED, *LISTED)} | {
        "changes": len(report.changes),
        "remarks": [(remark.template, remark.params) for remark in report.remarks],
        "refused_rows": [(row.line, row.cells, row.reason) for row in report.refused_rows],
        "proposals": [asdict(proposal) for proposal in report.proposals],
        "refusals": report.refusals,
        "earlier": report.earlier.pk if report.earlier else None,
    }


def restored(facts: dict, record: ImportSession) -> ImportResult:
    report = ImportResult(
        **{name: facts.get(name, 0) for name in COUNTED},  # one was previewed before it was counted
        **{name: facts[name] for name in ("dry_run", *LISTED)},
        skipped=True,
        refusals=facts["refusals"],
        remarks=[TableWarning(*each) for each in facts["remarks"]],
        refused_rows=[RefusedRow(line, tuple(cells), reason) for line, cells, reason in facts["refused_rows"]],
        proposals=[Proposal(**each | {"needs": tuple(each["needs"])}) for each in facts["proposals"]],
        changes=KeptChanges(record, facts["changes"]),
    )
    earlier = facts["earlier"]
    report.earlier = Batch.objects.for_list().filter(pk=earlier).first() if earlier else None
    return report


class KeptChanges(Sequence):
    """The changes of a preview, some at a time."""

    def __init__(self, record: ImportSession, total: int):
        self.record = record
        self.total = total

    def __len__(self):
        return self.total

    def __iter__(self) -> Iterator[ImportedChange]:
        rows = self.record.previewed_changes.order_by("number")
        return (ImportedChange(*each) for row in rows.iterator() for each in row.changes)

    def __getitem__(self, index):
        positions = range(*index.indices(self.total)) if isinstance(index, slice) else [index]
        found = [ImportedChange(*each) for each in previewed_at(self.record, positions)]
        return found if isinstance(index, slice) else found[0]


def previewed_at(record: ImportSession, positions: Sequence[int]) -> list:
    """What was previewed at these positions, counted from 0, as it was kept."""
    rows = record.previewed_changes.filter(number__in={position // CHANGES_IN_ROW for position in positions})
    found = {row.number: row.changes for row in rows}
    return [found[position // CHANGES_IN_ROW][position % CHANGES_IN_ROW] for position in positions]


def forget_old_ones():
    """Prepared imports that nobody has touched for two weeks; one that runs stays."""
    old = ImportSession.objects.filter(touched_at__lt=timezone.now() - KEPT_FOR).defer("content", "pages", "report")
    for record in old:
        if not run_of(record).is_running:
            run_of(record).forget()
            record.delete()
