"""Deleting what was recorded by mistake: with all that hangs on it, as long as the public never saw it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import CASCADE, Min, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from survey.editing.acts import act
from survey.models import (
    Annex,
    AnnexNote,
    Batch,
    Claim,
    Column,
    Edition,
    Evidence,
    Finding,
    Inquiry,
    Participation,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    Row,
    history,
)
from survey.models.history import history_of

DELETABLE = (Inquiry, Annex, Row, Column, Question, Reply, PreliminaryRemark)
# What may be empty in the database and yet has no meaning without it.
HANGS_ON = {
    (AnnexNote, "column"),
    (AnnexNote, "row"),
    (Batch, "annex"),
    (Evidence, "body"),
    (Evidence, "meeting"),
    (Evidence, "participation"),
    (Finding, "annex"),
    (Finding, "answer"),
    (Finding, "row"),
    (Participation, "body"),
    (Participation, "row"),
    (Question, "parent"),
    (Reference, "from_answer"),
    (Reference, "from_reply"),
}
SHOWN = 5
DELETED = "-"


class NotDeleted(ValidationError):
    """Why a record stays."""


@dataclass(frozen=True)
class Goes:
    """All records that a deletion takes along, by model; and, in words, what stands against it."""

    records: dict[type[Model], set[int]]
    obstacles: tuple[str, ...]

    def in_words(self) -> list[str]:
        """“Rows: 3”, the largest number first; what nobody sees by itself is not counted."""
        counts = [(len(keys), capfirst(str(model._meta.verbose_name_plural))) for model, keys in self.records.items()]
        return [f"{name}: {count}" for count, name in sorted(counts, key=lambda pair: (-pair[0], pair[1])) if count]


def inquiry_of(record: Model) -> Inquiry:
    if isinstance(record, Inquiry):
        return record
    return record.annex.inquiry if isinstance(record, Row | Column) else record.inquiry


def what_goes(record: Model) -> Goes:
    """What deleting this record would take along, and what stands against it; nothing is written."""
    found: dict[type[Model], set[int]] = defaultdict(set)
    asks: list[tuple[type[Model], str, set[int]]] = []
    waiting = [(type(record), {record.pk})]
    while waiting:
        model, keys = waiting.pop()
        keys = keys - found[model]
        found[model] |= keys
        for relation in _relations(model) if keys else ():
            dependent, name = relation.related_model, relation.field.name
            others = dependent._base_manager.filter(**{f"{name}__in": keys}).values_list("pk", flat=True)
            others = set(others.order_by())
            keeps = relation.field.null and relation.on_delete is not CASCADE
            if keeps and (dependent, name) not in HANGS_ON:
                asks.append((dependent, name, others))
            elif others:
                waiting.append((dependent, others))
    return Goes({model: keys for model, keys in found.items() if keys}, tuple(_obstacles(record, found, asks)))


def _relations(model: type[Model]) -> Iterable:
    """The foreign keys that point to a model, but for those of its histories and of its own sets."""
    for field in model._meta.get_fields(include_hidden=True):
        points = (field.one_to_many or field.one_to_one) and field.auto_created and not field.concrete
        if points and not field.related_model._meta.auto_created and not _is_history(field.related_model):
            yield field


def _is_history(model: type[Model]) -> bool:
    """Rows of a history, or of a set that a history keeps."""
    return hasattr(model, "history_type") or hasattr(model, "m2m_history_id")


def _obstacles(record: Model, found, asks) -> Iterable[str]:
    if first := was_published(record):
        yield _("Edition %(number)d shows it: what was published is withdrawn by a new edition, not deleted.") % {
            "number": first
        }
    for model, _name, keys in asks:
        for other in model._base_manager.filter(pk__in=[*keys - found[model]][:SHOWN]):
            yield _("%(kind)s “%(record)s” depends on it.") % {
                "kind": capfirst(str(model._meta.verbose_name)),
                "record": other,
            }
    yield from _emptied(found)
    for claim in Claim.objects.filter(codes__question__in=found[Question]).exclude(pk__in=found[Claim]).distinct():
        yield _("Statement %(position)d counts by it.") % {"position": claim.position}


def _emptied(found) -> Iterable[str]:
    """Replies that would answer no question any more."""
    if not found[Question]:
        return
    for reply in Reply.objects.filter(questions__in=found[Question]).exclude(pk__in=found[Reply]).distinct():
        if not reply.questions.exclude(pk__in=found[Question]).exists():
            yield _("%(reply)s answers this question alone. Delete the reply first.") % {"reply": reply}


def was_published(record: Model) -> int | None:
    """The number of the first edition that can have shown it: one that was published after it was recorded."""
    editions = Edition.objects.filter(inquiry=inquiry_of(record))
    if not isinstance(record, Inquiry):
        born = history_of(type(record)).objects.filter(id=record.pk).aggregate(at=Min("history_date"))["at"]
        editions = editions.filter(published_at__gte=born) if born else editions
    return editions.order_by("number").values_list("number", flat=True).first()


def delete(record: Model, *, reason: str, by=None) -> Goes:
    """Delete a record with all that hangs on it; each leaves a last line in its history. Raises NotDeleted."""
    if not isinstance(record, DELETABLE):
        raise NotDeleted(_("This is not deleted."))
    if not reason.strip():
        raise NotDeleted({"reason": _("Give a reason.")})
    inquiry = inquiry_of(record)
    with transaction.atomic() if isinstance(record, Inquiry) else act(inquiry):
        goes = what_goes(record)
        if goes.obstacles:
            raise NotDeleted(list(goes.obstacles))
        for model, keys in goes.records.items():
            _delete_all(model, sorted(keys), reason, by)
    return goes


def _delete_all(model: type[Model], keys: list[int], reason: str, by):
    """In bulk: constraints are looked at when the transaction ends, so the order does not count."""
    if hasattr(model, "history"):
        history.tell_all(model, keys, DELETED, reason, by)
    for start in range(0, len(keys), history.KEYS):
        some = keys[start : start + history.KEYS]
        for through, name in _sets(model):
            through._base_manager.filter(**{f"{name}__in": some})._raw_delete(connection.alias)
        model._base_manager.filter(pk__in=some)._raw_delete(connection.alias)


def _sets(model: type[Model]) -> Iterable[tuple[type[Model], str]]:
    """The tables that hold its many-to-many fields, and those of others that point to it."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.one_to_many and field.related_model._meta.auto_created:
            yield field.related_model, field.field.name
