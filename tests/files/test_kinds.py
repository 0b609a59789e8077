"""The kind of a file is seen by what it holds; what no paper comes as is refused with what to do."""

import pytest

from survey.files.errors import FileError
from survey.files.kinds import kind_of
from tests.pages.making import make_docx, make_pdf, make_zip, paragraph

ODT = "application/vnd.oasis.opendocument.text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (make_pdf("BT ET"), "pdf"),
        (b"\n\n" + make_pdf("BT ET"), "pdf"),
        (make_docx(paragraph("Text")), "docx"),
        (make_zip({"[Content_Types].xml": "", "word/document2.xml": ""}), "docx"),
        (make_zip({"mimetype": ODT, "content.xml": ""}), "odt"),
        (make_zip({"mimetype": ODT + "-template", "content.xml": ""}), "odt"),
        (b"<!DOCTYPE html>\n<p>Text", "html"),
        ('<?xml version="1.0"?>\n<!-- Seite --><html><p>Text</p></html>'.encode("utf-16"), "html"),
        (b"<p>Ein Transkript</p>\n", "text"),
        ("Größe".encode("cp1252"), "text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"II*\x00\x08", "picture"),
        (b"MM\x00*\x00", "picture"),
    ],
)
def test_kind_is_seen_by_content(data, kind):
    assert kind_of(data, "paper.xyz") == kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b" \n", "The file is empty."),
        (
            rb"{\rtf1\ansi Antwort}",
            "This is an RTF file, which is not read. Open it in a word processor and save it as DOCX or PDF.",
        ),
        (
            OLE + "WordDocument".encode("utf-16-le"),
            "This is a Word file of before 2007 (DOC), which is not read. Open it and save it as DOCX or PDF.",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is encrypted. Save it without password."),
        (
            OLE,
            "This is a spreadsheet, not a paper. Bring it in as an annex, or save the paper as PDF or DOCX.",
        ),
        (
            make_zip({"xl/workbook.xml": "<workbook/>"}),
            "This is a spreadsheet, not a paper. Bring it in as an annex, or save the paper as PDF or DOCX.",
        ),
        (make_zip({"ppt/presentation.xml": ""}), "These are slides, not a paper. Save them as PDF."),
        (make_zip({"a.txt": "Text"}), "This is a ZIP file without a paper in it. Bring in the papers one by one."),
        (make_docx(paragraph("Text"))[:200], "The file is damaged or cut off."),
        (
            b'<?xml version="1.0"?><office:document xmlns:office="urn:x"/>',
            "This is a flat OpenDocument file, which is not read. Open it and save it as ODT or PDF.",
        ),
        (b"GIF89a", "A picture of this kind is not read. Save it as PNG, JPEG, TIFF or PDF."),
        (
            bytes(range(1, 32)) * 20 + b"\xff\xfe",
            "This is not a paper: a file of another kind. Save the paper as PDF, DOCX, ODT, HTML or text.",
        ),
    ],
)
def test_what_is_no_paper_is_refused_with_what_to_do(data, sentence):
    with pytest.raises(FileError) as raised:
        kind_of(data, "paper.pdf")
    assert str(raised.value) == f"paper.pdf: {sentence}"
