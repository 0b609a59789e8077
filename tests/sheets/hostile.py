"""Files made to do harm, or so large that they are made by the tests that need them."""

import io
import zipfile

from tests.intake.golden import ANNEXES

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s<sheetData>%s</sheetData></worksheet>'
TABLE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="a">%s</table:table></office:spreadsheet></office:body></office:document-content>'
)
FULL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

LARGE = "The file is too large, or unpacks to more than is sensible. Split it, or save it as CSV."
ENTITIES = "The file declares entities of its own, which are not read. Save it anew."
PAGE_ENTITIES = "The page declares entities, which are not read. Save it as plain HTML."
ENCRYPTED = "The file is encrypted. Save it without password."


def make_zip(**entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("META_INF", "META-INF").replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def make_xlsx(rows, before=""):
    return make_zip(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=SHEET % (before, rows))


def make_ods(rows, manifest=""):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</m:manifest>'
    return make_zip(mimetype=kind, META_INF__manifest_xml=manifest, content_xml=TABLE % rows)


def with_entry(path, name, content):
    """A real spreadsheet with one more part."""
    file = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def utf_16(text):
    return text.encode("utf-16-le")


def csv(*rows):
    return "\n".join(("Landkreis;Frage 1", *rows)).encode()


# name: a function that makes the bytes, and the sentence, behind the name of the file
REFUSED = {
    "objects.pdf": (
        lambda: b"%PDF-1.7\n" + b"1 0 obj <<" * 2_000_000 + b"%%EOF",
        ": The file is damaged or cut off.",
    ),
    "bomb.xlsx": (lambda: make_xlsx(" " * 60_000_000), f": {LARGE}"),
    "bomb.ods": (lambda: make_ods(" " * 60_000_000), f": {LARGE}"),
    "entity-bomb.xlsx": (
        lambda: make_zip(xl__workbook_xml=f"<!DOCTYPE a [<!ENTITY l0 'lol'>{LOLS}]><workbook>&l9;</workbook>"),
        f": {ENTITIES}",
    ),
    "external-entity.xlsx": (
        lambda: make_zip(xl__workbook_xml="<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        f": {ENTITIES}",
    ),
    "external-entity.ods": (
        lambda: make_zip(content_xml="<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        f": {ENTITIES}",
    ),
    "external-entity.html": (
        lambda: b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>\n<table><tr><td>&b;</table>",
        f", line 1: {PAGE_ENTITIES}",
    ),
    "cells-far-apart.xlsx": (
        lambda: make_xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        f": {LARGE}",
    ),
    "row-1e18.xlsx": (
        lambda: make_xlsx('<row r="1000000000000000000"><c><v>1</v></c><c><v>1</v></c></row>'),
        f": {LARGE}",
    ),
    "1e18-cells.ods": (
        lambda: make_ods(
            '<table:table-row table:number-rows-repeated="1000000000">'
            '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p></table:table-cell>'
            "</table:table-row>"
        ),
        f": {LARGE}",
    ),
    "encrypted.ods": (
        lambda: make_ods(FULL, "<m:file-entry><m:encryption-data/></m:file-entry>"),
        f": {ENCRYPTED}",
    ),
    "encrypted.xlsx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + utf_16("EncryptedPackage") + bytes(500),
        f": {ENCRYPTED}",
    ),
    "cell-of-100-mb.csv": (
        lambda: csv("LK Fulda;" + "x" * 100_000_000),
        ": The file has more than the 50000000 bytes that are taken.",
    ),
    "cell-of-40-mb.csv": (
        lambda: csv("LK Fulda;" + "x" * 40_000_000),
        ", line 2: The cell has more than the 1000000 characters that are taken.",
    ),
    "cell-of-40-mb.txt": (
        lambda: b"\tFrage 1\nLK Fulda\t" + b"x" * 40_000_000,
        ", line 2, column 2: The cell has more than the 1000000 characters that are taken.",
    ),
    "cell-of-2-mb.html": (
        lambda: b"<table><tr><td><td>Frage 1<tr><td>LK Fulda<td>" + b"x" * 2_000_000 + b"</table>",
        ", line 1, column 2: The cell has more than the 1000000 characters that are taken.",
    ),
    "cell-of-2-mb.json": (
        lambda: b'[{"respondent": "LK Fulda", "Frage 1": "' + b"x" * 2_000_000 + b'"}]',
        ", column 2: The cell has more than the 1000000 characters that are taken.",
    ),
    "cell-of-2-mb.ods": (
        lambda: make_ods(
            f"<table:table-row><table:table-cell/>{FULL}</table:table-row><table:table-row>{FULL}"
            f'<table:table-cell office:value-type="string">'
            f"<text:p>{'x' * 2_000_000}</text:p></table:table-cell></table:table-row>"
        ),
        ", line 2, column 2: The cell has more than the 1000000 characters that are taken.",
    ),
    "wide-first-line.csv": (
        lambda: csv().replace(b"Frage 1", b";".join(b"F%d" % n for n in range(999))) + b"\na;b" * 199_000,
        ": The table has more than the 1000000 cells that are taken.",
    ),
    "rows.csv": (
        lambda: csv(*["LK Fulda;1"] * 200_001),
        ", line 200001: The table has more than the 200000 rows that are taken.",
    ),
    "ten-million-empty-rows.csv": (lambda: b"\n" * 10_000_000, ": The file is empty."),
    "empty-rows.csv": (lambda: csv() + b"\n;" * 500_000, ": The table has headings, but no rows."),
    "control.csv": (
        lambda: csv("LK Fulda;a\x07b"),
        ", line 2, column 2: The cell holds a control character (U+0007), which is no text.",
    ),
    "control-in-a-heading.csv": (
        lambda: csv("LK Fulda;a").replace(b"Frage", b"Fra\x1bge"),
        ", line 1, column 2: The cell holds a control character (U+001B), which is no text.",
    ),
    "control.txt": (
        lambda: b"\tFrage 1\nLK Fulda\ta\x08b\n",
        ", line 2, column 2: The cell holds a control character (U+0008), which is no text.",
    ),
    "control.html": (
        lambda: b"<table><tr><td><td>Frage 1\n<tr><td>LK Fulda<td>a\x07b</table>",
        ", line 2, column 2: The cell holds a control character (U+0007), which is no text.",
    ),
    "control.json": (
        lambda: b'[{"respondent": "LK Fulda", "Frage 1": "a\\u0007b"}]',
        ", column 2: The cell holds a control character (U+0007), which is no text.",
    ),
    "brackets.json": (lambda: b"[" * 20_000_000, ": This is not JSON."),
    "quotes.csv": (
        lambda: csv('LK Fulda;"') + b'""' * 10_000_000,
        ", line 2: The cell has more than the 1000000 characters that are taken.",
    ),
    "garbage.pdf": (lambda: b"%PDF-1.7\n" + b"1 0 obj <<" * 10_000 + b"%%EOF", ": The file is damaged or cut off."),
}

# the large ones among them, which take longer to send than to read
LARGE_FILES = {
    "bomb.xlsx",
    "bomb.ods",
    "cell-of-100-mb.csv",
    "cell-of-40-mb.csv",
    "cell-of-40-mb.txt",
    "ten-million-empty-rows.csv",
    "brackets.json",
    "quotes.csv",
    "rows.csv",
    "empty-rows.csv",
}

# what would keep their readers busy for minutes
SLOW = {
    "open-comments.html": lambda: b"<!--" * 4_000_000,
    "open-tags.html": lambda: b"<table><tr><td>" * 400_000,
}

# what looks alike and does no harm
READ = {
    "macros.xlsm": lambda: with_entry(ANNEXES / "merged-and-hidden.xlsx", "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "ten-million-empty-rows-between.csv": lambda: csv("LK Fulda;1") + b"\n" * 10_000_000 + b"LK Kassel;2",
    "ten-million-empty-rows-between.ods": lambda: make_ods(
        f"<table:table-row><table:table-cell/>{FULL}</table:table-row><table:table-row>{FULL}{FULL}</table:table-row>"
        '<table:table-row table:number-rows-repeated="10000000"><table:table-cell/></table:table-row>'
    ),
}
