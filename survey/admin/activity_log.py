"""What was done, by whom, when and why: the histories of all records, imports and editions as one list.

What one person did to one kind of record in the same minute for the same reason (a bulk action, an import) is one act
with a count. The acts are found by one query over all histories; what a page of them says is read kind by kind, never
act by act.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import CharField, Count, F, IntegerField, Max, Min, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, TruncMinute
from django.urls import reverse
from django.utils.formats import localize
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey import checks
from survey.admin import links, reasons
from survey.admin.inquiry_paths import INQUIRY_PATHS
from survey.models import Assignment, Batch, Coding, Edition, Finding, Inquiry, PageCover, PrintCheck, Source

# Beyond what is published of an inquiry, its history tells of the work on it.
OF_INQUIRY = {
    Inquiry: ["id"],
    **INQUIRY_PATHS,
    Finding: ["inquiry"],
    Assignment: ["inquiry"],
    PageCover: ["source__inquiry"],
    PrintCheck: ["inquiry"],
}
SIGNS = {
    "+": gettext_lazy("added"),
    "~": gettext_lazy("changed"),
    "-": gettext_lazy("deleted"),
    "import": gettext_lazy("read in"),
    "edition": gettext_lazy("published"),
}
# Counters and keys that say nothing to a person.
UNTOLD = {"id", "version", "sort_name", "key", "sha256", "digest", "last_row_key", "last_column_key"}
FILES = {Source: ["content"], PageCover: ["source__content"]}
MANY = 100
TOGETHER = 10  # as many records of one act are told one by one
LONG = 300


class ActOfQuery(NamedTuple):
    """One act as the query finds it; `first` and `last` are primary keys of its history, or of the record itself."""

    kind: str
    at: datetime
    user: int | None
    sign: str
    reason: str
    batch: int | None
    undoes: int | None
    count: int
    first: int
    last: int


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class TouchedRecord:
    """A record that was touched, with its page while it is there."""

    text: str
    address: str
    inquiry: str = ""
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class LoggedAct:
    at: datetime
    who: str
    what: str
    why: str
    places: tuple[TouchedRecord, ...] = field(default=())
    rest: int = 0


def kinds():
    """The kinds of record that an inquiry's history tells of, by name."""
    return {each._meta.model_name: each for each in (*OF_INQUIRY, Batch, Edition)}


def acts(*, inquiry=None, user=None, kind="", recent=False):
    """Acts, newest first, as tuples of `ActOfQuery`; a queryset that counts and slices.

    `recent` looks at the last records of each kind only: who once imported a large table wrote very many.
    """
    chosen = [kinds()[kind]] if kind else kinds().values()
    first, *others = [_acts_of(model, inquiry, user, recent) for model in chosen]
    return first.union(*others, all=True).order_by("-act_at", "-act_last")


def people(inquiry):
    """Who ever did something to the inquiry."""
    first, *others = [_histories(model, inquiry, None).values_list("history_user").distinct() for model in OF_INQUIRY]
    found = {pk for (pk,) in first.union(*others)}
    return get_user_model().objects.filter(pk__in=found - {None}).order_by("last_name", "username")


def name_of(user):
    return user.get_full_name() or user.get_username()


# Finding


def _acts_of(model, inquiry, user, recent):
    if model is Batch:
        found = Batch.objects.order_by()
        found = found.filter(inquiry=inquiry) if inquiry else found
        found = found.filter(by=user) if user else found
        return _single(found, "import", at=F("at"), user=F("by"), reason=Value("", TextField()))
    if model is Edition:
        found = Edition.objects.order_by()
        found = found.filter(inquiry=inquiry) if inquiry else found
        found = found.filter(publisher_name=name_of(user)) if user else found
        nobody = Value(None, IntegerField())
        return _single(found, "edition", at=F("published_at"), user=nobody, reason=F("note"))
    found = _histories(model, inquiry, user)
    if recent:
        found = model.history.filter(pk__in=found.order_by("-pk").values("pk")[:MANY]).order_by()
    return (
        _named(
            found,
            kind=Value(model._meta.model_name, CharField()),
            minute=TruncMinute("history_date"),
            user=F("history_user"),
            sign=F("history_type"),
            reason=Coalesce("history_change_reason", Value(""), output_field=TextField()),
            batch=F("batch"),
            undoes=F("undoes"),
        )
        .values("act_kind", "act_minute", "act_user", "act_sign", "act_reason", "act_batch", "act_undoes")
        .annotate(act_at=Max("history_date"), act_count=Count("pk"), act_first=Min("pk"), act_last=Max("pk"))
        .values_list(*(f"act_{name}" for name in ActOfQuery._fields))
    )


def _histories(model, inquiry, user):
    found = model.history.order_by()
    if model is Finding:  # what the checks themselves find after each act is nobody's act
        found = found.exclude(history_user=None)
    if inquiry:
        ways = Q()
        for way in OF_INQUIRY[model]:
            ways |= Q(**{way: inquiry.pk})
        found = found.filter(ways)
    return found.filter(history_user=user) if user else found


def _single(records, sign, **columns):
    one, key = Value(1, IntegerField()), F("pk")
    kind = Value(records.model._meta.model_name, CharField())
    columns |= {"kind": kind, "sign": Value(sign, CharField()), "count": one, "first": key, "last": key}
    columns |= {name: Value(None, IntegerField()) for name in ("batch", "undoes")}
    return _named(records, **columns).values_list(*(f"act_{name}" for name in ActOfQuery._fields))


def _named(records, **columns):
    """Columns under names that no model has."""
    return records.annotate(**{f"act_{name}": value for name, value in columns.items()})


# Telling


def tell(found, viewer, *, inquiry=None):
    """Some acts in words, for who looks at them; of one inquiry where they were asked for so."""
    lines = [ActOfQuery(*each) for each in found]
    people = get_user_model().objects.in_bulk({line.user for line in lines} - {None})
    by_kind = defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line)
    tellers = {kind: _teller(kinds()[kind], of_kind, viewer, inquiry) for kind, of_kind in by_kind.items()}
    _name_all([teller for teller in tellers.values() if isinstance(teller, ChangesOfModel)])
    return [_act(line, tellers[line.kind], people.get(line.user)) for line in lines]


def _act(line, teller, user):
    places = teller.places(line)
    names = teller.model._meta
    noun = names.verbose_name if line.count == 1 else f"{line.count} {names.verbose_name_plural}"
    if line.count == MANY:
        noun = _("at least %(many)s") % {"many": noun}
    who = name_of(user) if user else teller.who(line)
    what, why = f"{capfirst(noun)}: {SIGNS[line.sign]}", reasons.in_words(line.reason, line.batch, line.undoes)
    return LoggedAct(line.at, who, what, why, places, line.count - len(places))


def _teller(model, lines, viewer, inquiry):
    return (
        BatchesAndEditions(model, lines) if model in (Batch, Edition) else ChangesOfModel(model, lines, viewer, inquiry)
    )


class BatchesAndEditions:
    """Imports and editions: each is an act of its own."""

    def __init__(self, model, lines):
        self.model = model
        records = model.objects.for_list() if model is Batch else model.objects.defer("content")
        self.records = records.in_bulk({line.last for line in lines})

    def places(self, line):
        record = self.records[line.last]
        name = _("edition %(number)d") % {"number": record.number} if line.kind == "edition" else str(record)
        return (TouchedRecord(name, links.page(record)),)

    def who(self, line):
        return getattr(self.records[line.last], "publisher_name", "")


class ChangesOfModel:
    """Acts on records of one model, with what each field was before and is since."""

    def __init__(self, model, lines, viewer, inquiry):
        self.model = model
        self.inquiry = inquiry
        self.admin = admin.site.get_model_admin(model)
        self.entries = self._read(lines)
        self.before = model.history.in_bulk({entry.before for entry in self.entries} - {None})
        self.sets = self._sets()
        self.records = self._records({entry.id for entry in self.entries})
        self.labels = {}
        self.hidden = self._hidden(viewer)

    def who(self, line):
        return ""

    def places(self, line):
        """All records of a small act; of a large one the first and the last."""
        few = line.count <= TOGETHER
        entries = [
            each
            for each in self.entries
            if (line.first <= each.pk <= line.last if few else each.pk in (line.first, line.last))
            and self._is_of(each, line)
        ]
        return tuple(self._place(entry) for entry in entries)

    def _is_of(self, entry, line):
        why = (entry.history_change_reason or "", entry.batch_id, entry.undoes_id)
        same = (entry.history_user_id, entry.history_type, *why)
        at_once = minute(entry.history_date) == minute(line.at)
        return at_once and same == (line.user, line.sign, line.reason, line.batch, line.undoes)

    def _read(self, lines):
        wanted = Q(pk__in={pk for line in lines for pk in (line.first, line.last)})
        for line in lines:
            if 2 < line.count <= TOGETHER:
                wanted |= Q(pk__range=(line.first, line.last))
        earlier = self.model.history.filter(id=OuterRef("id"), pk__lt=OuterRef("pk")).order_by("-pk")
        found = _histories(self.model, self.inquiry, None).filter(wanted)
        found = found.annotate(before=Subquery(earlier.values("pk")[:1]))
        return list(found.order_by("pk"))

    def _sets(self):
        """What many-to-many fields held, by the name of the field and the primary key of the history."""
        sets = defaultdict(set)
        histories = [*(entry.pk for entry in self.entries), *self.before]
        for each in self._set_fields():
            rows = getattr(self.model.history.model, each.name).model.objects.filter(history__in=histories)
            for history, pk in rows.values_list("history", each.m2m_reverse_field_name()):
                sets[each.name, history].add(pk)
        return sets

    def _records(self, pks):
        way = getattr(self.admin, "inquiry_path", "")
        related = {*self.admin.label_related, *(self.admin.list_select_related or ()), *([way] if way else [])}
        return self.model._base_manager.select_related(*related).defer(*FILES.get(self.model, ())).in_bulk(pks)

    def _hidden(self, viewer):
        """Codings that would tell a second reader how the first reading came out."""
        if self.model is not Coding:
            return set()
        visible = Coding.objects.visible_to(viewer).filter(pk__in=self.records)
        return set(self.records) - set(visible.values_list("pk", flat=True))

    def _place(self, entry):
        record = self.records.get(entry.id)
        text = self._text(entry, record)
        changes = () if entry.id in self.hidden else tuple(self._changes(entry))
        inquiry = self._inquiry(record)
        address = links.page(record) if record else self._history(entry.id)
        return TouchedRecord(text, address, inquiry.number if inquiry else "", changes)

    def _history(self, pk):
        """A deleted record has its history still, from which it can be brought back."""
        return reverse(f"admin:survey_{self.model._meta.model_name}_history", args=[pk])

    def _text(self, entry, record):
        if self.model is Coding and record:
            return f"{record.row}, {record.question}"
        if self.model is Finding and record:
            return Truncator(checks.describe(record)).chars(160)
        name = str(record) if record else f"{self.model._meta.verbose_name} {entry.id}"
        return Truncator(name).chars(100)

    def _inquiry(self, record):
        for step in filter(None, getattr(self.admin, "inquiry_path", "").split("__")):
            record = record and getattr(record, step)
        return record if isinstance(record, Inquiry) and self.model is not Inquiry else None

    # Fields

    def _changes(self, entry):
        before = self.before.get(entry.before)
        if entry.history_type != "~" or before is None:
            return
        for each in (*self._plain_fields(), *self._set_fields()):
            old, new = self._value(before, each), self._value(entry, each)
            if old != new:
                yield FieldChange(capfirst(each.verbose_name), self._said(each, old), self._said(each, new))

    def _plain_fields(self):
        return [each for each in self.model.history.model.tracked_fields if each.name not in UNTOLD]

    def _set_fields(self):
        return self.model.history.model._history_m2m_fields

    def _value(self, entry, each):
        if each.many_to_many:
            return tuple(sorted(self.sets.get((each.name, entry.pk), ())))
        return getattr(entry, each.attname)

    def _said(self, each, value):
        if value in (None, "", ()):
            return ""
        if each.many_to_many:
            return ", ".join(self._label(each, pk) for pk in value)
        if each.is_relation:
            return self._label(each, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if each.flatchoices:
            return str(dict(each.flatchoices).get(value, value))
        return Truncator(localize(value) if not isinstance(value, str) else value).chars(LONG)

    def _label(self, each, pk):
        return self.labels.get((each.related_model, pk), f"{each.related_model._meta.verbose_name} {pk}")

    def pointed_to(self):
        """Model and primary keys of the records that fields point to."""
        for entry in (*self.entries, *self.before.values()):
            for each in (*self._plain_fields(), *self._set_fields()):
                if each.is_relation:
                    value = self._value(entry, each)
                    yield each.related_model, set(value) if each.many_to_many else {value}


def _name_all(tellers):
    """The names of all records that fields point to: each model is asked for once, whatever points there."""
    wanted = defaultdict(set)
    for teller in tellers:
        for model, pks in teller.pointed_to():
            wanted[model] |= pks
    labels = {
        (model, pk): name_of(record) if model is get_user_model() else str(record)
        for model, pks in wanted.items()
        for pk, record in _named_records(model, pks - {None}).items()
    }
    for teller in tellers:
        teller.labels = labels


def minute(at):
    return at.replace(second=0, microsecond=0)


def _named_records(model, pks):
    related = ()
    if admin.site.is_registered(model):
        site_admin = admin.site.get_model_admin(model)
        related = {*getattr(site_admin, "label_related", ()), *(site_admin.list_select_related or ())}
    return model._base_manager.select_related(*related).in_bulk(pks)
