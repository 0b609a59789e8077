"""Who initiates bodies and who takes part in them, by category of actor: each category once for a body."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from survey.public.addresses import as_png
from survey.public.words import CATEGORIES, word
from survey.publishing.content import ParticipationPart

INITIATOR = "initiator"


@dataclass(frozen=True)
class Involvement:
    """A category with the number of bodies it initiates and takes part in; widths in per cent of the largest."""

    label: str
    href: str
    initiates: int
    takes_part: int
    initiates_width: float
    takes_part_width: float


@dataclass(frozen=True)
class Involved:
    """`bodies` is the denominator; `with_initiator` and `with_participant` are those that name one."""

    lines: tuple[Involvement, ...]
    bodies: int
    with_initiator: int
    with_participant: int
    picture: str = ""

    @property
    def png(self) -> str:
        return as_png(self.picture)


def involved(
    bodies: Iterable[list[ParticipationPart]], href: Callable[[str], str], picture: str = ""
) -> Involved | None:
    """None where no body names anyone; `href` leads to the bodies that a category initiates."""
    named = [(_categories(parts, initiates=True), _categories(parts, initiates=False)) for parts in bodies]
    initiates = Counter(category for each, _others in named for category in each)
    takes_part = Counter(category for _initiators, each in named for category in each)
    some = sum(bool(each) for each, _ in named), sum(bool(each) for _, each in named)
    return counted_involved(initiates, takes_part, (len(named), *some), href, picture)


def counted_involved(
    initiates: Mapping[str, int],
    takes_part: Mapping[str, int],
    bodies: tuple[int, int, int],
    href: Callable[[str], str],
    picture: str = "",
) -> Involved | None:
    """In how many bodies each category is; `bodies` are all, those with an initiator, those with a participant."""
    most = max([*initiates.values(), *takes_part.values()], default=0)
    if not most:
        return None
    initiates, takes_part = Counter(initiates), Counter(takes_part)
    ordered = sorted(initiates | takes_part, key=lambda each: (-initiates[each], -takes_part[each], each))
    lines = tuple(_line(each, href, initiates[each], takes_part[each], most) for each in ordered)
    return Involved(lines, *bodies, picture)


def _categories(parts: list[ParticipationPart], *, initiates: bool) -> set[str]:
    """Whoever leads, supports or is named without a role takes part."""
    return {part["category"] for part in parts if (part["role"] == INITIATOR) == initiates}


def _line(category: str, href: Callable[[str], str], initiates: int, takes_part: int, most: int) -> Involvement:
    return Involvement(
        label=word(CATEGORIES, category),
        href=href(category) if initiates else "",
        initiates=initiates,
        takes_part=takes_part,
        initiates_width=round(100 * initiates / most, 2),
        takes_part_width=round(100 * takes_part / most, 2),
    )
