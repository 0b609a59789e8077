"""Passages in the wrong cell, or in none: joined to the row above, or moved to the place that they name."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from survey.checks.cells import foreign_paragraphs
from survey.models import Answer, Finding, Passage, PassageEdit, Status, reading_text
from survey.proposals.case import Act, Case, Effect, locked, name_of, passages_of, reads, refuse, write
from survey.record import RecordCell, RecordRow

BREAK = "\n\n"


@dataclass(frozen=True)
class PassageStretch:
    """Neighbouring paragraphs of one passage: characters `start` to `end` of its text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


class JoinPassage(Act):
    """The text of a row without a label continues the row above."""

    rights = ("survey.add_passageedit",)
    tells_the_public = True

    def reason(self, case):
        with override(settings.LANGUAGE_CODE):
            sentence = _("This line bears no name of its own; its text continues the entry of %(row)s.")
            return sentence % {"row": case.place[1].printed}

    def effects(self, case, choice):
        _table, row, cell = case.place
        passage = _stray(case)
        after = reads(cell, [*passages_of(cell), passage])
        return [Effect(_("The passage is joined to this field."), name_of(row, cell), cell.text, after)]

    def carry_out(self, case, choice, *, reason, by):
        cell = case.place[2]
        answer = locked(cell)
        PassageEdit.objects.join(_stray(case), answer, reason=reason, by=by)
        now_answered(answer, reason=reason, by=by)


def _stray(case: Case) -> Passage:
    printed = Passage.objects.live().filter(printed_in=case.place[2].answer_id, answer=None)
    passage = printed.filter(text=case.found.looked_at).first()
    return passage or refuse(_("This passage has been corrected in the meantime."))


class Move(Act):
    """Paragraphs about another district go to its row; what stays behind may be nothing, and is then unknown."""

    rights = ("survey.add_passageedit", "survey.change_answer")
    tells_the_public = True

    def offers(self, finding: Finding) -> bool:
        return bool(finding.details.get("proposal", {}).get("to"))

    def asks(self, case):
        return ("note",) if not _remains(case) else ()

    def proposed(self, case):
        with override(settings.LANGUAGE_CODE):
            sentence = _(
                "The paragraph printed here is about %(to)s and stands there in the edited text. What %(row)s said "
                "itself is not known."
            )
            return {"note": sentence % self._names(case)}

    def reason(self, case):
        with override(settings.LANGUAGE_CODE):
            sentence = _(
                "The paragraph is printed in the row of %(row)s, but is about %(to)s. In the edited text it stands "
                "there."
            )
            return sentence % self._names(case)

    def _names(self, case: Case) -> dict[str, str]:
        return {"row": case.place[1].printed, "to": self._target(case)[0].printed}

    def _target(self, case: Case) -> tuple[RecordRow, RecordCell]:
        return case.paper.places[case.proposal["to"]][1:]

    def effects(self, case, choice):
        _table, row, cell = case.place
        to_row, to_cell = self._target(case)
        remains, moved = _remains(case), _cut_out(case)
        gains = sorted([*passages_of(to_cell), *moved], key=lambda each: (each.position, each.start))
        effects = [
            Effect(_("The paragraph leaves this field."), name_of(row, cell), cell.text, reads(cell, remains)),
            Effect(_("It stands here."), name_of(to_row, to_cell), to_cell.text, reads(to_cell, gains)),
        ]
        if not remains:
            sentence = _("Nothing is left in the field: its status becomes “%(status)s”, with the note below.")
            effects.insert(1, Effect(sentence % {"status": Status.UNKNOWN.label}, name_of(row, cell)))
        return effects

    def carry_out(self, case, choice, *, reason, by):
        source, remains = locked(case.place[2]), _remains(case)
        target = locked(self._target(case)[1])
        for stretch in reversed(_stretches(case)):
            piece = _cut(stretch, reason=reason, by=by)
            PassageEdit.objects.move(piece, target, reason=reason, by=by)
        now_answered(target, reason=reason, by=by)
        if not remains:
            facts = {"status": Status.UNKNOWN, "decided": True, "note": choice["note"]}
            write(source, reason=reason, by=by, **facts)


def _stretches(case: Case) -> list[PassageStretch]:
    """The paragraphs that name another district, in the passages of the cell."""
    table, row, cell = case.place
    wanted = set(foreign_paragraphs(case.paper, table, row, cell))
    found = [stretch for passage in passages_of(cell) for stretch in _of_passage(passage, wanted)]
    return found or refuse(_("The edited text of this field differs from its passages. Move them on their own pages."))


def _of_passage(passage: Passage, wanted: set[str]) -> list[PassageStretch]:
    stretches: list[PassageStretch] = []
    at, runs_on = 0, False
    for paragraph in passage.text.split(BREAK):
        end = at + len(paragraph)
        if paragraph in wanted and runs_on:
            stretches[-1] = PassageStretch(passage, stretches[-1].start, end)
        elif paragraph in wanted:
            stretches.append(PassageStretch(passage, at, end))
        runs_on = paragraph in wanted
        at = end + len(BREAK)
    return stretches


def _remains(case: Case) -> list[Passage]:
    """The passages of the cell without the paragraphs, as they would be cut."""
    stretches = _stretches(case)
    remains = []
    for passage in passages_of(case.place[2]):
        at = 0
        for stretch in [each for each in stretches if each.passage == passage]:
            remains += _piece(passage, at, stretch.start)
            at = stretch.end
        remains += _piece(passage, at, len(passage.text))
    return remains


def _cut_out(case: Case) -> list[Passage]:
    return [piece for each in _stretches(case) for piece in _piece(each.passage, each.start, each.end)]


def _piece(passage: Passage, start: int, end: int) -> list[Passage]:
    """The words between as a passage; none where nothing but blanks stands there."""
    text = passage.text[start:end]
    return [passage.copy(text=text, start=passage.start + start)] if text.strip() else []


def _cut(stretch: PassageStretch, *, reason: str, by) -> Passage:
    """Split the passage so that the paragraphs stand alone; texts before and behind stay where they are."""
    piece = stretch.passage
    if piece.text[stretch.end :].strip():
        at = stretch.end + len(piece.text[stretch.end :]) - len(piece.text[stretch.end :].lstrip())
        piece = _pieces(PassageEdit.objects.split(piece, at, reason=reason, by=by))[0]
    if piece.text[: stretch.start].strip():
        piece = _pieces(PassageEdit.objects.split(piece, stretch.start, reason=reason, by=by))[-1]
    return piece


def _pieces(edit: PassageEdit) -> list[Passage]:
    return list(edit.passages.order_by("start"))


def now_answered(answer: Answer, *, reason: str, by):
    """A field that was empty and holds a text now says something, unless an editor has decided otherwise."""
    if answer.status == Status.BLANK and not answer.decided:
        write(answer, reason=reason, by=by, status=Status.ANSWERED)


def texts_after(passage: Passage, to: Answer) -> list[tuple[Answer, str, str]]:
    """The two cells of a move with their texts before and after; one alone where nothing belongs to a cell yet."""
    cells = [each for each in (passage.answer, to) if each]
    changes = []
    for answer in dict.fromkeys(cells):
        passages = list(Passage.objects.live().filter(answer=answer))
        before = reading_text(answer.wording, passages)
        kept = [each for each in passages if each.pk != passage.pk] + ([passage] if answer == to else [])
        after = reading_text(answer.wording, kept)
        changes.append((answer, before, after))
    return changes
