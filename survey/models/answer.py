"""The cell: what is printed, where it belongs, what editors made of it, and what it refers to."""

from collections.abc import Iterable
from itertools import pairwise

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.models.annex import Column, Row
from survey.models.batch import Batch
from survey.models.cell_text import DIGITS, PLACES, contradictions
from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry, Source
from survey.models.question import PreliminaryRemark, Question, Reply


class Status(models.TextChoices):
    """What kind of answer a cell holds; the words of contracts.md."""

    ANSWERED = "answered", _("answered")
    BLANK = "blank", _("empty field")
    REFERS = "refers", _("reference")
    ELSEWHERE = "elsewhere", _("in another field")
    COLLECTIVE = "collective", _("collective answer")
    DECLINED = "declined", _("declined")
    NO_REPLY = "no_reply", _("no reply")
    NO_DATA = "no_data", _("no data")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NOT_ASKED = "not_asked", _("not asked")
    UNKNOWN = "unknown", _("unknown")


class NumberIs(models.TextChoices):
    EXACT = "exact", _("exact")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    NONE = "none", _("no number")


class AnswerQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("row__annex__inquiry", "column")

    def of_inquiry(self, inquiry):
        return self.filter(row__annex__inquiry=inquiry)

    def with_passages(self):
        """Read the passages that belong to each along with it, so that the texts of many cost one query."""
        return self.prefetch_related(Prefetch("passages", Passage.objects.live(), to_attr="own_passages"))

    def to_type(self):
        """With all that typing into many of them looks at."""
        printed = Passage.objects.live().select_related("batch__source").defer("batch__source__content")
        found = self.with_passages().select_related("row__annex__inquiry", "column")
        return found.prefetch_related(Prefetch("printed_passages", printed, to_attr="live_printed"))


class Answer(models.Model):
    row = models.ForeignKey(Row, models.PROTECT, related_name="answers", verbose_name=_("row"))
    column = models.ForeignKey(Column, models.PROTECT, related_name="answers", verbose_name=_("column"))

    number = models.DecimalField(
        pgettext_lazy("a quantity", "number"),
        max_digits=DIGITS,
        decimal_places=PLACES,
        null=True,
        blank=True,
        help_text=_("0 is an answer."),
    )
    number_is = models.CharField(_("the number is"), max_length=10, choices=NumberIs, default=NumberIs.NONE)

    wording = models.TextField(  # noqa: DJ001  (null: no editor has written one)
        _("edited text"),
        null=True,
        blank=True,
        help_text=_("Only where the joined passages do not read right; empty: they are shown as they are."),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ANSWERED)
    decided = models.BooleanField(
        _("status decided"), default=False, help_text=_("Once an editor has decided, no import changes the status.")
    )
    note = models.TextField(_("public note"), blank=True, help_text=_("One or two plain sentences to the reader."))

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    history = RecordHistory()
    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["row__annex", "row__position", "column__position"]
        constraints = [
            models.UniqueConstraint(fields=["row", "column"], name="answer_cell_unique"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, number_is="none") | Q(number__isnull=False) & ~Q(number_is="none"),
                name="answer_number_says_what_it_is",
                violation_error_message=_("Say whether the number is exact, about, at least or at most."),
            ),
            models.CheckConstraint(
                condition=~Q(wording=""),
                name="answer_wording_not_empty",
                violation_error_message=_("An edited text cannot be empty; leave it out instead."),
            ),
        ]

    def __str__(self):
        return f"{self.row}, {self.column}"

    def clean(self):
        text = "" if self.pk is None and self.wording is None else self.text
        if found := contradictions(self.status, text, self.number, self.number_is):
            raise ValidationError(found)

    @property
    def text(self) -> str:
        """How the cell reads."""
        return reading_text(self.wording, self._own_passages())

    @property
    def own_text(self) -> str:
        """What its passages say, whatever an editor wrote."""
        return joined(self._own_passages())

    @property
    def is_typed(self) -> bool:
        """Whether its text was typed by hand: its row or column was, and no file has brought a passage since."""
        if not (self.row.typed or self.column.typed):
            return False
        return all(each.batch and each.batch.source.kind == Source.Kind.TYPED for each in self.printed_now())

    def printed_now(self) -> "list[Passage]":
        """Those that are printed here and stand: as `to_type` read them, else as they are now."""
        if not hasattr(self, "live_printed"):
            found = self.printed_passages.live().select_related("batch__source").defer("batch__source__content")
            return list(found)
        return self.live_printed

    @property
    def as_printed(self) -> str:
        return joined(self.printed_passages.live())

    def _own_passages(self):
        """Those that `with_passages` read, else as they stand now."""
        return self.own_passages if hasattr(self, "own_passages") else self.passages.live()


class PassageEditManager(models.Manager):
    """The three acts, and taking one back. Each makes new passages; where a text is printed never changes."""

    def move(self, passage: "Passage", to_answer: Answer, *, reason: str, by=None) -> "PassageEdit":
        """The passage belongs to another cell than the one it is printed in."""
        return self._place(PassageEdit.Kind.MOVE, passage, to_answer, reason, by)

    def join(self, passage: "Passage", to_answer: Answer, *, reason: str, by=None) -> "PassageEdit":
        """The passage of an unlabelled row continues the answer of this cell."""
        return self._place(PassageEdit.Kind.JOIN, passage, to_answer, reason, by)

    @transaction.atomic
    def split(self, passage: "Passage", at: int, *, reason: str, by=None) -> "PassageEdit":
        """Cut the passage before the character `at`; blanks before the cut begin the second piece."""
        passage = Passage.objects.locked(passage)
        at = len(passage.text[:at].rstrip())
        if not at or not passage.text[at:].strip():
            raise ValidationError(_("Words must stand on both sides of the cut."))
        edit = self._act(PassageEdit.Kind.SPLIT, passage, reason, by)
        first = passage.copy(text=passage.text[:at], raw="", edit=edit)
        second = passage.copy(text=passage.text[at:], raw="", start=passage.start + at, edit=edit)
        first.save()
        second.save()
        passage.supersede(first)
        return edit

    @transaction.atomic
    def take_back(self, edit: "PassageEdit", *, reason: str, by=None) -> "PassageEdit":
        """Put the passages back where they were, a split one together again; both acts stay in the record."""
        edit = self.select_for_update().get(pk=edit.pk)
        if edit.kind == PassageEdit.Kind.UNDO or self.filter(takes_back=edit).exists():
            raise ValidationError(_("This correction is taken back already."))
        passages = list(Passage.objects.select_for_update().live().filter(edit=edit))
        if not passages or (edit.kind == PassageEdit.Kind.SPLIT and not _fit_together(passages)):
            raise ValidationError(_("The passage was corrected again later. Take that back first."))
        act = self._act(PassageEdit.Kind.UNDO, passages[0], reason, by, takes_back=edit)
        groups = [passages] if edit.kind == PassageEdit.Kind.SPLIT else [[each] for each in passages]
        for pieces in groups:
            self._put_back(pieces, edit)
        return act

    def _put_back(self, pieces: list["Passage"], edit: "PassageEdit"):
        former = pieces[0].before(edit)
        if former is None:
            raise ValidationError(_("The record does not say where the passage stood before."))
        text = "".join(piece.text for piece in pieces)
        raw = former.raw if former.text == text else ""
        restored = pieces[0].copy(text=text, raw=raw, answer=former.answer, edit=former.edit)
        restored.save()
        for piece in pieces:
            piece.supersede(restored)
        self._tell({restored.answer_id, *(piece.answer_id for piece in pieces)})

    @transaction.atomic
    def _place(self, kind: str, passage: "Passage", to_answer: Answer, reason: str, by) -> "PassageEdit":
        passage = Passage.objects.locked(passage)
        if to_answer.row.annex.inquiry_id != passage.printed_in.row.annex.inquiry_id:
            raise ValidationError(_("A passage stays within its paper."))
        edit = self._act(kind, passage, reason, by)
        placed = passage.copy(answer=to_answer, edit=edit)
        placed.save()
        passage.supersede(placed)
        self._tell({passage.answer_id, to_answer.pk})
        return edit

    def _tell(self, answers: set[int | None]):
        """Their texts are others now: who is editing one of them is told."""
        Answer.objects.filter(pk__in=answers - {None}).update(version=models.F("version") + 1)

    def _act(self, kind: str, passage: "Passage", reason: str, by, **facts) -> "PassageEdit":
        inquiry = passage.printed_in.row.annex.inquiry
        edit = PassageEdit(kind=kind, inquiry=inquiry, reason=reason, by=by, **facts)
        if by:
            edit._history_user = by
        edit.full_clean()
        edit.save()
        return edit


class PassageEdit(models.Model):
    """An editorial act on the printed text, shown to the public with its reason."""

    class Kind(models.TextChoices):
        MOVE = "move", _("moved")
        JOIN = "join", _("joined")
        SPLIT = "split", _("split")
        UNDO = "undo", _("taken back")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="passage_edits", verbose_name=_("inquiry"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by", verbose_name=_("takes back")
    )

    reason = models.TextField(_("reason"), help_text=_("To the reader: why the text belongs here."))

    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    history = RecordHistory()
    objects = PassageEditManager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="passageedit_has_reason", violation_error_message=_("Give a reason.")
            ),
            models.CheckConstraint(
                condition=Q(kind="undo", takes_back__isnull=False) | ~Q(kind="undo") & Q(takes_back__isnull=True),
                name="passageedit_undo_takes_one_back",
                violation_error_message=_("Say which correction is taken back."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reason}"


class PassageQuerySet(models.QuerySet):
    def live(self):
        """The passages that stand, in the order of the source."""
        return self.filter(superseded_by=None).order_by("position", "start", "pk")

    def with_unsure_words(self):
        """Annotate each with `unsure_words`, null where there are none: to decode an empty list for each takes long."""
        return self.annotate(unsure_words=NullIf("unsure", models.Value([], models.JSONField())))

    def locked(self, passage: "Passage") -> "Passage":
        """The passage as it stands, locked; refuses one that someone else has corrected in the meantime."""
        found = self.select_for_update().filter(pk=passage.pk, superseded_by=None).first()
        if not found:
            raise ValidationError(_("This passage has been corrected in the meantime."))
        return found


class Passage(models.Model):
    """Printed text of one cell on one page. Never updated but for `superseded_by`, never deleted.

    `printed_in` is where it stands in print and never changes (a continuation row's is the row above); `answer` is
    where it belongs, null while nobody has said. Splitting makes two whose texts joined equal the original. Of the
    two, `superseded_by` names the first; a passage that a later file no longer has is superseded by itself.
    """

    printed_in = models.ForeignKey(
        Answer, models.PROTECT, related_name="printed_passages", verbose_name=_("printed in")
    )
    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="passages", verbose_name=_("belongs to")
    )

    text = models.TextField(_("printed text"), help_text=_("Paragraphs are parted by a blank line."))
    raw = models.TextField(_("as in the file"), blank=True, help_text=_("With its markup, where it has any."))
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    file_page = models.PositiveIntegerField(_("page of the file"), null=True, blank=True)
    boxes = models.JSONField(
        _("boxes"), null=True, blank=True, help_text="[[page, x, y, width, height], ...] in points"
    )
    line = models.PositiveIntegerField(_("line of the file"), null=True, blank=True)
    recognised = models.BooleanField(_("recognised by machine"), default=False)
    unsure = models.JSONField(_("unsure words"), default=list, blank=True)
    position = models.PositiveIntegerField(_("position"), help_text=_("Number of the record in the table."))
    start = models.PositiveIntegerField(
        _("start"), default=0, help_text=_("Offset in the printed text, after a split.")
    )

    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="passages", verbose_name=_("import")
    )
    edit = models.ForeignKey(
        PassageEdit, models.PROTECT, null=True, blank=True, related_name="passages", verbose_name=_("correction")
    )
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        db_index=False,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["position", "start", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="passage_has_text")]
        indexes = [
            models.Index("printed_in", condition=Q(superseded_by=None), name="passage_live_printed"),
            models.Index("answer", condition=Q(superseded_by=None), name="passage_live_answer"),
            # of an index with the live ones too, SQLite thinks it finds them fast, and reads those of all inquiries
            models.Index("superseded_by", condition=Q(superseded_by__isnull=False), name="passage_superseded"),
        ]

    def __str__(self):
        return self.text[:60]

    def copy(self, **changes) -> "Passage":
        """An unsaved passage that says the same of the same place, but for the changes."""
        fields = [field.attname for field in self._meta.concrete_fields if not field.primary_key]
        twin = Passage(**{name: getattr(self, name) for name in fields})
        for name, value in changes.items():
            setattr(twin, name, value)
        return twin

    def before(self, edit: PassageEdit) -> "Passage":
        """The passage that this act found: the one before the oldest that it made."""
        passage, found = self, None
        while passage:
            earlier = passage.supersedes.exclude(pk=passage.pk).order_by("position", "start", "pk").first()
            if passage.edit_id == edit.pk:
                found = earlier
            passage = earlier
        return found

    def supersede(self, by: "Passage"):
        self.superseded_by = by
        self.save(update_fields=["superseded_by"])


def _fit_together(pieces: list[Passage]) -> bool:
    """Whether the pieces of a split still stand beside each other in one cell."""
    first, *others = pieces
    runs_on = all(
        (one.position, one.start + len(one.text)) == (two.position, two.start) for one, two in pairwise(pieces)
    )
    return bool(others) and runs_on and {each.answer_id for each in others} == {first.answer_id}


def reading_text(wording: str | None, passages: Iterable[Passage]) -> str:
    """How a cell reads: what an editor wrote, else what its passages say."""
    return joined(passages) if wording is None else wording


def joined(passages: Iterable[Passage]) -> str:
    """The text of passages in source order: pieces of one passage run on, others are paragraphs of their own."""
    found = list(passages)
    if len(found) == 1 and not found[0].start:
        return found[0].text  # as most cells: a large table is read in two thirds of the time
    text, end = "", None
    for passage in sorted(found, key=lambda each: (each.position, each.start)):
        runs_on = end == (passage.position, passage.start)
        if text and not runs_on:
            text += "\n\n"
        # a piece whose beginning went elsewhere begins with the blanks that stood between the two
        text += passage.text.lstrip() if passage.start and not runs_on else passage.text
        end = (passage.position, passage.start + len(passage.text))
    return text


class ReferenceQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related(
            "from_answer__row__annex__inquiry", "from_answer__column", "from_reply__inquiry", "to_question"
        )


class Reference(models.Model):
    """“s. bei 1 und 2”: from an answer or a reply to an answer, a question, a remark or another paper, one row each."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        OPEN = "open", _("open: its target has no text")

    from_answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="references", verbose_name=_("from answer")
    )
    from_reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="references", verbose_name=_("from reply")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    words = models.CharField(_("words"), max_length=300, help_text=_("As printed, e.g. “s. bei 1 und 2”."))
    whole = models.BooleanField(_("whole cell"), default=False, help_text=_("The cell says nothing else."))

    to_question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="referred_from",
        verbose_name=_("to question"),
        help_text=_("The question or part meant; in a cell: the answer of the same row to it."),
    )
    to_answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="referred_from", verbose_name=_("to answer")
    )
    to_remark = models.ForeignKey(
        PreliminaryRemark,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="referred_from",
        verbose_name=_("to remark"),
    )
    to_paper = models.CharField(
        _("to paper"), max_length=30, blank=True, help_text=_("Number of another paper, e.g. “19/2456”.")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED)

    history = RecordHistory()
    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_answer__isnull=False) ^ Q(from_reply__isnull=False),
                name="reference_one_origin",
                violation_error_message=_("A reference stands in one answer or in one reply."),
            ),
            models.CheckConstraint(
                condition=Q(to_question__isnull=False)
                | Q(to_answer__isnull=False)
                | Q(to_remark__isnull=False)
                | ~Q(to_paper=""),
                name="reference_has_target",
                violation_error_message=_("Say what is referred to."),
            ),
        ]

    def __str__(self):
        return self.words
