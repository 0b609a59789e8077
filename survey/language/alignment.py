"""Texts in their order, matched with earlier ones: the same, what was changed, what came in between, what is gone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from survey.language.spacing import letters_of

LEAST = 0.01  # rather another text in the same place than one that came and one that went
LIKE = 0.8  # share of common words from which on a text without a place is known again


@dataclass(frozen=True)
class ComparedText:
    """`letters` tell whether two say the same, `words` how much they have in common."""

    letters: str
    words: Counter

    @classmethod
    def of(cls, text: str, *besides: str) -> "ComparedText":
        """`besides` are words that count along, though they do not stand in the text: which questions it answers."""
        return cls(letters_of(text), Counter([*text.casefold().split(), *besides]))

    def likeness(self, other: "ComparedText") -> float:
        """From 0 to 1."""
        if self.letters == other.letters:
            return 1
        total = self.words.total() + other.words.total()
        return 2 * (self.words & other.words).total() / total if total else 0


def aligned(earlier: Sequence[ComparedText], later: Sequence[ComparedText]) -> dict[int, int]:
    """For each later text that was there before, which of the earlier ones it is; both keep their order.

    Between texts that are the same, as many as before are taken in their order, and otherwise those that are most
    alike.
    """
    found = {}
    matcher = SequenceMatcher(
        None, [text.letters for text in earlier], [text.letters for text in later], autojunk=False
    )
    for _tag, start, end, later_start, later_end in matcher.get_opcodes():
        if end - start == later_end - later_start:
            pairs = zip(range(start, end), range(later_start, later_end), strict=True)
        else:
            some = _most_alike(earlier[start:end], later[later_start:later_end])
            pairs = ((start + one, later_start + other) for one, other in some)
        found.update((other, one) for one, other in pairs)
    return found


def _most_alike(earlier: Sequence[ComparedText], later: Sequence[ComparedText]) -> Iterator[tuple[int, int]]:
    """Pairs in the order of both whose likeness is largest taken together."""
    best = [[0.0] * (len(later) + 1) for _ in range(len(earlier) + 1)]
    for one, text in enumerate(earlier, 1):
        for other, candidate in enumerate(later, 1):
            paired = best[one - 1][other - 1] + text.likeness(candidate) + LEAST
            best[one][other] = max(paired, best[one - 1][other], best[one][other - 1])
    one, other = len(earlier), len(later)
    while one and other:
        if best[one][other] == best[one - 1][other]:
            one -= 1
        elif best[one][other] == best[one][other - 1]:
            other -= 1
        else:
            one, other = one - 1, other - 1
            yield one, other
