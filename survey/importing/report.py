"""What an import did, or would do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.files.errors import FileError
from survey.models import Batch
from survey.sheets.table import TableWarning

if TYPE_CHECKING:
    from survey.importing.refusals import RefusedRow


LEFT_OUT_SHOWN = 50


class ImportRefused(Exception):
    """Why an import changes nothing: one sentence to the person who started it."""


def in_words(error: Exception) -> str:
    """A refusal, or what is wrong with a file and where, in the reader's language."""
    if not isinstance(error, FileError):
        return str(error)
    place = error.file
    if error.line is not None:
        place += _(", line %(line)d") % {"line": error.line}
    if error.column is not None:
        place += _(", column %(column)s") % {"column": error.column}
    return f"{place}: {in_words_alone(error)}"


def in_words_alone(error: FileError) -> str:
    """What is wrong, without the place."""
    return _(error.template) % error.params if error.params else _(error.template)


def reasons(error: ValidationError) -> str:
    """Why a record is not valid, each sentence behind the name of its field."""
    fields = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return " ".join(
        message if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in fields.items()
        for message in messages
    )


@dataclass(frozen=True)
class ImportedChange:
    """One cell or field: its place in words, what stood there (None: nothing yet), what stands there now."""

    place: str
    old: str | None
    new: str


@dataclass(frozen=True)
class Proposal:
    """One fact of a paper that can be accepted alone: as forms and commands name it, in words, and its line.

    `needs` are the places of what must be accepted with it; `is_needed`: no record can be without; `is_edited`: an
    editor has written something else since, which stays unless somebody chooses this.
    """

    token: str
    place: str
    old: str | None
    new: str
    line: int
    needs: tuple[str, ...] = ()
    is_needed: bool = False
    is_edited: bool = False

    @property
    def kind(self) -> str:
        return self.token.partition("-")[0]


class Changes(Sequence):
    """Changes that are made when they are asked for: a large table has a hundred thousand."""

    def __init__(self, total: int, made: Callable[[], Iterator[ImportedChange]]):
        self.total = total
        self.made = made

    def __len__(self):
        return self.total

    def __iter__(self):
        return self.made()

    def __getitem__(self, index):
        return list(self)[index]

    def __eq__(self, other):
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None


@dataclass
class ImportResult:
    """Counts of cells (of a paper: of its facts too; of the editor's layer: of the lines of its files).

    `refused` counts rows or lines. `moved` are rows that only stand elsewhere in the table now; `matched` those that
    get the respondent that an editor names; `footnotes` those that are new; `remapped` columns that answer other
    questions from now on; `unmatched` rows without a respondent, and `unknown_names` their labels, each once; `meant`
    labels with the respondents they are found to mean and by what; `missing` rows and columns that the table has and
    the file has not; `replanned` is 1 where a file that was read before has another reading plan now; `left_out` lines
    of the file that hold no data; `remarks` what its reader noticed. What is refused stops all, unless it is `skipped`;
    `refused_rows` of a table say what and why. `earlier` is the batch that has
    brought the same file before. `batch` is None in a dry run and where nothing changed.
    """

    dry_run: bool
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    moved: int = 0
    matched: int = 0
    footnotes: int = 0
    remapped: int = 0
    replanned: int = 0
    changes: Sequence[ImportedChange] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    unknown_names: list[str] = field(default_factory=list)
    meant: list[Sequence] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[TableWarning] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    skipped: bool = False
    refused_rows: list["RefusedRow"] = field(default_factory=list)
    earlier: Batch | None = None
    batch: Batch | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether refused lines keep all others out."""
        return bool(self.refused) and not self.skipped

    @property
    def changes_nothing(self) -> bool:
        counted = (self.new, self.changed, self.moved, self.matched, self.footnotes, self.remapped, self.replanned)
        return not any(counted)

    @property
    def sentence(self) -> str:
        """The counts, led by what they mean."""
        counts = _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged, %(refused)d refused.") % {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": self.refused,
        }
        return f"{self._lead()} {counts}".strip()

    def _lead(self) -> str:
        if self.is_stopped:
            return _("Nothing was imported.")
        if self.changes_nothing:
            return _("Nothing changed.")
        return _("This would be imported:") if self.dry_run else ""

    def notes(self) -> list[str]:
        """What else the person who imports should know, one sentence a line."""
        return [note for note, _line in self.placed_notes()]

    def placed_notes(self) -> list[tuple[str, int | None]]:
        """The same, each with the number of its line in the file, where it is about one."""
        notes = [(self.earlier.told(), None)] if self.earlier else []
        notes += [(_(remark.template) % remark.params, remark.params.get("line")) for remark in self.remarks]
        notes += [] if self.refusals else [(row.sentence, None) for row in self.refused_rows]
        notes += [(note, None) for note in self._notes_on_rows()]
        notes += [(_left_out(line, text.strip()), line) for line, text in self.left_out[:LEFT_OUT_SHOWN]]
        return notes + [(note, None) for note in self._closing_notes()]

    def _notes_on_rows(self) -> list[str]:
        notes = [_("No respondent found for “%(name)s”.") % {"name": name} for name in self.unmatched]
        return notes + [_("Not in the file, left as it is: “%(name)s”.") % {"name": name} for name in self.missing]

    def _closing_notes(self) -> list[str]:
        notes = []
        if more := len(self.left_out[LEFT_OUT_SHOWN:]):
            notes.append(_("%(count)d further lines were not recognised.") % {"count": more})
        if self.remapped:
            sentence = ngettext(
                "%(count)d column answers other questions than before.",
                "%(count)d columns answer other questions than before.",
                self.remapped,
            )
            notes.append(sentence % {"count": self.remapped})
        if self.replanned:
            notes.append(_("The reading plan of the file is kept, by which it was read now."))
        if self.footnotes:
            notes.append(_("%(count)d footnotes are new.") % {"count": self.footnotes})
        if self.moved:
            notes.append(_("%(count)d rows stand at another place of the table now.") % {"count": self.moved})
        if self.matched:
            notes.append(_("%(count)d rows get the respondent that was chosen.") % {"count": self.matched})
        return notes

    def add(self, other: "ImportResult"):
        """Take in the report of a part."""
        for name in ("new", "changed", "unchanged", "refused", "moved", "matched", "footnotes", "remapped"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in (
            "changes",
            "unmatched",
            "unknown_names",
            "meant",
            "missing",
            "left_out",
            "remarks",
            "refusals",
            "refused_rows",
        ):
            getattr(self, name).extend(getattr(other, name))

    def as_dict(self) -> dict:
        """For `--json`."""
        counts = ("new", "changed", "unchanged", "refused", "moved", "matched", "footnotes")
        kept = ("dry_run", *counts, "unmatched", "missing", "refusals")
        return {
            **{name: getattr(self, name) for name in kept},
            "remarks": [_(remark.template) % remark.params for remark in self.remarks],
            "left_out": [{"line": line, "text": text} for line, text in self.left_out],
            "refused_rows": [{"line": row.line, "cells": row.cells, "reason": row.reason} for row in self.refused_rows],
            "changes": [asdict(change) for change in self.changes],
            "proposals": [asdict(proposal) for proposal in self.proposals],
            "earlier_batch": self.earlier.pk if self.earlier else None,
            "batch": self.batch.pk if self.batch else None,
            "sentence": self.sentence,
        }


def _left_out(line: int, text: str) -> str:
    """Words are never called empty; where a file has no lines (0), only what it was."""
    if not line:
        return _("Left out: “%(text)s”") % {"text": text}
    empty = _("Line %(line)d holds no data and was left out: “%(text)s”")
    words = _("Line %(line)d was not recognised: “%(text)s”")
    sentence = words if any(sign.isalpha() for sign in text) else empty
    return sentence % {"line": line, "text": text}
