"""Taking a list back as one: what it made goes, what it changed is as before, unless someone has worked on it since."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from survey import checks
from survey.importing.report import ImportRefused
from survey.importing.writing import chunks
from survey.models import Asker, Catalogue, CatalogueEntry, Finding, Inquiry, InquiryDate, Parliament, history
from survey.models.catalogue_facts import facts_of, recorded, same, take

DELETED = "-"
SOME = 500
NAMED = 10
# What goes with a paper that only a list has made; everything else that hangs on it is someone's work.
OWN = (Asker, InquiryDate, Finding, CatalogueEntry)


@transaction.atomic
def undo_catalogue(catalogue: Catalogue, *, by, reason: str) -> int:
    """Take back exactly what the list did; returns of how many papers. The reason stays with the catalogue.

    Raises ImportRefused, and changes nothing, where a paper was edited, published or told of by a later list,
    naming them.
    """
    Parliament.objects.select_for_update().get(pk=catalogue.parliament_id)
    catalogue = Catalogue.objects.select_for_update().get(pk=catalogue.pk)
    if catalogue.undone_at:
        raise ImportRefused(_("This catalogue has been taken back already."))
    made = list(catalogue.entries.filter(is_new=True).values_list("inquiry_id", flat=True))
    changed = list(catalogue.entries.exclude(before={}).select_related("inquiry"))
    touched = [*_worked_on(catalogue, made), *_edited(changed)]
    if touched:
        names = ", ".join(touched[:NAMED]) + (" …" if len(touched) > NAMED else "")
        sentence = _("It cannot be taken back, for these papers were worked on since: %(names)s.")
        raise ImportRefused(sentence % {"names": names})
    told = _("Catalogue %(name)s taken back") % {"name": catalogue.name}
    for some in chunks(made, SOME):
        _delete(some, told, by)
    for entry in changed:
        for name, value in entry.before.items():
            take(entry.inquiry, name, value, reason=told, by=by)
    catalogue.undone_at, catalogue.undone_by, catalogue.undone_reason = timezone.now(), by, reason
    catalogue.save()
    for entry in changed:
        checks.run(entry.inquiry, by=by)
    return len(made) + len(changed)


def _worked_on(catalogue: Catalogue, made: list[int]) -> Iterator[str]:
    """Numbers of the papers that are more than the list has made of them."""
    for some in chunks(made, SOME):
        found = set(_with_more(catalogue, some)) | set(_with_history(catalogue, some))
        yield from Inquiry.objects.filter(pk__in=found).order_by("pk").values_list("number", flat=True)


def _with_more(catalogue: Catalogue, keys: list[int]) -> Iterator[int]:
    for relation in Inquiry._meta.related_objects:
        model, name = relation.related_model, relation.field.attname
        if model is CatalogueEntry:
            others = CatalogueEntry.objects.standing().filter(inquiry__in=keys).exclude(catalogue=catalogue)
            yield from others.values_list("inquiry_id", flat=True)
        elif model not in OWN and not _is_history(model):
            yield from model._base_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True)


def _is_history(model: type[Model]) -> bool:
    return hasattr(model, "history_id") or model._meta.model_name.startswith("historical")


def _with_history(catalogue: Catalogue, keys: list[int]) -> Iterator[int]:
    """Papers of which a history says more than that the list made them."""
    reason = f"catalogue {catalogue.pk}"
    yield from Inquiry.history.filter(id__in=keys).exclude(history_change_reason=reason).values_list("id", flat=True)
    for model in (Asker, InquiryDate):
        later = model.history.filter(inquiry_id__in=keys).exclude(history_change_reason=reason)
        yield from later.values_list("inquiry_id", flat=True)


def _edited(changed: Iterable[CatalogueEntry]) -> Iterator[str]:
    for entry in changed:
        now = recorded(entry.inquiry, entry.inquiry.askers.all(), entry.inquiry.dates.all())
        said = facts_of(entry.values)
        if not all(same(now[name], said[name]) for name in entry.before):
            yield entry.inquiry.number


def _delete(keys: list[int], reason: str, by) -> None:
    for model in (Finding, InquiryDate, Asker):
        _remove(model.objects.filter(inquiry__in=keys), reason, by)
    CatalogueEntry.objects.filter(inquiry__in=keys).update(inquiry=None)
    _remove(Inquiry.objects.filter(pk__in=keys), reason, by)


def _remove(records: QuerySet, reason: str, by) -> None:
    """With one history row each: `delete` would write another, without the reason."""
    history.record(records, DELETED, reason=reason, by=by)
    records._raw_delete(records.db)
