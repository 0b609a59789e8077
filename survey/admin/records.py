"""What all lists and forms of the desk share: histories with a reason, records inside an inquiry, fast inlines."""

import re
from operator import attrgetter

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import (
    AdminTextInputWidget,
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)
from django.db import models, transaction
from django.forms.models import _get_foreign_key
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey import editing
from survey.admin import edit_conflicts, links
from survey.admin.deleting import remove
from survey.admin.desk_pages import DeskPages, buttons, way_of
from survey.admin.edit_conflicts import WatchedForm, WatchedRow, WatchedRows
from survey.admin.exports import ListExport
from survey.admin.histories import HistoryAdmin, bring_back
from survey.admin.imports.lists import ListImport
from survey.admin.inquiry_paths import inquiry_of
from survey.admin.widgets import PlainTextarea, ShortDecimalField, SmallTextarea
from survey.editing.deleting import DELETABLE
from survey.models import Inquiry

LONG = 150
OF_A_TIE = re.compile(r": \w+ object \(\d+\)$")
# Classes of a part of a form that is folded for as long as nothing is written in it.
FOLDED_WHILE_EMPTY = ["collapse", "while-empty"]


class RecordForm(WatchedForm):
    change_reason = forms.CharField(
        label=capfirst(_("reason for the change")),
        required=False,
        widget=AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        help_text=_("Stays in the history, e.g. “misread in the source”."),
    )


class Restricted:
    """Offers only the records of the inquiry or table at hand, read once for all rows of an inline."""

    checkboxes = ()

    def choices(self, container):
        """Field name -> queryset of what may be chosen."""
        return {}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.checkboxes:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def restrict(self, form_class, container):
        for name, queryset in (self.choices(container) if container else {}).items():
            if field := form_class.base_fields.get(name):
                offer(field, queryset)


def offer(field, queryset):
    """Let a field choose among a queryset, asking the database once however often the field is shown."""
    blank = [] if isinstance(field, forms.ModelMultipleChoiceField) else [("", field.empty_label or "---------")]
    field.queryset = queryset
    if isinstance(field.widget, RelatedFieldWidgetWrapper):
        for can in ("add", "change", "delete", "view"):
            setattr(field.widget, f"can_{can}_related", False)
    field.choices = blank + [(each.pk, str(each)) for each in queryset]


def opened(fieldset, record):
    """The part of a form as it is declared, or unfolded, where the record says something in it."""
    title, options = fieldset
    names = flatten(options["fields"])
    if options.get("classes") != FOLDED_WHILE_EMPTY or not any(is_written(record, name) for name in names):
        return fieldset
    return title, {each: value for each, value in options.items() if each != "classes"}


def is_written(record, name):
    if record is None or name not in {field.name for field in record._meta.fields}:
        return False
    field = record._meta.get_field(name)
    return field.value_from_object(record) not in (field.get_default(), None, "")


def named_in_full(field):
    """Let a field call what may be chosen by its full name: a district with its key and validity."""
    if hasattr(getattr(getattr(field, "queryset", None), "model", None), "in_full"):
        field.label_from_instance = attrgetter("in_full")
    return field


def named(field, label):
    """A column or read-only field with the name of an account, whose page editors may not open."""

    @admin.display(description=label, ordering=field)
    def name(self, record):
        user = attrgetter(field.replace("__", "."))(record)
        return (user.get_full_name() or user.get_username()) if user else "-"

    return name


class RecordAdmin(ListImport, ListExport, DeskPages, Restricted, HistoryAdmin):
    """A list and form of editorial records.

    `inquiry_path` leads from the record to its inquiry. With `within`, records are added inside a container (their
    inquiry, table, row or question), which is chosen first and never changes.
    """

    form = RecordForm
    formfield_overrides = {
        models.TextField: {"widget": PlainTextarea},
        models.DecimalField: {"form_class": ShortDecimalField},
        models.JSONField: {"widget": SmallTextarea},
    }
    list_per_page = 50
    inquiry_path = ""
    within = ""
    label_related = ()
    carried_fields = ["seen", "mine"]
    closing_fields = ["change_reason"]

    @property
    def is_deletable(self):
        """Whether it has a page of ours on which it is deleted, with what hangs on it."""
        return self.model in DELETABLE

    def get_pages(self):
        return [*super().get_pages(), *([remove] if self.is_deletable else []), bring_back]

    def tools(self, request, record):
        own = buttons(self, request, record, remove) if self.is_deletable else []
        return [*super().tools(request, record), *own]

    def has_delete_permission(self, request, obj=None):
        return not self.is_deletable and super().has_delete_permission(request, obj)

    def label(self, record):
        """How the record is called in an autocomplete."""
        return str(record)

    def get_deleted_objects(self, objs, request):
        """Without the rows that do no more than tie two records: they have no name."""
        listed, *rest = super().get_deleted_objects(objs, request)
        return without_ties(listed), *rest

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if type(db_field) is models.CharField and not db_field.choices and db_field.max_length > LONG:
            kwargs.setdefault("widget", AdminTextInputWidget(attrs={"class": "vLargeTextField"}))
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return named_in_full(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_fieldsets(self, request, obj=None):
        fieldsets = [opened(each, obj) for each in self.fieldsets]
        if obj and self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": [*self.carried_fields, *self.closing_fields]}))
        return fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        container = self.container(request, obj)
        self.restrict(form, container)
        if field := self.within and form.base_fields.get(self.within):
            offer(field, type(container).objects.filter(pk=container.pk))
            field.initial, field.disabled = container.pk, True
        return form

    def container(self, request, obj):
        """The record that this one stands in, on an add page the one that was chosen; itself where there is none."""
        if not self.within:
            return obj
        if obj:
            return getattr(obj, self.within)
        chosen = request.GET.get(self.within, "")
        containers = self.model._meta.get_field(self.within).related_model.objects
        return containers.filter(pk=chosen).first() if chosen.isdigit() else None

    def add_view(self, request, form_url="", extra_context=None):
        if self.within and self.has_add_permission(request) and not self.container(request, None):
            return self.choose_container(request)
        return super().add_view(request, form_url, extra_context)

    def choose_container(self, request):
        field = self.model._meta.get_field(self.within)
        form = type("ContainerForm", (forms.Form,), {self.within: container_field(field, self.admin_site)})()
        context = self.admin_site.each_context(request) | {
            "title": _("Where does it belong?"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/survey/choose.html", context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What is compared with the newest version is written before anybody can write another."""
        if request.method != "POST" or not str(object_id).isdigit():
            return super().changeform_view(request, object_id, form_url, extra_context)
        inlines = [(each.model, _get_foreign_key(self.model, each.model, each.fk_name).name) for each in self.inlines]
        with transaction.atomic():
            edit_conflicts.lock(self.model, object_id, inlines)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        inlines = context.get("inline_admin_formsets", ())
        context["inlines_overtaken"] = any(getattr(each.formset, "clashes", ()) for each in inlines)
        context |= way_of(self, obj)
        context["way_back"] = links.came_from(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def list_of(self, inquiry):
        """The records of this kind in one inquiry; of a list that cannot be narrowed to it, all."""
        narrows = any(isinstance(each, type) and issubclass(each, InquiryFilter) for each in self.list_filter)
        return links.list_page(self.model, **{"inquiry": inquiry.pk} if narrows else {})

    def save_model(self, request, obj, form, change):
        """A form sent unchanged leaves no trace in the history."""
        if not change or form.has_changed():
            obj._change_reason = form.cleaned_data.get("change_reason") or None
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Whatever was saved, the checks look again at its inquiry."""
        super().save_related(request, form, formsets, change)
        if (form.has_changed() or any(each.has_changed() for each in formsets)) and (
            inquiry := inquiry_of(form.instance)
        ):
            with editing.act(inquiry):
                pass

    def response_post_save_change(self, request, obj):
        """Back to the page from which one came."""
        back = links.way_back(request, "")
        return HttpResponseRedirect(back) if back else super().response_post_save_change(request, obj)

    def response_post_save_add(self, request, obj):
        back = links.way_back(request, "")
        return HttpResponseRedirect(back) if back else super().response_post_save_add(request, obj)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            row.instance._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_formset(request, form, formset, change)


def without_ties(listed):
    """The nested list of what is deleted along, without “Inquiry_subjects object (1)”."""
    return [without_ties(each) if isinstance(each, list) else each for each in listed if not is_tie(each)]


def is_tie(deleted):
    return isinstance(deleted, str) and OF_A_TIE.search(deleted) is not None


def container_field(field, admin_site):
    widget = AutocompleteSelect(field, admin_site)
    return forms.ModelChoiceField(field.related_model.objects.all(), label=field.verbose_name, widget=widget)


class KeptMixin:
    """What the system keeps: to be read, never added, changed or deleted here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class SeenWithSource(KeptMixin):
    """Made on a page of its source, and seen by who may see the source."""

    brings_back = False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("survey.view_source")

    def has_export_permission(self, request):
        return self.has_view_permission(request)


class KeptAdmin(ListExport, DeskPages, KeptMixin, admin.ModelAdmin):
    list_per_page = 50
    inquiry_path = ""


class NamedAutocomplete(AutocompleteSelect):
    """While nothing is chosen it says what is to be chosen: an empty box would have no name to a screen reader."""

    def __init__(self, field, admin_site, *, name):
        super().__init__(field, admin_site)
        self.name = name

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": str(self.name)}


class KnownAutocomplete(AutocompleteSelect):
    """Labels the record that the form has at hand instead of asking for it once a row.

    With `inquiry` set, it offers what belongs to that inquiry.
    """

    known = ("", "")
    inquiry = None

    def get_url(self):
        return super().get_url() + (f"?inquiry={self.inquiry.pk}" if self.inquiry else "")

    def optgroups(self, name, value, attr=None):
        if value != [self.known[0]]:
            return super().optgroups(name, value, attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*blank, self.create_option(name, *self.known, True, 1)], 0)]


class InlineForm(WatchedRow):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownAutocomplete) and getattr(self.instance, f"{name}_id"):
                record = getattr(self.instance, name)
                widget.known = (str(record.pk), getattr(record, "in_full", str(record)))


class LabelledRows(WatchedRows):
    def add_fields(self, form, index):
        """The heading of a column is no label to a screen reader."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label:
                getattr(field.widget, "widget", field.widget).attrs["aria-label"] = field.label


class RecordInline(Restricted, admin.TabularInline):
    """A few rows below their record; `autocomplete_fields` need `related`, so that no row asks for its labels."""

    form = InlineForm
    formset = LabelledRows
    extra = 0
    show_change_link = True
    formfield_overrides = {models.TextField: {"widget": SmallTextarea}}
    related = ()
    of_inquiry = ()

    def get_queryset(self, request):
        return edit_conflicts.with_versions(super().get_queryset(request).select_related(*self.related))

    def get_fields(self, request, obj=None):
        """Each row carries the version that it was shown in."""
        fields = super().get_fields(request, obj)
        return [*fields, "seen", "mine"] if self.has_change_permission(request, obj) else fields

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def inquiry(self, parent):
        """The inquiry whose records the fields named in `of_inquiry` offer."""
        return parent.inquiry

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        self.restrict(formset.form, obj)
        for name in self.of_inquiry if obj else ():
            if field := formset.form.base_fields.get(name):
                getattr(field.widget, "widget", field.widget).inquiry = self.inquiry(obj)
        return formset


class OpenFirstFilter(admin.SimpleListFilter):
    """By state; the list opens on the one that waits for someone: `default` of the `states` that a subclass names."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*self.states.choices, ("all", self.all_label)]

    def choices(self, changelist):
        for value, label in self.lookup_choices:
            yield {
                "selected": (self.value() or self.default) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        state = self.value() or self.default
        return queryset if state == "all" else queryset.filter(state=state)


class InquiryFilter(admin.SimpleListFilter):
    """The newest inquiries, and the one that is chosen."""

    title = _("inquiry")
    parameter_name = "inquiry"
    newest = 12

    def __init__(self, request, params, model, model_admin):
        self.path = model_admin.inquiry_path
        super().__init__(request, params, model, model_admin)

    def chosen(self):
        value = self.value() or ""
        return int(value) if value.isdigit() else None

    def lookups(self, request, model_admin):
        inquiries = list(Inquiry.objects.order_by("-pk")[: self.newest])
        if self.chosen() and self.chosen() not in {each.pk for each in inquiries}:
            inquiries += Inquiry.objects.filter(pk=self.chosen())
        return [(str(each.pk), str(each)) for each in inquiries]

    def queryset(self, request, queryset):
        return queryset.filter(**{self.path: self.chosen()}) if self.chosen() else queryset


class InquiryLink:
    """A column that names the inquiry; `inquiry_of` says where it is found."""

    @admin.display(description=_("inquiry"))
    def inquiry_link(self, record):
        inquiry = self.inquiry_of(record)
        return links.link(inquiry, inquiry.number) if inquiry else "-"

    def inquiry_of(self, record):
        for step in self.inquiry_path.split("__"):
            record = record and getattr(record, step)
        return record
