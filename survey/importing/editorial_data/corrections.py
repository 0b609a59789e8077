"""corrections.csv: passages moved, joined and split, each with its reason."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.importing.editorial_data.lines import LayerResource
from survey.models import Answer, Passage, PassageEdit


class PassageEditResource(LayerResource):
    """A line names a passage by the cell it is printed in and its first words; for a split, the words behind the cut.

    An act that was done once is not done again, also when an editor has corrected the passage further.
    """

    file = "corrections.csv"
    changes_texts = True
    model = PassageEdit
    layer_columns = ("annex", "kind", "row", "column", "page", "quote", "to_row", "to_column", "reason")

    def records(self):
        return PassageEdit.objects.none()

    def get_or_init_instance(self, instance_loader, row):
        self.passage = None
        printed = self.places.cell(row["annex"], row["row"], row["column"])
        passages = [each for each in self._printed(printed.answer_id, row) if self._is_meant(each, row)]
        self.target = self._target(row)
        done = next((each.edit for each in passages if self._is_done(each, row)), None)
        self.is_new = done is None
        if done is None:
            self.passage = self._existing(passages, row)
        return done or PassageEdit(inquiry=self.inquiry), self.is_new

    def values(self, row):
        return {"kind": row["kind"], "reason": row["reason"]}

    def do_instance_save(self, instance, is_create):
        if not is_create:
            super().do_instance_save(instance, is_create)
            return
        facts = {"reason": instance.reason, "by": self.by}
        if instance.kind == PassageEdit.Kind.SPLIT:
            act = PassageEdit.objects.split(self.passage, self.cut, **facts)
        else:
            act = getattr(PassageEdit.objects, instance.kind)(self.passage, self.target, **facts)
        instance.pk = act.pk

    def after_save_instance(self, instance, row, **kwargs):
        """Nothing hangs on a correction."""

    def _printed(self, answer_id, row):
        passages = Passage.objects.filter(printed_in=answer_id).select_related("edit").order_by("pk")
        return passages.filter(page=row["page"]) if row["page"] else passages

    def _is_meant(self, passage, row):
        return passage.text.lstrip().startswith(row["quote"]) or (
            row["kind"] == PassageEdit.Kind.SPLIT and row["quote"] in passage.text
        )

    def _target(self, row):
        if row["kind"] == PassageEdit.Kind.SPLIT:
            return None
        cell = self.places.cell(row["annex"], row["to_row"], row["to_column"])
        return Answer.objects.select_related("row__annex").get(pk=cell.answer_id)

    def _is_done(self, passage, row):
        begins = passage.text.lstrip().startswith(row["quote"])
        same_act = passage.edit_id is not None and passage.edit.kind == row["kind"]
        return same_act and begins and (self.target is None or passage.answer_id == self.target.pk)

    def _existing(self, passages, row):
        existing = [each for each in passages if each.superseded_by_id is None]
        if len(existing) != 1:
            sentence = _("Not one passage is printed there that says “%(quote)s”, but %(count)d.")
            raise ValidationError(sentence, params={"quote": row["quote"], "count": len(existing)})
        self.cut = existing[0].text.index(row["quote"])
        return existing[0]
