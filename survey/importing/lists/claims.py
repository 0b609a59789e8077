"""The list of statements with a number, and the rule that checks each."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.importing.lists.coding import CodedResource
from survey.importing.lists.columns import DecimalColumn, DerivedColumn, ListColumn, NumberColumn, WordColumn
from survey.importing.lists.papers import inquiry_column
from survey.models import Claim, Code, Question, history
from survey.record import RecordPaper, claims


class ClaimResource(CodedResource):
    """A statement in a reply or remark, with its quote.

    `codes` hold in all of its questions; of a single one, it is named in front (“1a:yes”). A release stands in the
    list, and is given and taken at the desk, where its result is in sight; a layer may give it.
    """

    model = Claim
    file = "claims.csv"
    layer_columns = (
        *("position", "said_in", "quote", "rule", "questions", "codes", "kind", "column"),
        *("stated", "stated_is", "note", "released"),
    )
    columns = (
        *(inquiry_column(), NumberColumn("position", is_key=True)),
        *(
            DerivedColumn("said_in", gettext_lazy("said in"), is_needed=True),
            ListColumn("quote", is_needed=True),
            WordColumn("rule"),
        ),
        *(DerivedColumn("questions"), DerivedColumn("codes"), WordColumn("kind", attribute="respondent_kind")),
        *(DerivedColumn("column", is_written=True), DecimalColumn("stated"), WordColumn("stated_is")),
        *(ListColumn("note"), DerivedColumn("released", gettext_lazy("released"), is_fixed=True)),
    )

    ways = ("inquiry",)

    def queryset(self):
        related = ("inquiry", "reply", "remark", "column__annex")
        return Claim.objects.select_related(*related).prefetch_related("questions", "codes__question")

    def records(self, rows):
        papers = {self.inquiry.slug} if self.inquiry else {row["inquiry"] for row in rows}
        return self.queryset().filter(inquiry__slug__in=papers)

    def inquiry_of(self, record):
        return record.inquiry

    def named(self, record, row):
        return f"{record.inquiry.number}, {record._meta.verbose_name} {record.position}"

    def key_of(self, claim):
        return claim.inquiry.slug, claim.position

    def key_in(self, row):
        return self.paper(row).slug, self.fields["position"].taken(row["position"], row, self)

    def initial(self, row):
        return {"inquiry": self.paper(row), "position": self.fields["position"].taken(row["position"], row, self)}

    def before_import(self, dataset, **kwargs):
        self.released: list[Claim] = []
        super().before_import(dataset, **kwargs)

    def before_import_row(self, row, **kwargs):
        super().before_import_row(row, **kwargs)
        self.is_released = None
        if self.inquiry:
            self._take_release(row)

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if self.is_new or {"said_in", "quote"} & self.told.keys() or self.inquiry:
            self._place(instance, row)
        if self.is_new or self.inquiry or {"questions", "codes"} & self.told.keys():
            self._link(instance, row)
        if self.is_released is not None and self.is_released != bool(instance.released_at):
            self._release(instance)

    def _compare(self, column, instance, row):
        """Of a layer, the release is an act of its own."""
        if not (self.inquiry and column.name == "released"):
            super()._compare(column, instance, row)

    def _place(self, instance, row):
        origin = self.places(row).origin_in_text(row["said_in"], row["quote"])
        for name in ("reply", "remark"):
            key = getattr(origin, f"{name}_id")
            if getattr(instance, f"{name}_id") != key:
                self.before.setdefault(f"{name}_id", getattr(instance, f"{name}_id"))
                setattr(instance, f"{name}_id", key)
                self.told.setdefault("said_in", ("", row["said_in"]))

    # What it counts

    def _link(self, instance, row):
        """A statement keeps the versions of categories that it was made with."""
        said = {
            name: row[name] if name in self.said else getattr(self, f"show_{name}")(instance)
            for name in ("questions", "codes")
        }
        questions = [self.places(row).question(key) for key in said["questions"].split()]
        kept = {(code.question.key, code.code): code for code in instance.codes.all()} if instance.pk else {}
        codes = [
            kept.get((question.key, word)) or self.code_of(row, question, word)
            for question, word in self._words(row, said["codes"], questions)
        ]
        for name, found in (("questions", questions), ("codes", codes)):
            if not instance.pk or set(getattr(instance, name).all()) != set(found):
                self.linked[name] = found
                self.told.setdefault(name, ("", said[name]))

    def _words(self, row, codes: str, questions: list[Question]) -> list[tuple[Question, str]]:
        found = []
        for word in codes.split():
            key, colon, code = word.rpartition(":")
            meant = [self.places(row).question(key)] if colon else questions
            found += [(question, code) for question in meant]
        return found

    def says_questions(self, claim, text):
        return set(text.split()) == set(self.show_questions(claim).split())

    def says_codes(self, claim, text):
        return set(text.split()) == set(self.show_codes(claim).split())

    def show_questions(self, claim):
        return " ".join(sorted(question.key for question in claim.questions.all())) if claim.pk else ""

    def show_codes(self, claim):
        codes: list[Code] = list(claim.codes.all()) if claim.pk else []
        pairs = {(code.question.key, code.code) for code in codes}
        words = sorted({code.code for code in codes})
        keys = self.show_questions(claim).split()
        if pairs == {(key, word) for key in keys for word in words}:
            return " ".join(words)
        return " ".join(f"{key}:{word}" for key, word in sorted(pairs))

    def show_said_in(self, claim):
        text = claim.reply or claim.remark
        return text.key if text else ""

    def show_column(self, claim):
        return self.places({"inquiry": claim.inquiry.slug}).column_name(claim.column) if claim.column else ""

    def take_column(self, text, row):
        return self.places(row).column(text) if text else None

    # Its release

    def show_released(self, claim):
        return "yes" if claim.released_at else ""

    def _take_release(self, row):
        if row["released"] not in ("yes", ""):
            raise ValidationError(_("“released” is “yes” or empty, not “%(text)s”."), params={"text": row["released"]})
        self.is_released = bool(row["released"])

    def _release(self, instance):
        """A release that stands keeps its time."""
        self.set_value(instance, "released_at", timezone.now() if self.is_released else None)
        self.set_value(instance, "released_by", self.by if self.is_released else None)
        self.set_value(instance, "released_result", "")
        self.told["released"] = ("", "yes" if self.is_released else "")
        self.released += [instance] if self.is_released else []

    def after_import(self, dataset, result, **kwargs):
        """A release stands for the result that is found at its time."""
        if written := [claim for claim in self.released if claim.pk]:
            paper = RecordPaper(self.inquiry)
            found = {claim.pk: claims.result(claim, paper).result for claim in paper.claims}
            for claim in written:
                claim.released_result = found[claim.pk]
                history.tell(claim, reason=self.reason, by=self.by).save()
        super().after_import(dataset, result, **kwargs)
