"""Two people at one record: the second to save sees who was faster, both versions, and loses nothing.

A form carries the version that it was filled from (`seen`): the number of the record's newest history row, which every
save raises, an import's too. Where someone else has saved in between, what only they changed is taken over, what both
changed is laid side by side: theirs, one's own, the words between the two, and both put together where the changes do
not touch. Sent again, the form knows of their version. Rows of an inline carry versions of their own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Max, Model, OuterRef, QuerySet, Subquery
from django.forms.models import BaseInlineFormSet
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.language.merging import merged
from survey.models.history import history_of
from survey.wording.marks import Paragraph, compared

THEIRS, MINE, BOTH = "theirs", "mine", "both"
SINCE = "@since"  # beside what one typed: the version that it was typed over
CARRIED = ("seen", "before", "mine")
UNKNOWN = object()  # equal to nothing that a form can say
Value = str | bool | list[str] | None


@dataclass(frozen=True)
class EditConflict:
    """One field that two people wrote: what was saved meanwhile, what this form says, and what may be chosen."""

    name: str
    label: str
    saved: str
    yours: str
    difference: tuple[Paragraph, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


class CarriedAlong(forms.JSONField):
    """What a form knew when it was opened; whatever else is sent says nothing."""

    def clean(self, value):
        found = super().clean(value)
        return found if isinstance(found, dict) else {}


# Versions


def newest_version(record: Model) -> int:
    """The number of its newest history row; 0 where nothing ever told of it."""
    if (known := getattr(record, "newest_version", UNKNOWN)) is not UNKNOWN:
        return known or 0
    rows = history_of(type(record)).objects.filter(id=record.pk)
    return rows.aggregate(newest=Max("history_id"))["newest"] or 0


def with_versions(queryset: QuerySet) -> QuerySet:
    """Records with their newest version, read along with them."""
    rows = history_of(queryset.model).objects.filter(id=OuterRef("pk")).order_by()
    newest = rows.values("id").annotate(newest=Max("history_id")).values("newest")
    return queryset.annotate(newest_version=Subquery(newest))


def lock(record_model: type[Model], pk, inlines: Iterable[tuple[type[Model], str]] = ()):
    """Keep others from saving the record, and the rows below it, until the transaction ends."""
    list(record_model._base_manager.select_for_update(of=("self",)).filter(pk=pk).values_list("pk"))
    for model, name in inlines:
        list(model._base_manager.select_for_update(of=("self",)).filter(**{name: pk}).values_list("pk"))


# Values, as a form can send them along


def plain(value) -> Value:
    """A value of a model or a form in one shape: text, a truth, or a sorted list of keys."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, QuerySet | list | tuple) and all(isinstance(each, Model | int) for each in value):
        return sorted(str(each.pk if isinstance(each, Model) else each) for each in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def values_then(model: type[Model], version: int, names: Iterable[str]) -> dict[str, Value]:
    """What the record said in one version of its history, as far as that was kept."""
    entry = history_of(model).objects.filter(history_id=version).first()
    found = {}
    for name in names if entry else ():
        field = model._meta.get_field(name)
        if field.many_to_many:
            if hasattr(history_of(model), name):
                rows = getattr(history_of(model), name).model.objects.filter(history=entry.pk)
                found[name] = plain(list(rows.values_list(field.m2m_reverse_field_name(), flat=True)))
        elif hasattr(entry, field.attname):
            found[name] = plain(getattr(entry, field.attname))
    return found


# Forms


class WatchedForm(forms.ModelForm):
    """Refuses to save over what its sender has not seen, and shows it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    mine = CarriedAlong(widget=forms.HiddenInput, required=False)
    clashes: tuple[EditConflict, ...] | list[EditConflict] = ()
    taken_over: tuple[str, ...] | list[str] = ()
    is_overtaken = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self.version() if self.instance.pk else 0
        self.fields["seen"].initial = self.newest

    # What a kind of record may say otherwise

    def version(self) -> int:
        return newest_version(self.instance)

    def compared_names(self) -> list[str]:
        """The fields of the record that this form writes."""
        return [name for name, field in self.fields.items() if not field.disabled and self._is_written(name)]

    def _is_written(self, name: str) -> bool:
        try:
            return self._meta.model._meta.get_field(name).concrete
        except FieldDoesNotExist:
            return False

    def saved_values(self) -> dict[str, Value]:
        """What stands in the database now."""
        fields = self.instance._meta.get_field
        return {name: plain(fields(name).value_from_object(self.instance)) for name in self.compared_names()}

    def values_before(self) -> dict[str, Value]:
        """What the record said when the form was opened."""
        seen = self.cleaned_data.get("mine", {}).get(SINCE) if self.goes_on else self.cleaned_data.get("seen")
        return values_then(self._meta.model, _number(str(seen)), self.compared_names())

    def own_values(self) -> dict[str, Value]:
        """What was sent; as it was typed where that is not valid."""
        return {name: self._own(name) for name in self.compared_names()}

    def _own(self, name: str) -> Value:
        if name in self.cleaned_data:
            return plain(self.cleaned_data[name])
        return plain(self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def is_text(self, name: str) -> bool:
        field = self.fields[name]
        return type(field) is forms.CharField and not hasattr(field, "choices")

    # The comparison

    @cached_property
    def changed_data(self):
        """What the form carries along for the comparison is no change."""
        return [name for name in super().changed_data if name not in CARRIED]

    def clean(self):
        """An older version of the record is not saved over a newer one."""
        data = super().clean()
        if self.instance.pk and ((data.get("seen") or 0) != self.newest or self.goes_on):
            self.lay_side_by_side()
        elif self.is_choosing and not self.prefix:
            self.add_error(None, _("Nothing is saved yet. Look at the form, then save it."))
        return data

    @property
    def is_choosing(self) -> bool:
        """Whether a button of a comparison was pressed, here or in a row below."""
        return ":" in self.data.get("choose", "")

    @property
    def goes_on(self) -> bool:
        """Whether this form was compared before and is still being put together."""
        return self.is_choosing and SINCE in self.cleaned_data.get("mine", {})

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The field and the version that a button of the comparison asks for."""
        name, _colon, version = self.data.get("choose", "").rpartition(":")
        known = {self.add_prefix(each): each for each in self.fields}
        return (known[name], version) if name in known else None

    def lay_side_by_side(self):
        """Say who was faster and what they wrote; sent again, the form knows of their version and is saved."""
        saved, before = self.saved_values(), self.values_before()
        first_time = not self.goes_on
        mine = self.own_values() if first_time else self.cleaned_data.get("mine", {})
        since = self.cleaned_data.get("seen") if first_time else mine.get(SINCE)
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(self.newest)
        if first_time and self.is_untouched(saved, before, mine):
            return
        self.data[self.add_prefix("mine")] = json.dumps(mine | {SINCE: since})
        self.is_overtaken, self.clashes, self.taken_over = True, [], []
        for name in (name for name in self.compared_names() if name in mine):
            if saved[name] in (mine[name], before.get(name, UNKNOWN)):
                continue
            if mine[name] != before.get(name, UNKNOWN):
                self.clashes.append(self.clash(name, saved[name], mine[name], before.get(name)))
                continue
            self.taken_over.append(self.fields[name].label)
            if first_time:
                self.put(name, saved[name])
        self.choose(saved, mine, before)
        self.add_error(None, self.sentence(*self.last_change()))

    def is_untouched(self, saved: dict, before: dict, mine: dict) -> bool:
        """Whether nobody's words are at stake: the others changed nothing here, or oneself did not; theirs stay."""
        names = self.compared_names()
        if any(mine[name] != before.get(name, UNKNOWN) for name in names):
            return all(saved[name] == before.get(name, UNKNOWN) for name in names)
        for name in names:
            self.put(name, saved[name])
            self.cleaned_data[name] = self.present(name)
        self.__dict__.pop("changed_data", None)
        return True

    def present(self, name: str):
        """What the record says now, as the form would have read it."""
        field = self.instance._meta.get_field(name)
        return field.value_from_object(self.instance) if field.many_to_many else getattr(self.instance, name)

    def choose(self, saved: dict, mine: dict, before: dict):
        """Put the chosen version of one field into the form."""
        name, version = self.chosen or ("", "")
        if name not in mine or name not in saved:
            return
        if version == BOTH:
            value = merged(str(before.get(name) or ""), str(saved[name]), str(mine[name]))
        else:
            value = saved[name] if version == THEIRS else mine[name]
        if value is not None:
            self.put(name, value)

    def put(self, name: str, value: Value):
        """Write into the form as a browser would."""
        key, field = self.add_prefix(name), self.fields[name]
        if value is False:
            self.data.pop(key, None)
        elif isinstance(value, list):
            self.data.setlist(key, value)
        elif isinstance(field, forms.DateField) and parse_date(str(value)):
            self.data[key] = field.widget.format_value(parse_date(value))
        else:
            self.data[key] = "on" if value is True else value

    def clash(self, name: str, saved, mine, before) -> EditConflict:
        old, new = self.said(name, saved), self.said(name, mine)
        difference = compared(old, new) if self.is_text(name) else ()
        return EditConflict(
            name, self.fields[name].label, old, new, difference, tuple(self.choices(name, saved, mine, before))
        )

    def choices(self, name: str, saved, mine, before) -> Iterator[tuple[str, str]]:
        key = self.add_prefix(name)
        yield f"{key}:{THEIRS}", gettext_lazy("Take theirs")
        yield f"{key}:{MINE}", gettext_lazy("Keep mine")
        if self.is_text(name) and before is not None and merged(str(before), str(saved), str(mine)) is not None:
            yield f"{key}:{BOTH}", gettext_lazy("Put both together")

    def said(self, name: str, value: Value) -> str:
        """A value in words, as the page shows it."""
        field = self.fields[name]
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field, forms.ModelChoiceField):
            keys = [key for key in (value if isinstance(value, list) else [value]) if str(key).isdigit()]
            return ", ".join(str(each) for each in field.queryset.model._base_manager.filter(pk__in=keys))
        if isinstance(field, forms.DateField) and parse_date(str(value)):
            return date_format(parse_date(value), "SHORT_DATE_FORMAT")
        in_words = dict(field.choices) if hasattr(field, "choices") else {}
        return str(in_words.get(value, "" if value is None else value))

    def last_change(self):
        """When it was changed last, and by whom."""
        entries = history_of(self._meta.model).objects.filter(history_id=self.newest)
        entry = entries.select_related("history_user").first()
        return (entry.history_date, entry.history_user) if entry else (None, None)

    def sentence(self, moment, user) -> str:
        return overtaken_sentence(moment, user)


def overtaken_sentence(moment, user) -> str:
    if not user or not moment:
        return _("This was changed while you were editing it. Nothing of yours is saved yet.")
    return _("%(name)s changed this at %(time)s, while you were editing it. Nothing of yours is saved yet.") % {
        "name": user.get_full_name() or user.get_username(),
        "time": date_format(localtime(moment), "DATETIME_FORMAT"),
    }


# Rows below a record


class WatchedRows(BaseInlineFormSet):
    """Rows that others may have changed or deleted since the page was opened.

    A row that is gone comes back as a new one where something was changed in it here, and is let go where not; a row
    that was changed there is not deleted here unseen.
    """

    def __init__(self, data=None, files=None, instance=None, save_as_new=False, prefix=None, queryset=None, **kwargs):
        if data is not None and instance and instance.pk and queryset is not None:
            prefix = prefix or self.get_default_prefix()
            data = self.without_gone(data, prefix, queryset.filter(**{self.fk.name: instance}))
        super().__init__(data, files, instance, save_as_new, prefix, queryset, **kwargs)

    @property
    def clashes(self) -> list[EditConflict]:
        """Those of all rows, each named by its row."""
        rows = [form for form in self.forms if getattr(form, "is_overtaken", False)]
        return [
            EditConflict(each.name, f"{form.instance}: {each.label}", *_rest(each))
            for form in rows
            for each in form.clashes
        ]

    def clean(self):
        super().clean()
        for form in self.initial_forms:
            if self._should_delete_form(form) and getattr(form, "is_overtaken", False):
                sentence = _("“%(row)s” was changed while you were editing it. Delete it again if you still want to.")
                raise ValidationError(sentence % {"row": form.instance})

    def without_gone(self, data, prefix: str, rows: QuerySet):
        """What was sent, with the rows that somebody has deleted meanwhile behind the others, without their key."""
        total, initial = (_number(data.get(f"{prefix}-{name}_FORMS")) for name in ("TOTAL", "INITIAL"))
        keys = set(map(str, rows.values_list("pk", flat=True)))
        name = self.model._meta.pk.name
        gone = [index for index in range(initial) if data.get(f"{prefix}-{index}-{name}", "") not in keys]
        if not gone:
            return data
        back = [index for index in gone if self.was_changed(data, f"{prefix}-{index}")]
        order = [index for index in range(total) if index not in gone] + back
        found = data.copy()
        for key in [key for key in found if _is_of_row(key, prefix)]:
            del found[key]
        for place, index in enumerate(order):
            for key in [key for key in data if key.startswith(f"{prefix}-{index}-")]:
                found.setlist(f"{prefix}-{place}-{key.removeprefix(f'{prefix}-{index}-')}", data.getlist(key))
            if index in back:
                found[f"{prefix}-{place}-{name}"] = ""
        found[f"{prefix}-TOTAL_FORMS"], found[f"{prefix}-INITIAL_FORMS"] = str(len(order)), str(initial - len(gone))
        return found

    def was_changed(self, data, prefix: str) -> bool:
        """Whether a row that is gone was sent with other words than it had; to delete it is no change."""
        if data.get(f"{prefix}-DELETE"):
            return False
        form = self.form(data, prefix=prefix)
        form.instance.pk = None
        names = [name for name in form.compared_names() if name != self.fk.name]
        before = values_then(self.model, _number(data.get(f"{prefix}-seen")), names)
        form.full_clean()
        mine = form.own_values()
        return any(mine[name] != before.get(name, UNKNOWN) for name in names)


def _rest(conflict: EditConflict) -> tuple:
    return conflict.saved, conflict.yours, conflict.difference, conflict.choices


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _is_of_row(key: str, prefix: str) -> bool:
    return key.startswith(f"{prefix}-") and key.removeprefix(f"{prefix}-").partition("-")[0].isdigit()


class WatchedRow(WatchedForm):
    """The form of one row; its comparison is shown above the page's form, with those of the other rows."""

    def clean(self):
        """A row that was deleted meanwhile has lost its key, and is written anew only once that was said."""
        data = super().clean()
        if not self.instance.pk and data.get("seen"):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = ""
            sentence = _("This row was deleted while you were editing it. Saved again, it is added anew.")
            self.add_error(None, sentence)
        return data

    def is_untouched(self, saved: dict, before: dict, mine: dict) -> bool:
        """To delete a row is to change it."""
        deletes = self.data.get(self.add_prefix("DELETE"))
        if deletes and any(saved[name] != before.get(name, UNKNOWN) for name in self.compared_names()):
            return False
        return super().is_untouched(saved, before, mine)

    def has_changed(self):
        """One that comes back from the dead counts, whatever it says."""
        return super().has_changed() or (not self.instance.pk and bool(self.data.get(self.add_prefix("seen"))))
