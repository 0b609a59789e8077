"""Reading a file of the record again: with its lines at hand and the reading plan that is kept with it."""

from django import forms
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.importing.paper import newest_reading
from survey.importing.prepared_paper import PreparedPaper


def may_read_again(desk, request, source):
    """Of several prints of a paper the newest: what an older one says was changed since."""
    return request.user.has_perm("survey.import_inquiry") and newest_reading(source.inquiry) == source.pk


@desk_page("<int:pk>/read_again/", right=may_read_again, label=gettext_lazy("Read again"))
def read_again(desk, request, source):
    if request.method == "POST":
        prepared = PreparedPaper.of_source(request.user, source)
        prepared.plan["opens_bench"] = True
        prepared.save_plan()
        prepared.start(dry_run=True)
        return HttpResponseRedirect(reverse("admin:survey_inquiry_import_page", args=[prepared.token]))
    cuts = len(source.reading_plan)
    by_plan = ngettext(
        "The reading plan of the file has %(count)d cut.", "The reading plan of the file has %(count)d cuts.", cuts
    )
    items = [
        by_plan % {"count": cuts},
        _("You see its lines, change what begins where, and then, part by part, what would change in the record."),
        _("What editors have changed stays unless you tick it. Nothing is written before you confirm."),
    ]
    form = forms.Form(request.POST or None)
    return act_page(
        desk, request, title=read_again.label, form=form, record=source, items=items, submit=read_again.label
    )
