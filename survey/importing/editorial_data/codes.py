"""codebook.csv and codings.csv: the categories, and what each row is coded as."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.importing.editorial_data.lines import LayerResource
from survey.models import Code, Coding, Question


def newest_codes(inquiry) -> dict[tuple[str, str], Code]:
    """The newest version of each category, by the key of its question and its word."""
    codes = Code.objects.filter(question__inquiry=inquiry).select_related("question").order_by("version")
    return {(code.question.key, code.code): code for code in codes}


def code_of(codes: dict[tuple[str, str], Code], question: Question, word: str) -> Code:
    if (question.key, word) not in codes:
        sentence = _("Question %(question)s has no category “%(code)s”.")
        raise ValidationError(sentence, params={"question": question.key, "code": word})
    return codes[question.key, word]


class CodeResource(LayerResource):
    """The codebook; another version is another record."""

    file = "codebook.csv"
    model = Code
    columns = (
        *("question", "position", "code", "version", "label", "label_en", "definition", "definition_en"),
        *("example", "example_row", "rule", "rule_en"),
    )
    key = ("question", "code", "version")

    def records(self):
        return Code.objects.filter(question__inquiry=self.inquiry).select_related("question")

    def identity(self, row):
        version = self.number(row, "version")
        return {"question": self.places.question(row["question"]), "code": row["code"], "version": version}

    def values(self, row):
        return {"position": self.number(row, "position"), **{name: row[name] for name in self.columns[4:]}}


class CodingResource(LayerResource):
    """A reading of one row; its quote stands in the reading text of the row."""

    file = "codings.csv"
    model = Coding
    columns = ("annex", "row", "question", "role", "code", "certainty", "quote", "note")
    key = ("row", "question", "role")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.codes = newest_codes(self.inquiry)

    def records(self):
        codings = Coding.objects.filter(row__annex__inquiry=self.inquiry)
        return codings.select_related("row", "question", "code")

    def identity(self, row):
        line = self.places.row(row["annex"], row["row"])
        return {"row": line.record, "question": self.places.question(row["question"]), "role": row["role"]}

    def values(self, row):
        code = code_of(self.codes, self.places.question(row["question"]), row["code"])
        if row["quote"]:
            self.places.origin_in_row(self.places.row(row["annex"], row["row"]), row["quote"])
        elif code.code not in Code.WITHOUT_QUOTE:
            raise ValidationError(_("A category other than “not stated” rests on a quote."))
        return {"code": code, "certainty": row["certainty"], "quote": row["quote"], "note": row["note"]}

    def do_instance_save(self, instance, is_create):
        if is_create:
            instance.by = self.by
        super().do_instance_save(instance, is_create)
