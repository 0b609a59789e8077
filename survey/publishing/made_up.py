"""Papers of a parliament that does not exist: its name and their titles say so wherever they are shown.

In an edition the parliament is told as made up and its name says it; the contents of all other papers say nothing of
it, so that their digests stay.
"""

from typing import Any

from survey.models import Parliament
from survey.publishing.content import Content, ParliamentPart

SAID = "erfunden"


def parliament_part(parliament: Parliament) -> ParliamentPart:
    said: Any = {name: getattr(parliament, name) for name in ("slug", "name", "short_name", "state")}
    if parliament.is_made_up:
        said |= {name: marked(said[name]) for name in ("name", "short_name") if said[name]} | {"is_made_up": True}
    return said


def is_made_up(content: Content) -> bool:
    return content["parliament"].get("is_made_up", False)


def title_of(content: Content) -> str:
    """The title for lists, where the parliament may not be named."""
    return marked(content["title"]) if is_made_up(content) else content["title"]


def marked(words: str) -> str:
    return words if SAID in words.casefold() else f"{words} ({SAID})"
