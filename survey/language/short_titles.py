"""A short title for a question, proposed from its words: an editor decides."""

import re

LONGEST = 60
ARTICLE = re.compile(r"^(?:ein|eine|einen|einem|einer|eines|der|die|das|den|dem|des)\s+", re.IGNORECASE)
# What follows narrows the question down; in a title it may be left out.
ASIDE = re.compile(r"[,;:]\s|\s[-–(]|\s(?:zur|zum|um|unter|im Sinne)\s", re.IGNORECASE)
SHORTEST_BEFORE_ASIDE = 12


def proposed_title(text: str) -> str:
    """“einen Flüchtlingsgipfel der vor Ort Beteiligten einberufen,” -> “Flüchtlingsgipfel der vor Ort Beteiligten ...?”

    Without the article at the beginning, up to the first aside, no longer than LONGEST letters; what asks ends in a
    question mark.
    """
    bare = ARTICLE.sub("", " ".join(text.split())).rstrip(" ,;.:?!")
    aside = ASIDE.search(bare, SHORTEST_BEFORE_ASIDE)
    short = shortened(bare[: aside.start()] if aside else bare)
    return f"{short[:1].upper()}{short[1:]}?" if short and not short.endswith("…") else short[:1].upper() + short[1:]


def shortened(text: str, longest: int = LONGEST) -> str:
    """The first words of a text, with “…” where words are left out."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    cut = words.rfind(" ", 0, longest + 1)
    return f"{words[: cut if cut > 0 else longest].rstrip(' ,;.:')} …"
