"""What people type into a search: the number of a paper, the key of a part, a ministry in short, or a question."""

import re
from dataclasses import dataclass

# A paper's number as people write it: 19/1613, 19 / 1613, 19-1613, 19/01613.
NUMBER = re.compile(r"(?<![\d/])(\d{1,2})\s*[/-]\s*0*(\d{1,6})(?![\d/])")
NUMBER_ALONE = re.compile(r"0*(\d{1,6})")
# What stands around a number and says no more than that it is one: LT-Drs. 19/1613, Kleine Anfrage Nr. 1613.
CALLED = re.compile(
    r"\b(?:lt|bt|kt|drs|ds|drucks|drucksachen?|nr|nummer|no|number|papers?|antwort|(?:kleine|gro(?:ß|ss)e) anfrage"
    r"|anfragen?|landtage?s?|bundestage?s?|auf|der|die|das|des|zu|zur|im|in|vom?)\b",
    re.IGNORECASE,
)
PART = re.compile(r"(?:teil)?(?:frage|question)\s*(?:nr\.?|no\.?)?\s*(\d{1,3}\s?[a-z]?)", re.IGNORECASE)
MINISTRY = re.compile(r"(\w{4,}?)s?minist(?:er|erin|erium)s?", re.IGNORECASE)
# Ministries that are not called in full as they are in short: Innenministerium, Minister des Innern.
IN_FULL = {"innen": ("inneres", "innern"), "finanz": ("finanzen",), "agrar": ("landwirtschaft",)}

# What makes a sentence a question after districts, in both languages.
ASKS = re.compile(
    r"\b(?:welche[rsnm]?|wer|was|wo|wie\s+viele|gibt\s+es|haben|hat|which|who|what|where|how\s+many|have|has|did)\b",
    re.IGNORECASE,
)
CODES = (
    ("planned", re.compile(r"\b(?:geplant\w*|plan(?:en|t|ning|ned)|im\s+aufbau)\b", re.IGNORECASE)),
    ("no", re.compile(r"\b(?:kein\w*|nicht|nein|ohne|no|not|without|none)\b", re.IGNORECASE)),
)
# Who is asked after, and the words between: they stand in no answer.
LEFT_OUT = re.compile(
    r"\b(?:welche[rsnm]?|wer|was|wo|wie\s+viele|gibt|es|haben|hat|hatten|hatte|sind|ist|wird|werden|einen?|eine[mrs]?"
    r"|die|der|das|den|zu|zur|zum|in|im|von|vor|ort|kreise?n?|landkreise?n?|st(?:ae|ä)dten?|stadt|kommunen?|kein\w*"
    r"|nicht|nein|ja|ohne|geplant\w*|planen|plant|aufbau|gesagt|sagt|sagen|(?:ge)?antworte\w*|which|who|what|where"
    r"|how\s+many|have|has|had|did|do|does|there|is|are|a|an|the|count(?:y|ies)|cit(?:y|ies)|districts?|no|not|none"
    r"|without|planned|planning|say|said|says|answer(?:ed)?|reply|replied|yes)\b",
    re.IGNORECASE,
)
SILENT = re.compile(
    r"\b(?:ge)?antwort\w*|\br(?:ü|ue)ckmeldung\w*|\bgemeldet\b|\bfehl(?:t|en)\b|\banswer(?:ed)?\b|\brepl(?:y|ied)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """`about` are the words that are left: “Runden Tisch”; "" where only the category is asked for.

    `silent`: it asks who did not answer.
    """

    code: str
    about: str
    silent: bool = False


@dataclass(frozen=True)
class PaperNumber:
    """“19/1613”, or “/1613” where no term is named; `rest` are the other words, which may name its parliament."""

    number: str
    rest: str


def sentence_of(text: str) -> Sentence | None:
    """“Welche Kreise haben keinen Runden Tisch?” asks for the category no, about “Runden Tisch”.

    None for words that are no question: those of a search for texts.
    """
    if not ASKS.search(text) or '"' in text:
        return None
    code = next((code for code, pattern in CODES if pattern.search(text)), "yes")
    about = about_of(text)
    return Sentence(code, about, code == "no" and not about and bool(SILENT.search(text)))


def about_of(text: str) -> str:
    return " ".join(re.findall(r"[\w-]+", LEFT_OUT.sub(" ", text)))


def paper_number(text: str) -> PaperNumber | None:
    """The number of the paper that is named; without a term only where hardly anything else is said."""
    if '"' in text:
        return None
    found = NUMBER.search(text)
    rest = _words(CALLED.sub(" ", NUMBER.sub(" ", text, count=1) if found else text))
    if found:
        return PaperNumber("/".join(found.groups()), rest)
    alone = NUMBER_ALONE.fullmatch(rest)
    return PaperNumber(f"/{alone[1]}", "") if alone else None


def part_key(text: str) -> str:
    """“Frage 2a” -> “2a”; "" for anything else."""
    found = PART.fullmatch(text.strip())
    return found[1].replace(" ", "").lower() if found else ""


def ministry_words(text: str) -> tuple[str, ...]:
    """“Sozialministerium” -> what it is about: (“sozial”,), as in “Minister für Soziales”; () for no ministry."""
    found = MINISTRY.fullmatch(text.strip())
    return IN_FULL.get(found[1].lower(), (found[1].lower(),)) if found else ()


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w-]*\w[\w-]*", text)).strip("- ")
