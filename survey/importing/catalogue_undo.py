"""Taking back what a list of inquiries brought: what it made goes, what it changed is as before.

A paper that someone has worked on since stays, with what the list says of it, and does not keep the others.
"""

from collections.abc import Iterator

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from survey.importing.batch_acts import DELETED, relations
from survey.models import (
    Asker,
    Batch,
    CatalogueEntry,
    Edition,
    Finding,
    ImportSession,
    Inquiry,
    InquiryDate,
    Parliament,
    Presence,
    history,
)
from survey.models.bulk import batched
from survey.models.catalogue_facts import facts_of, recorded, same, take

SOME = 500
# What goes with a paper that only a list has made; everything else that hangs on it is someone's work.
OWN = (Asker, InquiryDate, Finding, CatalogueEntry, ImportSession, Presence)


def staying(batch: Batch) -> dict[int, str]:
    """By the key of its entry, each paper that is not taken back, and what was done with it since."""
    entries = _entries(batch).select_related("inquiry")
    made = {entry.inquiry_id: entry for entry in entries if entry.is_new}
    found: dict[int, str] = {}
    for some in batched(made, SOME):
        for key, work in (*_with_more(batch, some), *_with_history(batch, some)):
            found.setdefault(made[key].pk, f"{made[key].inquiry.number}: {work}")
    edited = _("edited since")
    for entry in entries.filter(is_new=False).prefetch_related("inquiry__askers", "inquiry__dates"):
        if _is_edited(entry):
            found[entry.pk] = f"{entry.inquiry.number}: {edited}"
    return found


def in_the_way(batch: Batch) -> Iterator[str]:
    """All papers, where each of them was worked on since, so that nothing would be taken back."""
    stays = staying(batch)
    if len(stays) == _entries(batch).count():
        yield from stays.values()


def take_back(batch: Batch, told: dict) -> set[int]:
    """Returns the inquiries whose checks look at what was taken back."""
    Parliament.objects.select_for_update().get(pk=batch.catalogue.parliament_id)
    stays = staying(batch)
    entries = [entry for entry in _entries(batch).select_related("inquiry") if entry.pk not in stays]
    for some in batched(entries, SOME):
        CatalogueEntry.objects.filter(pk__in=[entry.pk for entry in some]).update(undone=True)
    for some in batched((entry.inquiry_id for entry in entries if entry.is_new), SOME):
        _delete(some, told)
    changed = [entry for entry in entries if not entry.is_new]
    for entry in changed:
        for name, value in entry.before.items():
            take(entry.inquiry, name, value, **told)
    return {entry.inquiry_id for entry in changed}


def _entries(batch: Batch) -> QuerySet[CatalogueEntry]:
    """What the list made or changed, as far as it stands; a line that only repeats what is recorded did nothing."""
    did = batch.catalogue.entries.current().exclude(is_new=False, before={})
    return did.exclude(inquiry=None).order_by("line")


def _with_more(batch: Batch, keys: list[int]) -> Iterator[tuple[int, str]]:
    """Papers that are more than the list has made of them, each with what it is; editions before what follows them."""
    for relation in sorted(relations(Inquiry), key=lambda relation: relation.related_model is not Edition):
        model, name = relation.related_model, relation.field.attname
        if model is CatalogueEntry:
            others = CatalogueEntry.objects.current().filter(inquiry__in=keys).exclude(catalogue__batch=batch)
            yield from ((key, _("a later list")) for key in others.values_list("inquiry_id", flat=True))
        elif model not in OWN:
            found = model._base_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True)
            yield from ((key, str(model._meta.verbose_name)) for key in found)


def _with_history(batch: Batch, keys: list[int]) -> Iterator[tuple[int, str]]:
    """Papers of which a history says more than that the list made them."""
    for model, name in ((Inquiry, "id"), (Asker, "inquiry_id"), (InquiryDate, "inquiry_id")):
        later = model.history.filter(**{f"{name}__in": keys})
        others = later.exclude(batch=batch.pk).values_list(name, flat=True)
        yield from ((key, _("edited since")) for key in others)


def _is_edited(entry: CatalogueEntry) -> bool:
    now = recorded(entry.inquiry, entry.inquiry.askers.all(), entry.inquiry.dates.all())
    said = facts_of(entry.values)
    return not all(same(now[name], said[name]) for name in entry.before)


def _delete(keys: list[int], told: dict) -> None:
    for model in (Finding, InquiryDate, Asker):
        _remove(model.objects.filter(inquiry__in=keys), told)
    ImportSession.objects.filter(inquiry__in=keys).update(inquiry=None)
    Presence.objects.filter(inquiry__in=keys).delete()
    CatalogueEntry.objects.filter(inquiry__in=keys).update(inquiry=None)
    _remove(Inquiry.objects.filter(pk__in=keys), told)


def _remove(records: QuerySet[Model], told: dict) -> None:
    """With one history row each: `delete` would write another, without the reason."""
    history.record(records, DELETED, **told)
    records._raw_delete(records.db)
