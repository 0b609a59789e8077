"""The lines of a list of inquiries as a preview keeps and shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from survey.importing.catalogue import CatalogueReport, Planned
from survey.intake.catalogue import Refusal

NEWS, DIFFERING, ODD, REFUSED, ALL = "news", "differing", "odd", "refused", "all"


@dataclass(frozen=True)
class PreviewedLine:
    """One line, and what would become of it; all of it JSON.

    `state` is new, changed, unchanged or refused; `kinds` are the choices of the page under which it stands. `facts`
    are those that would be written, and `differing` those that stay, by name: what stands there (None of a new paper)
    and what the list says. `refusal` is the English sentence and its values.
    """

    line: int
    state: str
    text: str
    kinds: list[str]
    facts: list[tuple] = field(default_factory=list)
    differing: list[tuple] = field(default_factory=list)
    impossible: dict[str, str] = field(default_factory=dict)
    is_odd: bool = False
    parties_open: str = ""
    refusal: tuple[str, dict] | None = None


def previewed_lines(report: CatalogueReport) -> list[PreviewedLine]:
    """In the order of the list."""
    lines = [*map(_planned, report.planned), *map(_refused, report.refused_lines)]
    return sorted(lines, key=lambda line: line.line)


def positions_by_kind(lines: Iterable[dict]) -> dict[str, list[int]]:
    """Where the lines stand that are shown under each choice; they come as JSON."""
    found: dict[str, list[int]] = {}
    for position, line in enumerate(lines):
        for kind in line["kinds"]:
            found.setdefault(kind, []).append(position)
    return found


def _planned(planned: Planned) -> PreviewedLine:
    entry = planned.entry
    is_news = planned.state != "unchanged" or planned.needs_checks
    kinds = [(NEWS, is_news), (DIFFERING, planned.differing), (ODD, planned.is_odd)]
    return PreviewedLine(
        line=entry.line,
        state=planned.state,
        text=f"{entry.number} {entry.title}",
        kinds=[*(kind for kind, is_so in kinds if is_so), planned.state, ALL],
        facts=[(name, None if planned.is_new else planned.before[name], new) for name, new in planned.after.items()],
        differing=[(name, planned.ours[name], theirs) for name, theirs in planned.differing.items()],
        impossible=entry.impossible,
        is_odd=planned.is_odd,
        parties_open=entry.parties_open,
    )


def _refused(refusal: Refusal) -> PreviewedLine:
    kinds, text = [NEWS, REFUSED, ALL], " · ".join(refusal.cells)
    return PreviewedLine(refusal.line, REFUSED, text, kinds, refusal=(refusal.template, refusal.params))
