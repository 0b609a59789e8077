"""One sheet of a spreadsheet that is to be written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from survey.sheets.values import Value, as_text

SAMPLE = 50  # rows whose texts say how wide the columns are
NARROW, WIDE = 10, 60  # characters
PRINTED = 200  # characters side by side on a printed page: more could not be read


def pages_across(widths: Sequence[int]) -> int:
    """On how many printed pages beside each other columns of these widths stand."""
    return max(1, -(-sum(widths) // PRINTED))


@dataclass(frozen=True)
class Sheet:
    """`stays_text` keeps what people type into its cells as they type it: “06631”, “1-2”."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    stays_text: bool = False

    def measured(self) -> tuple[list[int], Iterator[Sequence[Value]]]:
        """How many characters wide each column is, by its first rows, and all rows."""
        rows = iter(self.rows)
        sample = list(islice(rows, SAMPLE))
        columns = zip(self.headings, *sample, strict=True)
        longest = [max(len(as_text(value)) for value in column) for column in columns]
        return [min(max(length + 2, NARROW), WIDE) for length in longest], chain(sample, rows)
