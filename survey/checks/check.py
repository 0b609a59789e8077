"""What a check is: one object that looks at a paper and has the words for what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise

from survey.checks.finding_draft import FindingDraft
from survey.record import RecordPaper

Sentences = dict[str, str]


@dataclass(frozen=True, eq=False)
class Check:
    """Findings hang on the `slug`. `sentences` and `proposals` tell them to an editor: the first whose detail is there
    and true; "" stands for the rest. `is_noted`: it says what is so and cannot be mended, and an editor takes note.
    What accepting a finding does stands in `survey.proposals` under the same slug.
    """

    slug: str
    title: str | Promise
    sentences: Sentences = field(repr=False)
    proposals: Sentences = field(repr=False)
    is_noted: bool
    look: Callable[[RecordPaper], Iterator[FindingDraft]] = field(repr=False)

    def __call__(self, paper: RecordPaper) -> Iterator[FindingDraft]:
        return self.look(paper)


def check(title: str | Promise, sentences: Sentences, proposals: Sentences, *, noted: bool = False) -> Callable:
    """Make the function below it a Check of its own name."""

    def made(look: Callable[[RecordPaper], Iterator[FindingDraft]]) -> Check:
        return Check(look.__name__, title, sentences, proposals, noted, look)

    return made
