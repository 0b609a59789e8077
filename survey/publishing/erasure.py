"""Erasing withheld words for good: from the record, its histories, its files and every edition.

Withholding hides words and keeps them; a law may order more (Art. 17 DSGVO). What stays is one line: the place, when,
and on which basis. The digests of editions hold: parts that held the words keep their hashes (publishing.parts).
"""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.language.passages import Removal
from survey.language.sorting import sort_key
from survey.models import Actor, Answer, Batch, Body, Edition, EditionEvent, Inquiry, Source, Withholding
from survey.publishing import edition_log, page_pictures, staging
from survey.publishing.addresses import address_without, free_address, public_slug
from survey.publishing.refusals import PublishRefused
from survey.publishing.withheld import erase_from_edition, removal
from survey.publishing.withholding import entry, refresh_public

# Made anew from the editions, or erased by rules of their own.
NOT_SEARCHED = {"Edition", "EditionSalts", "PublishedInquiry", "SearchRow", "PublishedBody", "PublishedMention"}
NOT_SEARCHED |= {"PublishedStatement", "Erratum", "Withholding", "HistoricalWithholding"}
# Ways that lead to other inquiries.
ELSEWHERE = {"continues", "merged_into", "to", "to_question", "to_remark", "takes_back"}
LONGEST_WAY = 4
# Fields that may hold a part of the words: quotes, pieces of a cell, facts that rest on the passage alone.
PARTS_OF_TEXTS = {"text", "raw", "quote", "words", "printed", "unsure"}
FACTS = {"Body", "Meeting", "Actor", "Participation"}
SHORT_MARKER = "[…]"


@dataclass
class Erased:
    """What was changed: records by their kind, files, editions; `left` is what still holds the words."""

    records: Counter = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)
    editions: list[int] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def erase(withholding: Withholding, *, basis: str) -> Erased:
    """Erase withheld words for good; nobody can show them again.

    Refuses without a legal basis, or where the passage is shown again or erased already. Otherwise, at once:

    - in the record and its histories the sentence of the withholding stands in the place of the words;
    - files with the words lose them where they are plain text, and all their bytes otherwise;
    - every edition says the sentence in its stored text; of the parts with the words only the hashes are kept;
    - the log of editions has a line for each of these editions;
    - published rows and search are made anew, and rows that a publish left behind are deleted;
    - the withholding keeps place, reason and dates, and says when and on which basis the words were erased.
    """
    if not basis.strip():
        raise PublishRefused(_("Name the legal basis, e.g. “Art. 17 DSGVO”."))
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=withholding.inquiry_id)
    withholding.refresh_from_db()
    if withholding.lifted_on or withholding.erased_on:
        raise PublishRefused(_("This passage is shown again, or erased already."))
    taken, erased = removal(entry(withholding)), Erased()
    clean = _cleaner(inquiry, taken)
    _erase_numbers(inquiry, taken)
    _erase_addresses(inquiry, taken)
    for records in _records(inquiry):
        _erase_from_records(records, clean, taken, erased)
    _erase_from_log(taken, erased)
    _erase_from_files(inquiry, taken, erased)
    touched = [each for each in _editions(inquiry) if erase_from_edition(each, entry(withholding))]
    erased.editions = [each.number for each in touched]
    edition_log.append(EditionEvent.Event.ERASED, touched)
    _close(withholding, basis.strip())
    refresh_public(inquiry)
    staging.sweep(*{each.slug for each in touched})
    erased.left = [*_left_in_shared_lists(taken)]
    return erased


def _editions(inquiry: Inquiry) -> QuerySet[Edition]:
    return inquiry.editions.select_related("salts").order_by("number")


def _close(withholding: Withholding, basis: str) -> None:
    """One line stays; its history, too, forgets the words."""
    withholding.words, withholding.erased_on, withholding.erased_basis = "", timezone.localdate(), basis
    withholding.save()
    withholding.history.update(words="")


# What belongs to an inquiry


def _records(inquiry: Inquiry) -> Iterator[QuerySet]:
    """Every record and every version in a history that belongs to the inquiry."""
    yield Inquiry.objects.filter(pk=inquiry.pk)
    yield Inquiry.history.filter(id=inquiry.pk)
    actors = list(
        Actor.objects.filter(
            Q(participations__body__inquiry=inquiry) | Q(participations__row__annex__inquiry=inquiry)
        ).values_list("pk", flat=True)
    )
    yield Actor.objects.filter(pk__in=actors)
    yield Actor.history.filter(id__in=actors)
    for model in apps.get_app_config("survey").get_models():
        ways = [] if model.__name__ in NOT_SEARCHED else [*_ways(model)]
        if ways:
            own = Q(*[(way, inquiry) for way in ways], _connector=Q.OR)
            yield model._base_manager.filter(pk__in=model._base_manager.filter(own).values("pk"))


def _ways(model: type[models.Model], length: int = LONGEST_WAY) -> Iterator[str]:
    """The chains of foreign keys that lead from a model to its inquiry; the key alone where it has one of its own."""
    keys = [each for each in model._meta.concrete_fields if each.is_relation and each.name not in ELSEWHERE]
    if any(key.related_model is Inquiry and key.name == "inquiry" for key in keys):
        yield "inquiry"
        return
    for key in keys:
        if length > 1 and key.related_model and key.related_model._meta.app_label == "survey":
            yield from (f"{key.name}__{way}" for way in _ways(key.related_model, length - 1))


# Texts


Cleaner = Callable[[str, str, str], str]


def _cleaner(inquiry: Inquiry, taken: Removal) -> Cleaner:
    """What a text field (its model, its name, its text) says without the words, or without its share of them."""
    answers = Answer.objects.of_inquiry(inquiry).with_passages()
    texts = {text for answer in answers for text in (answer.text, answer.as_printed)}
    printed = [each for part in (inquiry.replies, inquiry.remarks) for each in part.all()]
    texts |= {text for each in printed for text in (each.text, each.wording) if text}
    hidden = [text for text in texts if taken.spans(text)]

    def clean(model: str, name: str, text: str) -> str:
        now = taken.whole(text)
        if now == text and model.removeprefix("Historical") in FACTS and taken.holds(text):
            return taken.marker
        for whole in hidden if now == text and name in PARTS_OF_TEXTS else ():
            now = taken.part(text, whole)
            if now != text:
                break
        return now

    return clean


def _erase_from_records(records: QuerySet, clean: Cleaner, taken: Removal, erased: Erased) -> None:
    model = records.model
    fields = [each for each in model._meta.concrete_fields if _is_text(each)]
    for pk, *values in records.values_list("pk", *(each.name for each in fields)).iterator() if fields else ():
        changes = {
            each.name: now
            for each, value in zip(fields, values, strict=True)
            if (now := _cleaned(each, value, clean)) != value
        }
        if changes:
            follow = _date_that_goes(model, changes, taken) | _sorted_anew(model, changes)
            model._base_manager.filter(pk=pk).update(**changes, **follow)
            erased.records[str(model._meta.verbose_name)] += 1


def _is_text(each: models.Field) -> bool:
    if isinstance(each, models.SlugField) or each.choices:
        return False
    return isinstance(each, models.CharField | models.TextField | models.JSONField)


def _cleaned(each: models.Field, value, clean: Cleaner):
    if isinstance(value, str):
        now = clean(each.model.__name__, each.name, value)
        too_long = each.max_length and len(now) > each.max_length and now != value
        return SHORT_MARKER if too_long else now
    if isinstance(value, list):
        return [_cleaned(each, item, clean) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(each, item, clean) for key, item in value.items()}
    return value


def _date_that_goes(model: type[models.Model], changes: dict, taken: Removal) -> dict:
    """A date that the words gave goes with them."""
    dated = {"date", "precision"} <= {each.name for each in model._meta.concrete_fields}
    return {"date": None, "precision": "none"} if dated and changes.get("words") == taken.marker else {}


def _sorted_anew(model: type[models.Model], changes: dict) -> dict:
    """What records are sorted by is made of their names, with other letters."""
    sorts = [each.name for each in model._meta.concrete_fields if each.name.startswith("sort_")]
    names = [changes[name] for name in ("usual_name", "name", "title") if name in changes]
    return dict.fromkeys(sorts, sort_key(names[0])) if names else {}


def _erase_numbers(inquiry: Inquiry, taken: Removal) -> None:
    """A number that the words gave goes with them, in histories, too."""
    answers = Answer.objects.of_inquiry(inquiry).exclude(number=None).with_passages()
    hidden = [answer.pk for answer in answers if taken.spans(answer.text)]
    for records, key in ((Answer.objects, "pk"), (Answer.history, "id")):
        records.filter(**{f"{key}__in": hidden}).update(number=None, number_is="none")


def _erase_addresses(inquiry: Inquiry, taken: Removal) -> None:
    """The address of a body is made of its name; editions give it the same new one."""
    home, used = public_slug(inquiry), set(Body.objects.values_list("slug", flat=True))
    for body in Body.objects.filter(inquiry=inquiry).order_by("slug"):
        bare = address_without(body.slug, taken.words, home=home)
        if bare != body.slug:
            now = free_address(bare, used)
            used.add(now)
            Body.history.filter(id=body.pk).update(slug=now)
            Body.objects.filter(pk=body.pk).update(slug=now)


def _erase_from_log(taken: Removal, erased: Erased) -> None:
    """The log of the desk repeats how records were called."""
    for pk, *texts in LogEntry.objects.values_list("pk", "object_repr", "change_message").iterator():
        name, message = map(taken.whole, texts)
        if [name, message] != texts:
            LogEntry.objects.filter(pk=pk).update(object_repr=name[:200], change_message=message)
            erased.records[str(LogEntry._meta.verbose_name)] += 1


def _left_in_shared_lists(taken: Removal) -> Iterator[str]:
    """Records that belong to no one inquiry: others may need them, so a person decides."""
    for name in ("Respondent", "RespondentName", "Subject", "District", "Catalogue"):
        model = apps.get_model("survey", name)
        for record in model._base_manager.defer(*({"content"} & {each.name for each in model._meta.fields})):
            if taken.spans(str(record)):
                yield f"{model._meta.verbose_name} {record.pk}"


# Files


def _erase_from_files(inquiry: Inquiry, taken: Removal, erased: Erased) -> None:
    for source in Source.objects.filter(inquiry=inquiry):
        if (now := _without(bytes(source.content), taken)) is not None:
            Source.objects.filter(pk=source.pk).update(content=now)
            page_pictures.forget(page_pictures.uncovered(source, page).state for page in source.pages.all())
            source.pages.all().delete()
            erased.files.append(source.name)
    for batch in Batch.objects.filter(Q(inquiry=inquiry) | Q(inquiry=None)).exclude(protocol=None):
        said = zlib.decompress(bytes(batch.protocol)).decode()
        if (now := _in_json(said, taken)) != said:
            Batch.objects.filter(pk=batch.pk).update(protocol=zlib.compress(now.encode(), level=3))
    sessions = apps.get_model("survey", "ImportSession").objects
    sessions.filter(Q(inquiry=inquiry) | Q(kind="list")).delete()


def _in_json(lines: str, taken: Removal) -> str:
    """The lines of a protocol, each JSON; their words may be escaped there."""
    said = [_walked(json.loads(line), taken) for line in lines.splitlines()]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in said)


def _walked(value, taken: Removal):
    if isinstance(value, str):
        return taken.whole(value)
    if isinstance(value, list):
        return [_walked(each, taken) for each in value]
    return {key: _walked(each, taken) for key, each in value.items()} if isinstance(value, dict) else value


def _without(content: bytes, taken: Removal) -> bytes | None:
    """A file of plain text without the words; of any other nothing is kept, for nobody can say where they stand."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return b"" if content else None
    return taken.whole(text).encode() if taken.spans(text) else None
