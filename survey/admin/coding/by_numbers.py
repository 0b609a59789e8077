"""Categorising the rows of a column of numbers at once, by the numbers for which the categories hold."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey.admin.coding.codebook import about, codings
from survey.admin.coding.row import RIGHTS, code_page
from survey.admin.desk_pages import desk_page
from survey.editing.coding_numbers import code_by_numbers, codes_by_number, read_numbers
from survey.models import Question


@desk_page(
    "<int:pk>/by_numbers/",
    right=RIGHTS,
    template="admin/survey/question/by_numbers.html",
    label=_("Categorise by number"),
)
def by_numbers(desk, request, question):
    """First each row with what the rules say of its number, then the readings of all that they decide."""
    if request.method == "POST" and confirmed(request, question):
        return HttpResponseRedirect(codings.address_of(question))
    readings = read_numbers(question)
    return {
        **about(question, by_numbers.label),
        "rules": codes_by_number(question),
        "readings": [(each, code_page(each.row.record, question)) for each in readings],
        "decided": [each.pair for each in readings if each.code],
    }


def confirmed(request, question: Question) -> bool:
    try:
        count = code_by_numbers(question, request.POST.getlist("row"), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    sentence = ngettext("%(count)d row is categorised.", "%(count)d rows are categorised.", count)
    messages.success(request, sentence % {"count": count})
    return True
