"""The text of a file that should be text, or the reason why it is none."""

from survey.sheets.table import SheetError, gettext_noop

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


def decode(data: bytes, name: str) -> str:
    """UTF-8, with or without byte order mark, to text; raises SheetError for everything else."""
    if not data.strip():
        raise SheetError(name, None, None, gettext_noop("The file is empty."))
    for magic, kind in OTHER_KINDS.items():
        if data.startswith(magic):
            reason = gettext_noop("This is a file of another kind (%(kind)s), not a text.")
            raise SheetError(name, None, None, reason, {"kind": kind})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, name, error) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SheetError(name, line, None, gettext_noop("This is not a text: it holds a zero byte."))
    return text


def _wrong_encoding(data: bytes, name: str, error: UnicodeDecodeError) -> SheetError:
    # utf-8-sig counts from behind the byte order mark
    position = error.start + len(data) - len(error.object)
    line = data.count(b"\n", 0, position) + 1
    reason = gettext_noop("The file is not in UTF-8: byte %(position)d does not fit. Save it as UTF-8.")
    return SheetError(name, line, None, reason, {"position": position + 1})


def split_lines(text: str) -> list[str]:
    """The lines as an editor counts them, without their ends; a form feed does not end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
