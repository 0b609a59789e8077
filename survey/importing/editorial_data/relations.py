"""relations.csv: earlier and later papers that this one has to do with, recorded here or not."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.importing.editorial_data.lines import LayerResource
from survey.models import Inquiry, InquiryRelation


class RelationResource(LayerResource):
    """A relation to a paper by its number; where that paper is recorded in the same term, to its record."""

    file = "relations.csv"
    model = InquiryRelation
    columns = ("kind", "paper", "date", "note")
    key = ("inquiry", "kind", "to", "paper")

    def records(self):
        return InquiryRelation.objects.filter(inquiry=self.inquiry)

    def identity(self, row):
        same_term = Inquiry.objects.filter(parliament=self.inquiry.parliament, term=self.inquiry.term)
        recorded = same_term.filter(number=row["paper"]).first()
        paper = "" if recorded else row["paper"]
        return {"inquiry": self.inquiry, "kind": row["kind"], "to": recorded, "paper": paper}

    def values(self, row):
        return {"date": self._date(row["date"]), "note": row["note"]}

    def _date(self, printed):
        try:
            return datetime.date.fromisoformat(printed) if printed else None
        except ValueError as error:
            raise ValidationError({"date": _("“%(text)s” is not a date.") % {"text": printed}}) from error
