"""The difference of two texts, word by word."""

import difflib
import re

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Difference = list[tuple[str, str]]


def difference(old: str, new: str) -> Difference:
    """Pairs of `equal`, `removed` or `added` and a text.

    All but the added joined are exactly the old text, all but the removed exactly the new one.
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    # blanks are no anchors: they are everywhere, which is slow, and matches made of them alone mislead
    matcher = difflib.SequenceMatcher(str.isspace, before, after, autojunk=False)
    result: Difference = []
    for _, old_start, old_end, new_start, new_end in _merged(matcher.get_opcodes()):
        removed, added = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
        if removed == added:
            result.append(("equal", removed))
            continue
        result += [(op, text) for op, text in (("removed", removed), ("added", added)) if text]
    return result


def _merged(opcodes: list[tuple]) -> list[tuple]:
    """Neighbours of one kind as one, so that each kind stands once between two equal stretches."""
    merged: list[tuple] = []
    for op in opcodes:
        equal = op[0] == "equal"
        if merged and (merged[-1][0] == "equal") == equal:
            merged[-1] = (merged[-1][0], merged[-1][1], op[2], merged[-1][3], op[4])
        else:
            merged.append(op)
    return merged
