"""Around the form of an answer: the way through its table, its history, and an earlier text brought back."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.answers.cell_history import CellHistory, CellHistoryEntry, batches
from survey.admin.answers.edit_conflicts import raise_version
from survey.admin.confirmation import ActForm, act_page
from survey.admin.desk_pages import desk_page, page_response
from survey.admin.tables.grid import grid_address
from survey.editing.typed import Overtaken
from survey.models import Answer, Column
from survey.models.cell_text import contradictions, number_anew
from survey.models.open_work import open_cells
from survey.wording.marks import compared


@dataclass(frozen=True)
class Way:
    """Where an answer stands in its table, and the pages before and behind it."""

    number: int
    total: int
    open_count: int
    previous: str
    next: str
    next_open: str


def way(answer: Answer) -> Way:
    """In the order of the table; the next open one may stand before it."""
    table = Answer.objects.filter(row__annex=answer.row.annex_id)
    order = ["row__position", "row__key", "column__position", "column__key"]
    keys = list(table.order_by(*order).values_list("pk", flat=True))
    opened = set(open_cells(table).order_by().values_list("pk", flat=True))
    at = keys.index(answer.pk)
    later = (key for key in keys[at + 1 :] + keys[:at] if key in opened)
    return Way(at + 1, len(keys), len(opened), *map(_page, (_at(keys, at - 1), _at(keys, at + 1), next(later, None))))


def _at(keys: list[int], index: int) -> int | None:
    return keys[index] if 0 <= index < len(keys) else None


def _page(key: int | None) -> str:
    return reverse("admin:survey_answer_change", args=[key]) if key else ""


class BringTextBackForm(ActForm):
    """The page was made from one version of the answer, and only that one is replaced."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Stays in the history, e.g. “the words of the source after all”.")


class AnswerPages:
    """Of the admin of answers: form and history of a cell."""

    def get_object(self, request, object_id, from_field=None):
        """With who looks at it: a second reader is not shown the first reading."""
        answer = super().get_object(request, object_id, from_field)
        if answer:
            answer.reader = request.user
        return answer

    def change_view(self, request, object_id, form_url="", extra_context=None):
        answer = self.get_object(request, object_id)
        shown = answer and self.has_view_permission(request, answer)
        context = {"way": way(answer)} if shown else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def response_change(self, request, obj):
        if "_next_open" not in request.POST:
            return super().response_change(request, obj)
        self.message_user(request, _("%(cell)s: saved.") % {"cell": obj}, messages.SUCCESS)
        return HttpResponseRedirect(way(obj).next_open or grid_address(obj.row.annex_id, obj.pk))

    def response_post_save_change(self, request, obj):
        """Back to where one came from: a list that was filtered, else the cell in its table."""
        if "_changelist_filters" in request.GET:
            return super().response_post_save_change(request, obj)
        return HttpResponseRedirect(grid_address(obj.row.annex_id, obj.pk))

    # History

    def history_view(self, request, object_id, extra_context=None):
        answer = self.get_object(request, object_id)
        if not answer:
            raise Http404
        if not self.has_view_or_change_permission(request, answer):
            raise PermissionDenied
        entries = CellHistory(answer, request.user).entries()
        imports = batches(entries)
        now = answer.text
        may_bring_back = self.has_change_permission(request, answer)
        context = {
            "title": self.history_view_title(request, answer),
            "media": "",
            "record": answer,
            "entries": [
                (entry, imports.get(entry.batch), back_address(answer, entry, now) if may_bring_back else "")
                for entry in entries
            ],
        }
        template = "admin/survey/answer/history.html"
        return page_response(self, request, template, **context | (extra_context or {}))


@desk_page("<int:pk>/bring_text_back/", right="change")
def bring_text_back(desk, request, answer):
    """What the cell once read becomes its edited text; its passages stay as they are."""
    text = CellHistory(answer).text_at(moment(request.GET.get("at", "")))
    if not text:
        raise Http404
    form = BringTextBackForm(request.POST or None, initial={"seen": answer.version})
    if form.is_valid() and set_text(form, answer, text) and text_brought_back(form, answer):
        messages.success(request, _("The earlier text is brought back."))
        return HttpResponseRedirect(links.page(answer))
    shown = {"record": answer, "difference": compared(answer.text, text), "earlier": text}
    title = _("Bring an earlier text back")
    template = "admin/survey/answer/bring_back.html"
    return act_page(desk, request, title=title, form=form, template=template, submit=title, **shown)


@transaction.atomic
def text_brought_back(form, answer) -> bool:
    try:
        raise_version(answer, form)
    except Overtaken:
        form.add_error(None, _("This answer was changed in the meantime. Look at it as it is now, then try again."))
        form.data = form.data.copy()
        form.data["seen"] = str(answer.version)
        return False
    answer._change_reason = form.cleaned_data["reason"]
    answer.save()
    return True


def set_text(form, answer: Answer, text: str) -> bool:
    """What the cell says from now on, its number read anew; the form says why not."""
    before = answer.text
    answer.wording = None if text.strip() == answer.own_text.strip() else text
    if answer.column.kind == Column.Kind.NUMBER:
        stood = answer.number, answer.number_is
        answer.number, answer.number_is = number_anew(before, answer.text, stood)
    found = contradictions(answer.status, answer.text, answer.number, answer.number_is)
    for sentence in found.values():
        form.add_error(None, sentence)
    return not found


def back_address(answer: Answer, entry: CellHistoryEntry, now: str) -> str:
    """Where this text is brought back; nothing where it is today's, or none."""
    if not entry.text or entry.text == now:
        return ""
    return reverse("admin:survey_answer_bring_text_back", args=[answer.pk], query={"at": entry.at.isoformat()})


def moment(words: str) -> datetime:
    try:
        found = parse_datetime(words)
    except ValueError:
        found = None
    if not found or not is_aware(found):
        raise Http404
    return found
