"""Sort keys for German names after DIN 5007-1: ä sorts as a, ß as ss, case does not count."""

import unicodedata


def sort_key(text: str) -> str:
    """The form of `text` that sorts right byte by byte: “Ärzte” -> “arzte”."""
    folded = unicodedata.normalize("NFKD", text).casefold()  # first apart, or “𝐀” keeps its case
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
