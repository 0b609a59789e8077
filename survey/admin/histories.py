"""Histories in words: choices by their labels, yes and no; an earlier version is brought back by an act of its own."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

from survey.admin import reasons
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page, url_name, way_of
from survey.admin.edit_conflicts import newest_version
from survey.admin.widgets import SmallTextarea, in_lines

SHOWN = 300


class InWords(HistoricalRecordContextHelper):
    def prepare_delta_change_value(self, change, value):
        value = super().prepare_delta_change_value(change, value)
        field = self.model._meta.get_field(change.field)
        if value is None:
            return ""
        if isinstance(value, DeletedObject):
            return "" if value.pk is None else pgettext("a record", "(deleted)")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list) and all(isinstance(each, list) for each in value):
            return in_lines(value)
        if getattr(field, "choices", None):
            return str(dict(field.flatchoices).get(value, value))
        return value


class BringBackForm(forms.Form):
    change_reason = forms.CharField(
        label=capfirst(gettext_lazy("reason")),
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Stays in the history."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def is_overtaken(self, newest):
        """Whether somebody saved the record after the page was opened; said once, with the changes as they are now."""
        if (self.cleaned_data["seen"] or 0) == newest:
            return False
        self.data = self.data.copy()
        self.data["seen"] = str(newest)
        self.add_error(None, _("This was changed in the meantime. Look at the changes as they are now."))
        return True


# Bringing an earlier version back


def earlier_version(desk, request, pk, version):
    return get_object_or_404(desk.model.history, id=pk, pk=version)


def record_today(desk, then):
    """The record that a version was of; None where it is deleted."""
    return desk.model._base_manager.filter(pk=then.id).first()


def may_bring_back(desk, request, then) -> bool:
    """What was deleted is brought back by who may add it."""
    record = record_today(desk, then)
    may_add = request.user.has_perm(f"{desk.opts.app_label}.add_{desk.opts.model_name}")
    return desk.brings_back and desk.has_change_permission(request, record) and bool(record or may_add)


@desk_page(
    "<int:pk>/history/<int:version>/bring_back/",
    name="bring_back_version",
    right=may_bring_back,
    find=earlier_version,
)
def bring_back(desk, request, then, version):
    """What editors may write is written again as it was then; both versions stay in the history.

    What was deleted comes back under its own key, as long as the record that it stood in is there.
    """
    record = record_today(desk, then)
    names = names_brought_back(desk, request, record)
    newest = newest_version(record) if record else 0
    form = BringBackForm(request.POST if request.method == "POST" else None, initial={"seen": newest})
    if form.is_valid() and not form.is_overtaken(newest) and brought_back(desk, request, record, then, names, form):
        messages.success(request, _("The earlier version is back."))
        return HttpResponseRedirect(reverse(f"admin:{url_name(desk.model, 'history')}", args=[then.id]))
    title = _("Bring this version back")
    changes = changes_back(desk, request, then, names) if record else None
    shown = {"record": record, "then": then, "changes": changes, "submit": title}
    return act_page(desk, request, title=title, form=form, template="admin/survey/bring_back.html", **shown)


def names_brought_back(desk, request, record) -> set[str]:
    """The fields that the form lets one edit; of a deleted record all that its history kept."""
    if record is None:
        return {field.name for field in desk.model.history.model.tracked_fields} | sets_kept(desk)
    form = desk.get_form(request, record, change=True)
    return {name for name, field in form.base_fields.items() if not field.disabled}


def sets_kept(desk) -> set[str]:
    return {field.name for field in desk.model.history.model._history_m2m_fields}


def changes_back(desk, request, then, names):
    """From what the record says now to what it said then, in words."""
    now = desk.model.history.filter(id=then.id).order_by("-history_date", "-pk").first()
    known = {field.name for field in desk.model.history.model.tracked_fields} | sets_kept(desk)
    delta = then.diff_against(now, included_fields=names & known, foreign_keys_are_objs=True)
    return desk.get_historical_record_context_helper(request, then).context_for_delta_changes(delta)


def brought_back(desk, request, record, then, names, form):
    """Write it, or say beside the form what stands against it."""
    is_new = record is None
    record = then.instance if is_new else record
    record._state.adding = is_new
    for field in desk.model.history.model.tracked_fields:
        if field.name in names:
            setattr(record, field.attname, getattr(then, field.attname))
    try:
        record.full_clean()
    except ValidationError as error:
        form.add_error(None, sentences(error, record))
        return False
    with transaction.atomic():
        desk.save_model(request, record, form, change=not is_new)
        for name in names & sets_kept(desk):
            getattr(record, name).set(members_then(desk, then, name))
    return True


def members_then(desk, then, name):
    """Those of a many-to-many field that are still there."""
    field = desk.model._meta.get_field(name)
    rows = getattr(desk.model.history.model, name).model.objects.filter(history=then.pk)
    return field.related_model._base_manager.filter(pk__in=rows.values(field.m2m_reverse_field_name()))


def sentences(error, record):
    """What is wrong, with the name of the field where there is one."""
    if not hasattr(error, "error_dict"):
        return error.messages
    labels = {field.name: capfirst(field.verbose_name) for field in record._meta.fields}
    return [
        f"{labels[name]}: {message}" if name in labels else message
        for name, messages_of in error.message_dict.items()
        for message in messages_of
    ]


class HistoryAdmin(SimpleHistoryAdmin):
    """`brings_back` is false where what a record says follows from acts of its own."""

    brings_back = True
    history_list_display = ["why"]
    object_history_template = "admin/survey/history.html"
    object_history_form_template = "admin/survey/earlier_version.html"
    delete_confirmation_template = "admin/survey/delete_confirmation.html"

    def render_history_view(self, request, template, context, **kwargs):
        try:
            way = way_of(self, context.get("object") or context.get("original"))
        except ObjectDoesNotExist:  # an old version may stand in what is gone
            way = {}
        return super().render_history_view(request, template, context | way, **kwargs)

    def render_delete_form(self, request, context):
        return super().render_delete_form(request, context | way_of(self, context["object"]))

    def get_historical_record_context_helper(self, request, historical_record):
        return InWords(self.model, historical_record, max_displayed_delta_change_chars=SHOWN)

    def why(self, version):
        return reasons.in_words(version.history_change_reason, version.batch_id, version.undoes_id)

    def history_view_title(self, request, obj):
        return _("History of “%(record)s”") % {"record": self.called(obj)}

    def history_form_view_title(self, request, obj):
        return _("Earlier version of “%(record)s”") % {"record": self.called(obj)}

    def called(self, record):
        """What its history is headed by."""
        return str(record)

    def history_view(self, request, object_id, extra_context=None):
        may = self.brings_back and self.has_change_permission(request)
        return super().history_view(request, object_id, {**(extra_context or {}), "may_bring_back": may})

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """An earlier version is shown; the library would also save it when a form is sent here."""
        if request.method == "POST":
            raise PermissionDenied
        if not version_id.isdigit():
            raise Http404
        return super().history_form_view(request, object_id, version_id, extra_context)
