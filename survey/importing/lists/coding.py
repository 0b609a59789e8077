"""Lists of the codebook and of what each row is coded as."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.importing.lists.columns import DecimalColumn, DerivedColumn, ListColumn, NumberColumn, WordColumn
from survey.importing.lists.resource import RecordResource
from survey.language.quotes import locate
from survey.models import Code, Coding, Question


def newest_codes(inquiry) -> dict[tuple[str, str], Code]:
    """The newest version of each category, by the key of its question and its word."""
    codes = Code.objects.filter(question__inquiry=inquiry).select_related("question").order_by("version")
    return {(code.question.key, code.code): code for code in codes}


class CodedResource(RecordResource):
    """Records of a question part, which the line names after its inquiry."""

    def before_import(self, dataset, **kwargs):
        self._codes: dict[int, dict[tuple[str, str], Code]] = {}
        super().before_import(dataset, **kwargs)

    def question(self, row: dict) -> Question:
        return self.places(row).question(row["question"])

    def code_of(self, row: dict, question: Question, word: str) -> Code:
        """The newest version of a category."""
        inquiry = self.paper(row)
        if inquiry.pk not in self._codes:
            self._codes[inquiry.pk] = newest_codes(inquiry)
        if (question.key, word) not in self._codes[inquiry.pk]:
            sentence = _("Question %(question)s has no category “%(code)s”.")
            raise ValidationError(sentence, params={"question": question.key, "code": word})
        return self._codes[inquiry.pk][question.key, word]

    def show_question(self, record):
        return record.question.key


class CodeResource(CodedResource):
    """The codebook; another version is another record."""

    model = Code
    file = "codebook.csv"
    layer_columns = (
        *("question", "position", "code", "version", "label", "label_en", "definition", "definition_en"),
        *("example", "example_row", "rule", "rule_en"),
    )
    columns = (
        *(DerivedColumn("inquiry", gettext_lazy("inquiry"), is_key=True), DerivedColumn("question", is_key=True)),
        *(ListColumn("code", is_key=True), NumberColumn("version", is_key=True), NumberColumn("position")),
        *(ListColumn("label"), ListColumn("label_en"), ListColumn("definition"), ListColumn("definition_en")),
        *(ListColumn("example"), ListColumn("example_row"), ListColumn("rule"), ListColumn("rule_en")),
        *(DecimalColumn("number_from"), DecimalColumn("number_to")),
    )

    ways = ("question__inquiry",)

    def queryset(self):
        return Code.objects.select_related("question__inquiry")

    def records(self, rows):
        papers = {self.inquiry.slug} if self.inquiry else {row["inquiry"] for row in rows}
        return self.queryset().filter(question__inquiry__slug__in=papers)

    def inquiry_of(self, record):
        return record.question.inquiry

    def named(self, record, row):
        return f"{record.question.inquiry.number}, {record.question.key} {record.code} {record.version}"

    def key_of(self, code):
        return self.show_inquiry(code), code.question.key, code.code, code.version

    def key_in(self, row):
        version = self.fields["version"].taken(row["version"], row, self)
        return self.paper(row).slug, self.question(row).key, row["code"], version

    def initial(self, row):
        version = self.fields["version"].taken(row["version"], row, self)
        return {"question": self.question(row), "code": row["code"], "version": version}

    def show_inquiry(self, code):
        return code.question.inquiry.slug

    def check(self, record, row):
        """An example is words of a real row."""
        if (
            self.inquiry
            or not record.example
            or (not {"example", "example_row"} & self.told.keys() and not self.is_new)
        ):
            return
        texts = [
            cell.text
            for table in self.places(row).tables.values()
            for line in table.rows
            if line.printed == record.example_row
            for cell in line.cells
        ]
        if not any(locate(record.example, text) for text in texts):
            raise ValidationError({"example": _("These words do not stand in the text of this row.")})

    def write(self, record, row):
        """Silence has a category of its own in every codebook."""
        super().write(record, row)
        if self.inquiry is None and self.is_new:
            self.silent.add(record.question_id)

    def before_import(self, dataset, **kwargs):
        self.silent: set[int] = set()
        super().before_import(dataset, **kwargs)

    def after_import(self, dataset, result, **kwargs):
        for question in Question.objects.filter(pk__in=self.silent):
            if made := Code.objects.ensure_not_stated(question):
                self.made_along(made)


class CodingResource(CodedResource):
    """A reading of one row; its quote stands in the reading text of the row.

    `version` is that of its category: of a line that does not say it, the newest.
    """

    model = Coding
    file = "codings.csv"
    layer_columns = ("annex", "row", "question", "role", "code", "certainty", "quote", "note")
    columns = (
        DerivedColumn("inquiry", gettext_lazy("inquiry"), is_key=True),
        *(DerivedColumn("annex", gettext_lazy("table"), is_key=True), DerivedColumn("row", is_key=True)),
        *(DerivedColumn("question", is_key=True), WordColumn("role", is_key=True)),
        *(DerivedColumn("code", is_needed=True), DerivedColumn("version", gettext_lazy("version"))),
        *(WordColumn("certainty"), ListColumn("quote"), ListColumn("note")),
    )

    ways = ("row__annex__inquiry",)

    def queryset(self):
        return Coding.objects.select_related("row__annex__inquiry", "question", "code", "by")

    def records(self, rows):
        papers = {self.inquiry.slug} if self.inquiry else {row["inquiry"] for row in rows}
        return self.queryset().filter(row__annex__inquiry__slug__in=papers)

    def in_order(self, queryset):
        order = ("row__annex__inquiry", "row__annex__number", "row__position", "question__number", "question__part")
        return queryset.order_by(*order, "role")

    def visible_to(self, user):
        """Who reads a row a second time does not see how the first reading came out."""
        return Coding.objects.visible_to(user)

    def inquiry_of(self, record):
        return record.row.annex.inquiry

    def named(self, record, row):
        return f"{record.row.printed}, {record.question.key}"

    def key_of(self, coding):
        row = coding.row
        return self.show_inquiry(coding), row.annex.number, row.key, coding.question.key, coding.role

    def key_in(self, row):
        line = self.places(row).row(row["annex"], row["row"]).record
        role = self.fields["role"].taken(row["role"], row, self)
        return self.paper(row).slug, int(row["annex"]), line.key, self.question(row).key, role

    def initial(self, row):
        line = self.places(row).row(row["annex"], row["row"]).record
        role = self.fields["role"].taken(row["role"], row, self)
        return {"row": line, "question": self.question(row), "role": role, "by": self.by}

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        code = self._code(row)
        is_touched = self.is_new or self.inquiry or {"code", "version"} & self.told.keys()
        if is_touched and instance.code_id != code.pk:
            self.set_value(instance, "code", code)
            self.told.setdefault("code", ("", row["code"]))

    def _code(self, row):
        question = self.question(row)
        code = self.code_of(row, question, row["code"])
        version = row.get("version")
        if not version or version == str(code.version):
            return code
        found = Code.objects.filter(question=question, code=row["code"], version=version if version.isdecimal() else 0)
        if not found:
            sentence = _("Category “%(code)s” of question %(question)s has no version “%(version)s”.")
            facts = {"code": row["code"], "question": question.key, "version": version}
            raise ValidationError(sentence, params=facts)
        return found[0]

    def check(self, record, row):
        if record.quote:
            places = self.places(row)
            places.origin_in_row(places.row(row["annex"], row["row"]), record.quote)
        elif record.code.code not in Code.WITHOUT_QUOTE:
            raise ValidationError(_("A category other than “not stated” rests on a quote."))
        if self.inquiry is None and not self.is_new and "code" in self.told and record.is_read_twice:
            raise ValidationError(_("Two people have read this row: both readings stay, a third settles them."))

    def show_inquiry(self, coding):
        return coding.row.annex.inquiry.slug

    def show_annex(self, coding):
        return coding.row.annex.number

    def show_row(self, coding):
        return self.row_name(coding.row)

    def show_code(self, coding):
        return coding.code.code

    def show_version(self, coding):
        return coding.code.version
