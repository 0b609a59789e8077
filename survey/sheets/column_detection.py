"""Columns that are not drawn: strips of white that all lines of a table leave free."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from survey.pages.document import Word
from survey.sheets.page_lines import around, lines, size_of

EDGE = 1.0  # points that a letter may stand across a line
WHITE = 1.0  # points that every line of a table leaves between two columns
GUTTER = 0.6  # of the letters' size: what most lines leave there,
BLANKS = 1.6  # and so many times what stands between two words: more than one blank of any font
FAR = 2.0  # of the letters' size: what parts two headings, and no words of a sentence
MOST = 0.8  # of the bands
ALIKE = 0.7  # points by which the ends of cells that stand below each other differ
FEW = 4  # a quarter of the lines
FEWEST_LINES = 3
ENUMERATOR = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivxl]+)(?:\.\d+)*[.):]*|[-–—•▪·*○●■□►➢✓]|[\uf000-\uf0ff])", re.IGNORECASE
)

FIGURE = re.compile(r"\d[.:%]?$|^[-–—%€]$")
TEXT = re.compile(r"[^\W\d_]{2}|\d\d?\.\d\d?\.(?:\d{4}|\d\d)?$")  # or a day

TITLE = re.compile(
    r"(?:(?:Antwort )?zu Frage|Zu|Tabelle|Tab\.|Anlage|Anhang|Übersicht) \d+[a-z]?[.:)]*(?= [A-ZÄÖÜ]|$)", re.IGNORECASE
)

Band = Sequence[Word]
Strip = tuple[float, float]  # white between two columns, from left to right
Row = list[list[Word]]  # the lines of a band


@dataclass(frozen=True)
class Gutter:
    """White from `left` to `right`; `gaps` are those of the lines with words in both columns beside it.

    `across` is how many lines have words on both sides of it, in whatever columns. `is_aligned`: it parts cells that
    end at one place from cells that begin at one, such as numbers from texts.
    """

    left: float
    right: float
    gaps: tuple[float, ...]
    across: int
    is_aligned: bool = False

    @property
    def usual_gap(self) -> float:
        return median(self.gaps) if self.gaps else 0.0

    def is_weak(self, least: float) -> bool:
        """Whether most lines leave less, or it is narrow and few lines fill both columns, as justified headings do."""
        if self.is_aligned:
            return False
        return self.usual_gap < least or (self.right - self.left < least and FEW * len(self.gaps) < self.across)


@dataclass(frozen=True)
class Columns:
    """A stretch of bands, from `first` to before `end`, and the white between its columns."""

    first: int
    end: int
    gutters: tuple[Gutter, ...]

    @property
    def strips(self) -> list[Strip]:
        return [(gutter.left, gutter.right) for gutter in self.gutters]

    @property
    def score(self) -> int:
        return sum(len(gutter.gaps) for gutter in self.gutters)

    def is_finer(self, other: "Columns") -> bool:
        """Whether it parts most of the same bands into more columns: a title above may close some white."""
        is_within = other.first <= self.first and self.end <= other.end
        reach = self.end - self.first
        return is_within and reach >= MOST * (other.end - other.first) and len(self.gutters) > len(other.gutters)


def find_columns(bands: Sequence[Band]) -> list[Columns]:
    """The stretches of bands that keep the same columns, the surest first, none in another."""
    rows = [lines(band) for band in bands]
    least = least_gap([line for row in rows for line in row])
    candidates = [columns for first in range(len(bands)) for columns in _stretches(bands, rows, first, least)]
    found: list[Columns] = []
    for columns in sorted(candidates, key=lambda columns: (-columns.score, columns.first)):
        if not any(columns.first < other.end and other.first < columns.end for other in found):
            finer = [each for each in candidates if each.is_finer(columns)]
            found.append(max(finer, key=lambda each: each.score, default=columns))
    return found


def _stretches(bands: Sequence[Band], rows: Sequence[Row], first: int, least: float) -> Iterator[Columns]:
    """From one band downwards, as far as some white stays.

    A stretch is weighed where the next line would take some of its white away: until then it only gets better.
    """
    widest, strips = 0.0, list(_white(bands[first]))
    for end in range(first + 1, len(bands) + 1):
        narrower: list[Strip] = []
        if end < len(bands) and (gap := step_between(bands[end - 1], bands[end])) <= farthest(bands[end], widest):
            widest = max(widest, gap)
            if not is_title(bands[end], least) and not _is_sentence_across(bands[end], strips, least):
                narrower = list(_white([word for band in bands[first : end + 1] for word in band]))
        if len(narrower) < len(strips):
            columns = Columns(first, end, tuple(_gutters(strips, rows[first:end], least)))
            if columns.gutters:
                yield columns
        if not narrower:
            break
        strips = narrower


def _is_sentence_across(band: Band, strips: Sequence[Strip], least: float) -> bool:
    """Whether the words of a band stand close together across white that is wide enough for a gutter."""
    left, right = band[0].box.x0, max(word.box.x1 for word in band)
    across = any(left < begin and end < right and end - begin >= least for begin, end in strips)
    return across and is_one_phrase(band, least)


def is_title(band: Band, least: float) -> bool:
    """Whether a line names the table below it: “Zu Frage 2”, “Tabelle 3: Plätze”."""
    return bool(TITLE.match(" ".join(word.text for word in band))) and is_one_phrase(band, least)


def least_gap(found: Sequence[Band]) -> float:
    """What two columns leave between them at least, in points."""
    size = size_of([word for line in found for word in line]) if found else 0.0
    gaps = [b.box.x0 - a.box.x1 for line in found for a, b in pairwise(line)]
    blanks = [gap for gap in gaps if 0 < gap < size]
    return max(GUTTER * size, BLANKS * median(blanks) if blanks else 0.0)


def step_between(above: Band, below: Band) -> float:
    """How much white parts two bands."""
    return min(word.box.top for word in below) - max(word.box.bottom for word in above)


def farthest(band: Band, widest: float) -> float:
    """How much white may part the lines of one table, where `widest` is what parts those so far."""
    return max(2.5 * size_of(band), 2 * widest)


def _gutters(white: Sequence[Strip], rows: Sequence[Row], least: float) -> list[Gutter]:
    """The white between the columns of these bands, from left to right.

    White that only parts two words of a heading is none: where both columns beside it are filled, they stand clearly
    apart in most lines. Where no line fills both, as beside a heading that stands left of its numbers, both are one.
    """
    found_lines = [line for row in rows for line in row]
    white = list(white)
    reaches = [(line[0].box.x0, max(word.box.x1 for word in line)) for line in found_lines]
    while white:
        found = [
            Gutter(
                left,
                right,
                tuple(_gaps(found_lines, white, at)),
                _across(reaches, left, right),
                _is_aligned(found_lines, white, at),
            )
            for at, (left, right) in enumerate(white)
        ]
        weak = [gutter for gutter in found if gutter.gaps and gutter.is_weak(least)]
        if weak:
            weakest = min(weak, key=lambda gutter: gutter.usual_gap)
            white.remove((weakest.left, weakest.right))
        elif all(gutter.gaps for gutter in found):
            return found
        else:
            white = _fewest(white, _filled(found_lines, white))
    return []


def _is_aligned(found: Sequence[Band], white: Sequence[Strip], at: int) -> bool:
    """Whether the cells behind some white begin alike, however long those before it are.

    Those before it begin alike, or they are figures that end alike: in running text, neither is so.
    """
    left, right = white[at]
    begin = white[at - 1][1] if at else float("-inf")
    end = white[at + 1][0] if at + 1 < len(white) else float("inf")
    pairs = []
    for line in found:
        before = [word for word in line if begin <= word.box.x0 and word.box.x1 <= left]
        behind = [word for word in line if right <= word.box.x0 < end]
        if before and behind:
            pairs.append((before[0].box.x0, before[-1], behind[0]))
    figures = [pair for pair in pairs if FIGURE.search(pair[1].text) and TEXT.match(pair[2].text)]
    return _begin_alike(pairs[1:]) or _end_alike(figures)


def _begin_alike(pairs: Sequence[tuple[float, Word, Word]]) -> bool:
    begins, nexts = [begin for begin, *_ in pairs], [word.box.x0 for *_, word in pairs]
    if len(pairs) < FEW or max(begins) - min(begins) > ALIKE or max(nexts) - min(nexts) > ALIKE:
        return False
    are_others = 2 * len({word.text for _, word, _ in pairs}) >= len(pairs)
    return are_others and len({round(word.box.x1) for _, word, _ in pairs}) > 1


def _end_alike(pairs: Sequence[tuple[float, Word, Word]]) -> bool:
    """Whether most figures end at one place, and what stands behind them begins at one: no marks of a list do so."""
    end = _usual(word.box.x1 for _, word, _ in pairs)
    begin = _usual(word.box.x0 for *_, word in pairs)
    alike = [
        (first, word, behind)
        for first, word, behind in pairs
        if abs(word.box.x1 - end) <= ALIKE and abs(behind.box.x0 - begin) <= ALIKE
    ]
    if len(alike) < max(FEWEST_LINES, len(pairs) / 2) or len({behind.text for *_, behind in alike}) < 2:
        return False
    if sum(bool(ENUMERATOR.fullmatch(word.text)) for _, word, _ in alike) > len(alike) / 2:
        return len({round(first) for first, *_ in alike}) >= FEWEST_LINES
    return len({word.text for _, word, _ in alike}) > 1


def _usual(places: Iterable[float]) -> float:
    return next((place for place, _ in Counter(map(round, places)).most_common(1)), 0)


def _across(reaches: Iterable[tuple[float, float]], left: float, right: float) -> int:
    return sum(begin < left and right < end for begin, end in reaches)


def _filled(found: Sequence[Band], white: Sequence[Strip]) -> list[int]:
    """For each line, between which of the white it has words: a bit each, from the left."""
    lefts = [left for left, _ in white]
    return [sum({1 << bisect_left(lefts, word.box.x1 - EDGE) for word in line}) for line in found]


def _fewest(white: Sequence[Strip], filled: Iterable[int], *, widest: bool = False) -> list[Strip]:
    """The white between as few columns as there can be, where no line fills one twice.

    Of several such, that which leaves the narrowest white (or the `widest`) out.
    """
    count = len(white) + 1
    beside = [0] * count
    for bits in set(filled):
        for at in range(count):
            beside[at] |= bits if bits >> at & 1 else 0
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, count + 1):
        choices, held, merged = [], 0, 0.0
        for begin in range(end - 1, -1, -1):
            if beside[begin] & held:
                break
            held |= 1 << begin
            columns, left_out, _ = best[begin]
            choices.append((columns + 1, left_out + (-merged if widest else merged), begin))
            merged += white[begin - 1][1] - white[begin - 1][0] if begin else 0.0
        best.append(min(choices))
    kept, end = [], count
    while end:
        end = best[end][2]
        kept += [white[end - 1]] if end else []
    return kept[::-1]


def gutter_strips(rows: Sequence[Row], least: float) -> list[Strip]:
    """The white that parts the words of most of these rows; that between the marks of a list and its text is none."""
    found = [line for row in rows for line in row]
    gutters = _gutters(list(_white(word for line in found for word in line)), rows, least)
    strips = [(each.left, each.right) for each in gutters]
    cells = [split([word for line in row for word in line], middles(strips)) for row in rows]
    return [
        strip for at, strip in enumerate(strips) if _are_columns(cells, at) and not _are_marks(row[at] for row in cells)
    ]


def _are_columns(rows: Sequence[Sequence[Band]], at: int) -> bool:
    """Whether most rows have words on both sides of some white; or the first has, as headings, and far apart."""
    filled = sum(bool(row[at] and row[at + 1]) for row in rows)
    if filled >= max(FEWEST_LINES, len(rows) / 2):
        return True
    left, right = rows[0][at : at + 2]
    if len(rows) < FEWEST_LINES or not (left and right):
        return False
    far = FAR * size_of([*left, *right])
    return min(word.box.x0 for word in right) - max(word.box.x1 for word in left) >= far


def between_columns(bands: Sequence[Band], least: float) -> set[Word]:
    """The words that may belong to the column before or behind them: the lines do not say where one ends.

    A number at the right of its column stands so beside a text at the left of the next, where most cells are empty.
    """
    found = [line for band in bands for line in lines(band)]
    white = list(_white(word for line in found for word in line))
    gaps = [list(_gaps(found, white, at)) for at in range(len(white))]
    white = [strip for strip, said in zip(white, gaps, strict=True) if not said or median(said) >= least]
    filled = _filled(found, white)
    one, other = (set(_fewest(white, filled, widest=widest)) for widest in (False, True))
    unsure = one ^ other
    if not unsure:
        return set()
    left, right = min(strip[0] for strip in unsure), max(strip[1] for strip in unsure)
    return {word for line in found for word in line if left <= word.box.x0 and word.box.x1 <= right}


def _are_marks(cells: Iterable[Band]) -> bool:
    return all(ENUMERATOR.fullmatch(word.text) for cell in cells for word in cell)


def _white(words: Iterable[Word]) -> Iterator[Strip]:
    end = None
    for word in sorted(words, key=lambda word: word.box.x0):
        if end is not None and word.box.x0 - end >= WHITE:
            yield end, word.box.x0
        end = word.box.x1 if end is None else max(end, word.box.x1)


def _gaps(rows: Sequence[Band], white: Sequence[Strip], at: int) -> Iterator[float]:
    """For each line with words in both columns beside this white, how far they stand from each other."""
    left, right = white[at]
    begin = white[at - 1][1] if at else float("-inf")
    end = white[at + 1][0] if at + 1 < len(white) else float("inf")
    for line in rows:
        before = [word.box.x1 for word in line if begin <= word.box.x0 and word.box.x1 <= left]
        behind = [word.box.x0 for word in line if right <= word.box.x0 and word.box.x1 <= end]
        if before and behind:
            yield min(behind) - max(before)


def is_one_phrase(band: Band, least: float) -> bool:
    """Whether its words stand as close as those of a sentence."""
    return all(right.box.x0 - left.box.x1 < least for line in lines(band) for left, right in pairwise(line))


def narrowed(strips: Sequence[Strip], band: Band) -> list[Strip] | None:
    """What a band leaves of the white between columns; None where one of its words stands across it all."""
    kept = []
    for left, right in strips:
        begin, end = left, right
        for word in band:
            if word.box.x0 < right and word.box.x1 > left:
                is_before = word.box.x0 < left if word.box.x1 <= right else False
                if is_before or (word.box.x0 >= left and word.box.x1 <= right and _is_nearer(word, left, right)):
                    begin = max(begin, word.box.x1)
                else:
                    end = min(end, word.box.x0)
        if end - begin < WHITE:
            return None
        kept.append((begin, end))
    return kept


def _is_nearer(word: Word, left: float, right: float) -> bool:
    """Whether a word within the white stands nearer to the column before it."""
    return word.box.x0 - left < right - word.box.x1


def split(band: Band, edges: Sequence[float]) -> list[list[Word]]:
    """The words of a band by column."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in band:
        cells[sum(edge <= word.box.x0 + EDGE for edge in edges)].append(word)
    return cells


def fit_columns(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether no word stands across an edge."""
    return not any(word.box.x0 + EDGE < edge < word.box.x1 - EDGE for word in words for edge in edges)


def middles(strips: Iterable[Strip]) -> list[float]:
    return [(left + right) / 2 for left, right in strips]


def is_prose(columns: Sequence[Sequence[str]], bands: Sequence[Band], edges: Sequence[float]) -> bool:
    """Whether two columns are a list with its marks, or running text set in two columns."""
    if len(columns) != 2:
        return False
    return all(map(ENUMERATOR.fullmatch, filter(None, columns[0]))) or _is_running(bands, edges[0])


def _is_running(bands: Sequence[Band], edge: float) -> bool:
    """Text on both sides of the white that mostly reaches to the end of its lines."""
    halves = [[word for band in bands for word in band if (word.box.x0 < edge) == is_left] for is_left in (True, False)]
    return all(_fills_its_lines(half) for half in halves)


def _fills_its_lines(words: Sequence[Word]) -> bool:
    found = lines(words)
    box = around(word.box for word in words)
    long = [line for line in found if len(line) > 2 and line[-1].box.x1 - line[0].box.x0 > 0.75 * (box.x1 - box.x0)]
    return len(long) > len(found) / 2 and len(found) >= FEWEST_LINES
