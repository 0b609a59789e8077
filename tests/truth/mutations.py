"""Real papers as other programs would have taken them out of a PDF: the same words, set in other ways, by a seed."""

import random
import re
from collections.abc import Callable

Change = Callable[[str, random.Random], str]


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
)
