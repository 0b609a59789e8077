"""One list of records as a resource of django-import-export: one line, one record, found by its natural key.

A line is compared cell by cell with what its record shows now; only what differs is read, checked and written. A sheet
that was exported here says in `seen` what stood in each cell then: so what its editor changed is told from what others
changed meanwhile, and nobody's word is written over unseen.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.db.models import Count, ForeignKey, Model, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult

from survey.importing.batch_log import DEPENDENT, FACT, BatchLog, kept
from survey.importing.lists.columns import LinksColumn, ListColumn
from survey.importing.lists.places import BY_KEY, Places
from survey.importing.progress import Phase, silent
from survey.importing.report import ImportedChange
from survey.models import Body, District, Inquiry, Parliament, Respondent, Row, Subject, history
from survey.sheets.values import Value

SEEN = gettext_noop("seen")
DIGITS = 6
LONGEST_CELL = 32_767  # a spreadsheet program cuts off what is longer
# Of these there are so few that all are read at once.
FEW = (District, Parliament, Respondent, Subject)
MISSING = {
    District: gettext_lazy("There is no district “%(name)s”."),
    Body: gettext_lazy("There is no body “%(name)s”."),
    Inquiry: gettext_lazy("There is no inquiry “%(name)s”."),
}


class Rights:
    """What the person who imports may do with the records of a list; without an account, everything."""

    def __init__(self, user, resource: type["RecordResource"]):
        is_barred = user and resource.is_public_at_once and not user.has_perm("survey.publish_inquiry")
        name = resource.model._meta.model_name
        self.add, self.change = (
            not is_barred and (user is None or user.has_perm(f"survey.{act}_{name}")) for act in ("add", "change")
        )


class RecordResource(Resource):
    """Subclasses give `model` and `columns`, and say what a line of theirs means: see the hooks below.

    Of a list, each line names its inquiry, and `columns` are all that a file may have. Of the editor's layer of one
    inquiry, a file has exactly the `layer_columns`.
    """

    model: type[Model]
    columns: Sequence[ListColumn] = ()
    file = ""  # of the editor's layer
    layer_columns: Sequence[str] = ()
    changes_texts = False  # whether quotes of later files of a layer may stand elsewhere now
    ways: Sequence[str] = ()  # from a record to its paper
    is_public_at_once = False  # read by everybody without an edition in between

    class Meta:
        clean_model_instances = True
        skip_diff = True  # the differences are those of cells, and told by `changes`
        instance_loader_class = BaseInstanceLoader
        use_transactions = False  # of the library; a preview only reads, and an import is one transaction of ours

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.columns = tuple(column.bound(cls) for column in cls.columns)

    def __init__(self, *, inquiry: Inquiry | None = None, places: Places | None = None, by=None, is_dry=False, **_rest):
        """`inquiry`: the one whose layer is read. The pages of the library hand over what other resources need."""
        super().__init__()
        self.inquiry = inquiry
        self.by = by
        self.is_dry = is_dry
        names = {*self.layer_columns} if inquiry else {column.name for column in self.columns}
        self.fields = {column.name: column for column in self.columns if column.name in names}
        self.rights = Rights(None, type(self))
        self.visible: QuerySet | None = None
        self.reason = f"layer {self.file}"
        self.log = BatchLog()
        self.progress = silent
        self.changes: list[ImportedChange] = []
        self.touched: set[int] = set()
        self._places = {inquiry.pk: places} if inquiry and places else {}
        self._linked: dict[tuple, dict] = {}
        self.existing: dict[tuple, Model] = {}
        self._doubles: set[tuple] | None = None
        self.met: set[tuple] = set()
        self.faults: dict[int, str] = {}
        self.total = 0

    @classmethod
    def get_display_name(cls):
        return str(_("all columns, to be edited and imported again"))

    # What a subclass says

    def queryset(self) -> QuerySet:
        """The records, with all that their columns show."""
        return self.model._default_manager.all()

    def records(self, rows: Sequence[dict]) -> Iterable[Model]:
        """Those that lines may mean."""
        return self.queryset()

    def key_of(self, record: Model) -> tuple:
        """What tells the record from all others, as `key_in` finds it in a line."""
        return tuple(column.text(record, self) for column in self.fields.values() if column.is_key)

    def key_in(self, row: dict) -> tuple:
        keys = [column for column in self.fields.values() if column.is_key]
        return tuple(column.key(row[column.name], row, self) for column in keys)

    def initial(self, row: dict) -> dict:
        """What the key says of a new record."""
        keys = [column for column in self.fields.values() if column.is_key]
        return {column.attribute: column.taken(row[column.name], row, self) for column in keys}

    @classmethod
    def of_paper(cls, inquiry: Inquiry) -> QuerySet | None:
        """The records of one paper; None where they belong to none."""
        ways = [Q(**{way: inquiry}) for way in cls.ways]
        return cls.model._default_manager.filter(reduce(or_, ways)) if ways else None

    def inquiry_of(self, record: Model) -> Inquiry | None:
        """The paper whose checks look at the record."""
        return None

    def named(self, record: Model, row: dict) -> str:
        """How the record is called in the list of differences."""
        return str(record)

    def visible_to(self, user) -> QuerySet | None:
        """The records that an account may see; None: all."""
        return None

    def check(self, record: Model, row: dict) -> None:
        """What must hold beside what the model says. Raises ValidationError."""

    def differs(self, record: Model, row: dict) -> bool:
        """Whether what hangs on the record differs, where no column tells."""
        return False

    def write(self, record: Model, row: dict) -> None:
        """Write what hangs on the saved record."""

    # What lines point to

    def paper(self, row: dict) -> Inquiry:
        return self.inquiry or self.find(Inquiry, "slug", row["inquiry"])

    def places(self, row: dict) -> Places:
        """The texts of the paper of this line, read once."""
        inquiry = self.paper(row)
        if inquiry.pk not in self._places:
            self._places[inquiry.pk] = Places(inquiry)
        return self._places[inquiry.pk]

    def row_name(self, row: Row) -> str:
        """As a line names it: its label, or its key where the table has the label twice."""
        if self._doubles is None:
            twice = Row.objects.values("annex", "printed").annotate(times=Count("pk")).filter(times__gt=1).order_by()
            self._doubles = set(twice.values_list("annex", "printed"))
        is_clear = (row.annex_id, row.printed) not in self._doubles and not BY_KEY.fullmatch(row.printed)
        return row.printed if is_clear else f"r{row.key}"

    def find(self, model: type[Model], by: str, text: str) -> Model:
        """The record of this key, also one of a line above. Raises ValidationError."""
        known = self._linked.get((model, by))
        if known is None:
            known = self._linked[model, by] = defaultdict(lambda: None)
            if model in FEW:
                records = model._default_manager.defer("outline") if model is District else model._default_manager.all()
                known.update({str(getattr(record, by)): record for record in records})
        if known[text] is None and model not in FEW:
            known[text] = model._default_manager.filter(**{by: text}).first()
        if known[text] is None and model is self.model:
            known[text] = next((new for new in self.existing.values() if str(getattr(new, by)) == text), None)
        if known[text] is None:
            sentence = MISSING.get(model, _("%(what)s “%(name)s” is not recorded."))
            what = capfirst(str(model._meta.verbose_name))
            raise ValidationError(sentence, params={"name": text, "what": what})
        return known[text]

    # The export

    def get_queryset(self):
        return self.queryset()

    def filter_export(self, queryset, **kwargs):
        """The list as it is filtered and seen, with all that the columns show."""
        found = queryset.order_by().values("pk")
        return self.in_order(self.queryset().filter(pk__in=found))

    def in_order(self, queryset: QuerySet) -> QuerySet:
        """So that a line stands below those that it points to."""
        return queryset

    def iter_queryset(self, queryset):
        yield from queryset

    def get_user_visible_fields(self):
        """As the page of the export names them."""
        return [SimpleNamespace(column_name=column.heading) for column in self.fields.values()]

    def get_export_headers(self, selected_fields=None):
        return [*(column.heading for column in self.fields.values()), str(_(SEEN))]

    def export_resource(self, instance, selected_fields=None, **kwargs) -> list[Value]:
        values = {name: column.shown(instance, self) for name, column in self.fields.items()}
        return [*values.values(), self.seen(instance)]

    def after_export(self, queryset, dataset, **kwargs):
        """What its formats ask: a spreadsheet program must leave it alone."""
        dataset.comes_back = True

    def seen(self, record: Model) -> str:
        """Digests of the key and of each cell; the letter in front keeps it from being a number."""
        texts = [column.text(record, self) for column in self.fields.values()]
        return "-".join(["s", self._digest_of_key(self.key_of(record)), *map(digest, texts)])

    def _digests(self, row: dict, key: tuple) -> dict[str, str]:
        """By column, what stood there when the sheet was written; nothing where it does not say."""
        if not row.get(SEEN):
            return {}
        letter, *digests = row[SEEN].split("-")
        if letter != "s" or len(digests) != len(self.fields) + 1:
            sentence = _("The column “seen” was changed. It says what stood here at the export; leave it alone.")
            raise ValidationError(sentence)
        if digests[0] != self._digest_of_key(key):
            sentence = _(
                "What names the record was changed in this line. Change it at the desk; for a new record, empty “seen”."
            )
            raise ValidationError(sentence)
        return dict(zip(self.fields, digests[1:], strict=True))

    def _digest_of_key(self, key: tuple) -> str:
        return digest("\n".join(map(str, key)))

    # The steps of the library

    def before_import(self, dataset, **kwargs):
        self.by = self.by or kwargs.get("user")
        self.total = dataset.height
        self.said = set(dataset.headers)
        records = self.records(dataset.dict)
        if isinstance(records, QuerySet) and not self.is_dry:
            records = records.select_for_update(of=("self",))
        self.existing = {self.key_of(record): record for record in records}
        self.hidden = self._hidden()

    def _hidden(self) -> set[int]:
        if self.visible is None:
            return set()
        existing = {record.pk for record in self.existing.values()}
        return existing - set(self.visible.order_by().values_list("pk", flat=True))

    def before_import_row(self, row, row_number=0, **kwargs):
        self.progress(Phase.COMPARING if self.is_dry else Phase.WRITING, row_number, self.total)
        self.row_number = row_number
        for column in self.fields.values():
            row.setdefault(column.name, "")
        self.before: dict = {}
        self.linked: dict[str, list[Model]] = {}
        self.told: dict[str, tuple[str, str]] = {}

    def get_or_init_instance(self, instance_loader, row):
        if self.row_number in self.faults:
            raise ValidationError(self.faults[self.row_number])
        self.key = self.key_in(row)
        if self.inquiry is None and self.key in self.met:
            raise ValidationError(_("The record stands in the file twice."))
        self.met.add(self.key)
        self.digests = self._digests(row, self.key)
        record = self.existing.get(self.key)
        self.is_new = record is None
        if record is not None and record.pk in self.hidden:
            raise ValidationError(_("You may not see this record, and so not change it."))
        if self.is_new and not self.rights.add:
            raise ValidationError(_("Your account may not add such records."))
        self.called = "" if self.is_new else self.named(record, row)  # as it is called before the change
        return (self.model(**self.initial(row)) if self.is_new else record), self.is_new

    def import_instance(self, instance, row, **kwargs):
        for column in self.fields.values():
            if column.name in self.said and not (column.is_key or (self.is_new and self._is_default(column, row))):
                self._compare(column, instance, row)

    def _is_default(self, column, row) -> bool:
        """An empty cell of a new record says nothing: its default holds."""
        return not row[column.name] and self.inquiry is None

    def _compare(self, column: ListColumn, instance: Model, row: dict):
        new = row[column.name]
        old = "" if self.is_new else column.text(instance, self)
        if not self.is_new and (new == old or digest(new) == self.digests.get(column.name)):
            return
        if not self.is_new and self.digests and digest(old) != self.digests[column.name]:
            sentence = _("“%(name)s” was changed here since the export. Now it says: “%(text)s”")
            raise ValidationError(sentence, params={"name": column.heading, "text": old})
        if len(new) == LONGEST_CELL and old.startswith(new):
            raise ValidationError(_("The text was cut off by the spreadsheet program. Take CSV or JSON for this cell."))
        if column.is_fixed and not self.is_new:
            sentence = _("“%(name)s” is changed at the desk alone.")
            raise ValidationError(sentence, params={"name": column.heading})
        value = column.taken(new, row, self)
        if self.is_new or not column.is_said(instance, value, self):
            self._take(column, instance, value)
            self.told[column.name] = (old, new)

    def _take(self, column: ListColumn, instance: Model, value: object):
        if isinstance(column, LinksColumn):
            self.linked[column.attribute] = value
        elif column.is_written:
            self.set_value(instance, column.attribute, value)

    def set_value(self, instance: Model, name: str, value: object):
        """Set a field of the record, and remember what it said before."""
        attribute = self.model._meta.get_field(name).attname
        self.before.setdefault(attribute, getattr(instance, attribute))
        setattr(instance, name, value)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors:
            return False
        if not (self.is_new or self.told or self.differs(instance, row)):
            return True
        if not self.is_new and not self.rights.change:
            raise ValidationError(_("Your account may not change such records."))
        self.check(instance, row)
        return False

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """In a preview, records of lines above are not saved yet: what points to them is looked at later."""
        unsaved = {
            field.name
            for field in self.model._meta.fields
            if isinstance(field, ForeignKey)
            and field.is_cached(instance)
            and (linked := getattr(instance, field.name)) is not None
            and linked.pk is None
        }
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        instance.full_clean(exclude=unsaved, validate_unique=validate_unique)

    def do_instance_save(self, instance, is_create):
        if self.is_dry:
            return
        if is_create or self.before:
            history.tell(instance, reason=self.reason, by=self.by).save()
        history.tell(instance, reason=self.reason, by=self.by)
        for name, records in self.linked.items():
            links = getattr(instance, name)
            self.before[name] = links_of(instance, name)
            links.set(records)

    def after_save_instance(self, instance, row, **kwargs):
        if not self.is_dry:
            self.write(instance, row)
        self.existing[self.key] = instance

    def after_import_row(self, row, row_result, row_number=None, **kwargs):
        if row_result.import_type not in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE):
            return
        instance = self.existing[self.key]
        if inquiry := self.inquiry_of(instance):
            self.touched.add(inquiry.pk)
        name = self.called or self.named(instance, row)
        if self.is_new:
            said = [(self.fields[each].heading, text) for each, text in row.items() if text and each in self.fields]
            self.changes.append(ImportedChange(name, None, "\n".join(f"{heading}: {text}" for heading, text in said)))
        else:
            for column, (old, new) in self.told.items():
                self.changes.append(ImportedChange(f"{name}: {self.fields[column].heading}", old, new))
        if not self.is_dry:
            self._keep(instance, name, row)

    def _keep(self, instance: Model, name: str, row: dict):
        """What the line did, for the log of its batch."""
        model = self.model._meta.model_name
        if self.is_new:
            self.log.add(FACT, model, instance.pk, name, None, self.changes[-1].new, None, None)
            return
        old, new = (
            "\n".join(f"{self.fields[column].heading}: {pair[at]}" for column, pair in self.told.items())
            for at in (0, 1)
        )
        self.log.add(FACT, model, instance.pk, name, old, new, *facts_of(instance, self.before))

    # What is written along with a record

    def save_along(self, record: Model):
        """A record that hangs on the line's: evidence, an actor; taken back with it."""
        history.tell(record, reason=self.reason, by=self.by).save()
        self.made_along(record)

    def made_along(self, record: Model):
        self.log.add(DEPENDENT, record._meta.model_name, record.pk, str(record), None, str(record), None, None)

    def delete_along(self, record: Model):
        values = {field.attname: kept(getattr(record, field.attname)) for field in record._meta.concrete_fields}
        self.log.add(DEPENDENT, record._meta.model_name, record.pk, str(record), str(record), "", values, None)
        history.tell(record, reason=self.reason, by=self.by).delete()


def facts_of(instance: Model, before: dict) -> tuple[dict, dict]:
    """Before and after by attribute, links as sorted keys; as the log of a batch keeps them."""
    fields = {field.attname for field in instance._meta.concrete_fields}
    after = {name: getattr(instance, name) if name in fields else links_of(instance, name) for name in before}
    return {name: kept(value) for name, value in before.items()}, {name: kept(value) for name, value in after.items()}


def links_of(instance: Model, name: str) -> list[int]:
    return sorted(getattr(instance, name).values_list("pk", flat=True))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
