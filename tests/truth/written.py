"""Papers that are written by a seed: the words of small inquiries, in the ways in which parliaments print them.

What is known of each is known whole: the wording of each question, and which questions each reply answers with which
words. A further way to number, to answer or to set a page is a row in one of the tables.
"""

import random
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

QUESTIONS = (
    "Wie viele Wohnungen wurden in den Jahren 2018 bis 2023 in den Landkreisen und kreisfreien Städten mit Mitteln des "
    "Landes gefördert (bitte nach Jahren und Landkreisen aufschlüsseln)?",
    "Welche Kenntnisse hat die Landesregierung über den Zustand der Brücken an Landesstraßen?",
    "Ist es zutreffend, dass die Förderrichtlinie zum 31. Dezember 2024 ausläuft, und wenn ja, welche "
    "Anschlussregelung "
    "ist vorgesehen?",
    "Die Landesregierung hat im Jahr 2019 angekündigt, die Zahl der Stellen zu erhöhen. Wie ist der Stand?",
    "Warum wurde der Antrag der Gemeinde abgelehnt? Wer hat darüber entschieden?",
    "In welchem Umfang sind seit dem 1. Januar 2020 Unterrichtsstunden ausgefallen? Bitte nach Schulformen und "
    "Schuljahren aufschlüsseln.",
    "Plant die Landesregierung eine Änderung des Gesetzes? Falls nein, warum nicht?",
    "Wie bewertet die Landesregierung die Aussage des Gutachtens, nach der „die Kosten bis zum Jahr 2030 auf "
    "mehr als das "
    "Doppelte steigen“?",
    "Welche Kosten sind dem Land durch die Maßnahmen nach § 12 Abs. 3 Satz 2 des Gesetzes entstanden, und aus welchem "
    "Haushaltstitel (Kapitel 08 21) wurden sie bestritten?",
    "Wann ist mit dem Abschluss des Planfeststellungsverfahrens für die Ortsumgehung zu rechnen?",
    "Wie viele Fälle wurden bei den Staatsanwaltschaften insgesamt geführt, wie viele davon wurden eingestellt, "
    "und wie "
    "viele führten zu einer Anklage?",
    "Bitte listen Sie alle Projekte mit Namen des Trägers, Ort und Höhe der Förderung auf.",
    "Hat die Landesregierung Kenntnis von weiteren Vorfällen dieser Art, ggf. welchen?",
    "Inwieweit teilt sie die Auffassung, dass das Verfahren zu lange dauert?",
    "Welche Erkenntnisse liegen vor über\n– die Zahl der Betroffenen,\n– ihr Alter und\n– ihre Staatsangehörigkeit?",
    "Wurden die Eltern darüber unterrichtet (wenn ja, wann und in welcher Form)?",
    "Auf welcher Rechtsgrundlage erfolgt die Übermittlung der Daten an Dritte, etwa an Kranken- und Pflegekassen?",
    "Wie hoch war der Anteil der Lehrkräfte ohne zweites Staatsexamen zum Beginn des Schuljahres 2022/2023 an den "
    "Grund-, Haupt- und Realschulen?",
)
PARTS = (
    "Welche davon liegen in der Zuständigkeit des Bundes?",
    "Wie viele waren es insgesamt?",
    "Aus welchen Gründen wurde davon abgesehen?",
    "Seit wann ist das der Landesregierung bekannt?",
    "Welche Schlüsse zieht sie daraus?",
)
REPLIES = (
    "Nein.",
    "Entfällt.",
    "Hierzu liegen der Landesregierung keine Erkenntnisse vor.",
    "Es wird auf die Antwort zu Frage 1 verwiesen.",
    "Siehe Antwort zu Frage 1.",
    "Auf die Vorbemerkung wird verwiesen.",
    "Die Zahl der geförderten Wohnungen ist in den vergangenen Jahren gestiegen. Am\n1. Januar 2023 waren es 4 "
    "312, am\n"
    "31. Dezember 2023 bereits 5 027. Für das\n1. Halbjahr 2024 liegen noch keine Zahlen vor.",
    "Ja. Die Richtlinie wird derzeit überarbeitet. Mit dem Inkrafttreten ist nach dem gegenwärtigen Stand der "
    "Beratungen im "
    "dritten Quartal zu rechnen.\n\nDie Verbände wurden im Rahmen der Anhörung beteiligt. Ihre Stellungnahmen "
    "sind in den "
    "Entwurf eingeflossen, soweit sie die Zuständigkeit des Landes betrafen.",
    "Zuständig sind die Landkreise und kreisfreien Städte im eigenen Wirkungskreis. Eine Statistik wird dazu nicht "
    "geführt; eine Erhebung bei allen Gemeinden war in der für die Beantwortung einer Kleinen Anfrage zur Verfügung "
    "stehenden Zeit nicht möglich.",
    "Die Maßnahmen umfassen insbesondere:\n– die Beratung der Gemeinden,\n– die Schulung der Beschäftigten und\n"
    "– die Förderung von Vorhaben nach der Richtlinie.",
    "Folgende Vorhaben wurden umgesetzt:\n1. Ausbau der Kreisstraße 12,\n2. Neubau der Brücke über die Aue,\n"
    "3. Erneuerung der Fahrbahn zwischen den Ortsteilen.",
    "Dem Bericht zufolge stellt sich die Frage, ob das Verfahren beschleunigt werden kann. Das Ministerium "
    "prüft dies. Auf "
    "die Frage „Wer trägt die Kosten?“ hat der Minister im Ausschuss geantwortet, dass das Land 60 Prozent übernimmt.",
    "Die Kosten beliefen sich auf 1.234.567,89 Euro. Davon entfielen 45,6 Prozent auf Personal- und 54,4 Prozent auf "
    "Sachkosten. Die Mittel wurden aus Kapitel 08 21 Titel 633 01 gezahlt.",
    "Mit Ablauf des\n31.12.2022 endete die Förderung. Die Abrechnung erfolgte nach Nr. 5.2 der Richtlinie. Die "
    "Behörde hat "
    "die Bescheide nach § 35 VwVfG i. V. m. Art. 4 Abs. 1 des Gesetzes erlassen.",
    "a) Im Jahr 2021 gab es 17 Fälle.\nb) Im Jahr 2022 gab es 23 Fälle.",
    "Die Landesregierung teilt diese Auffassung nicht. Die durchschnittliche Dauer der Verfahren ist von 14 auf "
    "9 Monate "
    "gesunken und liegt damit unter dem Durchschnitt der Länder.",
)
TABLES = (
    "Landkreis 2021 2022 2023\nAmmerland 12 14 17\nAurich 8 9 11\nCelle 21 25 30",
    "Jahr Anträge Bewilligungen\n2020 112 98\n2021 130 121\n2022 127 119\n2023 141 133",
)
NOTES = (
    "Vgl. Drucksache 19/2345, S. 4.",
    "Stand: 30. Juni 2023; vorläufige Zahlen.",
    "https://www.example.org/bericht",
)
HEADINGS = ("Allgemeine Fragen", "Zuständigkeit und Verfahren", "Finanzierung", "Weitere Fragen")
REMARK = (
    "Der Bestand an gefördertem Wohnraum nimmt seit Jahren ab. Nach Auskunft der kommunalen Spitzenverbände wird sich "
    "diese Entwicklung fortsetzen, wenn nicht gegengesteuert wird."
)
OTHER_REMARK = (
    "Die Landesregierung misst der Versorgung mit Wohnraum hohe Bedeutung bei. Die erbetenen Angaben werden nicht in "
    "jedem Fall statistisch erfasst; die Zahlen beruhen auf einer Abfrage bei den Landkreisen."
)


NUMBERINGS = (
    "{n}. ",
    "{n}) ",
    "Frage {n}: ",
    "Frage {n}. ",
    "Frage {n}:\n",
    "Frage Nr. {n}: ",
    "Frage {n}\n",
    "{n}.\n",
    "{n}.",
    "({n}) ",
    "Nr. {n}: ",
    "Frage {n} ",
)
TOGETHER = (
    "Die Fragen {list} werden wegen ihres Sachzusammenhangs gemeinsam beantwortet.",
    "Wegen des Sachzusammenhangs werden die Fragen {list} gemeinsam beantwortet.",
    "Die Fragen {list} werden zusammen beantwortet.",
    "Die Antworten zu den Fragen {list} werden zusammengefasst.",
    "Die Beantwortung der Fragen {list} erfolgt gemeinsam.",
    "Zu den Fragen {list} wird aufgrund des Zusammenhangs gemeinsam Stellung genommen:",
)
BARE = "{n}. "
# Labels of a reply to one question, and to several
LABELS = (
    ("", ""),
    ("Antwort:\n", "Antwort:\n"),
    ("Antwort: ", "Antwort: "),
    ("Zu {n}.: ", "Zu {list}: "),
    ("Zu {n}.:\n", "Zu {dotted}:\n"),
    ("Zu Frage {n}:\n", "Zu den Fragen {list}:\n"),
    ("Zu Frage {n}: ", "Zu den Fragen {list}: "),
    ("zu Frage {n}: ", "zu den Fragen {list}: "),
    ("Zu Frage {n}\n", "Zu Fragen {list}\n"),
    ("Antwort zu Frage {n}:\n", "Antwort zu den Fragen {list}:\n"),
    ("Antwort zu Frage {n}: ", "Antwort zu {list}: "),
    ("Antwort zu {n}:\n", "Antwort zu {list}:\n"),
    ("Antwort auf Frage {n}:\n", "Antwort auf die Fragen {list}:\n"),
    ("Antwort auf Frage Nr. {n}:\n", "Zusammenfassende Antwort auf die Fragen {list}:\n"),
    ("Antwort der Landesregierung:\n", "Antwort der Landesregierung:\n"),
    ("Zu Frage {n} –\n", "Zu den Fragen {list} –\n"),
    ("Antwort {n}:\n", "Gemeinsame Antwort zu den Fragen {list}:\n"),
    ("Zu Ziffer {n}:\n", "Zu den Ziffern {list}:\n"),
    ("Zu {n}:\n", "Zu {list}:\n"),
    ("Zur Frage {n}:\n", "Zu den Fragen {list}:\n"),
    ("A n t w o r t :\n", "A n t w o r t :\n"),
    ("Antwort des Ministeriums:\n", "Antwort des Ministeriums:\n"),
    ("Antwort der Landesregierung auf Frage {n}:\n", "Antwort der Landesregierung auf die Fragen {list}:\n"),
    ("Zu {n}. ", "Zu {list}: "),
    (BARE, "{dotted} "),
)
LEADS = (
    "Dies vorausgeschickt, beantworte ich die Kleine Anfrage wie folgt:",
    "Die Landesregierung beantwortet die Kleine Anfrage wie folgt:",
    "Antwort:",
)
HEADS = (
    (
        "hessen",
        "HESSISCHER LANDTAG\n\nDrucksache 21/{d}\n\n18. 03. 2024\n\nKleine Anfrage\n\n"
        "Erika Muster (SPD) vom 05.02.2024\n\nGeförderter Wohnraum\n\nund\n\nAntwort\n\n"
        "Minister für Wirtschaft, Energie, Verkehr und Wohnen\n",
        "Hessischer Landtag · 21. Wahlperiode · Drucksache 21/{d}",
    ),
    (
        "niedersachsen",
        "Niedersächsischer Landtag – 19. Wahlperiode Drucksache 19/{d}\n"
        "Kleine Anfrage zur schriftlichen Beantwortung\ngemäß § 46 Abs. 1 GO LT\n"
        "mit Antwort der Landesregierung\nAnfrage der Abgeordneten Erika Muster (CDU)\n"
        "Antwort des Niedersächsischen Ministeriums für Soziales, Arbeit, Gesundheit und Gleichstellung\n"
        "namens der Landesregierung\nGeförderter Wohnraum\n"
        "Anfrage der Abgeordneten Erika Muster (CDU), eingegangen am 05.02.2024 - Drs. 19/{e},\n"
        "an die Staatskanzlei übersandt am 06.02.2024\n"
        "Antwort des Niedersächsischen Ministeriums für Soziales, Arbeit, Gesundheit und Gleichstellung namens\n"
        "der Landesregierung vom 05.03.2024\n",
        "Niedersächsischer Landtag – 19. Wahlperiode Drucksache 19/{d}",
    ),
    (
        "bundestag",
        "Deutscher Bundestag Drucksache 20/{d}\n20. Wahlperiode 18.03.2024\nAntwort\nder Bundesregierung\n"
        "auf die Kleine Anfrage der Abgeordneten Erika Muster, Max Beispiel, weiterer\n"
        "Abgeordneter und der Fraktion der SPD\n– Drucksache 20/{e} –\nGeförderter Wohnraum\n",
        "Drucksache 20/{d} – {p} – Deutscher Bundestag – 20. Wahlperiode",
    ),
    (
        "brandenburg",
        "Landtag Brandenburg Drucksache 7/{d}\n7. Wahlperiode\n\nAntwort\nder Landesregierung\n"
        "auf die Kleine Anfrage Nr. 3312\nder Abgeordneten Erika Muster (SPD-Fraktion)\nDrucksache 7/{e}\n\n"
        "Geförderter Wohnraum\n\n"
        "Namens der Landesregierung beantwortet der Minister für Infrastruktur und Landesplanung die Kleine "
        "Anfrage wie folgt:\n",
        "Landtag Brandenburg Drucksache 7/{d}",
    ),
    (
        "rheinland-pfalz",
        "LANDTAG RHEINLAND-PFALZ Drucksache 18/{d}\n18. Wahlperiode\n18. 03. 2024\n\nKleine Anfrage\n\n"
        "der Abgeordneten Erika Muster (CDU)\n\nund\n\nAntwort\n\ndes Ministeriums der Finanzen\n\n"
        "Geförderter Wohnraum\n\nDie Kleine Anfrage 18/4711 vom 5. Februar 2024 hat folgenden Wortlaut:\n",
        "Landtag Rheinland-Pfalz – 18. Wahlperiode Drucksache 18/{d}",
    ),
    (
        "hamburg",
        "BÜRGERSCHAFT DER FREIEN UND HANSESTADT HAMBURG Drucksache 22/{d}\n22. Wahlperiode 18.03.2024\n\n"
        "Schriftliche Kleine Anfrage\n\nder Abgeordneten Erika Muster (CDU) vom 05.02.2024\n\n"
        "und Antwort des Senats\n\nBetr.: Geförderter Wohnraum\n",
        "Bürgerschaft der Freien und Hansestadt Hamburg – 22. Wahlperiode Drucksache 22/{d}",
    ),
    (
        "thueringen",
        "THÜRINGER LANDTAG Drucksache 7/{d}\n7. Wahlperiode 18.03.2024\n\nKleine Anfrage\n\n"
        "der Abgeordneten Muster (CDU)\n\nund\n\nAntwort\n\n"
        "des Thüringer Ministeriums für Infrastruktur und Landwirtschaft\n\nGeförderter Wohnraum\n",
        "Thüringer Landtag - 7. Wahlperiode Drucksache 7/{d}",
    ),
    (
        "berlin",
        "Drucksache 19 / {d}\nSchriftliche Anfrage\n\n19. Wahlperiode\n\nSchriftliche Anfrage\n\n"
        "der Abgeordneten Erika Muster (SPD)\n\n"
        "vom 5. Februar 2024 (Eingang beim Abgeordnetenhaus am 6. Februar 2024)\n\nzum Thema:\n"
        "Geförderter Wohnraum\n\nund Antwort vom 18. März 2024 (Eingang beim Abgeordnetenhaus am 19. März 2024)\n",
        "",
    ),
    (
        "bayern",
        "Bayerischer Landtag\n18. Wahlperiode 18.03.2024 Drucksache 18 / {d}\n\nSchriftliche Anfrage\n\n"
        "der Abgeordneten Erika Muster SPD\nvom 05.02.2024\n\nGeförderter Wohnraum\n\nAntwort\n\n"
        "des Staatsministeriums für Wohnen, Bau und Verkehr\nvom 04.03.2024\n",
        "Drucksache 18/{d} Bayerischer Landtag · 18. Wahlperiode Seite {p}",
    ),
    (
        "schleswig-holstein",
        "SCHLESWIG-HOLSTEINISCHER LANDTAG Drucksache 20/{d}\n20. Wahlperiode 18.03.2024\n\nKleine Anfrage\n\n"
        "der Abgeordneten Erika Muster (SPD)\n\nund\n\nAntwort\n\n"
        "der Landesregierung - Ministerium für Inneres, Kommunales, Wohnen und Sport\n\nGeförderter Wohnraum\n",
        "Drucksache 20/{d} Schleswig-Holsteinischer Landtag - 20. Wahlperiode",
    ),
    (
        "nordrhein-westfalen",
        "LANDTAG NORDRHEIN-WESTFALEN Drucksache 18/{d}\n18. Wahlperiode\n\n18.03.2024\n\nAntwort\n\n"
        "der Landesregierung\n\nauf die Kleine Anfrage 3312 vom 5. Februar 2024\nder Abgeordneten Erika Muster SPD\n"
        "Drucksache 18/{e}\n\nGeförderter Wohnraum\n",
        "LANDTAG NORDRHEIN-WESTFALEN - 18. Wahlperiode Drucksache 18/{d}",
    ),
    (
        "baden-wuerttemberg",
        "Landtag von Baden-Württemberg\n17. Wahlperiode Drucksache 17 / {d}\n5.2.2024\n\nKleine Anfrage\n\n"
        "der Abg. Erika Muster CDU\n\nund\n\nAntwort\n\ndes Ministeriums für Landesentwicklung und Wohnen\n\n"
        "Geförderter Wohnraum\n",
        "Landtag von Baden-Württemberg Drucksache 17 / {d}",
    ),
    (
        "mecklenburg-vorpommern",
        "LANDTAG MECKLENBURG-VORPOMMERN Drucksache 8/{d}\n8. Wahlperiode 18.03.2024\n\nKLEINE ANFRAGE\n\n"
        "der Abgeordneten Erika Muster, Fraktion der CDU\n\nGeförderter Wohnraum\n\nund\n\nANTWORT\n\n"
        "der Landesregierung\n",
        "Drucksache 8/{d} Landtag Mecklenburg-Vorpommern - 8. Wahlperiode",
    ),
    (
        "bremen",
        "BREMISCHE BÜRGERSCHAFT Drucksache 21/{d}\nLandtag 18.03.2024\n21. Wahlperiode\n\nAntwort des Senats\n"
        "auf die Kleine Anfrage der Fraktion der CDU\nGeförderter Wohnraum\n",
        "Bremische Bürgerschaft – 21. Wahlperiode Drucksache 21/{d}",
    ),
)


@dataclass(frozen=True)
class Answer:
    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Written:
    """A paper with what is known of it: the wording of its questions by number, with their parts, and its replies."""

    name: str
    parliament: str
    text: str
    questions: dict[str, str]
    replies: tuple[Answer, ...]


@dataclass(frozen=True)
class Style:
    """How questions and replies are told.

    `number` begins a question, `one` and `several` a reply; empty: it follows directly. `together` is the first
    sentence of a joint reply. `listed`: all questions stand first, with `leads` below them; they stand above their
    replies, too, where they are printed `again`.
    """

    number: str
    one: str
    several: str
    together: str
    listed: bool
    again: bool
    leads: str
    has_headings: bool
    has_tables: bool


@dataclass(frozen=True)
class Setting:
    """How pages are set: lines of so many letters, pages of so many lines (0: no pages)."""

    width: int
    blanks: bool
    page_lines: int
    hyphens: bool
    notes: bool


@dataclass
class _Writer:
    """Writes one paper; `blocks` are its paragraphs, in which typed breaks stay."""

    chance: random.Random
    style: Style
    blocks: list[str] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)
    replies: list[Answer] = field(default_factory=list)

    def write(self, count: int) -> None:
        style = self.style
        asked = self.chance.sample(QUESTIONS, count)
        parts = {n: self._parts() for n in range(1, count + 1) if self.chance.random() < 0.2}
        for n, text in enumerate(asked, 1):
            self.questions[str(n)] = " ".join([text, *(f"{letter} {words}" for letter, words in parts.get(n, ()))])
        if style.listed:
            for n, text in enumerate(asked, 1):
                self._ask(n, text, parts.get(n, ()))
            self.blocks.append(style.leads)
        for at, group in enumerate(self._groups(count)):
            if style.has_headings and at and self.chance.random() < 0.4:
                self.blocks.append(self.chance.choice(HEADINGS))
            for n in group if style.again else ():
                self._ask(n, asked[n - 1], parts.get(n, ()))
            self._answer(group, parts)

    def _parts(self) -> list[tuple[str, str]]:
        return list(zip("abc", self.chance.sample(PARTS, self.chance.choice((2, 3))), strict=False))

    def _groups(self, count: int) -> list[list[int]]:
        groups, n = [], 1
        while n <= count:
            size = self.chance.choice((1, 1, 1, 1, 2, 3))
            groups.append(list(range(n, min(n + size, count + 1))))
            n += size
        return groups

    def _ask(self, n: int, text: str, parts: Sequence[tuple[str, str]]) -> None:
        self.blocks.append(self.style.number.format(n=n) + text)
        self.blocks += [f"{letter}) {words}" for letter, words in parts]

    def _answer(self, group: Sequence[int], parts: dict[int, list[tuple[str, str]]]) -> None:
        words = self.chance.choice(REPLIES)
        if group[0] == 1 and "Frage 1" in words:
            words = REPLIES[2]
        if self.style.has_tables and self.chance.random() < 0.3:
            words += f"\n\n{self.chance.choice(TABLES)}\n\nEine weitere Unterteilung ist nicht möglich."
        named = {"n": group[0], "list": _listed(group, "{}"), "dotted": _listed(group, "{}.")}
        together = self.style.together.format(**named) + "\n\n" if len(group) > 1 and self.style.together else ""
        label = (self.style.one if len(group) == 1 else self.style.several).format(**named)
        self.blocks.append(label + together + words)
        keys = [key for n in group for key in (str(n), *(f"{n}{letter}" for letter, _ in parts.get(n, ())))]
        self.replies.append(Answer(tuple(keys), together + words))


def _listed(numbers: Sequence[int], form: str) -> str:
    """ "1 bis 3", "2, 3 und 4"."""
    texts = [form.format(n) for n in numbers]
    if len(texts) > 2 and numbers[0] % 2:
        return f"{texts[0]} bis {texts[-1]}"
    return " und ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


def written_papers(count: int, seed: int) -> Iterator[Written]:
    """So many papers: each label and each numbering in turn, all else by chance."""
    chance = random.Random(seed)
    for at in range(count):
        style = _style(at, chance)
        slug, head, running = chance.choice(HEADS)
        writer = _Writer(chance, style)
        if chance.random() < 0.4:
            writer.blocks += ["Vorbemerkung der Fragestellerin:", REMARK]
        if chance.random() < 0.3 and not style.listed:
            writer.blocks += ["Vorbemerkung der Landesregierung:", OTHER_REMARK]
        writer.write(chance.choice((3, 5, 8, 12)))
        numbers = {"d": 1000 + at, "e": 500 + at, "p": "{p}"}
        text = _set(head.format(**numbers), running.format(**numbers), writer.blocks, _setting(chance), chance)
        yield Written(f"{at}-{slug}.txt", slug, text, writer.questions, tuple(writer.replies))


def _style(at: int, chance: random.Random) -> Style:
    one, several = LABELS[at // 3 % len(LABELS)] if chance.random() < 0.7 else ("", "")
    listed = chance.random() < 0.3 or one == BARE
    return Style(
        number=NUMBERINGS[at % len(NUMBERINGS)],
        one=one,
        several=several,
        together=chance.choice(TOGETHER) if not several or chance.random() < 0.3 else "",
        listed=listed,
        again=one != BARE and (not listed or "{n}" not in one or chance.random() < 0.5),
        leads=chance.choice(LEADS),
        has_headings=chance.random() < 0.2,
        has_tables=chance.random() < 0.25,
    )


def _setting(chance: random.Random) -> Setting:
    return Setting(
        width=chance.choice((62, 76, 90, 110)),
        blanks=chance.random() < 0.7,
        page_lines=chance.choice((0, 0, 34, 48)),
        hyphens=chance.random() < 0.5,
        notes=chance.random() < 0.2,
    )


def _set(head: str, running: str, blocks: Sequence[str], setting: Setting, chance: random.Random) -> str:
    """The text of the pages, each with its head and its number, form feeds between them."""
    lines = head.split("\n")
    for block in blocks:
        lines += [*_wrapped(block, setting, chance), ""]
    if not setting.blanks:
        lines = [line for line in lines if line]
    if not setting.page_lines:
        return "\n".join(lines)
    pages = [lines[at : at + setting.page_lines] for at in range(0, len(lines), setting.page_lines)]
    return "\n\f".join(_page(page, at, running, setting, chance) for at, page in enumerate(pages, 1))


def _page(page: Sequence[str], number: int, running: str, setting: Setting, chance: random.Random) -> str:
    text = "\n".join(page).strip("\n").split("\n")
    if setting.notes:
        text = _with_note(text, number, chance)
    above = [running.replace("{p}", str(number))] if running and number > 1 else []
    below = [str(number)] if "{p}" not in running else []
    return "\n".join([*above, *text, *below])


def _with_note(page: Sequence[str], number: int, chance: random.Random) -> list[str]:
    """A footnote whose mark hangs on the last sentence that ends with a line of this page."""
    ends = [at for at, line in enumerate(page) if re.search(r"[a-zäöü]{3}\.$", line) and at > 12]
    if not ends:
        return list(page)
    at = ends[-1]
    return [*page[:at], f"{page[at]}{number}", *page[at + 1 :], "", f"{number} {chance.choice(NOTES)}"]


def _wrapped(block: str, setting: Setting, chance: random.Random) -> Iterator[str]:
    for text in block.split("\n"):
        lines = textwrap.wrap(text, setting.width, break_long_words=False, break_on_hyphens=False) or [""]
        yield from _hyphenated(lines, chance) if setting.hyphens else lines


def _hyphenated(lines: list[str], chance: random.Random) -> Iterator[str]:
    """Some long words at the beginning of lines are cut, their first letters stand in the line above."""
    for at in range(len(lines) - 1):
        word, _, rest = lines[at + 1].partition(" ")
        if len(word) > 9 and word.isalpha() and word[4:6].islower() and rest and chance.random() < 0.5:
            yield f"{lines[at]} {word[:5]}-"
            lines[at + 1] = f"{word[5:]} {rest}"
        else:
            yield lines[at]
    yield lines[-1]
