"""Which table of a file is meant, and how it is to be read."""

from dataclasses import dataclass

from survey.files.errors import FileError, gettext_noop


@dataclass(frozen=True)
class ReadOptions:
    """`part` is the name of a sheet, or the number of a table; empty: the first sheet or page that holds a table.

    With `spread`, a merged cell's text stands in every cell that it covers; else in the first alone.
    """

    part: str = ""
    spread: bool = False

    def refuse_part(self, name: str) -> None:
        """For formats that hold one table alone."""
        if self.part:
            reason = gettext_noop("A file of this kind holds one table alone; “%(part)s” cannot be chosen.")
            raise FileError(name, None, None, reason, {"part": self.part})


DEFAULT = ReadOptions()
