"""Words that look like other words: parts of a name, other forms of it, a slip of the pen, a compound that holds it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from survey.language.folding import fold, is_unseen

# Shorter words are like too many others; of still longer ones a letter may be wrong.
SHORTEST = 4
SHORTEST_WITH_SLIP = 6
TOKEN = re.compile(r"[^\W_]+(?:[-'’‐‑][^\W_]+)*")
# “Mullers” is what a foreign keyboard writes for “Müller”.
E_OF_UMLAUT = re.compile("(?<=[aou])e")


def lookalikes(words: str, texts: Iterable[str]) -> dict[str, int]:
    """The words of `texts` that look like a name or number in `words`, with the number of texts that have them.

    Rare ones come first. Spelling and capitals do not count: of forms that fold alike the first one stands for all.
    """
    looked_for = _looked_for(words)
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text in texts:
        said = dict(_tokens(text))
        near = [plain for plain in said if any(_is_like(_bare(plain), key) for key in looked_for)]
        counts.update(near)
        forms = {plain: said[plain] for plain in near} | forms
    return {forms[plain]: count for plain, count in sorted(counts.items(), key=lambda pair: (pair[1], pair[0]))}


def _looked_for(words: str) -> set[str]:
    """The names and numbers among the words; without any, all of them."""
    keys = [(form, key) for plain, form in _tokens(words) if len(key := _bare(plain)) >= SHORTEST]
    return {key for form, key in keys if form[0].isupper() or form[0].isdigit()} or {key for _form, key in keys}


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Each word folded, with the form it has in the text."""
    composed = unicodedata.normalize("NFC", text)
    visible = composed if composed.isascii() else _visible(composed)
    for match in TOKEN.finditer(visible):
        yield fold(match.group()), match.group()


def _visible(text: str) -> str:
    """Without what nobody sees; a line end parts words, and stays."""
    seen = (char for char in text if char.isspace() or not is_unseen(char))
    return unicodedata.normalize("NFC", "".join(seen))


@lru_cache(maxsize=50_000)
def _bare(plain: str) -> str:
    """A folded word without hyphens, accents and the e of an umlaut."""
    letters = unicodedata.normalize("NFKD", E_OF_UMLAUT.sub("", plain))
    return "".join(filter(str.isalnum, letters))


def _is_like(word: str, key: str) -> bool:
    return key in word or (len(key) >= SHORTEST_WITH_SLIP and _is_one_slip_away(word, key))


def _is_one_slip_away(word: str, key: str) -> bool:
    """Whether one letter too few, too many, another, or two that are swapped make the difference."""
    if abs(len(word) - len(key)) > 1:
        return False
    same = 0
    while same < min(len(word), len(key)) and word[same] == key[same]:
        same += 1
    ours, theirs = word[same:], key[same:]
    is_swapped = ours[:2] == theirs[:2][::-1] and ours[2:] == theirs[2:]
    return is_swapped or theirs[1:] in (ours[1:], ours) or ours[1:] == theirs
