"""Text that is set in columns: which lines stand side by side and are read one column after the other."""

from collections.abc import Sequence

from survey.pages.document import Word


def in_columns(rows: Sequence[Sequence[Word]]) -> list[list[list[Word]]]:
    """Blocks of lines in reading order."""
    return [[list(row) for row in rows]]
