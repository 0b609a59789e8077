"""Quotes: whether words stand in a text, letter for letter."""

import re
import unicodedata

SAME = str.maketrans(dict.fromkeys("„“”«»‟", '"') | dict.fromkeys("‚‘’‹›‛´`", "'") | dict.fromkeys("‐‑–—−", "-"))


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote stands for the first time, character for character; None when it does not."""
    start = text.find(quote) if quote else -1
    return None if start < 0 else (start, start + len(quote))


def normalise(text: str) -> str:
    """The form in which quotes are compared loosely: one kind of quotation mark, dash and blank.

    For telling an editor "nearly": what is stored must be found by `locate`.
    """
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return re.sub(r"\s+", " ", composed.translate(SAME)).strip()
