"""Broken and hostile files through the pages: one sentence beside the file or the row, and the database as before."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from survey.files.limits import limits
from survey.importing.prepared_paper import PreparedPaper
from tests import factories
from tests.importing.tables import bring_file, counts
from tests.intake.test_broken import CASES as PAPERS
from tests.sheets.hostile import LARGE_FILES, REFUSED
from tests.sheets.test_broken import CASES

PREPARED = ("survey.ImportSession", "survey.PreviewedChanges")
TABLE = "respondent,Frage 1\r\nLK Fulda,Ja.\r\n"
OF_DJANGO = dict.fromkeys(("empty.csv", "empty.txt"), "The submitted file is empty.")
HOSTILE = [name for name in REFUSED if name not in LARGE_FILES]
NOT_TO_BRING = sorted((settings.BASE_DIR / "tests" / "broken" / "import").glob("*.txt"))


def record_counts():
    """What a preview must leave as it is; the prepared import itself is no part of the record."""
    return {name: count for name, count in counts().items() if name not in PREPARED}


@pytest.fixture
def said(desk, settings, tmp_path):
    """What the page says, in English, of a file that is brought to a table: beside the file, or beside its rows."""
    settings.VAR_DIR = tmp_path
    annex = factories.make_annex()
    factories.make_question(annex.inquiry, "1")

    def send(name, content):
        before = record_counts()
        with override("en"):
            address = reverse("admin:survey_annex_import")
        response = desk.post(address, {"annex": annex.pk, "file": SimpleUploadedFile(name, content)})
        sentences = (
            response.context["form"].errors["file"]
            if response.status_code == 200
            else [row.sentence for row in desk.get(response.url).context["report"].refused_rows]
        )
        assert record_counts() == before
        return sentences

    return send


def about_the_row(sentence):
    """On the page, the line stands before the sentence, and the name of the file above all of them."""
    _file, _, rest = sentence.partition(", line ")
    place, _, reason = rest.partition(": ")
    return f"Line {place.partition(',')[0]}: {reason}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_broken_table_is_refused_with_one_sentence(path, said):
    expected = path.with_suffix(".expected").read_text().strip()
    first = said(path.name, path.read_bytes())[0]
    assert first in (expected, about_the_row(expected), OF_DJANGO.get(path.name))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_table_is_refused_with_one_sentence(name, said):
    make, sentence = REFUSED[name]
    expected = f"{name}{sentence}"
    [only] = said(name, make())
    assert only in (expected, about_the_row(expected))


def test_table_of_too_many_bytes_is_cut_off_on_its_way_and_refused(said, monkeypatch, settings):
    """The handler keeps one byte more than is taken, of however much is sent."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    monkeypatch.setattr(limits, "file_bytes", 1_000)
    assert said("a.csv", TABLE.encode() + b"LK Kassel,Nein.\r\n" * 100_000) == [
        "a.csv: The file has more than the 1000 bytes that are taken."
    ]


@pytest.fixture
def said_of_a_paper(desk, monkeypatch):
    """What the page for whole papers says, in English, beside the file or above all fields.

    All are read in this process: another one would not find the database of the test.
    """
    monkeypatch.setattr(PreparedPaper, "is_large", False)

    def send(path):
        before = record_counts()
        file = SimpleUploadedFile(path.name, path.read_bytes())
        with override("en"):
            address = reverse("admin:survey_inquiry_import")
        chosen = {"parliament": factories.make_parliament().slug, "number": "19/1613", "file": file}
        page = desk.post(address, chosen, follow=True)
        assert record_counts() == before
        errors = page.context["form"].errors
        return errors["file"] if "file" in errors else [page.context["outcome"]["sentence"]]

    return send


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_broken_paper_is_refused_with_one_sentence(path, said_of_a_paper):
    factories.make_parliament()
    expected = path.with_suffix(".expected").read_text().strip()
    [only] = said_of_a_paper(path)
    assert only in (expected, OF_DJANGO.get(path.name))


@pytest.mark.parametrize("path", NOT_TO_BRING, ids=lambda path: path.name)
def test_paper_that_cannot_be_brought_is_refused_with_one_sentence(path, said_of_a_paper):
    bring_file()
    assert said_of_a_paper(path) == [path.with_suffix(".expected").read_text().strip()]
