"""What editors did to the printed text: passages moved, joined, split, and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from survey.models import Edition, Inquiry, Passage, PassageEdit
from survey.record.cells import grouped


@dataclass(frozen=True)
class RecordEdit:
    """One act that the public is told, with the passage that it is about; None where no passage is left of it."""

    record: PassageEdit
    passage: Passage | None


def read_edits(inquiry: Inquiry) -> list[RecordEdit]:
    """The acts of an inquiry that the public is told, in two queries.

    One that was taken back before any edition showed it is no news, nor is its undoing.
    """
    shown = Edition.objects.filter(
        inquiry=OuterRef("inquiry"), published_at__gte=OuterRef("at"), published_at__lt=OuterRef("taken_back_by__at")
    )
    edits = PassageEdit.objects.filter(inquiry=inquiry)
    edits = list(edits.annotate(is_told=Q(taken_back_by=None) | Exists(shown)))
    if not edits:
        return []
    told = {None} | {each.pk for each in edits if each.is_told}
    passages = Passage.objects.filter(edit__inquiry=inquiry).select_related("superseded_by")
    made = grouped(sorted(passages, key=_order), "edit_id")
    return [RecordEdit(edit, _concerned(edit, made)) for edit in edits if edit.is_told and edit.takes_back_id in told]


def _order(passage: Passage) -> tuple[int, int, int]:
    return passage.position, passage.start, passage.pk


def _concerned(edit: PassageEdit, made: dict[int, list[Passage]]) -> Passage | None:
    """The passage that was moved or joined, or the one that begins where the printed text was split."""
    if edit.kind == PassageEdit.Kind.UNDO:
        return _put_back(edit.takes_back_id, made.get(edit.takes_back_id, ()))
    passages = made.get(edit.pk, [])
    if edit.kind == PassageEdit.Kind.SPLIT:
        return passages[-1] if passages else None
    current = [passage for passage in passages if passage.superseded_by_id is None]
    return next(iter(current or passages), None)


def _put_back(undone: int, made: Iterable[Passage]) -> Passage | None:
    """The passage as the undoing left it."""
    successors = [passage.superseded_by for passage in made if passage.superseded_by]
    restored = [passage for passage in successors if passage.edit_id != undone]
    return min(restored, key=_order, default=None)
