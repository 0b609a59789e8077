"""What becomes of the columns of a file: known ones, new ones, ignored ones. A table remembers it for the next file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from survey.importing.report import ImportRefused
from survey.intake.paper import column_questions
from survey.models import Annex, Column

# The column with the reasons in a file of refused rows, in both languages: put right and brought again, it is no data.
REASONS = (gettext_noop("refused because"), "abgelehnt, weil")


@dataclass(frozen=True)
class Target:
    """What a heading of a file stands for.

    `column` is the key of a column that the table has, whatever its heading; without one, it is the column of this
    heading, which is made for `questions` (None: those that the heading names) where there is none yet.
    """

    ignored: bool = False
    column: int | None = None
    questions: tuple[str, ...] | None = None

    def as_dict(self) -> dict:
        if self.ignored:
            return {"ignored": True}
        if self.column is not None:
            return {"column": self.column}
        return {} if self.questions is None else {"questions": list(self.questions)}

    @classmethod
    def from_dict(cls, kept: dict) -> "Target":
        questions = kept.get("questions")
        named = None if questions is None else tuple(questions)
        return cls(bool(kept.get("ignored")), kept.get("column"), named)


AS_NAMED = Target()
IGNORED = Target(ignored=True)
Mapping = dict[str, Target]


def kept(mapping: Mapping) -> dict:
    """As JSON holds it; what the headings say themselves needs no keeping."""
    return {heading: target.as_dict() for heading, target in mapping.items() if target != AS_NAMED}


def from_kept(stored: dict) -> Mapping:
    return {heading: Target.from_dict(target) for heading, target in stored.items()}


def remembered(annex: Annex, columns: Iterable[Column]) -> Mapping:
    """What editors decided for earlier files of the table, as far as its columns are still there."""
    keys = {column.key for column in columns}
    found = from_kept(annex.mapping)
    return {heading: each for heading, each in found.items() if each.column is None or each.column in keys}


def targets(headings: Iterable[str], mapping: Mapping) -> list[Target]:
    """One for each heading; a column of reasons is ignored unless someone says otherwise."""
    return [mapping.get(heading) or (IGNORED if heading.casefold() in REASONS else AS_NAMED) for heading in headings]


def columns_for(headings: list[str], mapping: Mapping, annex: Annex, known: list[Column]) -> list[Column | None]:
    """The column of each heading, None for an ignored one; new ones are unsaved. Refuses two headings for one."""
    by_heading = {column.heading: column for column in known}
    by_key = {column.key: column for column in known}
    columns, said = [], {}
    for heading, target in zip(headings, targets(headings, mapping), strict=True):
        column = None
        if not target.ignored:
            column = by_key.get(target.column) or by_heading.get(heading)
            column = column or Column(annex=annex, heading=heading, position=0)
            if column.heading in said:
                sentence = _("“%(first)s” and “%(second)s” cannot both be the column “%(column)s”.")
                raise ImportRefused(
                    sentence % {"first": said[column.heading], "second": heading, "column": column.heading}
                )
            said[column.heading] = heading
        columns.append(column)
    if not any(columns):
        raise ImportRefused(_("All columns of the file are ignored: there is nothing to import."))
    return columns


def questions_for(heading: str, mapping: Mapping, known: dict) -> list:
    """The questions that a new column answers: those that were chosen for it, else those that its heading names."""
    chosen = mapping.get(heading, AS_NAMED).questions
    keys = column_questions(heading, known) if chosen is None else chosen
    unknown = [key for key in keys if key not in known]
    if unknown:
        sentence = _("“%(heading)s”: the inquiry has no question %(keys)s.")
        raise ImportRefused(sentence % {"heading": heading, "keys": ", ".join(unknown)})
    return [known[key] for key in keys]
