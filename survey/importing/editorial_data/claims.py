"""claims.csv: statements with a number, and the rule that checks them."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.importing.editorial_data.codes import code_of, newest_codes
from survey.importing.editorial_data.lines import LayerResource
from survey.models import Claim, history
from survey.record import RecordPaper, claims


class ClaimResource(LayerResource):
    """A statement in a reply or remark, with its quote."""

    file = "claims.csv"
    model = Claim
    columns = (
        *("position", "said_in", "quote", "rule", "questions", "codes", "kind", "column"),
        *("stated", "stated_is", "note", "released"),
    )
    key = ("inquiry", "position")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.codes = newest_codes(self.inquiry)
        self.released = []

    def records(self):
        return Claim.objects.filter(inquiry=self.inquiry).prefetch_related("questions", "codes__question")

    def identity(self, row):
        return {"inquiry": self.inquiry, "position": self.number(row, "position")}

    def values(self, row):
        origin = self.places.origin_in_text(row["said_in"], row["quote"])
        return {
            "reply_id": origin.reply_id,
            "remark_id": origin.remark_id,
            "quote": row["quote"],
            "rule": row["rule"],
            "respondent_kind": row["kind"],
            "column": self.places.column(row["column"]) if row["column"] else None,
            "stated": self._stated(row),
            "stated_is": row["stated_is"],
            "note": row["note"],
            "released_at": self._released_at(row),
        }

    def _released_at(self, row):
        """Since when a statement is released that the file calls so: a release that stands keeps its time."""
        if row["released"] not in ("yes", ""):
            raise ValidationError(_("“released” is “yes” or empty, not “%(text)s”."), params={"text": row["released"]})
        standing = self.standing.get((self.inquiry.pk, self.number(row, "position")))
        since = standing.released_at if standing else None
        return (since or timezone.now()) if row["released"] else None

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if "released_at" in self.before:
            instance.released_by = self.by if instance.released_at else None
            instance.released_result = ""
            self.released += [instance] if instance.released_at else []

    def after_import(self, dataset, result, **kwargs):
        """A release stands for the result that is found at its time."""
        if written := [claim for claim in self.released if claim.pk]:
            paper = RecordPaper(self.inquiry)
            found = {claim.pk: claims.result(claim, paper).result for claim in paper.claims}
            for claim in written:
                claim.released_result = found[claim.pk]
                history.tell(claim, reason=self.reason, by=self.by).save()
        super().after_import(dataset, result, **kwargs)

    def links(self, row):
        questions = [self.places.question(key) for key in row["questions"].split()]
        codes = [code_of(self.codes, question, word) for question in questions for word in row["codes"].split()]
        return {"questions": questions, "codes": codes}

    def _stated(self, row):
        try:
            return Decimal(row["stated"]) if row["stated"] else None
        except InvalidOperation as error:
            raise ValidationError(_("“%(text)s” is not a number."), params={"text": row["stated"]}) from error
