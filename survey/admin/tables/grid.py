"""The grid: a table on one page, rows by columns, in which an editor walks from cell to cell and edits in place."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_htmx.http import trigger_client_event

from survey.admin import links
from survey.admin.answers.edit_conflicts import AnswerForm, close_answered, raise_version
from survey.admin.desk_pages import desk_page
from survey.admin.records import PlainTextarea, SmallTextarea
from survey.admin.tables import cells
from survey.editing.typed import Overtaken, Typing, settle_typed
from survey.models import Answer, Column, Status
from survey.wording.statuses import statuses

MODE_WORDS = {
    cells.EDITED: gettext_lazy("edited"),
    cells.PRINTED: gettext_lazy("as in the source"),
    cells.CHANGES: gettext_lazy("changes"),
}


class CellForm(AnswerForm):
    """What is edited in place; the rest stands on the page of the answer."""

    class Meta:
        model = Answer
        fields = ["wording", "status", "decided", "number", "number_is", "note"]
        widgets = {"wording": PlainTextarea(attrs={"rows": 8}), "note": SmallTextarea()}

    field_order = ["wording", "status", "decided", "number", "number_is", "note", "change_reason"]

    def __init__(self, *args, instance, **kwargs):
        """Several cells may be open at once, so their fields have names of their own."""
        super().__init__(*args, instance=instance, auto_id=f"c{instance.pk}_%s", **kwargs)
        self.use_required_attribute = False
        if self.instance.column.kind != Column.Kind.NUMBER:
            del self.fields["number"], self.fields["number_is"]


def wanted(request) -> cells.GridQuery:
    """What the address asks for; what it does not know, it shows edited and whole."""
    text, status = request.GET.get("text"), request.GET.get("status", "")
    return cells.GridQuery(
        text=text if text in cells.MODES else cells.EDITED,
        open_only=request.GET.get("show") == "open",
        status=status if status in Status else "",
    )


def query(wanted: cells.GridQuery, **changes) -> str:
    """The address of the same grid with something else asked for; what is the rule is left out."""
    chosen = {"text": wanted.text, "show": "open" if wanted.open_only else "", "status": wanted.status} | changes
    said = {name: value for name, value in chosen.items() if value and (name, value) != ("text", cells.EDITED)}
    return f"?{urlencode(said)}" if said else ""


def grid_address(annex_pk: int, answer_pk: int | None = None) -> str:
    """The grid of a table, with the focus on one cell."""
    address = reverse("admin:survey_annex_grid", args=[annex_pk])
    return f"{address}#c{answer_pk}" if answer_pk else address


# The grid of a table, and one cell of it


@desk_page(
    "<int:pk>/grid/",
    name="grid",
    right="view",
    template="admin/survey/annex/grid.html",
    label=pgettext_lazy("a page", "Grid"),
)
def grid_page(desk, request, annex):
    asked = wanted(request)
    grid = cells.grid(annex, asked, request.user)
    here = links.page(annex, "grid")
    return {
        "media": "",  # its form comes cell by cell
        "title": _("Grid of %(table)s") % {"table": annex},
        "inquiry": annex.inquiry,
        "inquiry_page": links.workspace(annex.inquiry),
        "grid": grid,
        "modes": [(here + query(asked, text=mode), word, mode == asked.text) for mode, word in MODE_WORDS.items()],
        "filters": list(filters(here, asked, grid)),
        **cell_context(request, asked),
    }


def cell_context(request, asked: cells.GridQuery) -> dict:
    """What the cells of a grid share."""
    return {
        "may_edit": request.user.has_perm("survey.change_answer"),
        "answers": reverse("admin:survey_answer_changelist"),
        "query": query(asked),
        "mode": asked.text,
    }


def answer_in_table(desk, request, pk, cell):
    return get_object_or_404(Answer.objects.for_list(), pk=cell, row__annex=pk)


@desk_page("<int:pk>/grid/<int:cell>/", name="cell", right="survey.view_answer", find=answer_in_table)
def cell_page(desk, request, answer, cell):
    """One cell to edit in place; `?view=1` as it is shown. A page without scripts has the form of the answer."""
    if not request.htmx:
        return HttpResponseRedirect(links.page(answer))
    if request.method == "POST":
        return save_cell(request, answer)
    if "view" in request.GET or not request.user.has_perm("survey.change_answer"):
        return shown_cell(request, answer)
    return cell_form(request, answer, CellForm(instance=answer))


def save_cell(request, answer):
    if not request.user.has_perm("survey.change_answer"):
        raise PermissionDenied
    form = CellForm(request.POST, instance=answer)
    try:
        if not form.is_valid():
            return cell_form(request, answer, form)
        changed = save(form, request.user)
    except Overtaken:  # rolled back; the form now finds the newer version and says so
        fresh = Answer.objects.for_list().get(pk=answer.pk)
        form = CellForm(request.POST, instance=fresh)
        form.is_valid()
        return cell_form(request, fresh, form)
    said = _("%(cell)s: saved.") if changed else _("%(cell)s: nothing was changed.")
    return trigger_client_event(shown_cell(request, answer), "said", {"text": said % {"cell": answer}})


def shown_cell(request, answer):
    asked = wanted(request)
    context = cell_context(request, asked) | {"cells": [cells.cell_of(answer, asked, request.user)]}
    return TemplateResponse(request, "admin/survey/annex/_cells.html", context)


def cell_form(request, answer, form):
    context = cell_context(request, wanted(request)) | {
        "form": form,
        "answer": answer,
        "printed": cells.cell_of(answer, cells.GridQuery(cells.PRINTED), request.user).text,
        "answer_page": links.page(answer),
        "grid_page": grid_address(answer.row.annex_id, answer.pk),
    }
    return TemplateResponse(request, "admin/survey/annex/_cell_form.html", context)


@transaction.atomic
def save(form: CellForm, user) -> bool:
    """Write one cell; sent unchanged, it leaves no trace."""
    if not form.has_changed():
        return False
    raise_version(form.instance, form)
    settle_typed(form.instance, form.typed_text(), Typing(form.instance.row.annex, by=user))
    form.instance._change_reason = form.cleaned_data["change_reason"] or None
    close_answered(form.save(), user)
    return True


def filters(here: str, asked: cells.GridQuery, grid: cells.DeskGrid):
    """(address, words, count, whether it is on) of each thing one may look at alone."""
    yield here + query(asked, show="", status=""), _("all"), grid.total, not asked.filters
    yield here + query(asked, show="open", status=""), _("open only"), grid.open_count, asked.open_only
    for chip in statuses():
        if count := grid.counts.get(chip.code):
            on = asked.status == chip.code
            yield here + query(asked, show="", status=chip.code), f"{chip.sign} {chip.label}", count, on
