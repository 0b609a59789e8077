"""Text that a spreadsheet program would run or make its own of: an apostrophe in front, and back again."""

import re

# The set is OWASP's for "CSV injection". A text that already begins like a defused one gets one more
# apostrophe, or `restore` would take away a character that was there from the start.
RISKY = re.compile(r"'*[=+\-@\t\r]")
DEFUSED = re.compile(r"'+[=+\-@\t\r]")
# “1-2” becomes a date, “06631” a number, “Mai 2015” the first of May: short text with a digit, and words of logic.
GUESSED = re.compile(r"(?s)'*(?=.{0,40}\Z)(?:.*\d|\s*(?:true|false|wahr|falsch)\s*\Z).*", re.IGNORECASE)


def defuse(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet program might run it."""
    return "'" + text if RISKY.match(text) else text


def restore(text: str) -> str:
    """The exact inverse of `defuse`."""
    return text[1:] if text[:1] == "'" and DEFUSED.match(text) else text


def protect(text: str) -> str:
    """Like `defuse`, and in front of what a spreadsheet program takes for a date, a number or a truth value too.

    For files that editors take away, edit and bring back; the files of the public are not littered with apostrophes.
    """
    return "'" + text if RISKY.match(text) or GUESSED.match(text) else text


def unprotect(text: str) -> str:
    """The exact inverse of `protect`; what was typed without an apostrophe is taken as it is."""
    is_protected = text[:1] == "'" and (DEFUSED.match(text) or GUESSED.match(text[1:]))
    return text[1:] if is_protected else text
