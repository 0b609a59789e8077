"""Tables with known cells in styles of which chance chooses each property apart, as no designer puts them together."""

import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = re.findall(
    r"\S+",
    "Ahrweiler Altenkirchen Alzey-Worms Birkenfeld Cochem-Zell Donnersbergkreis Eifelkreis Germersheim Kaiserslautern "
    "Kusel Mainz-Bingen Mayen-Koblenz Neuwied Rhein-Hunsrück Rhein-Lahn Südwestpfalz Trier-Saarburg Vulkaneifel "
    "Westerwaldkreis Frankenthal Landau Pirmasens Speyer Worms Zweibrücken",
)
WORDS = re.findall(
    r"\S+",
    "die Mittel wurden im Berichtszeitraum vollständig abgerufen und an die Träger weitergeleitet eine gesonderte "
    "Statistik liegt dem Jugendamt nicht vor nach Auskunft der Schulleitung fanden drei Sitzungen statt darunter ein "
    "Workshop zur Barrierefreiheit des Nahverkehrs sowie Gespräche über Kindertagesstätten und Ganztagsangebote",
)
TOPICS = re.findall(
    r"\S+",
    "Anzahl Plätze Anteil Kosten Personen Bestand Zugänge Abgänge Fälle Bewilligungen Stellen Schulen Betrag Fläche",
)
LONG_TOPICS = (
    "Zahl der bewilligten Anträge",
    "davon mit Wohnsitz im Landkreis",
    "Ausgaben insgesamt in Euro",
    "Anteil an allen Fällen (in Prozent)",
    "Veränderung gegenüber dem Vorjahr",
    "Bemerkungen der Kommune",
    "Unbesetzte Stellen zum Stichtag 31.12.",
    "Träger der Einrichtung",
)
FONTS = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Condensed", "DejaVu Serif Condensed", "DejaVu Sans Mono")
HEADER = "<div style='font-size:7pt;width:100%;text-align:right;padding-right:15mm'>Drucksache 18/4711</div>"
FOOTER = "<div style='font-size:7pt;width:100%;text-align:center'>- <span class=pageNumber></span> -</div>"


@dataclass(frozen=True)
class ChanceCell:
    text: str
    width: int = 1
    height: int = 1


Line = list[ChanceCell | None]


@dataclass(frozen=True)
class ChanceTable:
    """`rows` stand below the headings; what a merged cell covers is empty in them."""

    rows: list[list[str]]
    html: str
    kinds: list["Kind"]

    @property
    def width(self) -> int:
        return len(self.rows[0])


@dataclass(frozen=True)
class ChanceSheet:
    """A file to print, and the tables in it."""

    html: str
    tables: list[ChanceTable]
    has_edges: bool


Kind = Callable[[random.Random], str]


def _thousands(chance: random.Random) -> str:
    return f"{int(10 ** chance.uniform(0, 6)):,}".replace(",", ".")


def _spaced(chance: random.Random) -> str:
    return f"{int(10 ** chance.uniform(0, 6)):,}".replace(",", "\u00a0")


def _plain(chance: random.Random) -> str:
    return str(chance.randrange(10 ** chance.randrange(1, 5)))


def _shares(chance: random.Random) -> str:
    return f"{chance.uniform(0, 100):.1f}".replace(".", ",") + chance.choice([" %", "%"])


def _euros(chance: random.Random) -> str:
    amount = f"{chance.uniform(0, 10 ** chance.randrange(2, 7)):,.2f}"
    return f"{amount.translate(str.maketrans(',.', '.,'))} €"


def _changes(chance: random.Random) -> str:
    return f"{chance.choice('+-')}{chance.uniform(0, 30):.1f}".replace(".", ",")


def _gaps(chance: random.Random) -> str:
    return chance.choice(["", "", "-", "k. A.", _plain(chance), _plain(chance)])


def _days(chance: random.Random) -> str:
    return f"{chance.randrange(1, 29):02}.{chance.randrange(1, 13):02}.20{chance.randrange(10, 25)}"


def _answers(chance: random.Random) -> str:
    return chance.choice(["ja", "nein", "Ja.", "Nein.", "teilweise", "s. Anlage", "in Planung", ""])


def _towns(chance: random.Random) -> str:
    return chance.choice(["", "Stadt "]) + chance.choice(NAMES)


def _short(chance: random.Random) -> str:
    return _sentence(chance, chance.randrange(2, 7))


def _text(chance: random.Random) -> str:
    return _sentence(chance, chance.randrange(6, 26))


def _paragraphs(chance: random.Random) -> str:
    return "\n".join(_sentence(chance, chance.randrange(5, 18)) for _ in range(chance.randrange(4)))


def _sentence(chance: random.Random, words: int) -> str:
    at = chance.randrange(len(WORDS))
    said = " ".join((WORDS * 3)[at : at + words])
    return f"{said[0].upper()}{said[1:]}."


NUMBERS: Sequence[Kind] = (_thousands, _spaced, _plain, _shares, _euros, _changes, _gaps)
OTHERS: Sequence[Kind] = (_days, _answers, _towns, _short, _text, _paragraphs)
LONG: Sequence[Kind] = (_text, _paragraphs)


def make_table(chance: random.Random, most_rows: int) -> ChanceTable:
    """Labels, then columns of a kind each; groups, sums, labels over several rows, levels of headings by chance."""
    kinds = [chance.choice(NUMBERS if chance.random() < 0.65 else OTHERS) for _ in range(chance.randrange(1, 9))]
    long = [at for at, kind in enumerate(kinds) if kind in LONG]
    for at in long[2:]:
        kinds[at] = _plain
    names = chance.sample(NAMES, min(chance.randrange(3, 14 if long else most_rows), len(NAMES)))
    prefix = chance.choice(["", "", "LK ", "Landkreis ", "Kreis "])
    form = chance.choice(["plain"] * 5 + ["groups", "years", "sums"])
    lines: list[Line] = []
    years = [str(2015 + at) for at in range(chance.randrange(2, 4))]
    for at, name in enumerate(names):
        label = f"{prefix}{name}"
        if form == "groups" and not at % 6:
            lines.append([ChanceCell(f"Bezirk {'ABCDE'[at // 6]}", 1 + len(kinds)), *[None] * len(kinds)])
        if form == "years":
            first: Line = [ChanceCell(label, height=len(years)), *[None] * (len(years) - 1)]
            heads = [[cell, ChanceCell(year)] for cell, year in zip(first, years, strict=True)]
        else:
            heads = [[ChanceCell(label)]]
        lines += [[*head, *(ChanceCell(kind(chance)) for kind in kinds)] for head in heads]
    if form == "sums":
        lines.append(
            [ChanceCell("Insgesamt"), *(ChanceCell(kind(chance) if kind in NUMBERS else "") for kind in kinds)]
        )
    first_heads = ["Landkreis", "Jahr"] if form == "years" else ["Landkreis"]
    if form == "plain" and chance.random() < 0.2:
        first_heads = ["Nr.", *first_heads]
        lines = [[ChanceCell(str(at)), *line] for at, line in enumerate(lines, start=1)]
    classes = ["label"] * len(first_heads) + ["number" if kind in NUMBERS else "text" for kind in kinds]
    html = _as_html(_head(chance, first_heads, len(kinds)), lines, classes, chance.choice(["th", "td"]))
    return ChanceTable([[cell.text if cell else "" for cell in line] for line in lines], html, kinds)


def _head(chance: random.Random, first: Sequence[str], count: int) -> list[Line]:
    """One line of headings, or two of which the upper ones stand over several columns."""
    names = [chance.choice(LONG_TOPICS if chance.random() < 0.3 else TOPICS) for _ in range(count)]
    names = [f"{name} {2015 + at}" if chance.random() < 0.4 else name for at, name in enumerate(names)]
    if count < 4 or chance.random() < 0.6:
        return [[ChanceCell(name) for name in (*first, *names)]]
    cut = chance.randrange(2, count - 1)
    upper: Line = [ChanceCell(name, height=2) for name in first]
    for year, width in (("2022/23", cut), ("2023/24", count - cut)):
        upper += [ChanceCell(f"Schuljahr {year}", width), *[None] * (width - 1)]
    return [upper, [*[None] * len(first), *map(ChanceCell, names)]]


def _as_html(head: Sequence[Line], lines: Sequence[Line], classes: Sequence[str], tag: str) -> str:
    top = "".join(f"<tr>{_cells(line, tag, [f'{name} head' for name in classes])}</tr>" for line in head)
    body = "".join(f"<tr>{_cells(line, 'td', classes)}</tr>" for line in lines)
    return f"<table><thead>{top}</thead><tbody>{body}</tbody></table>"


def _cells(line: Line, tag: str, classes: Sequence[str]) -> str:
    return "".join(
        f'<{tag} class="c{at} {classes[at]}" colspan={cell.width} rowspan={cell.height}>'
        f"{'<br>'.join(map(escape, cell.text.split(chr(10))))}</{tag}>"
        for at, cell in enumerate(line)
        if cell
    )


def _style(chance: random.Random, width: int) -> str:
    """CSS of which each property is chosen apart."""
    size = chance.choice([6.5, 7, 8] if width > 6 else [6.5, 7, 8, 9, 10, 11])
    paper = "A4 landscape" if width > 6 or chance.random() < 0.2 else "A4"
    css = [
        f"@page {{ size: {paper}; margin: {chance.randrange(12, 28)}mm }}",
        f"body {{ font: {size}pt '{chance.choice(FONTS)}';"
        f" line-height: {chance.choice([1, 1.1, 1.15, 1.2, 1.35, 1.5])};"
        f" letter-spacing: {chance.choice([0, 0, 0, 0, 0.2, 0.5])}pt }}",
        f"table {{ border-collapse: {chance.choice(['collapse'] * 4 + ['separate'])};"
        f" width: {chance.choice(['100%', '100%', 'auto', '85%'])}; margin: 6pt 0 }}",
        f"td, th {{ padding: {chance.choice([0, 1, 2, 3, 5])}pt {chance.choice([2, 3, 4, 6, 9])}pt; text-align: left;"
        f" vertical-align: {chance.choice(['top'] * 5 + ['middle', 'middle', 'bottom', 'baseline'])} }}",
        f".label:not([rowspan='1']) {{ vertical-align: {chance.choice(['top', 'top', 'middle'])} }}",
        f".number {{ text-align: {chance.choice(['right', 'right', 'right', 'center', 'left'])} }}",
        f".text {{ text-align: {chance.choice(['left', 'left', 'justify', 'center'])}; hyphens: auto }}",
        f".head {{ font-weight: {chance.choice(['bold', 'bold', 'normal'])};"
        f" text-align: {chance.choice(['left', 'center', 'center', 'right'])};"
        f" vertical-align: {chance.choice(['top', 'middle', 'bottom'])} }}",
        f"thead {{ display: {chance.choice(['table-header-group', 'table-row-group'])} }}",
        f"tr {{ break-inside: {chance.choice(['auto', 'avoid'])} }}",
        f".number {{ white-space: {chance.choice(['normal', 'nowrap'])} }}",
    ]
    return "\n".join([*css, *_lines(chance), *_fills(chance)])


def _lines(chance: random.Random) -> Iterator[str]:
    line = f"{chance.choice([0.3, 0.5, 1, 1.5])}pt {chance.choice(['solid'] * 4 + ['dotted', 'dashed'])}"
    line += f" {chance.choice(['#000', '#000', '#777', '#036', '#bbb'])}"
    kinds = ("all", "all", "rows", "head", "head and foot", "none", "none", "columns", "inner", "frame", "some rows")
    kind = chance.choice(kinds)
    if kind == "all":
        yield f"td, th {{ border: {line} }}"
    if kind in ("rows", "inner"):
        yield f"td, th {{ border-bottom: {line} }}"
    if kind in ("columns", "inner"):
        yield f"td + td, th + th {{ border-left: {line} }}"
    if kind in ("head", "head and foot", "frame", "some rows"):
        yield f"thead tr:last-child .head, thead .label {{ border-bottom: {line} }}"
    if kind == "head and foot":
        yield f"table {{ border-top: {line}; border-bottom: {line} }}"
    if kind == "frame":
        yield f"table {{ border: {line} }}"
    if kind == "some rows":
        yield f"tbody tr:nth-child(5n) td {{ border-bottom: {line} }}"


def _fills(chance: random.Random) -> Iterator[str]:
    if chance.random() < 0.3:
        yield f".head {{ background: {chance.choice(['#ddd', '#cde', '#eee', '#b4c7dc'])} }}"
    if chance.random() < 0.2:
        colour = chance.choice(["#eee", "#f6f6f6", "#dde6f0"])
        yield f"tbody tr:nth-child({chance.choice(['odd', 'even'])}) td {{ background: {colour} }}"
    if chance.random() < 0.1:
        yield ".c0 { background: #eee }"
    if chance.random() < 0.2:
        yield ".c0 { font-weight: bold }"


def make_sheet(chance: random.Random) -> ChanceSheet:
    """One table, several below each other, or two side by side, with text above and below."""
    layout = chance.choice(["one"] * 6 + ["beside", "below", "below"])
    tables = [make_table(chance, {"one": 40, "beside": 10, "below": 8}[layout])]
    if layout == "beside" and tables[0].width <= 3 and not any(kind in (*LONG, _short) for kind in tables[0].kinds):
        tables.append(_narrow_table(chance, tables[0].width))
        gap = chance.choice([6, 12, 25])
        beside = "".join(f"<div>{each.html}</div>" for each in tables)
        body = f"<div style='display: flex; gap: {gap}pt; align-items: flex-start'>{beside}</div>"
    elif layout == "below":
        tables += [make_table(chance, 7) for _ in range(2)]
        body = "".join(f"<p><b>Zu Frage {at}</b></p>{each.html}" for at, each in enumerate(tables, start=1))
    else:
        body = tables[0].html
    text = " ".join(_sentence(chance, 20) for _ in range(4))
    title = "<h3>Übersicht der Landkreise</h3><p>Stand: 31.12.2023</p>"
    above = chance.choice(["", "<p>Anlage 2</p>", title, f"<p>{text}</p>"])
    below = chance.choice(["", "<p>Quelle: Eigene Erhebung</p>", f"<p>{_sentence(chance, 24)}</p>"])
    css = _style(chance, max(each.width for each in tables))
    head = f'<!doctype html><html lang="de"><meta charset="utf-8"><style>{css}</style>'
    return ChanceSheet(f"{head}<body>{above}{body}{below}</body></html>", tables, chance.random() < 0.4)


def _narrow_table(chance: random.Random, most: int) -> ChanceTable:
    while (table := make_table(chance, 8)).width > most or any(kind in (*LONG, _short) for kind in table.kinds):
        pass
    return table


def print_sheets(folder: Path, seeds: Sequence[int]) -> Iterator[tuple[ChanceSheet, Path]]:
    """A file of each seed, printed by a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for seed in seeds:
            sheet, path = make_sheet(random.Random(seed)), folder / f"chance-{seed}.pdf"
            page.set_content(sheet.html)
            edges = {"display_header_footer": sheet.has_edges, "header_template": HEADER, "footer_template": FOOTER}
            page.pdf(path=path, prefer_css_page_size=True, print_background=True, **edges)
            yield sheet, path
