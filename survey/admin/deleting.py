"""Deleting what was recorded by mistake: what goes with it, why, and what stands against it."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from survey import editing
from survey.admin import links
from survey.admin.confirmation import ActForm, act_page
from survey.admin.desk_pages import desk_page
from survey.editing.deleting import inquiry_of


class DeleteForm(ActForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Stays in the history, e.g. “typed twice by mistake”.")


@desk_page("<int:pk>/remove/", right="change", label=_("Delete"))
def remove(desk, request, record):
    """For who may edit the record; the stock page of the admin would stop at what hangs on it."""
    goes = editing.what_goes(record)
    form = DeleteForm(request.POST if request.method == "POST" and not goes.obstacles else None)
    if form.is_valid() and removed(request, record, form):
        return HttpResponseRedirect(after_removal(record))
    items = list(goes.obstacles) or [_("With it go: %(what)s") % {"what": "; ".join(goes.in_words())}]
    shown = {"items": items, "submit": "" if goes.obstacles else remove.label}
    return act_page(desk, request, title=remove.label, form=form, record=record, **shown)


def removed(request, record, form) -> bool:
    name = str(record)
    try:
        editing.delete(record, reason=form.cleaned_data["reason"], by=request.user)
    except editing.NotDeleted as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, _("“%(record)s” is deleted.") % {"record": name})
    return True


def after_removal(record) -> str:
    """Where its editor goes on: in the table or the paper that it stood in."""
    if annex := getattr(record, "annex", None):
        return reverse("admin:survey_annex_grid", args=[annex.pk])
    inquiry = inquiry_of(record)
    return links.workspace(inquiry) if inquiry != record else reverse("admin:index")
