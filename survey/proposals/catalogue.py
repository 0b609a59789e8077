"""What a list says of an inquiry, taken over in the place of what is recorded."""

from django.utils.translation import gettext as _

from survey.models.catalogue_facts import in_words, take
from survey.proposals.case import Act, Effect


class TakeOver(Act):
    """An editor lets the record say what the list says; the value that stood there stays in the history."""

    rights = ("survey.change_inquiry",)

    def effects(self, case, choice):
        before, after = case.found.details["ours"], in_words(case.proposal["value"])
        return [Effect(_("The value of the catalogue is taken over."), str(case.inquiry), before, after)]

    def carry_out(self, case, choice, *, reason, by):
        take(case.inquiry, case.proposal["fact"], case.proposal["value"], reason=reason, by=by)
