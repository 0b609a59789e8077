"""The printed text of one cell: what stands in the table, what a file says, and how the one becomes the other.

The text of a cell is compared as a whole (its printed passages joined), so that a cell that an editor has split, or
that a download has joined, is still the same cell. Where it changed, the passages at both ends that still fit stay as
they are, with what editors did to them; only those between are superseded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from survey.importing.locators import NOWHERE, Locator

BREAK = "\n\n"


class FilePiece(NamedTuple):
    """What a file says in one record of a row: a cell, or the cell of a continuation row below it.

    `page` is that of the table, `at` says where it stands in a file that has pages.
    """

    text: str
    raw: str
    page: int | None
    line: int | None
    position: int
    at: Locator = NOWHERE


@dataclass(frozen=True, slots=True)
class PlannedPassage:
    """A printed passage: one that stands (with its `pk`), or one to be written."""

    text: str
    raw: str
    page: int | None
    line: int | None
    position: int
    start: int
    answer: int | None
    edit: int | None = None
    pk: int | None = None
    at: Locator = NOWHERE

    @property
    def end(self) -> tuple[int, int]:
        return self.position, self.start + len(self.text)

    def follows(self, before: "PlannedPassage | None") -> bool:
        """Whether it runs on, as the second piece of a split does."""
        return before is not None and before.end == (self.position, self.start)


@dataclass(frozen=True)
class Replacement:
    """Passages to write, and pairs of the key of a superseded one and the index of its successor (None: itself)."""

    passages: list[PlannedPassage]
    superseded: list[tuple[int, int | None]]


def text_of(pieces: Sequence[FilePiece]) -> str:
    """As `survey.models.joined` will read them once they are passages."""
    return pieces[0].text if len(pieces) == 1 else BREAK.join(piece.text for piece in pieces)


def spans(passages: Iterable[PlannedPassage]) -> tuple[str, list[tuple[int, int]]]:
    """The text of the printed passages of a cell, and from where to where each stands in it."""
    text, places, before = "", [], None
    for passage in passages:
        text += "" if before is None or passage.follows(before) else BREAK
        places.append((len(text), len(text) + len(passage.text)))
        text += passage.text
        before = passage
    return text, places


def first_passages(pieces: Sequence[FilePiece], answer: int) -> list[PlannedPassage]:
    """The passages of a new cell; to which answer a continuation row belongs, nobody has said."""
    return [
        PlannedPassage(
            piece.text, piece.raw, piece.page, piece.line, piece.position, 0, None if index else answer, at=piece.at
        )
        for index, piece in enumerate(pieces)
    ]


def replacement(passages: Sequence[PlannedPassage], pieces: Sequence[FilePiece], answer: int) -> Replacement:
    """How the passages of a cell become what the file says."""
    text = text_of(pieces)
    head, start = _head(passages, text)
    parted = head > 0 and _breaks_at(text, start)
    start += len(BREAK) * parted
    tail, end = _tail(passages, text, head, start, parted or not head)
    ends = tail < len(passages) and end - len(BREAK) >= start and _breaks_at(text, end - len(BREAK))
    between = passages[head:tail]
    cuts = _cuts(pieces, start, end - len(BREAK) * ends, between, answer)

    # each passage that shall stand, with whether it runs on from the one before
    wanted = [(_runs_on(passages, index), passages[index]) for index in range(head)]
    wanted += [(not index and not parted, cut) for index, cut in enumerate(cuts)]
    runs_on = not ends and (_runs_on(passages, tail) if cuts else not parted)
    wanted += [(runs_on, passage) for passage in passages[tail : tail + 1]]
    wanted += [(_runs_on(passages, index), passages[index]) for index in range(tail + 1, len(passages))]
    return _written(wanted, between, len(cuts))


def _head(passages: Sequence[PlannedPassage], text: str) -> tuple[int, int]:
    """How many passages at the beginning still fit, and where the text goes on behind them."""
    current, places = spans(passages)
    head = end = 0
    for index, (_, stop) in enumerate(places, 1):
        if not text.startswith(current[:stop]):
            break
        may_go_on = _runs_on(passages, index) and text[stop - 1] != "\n"
        if stop == len(text) or _breaks_at(text, stop) or may_go_on:
            head, end = index, stop
    return head, end


def _tail(passages: Sequence[PlannedPassage], text: str, head: int, start: int, parted: bool) -> tuple[int, int]:
    """From which passage on they fit again, and where the text of these begins."""
    current, places = spans(passages)
    tail, begin = len(passages), len(text)
    for index in range(len(passages) - 1, head - 1, -1):
        behind = current[places[index][0] :]
        at = len(text) - len(behind)
        if at < start or not text.endswith(behind):
            break
        gap = at - len(BREAK)
        stands_apart = (parted and at == start) or (gap >= start + parted and _breaks_at(text, gap))
        if stands_apart or (_runs_on(passages, index) and text[at - 1 : at] != "\n"):
            tail, begin = index, at
    return tail, begin


def _breaks_at(text: str, at: int) -> bool:
    """Whether a blank line stands there; of three line ends, no one can say which two part the passages."""
    behind = text[at + len(BREAK) : at + len(BREAK) + 1]
    return text.startswith(BREAK, at) and text[at - 1] != "\n" and behind not in ("", "\n")


def _runs_on(passages: Sequence[PlannedPassage], index: int) -> bool:
    return 0 < index < len(passages) and passages[index].follows(passages[index - 1])


def _cuts(
    pieces: Sequence[FilePiece], start: int, end: int, between: Sequence[PlannedPassage], answer: int
) -> list[PlannedPassage]:
    """What the file has between head and tail, as passages in the place of those that stood there."""
    cuts, at = [], 0
    for piece in pieces:
        text = piece.text[max(start - at, 0) : max(end - at, 0)]
        at += len(piece.text) + len(BREAK)
        if text:
            owner = answer if piece is pieces[0] else None
            raw = piece.raw if text == piece.text else ""
            cuts.append(PlannedPassage(text, raw, piece.page, piece.line, piece.position, 0, owner, at=piece.at))
    return [replace(cut, **_inherited(between, index, len(cuts))) for index, cut in enumerate(cuts)]


def _inherited(between: Sequence[PlannedPassage], index: int, cuts: int) -> dict:
    """An editor's word on where a passage belongs holds for what stands in its place now, where that is clear."""
    facts = {"position": between[0].position} if between and not index else {}
    if len({(old.answer, old.edit) for old in between}) == 1:
        return facts | {"answer": between[0].answer, "edit": between[0].edit}
    if len(between) == cuts:
        return facts | {"answer": between[index].answer, "edit": between[index].edit}
    return facts


def _written(wanted: list[tuple[bool, PlannedPassage]], between: Sequence[PlannedPassage], cuts: int) -> Replacement:
    """Give each passage its place behind the one before; one that stands elsewhere is written anew."""
    new: list[PlannedPassage] = []
    superseded, before = [], None
    first_cut = None
    for runs_on, passage in wanted:
        placed = _behind(before, passage, runs_on)
        if passage.pk is None or placed != passage:
            new.append(replace(placed, pk=None))
        if passage.pk is None and first_cut is None:
            first_cut = len(new) - 1
        if passage.pk is not None and placed != passage:
            superseded.append((passage.pk, len(new) - 1))
        before = placed
    for index, old in enumerate(between):
        successor = None if first_cut is None else first_cut + min(index, cuts - 1)
        superseded.append((old.pk, successor))
    return Replacement(new, superseded)


def _behind(before: PlannedPassage | None, passage: PlannedPassage, runs_on: bool) -> PlannedPassage:
    if before is None:
        return replace(passage, start=0)
    if runs_on:
        return replace(passage, position=before.position, start=before.end[1])
    if passage.position > before.position:
        return replace(passage, start=0)
    return replace(passage, position=before.position + 1, start=0)
