"""How true pages are to the print: the letters of a paper's PDF against its text, and boxes against the file itself.

`python -m tests.pages.letters FOLDER` prints a line for each PDF that has a text beside it.
"""

import difflib
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from survey.pages import read
from survey.pages.document import Box, Document

BLANK_OR_BREAK = re.compile(r"[\s\u00ad\u200b-\u200f-]+")


@dataclass(frozen=True)
class Agreement:
    """Letters that both have in the same order, and those that only the one or the other has."""

    same: int
    missing: str
    added: str

    @property
    def share(self) -> float:
        return self.same / max(1, self.same + len(self.missing) + len(self.added))


def letters(text: str) -> str:
    """Without blanks, breaks and hyphens, which a print has where it likes; raised digits as digits."""
    return BLANK_OR_BREAK.sub("", unicodedata.normalize("NFKC", text))


def agreement(printed: str, typed: str) -> Agreement:
    """`printed` is what was read, `typed` what is right; compared word by word, then letter by letter."""
    got, right = (list(filter(None, map(letters, re.split(r"[\s-]+", text)))) for text in (printed, typed))
    parts = [_by_letters("".join(a), "".join(b)) for a, b in _differences(got, right)]
    differing = sum(len(part.added) + part.same for part in parts)
    return Agreement(
        same=sum(map(len, got)) - differing + sum(part.same for part in parts),
        missing="".join(part.missing for part in parts),
        added="".join(part.added for part in parts),
    )


def _differences(got: list[str], right: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    for step, a, b, c, d in difflib.SequenceMatcher(None, got, right, autojunk=False).get_opcodes():
        if step != "equal":
            yield got[a:b], right[c:d]


def _by_letters(got: str, right: str) -> Agreement:
    same, missing, added = 0, "", ""
    for step, a, b, c, d in difflib.SequenceMatcher(None, got, right, autojunk=False).get_opcodes():
        if step == "equal":
            same += b - a
        else:
            added += got[a:b]
            missing += right[c:d]
    return Agreement(same, missing, added)


def boxes_that_hold(document: Document, data: bytes) -> tuple[int, int]:
    """How many lines of a PDF are what PDFium says stands in their box, and of how many."""
    import pypdfium2

    held = total = 0
    file = pypdfium2.PdfDocument(data)
    for page in document.pages:
        source = file[page.number - 1].get_textpage()
        for line in page.lines:
            total += 1
            x0, top, x1, bottom = Box(*line.box)
            found = source.get_text_bounded(x0 - 0.5, page.height - bottom + 0.5, x1 + 0.5, page.height - top - 0.5)
            held += letters(found.replace("\x02", "-").replace("\ufffe", "-")) == letters(line.text)
    return held, total


def main(folder: Path) -> None:
    for path in sorted(folder.rglob("*.pdf")):
        typed = path.with_suffix(".txt")
        data = path.read_bytes()
        document = read(data, path.name)
        held, total = boxes_that_hold(document, data)
        line = f"{path.stem:24} {held}/{total} lines stand in their boxes"
        if typed.exists():
            right = read(typed.read_bytes(), typed.name)
            found = agreement(*("\n".join(line.text for line in each.lines) for each in (document, right)))
            line += f"  {found.share:.4f} of the letters  - {found.missing[:300]!r} + {found.added[:300]!r}"
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
