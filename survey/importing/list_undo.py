"""Taking back what a list brought: records that it made go, those that it changed say again what they said.

A record that someone has worked on since stays as it is, and does not keep the others.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from survey.importing import batch_log
from survey.importing.batch_acts import DELETED, is_history, relations
from survey.importing.batch_log import TouchedFact
from survey.models import Batch, Code, Evidence, Finding, ImportSession, Inquiry, Presence, history

PASSING = (Batch, ImportSession, Presence)
# Beside these, records hang on none that the same list makes but such as stand in lines above theirs.
PARENTS = ("body", "meeting", "participation")  # of evidence
DEPTH = {"meeting": 1, "participation": 1, "evidence": 2}


def staying(batch: Batch) -> dict[int, str]:
    """By its place among what the list did, each record that stays because of what was done with it since."""
    return {at: reason for at, reason in _staying(batch).items() if reason}


def _staying(batch: Batch) -> dict[int, str]:
    """The same, and with "" what is a part of such a record."""
    facts = _facts(batch)
    marks = {name: last for kind, *rest in batch_log.lines(batch) if kind == batch_log.MARK for name, last in [rest]}
    made = {(fact.model, fact.key) for fact in facts if fact.is_new}
    found = {at: fact.place for at, fact in enumerate(facts) if _is_edited(fact, marks)}
    while True:
        stay = {(facts[at].model, facts[at].key) for at in found}
        rest = [(at, fact) for at, fact in enumerate(facts) if at not in found]
        more = {at: reason for at, fact in rest if (reason := _held(fact, made - stay, stay)) is not None}
        if not more:
            return found
        found |= more


def _held(fact: TouchedFact, made: set[tuple[str, int]], stay: set[tuple[str, int]]) -> str | None:
    """Why a record that nobody has edited stays: something hangs on it, or, "", it is a part of what stays."""
    if fact.is_new and (hanging := list(_hanging(_model(fact), fact.key, made))):
        return f"{fact.place}: {', '.join(hanging)}"
    return "" if _parents(fact) & stay else None


def _parents(fact: TouchedFact) -> set[tuple[str, int]]:
    """With whose line it came: of evidence a body, meeting or participation, of “not stated” the other categories."""
    model = _model(fact)
    if model is Evidence:
        said = fact.before or model._base_manager.filter(pk=fact.key).values().first() or {}
        return {(name, said[f"{name}_id"]) for name in PARENTS if said.get(f"{name}_id")}
    if model is Code and fact.is_new:
        codes = Code.objects.filter(question__codes=fact.key, question__codes__code=Code.NOT_STATED)
        return {("code", key) for key in codes.values_list("pk", flat=True)} - {("code", fact.key)}
    return set()


def in_the_way(batch: Batch) -> Iterator[str]:
    """All records, where each of them stays, so that nothing would be taken back."""
    stays = _staying(batch)
    if len(stays) == len(_facts(batch)):
        yield from filter(None, stays.values())


def take_back(batch: Batch, told: dict) -> set[int]:
    """Returns the inquiries whose checks look at what was taken back."""
    stays = _staying(batch)
    facts = [fact for at, fact in enumerate(_facts(batch)) if at not in stays]
    gone = sorted((fact for fact in facts if fact.before is not None and fact.after is None), key=_depth)
    touched: set[int] = set()
    for fact in sorted((fact for fact in reversed(facts) if fact.is_new), key=_depth, reverse=True):
        record = _model(fact)._base_manager.get(pk=fact.key)
        touched |= _inquiries(record)
        _detach(record, told)
        history.tell(record, **told).delete()
    for fact in gone:
        model = _model(fact)
        record = model(**{name: _read(model, name, value) for name, value in fact.before.items()})
        history.tell(record, **told).save(force_insert=True)
        touched |= _inquiries(record)
    for fact in facts:
        if fact.before is not None and fact.after is not None:
            record = _model(fact)._base_manager.get(pk=fact.key)
            _restore(record, fact.before, told)
            touched |= _inquiries(record)
    return touched - _gone(touched)


def _is_edited(fact: TouchedFact, marks: dict[str, int]) -> bool:
    """Whether someone has edited or deleted the record since."""
    model = _model(fact)
    if fact.is_new:
        return model.history.filter(id=fact.key, history_id__gt=marks[fact.model]).exists()
    if fact.after is None:
        return False
    record = model._base_manager.filter(pk=fact.key).first()
    return record is None or _said(record, fact.after) != fact.after


def _depth(fact: TouchedFact) -> int:
    """What hangs on others lies deeper: it goes before them, and comes back behind them."""
    return DEPTH.get(fact.model, 0)


def _facts(batch: Batch) -> list[TouchedFact]:
    kinds = (batch_log.FACT, batch_log.DEPENDENT)
    return [TouchedFact(*facts) for kind, *facts in batch_log.lines(batch) if kind in kinds]


def _model(fact: TouchedFact) -> type[Model]:
    return apps.get_model("survey", fact.model)


def _read(model: type[Model], name: str, value: object) -> object:
    """A value as the log has it."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return None if value is None else fields[name].to_python(value)


def _said(record: Model, names: dict) -> dict:
    """What the record says now, as the log keeps it."""
    fields = {field.attname for field in record._meta.concrete_fields}
    return {
        name: batch_log.kept(getattr(record, name))
        if name in fields
        else sorted(getattr(record, name).values_list("pk", flat=True))
        for name in names
    }


def _hanging(model: type[Model], key: int, made: set[tuple[str, int]]) -> Iterator[str]:
    """Records that hang on this one and that the batch did not make; open findings are the program's."""
    for relation in relations(model):
        related, name = relation.related_model, relation.field.name
        found = related._base_manager.filter(**{name: key}).order_by("pk")
        if related is Finding:
            found = found.filter(state__in=[Finding.State.ACCEPTED, Finding.State.DISMISSED])
        if related in PASSING:
            found = found.none()
        for record in found:
            if (related._meta.model_name, record.pk) not in made:
                yield f"{related._meta.verbose_name} {record}"
    for link in model._meta.related_objects:
        if link.many_to_many and not is_history(link.related_model):
            for record in link.related_model._base_manager.filter(**{link.field.name: key}).order_by("pk"):
                if (link.related_model._meta.model_name, record.pk) not in made:
                    yield f"{link.related_model._meta.verbose_name} {record}"


def _detach(record: Model, told: dict):
    """What is no work of anybody's goes with a record, or forgets it: open findings, imports, who looked at it."""
    for relation in relations(type(record)):
        if relation.related_model not in (Finding, *PASSING):
            continue
        hanging = relation.related_model.objects.filter(**{relation.field.name: record.pk})
        if relation.field.null:
            hanging.update(**{relation.field.name: None})
            continue
        if relation.related_model is Finding:
            history.tell_all(Finding, list(hanging.values_list("pk", flat=True)), DELETED, **told)
        hanging._raw_delete(using=hanging.db)


def _restore(record: Model, before: dict, told: dict):
    fields = {field.attname for field in record._meta.concrete_fields}
    links = {name: keys for name, keys in before.items() if name not in fields}
    for name, value in before.items():
        if name in fields:
            setattr(record, name, _read(type(record), name, value))
    history.tell(record, **told)
    if len(links) < len(before):
        record.save()
    for name, keys in links.items():
        getattr(record, name).set(keys)


def _inquiries(record: Model) -> set[int]:
    """The paper of the record, along the shortest way that its fields tell."""
    if isinstance(record, Inquiry):
        return {record.pk}
    for name in ("inquiry", "question", "row", "annex", "body", "meeting", "participation"):
        linked = getattr(record, name, None)
        if isinstance(linked, Model):
            return _inquiries(linked)
    return set()


def _gone(keys: set[int]) -> set[int]:
    return keys - set(Inquiry.objects.filter(pk__in=keys).values_list("pk", flat=True))
