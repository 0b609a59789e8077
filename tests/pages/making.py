"""PDFs and Word files made by the tests: small, and nothing in them but what the test is about."""

import io
import zipfile

A4 = (0, 0, 595, 842)


def make_pdf(*contents, box=A4, page="", catalog="", objects=(), fonts=""):
    """A page for each content stream; "F1" is Helvetica, "F2" its bold, "F3" its Times. Further objects from 6 on."""
    first = 6 + len(objects)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(contents)))
    fonts = f"/F1 3 0 R /F2 4 0 R /F3 5 0 R {fonts}"
    numbered = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            for name in ("Helvetica", "Helvetica-Bold", "Times-Roman")
        ),
        *objects,
    ]
    for at, content in enumerate(contents):
        numbered.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{' '.join(map(str, box))}] /Resources << /Font << {fonts} >> >> "
            f"/Contents {first + 2 * at + 1} 0 R {page} >>"
        )
        numbered.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    file, places = io.BytesIO(), []
    file.write(b"%PDF-1.7\n")
    for number, each in enumerate(numbered, start=1):
        places.append(file.tell())
        file.write(f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252"))
    table = file.tell()
    file.write(f"xref\n0 {len(numbered) + 1}\n0000000000 65535 f \n".encode())
    file.write("".join(f"{place:010d} 00000 n \n" for place in places).encode())
    file.write(f"trailer\n<< /Size {len(numbered) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode())
    return file.getvalue()


def text(words, x, y, size=10, font="F1", before=""):
    """The content that prints `words` with its baseline at (x, y), in points from the bottom left."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {before} /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def column(lines, x=70, y=780, leading=12, size=10, font="F1"):
    """Lines of text one below the other."""
    return "".join(text(line, x, y - at * leading, size, font) for at, line in enumerate(lines))


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_docx(body, **parts):
    """A Word file; `body` and the parts (styles, numbering, footnotes, header, comments) are WordprocessingML."""
    file = io.BytesIO()
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{types}{part}+xml"/>' for part in parts)
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{part}" Target="{part}.xml"/>' for at, part in enumerate(parts)
    )
    entries = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{types}document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    entries.update((f"word/{part}.xml", content.replace(">", f" {WORD}>", 1)) for part, content in parts.items())
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def paragraph(*runs, style="", number=None, level=0):
    """`runs` are texts, or XML of runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    made = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def run(words, form=""):
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(*paragraphs, form=""):
    made = "".join(each if each.startswith("<") else paragraph(each) for each in paragraphs or [""])
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{made}</w:tc>"


def table(*rows):
    made = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"


def make_zip(entries):
    """A ZIP file of texts or bytes by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def make_scan(data, tilt=0.0, turn=0, dpi=200):
    """The same pages as pictures, as a scanner makes them: a little turned (`tilt`), or lying on a side (`turn`)."""
    import pypdfium2

    pictures = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)]
    first, *rest = [
        picture.rotate(tilt, fillcolor=255, resample=3).rotate(turn, expand=True, fillcolor=255) for picture in pictures
    ]
    file = io.BytesIO()
    first.save(file, "PDF", resolution=dpi, save_all=True, append_images=rest)
    return file.getvalue()


def joined(*files):
    """PDFs one behind the other."""
    import pypdfium2

    made, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    for data in files:
        made.import_pages(pypdfium2.PdfDocument(data))
    made.save(file)
    return file.getvalue()


URN = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_NAMES = " ".join(
    f'xmlns:{short}="{URN}{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("draw", "drawing"),
    )
)


def make_odt(body, automatic="", styles=""):
    """A text document of LibreOffice; all three are OpenDocument XML."""
    content = (
        f"<office:document-content {ODT_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    made = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    if styles:
        made["styles.xml"] = f"<office:document-styles {ODT_NAMES}>{styles}</office:document-styles>"
    return make_zip(made)
