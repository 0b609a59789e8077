"""Sort keys for German names after DIN 5007-1: ä sorts as a, ß as ss, case does not count."""

import unicodedata


def sort_key(text: str) -> str:
    """The form of `text` that sorts right byte by byte: “Ärzte” -> “arzte”."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
