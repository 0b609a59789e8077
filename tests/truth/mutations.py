"""Real papers as other programs would have taken them out of a PDF: the same words, set in other ways, by a seed.

Those of MARKS set in other ways what numbers questions and begins replies: where these stand, the reading says of the
paper as it is.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

from survey.intake.paper import Paper

Change = Callable[[str, random.Random], str]
ChangeOfMarks = Callable[[list[str], Paper], None]
LINES_OF_PAGE = 45
HEAD = re.compile(r"Wahlperiode|Drucksache \d")


def without_blank_lines(text: str, chance: random.Random) -> str:
    """No line is empty."""
    return re.sub(r"\n(?:[ \t]*\n)+", "\n", text)


def with_blank_lines(text: str, chance: random.Random) -> str:
    """An empty line below every tenth line, wherever that is."""
    return "\n".join(line + "\n" * (chance.random() < 0.1) for line in text.split("\n"))


def kerned(text: str, chance: random.Random) -> str:
    """A blank behind some capitals that are followed by a narrow letter: “W ie viele”."""
    return re.sub(r"\b([WVT])(?=[aeio])", lambda match: match[1] + " " * (chance.random() < 0.3), text)


def with_soft_hyphens(text: str, chance: random.Random) -> str:
    """Soft hyphens within some long words."""
    return re.sub(r"\b(\w{6})(?=[a-zäöüß]{4})", lambda match: match[1] + "\u00ad" * (chance.random() < 0.2), text)


def numbered_with_brackets(text: str, chance: random.Random) -> str:
    """“1)” for “1.” at the beginning of lines."""
    return re.sub(r"(?m)^(\s*\d{1,2})\.(?=\s)", r"\1)", text)


def with_wide_blanks(text: str, chance: random.Random) -> str:
    """No-break and double blanks for some blanks."""
    return re.sub(r"(?<=\S) (?=\S)", lambda match: chance.choice([" "] * 8 + ["\u00a0", "  "]), text)


def with_page_feet(text: str, chance: random.Random) -> str:
    """A foot on each page, of a program that prints web pages."""
    pages = text.split("\f")
    return "\f".join(
        f"{page.rstrip()}\nAusdruck vom 03.04.2026, Seite {at} von {len(pages)}\n" for at, page in enumerate(pages, 1)
    )


def with_windows_ends(text: str, chance: random.Random) -> str:
    """Lines end as in Windows, with blanks before."""
    return re.sub(r"[ \t]*\n", " \r\n", text)


def rewrapped(text: str, chance: random.Random) -> str:
    """Lines of at most 64 letters, cut within words by a hyphen now and then."""
    found: list[str] = []
    for line in text.split("\n"):
        while len(line) > 64:
            at = line.rfind(" ", 0, 64)
            word = line[at + 1 :].split(" ", 1)[0]
            if at > 0 and len(word) > 9 and word.isalpha() and word[5].islower() and chance.random() < 0.3:
                found.append(f"{line[: at + 1]}{word[:5]}-")
                line = line[at + 6 :]
            elif at > 0:
                found.append(line[:at])
                line = line[at + 1 :]
            else:
                break
        found.append(line)
    return "\n".join(found)


def numbers_alone(text: str, chance: random.Random) -> str:
    """The number of a question on a line of its own."""
    return re.sub(r"(?m)^(\s*\d{1,2}\.)\s+(?=[A-ZÄÖÜ])", r"\1\n", text)


def numbers_glued(text: str, chance: random.Random) -> str:
    """No blank behind the number of a question."""
    return re.sub(r"(?m)^(\s*\d{1,2}\.)\s+(?=[A-ZÄÖÜ])", r"\1", text)


def without_running_heads(text: str, chance: random.Random) -> str:
    """No running heads and page numbers: who copies the text leaves them out."""
    return re.sub(r"\f[^\n]*Drucksache[^\n]*\n(?:\s*\d{1,3}\s*\n)?", "\f", text)


def without_some_question_marks(text: str, chance: random.Random) -> str:
    """One question mark of ten is lost, as letters of a bad font are."""
    return re.sub(r"\?(?=\s*\n)", lambda match: "" if chance.random() < 0.1 else "?", text)


def with_accents_apart(text: str, chance: random.Random) -> str:
    """“ü” as a u and its dots, as in files of macOS."""
    return unicodedata.normalize("NFD", text)


def cut_by_soft_hyphens(text: str, chance: random.Random) -> str:
    """A soft hyphen or a sign of negation for each hyphen at the end of a line."""
    return re.sub(r"(?m)(?<=[a-zäöüß])-(?=[ \t]*$)", lambda match: chance.choice("\u00ad\u00ac"), text)


def with_ligatures(text: str, chance: random.Random) -> str:
    """One sign for “fi”, “fl”, “ff”."""
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02").replace("ff", "\ufb00")


def with_tabs_behind_numbers(text: str, chance: random.Random) -> str:
    """A tab behind the numbers and letters that lines begin with."""
    return re.sub(r"(?m)^(\s*(?:\d{1,2}\.|[a-z]\)|–))\s+(?=\S)", r"\1\t", text)


def without_form_feeds(text: str, chance: random.Random) -> str:
    """Pages follow each other as lines do."""
    return text.replace("\f", "\n")


def as_laid_out(text: str, chance: random.Random) -> str:
    """Lines with the margin of their page before them, and wide blanks within, as “pdftotext -layout” sets them."""
    margin = " " * chance.choice((4, 8, 12))
    words = re.sub(r"(?m)^(\d{1,2}\.)[ \t]+", r"\1   ", text)
    words = re.sub(r"(?<=[a-z,]) (?=[A-Za-z])", lambda match: "  " if chance.random() < 0.05 else " ", words)
    return re.sub(r"(?m)^(?=\S)", margin, words)


def with_heads_in_pieces(text: str, chance: random.Random) -> str:
    """The number of the paper on a line of its own in each running head."""
    first, _, rest = text.partition("\n")
    return f"{first}\n" + re.sub(r"(?m)^(.*Wahlperiode)[ \t]+(Drucksache \d+/\d+[ \t]*)$", r"\1\n\2", rest)


def in_narrow_lines(text: str, chance: random.Random) -> str:
    """Lines of at most 58 letters, but for running heads and addresses."""
    return "\n".join(piece for line in text.split("\n") for piece in _wrapped(line, 58))


def _wrapped(line: str, width: int) -> Iterator[str]:
    while len(line) > width and not HEAD.search(line) and "//" not in line and (at := line.rfind(" ", 1, width)) > 0:
        yield line[:at]
        line = line[at + 1 :]
    yield line


def with_feet_of_an_office(text: str, chance: random.Random) -> str:
    """Pages of 45 lines, a foot of four lines on each: address, telephone, page."""
    lines = text.replace("\f", "\n").split("\n")
    pages = ["\n".join(lines[at : at + LINES_OF_PAGE]) for at in range(0, len(lines), LINES_OF_PAGE)]
    foot = "Musterplatz 1\n11011 Musterstadt\nTelefon: 0123 456-0\nSeite {}\n"
    return "\f".join(f"{page.rstrip()}\n{foot.format(at)}" for at, page in enumerate(pages, 1))


def with_dots_before_letters(text: str, chance: random.Random) -> str:
    """“f¨ur”, as old programs of TeX set umlauts."""
    return re.sub("[äöü]", lambda match: "¨" + unicodedata.normalize("NFD", match[0])[0], text)


def with_long_dashes(text: str, chance: random.Random) -> str:
    """A dash of one em for each of half an em."""
    return text.replace("–", "—")


def with_tabs_before_numbers(text: str, chance: random.Random) -> str:
    """Tabs on both sides of the number of a question."""
    return re.sub(r"(?m)^(\d{1,2}\.)[ ]+", r"\t\1\t", text)


def with_separators_of_lines(text: str, chance: random.Random) -> str:
    """Lines end with the separator that Unicode has for them, too."""
    return text.replace("\n", "\u2028\n")


def with_other_quotes(text: str, chance: random.Random) -> str:
    """»...« for „...“, a hyphen for each dash."""
    return text.replace("„", "»").replace("“", "«").replace("–", "-")


def joined_within_words(text: str, chance: random.Random) -> str:
    """Cut words on one line, with hyphen and blank."""
    return re.sub(r"(?<=[a-zäöüß])-[ ]*\n(?=[a-zäöüß])", "- ", text)


def labelled_by_answer(lines: list[str], paper: Paper) -> None:
    """“Antwort zu Frage 3:” above each reply."""
    _label(
        lines, paper, lambda numbers: f"Antwort zu {'Frage' if len(numbers) == 1 else 'den Fragen'} {_all(numbers)}:\n"
    )


def labelled_by_number(lines: list[str], paper: Paper) -> None:
    """“Zu 3.” above each reply, without a colon."""
    _label(lines, paper, lambda numbers: f"Zu {_all([f'{number}.' for number in numbers])}\n")


def labelled_by_government(lines: list[str], paper: Paper) -> None:
    """“Antwort der Landesregierung:” above each reply."""
    _label(lines, paper, lambda numbers: "Antwort der Landesregierung:\n")


def numbered_with_words(lines: list[str], paper: Paper) -> None:
    """“Frage 3” for “3.”, without a colon."""
    _number(lines, paper, r"\s*(\d{1,3})\.\s+", r"Frage \1 ")


def numbered_on_lines_of_their_own(lines: list[str], paper: Paper) -> None:
    """“Frage 3:” above each question."""
    _number(lines, paper, r"\s*(\d{1,3})\.\s+", r"Frage \1:\n")


def numbered_with_romans(lines: list[str], paper: Paper) -> None:
    """“III.” for “3.”."""
    _number(lines, paper, r"\s*(\d{1,3})\.\s+", lambda match: f"{_roman(int(match[1]))}. ")


def numbered_with_dashes(lines: list[str], paper: Paper) -> None:
    """“3 – ” for “3.”."""
    _number(lines, paper, r"\s*(\d{1,3})\.\s+", r"\1 – ")


def numbered_without_dots(lines: list[str], paper: Paper) -> None:
    """“3 Wie viele” for “3. Wie viele”."""
    _number(lines, paper, r"\s*(\d{1,3})\.\s+", r"\1 ")


def numbered_before_the_word(lines: list[str], paper: Paper) -> None:
    """“3. Frage: ” for “3.”."""
    _number(lines, paper, r"\s*(\d{1,3})\.\s+", r"\1. Frage: ")


def labelled_before_the_word(lines: list[str], paper: Paper) -> None:
    """“3. Antwort:” above each reply."""
    _label(lines, paper, lambda numbers: f"{_all(numbers)}. Antwort:\n")


def labelled_between_dashes(lines: list[str], paper: Paper) -> None:
    """“– Antwort –” above each reply."""
    _label(lines, paper, lambda numbers: "– Antwort –\n")


def with_letters_and_dots(lines: list[str], paper: Paper) -> None:
    """“a.” for “a)”."""
    _number(lines, paper, r"\s*([a-h])\)\s+", r"\1. ")


def _label(lines: list[str], paper: Paper, form: Callable[[list[str]], str]) -> None:
    for reply in paper.replies:
        numbers = list(dict.fromkeys(key for key in reply.questions if key.isdigit()))
        if numbers and lines[reply.line - 1].strip() == reply.printed[0]:
            lines[reply.line - 1] = form(numbers) + lines[reply.line - 1]


def _all(numbers: list[str]) -> str:
    return " und ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))


def _roman(number: int) -> str:
    signs = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    value, sign = next(each for each in signs if each[0] <= number)
    return sign + (_roman(number - value) if number > value else "")


def _number(lines: list[str], paper: Paper, pattern: str, form: str | Callable[[re.Match], str]) -> None:
    for question in paper.questions:
        if question.line:
            lines[question.line - 1] = re.sub(f"^{pattern}", form, lines[question.line - 1])


def with_other_marks(text: str, paper: Paper, change: ChangeOfMarks) -> str:
    """A text in which questions and replies, which stand where this reading of it says, are marked in another way."""
    lines = text.split("\n")
    change(lines, paper)
    return "\n".join(lines)


CHANGES: tuple[Change, ...] = (
    without_blank_lines,
    with_blank_lines,
    kerned,
    with_soft_hyphens,
    numbered_with_brackets,
    with_wide_blanks,
    with_page_feet,
    with_windows_ends,
    rewrapped,
    numbers_alone,
    numbers_glued,
    without_running_heads,
    without_some_question_marks,
    with_accents_apart,
    cut_by_soft_hyphens,
    with_ligatures,
    with_tabs_behind_numbers,
    without_form_feeds,
    as_laid_out,
    with_heads_in_pieces,
    in_narrow_lines,
    with_feet_of_an_office,
    with_dots_before_letters,
    with_long_dashes,
    with_tabs_before_numbers,
    with_separators_of_lines,
    with_other_quotes,
    joined_within_words,
)
MARKS: tuple[ChangeOfMarks, ...] = (
    labelled_by_answer,
    labelled_by_number,
    labelled_by_government,
    numbered_with_words,
    numbered_on_lines_of_their_own,
    with_letters_and_dots,
    numbered_with_romans,
    numbered_with_dashes,
    numbered_without_dots,
    numbered_before_the_word,
    labelled_before_the_word,
    labelled_between_dashes,
)
