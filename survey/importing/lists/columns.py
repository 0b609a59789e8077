"""One column of a list: its heading in both languages, what it shows of a record, and what a cell of it says."""

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from import_export.fields import Field

from survey.models import Precision
from survey.sheets.values import Value, as_text

LANGUAGES = ("de", "en")
GERMAN_DATE = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def folded(heading: str) -> str:
    """A heading as it is compared: “Usual name” and “usual_name” are one."""
    return re.sub(r"[\s_]+", " ", heading).strip().casefold()


def normal(text: str) -> str:
    """A text as it comes back from a spreadsheet program: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_date(printed: str) -> datetime.date | None:
    """The first day of "2014-06-20", "2014-06" or "2014"."""
    if not printed:
        return None
    match = DATE.fullmatch(printed)
    try:
        return datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except (TypeError, ValueError) as error:
        raise ValidationError(_("“%(text)s” is not a date."), params={"text": printed}) from error


def whole_number(name: str, text: str) -> int | None:
    if text and not text.isdecimal():
        raise ValidationError({name: _("“%(text)s” is not a whole number.") % {"text": text}})
    return int(text) if text else None


@cache
def _words_of(model: type[Model], name: str) -> dict[str, str]:
    words = {}
    choices = model._meta.get_field(name).flatchoices
    for language in LANGUAGES:
        with override(language):
            words |= {folded(str(label)): value for value, label in choices}
    return words | {folded(value): value for value, _label in choices}


def word_of(model: type[Model], name: str, text: str) -> str:
    """The word that a text stands for, by itself or as its German or English label; else the text, to be refused."""
    return _words_of(model, name).get(folded(text), text)


class ListColumn(Field):
    """A text of the record, as it stands.

    The English heading is the name; the German one is `label`, else what the model calls the attribute. `is_key`: it
    helps to find the record, and is never changed. `is_fixed`: it is shown, and changed at the desk alone. `is_needed`:
    a file without it can be no list of this kind.
    """

    is_written = True

    def __init__(
        self, name: str, label=None, *, attribute: str = "", is_key=False, is_fixed=False, is_needed: bool | None = None
    ):
        super().__init__(attribute=attribute or name, column_name=name)
        self.label = label
        self.is_key = is_key
        self.is_fixed = is_fixed
        self.is_needed = is_key if is_needed is None else is_needed

    @property
    def name(self) -> str:
        return self.column_name

    def bound(self, resource: type) -> "ListColumn":
        """The model gives the label where none is given."""
        self.model = resource.model
        return self

    @cached_property
    def headings(self) -> dict[str, str]:
        """By language."""
        label = self.label or self.model._meta.get_field(self.attribute).verbose_name
        with override("de"):
            return {"en": self.name, "de": capfirst(str(label))}

    @property
    def heading(self) -> str:
        """In the reader's language."""
        return self.headings[get_language() if get_language() in LANGUAGES else "en"]

    def shown(self, record: Model, resource) -> Value:
        """What stands in its cell for this record."""
        return getattr(record, self.attribute)

    def text(self, record: Model, resource) -> str:
        return normal(as_text(self.shown(record, resource)))

    def key(self, text: str, line, resource) -> str:
        """A cell of the key as `text` has it of the record that is meant."""
        return text

    def taken(self, text: str, line, resource) -> object:
        """The value that a cell says; `line` are all cells by name. Raises ValidationError."""
        field = self.model._meta.get_field(self.attribute)
        return None if not text and field.null else text

    def is_said(self, record: Model, value: object, resource) -> bool:
        """Whether the record says so already."""
        return getattr(record, self.attribute) == value


class WordColumn(ListColumn):
    """One of a closed list: its word, as the code and the API say it; its German or English label is understood."""

    def key(self, text, line, resource):
        return self.taken(text, line, resource)

    def taken(self, text, line, resource):
        return word_of(self.model, self.attribute, text)


class NumberColumn(ListColumn):
    """A whole number."""

    def key(self, text, line, resource):
        return as_text(self.taken(text, line, resource))

    def taken(self, text, line, resource):
        return whole_number(self.name, text)


class DecimalColumn(ListColumn):
    def shown(self, record, resource):
        value = getattr(record, self.attribute)
        return value if value is None else format(Decimal(value).normalize(), "f")

    def taken(self, text, line, resource):
        try:
            return Decimal(text.replace(",", ".")) if text else None
        except InvalidOperation as error:
            raise ValidationError(_("“%(text)s” is not a number."), params={"text": text}) from error


class DateColumn(ListColumn):
    """A day: 2014-06-20, in lists also 20.06.2014. `precision` is the attribute that says how much of it is known."""

    def __init__(self, *args, precision: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.precision = precision

    def shown(self, record, resource):
        value = getattr(record, self.attribute)
        known = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.SEASON: 7}
        length = known.get(getattr(record, self.precision), 10) if self.precision else 10
        return value.isoformat()[:length] if value else None

    def taken(self, text, line, resource):
        german = resource.inquiry is None and GERMAN_DATE.fullmatch(text)
        iso = f"{german[3]}-{int(german[2]):02}-{int(german[1]):02}" if german else text
        if not self.precision and iso and not DAY.fullmatch(iso):
            raise ValidationError({self.name: _("“%(text)s” is not a date.") % {"text": text}})
        return read_date(iso)


class LinkColumn(ListColumn):
    """Another record, named by its natural key; `find` of the resource knows it by that. Empty: none."""

    def __init__(self, *args, by: str = "slug", **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def shown(self, record, resource):
        linked = getattr(record, self.attribute)
        return getattr(linked, self.by) if linked else ""

    def taken(self, text, line, resource):
        linked = self.model._meta.get_field(self.attribute).related_model
        return resource.find(linked, self.by, text) if text else None


class LinksColumn(LinkColumn):
    """Several other records, their keys joined by blanks, or by what `separator` says."""

    def __init__(self, *args, separator: str = " ", **kwargs):
        super().__init__(*args, **kwargs)
        self.separator = separator

    def keys(self, linked: Iterable[Model]) -> list[str]:
        return sorted(str(getattr(each, self.by)) for each in linked)

    def shown(self, record, resource):
        return self.separator.join(self.keys(getattr(record, self.attribute).all() if record.pk else ()))

    def said(self, text: str) -> Sequence[str]:
        return [each.strip() for each in text.split(self.separator.strip() or None) if each.strip()]

    def taken(self, text, line, resource):
        linked = self.model._meta.get_field(self.attribute).related_model
        return [resource.find(linked, self.by, key) for key in self.said(text)]

    def is_said(self, record, value, resource):
        return bool(record.pk) and set(getattr(record, self.attribute).all()) == set(value)


class DerivedColumn(ListColumn):
    """What is shown and taken by methods of the resource: `show_<name>(record)` and `take_<name>(text, line)`.

    Where it is no attribute of the record (`is_written`), the resource itself writes what it says.
    """

    def __init__(self, *args, is_written=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_written = is_written

    def shown(self, record, resource):
        return getattr(resource, f"show_{self.name}")(record)

    def taken(self, text, line, resource):
        take = getattr(resource, f"take_{self.name}", None)
        return take(text, line) if take else text

    def is_said(self, record, value, resource):
        """`says_<name>(record, value)` of the resource tells it of what is no attribute."""
        if self.is_written:
            return super().is_said(record, value, resource)
        says = getattr(resource, f"says_{self.name}", None)
        return bool(says) and says(record, value)
