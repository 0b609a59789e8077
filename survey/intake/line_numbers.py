"""Numbers that count the lines of a page in its margin, every fifth one."""

import re
from collections import Counter
from collections.abc import Sequence

EVERY, LEAST = 5, 4
_NUMBERED = re.compile(r"\s{0,12}(?P<number>\d{1,4})(?:\s+(?P<text>\S.*))?")


def without_line_numbers(texts: Sequence[str]) -> list[str]:
    """The lines of a page without the numbers of lines, where these are the numbers that they count."""
    found = {at: match for at, text in enumerate(texts) if (match := _counts(text))}
    offsets = Counter(int(match["number"]) - at for at, match in found.items())
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    if count < LEAST:
        return list(texts)
    numbers = {at for at, match in found.items() if int(match["number"]) - at == offset}
    return [found[at]["text"] or "" if at in numbers else text for at, text in enumerate(texts)]


def _counts(text: str) -> re.Match | None:
    match = _NUMBERED.fullmatch(text)
    return match if match and int(match["number"]) % EVERY == 0 else None
