"""answers.csv, rows.csv and replies.csv: what editors decided on cells, rows and references."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.importing.editorial_data.lines import LayerResource
from survey.language.references import find
from survey.models import Answer, Reference, Reply, Row, history


class ReferringResource(LayerResource):
    """`refers_to` names the questions meant: confirmed, or open where the target has no text of its own.

    Subclasses give the `text` that refers, and say whether it `has_target`.
    """

    def differs(self, instance, row):
        existing = {key: reference.state for key, reference in self._existing(instance).items()}
        return any(existing.get(key) != state for key, state in self._wanted(row).items())

    def write(self, instance, row):
        existing = self._existing(instance)
        for key, state in self._wanted(row).items():
            reference = existing.get(key) or self._new(instance, row, key, len(existing) + 1)
            if reference.pk is None or reference.state != state:
                reference.state = state
                history.tell(reference, reason=self.reason, by=self.by).save()
                existing[key] = reference

    def _existing(self, instance):
        return {each.to_question.key: each for each in instance.references.all() if each.to_question}

    def _wanted(self, row):
        states = Reference.State
        return {key: states.CONFIRMED if self.has_target(row, key) else states.OPEN for key in row["refers_to"].split()}

    def _new(self, instance, row, key, position):
        found = next((each for each in find(self.text(row)) if key in each.targets or not each.targets), None)
        if found is None:
            raise ValidationError(_("The text does not refer to %(key)s."), params={"key": key})
        origin = {f"from_{instance._meta.model_name}": instance}
        question = self.places.question(key)
        return Reference(to_question=question, words=found.words, whole=found.whole_cell, position=position, **origin)


class AnswerResource(ReferringResource):
    """Status, edited text and public note of a cell, and which references hold."""

    file = "answers.csv"
    changes_texts = True
    model = Answer
    layer_columns = ("annex", "row", "column", "status", "wording", "note", "refers_to")
    key = ("id",)

    def records(self):
        answers = Answer.objects.of_inquiry(self.inquiry).select_related("row", "column")
        return answers.prefetch_related("references__to_question")

    def identity(self, row):
        return {"id": self._cell(row).answer_id}

    def values(self, row):
        return {"status": row["status"], "wording": row["wording"] or None, "note": row["note"], "decided": True}

    def text(self, row):
        return self._cell(row).text

    def has_target(self, row, key):
        return self.places.row(row["annex"], row["row"]).has_text(key)

    def do_instance_save(self, instance, is_create):
        instance.version += 1
        super().do_instance_save(instance, is_create)

    def _cell(self, row):
        return self.places.cell(row["annex"], row["row"], row["column"])


class RowResource(LayerResource):
    """For which districts the row of an association speaks."""

    file = "rows.csv"
    model = Row
    layer_columns = ("annex", "row", "speaks_for")
    key = ("id",)

    def records(self):
        return Row.objects.filter(annex__inquiry=self.inquiry).prefetch_related("speaks_for")

    def identity(self, row):
        return {"id": self.places.row(row["annex"], row["row"]).record.pk}

    def links(self, row):
        return {"speaks_for": [self.places.district(key) for key in row["speaks_for"].split()]}


class ReplyResource(ReferringResource):
    """Which references of a reply hold."""

    file = "replies.csv"
    model = Reply
    layer_columns = ("reply", "refers_to")
    key = ("id",)

    def records(self):
        return Reply.objects.filter(inquiry=self.inquiry).prefetch_related("references__to_question")

    def identity(self, row):
        return {"id": self.places.reply(row["reply"]).pk}

    def text(self, row):
        return self.places.reply(row["reply"]).text

    def has_target(self, row, key):
        return Reply.objects.filter(questions=self.places.question(key)).exists()
