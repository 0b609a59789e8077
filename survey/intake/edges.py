"""What stands at the edges of pages and belongs to no text: running heads, page numbers, printers' lines, footnotes."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from survey.intake.dates import PRINTED_DATE
from survey.intake.labels import ReplyLabel, label_of
from survey.intake.layouts import DASH, EVENT, NUMBER
from survey.intake.lines import ends_sentence
from survey.intake.numbering import WORDED
from survey.pages.document import PageLine
from survey.pages.symbols import superscript

HEAD_LINES = 9
LETTERS_OF_HEAD = 160
LONGEST_DAYS = 200
LINES_AT_EDGE = 5
LINES_OF_NOTES = 40
WORDS_OF_SENTENCE = 3  # and one more
LEAST_PAGES, LINES_OF_PAGE = 3, (12, 120, 30)
_COUNTED_LINE = re.compile(r"Drucksache|Drs\.|Wahlperiode|Landtag|Bundestag|Abgeordnetenhaus|Bürgerschaft|\bSeite\b")
_COUNT = re.compile(r"(?<![\d.,/:-])\d{1,3}(?![\d.,/:])")

_NAME = (
    r"Deutscher Bundestag|Landtag(?:es)?(?: (?:von|des|der))?(?: (?:Landes|Freistaates))? [A-ZÄÖÜ][\w-]+"
    r"|[A-ZÄÖÜ][\w-]+(?:ischer|er) Landtag"
    r"|Abgeordnetenhaus(?:es)?(?: von)? Berlin|(?:Bremische |Hamburgische )?Bürgerschaft(?: der (?:Freien"
    r"|freien) (?:und )?Hansestadt \w+)?"
)
_PARLIAMENT = re.compile(_NAME, re.IGNORECASE)
_TOKENS = re.compile(
    rf"{_NAME}|Drucksache|Drs\.|\(?{NUMBER}\)?|\d+\.\s*Wahlperiode|Seite\s+\d+(?:\s*(?:/|von)\s*\d+)?|\(neu\)|{DASH}",
    re.IGNORECASE,
)
_TELLS = re.compile(r"Drucksache|Wahlperiode|\bSeite\s+\d", re.IGNORECASE)
_TELLS_ALONE = re.compile(rf"Wahlperiode|\bSeite\s+\d|{_NAME}", re.IGNORECASE)
_SOURCE = re.compile(
    r"\d{1,3}\)?\s+(?:https?:|www\.|[Vv]gl\.|[Ss]iehe|Drs\.|Drucksache|Ebd|Ebenda|ebd|Quelle|§|Art\.|BT-|LT-)"
)
_NUMBER_ALONE = re.compile(rf"(?:Drucksache|Drs\.)\s*\(?{NUMBER}\)?(?:\s*\(neu\))?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    rf"(?:{DASH}\s*)?(?:Seite\s+)?(?P<number>\d{{1,4}})(?:\s*(?:/|von)\s*\d{{1,4}})?(?:\s*{DASH})?"
)
_PAGE_OF_ALL = re.compile(r".{0,60}\bSeite\s+(\d{1,3})\s+von\s+\d{1,3}")
_PAGE_BETWEEN_DASHES = re.compile(rf"{DASH}\s*\d{{1,3}}\s*{DASH}")
_FORM = re.compile(r"\b(?:Anfrage|Antwort)\b|ANFRAGE|ANTWORT|A N T W O R T|A N F R A G E")
PRINTERS = re.compile(
    r"Vorabfassung\s.{1,200}|Die Drucksache enthält zusätzlich\s.{1,200}"
    r"|(?:Gesamtherstellung|Vertrieb|Satz|Satz und Druck|Druck|Herausgeber|Herstellung)\s?:\s.{1,300}|ISSN\s.{1,40}"
)
# How lines of a printer go on
_OF_PRINTER = re.compile(r"\bTelefon|\bTelefax|\bFax\b|\bwww\.|\bGmbH\b|\b\d{5} [A-ZÄÖÜ]|\(0\d{1,4}\b|den Fragetext\.$")
# A list of questions may be a table of contents: "beschäftigt? 2"
_PAGE_OF_LIST = re.compile(r"(?<=\?)[ .]+\d{1,3}$")
_LETTERHEAD = re.compile(r"^(?:[A-ZÄÖÜ]+\s+)?(?:STAATS)?M\w*IN\w*TER\w*|Staatskanzlei|STAATSKANZLEI|^Senatsverwaltung")
_CLOSES = re.compile(
    r"Mit freundlichen Grüßen|In Vertretung|i\. ?V\.|\(?(?:verteilt|ausgegeben) am|Anlagen?$", re.IGNORECASE
)
_NOTE = re.compile(r"(?P<mark>\d{1,3})\)?\s+(?P<text>\S.*)")
_STARRED = re.compile(
    r"(?P<mark>\*{1,3})\)?\s*(?P<text>(?:Von einer Drucklegung|Auf einen Abdruck|Von einem Abdruck|Der Abdruck)\s.*)"
)


@dataclass
class TextFlow:
    """The lines of the text alone; a page begins before each index in `breaks`. `edges` are what was taken out."""

    lines: list[PageLine]
    breaks: set[int] = field(default_factory=set)
    edges: list[PageLine] = field(default_factory=list)
    notes: list[tuple[str, list[PageLine]]] = field(default_factory=list)


def without_edges(lines: Sequence[PageLine]) -> TextFlow:
    """The lines without running heads, page numbers and printers' lines, wherever they repeat."""
    heads = _first_heads(lines)
    repeated = _repeated(lines)
    running = running_days(lines)
    repeated |= {index for index, line in enumerate(lines) if line.text in running}
    counted = _counted(lines) if all(line.page is None for line in lines) else set()
    highest = max((line.page or 0 for line in lines), default=0) or len(lines)
    closing = _closing(lines, repeated)
    flow = TextFlow([])
    was_edge = of_printer = False
    for index, line in enumerate(lines):
        begins_page = line.page is not None and (index == 0 or lines[index - 1].page != line.page)
        is_number = _is_page_number(line.text, highest) and (
            was_edge
            or index in closing
            or begins_page
            or _PAGE_BETWEEN_DASHES.fullmatch(line.text)
            or _is_above_head(lines, index)
            or _ends_last_page(lines, index, flow.edges)
        )
        is_edge = index in counted or (
            index not in heads
            and (
                is_number
                or index in repeated
                or is_running_head(line.text)
                or _is_piece_of_head(lines, index)
                or (index + 1 == len(lines) and _PAGE_OF_ALL.fullmatch(line.text))
            )
        )
        if begins_page or (is_edge and not is_number) or index in counted:
            flow.breaks.add(len(flow.lines))
        of_printer = PRINTERS.fullmatch(line.text) or (of_printer and _OF_PRINTER.search(line.text))
        if is_edge or of_printer or (is_number and index in heads and was_edge):
            flow.edges.append(line)
        else:
            flow.lines.append(line)
        was_edge = is_edge or index in heads
    return flow


def _closing(lines: Sequence[PageLine], repeated: set[int]) -> set[int]:
    """The last line of each page, and the one above it where that is an edge, and so on."""
    found: set[int] = set()
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        below = lines[index + 1] if index + 1 < len(lines) else None
        ends_page = line.page is not None and (below is None or below.page != line.page)
        is_above = index + 1 in found and (
            index + 1 in repeated or is_running_head(below.text) or _PAGE_NUMBER.fullmatch(below.text)
        )
        if ends_page or is_above:
            found.add(index)
    return found


def _counted(lines: Sequence[PageLine]) -> set[int]:
    """In a text without pages: page numbers alone, and lines of a head that say the same but for one that counts."""
    alike: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        if len(line.text) > LETTERS_OF_HEAD or not (
            _COUNTED_LINE.search(line.text) or _PAGE_NUMBER.fullmatch(line.text)
        ):
            continue
        for number in {*_COUNT.findall(line.text)}:
            rest = _COUNT.sub(lambda match, own=number: "#" if match[0] == own else match[0], line.text)
            alike.setdefault(rest, []).append((index, int(number)))
    counted = {index for found in alike.values() for index in _longest_count(found, len(lines))}
    return counted | _beside(lines, counted)


def _beside(lines: Sequence[PageLine], counted: set[int]) -> set[int]:
    """Lines that stand at one place beside most of these, as the other pieces of a running head do; no sentences."""
    found: set[int] = set()
    for offset in (each for each in range(-LINES_AT_EDGE, LINES_AT_EDGE + 1) if each):
        near = [index + offset for index in counted if 0 <= index + offset < len(lines)]
        shapes = {at: _shape(lines[at].text) for at in near if not _may_be_text(lines[at].text)}
        counts = Counter(shape for shape in shapes.values() if len(shape) > 3)
        found |= {at for at, shape in shapes.items() if counts[shape] >= max(LEAST_PAGES, len(counted) // 2)}
    return found


def _may_be_text(text: str) -> bool:
    return text.endswith((".", "?", "!", ":")) or _is_of_text(text)


def _longest_count(found: Sequence[tuple[int, int]], last: int) -> list[int]:
    """Lines whose numbers go up one by one through the whole text, a page apart; none where they do not."""
    for start, (first, number) in enumerate(found):
        if first > LINES_OF_PAGE[1] or last - found[-1][0] > LINES_OF_PAGE[1]:
            break
        if number > 2:
            continue
        chain = [first]
        for index, following in found[start + 1 :]:
            if following == number + 1 and LINES_OF_PAGE[0] <= index - chain[-1] <= LINES_OF_PAGE[1]:
                chain.append(index)
                number = following
        if len(chain) >= LEAST_PAGES and last - chain[-1] <= LINES_OF_PAGE[1]:
            return chain
    return []


def _is_piece_of_head(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line is the number of the paper alone, beside the other words of a running head."""
    if not _NUMBER_ALONE.fullmatch(lines[index].text):
        return False
    beside = [line.text for line in (*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3])]
    return any(is_running_head(text) for text in beside)


def _is_above_head(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a number stands right above a running head: that of the page which ends there."""
    return index + 1 < len(lines) and is_running_head(lines[index + 1].text)


def _ends_last_page(lines: Sequence[PageLine], index: int, edges: Sequence[PageLine]) -> bool:
    """Whether a number is the last line of a text without pages, below a whole sentence: that of the last page."""
    if index + 1 < len(lines) or not index or lines[index].page is not None:
        return False
    heads = sum(is_running_head(line.text) for line in edges)
    number = int(_PAGE_NUMBER.fullmatch(lines[index].text)["number"])
    pages = max(heads + 1, 1 + len(lines) / LINES_OF_PAGE[2])
    return number <= pages and ends_sentence(lines[index - 1].text) and not lines[index - 1].text.endswith(("?", ":"))


def is_running_head(text: str) -> bool:
    """Whether a line says nothing but parliament, term, number of the paper and page."""
    if len(text) > LETTERS_OF_HEAD or not (_TELLS.search(text) and _TELLS_ALONE.search(text)):
        return False
    return not re.search(r"\w", re.sub(r"\b\d{1,4}\b", "", _TOKENS.sub(" ", text)))


def _is_page_number(text: str, highest: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(text)
    return bool(match) and 0 < int(match["number"]) <= max(highest + 1, 3)


def paper_starts(lines: Sequence[PageLine]) -> list[int]:
    """Where a paper begins: at a head of a new number, above the words of its form; the first line always."""
    starts = [0]
    numbers: set[str] = set()
    for index, line in enumerate(lines):
        is_head = is_running_head(line.text) or _ends_head(lines, index)
        if not _TELLS.search(line.text) or (not is_head and index > HEAD_LINES):
            continue
        number = re.search(NUMBER, line.text)
        told = re.sub(r"\s", "", number[0]) if number else ""
        below = lines[index + 1 : index + HEAD_LINES]
        if told and told not in numbers and any(_is_form(each.text) for each in below) and index > HEAD_LINES:
            starts.append(_page_start(lines, index))
        numbers |= {told} if told else set()
    return starts


def _is_form(text: str) -> bool:
    """Whether a line says what kind of paper begins; "Antwort zu Frage 1:" stands within one."""
    return bool(_FORM.search(text)) and label_of(text) in (None, ReplyLabel("", ""))


def _ends_head(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line says the number alone, below the lines of parliament and term, or that of the parliament alone."""
    above = lines[max(index - 2, 0) : index]
    is_below = any(is_running_head(line.text) or _PARLIAMENT.fullmatch(line.text) for line in above)
    return is_below and bool(_NUMBER_ALONE.fullmatch(lines[index].text))


def told_numbers(lines: Sequence[PageLine], starts: Iterable[int]) -> list[str]:
    """The number of each paper that begins in these lines, "" where its head has none."""
    found = (re.search(NUMBER, line.text) for start in starts for line in _head_line(lines, start))
    return [re.sub(r"\s", "", match[0]) if match else "" for match in found]


def _head_line(lines: Sequence[PageLine], start: int) -> Sequence[PageLine]:
    """The line of a head that tells the number: the first, or one of the next two."""
    head = lines[start : start + 3]
    return [line for line in head if _TELLS.search(line.text) and re.search(NUMBER, line.text)][:1] or head[:1]


def _page_start(lines: Sequence[PageLine], index: int) -> int:
    """The line above, where a head begins with the name of the parliament alone."""
    if lines[index].page is None:
        return index
    return next((at for at in range(max(index - 3, 0), index) if lines[at].page == lines[index].page), index)


def _first_heads(lines: Sequence[PageLine]) -> set[int]:
    return {index for start in paper_starts(lines) for index in range(start, start + HEAD_LINES)}


def _repeated(lines: Sequence[PageLine]) -> set[int]:
    """Lines at the top or bottom of pages that stand on half of them, their digits aside."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page is not None:
            pages.setdefault(line.page, []).append(index)
    at_edge = {index for page in pages.values() for index in (*page[:LINES_AT_EDGE], *page[-LINES_AT_EDGE:])}
    shapes = {index: _shape(lines[index].text) for index in at_edge if not _is_of_text(lines[index].text)}
    counts = Counter(shape for shape in shapes.values() if len(shape) > 3)
    needed = max(3, len(pages) // 2)
    often = {index for index, shape in shapes.items() if counts[shape] >= needed}
    often -= {index for index in often if _is_noted(lines, index)}
    often &= {index for page in pages.values() for index in _outermost(page, lines, often)}
    counts = Counter(shapes[index] for index in often)
    often = {index for index in often if counts[shapes[index]] >= needed}
    letters = {index for index, shape in shapes.items() if counts[shape] > 1 and _LETTERHEAD.search(lines[index].text)}
    return often | letters | {index + 1 for index in letters if counts[shapes.get(index + 1, "")] > 1}


def _outermost(page: Sequence[int], lines: Sequence[PageLine], often: set[int]) -> set[int]:
    """Those at the edges of a page with nothing of the text beyond them; a sentence alone stands outermost of all."""
    found: set[int] = set()
    for edge in (page, page[::-1]):
        for depth, index in enumerate(edge):
            text = lines[index].text
            is_sentence = depth and text.endswith((".", "?", "!")) and text.count(" ") >= WORDS_OF_SENTENCE
            if index in often and not is_sentence:
                found.add(index)
            elif not (is_running_head(text) or _PAGE_NUMBER.fullmatch(text)):
                break
    return found


def _is_of_text(text: str) -> bool:
    """ "Frage 5" and "Antwort:" begin many pages, and are no running heads."""
    return bool(WORDED.fullmatch(text) or label_of(text))


def _is_noted(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line is a footnote whose mark stands above it on its page: notes may say the same on many pages."""
    note = _NOTE.fullmatch(lines[index].text)
    if not note:
        return False
    mark = _mark(note["mark"])
    above = takewhile(lambda line: line.page == lines[index].page, (lines[at] for at in range(index - 1, -1, -1)))
    return any(mark.search(line.text) for line in above)


def _shape(text: str) -> str:
    """A line without digits and the letters that a machine confuses ("STAATSM1N1STERIUM"); of few letters with all."""
    letters = re.sub(r"[\W\d_ilILjm]+", "", text).casefold()
    return letters if len(letters) > 3 or not re.search("[^\\W\\d_]", text) else re.sub(r"\d+", "#", text)


def tells_days(text: str) -> bool:
    """ "(verteilt am 16.07.2026)", "Eingegangen am ... · Ausgegeben am ...", alone or with a page number."""
    if len(text) > LONGEST_DAYS or text[:1].islower() or not EVENT.search(text):
        return False
    left = re.sub(rf"\(\s*(?:ver|aus)(?:teilt|gegeben)\s+am\s*\)|\({PRINTED_DATE}\)", "", EVENT.sub("", text))
    return not re.sub(r"\b\d{1,3}\b|[\s().·/|,–-]", "", left)


def running_days(lines: Sequence[PageLine]) -> set[str]:
    """Lines of days that stand on several pages: running feet, which say of the paper what its head says."""
    counts = Counter(line.text for line in lines if tells_days(line.text))
    return {text for text, count in counts.items() if count > 1}


def without_notes(flow: TextFlow, begins: Collection[int] = ()) -> TextFlow:
    """The flow without the footnotes at the ends of its pages; their marks stand in brackets in the text.

    They end at the latest in a line of which somebody says that something begins there: `begins` are their numbers.
    """
    ends = sorted({*(at for at in flow.breaks if at), len(flow.lines)})
    lines, notes, breaks, begin = [], [], set(), 0
    for end in ends:
        if begin in flow.breaks:
            breaks.add(len(lines))
        page = flow.lines[begin:end]
        start = _notes_start(page)
        closing = _notes_end(page, start, begins)
        found = list(_notes(page[start:closing]))
        notes += found
        lines += [*_marked(page[:start], [mark for mark, _ in found]), *page[closing:]]
        begin = end
    lines = [
        replace(line, text=_PAGE_OF_LIST.sub("", line.text)) if _PAGE_OF_LIST.search(line.text) else line
        for line in lines
    ]
    return _without_starred(TextFlow(lines, breaks, flow.edges, notes))


def _notes_start(page: Sequence[PageLine]) -> int:
    """Where the footnotes of a page begin; its length where it has none.

    From there on their numbers rise one by one, and the first of them stands as a mark in the text above.
    """
    first = max(0, len(page) - LINES_OF_NOTES)
    numbers = {at: int(match["mark"]) for at in range(first, len(page)) if (match := _NOTE.fullmatch(page[at].text))}
    for at, number in numbers.items():
        rising = _rises(number, [other for position, other in numbers.items() if position > at])
        if rising and _may_begin_notes(page, at) and any(_mark(str(number)).search(line.text) for line in page[:at]):
            return at
    return len(page)


def _notes_end(page: Sequence[PageLine], start: int, begins: Collection[int]) -> int:
    """Where they end: at the words that close a letter, a paragraph that is no note, bold type, a line in `begins`."""
    for at in range(start, len(page)):
        line = page[at]
        is_text = at > start and (line.bold or (line.after_blank and not _NOTE.fullmatch(line.text)))
        if is_text or line.number in begins or _CLOSES.match(line.text):
            return at
    return len(page)


def _rises(number: int, later: Sequence[int]) -> bool:
    """Whether numbers go on one by one; a larger one is a number in a note."""
    for other in later:
        if other <= number:
            return False
        number += other == number + 1
    return True


def _may_begin_notes(page: Sequence[PageLine], at: int) -> bool:
    """A note stands apart, or names a source; "2 500 Euro" at the beginning of a line goes on with a sentence."""
    return bool(_SOURCE.match(page[at].text)) or page[at].after_blank or (at > 0 and ends_sentence(page[at - 1].text))


def _mark(mark: str) -> re.Pattern:
    """A footnote's mark in a text: raised, on a word, or behind the end of a sentence."""
    return re.compile(
        rf"\s?(?<![⁰¹²³⁴-⁹])(?<!\bm)(?<!\bkm)(?<!\bcm){superscript(mark)}(?![⁰¹²³⁴-⁹])"
        rf"|(?:(?<=[a-zäöüß]{{2}})|(?<=[A-ZÄÖÜa-zäöüß*%)\]][.,;:?!“”\"’)])"
        rf"|(?<=[)“”\"%])){mark}\)?(?![\d/%-]|[.,]\d)"
        rf"|(?<=[a-zäöüß)“”\"]{{3}}[.?!])\s{mark}(?=\s+[A-ZÄÖÜ„]|$)"
    )


def _notes(lines: Sequence[PageLine]) -> Iterable[tuple[str, list[PageLine]]]:
    number, current = 0, []
    for line in lines:
        match = _NOTE.fullmatch(line.text)
        if match and (not current or int(match["mark"]) == number + 1):
            if current:
                yield str(number), current
            number, current = int(match["mark"]), []
        current.append(line)
    if current:
        yield str(number), current


def _marked(lines: Sequence[PageLine], marks: Sequence[str]) -> list[PageLine]:
    """The lines with each mark that has a note in brackets: "gewählt.1" is "gewählt.[1]"."""
    marked = list(lines)
    for mark in marks:
        pattern = _mark(mark)
        for at, line in enumerate(marked):
            if mark in line.text or superscript(mark) in line.text:
                text = pattern.sub(f"[{mark}]", line.text)
                marked[at] = replace(line, text=text) if text != line.text else line
    return marked


def _without_starred(flow: TextFlow) -> TextFlow:
    """Notes that a star marks, at the foot of a page: that the annexes are not printed."""
    kept: list[PageLine] = []
    breaks: set[int] = set()
    at = 0
    while at < len(flow.lines):
        if at in flow.breaks:
            breaks.add(len(kept))
        line = flow.lines[at]
        match = _STARRED.fullmatch(line.text)
        end = at + 1
        if match:
            while (
                not flow.lines[end - 1].text.endswith(".")
                and end < min(at + 6, len(flow.lines))
                and end not in flow.breaks
            ):
                end += 1
            flow.notes.append((match["mark"], flow.lines[at:end]))
        else:
            kept.append(line)
        at = end
    return TextFlow(kept, breaks, flow.edges, flow.notes)
