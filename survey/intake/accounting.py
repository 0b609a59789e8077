"""What became of the lines of a file: none is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from survey.intake.paper import OtherLine
from survey.pages.document import PageLine


@dataclass
class LineAccounts:
    """`others` are lines that are no field's, `form_lines` the numbers of those that fields and tables stand in."""

    others: list[OtherLine] = field(default_factory=list)
    form_lines: set[int] = field(default_factory=set)

    def keep(self, lines: Iterable[PageLine], *, known: bool) -> None:
        self.others += [OtherLine(line.text, line.number, known) for line in lines]

    def take(self, lines: Iterable[PageLine]) -> None:
        self.form_lines |= {line.number for line in lines}
