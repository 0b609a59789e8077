"""The words of a page as lines in the order in which one reads them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from survey.pages.columns import in_columns
from survey.pages.document import Box, Page, PageLine, Word
from survey.pages.symbols import superscript
from survey.pages.words import around

WIDER = 1.35  # a gap that parts paragraphs, as a multiple of the distance of lines in a paragraph
CLOSE = (1.0, 1.6)  # the distance of lines in a paragraph, as a share of the size of type
GLUED = 0.1  # share of the size: white within which a mark hangs on a word


def lines_of(rows: Sequence[Sequence[Word]], page: int, rules: Sequence[Box] = ()) -> list[PageLine]:
    """Lines without numbers; `rows` are the words of each height, top to bottom, `rules` what is drawn beside them."""
    blocks = in_columns(rows, rules)
    leading = _leading([line for block in blocks for line in block])
    return [line for block in blocks for line in _with_gaps(block, page, leading)]


def text_of(words: Sequence[Word]) -> str:
    """Words parted by blanks; a raised digit hangs on the word before it."""
    parts: list[str] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        if before and not _hangs_together(before, word):
            parts.append(" ")
        parts.append(superscript(word.text) if word.raised else word.text)
    return "".join(parts)


def _hangs_together(left: Word, right: Word) -> bool:
    if not left.raised and not right.raised:
        return False
    return right.box.x0 - left.box.x1 <= GLUED * max(left.size, right.size)


def line_of(words: Sequence[Word], page: int, after_blank: bool = False) -> PageLine:
    letters = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    bold = sum(len(word.text) for word in words if word.bold)
    return PageLine(
        number=0,
        text=text_of(words),
        page=page,
        box=around(word.box for word in words),
        size=letters.most_common(1)[0][0],
        bold=bold * 2 > letters.total(),
        after_blank=after_blank,
        words=tuple(words),
    )


def numbered(pages: Iterable[Page]) -> list[Page]:
    """The same pages with their lines counted through."""
    numbers = count(1)
    return [replace(page, lines=tuple(replace(line, number=next(numbers)) for line in page.lines)) for page in pages]


def _with_gaps(block: Sequence[Sequence[Word]], page: int, leading: float) -> Iterator[PageLine]:
    before: PageLine | None = None
    for words in block:
        line = line_of(words, page)
        if before and line.box.bottom - before.box.bottom > WIDER * leading * line.size:
            line = replace(line, after_blank=True)
        yield line
        before = line


def _leading(rows: Sequence[Sequence[Word]]) -> float:
    """The distance of lines that stand close together, as a share of the size of their type."""
    boxes = [around(word.box for word in words) for words in rows]
    steps = sorted(
        (below.bottom - above.bottom) / max(1.0, words[0].size)
        for above, below, words in zip(boxes, boxes[1:], rows[1:], strict=False)
    )
    close = [step for step in steps if CLOSE[0] <= step <= CLOSE[1]]
    return close[len(close) // 4] if close else sum(CLOSE) / 2
