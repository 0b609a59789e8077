"""The text of a file that should be text, or the reason why it is none."""

import codecs
import re

from survey.files.errors import FileError, gettext_noop

OTHER_KINDS = {
    b"%PDF-": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"PK\x03\x04": "ZIP",
    b"\xd0\xcf\x11\xe0": "OLE",
    b"\x1f\x8b": "GZIP",
    b"SQLite format 3": "SQLite",
}
MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8 with byte order mark"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16 LE"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16 BE"),
}
# “Ã¼”, “â€œ”: nobody writes so; it is UTF-8 that is damaged elsewhere.
DAMAGED_UTF_8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]")
# The same in a text that was written so, in good UTF-8: runs of letters that Windows-1252 makes of one.
TWICE = re.compile(r"[ÃÂâ][^\x00-\x7f]+")
SURELY_TWICE = re.compile("Ã[¤¶¼Ÿ„–œ\x84\x96\x9c\x9f]")
OUR_OWN = re.compile(r"\W*(?:respondent|key)\b", re.IGNORECASE)  # what the program wrote is read to the letter
GERMAN = re.compile(r"(?<=[A-Za-z])[äöüßÄÖÜ]|[äöüÄÖÜ](?=[A-Za-z])")
WESTERN = ("Windows-1252", "Latin-1", "Mac Roman")
UMLAUTS = "äöüßÄÖÜ"
SURE = 0.9  # of the letters beyond ASCII
_SEPARATORS = re.compile("[\u2028\u2029]")
CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """UTF-8, with or without byte order mark, to text; raises FileError for everything else."""
    _check_kind(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, name, error) from error
    _check_zero_bytes(text, name)
    return text


def decode_any(data: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding: empty for UTF-8; UTF-16 (with or without byte order mark), Windows-1252, Latin-1,
    Mac Roman; UTF-8 that was taken for Windows-1252 and written again is put right.
    """
    _check_kind(data, name)
    codec, encoding = next((found for mark, found in MARKS.items() if data.startswith(mark)), ("", ""))
    if not codec:
        codec, encoding = _guessed(data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-16":
            reason = gettext_noop("The file is damaged or cut off.")
            raise FileError(name, None, None, reason) from error
        text, encoding = _western(data, name, error)
    _check_zero_bytes(text, name)
    once = TWICE.sub(_once, text) if SURELY_TWICE.search(text) and not OUR_OWN.match(text) else text
    return once.removeprefix("\ufeff"), encoding if once == text else "UTF-8 written twice"


def decode_surely(data: bytes, name: str) -> tuple[str, str]:
    """The same, and empty, too, for UTF-8 with its mark; refused where a text would be guessed to be German.

    What is not in Unicode is taken as German where nearly all of its further letters are those of German.
    """
    text, encoding = decode_any(data, name)
    if encoding in WESTERN:
        letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
        if sum(letter in UMLAUTS for letter in letters) < SURE * len(letters) or not GERMAN.search(text):
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                raise _wrong_encoding(data, name, error) from error
    return text, "" if encoding == MARKS[codecs.BOM_UTF8][1] else encoding


def _guessed(data: bytes) -> tuple[str, str]:
    """In UTF-16 the high bytes of Latin letters are zero: every second byte, at one side."""
    sample = data[: 2 * (min(len(data), 2000) // 2)]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.6 and not sample[::2].count(0):
        return "utf-16-le", "UTF-16 LE"
    if half and sample[::2].count(0) > half * 0.6 and not sample[1::2].count(0):
        return "utf-16-be", "UTF-16 BE"
    return "utf-8", ""


def _once(run: re.Match) -> str:
    """“Ã¼” -> “ü”; as it is where no letter was written so."""
    try:
        return b"".join(map(_western_byte, run[0])).decode("utf-8")
    except UnicodeError:
        return run[0]


def _western_byte(letter: str) -> bytes:
    """Windows-1252, with the control characters of Latin-1 where it has none."""
    return letter.encode("latin-1" if letter < "\xa0" else "cp1252")


def _western(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    if DAMAGED_UTF_8.search(data):
        raise _wrong_encoding(data, name, error) from error
    mac = data.decode("mac_roman")
    if len(GERMAN.findall(mac)) > len(GERMAN.findall(data.decode("cp1252", errors="replace"))):
        return mac, "Mac Roman"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _wrong_encoding(data, name, error) from error
    if CONTROL.search(text):
        raise _wrong_encoding(data, name, error) from error
    return text, "Latin-1" if text == data.decode("latin-1") else "Windows-1252"


def _check_kind(data: bytes, name: str) -> None:
    if not data.strip():
        raise FileError(name, None, None, gettext_noop("The file is empty."))
    for magic, kind in OTHER_KINDS.items():
        if data.startswith(magic):
            reason = gettext_noop("This is a file of another kind (%(kind)s), not a text.")
            raise FileError(name, None, None, reason, {"kind": kind})


def _check_zero_bytes(text: str, name: str) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileError(name, line, None, gettext_noop("This is not a text: it holds a zero byte."))


def _wrong_encoding(data: bytes, name: str, error: UnicodeDecodeError) -> FileError:
    # utf-8-sig counts from behind the byte order mark
    position = error.start + len(data) - len(error.object)
    line = data.count(b"\n", 0, position) + 1
    reason = gettext_noop("The file is not in UTF-8: byte %(position)d does not fit. Save it as UTF-8.")
    return FileError(name, line, None, reason, {"position": position + 1})


def split_lines(text: str) -> list[str]:
    """The lines as an editor counts them, without their ends; a form feed does not end a line.

    The line and paragraph separators of Unicode end lines where nothing else does.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (text if "\n" in text.strip() else _SEPARATORS.sub("\n", text)).split("\n")
