"""Which table of a file is meant, and how it is to be read."""

from dataclasses import asdict, dataclass, replace

from survey.files.errors import FileError, gettext_noop

NO_PART = gettext_noop("A file of this kind holds one table alone; “%(part)s” cannot be chosen.")


@dataclass(frozen=True)
class ReadOptions:
    """What someone says of a table; what is left empty is proposed by the reader.

    `part` is the name of a sheet, the number of a table, or both (“Blatt 1/2”); empty: the first that holds a table.
    With `spread`, a merged cell's text stands in every cell that it covers; else in the first alone. `label` is the
    heading over the labels, `keys` are those of columns that tell rows apart or hold official keys, and are no
    answers. `heading_lines` is how many lines the headings take (0: the reader sees for itself). `transpose` reads
    columns as rows; `long` has one answer a line (label, question, answer); with `sheets_are_rows` each sheet is the
    form of one respondent. `hidden` are the headings of hidden columns that are to be read all the same. With
    `joined`, the rows that a page break of a PDF cuts are whole; else what stands below it is a row without label.
    """

    part: str = ""
    spread: bool = False
    label: str = ""
    keys: tuple[str, ...] = ()
    heading_lines: int = 0
    transpose: bool = False
    long: bool = False
    sheets_are_rows: bool = False
    hidden: tuple[str, ...] = ()
    joined: bool = False

    @property
    def says_shape(self) -> bool:
        """Whether someone says what stands where in the table; then no file is read to the letter."""
        return bool(self.label or self.keys or self.heading_lines or self.transpose or self.long)

    def as_dict(self) -> dict:
        """As JSON holds it."""
        return {name: list(said) if isinstance(said, tuple) else said for name, said in asdict(self).items()}

    @classmethod
    def from_dict(cls, stored: dict) -> "ReadOptions":
        lists = {name: tuple(said) for name, said in stored.items() if isinstance(said, list)}
        return cls(**stored | lists)

    def refuse_part(self, name: str) -> None:
        """For formats that hold one table alone."""
        if self.part:
            raise FileError(name, None, None, NO_PART, {"part": self.part})

    def of_part(self, part: str) -> "ReadOptions":
        return replace(self, part=part)


DEFAULT = ReadOptions()
