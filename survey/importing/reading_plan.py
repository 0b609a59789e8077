"""The reading plan of a paper: the cuts that an editor sets, undone and done again, and kept with the source."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from survey.intake.cuts import Cut, place_cuts
from survey.models import Inquiry, Source
from survey.pages.document import PageLine

STEPS_KEPT = 200


@dataclass
class Step:
    """What one act took out of the plan, and what it put in."""

    out: list[Cut]
    put: list[Cut]

    def as_list(self) -> list:
        return [[cut.as_dict() for cut in cuts] for cuts in (self.out, self.put)]

    @classmethod
    def from_list(cls, kept: Sequence) -> "Step":
        return cls(*([Cut.from_dict(each) for each in cuts] for cuts in kept))


@dataclass
class ReadingPlan:
    """The lines of its cuts are those of one file. `taken_from` names the file whose plan it was, `astray` are the cuts
    of that plan that this file has no line for.
    """

    cuts: list[Cut] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    taken_from: str = ""
    astray: list[Cut] = field(default_factory=list)

    @classmethod
    def taken(cls, source: Source, lines: Sequence[PageLine]) -> "ReadingPlan":
        """The plan of another file, as far as its cuts fit these lines."""
        placed = place_cuts(cuts_of(source), lines)
        cuts = [cut.again_at(lines, number) for number, cut in sorted(placed.at.items())]
        return cls(cuts, taken_from=source.name, astray=list(placed.astray))

    @classmethod
    def from_dict(cls, kept: dict) -> "ReadingPlan":
        cuts, astray = ([Cut.from_dict(each) for each in kept[name]] for name in ("cuts", "astray"))
        steps, undone = ([Step.from_list(each) for each in kept[name]] for name in ("steps", "undone"))
        return cls(cuts, steps, undone, kept["taken_from"], astray)

    def as_dict(self) -> dict:
        return {
            "cuts": [cut.as_dict() for cut in self.cuts],
            "steps": [step.as_list() for step in self.steps[-STEPS_KEPT:]],
            "undone": [step.as_list() for step in self.undone],
            "taken_from": self.taken_from,
            "astray": [cut.as_dict() for cut in self.astray],
        }

    @property
    def drawn_pages(self) -> set[int]:
        """The pages on which it draws tables."""
        return {page for cut in self.cuts if cut.table for page in cut.table.pages}

    # What an editor does; each says whether it changed anything

    def set(self, cut: Cut, former: int | None = None) -> bool:
        """Instead of what was said of its line, and of the `former` one in which the same stood."""
        return self._do(Step([old for old in self.cuts if old.line in (cut.line, former)], [cut]))

    def remove(self, line: int) -> bool:
        return self._do(Step([old for old in self.cuts if old.line == line], []))

    def reset(self) -> bool:
        return self._do(Step(list(self.cuts), []))

    def undo(self) -> bool:
        return self._again(self.steps, self.undone, forwards=False)

    def redo(self) -> bool:
        return self._again(self.undone, self.steps, forwards=True)

    def _do(self, step: Step) -> bool:
        if step.out == step.put:
            return False
        self._change(step.out, step.put)
        self.steps.append(step)
        self.undone.clear()
        return True

    def _again(self, taken: list[Step], kept: list[Step], *, forwards: bool) -> bool:
        if not taken:
            return False
        step = taken.pop()
        kept.append(step)
        self._change(*((step.out, step.put) if forwards else (step.put, step.out)))
        return True

    def _change(self, out: Iterable[Cut], put: Iterable[Cut]) -> None:
        gone = list(out)
        self.cuts = sorted([*(cut for cut in self.cuts if cut not in gone), *put], key=lambda cut: cut.line)


def cuts_of(source: Source) -> tuple[Cut, ...]:
    return tuple(Cut.from_dict(each) for each in source.reading_plan)


def source_with_plan(content: bytes, inquiry: Inquiry | None = None) -> Source | None:
    """The newest source with a reading plan: the same file, else another one of this paper."""
    planned = Source.objects.exclude(reading_plan=[]).defer("content").order_by("-pk")
    same = planned.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    return same or (planned.filter(inquiry=inquiry).first() if inquiry else None)
