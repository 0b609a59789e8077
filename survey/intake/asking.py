"""Where a question ends: where it stops asking, which is at the end of a line and seldom at a blank one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from survey.intake.lines import ends_sentence
from survey.language.hyphens import joined_all
from survey.pages.document import PageLine

LINES_OF_QUESTION = 60
LINES_OF_PIECE = 14
PIECES_BEFORE_ASKING = 4

# "a) ...", "(a) ...", "a. ...", which no abbreviation follows as in "d. h."
PART = re.compile(r"(?:[-–•]\s*)?\(?(?P<part>[a-z](?=\s?\))|[a-h](?=\.\s+(?![^\W\d]{1,3}\.)\w))\s?[).]\s*(?P<text>.*)")
BULLET = re.compile(r"[-–—•▪◦‣*·o]\s+\S|\(?[a-z]\)\s|\(?[ivx]+\)\s|\d{1,2}\)\s")
_WHO = (
    r"(?:[Ww]ie(?:so|viel\w*)?|[Ww]as|[Ww]er|[Ww]en|[Ww]em|[Ww]essen|[Ww]o(?:her|hin|für|durch|mit|ran|rauf"
    r"|raus|rin|von"
    r"|zu|bei|rüber|rum|nach|gegen)?|[Ww]ann|[Ww]arum|[Ww]eshalb|[Ww]eswegen|[Ww]elche[mnrs]?|[Ii]nwie(?:fern|weit)"
    r"|[Ii]n\s+wie\s?weit|[Ii]n\s+wie\s?fern)"
)
_BEFORE_WHO = (
    r"(?:(?:Ab|An|Am|Auf|Aus|Bei|Bis|Durch|Für|Gegen|Hinter|In|Mit|Nach|Neben|Ohne|Seit|Über|Um|Unter|Von|Vor|Wegen"
    r"|Zu|Zwischen|Innerhalb|Anhand|Aufgrund|Zum|Zur|Im|Und|Oder|Sowie|Sondern|Aber|Bzw\.|Falls|Wenn|Sofern"
    r"|ja|nein|nicht|und"
    r"|zu|in|auf|für|mit|seit|bis|aus|von|an|nach|vor|über|wenn|falls|jeweils|genau|konkret|dann|,|–|-)\s*)*"
)
_VERB = (
    r"(?:Ist|Sind|War|Waren|Wäre\w*|Hat|Haben|Hatte\w*|Hätte\w*|Gibt|Gab|Gäbe|Kann|Können|Konnte\w*|Könnte\w*"
    r"|Wird|Werden"
    r"|Wurde\w*|Würde\w*|Soll|Sollen|Sollte\w*|Muss|Müssen|Musste\w*|Müsste\w*|Darf|Dürfen|Will|Wollen|Mag|Möchte"
    r"|Liegt|Liegen|Lagen|Besteht|Bestehen|Plant|Planen|Sieht|Sehen|Teilt|Teilen|Hält|Trifft|Treffen|Kennt"
    r"|Weiß|Beabsichtigt"
    r"|Erwägt|Beabsichtigen|Prüft|Existier\w+|Befürwortet|Unterstützt|Verfügt|Verfügen|Findet|Finden|Fand\w*"
    r"|Gelten|Gilt|Erfolgt\w*"
    r"|Erhält|Erhalten|Bleibt|Bleiben|Stellt|Stellen|Steht|Stehen|Geht|Gehen|Kommt|Kommen|Macht|Nimmt|Nehmen"
    r"|Setzt|Zieht"
    r"|Strebt|Rechnet|Erwartet|Handelt|Entspricht|Führt|Führen|Lässt|Lassen|Wirkt|Dient|Gehört|Gehören|Tritt|Betrachtet"
    r"|Bewertet|Berücksichtigt|Identifiziert|Bedarf|Ergibt|Ergeben|Hält|Fördert|Nutzt|Nutzen|Setzen|Sorgt"
    r"|Müßte|Holt|Sieht)"
)
ASKS_FIRST = re.compile(rf"[„“\"(]*(?:{_BEFORE_WHO}{_WHO}\b|{_VERB}\b|(?:Und|Oder|Wenn|Falls|Sofern|Soweit)\b)")
_ASKS_BEHIND = re.compile(rf":\s+{_WHO}\b")
REQUEST = re.compile(
    r"\(?(?:[Bb]itte|(?:Hier)?[Ww]ir bitten|[Ii]ch bitte|Es wird(?: \w+){0,3} gebeten"
    r"|Um \w+.{0,120} wird(?: \w+){0,2} gebeten"
    r"|Die Antworten? (?:bitte|ist|sind|soll))\b"
)
IMPERATIVE = re.compile(
    r"\b(?:aufschlüsseln|aufzuschlüsseln|aufgeschlüsselt|aufführen|auflisten|aufzulisten|angeben|anzugeben"
    r"|ausweisen|darstellen"
    r"|darlegen|nennen|benennen|erläutern|begründen|beifügen|aufteilen|aufgliedern|differenzieren|ausführen"
    r"|unterscheiden"
    r"|aufgelistet|getrennt|tabellarisch|gebeten|beantworten|auszuführen|aufzuführen|darzustellen|zu nennen"
    r"|zu erläutern)\b"
)
_IN_BRACKETS = re.compile(
    r"\(\s*(?:[Bb]itte|[Ff]alls|[Ww]enn|[Ss]ofern|[Aa]ufge\w+|[Ii]nkl|[Ee]inschl|[Gg]gf|[Jj]eweils|[Aa]ngabe"
    r"|[Tt]abell|[Dd]ie\b|[Ss]oweit"
    r"|[Aa]nalog|[Nn]ach\b|[Gg]etrennt|[Ss]ollte)"
)
# "Wegen des Sachzusammenhangs werden die Fragen 1 bis 3 gemeinsam beantwortet"
_TOGETHER = re.compile(
    r"(?:Die|Zu den|Zu|Wegen|Auf ?[Gg]rund|Aus Gründen|In Anbetracht)?\b[^.?]{0,120}?\bFragen\b"
    r"(?=[^.?]{0,200}\b(?:gemeinsam|zusammen\w*|Zusammenhang\w*|Sachzusammenhang\w*|gebündelt|einheitlich|\d{1,3}\s?[a-z]?\)?\s*"
    r"(?:,|und|bis|sowie|[-–])))[^.?]{1,200}\b(?:beantwortet|zusammengefasst|erfolgt|genommen|eingegangen)\b"
)
_BEGINS_TOGETHER = ("Die ", "Zu ", "Fragen ", "Wegen ", "Aufgrund ", "Auf Grund ", "Aus ", "In Anbetracht ")
_ANSWER_LINE = re.compile(r"(?:Antwort|ANTWORT|A\s?N\s?T\s?W\s?O\s?R\s?T)(?:\s(?:der|des)\s[^?]*)?\s?:?")
_OF_REPLY = re.compile(r"zu\s+(?:Fragen?\s+)?\d{1,3}\s?[.):]")
_MARKS = re.compile(r"(?:\s?\[\d+\])+$")  # of footnotes
_CLOSED = re.compile(r"[)\]]\s*[.?!]*$")
_ASKED = re.compile(r"\?")
_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-ZÄÖÜ„(])")


@dataclass(frozen=True)
class Ending:
    """`end` is the index behind the question's last line; `asked`: it has asked, or asked for something, by then."""

    end: int
    asked: bool


@dataclass(frozen=True)
class _Piece:
    """Lines up to one that may end a sentence; `is_whole`: it does end so."""

    start: int
    end: int
    text: str
    is_whole: bool


def question_end(lines: Sequence[PageLine], start: int, stop: int, first: str) -> Ending:
    """The end of the question whose first line is `start` (its words `first`, without the number), before `stop`.

    A change of type ends it where the file knows weights or sizes; else it goes on while it asks.
    """
    stop = min(stop, start + LINES_OF_QUESTION)
    typed = _end_of_type(lines, start, stop)
    if typed:
        return Ending(typed, asked=True)
    if (
        not first
        and start + 1 < stop
        and lines[start + 1].after_blank
        and not is_asking(_piece(lines, start + 1, stop).text)
    ):
        return Ending(start + 1, asked=False)
    piece = _piece(lines, start, stop, first)
    asked, count = is_asking(piece.text), 1
    while not asked and piece.end < stop and count < PIECES_BEFORE_ASKING and not _is_apart(lines, piece):
        piece = _piece(lines, piece.end, stop)
        asked, count = is_asking(piece.text), count + 1
    if not asked:
        return Ending(_piece(lines, start, stop, first).end, asked=False)
    end, part = piece.end, _part_letter(lines, start, piece.end)
    while end < stop:
        following = _piece(lines, end, stop)
        if not _goes_on(lines, piece, following, part):
            break
        piece, end = following, following.end
        part = max(part, _part_letter(lines, piece.start, end))
    return Ending(end, asked=True)


def is_asking(text: str) -> bool:
    """Whether a sentence in this text is a question or a request."""
    if _ASKED.search(text) or REQUEST.match(text) or ASKS_FIRST.match(text):
        return True
    return bool(_ASKS_BEHIND.search(text)) or any(REQUEST.match(sentence) for sentence in _SENTENCES.split(text))


def _end_of_type(lines: Sequence[PageLine], start: int, stop: int) -> int | None:
    """Where bold type ends that the question begins with; None where the file does not know, or nothing changes."""
    if not lines[start].bold:
        return None
    end = next((index for index in range(start, stop) if not lines[index].bold), stop)
    end = _with_plain_parts(lines, start, end, stop)
    return end if end < len(lines) else None


def _with_plain_parts(lines: Sequence[PageLine], start: int, end: int, stop: int) -> int:
    """The end of a question behind its lettered parts, where these ask in plain type below a bold one."""
    due = chr(ord(_part_letter(lines, start, end) or "`") + 1)
    while end < stop and (match := PART.fullmatch(lines[end].text)) and match["part"] == due:
        piece = _piece(lines, end, stop, match["text"])
        if not is_asking(piece.text):
            break
        end, due = piece.end, chr(ord(due) + 1)
    return end


def _piece(lines: Sequence[PageLine], start: int, stop: int, first: str | None = None) -> _Piece:
    texts: list[str] = []
    for index in range(start, min(stop, start + LINES_OF_PIECE)):
        line = lines[index]
        is_apart = line.after_blank and ends_sentence(texts[-1]) if index > start else False
        if index > start and (PART.fullmatch(line.text) or is_apart or _is_answered(lines, index)):
            return _Piece(start, index, " ".join(texts).strip(), is_whole=True)
        texts.append(_MARKS.sub("", first if first is not None and index == start else line.text))
        if ends_sentence(line.text) and not _is_inside(" ".join(texts), lines, index, stop):
            return _Piece(start, index + 1, " ".join(texts).strip(), is_whole=True)
    return _Piece(start, start + len(texts), " ".join(texts).strip(), is_whole=False)


def _is_answered(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line is the word “Antwort”, or begins to say which questions are answered together; a question may have
    lost its mark.
    """
    text = lines[index].text
    if _ANSWER_LINE.fullmatch(text):
        return True
    if not text.startswith(_BEGINS_TOGETHER):
        return False
    return bool(_TOGETHER.match(joined_all(line.text for line in lines[index : index + 3])))


def _is_inside(text: str, lines: Sequence[PageLine], index: int, stop: int) -> bool:
    """A bracket ends nothing, but where it asks or follows a question; nor does what goes on in lower case."""
    following = lines[index + 1].text if index + 1 < stop else ""
    if following[:1].islower() and not PART.fullmatch(following) and not _OF_REPLY.match(following):
        return True
    if text[-1:] in tuple(')]”“"»') and not re.search(r"[.?!]\W*$", text):
        opened = text.rfind("(")
        asks = opened >= 0 and (_IN_BRACKETS.match(text[opened:]) or "?" in text[max(opened - 4, 0) : opened])
        return not (text.endswith(")") and asks)
    return text.count("(") > text.count(")") and not text.endswith("?")


def _is_apart(lines: Sequence[PageLine], piece: _Piece) -> bool:
    """Whether a blank line parts what follows from a whole sentence."""
    return piece.is_whole and lines[piece.end].after_blank


def _part_letter(lines: Sequence[PageLine], start: int, end: int) -> str:
    letters = [match["part"] for line in lines[start:end] if (match := PART.fullmatch(line.text))]
    return letters[-1] if letters else ""


def _goes_on(lines: Sequence[PageLine], piece: _Piece, following: _Piece, part: str) -> bool:
    text = following.text
    letter = PART.fullmatch(text)
    if letter:
        is_next = letter["part"] == (chr(ord(part) + 1) if part else "a")
        return is_next and (not letter["text"] or is_asking(letter["text"]) or not _is_ended(piece))
    if not piece.is_whole or piece.text.endswith((":", ";")):
        return bool(BULLET.match(text)) or not piece.is_whole or is_asking(text)
    if text.startswith("(") and _CLOSED.search(text) and len(text) < 500:
        return bool(_IN_BRACKETS.match(text)) or "?" in text
    if REQUEST.match(text) and (IMPERATIVE.search(text) or text.startswith(("Bitte", "Wir bitten", "Ich bitte"))):
        return following.end - following.start <= 8
    return _asks_again(text) and following.end - following.start <= 8


def _is_ended(piece: _Piece) -> bool:
    return piece.text.endswith(("?", ".", "!", ")"))


def _asks_again(text: str) -> bool:
    """Whether all that is said here is a question: its last sentence asks, and what stands before it begins as one."""
    ended = text.rstrip(' )”“"»')
    sentences = _SENTENCES.split(text)
    if not ended.endswith("?"):
        return bool(ASKS_FIRST.match(text)) and len(sentences) == 1 and bool(IMPERATIVE.search(text)) and "itte" in text
    return bool(ASKS_FIRST.match(sentences[-1])) or len(sentences) == 1
