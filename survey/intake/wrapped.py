"""Cells of several lines in a table pasted from a text program: a line with too few tabs goes on in the cell above."""

import re
from collections.abc import Sequence

from survey.language.names import parse

Numbered = tuple[int, str]

SENTENCE_ENDS = re.compile(r"[.!?:…][“”\")]?\s*$")
GOES_ON = re.compile(r"[a-zäöüß(–-]|.*[.,;:?!]$", re.DOTALL)
BELOW = re.compile(
    r"(?:Quellen?|Stand|Anmerkung(?:en)?|Hinweise?|Erläuterung(?:en)?|Legende|Fußnoten?)\b|[*¹²³⁴-⁹]|\(?\d{1,2}\)\s"
)


def with_wrapped_cells(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines with wrapped cells made whole, each under the number of its first line; as they are if none is wrapped.

    In such a table each row has the same number of tabs, however many lines it takes. That a line goes on is seen by
    its first cell: it begins in lower case, ends like a sentence, or names no district where all other rows do.
    """
    filled = [(at, text) for at, text in enumerate(text for _, text in lines) if text.strip()]
    tabs = max((text.count("\t") for _, text in filled), default=0)
    first = next((at for at, text in filled if text.count("\t") == tabs), None)
    if tabs < 1 or first is None:
        return list(lines)
    whole = list(lines[: first + 1])
    for line, text in lines[first + 1 :]:
        if len(whole) > first + 1 and _goes_on(whole[-1][1], text, tabs):
            whole[-1] = (whole[-1][0], _joined(whole[-1][1], text))
        else:
            whole.append((line, text))
    are_whole = all(text.count("\t") == tabs for _, text in whole[first:] if "\t" in text)
    return whole if are_whole and len(whole) < len(lines) else list(lines)


def _goes_on(above: str, text: str, tabs: int) -> bool:
    begins = text.partition("\t")[0].strip()
    if not begins or not above.strip() or "\t" not in above or above.count("\t") + text.count("\t") > tabs:
        return False
    if parse(begins).kind is not None or BELOW.match(begins):
        return False
    return bool(GOES_ON.match(begins))


def _joined(above: str, text: str) -> str:
    """A new paragraph where a sentence ended, else a new line of the same."""
    text = text.lstrip(" ")
    is_new = SENTENCE_ENDS.search(above) and not text[:1].islower()
    return f"{above}\n\n{text}" if is_new else f"{above}\n{text}"
