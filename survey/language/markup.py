"""The markup of transcripts: <p> and <br>, nothing else. All other text stays as it stands."""

import re

PARAGRAPH = re.compile(r"</?p(?:\s[^<>]*)?/?>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def paragraphs(raw: str) -> tuple[str, ...]:
    """The paragraphs of a cell without their markup; a cell without markup is one, exactly as it is.

    >>> paragraphs("<p>Der Kreis.</p> <p>Die Kirchen.</p>")
    ('Der Kreis.', 'Die Kirchen.')
    """
    if not (PARAGRAPH.search(raw) or BREAK.search(raw)):
        return (raw,)
    pieces = PARAGRAPH.split(BREAK.sub("\n", raw))
    return tuple(piece.strip() for piece in pieces if piece.strip())


def reading_text(raw: str) -> str:
    """The paragraphs parted by a blank line."""
    return "\n\n".join(paragraphs(raw))
