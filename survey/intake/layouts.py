"""How each parliament prints a paper: tables of patterns over the one reader. A further layout is a row in LAYOUTS.

Patterns of a head are looked for in its lines, joined by "\\n", one after the other; what one takes is no other's. A
group names the field that it fills; `date` goes to the kind of date beside it.
"""

import re
from dataclasses import dataclass

from survey.intake.dates import PRINTED_DATE
from survey.intake.numbering import BARE, BRACKETED, WORDED

# Where a date stands: words of the record, which is German as the papers are
HEAD_LINE = "Kopfzeile"
ASKERS_LINE = "Zeile der Fragesteller"
ANSWER_LINE = "Zeile der Antwort"
SIGNED = "Unterschrift"
LAST_LINE = "Schlusszeile"
FOOTNOTE = "Fußnote der ersten Seite"

NUMBER = r"\d{1,2} ?/ ?\d{1,3}(?: ?\d{3}|\d{1,3})?(?!\d)"
DASH = "[–—−‐-]"
DATE = rf"(?P<date>{PRINTED_DATE})"
PARTY = (
    r"(?:CDU|CSU|SPD|AfD|FDP(?:/DVP)?|F\.D\.P\.|GRÜNEN?|Grünen?|DIE GRÜNEN|B(?:ÜNDNIS|ündnis) ?90/(?:DIE"
    r"|Die) G(?:RÜNEN|rünen)"
    r"|DIE LINKE\.?|Die Linke|Linke|BSW|FREIE WÄHLER|Freie Wähler|SSW|BVB|PIRATEN|fraktionslos\w*|BIW|NPD|Plus|BfTh)"
)
MEMBERS = r"(?:Abgeordneten?|Abg\.|Fraktion(?:en)?|Mitglied(?:er)?\s+des\s+Landtag(?:e?s)?)"
_FORM = (
    r"(?:Kleine|Große|Schriftliche(?:\s+(?:Kleine|Große))?|Dringliche\s+(?:Kleine|Große))\s+Anfrage|KLEINE\s+ANFRAGE|GROSSE\s+ANFRAGE"
    r"|GROẞE\s+ANFRAGE"
)

# Further lines of a ministry: behind a comma or a word that ends none, or in lower case
_RUNS_ON = (
    r"(?:(?:\n(?=[a-zäöü])|(?<=,)\n|(?<=\sund)\n|(?<=\sfür)\n|(?<=\sder)\n|(?<=\sdes)\n|(?<=\sDER)\n|(?<=\sFÜR)\n)"
    r"[^\n]+){0,3}"
)

# One line of askers, or several as long as they end with a comma, "und" or in the middle of a name
ASKERS = re.compile(
    rf"(?<![^\n])(?P<askers>(?:des|der)\s+{MEMBERS}\s[^\n]+"
    rf"(?:\n(?!(?:vom|betr|zum\s+Thema|und\n|Drucksache|Antwort|eingegangen|{DASH}\s*Drucksache)\b)[^\n]+){{0,12}}?"
    rf"(?:\)|{PARTY}|{PARTY}-Fraktion|und\s+Fraktion))(?=\n|,?\s+vom\s|$)"
)
KIND = re.compile(
    rf"(?P<kind_printed>{_FORM}|ANFRAGE(?=\n)|Anfrage(?=\s+des\s))(?:[ \t]+(?:Nr\.[ \t]*)?\d{{1,5}})?", re.IGNORECASE
)
PAPER = re.compile(rf"(?:Drucksache|DRUCKSACHE|Drs\.)\s+(?P<number>{NUMBER})")
TERM = re.compile(r"\d+\.\s*(?:Wahlperiode|WAHLPERIODE)")
HEAD_DATE = re.compile(rf"(?<![^\n ]){DATE}(?=\n|$|\s+Drucksache)")
MINISTRY = re.compile(
    r"(?<![^\n])(?P<ministry>(?:des|der)\s+(?:(?:Thüringer|Hessischen|Niedersächsischen|Sächsischen|Bayerischen)\s+)?"
    r"(?:(?:Staats|Bundes|Landes|Kultus|Finanz|Justiz|Innen|Sozial|Wirtschafts|Umwelt|Verkehrs|Wissenschafts)*"
    r"(?:[Mm]inisteri\w+|[Mm]inisters?|[Kk]anzlei)|Senats\w*|Senator\w*|Ministerpräsident\w*|Chefs?)"
    rf"(?:\s[^\n]+)?{_RUNS_ON})(?=\n|$)"
)
BY_LETTER = re.compile(
    r"(?P<ministry>(?:Das|Die"
    r"|Der)\s+[^.]{3,200}?)\s+hat\s+(?:namens\s+der\s+Landesregierung\s+)?die\s+(?:Kleine|Große)\s+"
    rf"Anfrage[^.]{{0,80}}?\s*(?:vom\s+{PRINTED_DATE})?[^.]{{0,80}}?\s+mit\s+Schreiben\s+vom\s+{DATE}"
    r"[^.:]{0,80}?(?:beantwor-?\s?tet|beantwortet)\s*[.:]"
)
BY_NAME = re.compile(
    r"Namens\s+der\s+Landesregierung\s+beantwortet\s+(?P<ministry>(?:der|die|das)\s+[^.:]{3,200}?)\s+die\s+"
    r"(?:Kleine|Große)\s+Anfrage[^.:]{0,80}wie\s+folgt\s*[:.]"
)
GIVEN_OUT = re.compile(
    rf"\(?(?:ver|aus)(?:teilt|gegeben)\s*(?:am|:)\s*{DATE}(?:\s*\((?:{PRINTED_DATE})\))?\)?", re.IGNORECASE
)


EVENTS = {
    "eingegangen": "received",
    "übersandt": "forwarded",
    "ausgegeben": "distributed",
    "verteilt": "distributed",
}
EVENT = re.compile(
    rf"\(?(?P<event>{'|'.join(EVENTS)})\s*(?:am:?|:)\s*{DATE}(?:\s*\(\s*{PRINTED_DATE}\))?\)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Field:
    """A pattern of the head; its groups name the fields. `date` is the kind of its date, `found_in` where it stands."""

    pattern: re.Pattern
    date: str = ""
    found_in: str = HEAD_LINE


@dataclass(frozen=True)
class Layout:
    """`parliament` is its name for readers, `named` how a head names it.

    `question` are the lines that may begin a question, `fields` those of a head. The title stands where `title` says,
    else it is the first line behind the words of the form that no field has taken, where the askers fit `title_behind`.
    `notes` stand anywhere between the lines of a text, `ends` is what stands behind the last reply. `margin` are the
    lines of a letterhead that stands beside the text, where a file weaves both.
    """

    slug: str
    parliament: str
    named: re.Pattern
    fields: tuple[Field, ...]
    question: tuple[re.Pattern, ...] = (WORDED, BARE, BRACKETED)
    title: re.Pattern | None = None
    title_behind: re.Pattern | None = None
    notes: tuple[Field, ...] = ()
    ends: re.Pattern | None = None
    margin: re.Pattern | None = None
    example: str = "1. ...?"


def _line(pattern: str) -> re.Pattern:
    """A whole line of the head."""
    return re.compile(rf"(?<![^\n])(?:{pattern})(?=\n|$)", re.IGNORECASE)


def _parliament(name: str) -> re.Pattern:
    return re.compile(rf"(?<![^\n])(?P<parliament_printed>{name})(?:\s*{DASH}?\s*\d+\.\s*Wahlperiode)?", re.IGNORECASE)


_WHO = r"(?:des|der)\s+(?:Abgeordneten?|Abg\.|Fraktion)\s(?:(?!\bAnfrage\b|\bAntwort\b).){1,1000}?"
_WHO_ASKS = (
    rf"(?P<askers>(?:des|der)\s+{MEMBERS}\s(?:(?!\bAntwort\b).){{1,1000}}?"
    rf"(?:\)|{PARTY}(?:-Fraktion)?))(?=\n|,?\s+vom\s|,?\s+eingegangen\s|$)"
)
_ASKED_IN = rf"{DASH}\s*(?:Drs\.|Drucksache)\s+(?P<asked_in>{NUMBER})(?:\s*\([^)\n]*\))?(?:\s*{DASH}(?=\s|$))?"
_COMMON = (Field(TERM), Field(PAPER), Field(KIND), Field(ASKERS))

HESSEN = Layout(
    "hessen",
    "Hessischer Landtag",
    re.compile(r"hessischer\s+landtag", re.IGNORECASE),
    (
        Field(_parliament(r"Hessischer\s+Landtag")),
        Field(_line(DATE), "distributed"),
        Field(_line(rf"(?:Drucksache|Drs\.)\s+(?P<number>{NUMBER})")),
        Field(_line(r"(?P<kind_printed>(?:Dringliche\s+)?(?:Kleine|Große)\s+Anfrage)")),
        Field(
            re.compile(
                rf"(?<![^\n])(?P<askers>(?:des|der)\s+(?:Abg\.|Abgeordneten?|Fraktion)\s.{{1,1000}}?"
                rf"|[A-ZÄÖÜ][^\n]{{3,300}}\))"
                rf"(?:\s+vom\s+{DATE})(?=\n|$)",
                re.DOTALL,
            ),
            "asked",
            ASKERS_LINE,
        ),
        Field(_line(r"(?P<askers>(?:des|der)\s+(?:Abg\.|Abgeordneten?|Fraktion)\s[^\n]{1,1000})")),
        Field(
            _line(
                r"(?P<ministry>(?:(?:des|der)\s+)?(?:Hessischen\s+)?(?:Minister|Staatsminister|Chef"
                r"|Ministerpräsident)[^\n]*"
                r"(?:\n(?:und|für|sowie)\s[^\n]+)?)"
            )
        ),
        Field(re.compile(rf"Eingegangen\s+am\s+{DATE}", re.IGNORECASE), "received"),
        Field(re.compile(rf"Übersandt\s+am\s+{DATE}", re.IGNORECASE), "forwarded"),
        Field(re.compile(rf"(?:Ausgegeben|Verteilt)\s+am\s+{DATE}", re.IGNORECASE), "distributed"),
    ),
    title=re.compile(r"(?<![^\n])betreffend:?\s+"),
    title_behind=re.compile(r"(?!des\b|der\b)"),
    example="Frage 1. ...",
)
NIEDERSACHSEN = Layout(
    "niedersachsen",
    "Niedersächsischer Landtag",
    re.compile(r"niedersächsischer\s+landtag", re.IGNORECASE),
    (
        Field(_parliament(r"Niedersächsischer\s+Landtag")),
        Field(re.compile(rf"Drucksache\s+(?P<number>{NUMBER})(?:\s+\d+$)?", re.MULTILINE)),
        Field(
            re.compile(
                r"(?P<kind_printed>(?i:(?:Kleine|Große)\s+Anfrage))(?i:\s+zur\s+schriftlichen\s+Beantwortung)?"
                r"(?:\s+gemäß\s+§\s*\d+(?:\s+Abs\.\s*\d+)?\s+GO\s+LT)?(?i:\s+mit\s+Antwort\s+der\s+Landesregierung)?"
            )
        ),
        Field(re.compile(_ASKED_IN)),
        Field(
            re.compile(
                rf"Anfrage\s+(?P<askers>{_WHO}),?\s*(?:an\s+die\s+Landesregie-?\s?rung,?\s*)?"
                rf"eingegangen\s+am\s+{DATE}[ ,]*",
                re.DOTALL,
            ),
            "received",
            ASKERS_LINE,
        ),
        Field(re.compile(rf"(?:an\s+die\s+Staatskanzlei\s+)?übersandt\s+am\s+{DATE}"), "forwarded", ASKERS_LINE),
        Field(
            re.compile(
                r"(?i:Antwort)\s+(?P<ministry>(?:des|der)\s+(?:(?!\bAntwort\b).){1,300}?)\s+namens\s+der\s+Landesregierung"
                rf"\s+vom\s+{DATE}(?:,?\s*gezeichnet\s+(?P<signatory>[^\n]+))?",
                re.DOTALL,
            ),
            "answered",
            ANSWER_LINE,
        ),
        Field(
            re.compile(
                r"Anfrage\s+(?:des|der)\s+(?:(?!\bAntwort\b).){1,1000}?\s+Antwort\s+(?:des|der)\s+(?:(?!\bAntwort\b).)"
                r"{1,300}?\s+namens\s+der\s+Landesregierung(?!\s+vom\b)",
                re.DOTALL,
            )
        ),
        Field(re.compile(r"(?<![^\n])(?:Abgeordnete[rn]?|Abg\.|Fraktion)\s[^\n]+(?=\n)")),
    ),
)
BUNDESTAG = Layout(
    "bundestag",
    "Deutscher Bundestag",
    re.compile(r"deutscher\s+bundestag", re.IGNORECASE),
    (
        Field(_parliament(r"Deutscher\s+Bundestag")),
        Field(TERM),
        Field(
            re.compile(
                rf"(?i:Antwort)\s+der\s+Bundesregierung\s+auf\s+die\s+(?P<kind_printed>(?i:(?:Kleine|Große)\s+Anfrage))\s*"
                rf"(?P<askers>(?:des|der)\s+(?:Abgeordneten?|Abg\.|Fraktion)\s.{{1,1000}}?)"
                rf"\s+{_ASKED_IN}",
                re.DOTALL,
            )
        ),
        Field(PAPER),
        Field(HEAD_DATE, "distributed"),
        Field(KIND),
        Field(ASKERS),
    ),
    notes=(
        Field(
            re.compile(
                r"Die Antwort wurde namens der Bundesregierung mit Schreiben\s+(?P<ministry>(?:des|der)\s+.{1,300}?)"
                rf"\s+vom\s+{DATE}\s+übermittelt\."
            ),
            "answered",
            FOOTNOTE,
        ),
    ),
)
NORDRHEIN_WESTFALEN = Layout(
    "nordrhein-westfalen",
    "Landtag Nordrhein-Westfalen",
    re.compile(r"landtag\s+nordrhein-westfalen", re.IGNORECASE),
    (
        Field(_parliament(r"Landtag\s+Nordrhein-Westfalen")),
        Field(PAPER),
        Field(re.compile(rf"(?<![^\n])Drucksache\s+(?P<asked_in>{NUMBER})(?=\n|$)")),
        Field(re.compile(rf"(?P<kind_printed>(?i:(?:Kleine|Große)\s+Anfrage))(?:\s+\d+)?(?:\s+vom\s+{DATE})"), "asked"),
        Field(re.compile(r"(?P<kind_printed>(?i:(?:Kleine|Große)\s+Anfrage))(?:\s+\d+)?(?=\n|$)")),
        *_COMMON,
        Field(HEAD_DATE, "dated"),
    ),
    notes=(
        Field(BY_LETTER, "answered", ANSWER_LINE),
        Field(
            re.compile(rf"Datum des Originals:\s*{DATE}(?:\s*/\s*Ausgegeben:\s*{PRINTED_DATE}(?:\s*\([^)]*\))?)?"),
            "dated",
        ),
    ),
)
BAYERN = Layout(
    "bayern",
    "Bayerischer Landtag",
    re.compile(r"bayerischer\s+landtag", re.IGNORECASE),
    (
        Field(re.compile(rf"\d+\.\s*Wahlperiode\s+{DATE}\s+Drucksache\s+(?P<number>{NUMBER})"), "distributed"),
        Field(re.compile(r"(?<![^\n])(?P<parliament_printed>Bayerischer\s+Landtag)", re.IGNORECASE)),
        Field(
            re.compile(
                rf"(?i:Antwort)\s*\n(?P<ministry>(?:des|der)\s+(?:(?!vom\s+\d).){{3,300}}?)\s+vom\s+{DATE}", re.DOTALL
            ),
            "answered",
            ANSWER_LINE,
        ),
        *_COMMON,
        Field(re.compile(rf"(?<![^\n])vom\s+{DATE}"), "asked", ASKERS_LINE),
    ),
    ends=re.compile(r"Hinweise? des Landtagsamts"),
)
BADEN_WUERTTEMBERG = Layout(
    "baden-wuerttemberg",
    "Landtag von Baden-Württemberg",
    re.compile(r"landtag\s+von\s+baden-württemberg", re.IGNORECASE),
    (
        Field(_parliament(r"Landtag\s+von\s+Baden-Württemberg")),
        *_COMMON,
        Field(HEAD_DATE, "asked"),
        Field(MINISTRY),
    ),
    notes=(
        Field(re.compile(rf"Eingegangen:\s*{DATE}(?:\s*/\s*Ausgegeben:\s*{PRINTED_DATE})?(?:\s+\d+)?"), "received"),
        Field(
            re.compile(
                rf"Mit\s+Schreiben\s+vom\s+{DATE}\s+(?:Nr\.\s*\S+\s+)?(?:beantwortet"
                rf"|nimmt)\s[^.:]{{3,300}}wie\s+folgt\s*[:.]"
            ),
            "answered",
            ANSWER_LINE,
        ),
        Field(
            re.compile(
                r"Drucksachen und Plenarprotokolle sind im Internet(?: Der Landtag druckt.*)?"
                r"|abrufbar unter: www\.landtag-bw\.de\S*(?: net mit.*)?"
                r"|Der Landtag druckt auf Recyclingpapier, ausgezeich-? ?net mit dem Umweltzeichen.*"
            )
        ),
    ),
)
BERLIN = Layout(
    "berlin",
    "Abgeordnetenhaus Berlin",
    re.compile(r"abgeordnetenhaus(?:es)?(?:\s+von)?\s+berlin|eingang\s+beim\s+abgeordnetenhaus", re.IGNORECASE),
    (
        Field(re.compile(r"(?P<parliament_printed>Abgeordnetenhaus(?:es)?\s+(?:von\s+)?Berlin)", re.IGNORECASE)),
        Field(re.compile(rf"(?:Drucksache|Schriftliche\s+Anfrage\s+Nr\.)\s+(?P<number>{NUMBER})")),
        Field(re.compile(rf"und\s+(?i:Antwort)\s+vom\s+{DATE}"), "answered", ANSWER_LINE),
        Field(re.compile(rf"Eingang\s+beim\s+Abgeordnetenhaus\s+am\s+{DATE}"), "received", ASKERS_LINE),
        Field(re.compile(rf"Eingang\s+beim\s+Abgeordnetenhaus\s+am\s+{PRINTED_DATE}")),
        *_COMMON,
        Field(re.compile(rf"(?<![^\n])vom\s+{DATE}"), "asked", ASKERS_LINE),
        Field(
            re.compile(
                r"(?<![^\n])(?P<ministry>Senats(?:verwaltung|kanzlei)\s[^\n]+|Der Regierende Bürgermeister[^\n]*)"
            )
        ),
    ),
    title=re.compile(r"(?<![^\n])zum\s+Thema:\s*"),
)
THUERINGEN = Layout(
    "thueringen",
    "Thüringer Landtag",
    re.compile(r"thüringer\s+landtag", re.IGNORECASE),
    (
        Field(_parliament(r"Thüringer\s+Landtag")),
        Field(re.compile(r"(?P<kind_printed>(?i:(?:Kleine|Große)\s+Anfrage))\s+(?P<asked_in>\d+/\d+)")),
        *_COMMON,
        Field(HEAD_DATE, "dated"),
        Field(MINISTRY),
    ),
    notes=(
        Field(BY_LETTER, "answered", ANSWER_LINE),
        Field(re.compile(rf"Druck:\s*Thüringer Landtag,\s*{DATE}"), "distributed", FOOTNOTE),
        Field(re.compile(rf"Zuleitung an die Landesregierung:\s*{DATE}"), "forwarded", FOOTNOTE),
    ),
)
SACHSEN = Layout(
    "sachsen",
    "Sächsischer Landtag",
    re.compile(r"sächsischer\s+landtag|präsidenten\s+des\s+sächsischen\s+landtag", re.IGNORECASE),
    (
        Field(_parliament(r"Sächsischer\s+Landtag")),
        *_COMMON,
        Field(re.compile(rf"(?:Dresden),?\s+(?:den\s+)?{DATE}"), "answered", ANSWER_LINE),
        Field(re.compile(r"(?<![^\n])(?P<ministry>SÄCHSISCHES STAATSMINISTERIUM[^\n]+" + _RUNS_ON + ")")),
    ),
    notes=(
        Field(re.compile(rf"Eingegangen am:\s*{DATE}(?:\s+Ausgegeben am:\s*{PRINTED_DATE})?"), "received"),
        Field(re.compile(rf"Ausgegeben am:\s*{DATE}"), "distributed"),
    ),
    margin=re.compile(
        r"Hausanschrift:?|Postanschrift:?|Postfach [\d ]{3,}.{0,40}|\d{5} [A-ZÄÖÜ][a-zäöüß]+|Freistaat|SACHSEN"
        r"|[A-ZÄÖÜ][\w.-]*?(?:straße|str\.|[Pp]latz|allee|ufer|ring|weg) \d{1,3}[a-z]?"
        r"|Sächsisches Staats(?:ministerium|kanzlei)(?: (?:der|des|für) .{2,60})?"
        r"|Präsidenten des Sächsischen Landtage?s|Herrn? (?:Dr\. )?[A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+"
        r"|(?:Telefon|Telefax|Tel\.|Fax):? ?\+?[\d ()/-]{5,}"
        r"|(?:E-Mail:? )?\S+@\S+|www\. ?\S+(?: ?[.\w/]+){0,2}|Verkehrs(?:an|ver)bindung:?|Zu erreichen mit.{0,60}"
        r"|(?:den )?Straßenbahn.{0,40}|Haltestelle\b.{0,40}|Für Besucher\b.{0,40}|Besucherpark.{0,60}"
        r"|befinden sich Park.{0,20}|Innenhof\. Bitte beim.{0,20}|(?:dienst|Empfang|Pförtnerdienst) melden\."
        r"|\W?\s?(?:Informationen zum Zugang für|Kein Zugang für) .{0,60}|schlüsselte / signierte E-Mails.{0,20}"
        r"|nische Dokumente sowie De-Mail.{0,20}|Zertifikat seit \d{4}|audit \w{0,8}\s?und\s?fami\w{2,6}"
        r"|\d?\s?STAATS\w{8,12}(?: Freistaat)?|(?:DER|DES|FÜR) [A-ZÄÖÜ, ]{5,60} \W?\w?SACHSEN"
    ),
)
SACHSEN_ANHALT = Layout(
    "sachsen-anhalt",
    "Landtag von Sachsen-Anhalt",
    re.compile(r"landtag(?:es)?\s+von\s+sachsen-anhalt|landes\s+sachsen-anhalt|KA\s+\d+/\d+", re.IGNORECASE),
    (
        Field(re.compile(r"(?P<parliament_printed>Landtag\s+von\s+Sachsen-Anhalt)", re.IGNORECASE)),
        Field(re.compile(rf"(?:Kleine|Große)\s+Anfrage\s*{DASH}\s*KA\s+\d+/\d+\s+vom\s+{DATE}"), "asked"),
        Field(re.compile(rf"(?:Kleine|Große)\s+Anfrage\s*{DASH}\s*KA\s+\d+/\d+")),
        Field(
            re.compile(
                r"Antwort\s+der\s+Landesregierung\s+auf\s+eine\s+(?P<kind_printed>(?:Kleine"
                r"|Große)\s+Anfrage)\s+zur\s+schriftlichen\s+Beantwortung"
            )
        ),
        Field(re.compile(r"(?<![^\n])(?P<askers>(?:Mitglied(?:er)?\s+des\s+Landtages|Abgeordnete[rn]?)\s[^\n]+)")),
        Field(re.compile(r"Mit freundlichen Grüßen\n(?P<signatory>[^\n]{5,60})\n(?:Staatsm|M)inister(?:in)?\b[^\n]*")),
        Field(
            re.compile(
                r"erstellt\s+(?:vom|von\s+der|durch\s+d\w+)\s+(?P<ministry>(?:Ministeri\w+"
                r"|Staatskanzlei)(?:[^\n‐]|\n(?=für|und|des)){0,200}?)"
                r"(?=\s+des\s+Landes|\s+‐|\n\n|$|\n(?!für|und|des))"
            )
        ),
        *_COMMON,
        Field(HEAD_DATE, "answered"),
    ),
)
SCHLESWIG_HOLSTEIN = Layout(
    "schleswig-holstein",
    "Schleswig-Holsteinischer Landtag",
    re.compile(r"schleswig-holsteinischer\s+landtag", re.IGNORECASE),
    (
        Field(_parliament(r"Schleswig-Holsteinischer\s+Landtag")),
        *_COMMON,
        Field(HEAD_DATE, "distributed"),
        Field(
            re.compile(
                r"der\s+Landesregierung\s*[-–]\s*(?:der\s+|des\s+)?(?P<ministry>(?:Minister|Ministerpräsident"
                r"|Chef|Staatskanzlei)"
                rf"[^\n]+{_RUNS_ON}(?:\n(?!\n)[^\n]*\([A-Z][A-Za-z]+\))?)"
            )
        ),
    ),
)
SAARLAND = Layout(
    "saarland",
    "Landtag des Saarlandes",
    re.compile(r"landtag\s+des\s+saarlandes", re.IGNORECASE),
    (
        Field(_parliament(r"Landtag\s+des\s+Saarlandes")),
        Field(re.compile(rf"Drucksache\s+(?P<number>{NUMBER})\s*\((?P<asked_in>{NUMBER})\)")),
        Field(re.compile(rf"(?P<kind_printed>Anfrage)\s+(?P<askers>(?:des|der)\s+{MEMBERS}\s[^\n]+)")),
        *_COMMON,
        Field(HEAD_DATE, "dated"),
    ),
    title=re.compile(r"(?<![^\n])betr\.?:?\s*"),
)
MECKLENBURG_VORPOMMERN = Layout(
    "mecklenburg-vorpommern",
    "Landtag Mecklenburg-Vorpommern",
    re.compile(r"landtag\s+mecklenburg-vorpommern", re.IGNORECASE),
    (Field(_parliament(r"Landtag\s+Mecklenburg-Vorpommern")), *_COMMON, Field(HEAD_DATE, "distributed")),
    notes=(Field(BY_LETTER, "answered", FOOTNOTE),),
)
GENERAL = Layout(
    "general",
    "",
    re.compile(r"landtag|bürgerschaft|abgeordnetenhaus", re.IGNORECASE),
    (
        Field(
            re.compile(
                r"(?<![^\n])(?P<parliament_printed>[^\n]{0,40}(?:[Ll]andtag|LANDTAG|[Bb]ürgerschaft"
                r"|BÜRGERSCHAFT)(?:\s+(?i:der\s+freien\s+und\s+hansestadt\s+hamburg)|[^\n]{0,40}?))"
                r"(?=\s+Drucksache|\s+DRUCKSACHE|\n|$)"
            )
        ),
        Field(TERM),
        Field(re.compile(rf"\(?[Zz]u\s+(?:Drucksache|Drs\.)\s+(?P<asked_in>{NUMBER})(?:\sS(?=\)|\n))?\)?")),
        Field(re.compile(rf"{PAPER.pattern}(?:\sS(?=\n))?")),
        Field(
            re.compile(
                rf"(?:Die\s+)?(?:Kleine|Große)\s+Anfrage[^.\n]{{0,60}}?\s+vom\s+{DATE}\s+hat\s+folgenden\s+Wortlaut:?"
            ),
            "asked",
        ),
        Field(re.compile(rf"{KIND.pattern}(?:\s+{_WHO_ASKS})?", re.IGNORECASE | re.DOTALL)),
        Field(ASKERS),
        Field(re.compile(_ASKED_IN)),
        Field(re.compile(rf"(?<![^\n])Drucksache\s+(?P<asked_in>{NUMBER})(?=\n|$)")),
        Field(re.compile(r"(?:[Uu]nd\s+)?Antwort\s+(?P<ministry>des\s+Senats)(?=\n|$)")),
        Field(HEAD_DATE, "dated"),
        Field(re.compile(rf"(?<![^\n ])vom\s+{DATE}(?=\n|$)"), "asked", ASKERS_LINE),
        Field(MINISTRY),
    ),
    title=re.compile(r"(?<![^\n])(?:betreffend|betr\.|Betreff|Betr\.|zum\s+Thema|Thema):?\s+"),
    notes=(Field(BY_LETTER, "answered", ANSWER_LINE), Field(BY_NAME, "answered", ANSWER_LINE)),
)
LAYOUTS = {
    layout.slug: layout
    for layout in (
        HESSEN,
        NIEDERSACHSEN,
        BUNDESTAG,
        NORDRHEIN_WESTFALEN,
        BAYERN,
        BADEN_WUERTTEMBERG,
        BERLIN,
        THUERINGEN,
        SACHSEN_ANHALT,
        SACHSEN,
        SCHLESWIG_HOLSTEIN,
        SAARLAND,
        MECKLENBURG_VORPOMMERN,
        GENERAL,
    )
}
