"""Taking a batch back: exactly what it did, unless someone has edited it since."""

from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from types import ModuleType

from django.db import IntegrityError, transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from survey import checks
from survey.importing import batch_log, catalogue_undo, list_undo, paper_undo
from survey.importing.batch_acts import DELETED, BatchActs, relations
from survey.importing.batch_log import BEFORE
from survey.importing.catalogue import LIST_OF as CATALOGUE
from survey.importing.locks import alone
from survey.importing.report import ImportRefused
from survey.importing.writing import supersede
from survey.models import (
    Annex,
    AnnexNote,
    Answer,
    Batch,
    Column,
    Finding,
    Inquiry,
    Passage,
    Reference,
    RespondentName,
    Row,
    history,
)
from survey.models.bulk import batched

NAMED = 10
# The way from what an import makes to its table.
TABLES = {Answer: "row__annex", Row: "annex", Column: "annex", AnnexNote: "annex", Reference: "from_answer__row__annex"}


def undo(batch: Batch, *, by, reason: str) -> Batch:
    """Take the batch back, in one transaction, and run the checks.

    Rows, columns, answers, passages, references, footnotes and names that it made go, and the facts of a paper;
    passages that it superseded stand again. Keys are not given anew; histories, the file and the inquiry stay.
    Raises ImportRefused, and changes nothing, where someone has edited since, naming the places. Of a list, the records
    that someone has worked on since stay, and all others are taken back.
    """
    with ExitStack() as locks, transaction.atomic():
        for annex in _annexes(batch):
            locks.enter_context(alone(annex))
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        obstacles = in_the_way(batch)
        if obstacles:
            raise ImportRefused(_edited(obstacles))
        told = {"reason": history.Cause(reason, undoes=batch.pk), "by": by}
        touched = _take_back_list(batch, told) if batch.list_of else _take_back(batch, told)
        batch.undone_at, batch.undone_by, batch.undone_reason = timezone.now(), by, reason
        batch.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        for inquiry in Inquiry.objects.filter(pk__in=touched):
            checks.run(inquiry, by=by)
    return batch


def _take_back_list(batch: Batch, told: dict) -> set[int]:
    """A record may not say again what it said before, where one that stays says it now."""
    try:
        return _of_list(batch).take_back(batch, told)
    except IntegrityError as error:
        sentence = _("What a record said before stands in another one by now. Put it back by hand.")
        raise ImportRefused(sentence) from error


def _take_back(batch: Batch, told: dict) -> set[int]:
    """Of a table, a paper or an editing sheet."""
    log = BatchActs.of(batch)
    _take_back_changes(log, told)
    _remove_what_was_made(batch, log, told)
    _restore(log, told)
    paper_undo.take_back(batch, log, told)
    return {batch.inquiry_id}


def _annexes(batch: Batch) -> list[Annex]:
    """The tables of the import; refuses one that is undone, or was made before protocols were kept."""
    if batch.undone_at:
        raise ImportRefused(_("This import is undone already."))
    if batch.protocol is None:
        raise ImportRefused(_("This import cannot be undone: it kept no protocol."))
    if batch.list_of:
        return []
    return [batch.annex] if batch.annex else list(batch.inquiry.annexes.order_by("number"))


def in_the_way(batch: Batch) -> list[str]:
    """What someone has edited since, each place once; nothing where the batch can be undone. Raises ImportRefused."""
    annexes = _annexes(batch)
    if batch.list_of:
        return list(dict.fromkeys(_of_list(batch).in_the_way(batch)))
    log = BatchActs.of(batch)
    found = [
        *paper_undo.in_the_way(batch, log),
        *_edited_cells(annexes, log),
        *_edited_records(log),
        *_corrected(batch, annexes, log),
        *_work_on(annexes, log),
    ]
    return list(dict.fromkeys(found))


def staying(batch: Batch) -> list[str]:
    """Of a list that can be taken back, the records that stay, for someone has worked on them since."""
    return list(_of_list(batch).staying(batch).values()) if batch.list_of else []


def _of_list(batch: Batch) -> ModuleType:
    return catalogue_undo if batch.list_of == CATALOGUE else list_undo


def _edited(places: list[str]) -> str:
    more = len(places) - NAMED
    named = ", ".join(_("“%(name)s”") % {"name": place} for place in places[:NAMED])
    named += _(" and %(more)d more") % {"more": more} if more > 0 else ""
    return _("Someone has worked on this since the import: %(places)s. Nothing was undone.") % {"places": named}


# All of the tables is read, and what the batch touched is picked out here: a list of a hundred thousand keys in a query
# takes a database longer than that.


def _edited_cells(annexes: list[Annex], log: BatchActs) -> Iterator[str]:
    """A version counts each edit of a cell, also one that leaves no history of its own."""
    expected = dict.fromkeys(log.new, 1) | {key: cell.had["version"] + 1 for key, cell in log.changed.items()}
    cells = log.new | log.changed
    versions = Answer.objects.filter(row__annex__in=annexes).order_by("pk").values_list("pk", "version")
    for key, version in versions.iterator():
        if expected.pop(key, version) != version:
            yield cells[key].place
    yield from (cells[key].place for key in expected)


def _edited_records(log: BatchActs) -> Iterator[str]:
    cells = log.new | log.changed
    for model, keys in log.touched.items():
        touched = set(keys)
        if not touched:
            continue
        past = model.history.filter(history_id__gt=log.marks[model._meta.model_name]).order_by("history_id")
        for key in past.values_list("id", flat=True).iterator():
            if key in touched:
                yield cells[key].place if model is Answer else _name(model, key)


def _name(model: type[Model], key: int) -> str:
    record = model.objects.filter(pk=key).first()
    return f"{model._meta.verbose_name} {record or key}"


def _corrected(batch: Batch, annexes: list[Annex], log: BatchActs) -> Iterator[str]:
    """Passages of the batch that no longer stand, and passages of others that stand in its new cells."""
    passages = Passage.objects.select_related("printed_in__row", "printed_in__column").order_by("pk")
    for passage in passages.filter(batch=batch).exclude(superseded_by=None):
        yield str(passage.printed_in)
    here = Q(answer__row__annex__in=annexes) | Q(printed_in__row__annex__in=annexes)
    others = Passage.objects.filter(here).exclude(batch=batch).values_list("pk", "answer", "printed_in")
    keys = [pk for pk, *cells in others.order_by("pk").iterator() if not log.new.keys().isdisjoint(cells)]
    yield from (str(passage.printed_in) for passage in passages.filter(pk__in=keys))


def _work_on(annexes: list[Annex], log: BatchActs) -> Iterator[str]:
    """What hangs on the records that would go: categories, quotes, decided findings, answers of later imports."""
    for model, keys in log.made.items():
        made = set(keys)
        for relation in relations(model) if made else ():
            related, name = relation.related_model, relation.field.name
            ours = set(log.made.get(related, ()))
            hanging = _theirs(related, f"{name}__{TABLES[model]}", annexes).values_list("pk", relation.field.attname)
            keys = [pk for pk, key in hanging.order_by("pk").iterator() if key in made and pk not in ours]
            for record in related._base_manager.filter(pk__in=keys).order_by("pk"):
                yield f"{getattr(record, name)}: {record._meta.verbose_name}"


def _theirs(related: type[Model], path: str, annexes: list[Annex]) -> QuerySet:
    """Records that hang on others of the tables; passages are seen by `_corrected`, open findings are the program's."""
    found = related._base_manager.filter(**{f"{path}__in": annexes})
    if related is Finding:
        return found.filter(state__in=[Finding.State.ACCEPTED, Finding.State.DISMISSED])
    return found.none() if related is Passage else found


def _take_back_changes(log: BatchActs, told: dict):
    """The values that the changed answers had; their version goes on, for someone may have the form open."""
    for some in batched(log.changed, history.KEYS):
        answers = []
        for key in some:
            had = log.changed[key].had
            number = None if had["number"] is None else Decimal(had["number"])
            answers.append(Answer(pk=key, **had | {"number": number}))
        names = [name for name in BEFORE if name in had and name != "version"]
        Answer.objects.bulk_update(answers, names, batch_size=1000)
        Answer.objects.filter(pk__in=some).update(version=F("version") + 1)
        history.tell_all(Answer, some, history.CHANGED, **told)
    supersede((None, key) for key in log.keys[batch_log.SUPERSEDED])


def _remove_what_was_made(batch: Batch, log: BatchActs, told: dict):
    """What hangs on something goes before it; findings stay, and forget where they pointed."""
    for model, name in ((Answer, "answer"), (Row, "row")):
        for some in batched(log.made[model], history.KEYS):
            findings = Finding.objects.filter(**{f"{name}__in": some})
            keys = list(findings.values_list("pk", flat=True))
            findings.update(**{name: None})
            history.tell_all(Finding, keys, history.CHANGED, **told)
    Passage.objects.filter(batch=batch)._raw_delete(using=Passage.objects.db)
    for model in (Reference, AnnexNote, Answer):
        _remove(model, log.made[model], told)
    for model, many in ((Row, Row.speaks_for), (Column, Column.questions)):
        for some in batched(log.made[model], history.KEYS):
            many.through.objects.filter(**{f"{model._meta.model_name}__in": some}).delete()
        _remove(model, log.made[model], told)


def _remove(model: type[Model], keys: list[int], told: dict):
    """With their histories, in bulk: nothing hangs on them any more, and the database holds that too."""
    for some in batched(keys, history.KEYS):
        history.tell_all(model, some, DELETED, **told)
        model.objects.filter(pk__in=some)._raw_delete(using=model.objects.db)


def _restore(log: BatchActs, told: dict):
    for name, key, position in log.keys[batch_log.MOVED]:
        model = {"row": Row, "column": Column}[name]
        model.objects.filter(pk=key).update(position=position)
        history.tell_all(model, [key], history.CHANGED, **told)
    matched = log.keys[batch_log.MATCHED]
    Row.objects.filter(pk__in=matched).update(respondent=None)
    history.tell_all(Row, matched, history.CHANGED, **told)
    for facts in log.keys[batch_log.OUTDATED]:
        history.tell(Reference(**facts), **told).save()
    for key, before in log.keys[batch_log.NAME]:
        _restore_name(RespondentName.objects.get(pk=key), before, told)
    for key, questions in log.keys[batch_log.QUESTIONS]:
        column = Column.objects.get(pk=key)
        column.questions.set(questions)
        history.tell(column, **told).save()
    for key, mapping in log.keys[batch_log.MAPPING]:
        annex = Annex.objects.get(pk=key)
        annex.mapping = mapping
        history.tell(annex, **told).save(update_fields=["mapping"])


def _restore_name(name: RespondentName, before: list | None, told: dict):
    if before is None:
        history.tell(name, **told).delete()
        return
    name.respondent_id = before[1]
    history.tell(name, **told).save()
