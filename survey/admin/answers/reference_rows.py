"""The references on the form of an answer, when someone else has saved the answer in between.

What was sent is put together with what stands there now, row by row and field by field: theirs where one changed
nothing oneself, one's own where only that is new, and both are told where the two differ.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.admin.edit_conflicts import THEIRS, EditConflict, with_versions
from survey.admin.records import LabelledRows
from survey.models import Answer, PreliminaryRemark, Question, Reference

FIELDS = ("position", "words", "whole", "to_question", "to_answer", "to_remark", "to_paper", "state")
TAKE_THEIRS = f"references:{THEIRS}"
Row = dict[str, str]


def rows_of(answer: Answer) -> list[Row]:
    """The references of an answer as a browser would send them."""
    return [_sent(reference) for reference in answer.references.all()] if answer.pk else []


def _sent(reference: Reference) -> Row:
    values = {name: getattr(reference, Reference._meta.get_field(name).attname) for name in FIELDS}
    row = {name: "" if value is None else str(value) for name, value in values.items()}
    return row | {"id": str(reference.pk), "whole": "on" if reference.whole else ""}


class ReferenceRows(LabelledRows):
    clashes: tuple[EditConflict, ...] = ()

    def __init__(self, data=None, files=None, instance=None, save_as_new=False, prefix=None, **kwargs):
        if data is not None and instance and instance.pk and is_overtaken(data, instance):
            data, self.clashes = put_together(data, prefix or self.get_default_prefix(), instance)
        super().__init__(data, files, instance, save_as_new, prefix, **kwargs)


def is_overtaken(data, answer: Answer) -> bool:
    return data.get("seen") != str(answer.version) or "choose" in data


def put_together(data, prefix: str, answer: Answer):
    """What was sent, as rows of today, and where both changed the same."""
    meeting = _Meeting(_before(data), data.get("choose") == TAKE_THEIRS)
    own = list(_rows(data, prefix))
    kept = [
        meeting.met(saved, next((row for row in own if row["id"] == saved["id"]), None)) for saved in rows_of(answer)
    ]
    here = {row["id"] for row in kept}
    added = [meeting.vanished(row) if row["id"] else row for row in own if row["id"] not in here]
    rows = [*kept, *(row for row in added if row)]
    return _written(data, prefix, rows, len(kept), answer), tuple(meeting.clashes)


def _before(data) -> dict[str, Row]:
    try:
        before = json.loads(data.get("before", ""))
        return {row["id"]: row for row in before["references"]}
    except (ValueError, TypeError, KeyError):
        return {}


def _rows(data, prefix: str) -> Iterator[Row]:
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    for index in range(int(total) if total.isdigit() else 0):
        yield {name: data.get(f"{prefix}-{index}-{name}", "") for name in (*FIELDS, "id", "DELETE")}


@dataclass
class _Meeting:
    """Rows of two people; `theirs` says that the other's count where both changed one."""

    before: dict[str, Row]
    theirs: bool
    clashes: list[EditConflict] = field(default_factory=list)

    def met(self, saved: Row, own: Row | None) -> Row:
        """A row that stands there now."""
        if own is None:  # added by the other
            return saved
        before = self.before.get(saved["id"], {})
        mine = [name for name in FIELDS if own[name] != before.get(name)]
        if any(before.get(name) != saved[name] != own[name] for name in mine):
            self.clashes.append(self._clash(saved, own))
            mine = [] if self.theirs else mine
        return saved | {name: own[name] for name in mine} | {"DELETE": own["DELETE"]}

    def vanished(self, own: Row) -> Row | None:
        """A row that the other deleted; what one changed in it oneself is kept as a new one."""
        before = self.before.get(own["id"], {})
        if own["DELETE"] or all(own[name] == before.get(name) for name in FIELDS):
            return None
        self.clashes.append(self._clash(None, own))
        return None if self.theirs else own | {"id": ""}

    def _clash(self, saved: Row | None, own: Row) -> EditConflict:
        label = _("Reference “%(words)s”") % {"words": own["words"] or (saved or own)["words"]}
        old = in_words(saved) if saved else _("deleted")
        choices = ((TAKE_THEIRS, gettext_lazy("Take their references")),)
        return EditConflict("references", label, old, in_words(own), (), choices)


def in_words(row: Row) -> str:
    """“s. 2” → 2 (confirmed)."""
    found = [
        Question.objects.filter(pk=row["to_question"]).first() if row["to_question"].isdigit() else None,
        Answer.objects.for_list().filter(pk=row["to_answer"]).first() if row["to_answer"].isdigit() else None,
        PreliminaryRemark.objects.filter(pk=row["to_remark"]).first() if row["to_remark"].isdigit() else None,
        row["to_paper"],
    ]
    targets = ", ".join(str(each) for each in found if each)
    state = dict(Reference.State.choices).get(row["state"], row["state"])
    return f"{row['words']} → {targets or '…'} ({state})"


def _written(data, prefix: str, rows: Iterable[Row], initial: int, answer: Answer):
    """The rows as a browser would send them; a box that is not ticked is not sent."""
    data = data.copy()
    for name in [name for name in data if name.startswith(f"{prefix}-") and name.split("-")[1].isdigit()]:
        del data[name]
    rows = list(rows)
    versions = dict(with_versions(answer.references.all()).values_list("pk", "newest_version"))
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), str(initial)
    for index, row in enumerate(rows):
        sent = {name: value for name, value in row.items() if value or name not in ("whole", "DELETE")}
        data.update({f"{prefix}-{index}-{name}": value for name, value in sent.items()})
        data[f"{prefix}-{index}-from_answer"] = str(answer.pk)
        if row["id"]:
            data[f"{prefix}-{index}-seen"] = str(versions.get(int(row["id"])) or 0)
    return data
