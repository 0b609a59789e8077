"""Imports: what each did, cell by cell, and the way back."""

from itertools import islice

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import ActForm, act_page
from survey.admin.desk_pages import page_response
from survey.admin.imports.marking import marked
from survey.admin.records import InquiryFilter, InquiryLink, KeptAdmin, named
from survey.importing import ImportRefused
from survey.importing.batch_acts import BatchActs
from survey.importing.batch_log import touched
from survey.importing.catalogue import LIST_OF as CATALOGUE
from survey.importing.lists.kinds import LISTS, is_public_at_once
from survey.importing.lists.resource import Rights
from survey.importing.undo import in_the_way, staying, undo
from survey.models import Answer, Batch, Passage
from survey.publishing import rows

CELLS_ON_PAGE = 50
OBSTACLES_SHOWN = 50
STAYING = {
    True: _("New papers go, changed ones are as before. Someone has worked on these since, and they stay:"),
    False: _("New records go, changed ones are as before. Someone has worked on these since, and they stay:"),
}


class UndoForm(ActForm):
    """Why an import is taken back."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Stays with the import and in the histories.")


@admin.register(Batch)
class BatchAdmin(InquiryLink, KeptAdmin):
    fieldsets = [
        (None, {"fields": ["inquiry", "annex", "list_called", "file", "at", "importer"]}),
        (_("What it did"), {"fields": ["new", "changed", "unchanged", "refused", "cells", "passages"]}),
        (_("Undone"), {"fields": ["undone_at", "undoer", "undone_reason"]}),
    ]
    readonly_fields = ["list_called", "file", "cells", "passages", "importer", "undoer"]
    importer = named("by", _("by"))
    undoer = named("undone_by", _("undone by"))
    inquiry_path = "inquiry"
    list_display = [
        "at",
        "inquiry_link",
        "annex",
        "list_called",
        "source",
        "importer",
        "new",
        "changed",
        "unchanged",
        "refused",
        "undone_at",
    ]
    list_filter = [InquiryFilter, ("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["source__name", "file_name", "inquiry__number", "by__username"]

    def get_queryset(self, request):
        related = ["inquiry", "annex", "source", "by", "undone_by"]
        return super().get_queryset(request).select_related(*related).defer("source__content", "protocol")

    def get_urls(self):
        steps = [("cells", self.cells_view), ("undo", self.undo_view)]
        ours = [
            path(f"<int:pk>/{step}/", self.admin_site.admin_view(view), name=f"survey_batch_{step}")
            for step, view in steps
        ]
        return [*ours, *super().get_urls()]

    def may_undo(self, request, batch):
        """Of a list, who might have made the same changes by an import."""
        may = request.user.has_perm("survey.import_inquiry")
        return may and (batch.list_of not in LISTS or Rights(request.user, LISTS[batch.list_of]).change)

    def tools(self, request, batch):
        is_open = self.may_undo(request, batch) and not batch.undone_at and batch.protocol
        said = [(links.page(batch.catalogue), _("Lines of the catalogue"))] if batch.list_of == CATALOGUE else []
        return said + ([(reverse("admin:survey_batch_undo", args=[batch.pk]), _("Undo"))] if is_open else [])

    @admin.display(description=_("file"))
    def file(self, batch):
        """The file as it was brought, and its SHA-256."""
        if batch.source:
            return links.listed([links.link(batch.source), batch.source.sha256])
        return links.listed([batch.file_name, batch.sha256]) if batch.file_name else "-"

    @admin.display(description=_("list"), ordering="list_of")
    def list_called(self, batch):
        return capfirst(apps.get_model("survey", batch.list_of)._meta.verbose_name_plural) if batch.list_of else "-"

    @admin.display(description=_("fields"))
    def cells(self, batch):
        address = reverse("admin:survey_batch_cells", args=[batch.pk])
        return links.listed([links.to(address, _("Every field, before and after"))]) if batch.protocol else "-"

    @admin.display(description=_("passages"))
    def passages(self, batch):
        return links.list_link(Passage, batch.passages.count(), batch__id__exact=batch.pk)

    def cells_view(self, request, pk):
        """Every cell that the import touched, page by page; it stays to be read when the import is undone."""
        batch = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        page = Paginator(range(batch.new + batch.changed), CELLS_ON_PAGE).get_page(request.GET.get("page"))
        cells = list(islice(touched(batch), page.start_index() - 1, page.end_index())) if page.object_list else []
        existing = Answer.objects.in_bulk([cell.answer for cell in cells])
        shown = {"record": batch, "changes": page, "shown_changes": [shown_cell(cell, existing) for cell in cells]}
        return page_response(self, request, "admin/survey/batch/cells.html", title=_("Fields of the import"), **shown)

    def undo_view(self, request, pk):
        batch = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.may_undo(request, batch):
            raise PermissionDenied
        form = UndoForm(request.POST or None)
        try:
            if form.is_valid():
                undo(batch, by=request.user, reason=form.cleaned_data["reason"])
                if is_public_at_once(batch.list_of):
                    rows.refresh_districts()
                self.message_user(request, _("The import is undone."), messages.SUCCESS)
                return HttpResponseRedirect(links.page(batch))
            obstacles = in_the_way(batch)
        except ImportRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(links.page(batch))
        form = forms.Form() if obstacles else form  # without a way to undo it, nobody is asked why
        items = in_words(batch, obstacles, [] if obstacles else staying(batch))
        submit = "" if obstacles else _("Undo this import")
        return act_page(self, request, title=_("Undo the import"), form=form, record=batch, items=items, submit=submit)


def shown_cell(cell, existing):
    """Its words before and after, each with the tag that marks it; a link where the cell is still there."""
    answer = existing.get(cell.answer)
    return {"place": cell.place, "address": links.page(answer) if answer else "", **marked(cell.old, cell.new)}


def in_words(batch, obstacles, stays):
    """What undoing takes back, and what stays; or what is in its way."""
    if not obstacles:
        counts = {"new": batch.new, "changed": batch.changed}
        if stays:
            return [STAYING[batch.list_of == CATALOGUE], *in_part(stays)]
        if batch.list_of:
            return [_("%(new)d new records go, %(changed)d changed ones say again what they said before.") % counts]
        gone = [_("%(new)d new fields go, %(changed)d changed ones say again what they said before.") % counts]
        rest = [_("The inquiry stays as an empty draft, with its number, its title and the file.")]
        return gone + (rest if BatchActs.of(batch).makes_the_inquiry else [])
    lead = _("Someone has worked on this since the import. Put it back by hand first, or leave the import as it is.")
    return [lead, *in_part(obstacles)]


def in_part(places):
    more = len(places) - OBSTACLES_SHOWN
    return [*places[:OBSTACLES_SHOWN], *([f"+ {more}"] if more > 0 else [])]
