"""Letters to words and printed lines, by where they stand: files set letters, and many set no blanks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from survey.pages.document import Box, Word
from survey.pages.glyphs import Glyph, composed
from survey.pages.symbols import plain

# Shares of the size of type
SAME_BASE = 0.25  # letters of one line stand on one height, a little more or less
SMALLER = 0.85  # a raised or lowered letter is smaller than what it hangs on
RAISED = (0.12, 0.75)  # how far above the baseline
LOWERED = (0.04, 0.35)  # how far below
TOUCHING = 0.35  # a mark stands close to its word
GAP = 0.1  # white between words, where the file sets no blank
SET_BLANK = 0.05  # a blank that shows no white is no blank: kerning took it back
WIDEST_SPACING = 0.6  # white between the letters of a spaced word
SPACED_LETTERS = 4
SAME_WHITE = 0.04  # more or less
SAME_PLACE = 0.5  # share of its width by which a letter lies over its double
SOFT_HYPHEN = "\u00ad"


def text_lines(glyphs: Iterable[Glyph]) -> list[list[Word]]:
    """The words of each height from top to bottom; a line that is set in columns is one list still."""
    rows = _with_marks(_rows(glyphs))
    lines = (list(_words(_without_doubles(sorted(row, key=lambda glyph: glyph.x0)))) for row in rows)
    return [line for line in lines if line]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Letters that stand on one height; blanks at the end of nothing are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.x0)):
        first = rows[-1][0] if rows else None
        if first and glyph.base - first.base <= SAME_BASE * min(glyph.size, first.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [row for row in rows if not all(glyph.is_blank for glyph in row)]


def _with_marks(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Raised and lowered letters join the line on which they hang; what hangs on nothing stays a line of its own."""
    for at, row in enumerate(rows):
        size = max(glyph.size for glyph in row)
        for other in _rows_around(rows, at):
            if max(glyph.size for glyph in other) * SMALLER >= size:
                hanging = [part for part in _parts(row) if _hangs(part, other)]
                taken = {id(glyph) for part in hanging for glyph in part}
                row[:] = [glyph for glyph in row if id(glyph) not in taken]
                other.extend(glyph for part in hanging for glyph in part)
    return [row for row in rows if row]


def _rows_around(rows: list[list[Glyph]], at: int) -> Iterator[list[Glyph]]:
    """The rows near enough, below first: marks are raised more often than lowered."""
    base = rows[at][0].base if rows[at] else 0
    for step in (1, -1):
        other = at + step
        while 0 <= other < len(rows) and (not rows[other] or abs(rows[other][0].base - base) <= 12):
            if rows[other] and rows[at]:
                yield rows[other]
            other += step


def _parts(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters of a row that stand close together."""
    part: list[Glyph] = []
    for glyph in sorted((glyph for glyph in row if not glyph.is_blank), key=lambda glyph: glyph.x0):
        if part and glyph.x0 - part[-1].x1 > TOUCHING * glyph.size:
            yield part
            part = []
        part.append(glyph)
    if part:
        yield part


def _hangs(part: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether `part` is a mark at a letter of `row`; if so its letters are marked as raised or lowered."""
    for glyph in row:
        if glyph.is_blank or part[0].size > SMALLER * glyph.size:
            continue
        near = TOUCHING * glyph.size
        if not (-near <= part[0].x0 - glyph.x1 <= near or -near <= glyph.x0 - part[-1].x1 <= near):
            continue
        up = (glyph.base - part[0].base) / glyph.size
        for mark in part:
            mark.raised = RAISED[0] <= up <= RAISED[1]
            mark.lowered = LOWERED[0] <= -up <= LOWERED[1]
        if part[0].raised or part[0].lowered:
            return True
    return False


def _without_doubles(row: Sequence[Glyph]) -> list[Glyph]:
    """Letters that are printed two or three times over each other, to look bold, count once."""
    kept: list[Glyph] = []
    for glyph in row:
        double = next((other for other in kept[-4:] if _lies_over(glyph, other)), None)
        if double is None:
            kept.append(glyph)
        elif not glyph.is_blank:
            double.bold = True
    return kept


def _lies_over(glyph: Glyph, other: Glyph) -> bool:
    return glyph.text == other.text and abs(glyph.x0 - other.x0) < SAME_PLACE * max(other.x1 - other.x0, 0.1)


def _words(row: Sequence[Glyph]) -> Iterator[Word]:
    """Splits a row at blanks and at white that is wider than that between its letters."""
    spacing = _spacing(row)
    usual = median(spacing.values()) if spacing else 0.0
    letters: list[Glyph] = []
    blank: Glyph | None = None
    for glyph in row:
        if glyph.is_blank:
            blank = blank or glyph
            continue
        if letters and _parts_words(letters[-1], glyph, blank, spacing.get(id(letters[-1])), usual):
            yield _word(letters)
            letters = []
        letters.append(glyph)
        blank = None
    if letters:
        yield _word(letters)


def _parts_words(left: Glyph, right: Glyph, blank: Glyph | None, spacing: float | None, usual: float) -> bool:
    """The box of a slanted letter reaches over the blank behind it: that blank's own place says how wide it is.

    `spacing` is the white between the letters of a spaced word, `usual` that of the whole row: its digits have it, too.
    """
    size = max(left.size, right.size)
    end = min(left.x1, blank.x0) if blank else left.x1
    white = (right.x0 - end) / size
    if left.raised != right.raised or white < -1:
        return True
    if not blank and abs(white - usual) <= SAME_WHITE:
        return False
    return white - (spacing or 0.0) > (SET_BLANK if blank else GAP)


def _spacing(row: Sequence[Glyph]) -> dict[int, float]:
    """The white between the letters of spaced words, as a share of the size, for each of their letters."""
    found = {}
    for run in _runs_of_letters(row):
        whites = [(right.x0 - left.x1) / left.size for left, right in pairwise(run) if not _has_blank(left, right)]
        letters = [glyph for glyph in run if not glyph.is_blank]
        usual = median(whites) if len(letters) >= SPACED_LETTERS and whites else 0
        if GAP / 2 < usual <= WIDEST_SPACING:
            found.update(dict.fromkeys(map(id, letters), usual))
    return found


def _has_blank(left: Glyph, right: Glyph) -> bool:
    return left.is_blank or right.is_blank


def _runs_of_letters(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters of one size, and the blanks set between them, without a wide white or other signs."""
    run: list[Glyph] = []
    for glyph in row:
        is_letter = glyph.is_blank or glyph.text.isalpha()
        if run and not (is_letter and _goes_on(run[-1], glyph)):
            yield run
            run = []
        if is_letter:
            run.append(glyph)
    yield run


def _goes_on(left: Glyph, right: Glyph) -> bool:
    return left.size == right.size and right.x0 - left.x1 <= 2 * WIDEST_SPACING * left.size


def _word(letters: Sequence[Glyph]) -> Word:
    text = composed("".join(glyph.text for glyph in letters))
    if text.endswith(SOFT_HYPHEN):
        text = text[:-1] + "-"
    return Word(
        text=plain(text.replace(SOFT_HYPHEN, "")),
        box=around(glyph.box for glyph in letters),
        size=max(glyph.size for glyph in letters),
        bold=sum(glyph.bold for glyph in letters) * 2 > len(letters),
        raised=letters[0].raised,
    )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(round(min(lefts), 2), round(min(tops), 2), round(max(rights), 2), round(max(bottoms), 2))
