"""Text that a spreadsheet program would run as a formula: an apostrophe in front, and back again."""

import re

# The set is OWASP's for "CSV injection". A text that already begins like a defused one gets one more
# apostrophe, or `restore` would take away a character that was there from the start.
RISKY = re.compile(r"'*[=+\-@\t\r]")
DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def defuse(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet program might run it."""
    return "'" + text if RISKY.match(text) else text


def restore(text: str) -> str:
    """The exact inverse of `defuse`."""
    return text[1:] if DEFUSED.match(text) else text
