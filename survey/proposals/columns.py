"""Which questions the columns of a table answer."""

from django.utils.translation import gettext as _

from survey.models import Column, history
from survey.proposals.case import Act, Effect


class SetQuestions(Act):
    """The columns answer the questions that their headings mean; what they answered before stays in the history."""

    rights = ("survey.change_column",)

    def offers(self, finding):
        return bool(finding.details.get("proposal", {}).get("columns"))

    def effects(self, case, choice):
        sentence = _("The column answers: %(keys)s.")
        return [Effect(sentence % {"keys": " ".join(keys)}, column.heading) for column, keys in _columns(case)]

    def carry_out(self, case, choice, *, reason, by):
        questions = {question.key: question for question in case.paper.questions}
        for column, keys in _columns(case):
            history.tell(column, reason=reason, by=by).save()
            column.questions.set([questions[key] for key in keys])


def _columns(case):
    meant = case.proposal["columns"]
    columns = Column.objects.filter(annex=case.found.annex, key__in=map(int, meant)).order_by("position")
    return [(column, meant[str(column.key)]) for column in columns]
