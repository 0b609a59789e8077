"""One sheet of a spreadsheet that is to be written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey.sheets.values import Value


@dataclass(frozen=True)
class Sheet:
    """`stays_text` keeps what people type into its cells as they type it: “06631”, “1-2”."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    stays_text: bool = False
