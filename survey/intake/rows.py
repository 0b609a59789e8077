"""What the rows of a real annex are: entries, sums, headings of groups, lines of one district; footnotes and units."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from survey.files.errors import gettext_noop
from survey.intake.blocks import with_blocks
from survey.sheets.layout import OWN_LABEL
from survey.sheets.table import PrintedText, Record, Table, TableNote, TableWarning, names_rows

SUM = re.compile(
    r"(?:zwischen|gesamt|end)?summen?\b.*|(?:gesamt|insgesamt|zusammen|gesamtergebnis|total|sum)(?:\s.*|:)?"
    r"|.+\s(?:insgesamt|gesamt|zusammen)",
    re.IGNORECASE | re.DOTALL,
)
GROUP = re.compile(r"(?:regierungsbezirk|reg\.-?\s?bez\.|rb)\s+\S.*|.*:", re.IGNORECASE)
KEY = re.compile(
    r"(?:haushalts|kalender|schul|berichts)?jahr|halbjahr|quartal|monat|stichtag|block|delikte?|delikts(?:gruppe|block|bereich|art)|straftat(?:en)?"
    r"|altersgruppe|geschlecht|kategorie|schulform|staatsangehörigkeit|year|quarter|month|offence|age group|sex",
    re.IGNORECASE,
)
LETTERS = gettext_noop("Letters look wrong, as in “%(words)s”: the file was read in another encoding on its way here.")
ODD_SIGNS = ("Ã", "â€", "§", "\ufffd")  # without one of these, none of what follows
ODD_LETTERS = re.compile(r"\w*(?:Ã[¤¶¼Ÿ„–œ\x80-\xbf]|â€[œž“”™–]|(?<=[a-z])§(?=[a-z])|\ufffd)[\w§]*")
# A state, a county or city, a municipality (AGS, ARS); a spreadsheet may have taken the first zero away.
DISTRICT_KEY = re.compile(r"(?:0?[1-9]|1[0-6])(?:\d{3}|\d{6}|\d{10})?")
OF_DISTRICTS = re.compile(r".*\b(?:ags|ars|rs)\b.*|.*(?:gemeinde|kreis|regional).*", re.IGNORECASE)
DIGITS = "0123456789"
WHOLE_KEYS = {1: 2, 4: 5, 7: 8, 11: 12}
ENDS_BROKEN = re.compile(r"\w-$")
NOTE = re.compile(r"(?P<mark>\*+\)?|[⁰¹²³⁴-⁹]+\)?|\(?\d{1,2}\))\s*(?P<text>\S.*)", re.DOTALL)
# Below a table with raised marks, the mark of a footnote may stand on the line.
PLAIN_NOTE = re.compile(r"(?P<mark>\d{1,2}|[a-z])(?P<bracket>\)?)\s+(?P<text>\S.*)", re.DOTALL)
RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
AMOUNT = r"(?:€|EUR|Euro|%|Prozent|km²?|qm|m²|ha|kg|t|Personen|Stunden|Tage)"
UNIT = rf"(?:(?:1\.000|Tsd\.?|Tausend|Mio\.?|T)\s?)?{AMOUNT}"
OF_COLUMN = re.compile(rf"(?:\bin\s+(?P<in>{UNIT})|[\[(](?:in\s+)?(?P<brackets>{UNIT})[\])])$")
OF_TABLE = re.compile(rf"\(?(?:alle\s+)?(?:angaben|beträge|werte)?\s*in\s+(?P<unit>{UNIT})\.?\)?", re.IGNORECASE)


def understood(table: Table) -> Table:
    """The same table with role and breakdown of its rows, its footnotes, and its units.

    A column that is a second key (“Jahr”, “Delikt”) becomes part of the rows, where it stands next to the labels or
    someone has said so; what the program itself wrote keeps its columns, and has no notes below. Official keys of
    districts go with the rows.
    """
    is_ours = table.label_heading.casefold() == OWN_LABEL
    if not is_ours:
        table = _with_breakdowns(replace(table, records=tuple(_with_whole_labels(table.records))))
    roles = [_role(record, below) for record, below in zip(table.records, [*table.records[1:], None], strict=True)]
    records = tuple(replace(each, role=role) if role else each for each, role in zip(table.records, roles, strict=True))
    read = replace(table, records=tuple(with_blocks(records)))
    read = _with_units(read if is_ours else _with_notes(_without_foot(read)))
    return replace(read, remarks=(*read.remarks, *_odd_letters(read)))


def _odd_letters(table: Table) -> list[TableWarning]:
    """Where letters look as if another program had misread the file."""
    texts = [*table.headings, *(text for each in table.records for text in (each.label, *(c.text for c in each.cells)))]
    together = "\n".join(texts)
    match = ODD_LETTERS.search(together) if any(sign in together for sign in ODD_SIGNS) else None
    return [TableWarning(LETTERS, {"words": match[0]})] if match else []


def _role(record: Record, below: Record | None) -> str:
    if record.continues:
        return ""
    if SUM.fullmatch(record.label):
        return "sum"
    has_rows = below is not None and not below.continues
    if not has_rows or any(cell.text.strip() for cell in record.cells):
        return ""
    return "heading" if names_rows(record.label) or GROUP.fullmatch(record.label) else ""


def _with_whole_labels(records: Iterable[Record]) -> Iterator[Record]:
    """A label whose last line ends in a hyphen goes on in the next row, which continues that row."""
    held: list[Record] = []
    for record in records:
        if held and not record.continues and ENDS_BROKEN.search(held[0].label):
            held[0] = replace(held[0], label=f"{held[0].label}\n{record.label}")
            held.append(replace(record, label="", continues=True))
        elif record.continues:
            held.append(record)
        else:
            yield from held
            held = [record]
    yield from held


def _with_breakdowns(table: Table) -> Table:
    table = _with_district_keys(table)
    said = [*table.keys, *_repeated_names(table)]
    keys = next((at for at, head in enumerate(table.headings) if head not in said and not KEY.fullmatch(head)), 0)
    if not keys:
        return table
    names = table.headings[:keys]
    return replace(table, headings=table.headings[keys:], records=tuple(_broken_down(table.records, names)))


def _with_district_keys(table: Table) -> Table:
    """A column of official keys of districts goes with the rows, and tells them apart only where labels do not."""
    for at, heading in enumerate(table.headings[: len(table.keys)]):
        values = [record.cells[at].text.strip() for record in table.records]
        if OF_DISTRICTS.fullmatch(heading) and any(values) and all(map(DISTRICT_KEY.fullmatch, filter(None, values))):
            pairs = zip(table.records, values, strict=True)
            keyed = replace(table, records=tuple(replace(each, key=_district_key(value)) for each, value in pairs))
            labels = Counter(record.label for record in table.records if not record.continues)
            return _without_column(keyed, at) if labels.most_common(1)[0][1] == 1 else keyed
    return table


def _without_column(table: Table, at: int) -> Table:
    records = tuple(replace(each, cells=each.cells[:at] + each.cells[at + 1 :]) for each in table.records)
    return replace(table, headings=table.headings[:at] + table.headings[at + 1 :], records=records)


def _district_key(value: str) -> str:
    """As the statistical offices write it: a spreadsheet takes the zero at the front away."""
    return value.zfill(WHOLE_KEYS.get(len(value), len(value)))


def _repeated_names(table: Table) -> tuple[str, ...]:
    """The heading behind labels and keys, where it names rows, and labels stand several times: “Bezirk | Schule”."""
    at = next((at for at, heading in enumerate(table.headings) if heading not in table.keys), 0)
    heading = table.headings[at]
    if at + 1 == len(table.headings) or not heading or not names_rows(heading):
        return ()
    named = [each for each in table.records if not each.continues and not SUM.fullmatch(each.label)]
    pairs = Counter((each.label, each.cells[at].text.strip()) for each in named)
    are_apart = len({label for label, _ in pairs}) < len(pairs) == pairs.total()
    return (heading,) if are_apart and all(value for _, value in pairs) else ()


def _broken_down(records: Sequence[Record], names: Sequence[str]) -> Iterator[Record]:
    """A district printed once for many lines stands for each of them; so does a key above further keys."""
    label, values = "", [""] * len(names)
    for record in records:
        printed = [cell.text.strip() for cell in record.cells[: len(names)]]
        rest = replace(record, cells=record.cells[len(names) :])
        if not any(printed):
            if not record.continues:
                label, values = record.label, [""] * len(names)
            yield rest
            continue
        values = _carried(values if record.continues else [""] * len(names), printed)
        label = label if record.continues else record.label
        pairs = tuple((name, value) for name, value in zip(names, values, strict=True) if value)
        yield replace(rest, label=label, continues=False, breakdown=pairs)


def _carried(above: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The keys of a line: one that is not printed is that of the line above, until a key before it changes."""
    first = next(at for at, value in enumerate(printed) if value)
    return [*above[:first], *printed[first:]]


def _without_foot(table: Table) -> Table:
    """Lines of words at the end that explain a raised mark are no rows."""
    records = list(table.records)
    foot: list[tuple[int, str]] = []
    while records and not any(cell.text.strip() for cell in records[-1].cells) and _note(table, records[-1].label):
        foot.insert(0, (records[-1].line or 0, records.pop().label))
    return replace(table, records=tuple(records), left_out=(*foot, *table.left_out)) if foot and records else table


def _with_notes(table: Table) -> Table:
    """Lines below the table that begin with a mark which stands in it are footnotes; others stay left out."""
    found = [_note(table, text.strip(), line) for line, text in table.left_out]
    notes = [
        replace(note, boxes=text.boxes) if isinstance(text, PrintedText) else note
        for note, (_line, text) in zip(found, table.left_out, strict=True)
        if note
    ]
    left_out = tuple(each for each, note in zip(table.left_out, found, strict=True) if not note)
    return replace(table, notes=(*table.notes, *notes), left_out=left_out) if notes else table


def _note(table: Table, text: str, line: int | None = None) -> TableNote | None:
    """The footnote that a line is: under the mark that it begins with, or that mark raised, where it is printed."""
    if plain := PLAIN_NOTE.fullmatch(text):
        for mark in (plain["mark"].translate(RAISED) + plain["bracket"], plain["mark"].translate(RAISED)):
            if places := tuple(_places(table, mark)):
                return TableNote(mark, plain["text"], line, places)
    match = NOTE.fullmatch(text)
    return TableNote(match["mark"], match["text"], line, tuple(_places(table, match["mark"]))) if match else None


def _places(table: Table, mark: str) -> Iterator[tuple[int | None, int | None]]:
    """Record and column, counted from 0, of what ends in the mark; None for a whole column or row."""
    for column, heading in enumerate(table.headings):
        if _ends_in(heading, mark):
            yield None, column
    for index, record in enumerate(table.records):
        if _ends_in(record.label, mark):
            yield index, None
        for column, cell in enumerate(record.cells):
            if _ends_in(cell.text, mark):
                yield index, column


def _ends_in(text: str, mark: str) -> bool:
    """“LK Fulda*” does, “LK Fulda**” does not; nor does a text that is nothing but the mark."""
    before = text.rstrip().removesuffix(mark)
    if before in ("", text.rstrip()):
        return False
    return before[-1] not in "*(⁰¹²³⁴⁵⁶⁷⁸⁹" and not (mark[0] in DIGITS and before[-1] in DIGITS)


def _with_units(table: Table) -> Table:
    found = [_unit_of(heading) for heading in table.headings]
    general = next((match["unit"] for _, text in table.left_out if (match := OF_TABLE.fullmatch(text.strip()))), "")
    units = tuple(unit or general for unit in found)
    return replace(table, units=units) if any(units) else table


def _unit_of(heading: str) -> str:
    """Also where the unit stands above several columns: “Kosten in Tsd. € / 2013”."""
    matches = (OF_COLUMN.search(part) for part in reversed(heading.split(" / ")))
    return next((match["in"] or match["brackets"] for match in matches if match), "")
