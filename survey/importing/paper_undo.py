"""Taking back the facts of a paper: those that its import made go, those that it changed say again what they said."""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model, QuerySet

from survey.editing.moments import ActWriter
from survey.editing.text_links import PLACES, count_on, forget_comparison
from survey.editing.text_parting import name_of
from survey.editing.text_places import TEXTS
from survey.importing import batch_log
from survey.importing.batch_acts import DELETED, BatchActs, relations
from survey.importing.batch_log import TouchedFact
from survey.importing.paper_facts import COUNTED, PLACED, in_file, value
from survey.models import (
    Annex,
    Asker,
    Batch,
    Finding,
    ImportSession,
    InquiryDate,
    PreliminaryRemark,
    Question,
    Reply,
    Source,
    history,
)
from survey.wording.places import place_of

# In the order in which they go. The inquiry stays: the file, the import and the histories are its own.
FACTS = (Annex, Reply, Question, PreliminaryRemark, InquiryDate, Asker)


def in_the_way(batch: Batch, log: BatchActs) -> Iterator[str]:
    """What someone has edited since, or made of these facts."""
    made = _made(log)
    if made:
        yield from (f"{each._meta.verbose_name} {each}" for each in batch.inquiry.editions.order_by("number"))
    for fact in log.facts:
        if not fact.is_new and _now(fact) != fact.after:
            yield fact.place
    places = {(fact.model, fact.key): fact.place for fact in log.facts}
    yield from _at_their_places(made)
    for model, keys in made.items():
        name = model._meta.model_name
        later = model.history.filter(id__in=keys, history_id__gt=log.marks[name]).order_by("history_id")
        yield from (places[name, key] for key in later.values_list("id", flat=True))
        yield from (f"{places[name, key]}: {what}" for key, what in _hanging(batch, log, model, keys))


def take_back(batch: Batch, log: BatchActs, told: dict):
    for fact in log.facts:
        if not fact.is_new:
            _restore(fact, told)
    counted = {(name, key) for name, key in log.keys[batch_log.COUNTED_ON]}
    for model, keys in _made(log).items():
        going = list(model.objects.filter(pk__in=keys)) if model in COUNTED else []
        _let_go(model, keys, told)
        history.tell_all(model, keys, DELETED, **told)
        model.objects.filter(pk__in=keys)._raw_delete(using=model.objects.db)
        _count_back([each for each in going if (model._meta.model_name, each.pk) in counted], told)
    for key, plan, reading in log.keys[batch_log.PLAN]:
        source = Source.objects.get(pk=key)
        source.reading_plan, source.reading = plan, reading
        history.tell(source, **told).save(update_fields=["reading_plan", "reading"])
    batch.refresh_from_db(fields=["annex"])


def _at_their_places(made: dict[type[Model], list[int]]) -> Iterator[str]:
    """Work that names what would go by its place in the paper: statements, misprints, withheld words."""
    for model in TEXTS:
        for text in model.objects.filter(pk__in=made.get(model, ())).order_by("pk"):
            for other, _quoting in PLACES:
                found = other.objects.filter(inquiry=text.inquiry_id, place=place_of(text)).order_by("pk")
                yield from (f"{name_of(text)}: {each._meta.verbose_name} {each}" for each in found)


def _count_back(gone: list[Model], told: dict):
    """Texts that came in between are gone, and those behind them have their positions again."""
    writer = ActWriter(**told)
    for text in sorted(gone, key=lambda each: -each.position):
        forget_comparison(text, writer)
        count_on(type(text), text.inquiry, text.position + 1, -1, writer)


def _model(fact: TouchedFact) -> type[Model]:
    return apps.get_model("survey", fact.model)


def _made(log: BatchActs) -> dict[type[Model], list[int]]:
    found: dict[type[Model], list[int]] = defaultdict(list)
    for fact in log.facts:
        if fact.is_new:
            found[_model(fact)].append(fact.key)
    return {model: found[model] for model in FACTS if model in found}


def _now(fact: TouchedFact) -> dict | None:
    """What the record says now of what the import changed; None where it is gone."""
    record = _model(fact).objects.filter(pk=fact.key).first()
    return record and in_file({name: value(record, name) for name in fact.after})


def _hanging(batch: Batch, log: BatchActs, model: type[Model], keys: list[int]) -> Iterator[tuple[int, str]]:
    """Work that hangs on what would go: statements, categories, rows added by hand, later imports."""
    ours = {name: set(some) for name, some in (log.made | _made(log)).items()}
    for relation in relations(model):
        related, name = relation.related_model, relation.field.attname
        hanging = _theirs(related, batch).filter(**{f"{name}__in": keys}).order_by("pk")
        for record in hanging:
            if record.pk not in ours.get(related, ()):
                yield getattr(record, name), f"{related._meta.verbose_name} {record}"
    for link in _links(model):
        other, name = link.related_model._meta.auto_created, link.field.attname
        source = next(each for each in link.related_model._meta.fields if each.related_model is other)
        for key, theirs in link.related_model.objects.filter(**{f"{name}__in": keys}).values_list(name, source.attname):
            if theirs not in ours.get(other, ()):
                yield key, f"{other._meta.verbose_name} {other._base_manager.get(pk=theirs)}"


def _theirs(related: type[Model], batch: Batch) -> QuerySet:
    """Open findings are the program's; imports that are undone, or only prepared, hold nothing."""
    found = related._base_manager.all()
    if related is ImportSession:
        return found.none()
    if related is Finding:
        return found.filter(state__in=[Finding.State.ACCEPTED, Finding.State.DISMISSED])
    return found.filter(undone_at=None).exclude(pk=batch.pk) if related is Batch else found


def _links(model: type[Model]) -> Iterator:
    """Many-to-many fields of other records to this one."""
    for relation in model._meta.get_fields(include_hidden=True):
        is_key = relation.auto_created and not relation.concrete and relation.one_to_many
        owner = relation.related_model._meta.auto_created if is_key else None
        if owner and owner is not model and not hasattr(owner, "history_id"):
            yield relation


def _restore(fact: TouchedFact, told: dict):
    record = _model(fact).objects.get(pk=fact.key)
    values = dict(fact.before)
    keys = values.pop("questions", None)
    for name, before in values.items():
        is_plain = name in PLACED
        setattr(record, name, before if is_plain else record._meta.get_field(name).to_python(before))
    history.tell(record, **told).save(update_fields=list(values)) if values else None
    if keys is not None:
        questions = {question.key: question for question in Question.objects.filter(inquiry=record.inquiry_id)}
        record.questions.set(questions[key] for key in keys if key in questions)


def _let_go(model: type[Model], keys: list[int], told: dict):
    """What stays forgets where it pointed."""
    if model is Reply:
        Reply.questions.through.objects.filter(reply__in=keys).delete()
    if model is Annex:
        findings = Finding.objects.filter(annex__in=keys)
        some = list(findings.values_list("pk", flat=True))
        findings.update(annex=None)
        history.tell_all(Finding, some, history.CHANGED, **told)
        for some in (Batch, ImportSession):
            some.objects.filter(annex__in=keys).update(annex=None)
