"""“Did you mean …?” without a list of words: the index is asked which words it has one slip away."""

from collections import Counter
from collections.abc import Iterable, Mapping

from survey.language.analysis import STOP_WORDS, WORD, stem

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONGEST = 4, 30
WORDS_LOOKED_AT = 3


def slips(word: str) -> dict[str, str]:
    """Words one slip away (a letter too few, too many, another, or two swapped), by their stems; not its own stem.

    About 54 for each letter, however much has been published. {} for a word too short or too long to guess at.
    """
    lowered = word.lower()
    if not SHORTEST <= len(lowered) <= LONGEST or lowered in STOP_WORDS:
        return {}
    cuts = [(lowered[:at], lowered[at:]) for at in range(len(lowered) + 1)]
    found = [head + tail[1:] for head, tail in cuts if tail]
    found += [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
    found += [head + letter + tail[1:] for head, tail in cuts if tail for letter in LETTERS]
    found += [head + letter + tail for head, tail in cuts for letter in LETTERS]
    own = stem(lowered)
    return {stemmed: each for each in found if (stemmed := stem(each)) != own}


def guessed(text: str) -> list[str]:
    """The words of a search box that are worth guessing at."""
    return [match.group() for match in WORD.finditer(text) if slips(match.group())][:WORDS_LOOKED_AT]


def best(near: Iterable[str], known: Mapping[str, int]) -> str:
    """Of some stems the one that most rows have; "" where none has any."""
    return min((each for each in near if each in known), key=lambda each: (-known[each], each), default="")


def corrected(text: str, found: Iterable[tuple[str, str]]) -> str:
    """What was typed with its slips mended, as passages have the words; "" where nothing can be mended.

    `found` are pairs of a passage's analysed words and its text. A word that a passage has is no slip.
    """
    passages = [(set(words.split()), said) for words, said in found]
    mended = text
    for word in guessed(text):
        if any(stem(word) in words for words, _said in passages):
            continue
        if better := _better(word, passages):
            mended = mended.replace(word, better)
    return mended if mended != text else ""


def _better(typed: str, passages: list[tuple[set[str], str]]) -> str:
    """The word one slip away that most passages have, in the form of theirs that is nearest in length."""
    near = slips(typed)
    counts = Counter(each for words, _said in passages for each in words & near.keys())
    if not counts:
        return ""
    stemmed = best(counts, counts)
    said = {match.group() for _words, text in passages for match in WORD.finditer(text)}
    forms = [word for word in said if stem(word) == stemmed]
    return min(forms, key=lambda word: (abs(len(word) - len(typed)), word.lower(), word), default=near[stemmed])
