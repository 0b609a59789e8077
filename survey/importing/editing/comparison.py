"""What an editing sheet that came back changes: reading only, in a number of queries that no line changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey.importing.batch_log import BEFORE
from survey.importing.editing import words
from survey.importing.editing.sheet import (
    COMPARED,
    EDITABLE,
    HEADINGS,
    KEY,
    LONGEST_CELL,
    SEEN,
    SheetLine,
    digest,
    normal,
    sheet_lines,
)
from survey.importing.mapping import REASONS
from survey.importing.refusals import RefusedRow
from survey.importing.report import ImportedChange, ImportRefused, ImportResult, in_words_alone, reasons
from survey.models import Annex, Answer, Inquiry, NumberIs, Status
from survey.models.cell_text import LARGEST, PLACES, number_anew
from survey.sheets.table import Record, SheetCell, Table
from survey.wording.places import cell_place

KEYS = re.compile(r"a(\d+)-r\d+-c\d+")
SEEN_DIGESTS = re.compile(r"s(-[0-9a-f]{6}){6}")
NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
THOUSANDS = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class SheetEdit:
    """A cell that the sheet changes: its answer says so already, and is not saved yet.

    `old` and `new` say in words what changes, `before` is what the answer had, in the order of the protocol; None where
    the table has a gap.
    """

    line: SheetLine
    changes: list[ImportedChange]
    old: str | None
    new: str
    before: list | None

    @property
    def version(self) -> int:
        return self.before[BEFORE.index("version")]

    @property
    def address(self) -> str:
        row = self.line.row
        return cell_place(row.annex, row, self.line.column.record)


@dataclass
class Edits:
    """What a sheet changes, and the lines that were refused, each with why."""

    inquiry: Inquiry
    edits: list[SheetEdit] = field(default_factory=list)
    unchanged: int = 0
    refused: list[tuple[Record, str]] = field(default_factory=list)

    def report(self, *, dry_run: bool, skip_refused: bool = False) -> ImportResult:
        return ImportResult(
            dry_run=dry_run,
            skipped=skip_refused,
            changed=len(self.edits),
            unchanged=self.unchanged,
            refused=len(self.refused),
            changes=[change for edit in self.edits for change in edit.changes],
            refusals=[f"{_place(record)}: {reason}" for record, reason in self.refused],
            refused_rows=[
                RefusedRow(record.line, (record.label, *(cell.text for cell in record.cells)), reason)
                for record, reason in self.refused
            ],
        )


class _Unfit(Exception):
    """Why a line is refused: one sentence."""


def compare(table: Table, inquiry: Inquiry) -> Edits:
    """The edits of a sheet of this inquiry. Raises ImportRefused where it is no editing sheet."""
    headings = tuple(map(words.heading_of, table.headings))
    if words.heading_of(table.label_heading) != KEY or SEEN not in headings:
        raise ImportRefused(
            _("This is no editing sheet: it needs the columns “key” and “seen”. Export one, and edit that.")
        )
    if unknown := [heading for heading in headings if not _is_known(heading)]:
        raise ImportRefused(_("An editing sheet has no column “%(name)s”.") % {"name": unknown[0]})
    existing = _existing(table, inquiry)
    result = Edits(inquiry)
    met: set[str] = set()
    for bad in table.bad_rows:
        label, *texts = bad.cells
        result.refused.append(
            (Record(label, tuple(map(SheetCell, texts)), line=bad.error.line), in_words_alone(bad.error))
        )
    for record in table.records:
        try:
            edit = _edit(record, headings, existing, met)
        except _Unfit as reason:
            result.refused.append((record, str(reason)))
            continue
        if edit:
            result.edits.append(edit)
        else:
            result.unchanged += 1
    return result


def _is_known(heading: str) -> bool:
    """Also in the file of refused lines, put right, which says in a column more why each was refused."""
    return heading in HEADINGS or heading.casefold() in REASONS


def _existing(table: Table, inquiry: Inquiry) -> dict[str, SheetLine]:
    """The cells of the tables that the keys name."""
    numbers = {int(match[1]) for record in table.records if (match := KEYS.fullmatch(record.label.strip()))}
    annexes = Annex.objects.filter(inquiry=inquiry, number__in=numbers)
    return {line.key: line for annex in annexes for line in sheet_lines(annex)}


def _edit(record: Record, headings: tuple[str, ...], existing: dict[str, SheetLine], met: set[str]) -> SheetEdit | None:
    key = record.label.strip()
    if record.continues or key not in existing:
        raise _Unfit(_("“%(key)s” is the key of no cell of this inquiry.") % {"key": key})
    if key in met:
        raise _Unfit(_("The key “%(key)s” stands in the sheet twice.") % {"key": key})
    met.add(key)
    line = existing[key]
    came = {name: normal(each.text) for name, each in zip(headings, record.cells, strict=True)}
    came = {name: words.value_of(name, said) for name, said in came.items()}
    values = _touched(line, came)
    if not values:
        return None
    is_gap, said = line.answer.pk is None, line.values()
    before = None if is_gap else [getattr(line.answer, name) for name in BEFORE]
    changes = [
        ImportedChange(f"{line.name}: {_label(name)}", words.label_of(name, said[name]), words.label_of(name, value))
        for name, value in values.items()
    ]
    old, new = None if is_gap else _in_words(said, values), _in_words(values, values)
    _apply(line, values)
    return SheetEdit(line, changes, old, new, before)


def _label(name: str) -> str:
    return str(Answer._meta.get_field("wording" if name == "text" else name).verbose_name)


def _in_words(said: dict[str, str], names: Iterable[str]) -> str:
    """What is said in these fields; the text needs no label."""
    return "\n".join(
        said[name] if name == "text" else f"{_label(name)}: {words.label_of(name, said[name])}" for name in names
    )


def _touched(line: SheetLine, came: dict[str, str]) -> dict[str, str]:
    """The fields that the editor of the sheet wrote anew; refuses what someone else has changed here as well."""
    if not SEEN_DIGESTS.fullmatch(came[SEEN]):
        raise _Unfit(_("The column “seen” was changed. It says what stood here at the export; leave it alone."))
    digests = dict(zip(COMPARED, came[SEEN].split("-")[1:], strict=True))
    now, touched = line.values(), {}
    for name in COMPARED:
        value = came.get(name)
        if value is None or value == now[name] or digest(value) == digests[name]:
            continue
        if name not in EDITABLE:
            raise _Unfit(_("What is printed never changes. Write into “text” how it should read."))
        if digest(now[name]) != digests[name]:
            raise _Unfit(_overtaken(line))
        if len(value) == LONGEST_CELL and now[name].startswith(value):
            raise _Unfit(_("The text was cut off by the spreadsheet program. Take CSV or JSON for this cell."))
        touched[name] = value
    return touched


def _overtaken(line: SheetLine) -> str:
    last = line.answer.history.select_related("history_user").first() if line.answer.pk else None
    if last is None or last.history_user is None:
        return _("This cell has been changed here since the sheet was exported.")
    user: AbstractBaseUser = last.history_user
    return _("%(name)s has changed this cell on %(date)s, after the sheet was exported. Now it says: “%(text)s”") % {
        "name": user.get_full_name() or user.get_username(),
        "date": date_format(localtime(last.history_date), "SHORT_DATETIME_FORMAT"),
        "text": line.text,
    }


def _apply(line: SheetLine, values: dict[str, str]):
    """Set the fields of the answer, not saved yet."""
    answer, before = line.answer, line.text
    answer.own_passages = line.cell.passages if line.cell else ()
    if "text" in values:
        answer.wording = _wording(line, values["text"])
        if line.column.is_number:
            answer.number, answer.number_is = number_anew(before, answer.text, (answer.number, answer.number_is))
    if "status" in values:
        answer.status, answer.decided = _one_of(Status, values["status"]), True
    if "number" in values:
        answer.number = _number(values["number"])
    if {"number", "number_is"} & values.keys():
        answer.number_is = _number_is(answer, values.get("number_is"))
    answer.note = values.get("note", answer.note)
    try:
        answer.full_clean(exclude=["row", "column"])
    except ValidationError as error:
        raise _Unfit(reasons(error)) from error


def _wording(line: SheetLine, text: str) -> str | None:
    """None where the text is what the passages say anyway."""
    if text == normal(line.own_text):
        return None
    if not text and line.answer.wording is None:
        raise _Unfit(_("A text cannot be edited away. Give a status, such as “unknown”, and a note."))
    return text or None


def _one_of(choices, word: str) -> str:
    found = word.casefold().replace(" ", "_")
    if found not in choices.values:
        said = ", ".join(map(str, choices.labels))
        raise _Unfit(_("“%(word)s” is none of these words: %(words)s.") % {"word": word, "words": said})
    return found


def _number(text: str) -> Decimal | None:
    """Digits and one decimal sign; “1.138” may mean two numbers, and is asked back."""
    if not text:
        return None
    if not NUMBER.fullmatch(text) or THOUSANDS.fullmatch(text):
        raise _Unfit(
            _("“%(text)s” is not surely a number. Write digits without thousands: 1138 or 12,5.") % {"text": text}
        )
    number = Decimal(text.replace(",", ".").replace("−", "-"))
    if abs(number) >= LARGEST or number != round(number, PLACES):
        raise _Unfit(_("“%(text)s” has more digits than are kept.") % {"text": text})
    return number


def _number_is(answer: Answer, word: str | None) -> str:
    if answer.number is None:
        return NumberIs.NONE
    if word:
        return _one_of(NumberIs, word)
    return NumberIs.EXACT if answer.number_is == NumberIs.NONE else answer.number_is


def _place(record: Record) -> str:
    where = _("line %(line)d") % {"line": record.line} if record.line else ""
    return ", ".join(filter(None, [where, record.label]))
