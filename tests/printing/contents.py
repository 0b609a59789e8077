"""What is printed: tables with known cells. Names and figures are invented, but for those of the first paper."""

import random
import re
from dataclasses import dataclass, field
from html import escape

from survey.intake import read_annex
from tests.intake.golden import ANNEXES

COUNTIES = re.findall(
    r"\S+",
    "Bergstraße Darmstadt-Dieburg Groß-Gerau Hochtaunus Main-Kinzig Main-Taunus Odenwald Offenbach Rheingau-Taunus "
    "Wetterau Gießen Lahn-Dill Limburg-Weilburg Marburg-Biedenkopf Vogelsberg Fulda Hersfeld-Rotenburg Kassel "
    "Schwalm-Eder Waldeck-Frankenberg Werra-Meißner",
)
WORDS = re.findall(
    r"\S+",
    "Der Landkreis hat im vergangenen Jahr mehrere Gespräche mit den Gemeinden geführt und einen Runden Tisch "
    "eingerichtet an dem Verbände Kirchen und Ehrenamtliche teilnehmen; die Treffen finden alle sechs Wochen statt "
    "(seit März 2014). Eine Fortsetzung ist geplant, soweit die Mittel reichen.",
)


@dataclass
class Printed:
    """A table as HTML, and the rows that a reader should find: headings first, merged cells with their text once."""

    name: str
    head: list[list[tuple[str, int, int]]]
    rows: list[list[str]]
    above: str = ""
    below: str = ""
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def html(self) -> str:
        head = "".join(f"<tr>{''.join(_cell('th', *cell) for cell in line)}</tr>" for line in self.head)
        body = "".join(f"<tr>{self._line(at, line)}</tr>" for at, line in enumerate(self.rows))
        return f"{self.above}<table><thead>{head}</thead><tbody>{body}</tbody></table>{self.below}"

    def _line(self, at: int, line: list[str]) -> str:
        covered = {
            (row + down, column + right)
            for (row, column), (height, width) in self.spans.items()
            for down in range(height)
            for right in range(width)
            if down or right
        }
        return "".join(
            _cell("td", text, *reversed(self.spans.get((at, column), (1, 1))))
            for column, text in enumerate(line)
            if (at, column) not in covered
        )


def _cell(tag: str, text: str, width: int = 1, height: int = 1) -> str:
    spans = (f" colspan={width}" if width > 1 else "") + (f" rowspan={height}" if height > 1 else "")
    number = ' class="n"' if tag == "td" and text[:1].isdigit() else ""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n")) if "\n\n" in text else escape(text)
    return f"<{tag}{spans}{number}>{paragraphs}</{tag}>"


def plain(*headings: str) -> list[list[tuple[str, int, int]]]:
    return [[(heading, 1, 1) for heading in headings]]


def first_paper() -> Printed:
    """The annex of 19/1613: 20 rows of long texts, over many pages."""
    table = read_annex((ANNEXES / "hessen-19-1613.txt").read_bytes(), "hessen-19-1613.txt")
    rows: list[list[str]] = []
    for record in table.records:
        cells = [cell.text for cell in record.cells]
        if record.continues:
            rows[-1][1:] = ["\n\n".join(filter(None, pair)) for pair in zip(rows[-1][1:], cells, strict=True)]
        else:
            rows.append([record.label, *cells])
    title = "<p>Abfrage betreffend Flüchtlingsgipfel in Kreisen und kreisfreien Städten</p><p>26.03.2015</p>"
    return Printed("long", plain("", *table.headings), rows, above=title)


def numbers(columns: int = 4) -> Printed:
    """Counties and figures of all widths, with a sum."""
    chance = random.Random(7)
    rows = [[f"LK {name}", *(_figure(chance) for _ in range(columns))] for name in COUNTIES]
    rows.append(["Summe", *(f"{chance.randrange(10**5):,}".replace(",", ".") for _ in range(columns))])
    headings = [f"Plätze {2013 + at}" for at in range(columns)]
    note = "<p>Quelle: Statistisches Landesamt (Stand: 31.12.2016). Die Angaben beruhen auf Meldungen der Kreise.</p>"
    return Printed("numbers", plain("Landkreis", *headings), rows, above="<p>Anlage 1</p>", below=note)


def _figure(chance: random.Random) -> str:
    value = chance.choice([0, 7, 12, 138, 1138, 20417])
    value = value and value + chance.randrange(5)
    return chance.choice([f"{value:,}".replace(",", ".")] * 6 + ["-", "k. A.", f"{value % 100},5 %"])


def levels() -> Printed:
    """Headings of two lines, one over three columns."""
    chance = random.Random(3)
    head = [
        [("Schul-Nr.", 1, 2), ("Schule", 1, 2), ("Schuljahr 2024/25", 3, 1), ("Schuljahr 2025/26", 3, 1)],
        [(text, 1, 1) for text in ("Plätze", "Quote", "Aufnahme nach") * 2],
    ]
    rows = [
        [f"01K{at:02}", f"Schule am {place}", *(_school(chance) + _school(chance))]
        for at, place in enumerate(("Park", "See", "Wald", "Markt", "Ring", "Dom", "Berg", "Tor"), start=1)
    ]
    return Printed("levels", head, rows, above="<p>Tabelle 1: Aufnahme an weiterführenden Schulen</p>")


def _school(chance: random.Random) -> list[str]:
    return [str(chance.randrange(52, 160)), f"{chance.randrange(40, 100)}%", chance.choice(["alle", "1,5*", "2,0"])]


def groups() -> Printed:
    """Counties under the heading of their region, which stands across all columns."""
    chance = random.Random(5)
    rows, spans = [], {}
    for region, names in (("Darmstadt", COUNTIES[:10]), ("Gießen", COUNTIES[10:15]), ("Kassel", COUNTIES[15:])):
        spans[len(rows), 0] = (1, 4)
        rows.append([f"Regierungsbezirk {region}", "", "", ""])
        rows += [[f"LK {name}", *(str(chance.randrange(400)) for _ in range(3))] for name in names]
    return Printed("groups", plain("Landkreis", "Anträge", "bewilligt", "offen"), rows, spans=spans)


def mixed() -> Printed:
    """Labels, a number, and texts of one to six lines."""
    chance = random.Random(11)
    rows = []
    for name in COUNTIES:
        text = " ".join(WORDS[chance.randrange(8) : chance.randrange(9, len(WORDS))])
        rows.append([f"LK {name}", str(chance.randrange(300)), text, chance.choice(["Ja.", "Nein.", "", "s. 1"])])
    head = plain("Landkreis / kreisfreie Stadt", "Zahl der Treffen im Jahr 2014", "Erläuterung", "Geplant")
    return Printed("mixed", head, rows, below="<p>Stand: 26.03.2015</p>")


def years() -> Printed:
    """One label over several rows."""
    chance = random.Random(13)
    rows, spans = [], {}
    for name in COUNTIES[:8]:
        spans[len(rows), 0] = (3, 1)
        for year in (2013, 2014, 2015):
            label = f"Stadt {name}" if year == 2013 else ""
            rows.append([label, str(year), f"{chance.randrange(90)}.{chance.randrange(100, 999)},00 €"])
    return Printed("years", plain("Stadt", "Haushaltsjahr", "Kosten in Euro"), rows, spans=spans)


def many() -> Printed:
    """Twelve narrow columns of small numbers, some of them empty, some with blanks between their digits."""
    chance = random.Random(17)
    months = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."]
    rows = [[f"{name}", *(_small(chance) for _ in months)] for name in COUNTIES]
    return Printed("many", plain("Kreis", *months), rows, below="<p>* vorläufig</p>")


def _small(chance: random.Random) -> str:
    value = chance.choice([0, chance.randrange(10), chance.randrange(100), 1000 + chance.randrange(9000)])
    return chance.choice(["", *[str(value) if value < 1000 else f"{value // 1000}\u00a0{value % 1000:03}"] * 5])


def compounds() -> Printed:
    """Long words in narrow columns, beside a number each."""
    chance = random.Random(19)
    long = re.findall(
        r"\w+",
        "Gemeinschaftsunterkunft Arbeitsgelegenheitsmaßnahme Wohnraumversorgungskonzept Flüchtlingsaufnahmegesetz "
        "Ehrenamtskoordination Integrationsbeauftragte Verwaltungskostenpauschale Sprachförderung",
    )
    rows = [
        [
            f"LK {name}",
            " und ".join(chance.sample(long, 2)) + ".",
            str(chance.randrange(2000)),
            " ".join(chance.sample(long, 3)),
            f"{chance.randrange(100)},{chance.randrange(10)} %",
        ]
        for name in COUNTIES[:12]
    ]
    head = plain("Gebietskörperschaft", "Maßnahme", "Teilnehmende", "Träger der Maßnahme", "Anteil")
    return Printed("compounds", head, rows)


def sparse() -> Printed:
    """Most cells are empty; labels go over several lines."""
    chance = random.Random(23)
    names = [f"Stadt {name} mit den eingemeindeten Ortsteilen" for name in COUNTIES[:15]]
    rows = [[name, *(chance.choice(["", "", "", "ja", "nein", "12"]) for _ in range(5))] for name in names]
    return Printed("sparse", plain("Kommune", "A", "B", "C", "D", "E"), rows, above="<h3>Tabelle 3</h3>")


def beside() -> list[Printed]:
    """Two tables that stand beside each other."""
    chance = random.Random(29)
    halves = []
    for at, names in enumerate((COUNTIES[:9], COUNTIES[9:18])):
        rows = [[f"LK {name}", str(chance.randrange(900)), str(chance.randrange(90))] for name in names]
        halves.append(Printed(f"beside {at}", plain("Kreis", "Fälle", "geklärt"), rows))
    return halves


def all_contents() -> list[Printed]:
    return [first_paper(), numbers(), levels(), groups(), mixed(), years(), many(), compounds(), sparse()]
