"""The head of a paper: fields by the patterns of its layout; what one takes is no other's."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from survey.files.errors import gettext_noop
from survey.intake.askers import read_askers
from survey.intake.dates import read_date
from survey.intake.edges import running_days, tells_days
from survey.intake.layouts import EVENT, EVENTS, FOOTNOTE, GIVEN_OUT, LAST_LINE, Layout
from survey.intake.lines import ends_sentence
from survey.intake.ministries import nominative
from survey.intake.paper import PaperDate, PaperError
from survey.language.hyphens import is_cut, joined_all
from survey.language.spacing import letters_of, unspaced
from survey.pages.document import PageLine

KINDS = {
    "kleine": "minor",
    "große": "major",
    "grosse": "major",
    "großen": "major",
    "schriftliche": "minor",
    "anfrage": "minor",
}
LINES_OF_NOTE = 6
LETTERS_OF_NOTE = 700
LETTERS_OF_LINE = 5000  # a paragraph of Word that names all askers is one line; fields are sought no further
LONG_LINE = 0.72
LINES_OF_TITLE, LINES_BELOW_TITLE = 8, 3
LINES_OF_HEAD = 80
# What no title ends with
_LINKS = re.compile(
    r"\b(?:und|oder|sowie|der|die|das|des|dem|den|eine[mnrs]?|[Ii]h?re[mnrs]?|i[mn]|a[mn]|auf|für|vo[mnr]|zu[mr]?|mit|bei|beim|nach|durch|über"
    r"|unter|aus|als|gegen|ohne|zwischen|seit|bis|um|wegen|bzw\.)$"
)
LINES_OF_PROSE = 4  # and one more, that a text below a head has at least
_SENTENCE = re.compile(r"[a-zäöüß]{4}[.?!] +[A-ZÄÖÜ„]")  # the end of one, and of no title ("Prof. Dr.")
FORM = re.compile(
    r"und|über|zu der|Stadtbürgerschaft"
    r"|öffentlich|[–-]|(?:mit |und )?Antwort(?: der (?:Landes|Bundes|Staats)regierung| des Senats)?"
    r"|(?:(?:Kleine|Große|Schriftliche) )?Anfrage"
    r"|\d+\.\s*Wahlperiode|Neudruck|Berichtigung|\(neu\)|Drucksache|(?:Sehr geehrte[rn]?\s.{1,60}"
    r"|Mit freundlichen Grüßen),?"
    r"|(?:der|die) (?:Landes|Bundes|Staats)regierung|zum Thema:?|betreffend:?|betr\.:?|\([nN]eu\)|auf die|auf eine"
    r"|(?:Herrn?|Frau) (?:Abgeordnete|Präsident)[^.]{0,80}|(?:an )?(?:die|den) Präsident[^.]{0,80}"
    r"|über (?:die )?(?:Senat|Präsident).{0,60}"
    r"|(?:die|den) Präsidentin des|Aktenzeichen|Anlagen?\*{0,3}|\(?bitte bei Antwort angeben\)?|[A-ZÄÖÜ][\w-]+,? den"
    r"|(?:hier|bei)?(?:mit|gefügt|liegend) übersende ich .{0,100}|auf die o\. ?g\. .{0,40}",
    re.IGNORECASE,
)
_MINISTRIES = ("Die ", "Das ", "Der ")
# The first words of the notes of all layouts: few lines are worth a second look
_NOTE_BEGINS = re.compile(
    r"(?:D(?:ie|er|as|atum|ruck|rucksachen)|Eingegangen|Ausgegeben|Mit|Namens|Zuleitung|abrufbar)\b"
)


def is_form(text: str) -> bool:
    """Whether a line is words of the form alone, whatever dash stands beside them."""
    return bool(FORM.fullmatch(text.strip(" ‐–-"))) or bool(FORM.fullmatch(text))


@dataclass
class HeadFacts:
    """What a head and the notes of a text say. `printed` are fields, each with its line; others were not found.

    `found_to` says in which line a field ends, where that is not the one in which it begins.
    """

    name: str
    printed: dict[str, str] = field(default_factory=dict)
    found_at: dict[str, int] = field(default_factory=dict)
    found_to: dict[str, int] = field(default_factory=dict)
    dates: dict[str, PaperDate] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)

    def copy(self) -> "HeadFacts":
        """The same facts, to which others are added without these."""
        kept = (self.printed, self.found_at, self.found_to, self.dates, self.lines)
        return HeadFacts(self.name, *(each.copy() for each in kept))

    def take_over(self, other: "HeadFacts") -> None:
        """All that the other facts say, which were a copy of these."""
        self.printed, self.found_at, self.found_to = other.printed, other.found_at, other.found_to
        self.dates, self.lines = other.dates, other.lines

    def find(self, name: str, text: str, line: int, last: int | None = None) -> None:
        """A field; what stands twice counts the first time."""
        if text and name not in self.printed:
            self.printed[name] = joined_all(text.split("\n")) if "\n" in text else " ".join(text.split())
            self.printed[name] = " ".join(self.printed[name].split())
            self.found_at[name] = line
            self.found_to[name] = last or line

    def add_date(self, kind: str, printed: str, found_in: str, line: int) -> None:
        """The first of its kind counts. Raises PaperError where there is no such day."""
        date = read_date(printed, short_years=True)
        if date is None:
            reason = gettext_noop("“%(date)s” is not a date.")
            raise PaperError(self.name, line, None, reason, {"date": printed})
        self.dates.setdefault(kind, PaperDate(kind, date, " ".join(printed.split()), found_in, line))

    def take(self, match: re.Match, kind: str, found_in: str, line_at) -> None:
        """All that the groups of a match name; `line_at` gives the line of an offset."""
        for group, text in match.groupdict().items():
            if not text:
                continue
            line, last = line_at(match.start(group)), line_at(match.end(group) - 1)
            if group == "date":
                self.add_date(kind, text, found_in, line)
            elif group == "kind_printed":
                self.find("kind_printed", text, line)
                self.find("kind", next((KINDS[word] for word in KINDS if word in text.lower()), ""), line)
            elif group in ("number", "asked_in"):
                self.find(group, re.sub(r"\s", "", text), line, last)
            else:
                name = {"ministry": "ministry_printed", "askers": "askers_printed"}.get(group, group)
                self.find(name, text, line, last)

    def says_again(self, text: str) -> bool:
        """Whether a line says what a field holds already: title, number, askers, ministry."""
        said = letters_of(re.sub(r"^(?:über|vom|Thema:?)\s", "", text))
        names = ("title", "askers_printed", "ministry_printed", "ministry", "number", "asked_in", "kind_printed")
        fields = [self.printed[name] for name in names if name in self.printed]
        fields += [date.printed for date in self.dates.values()]
        fields += [asker.name for asker in read_askers(self.printed.get("askers_printed", ""))]
        known = [letters_of(each) for each in fields]
        if said and letters_of(nominative(text)) == letters_of(nominative(self.printed.get("ministry_printed", ""))):
            return True
        return any(
            each
            and (
                (len(said) > 5 and said in each) or (len(each) > 5 and each in said and len(said) < 2 * len(each) + 40)
            )
            for each in known
        )


class Head:
    """The lines above the body as one text, since a field may go over several."""

    def __init__(self, lines: Iterable[PageLine]):
        self.lines = list(lines)
        self.text = "\n".join(unspaced(line.text[:LETTERS_OF_LINE]) for line in self.lines)
        self.left = list(self.text)
        self.last = -1

    def take(self, pattern: re.Pattern) -> re.Match | None:
        """The first match in what no field has taken; it is taken by then."""
        for match in pattern.finditer(self.text):
            if "".join(self.left[match.start() : match.end()]) == match[0]:
                self.left[match.start() : match.end()] = ["\n" if sign == "\n" else "\0" for sign in match[0]]
                self.last = max(self.last, self.index_at(match.end() - 1))
                return match
        return None

    def index_at(self, offset: int) -> int:
        return self.text.count("\n", 0, offset)

    def line_at(self, offset: int) -> int:
        return self.lines[self.index_at(offset)].number

    def taken(self) -> set[int]:
        """The numbers of the lines of which a field has taken something, or that hold signs alone."""
        left = "".join(self.left).split("\n") if self.lines else []
        return {
            line.number
            for line, text in zip(self.lines, left, strict=True)
            if "\0" in text or not text.strip(" ,;-–./·:()")
        }

    def rest(self) -> list[PageLine]:
        """What no field has taken, line by line."""
        left = "".join(self.left).replace("\0", " ").split("\n") if self.lines else []
        left = [text + line.text[LETTERS_OF_LINE:] for line, text in zip(self.lines, left, strict=True)]
        pairs = zip(self.lines, left, strict=True)
        return [replace(line, text=text.strip(" ,;-–/·:()")) for line, text in pairs if text.strip(" ,;-–./·:()")]


def take_notes(lines: Sequence[PageLine], layout: Layout, facts: HeadFacts) -> list[PageLine]:
    """The lines without those notes that tell of the paper ("mit Schreiben vom ... übermittelt"): they become facts."""
    text: list[PageLine] = []
    index = 0
    running = running_days(lines)
    while index < len(lines):
        is_running = lines[index].text in running
        taken = 0 if is_running else _take_note(lines[index : index + LINES_OF_NOTE], layout, facts)
        facts.lines |= {line.number for line in lines[index : index + taken]}
        if not taken:
            text.append(lines[index])
        index += taken or 1
    return text


def _take_note(lines: Sequence[PageLine], layout: Layout, facts: HeadFacts) -> int:
    """How many lines the note takes that begins here; 0 where none does."""
    if len(lines[0].text) > LETTERS_OF_NOTE:
        return 0
    if tells_days(lines[0].text):
        for match in EVENT.finditer(lines[0].text):
            facts.add_date(EVENTS[match["event"].lower()], match["date"], LAST_LINE, lines[0].number)
        return 1
    if not layout.notes or not _NOTE_BEGINS.match(lines[0].text):
        return 0
    for count in range(1, len(lines) + 1):
        if count > 1 and lines[count - 1].after_blank:
            return 0
        text = joined_all(line.text for line in lines[:count])
        if len(text) > LETTERS_OF_NOTE:
            return 0
        if text.startswith(_MINISTRIES) and "Schreiben" not in text:
            continue
        for note in layout.notes:
            match = note.pattern.fullmatch(text)
            if match:
                _keep_note(match, note, facts, lines[0].number)
                return count
    return 0


def _keep_note(match: re.Match, note, facts: HeadFacts, line: int) -> None:
    facts.take(match, note.date, note.found_in, lambda _offset: line)
    if given_out := GIVEN_OUT.search(match[0]):
        facts.add_date("distributed", given_out["date"], FOOTNOTE, line)


def read_head(
    lines: Sequence[PageLine], layout: Layout, facts: HeadFacts
) -> tuple[int, list[PageLine], list[PageLine]]:
    """How many lines a head has, with its facts; its other lines: those of the form or between fields, and the text
    behind all fields. A field that stands below a text is none, where a text begins in the middle of the lines.
    """
    trial = facts.copy()
    between, behind = _read_fields(lines, layout, trial)
    end = _prose_start(lines, between)
    if end < len(lines):
        trial = facts.copy()
        between, behind = _read_fields(lines[:end], layout, trial)
    facts.take_over(trial)
    return end, between, behind


def _prose_start(lines: Sequence[PageLine], between: Sequence[PageLine]) -> int:
    """Where a text stands between fields: lines one below the other in which sentences end; else their number."""
    full = LONG_LINE * max((len(line.text) for line in lines), default=0)
    left = {line.number for line in between if len(line.text) >= full and not FORM.fullmatch(line.text)}
    begin = 0
    for at, line in enumerate(lines):
        if line.number not in left:
            begin = at + 1
        elif at - begin >= LINES_OF_PROSE and _SENTENCE.search(" ".join(each.text for each in lines[begin : at + 4])):
            return begin
    return len(lines)


def _read_fields(lines: Sequence[PageLine], layout: Layout, facts: HeadFacts) -> tuple[list[PageLine], list[PageLine]]:
    head = Head(lines)
    for each in layout.fields:
        match = head.take(each.pattern)
        if match:
            facts.take(match, each.date, each.found_in, head.line_at)
    _take_title(head, layout, facts)
    facts.lines |= head.taken()
    rest = head.rest()
    last = head.lines[head.last].number if 0 <= head.last < len(head.lines) else 0
    behind = [line for line in rest if line.number > last and not FORM.fullmatch(line.text)]
    whole = {line.number: line for line in head.lines}
    return [line for line in rest if line not in behind], [whole[line.number] for line in behind]


def _take_title(head: Head, layout: Layout, facts: HeadFacts) -> None:
    """The title's lines: where the layout says, or the first that no field has taken behind the askers."""
    left = "".join(head.left).split("\n")
    at, text = _title_start(head, layout, facts, left)
    if at is None:
        return
    measure = max((len(line.text) for line in head.lines), default=0)
    title = [text]
    end = at + 1
    while end < len(left) and len(title) < LINES_OF_TITLE and _goes_on(head, left, end, title[-1], measure):
        title.append(left[end])
        end += 1
    if _are_of_title(head, left, end):
        title += left[end:]
        end = len(left)
    last = head.lines[end - 1].number
    facts.find("title", re.sub(r"\s?\[\d{1,3}\]", "", "\n".join(title)), head.lines[at].number, last)
    for index in range(at, end):
        begin = sum(len(line) + 1 for line in left[:index])
        head.left[begin : begin + len(left[index])] = "\0" * len(left[index])
    head.last = max(head.last, end - 1)


def _are_of_title(head: Head, left: list[str], end: int) -> bool:
    """Whether the few lines below a title that end a head can be nothing else: words of no form, and no sentence."""
    lines = head.lines[end:]
    is_open = 0 < len(lines) <= LINES_BELOW_TITLE and not ends_sentence(left[end - 1])
    return is_open and not any(
        "\0" in text or line.after_blank or FORM.fullmatch(text) or text.endswith((".", ":"))
        for text, line in zip(left[end:], lines, strict=True)
    )


def _title_start(head: Head, layout: Layout, facts: HeadFacts, left: list[str]) -> tuple[int | None, str]:
    if layout.title and (match := layout.title.search("\n".join(left))):
        at = head.index_at(match.end())
        offset = match.end() - sum(len(line) + 1 for line in left[:at])
        return (at, left[at][offset:]) if at < len(left) else (None, "")
    askers = facts.printed.get("askers_printed", "")
    behind = facts.found_at.get("kind_printed", 0)
    if not (askers or behind) or (layout.title_behind and not layout.title_behind.match(askers or "der")):
        return None, ""
    for at, text in enumerate(left):
        is_free = text.strip("\0 ") and "\0" not in text and not FORM.fullmatch(text)
        if is_free and head.lines[at].number > behind:
            return at, text
    return None, ""


def _goes_on(head: Head, left: list[str], at: int, before: str, measure: int) -> bool:
    """Whether a title goes on in this line: no field, no form, no paragraph, and not the sentence of a text."""
    text = left[at]
    if not text.strip("\0 ") or "\0" in text or FORM.fullmatch(text) or head.lines[at].after_blank:
        return False
    if (
        is_cut(before, text)
        or text[:1].islower()
        or before.endswith((",", "–", "-", ":", "„"))
        or _LINKS.search(before)
    ):
        return True
    is_text = ends_sentence(text) and text.endswith(".") and not text.endswith("?")
    return not is_text and (len(before) >= LONG_LINE * measure or len(text) < LONG_LINE * measure)
