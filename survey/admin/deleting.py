"""Deleting what was recorded by mistake: what goes with it, why, and what stands against it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from survey import editing
from survey.admin import links
from survey.admin.confirmation import ActForm, act_page
from survey.editing.deleting import DELETABLE, inquiry_of


class DeleteForm(ActForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Stays in the history, e.g. “typed twice by mistake”.")


class DeletesByHand:
    """A button and a page for who may edit the record; the stock page of the admin would stop at what hangs on it."""

    @property
    def is_deletable(self):
        return self.model in DELETABLE

    def get_urls(self):
        if not self.is_deletable:
            return super().get_urls()
        name = f"survey_{self.opts.model_name}_remove"
        return [path("<int:pk>/remove/", self.admin_site.admin_view(self.remove_view), name=name), *super().get_urls()]

    def has_delete_permission(self, request, obj=None):
        return not self.is_deletable and super().has_delete_permission(request, obj)

    def tools(self, request, record):
        tools = super().tools(request, record)
        if not self.is_deletable or not self.has_change_permission(request, record):
            return tools
        return [*tools, (reverse(f"admin:survey_{self.opts.model_name}_remove", args=[record.pk]), _("Delete"))]

    def remove_view(self, request, pk):
        record = get_object_or_404(self.model.objects.all(), pk=pk)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        goes = editing.what_goes(record)
        form = DeleteForm(request.POST if request.method == "POST" and not goes.obstacles else None)
        if form.is_valid() and self.removed(request, record, form):
            return HttpResponseRedirect(self.after_removal(record))
        items = list(goes.obstacles) or [_("With it go: %(what)s") % {"what": "; ".join(goes.told())}]
        shown = {"items": items, "submit": "" if goes.obstacles else _("Delete")}
        return act_page(self, request, title=_("Delete"), form=form, record=record, **shown)

    def removed(self, request, record, form) -> bool:
        name = str(record)
        try:
            editing.delete(record, reason=form.cleaned_data["reason"], by=request.user)
        except editing.NotDeleted as error:
            form.add_error(None, error.messages)
            return False
        self.message_user(request, _("“%(record)s” is deleted.") % {"record": name}, messages.SUCCESS)
        return True

    def after_removal(self, record):
        """Where its editor goes on: in the table or the paper that it stood in."""
        if annex := getattr(record, "annex", None):
            return reverse("admin:survey_annex_grid", args=[annex.pk])
        inquiry = inquiry_of(record)
        return links.workspace(inquiry) if inquiry != record else reverse("admin:index")
