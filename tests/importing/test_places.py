"""Where a text is printed: what imports store of it, and what an edition says."""

import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from survey.checks import describe, run
from survey.importing import import_paper, import_table
from survey.importing.locators import Locators, blocks, keep_pages
from survey.importing.undo import undo
from survey.intake import read_annex, read_paper
from survey.models import Inquiry, Passage, PrintCheck, Source, digest_of_texts
from survey.pages.document import Box, Page, Word
from survey.publishing.freeze import freeze
from tests.factories import make_annex, make_answer, make_batch, make_inquiry, make_parliament, make_source, make_user

HERE = Path(__file__).parent.parent
SHARED = Path(os.environ.get("PAPERS") or HERE.parent.parent / "shared" / "papers") / "printed"
PRINTS = [path for path in (HERE / "papers" / "hessen-printed.pdf", SHARED / "seed-rules.pdf") if path.exists()]
pytestmark = pytest.mark.django_db


def squeezed(text):
    return Counter(re.sub(r"[\W_]+", "", text))


def words_at(source, boxes):
    """The words that the stored pages of a source have in stored boxes."""
    pages = {page.number: page.words for page in source.pages.all()}
    found = []
    for number, x, y, width, height in boxes:
        for text, left, top, right, bottom, _sure in pages[number]:
            is_in = (
                x - 0.1 <= (left + right) / 2 <= x + width + 0.1 and y - 0.1 <= (top + bottom) / 2 <= y + height + 0.1
            )
            found += [text] if is_in else []
    return "".join(found)


def bring(path, **kwargs):
    data = path.read_bytes()
    paper = read_paper(data, path.name, "hessen")
    told = {"number": paper.number or "19/1613", "by": make_user(), "dry_run": False} | kwargs
    return import_paper(paper, data, path.name, parliament=make_parliament(), **told)


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: path.stem)
def test_import_of_a_print_stores_where_each_text_stands(path):
    bring(path)
    inquiry, source = Inquiry.objects.get(), Source.objects.get()
    assert (source.kind, source.pages.count()) == (Source.Kind.PDF, len(read_paper(path.read_bytes(), path.name).pages))
    passages = list(Passage.objects.all())
    assert passages
    assert [each.text for each in passages if not each.boxes] == []
    assert [each.text for each in passages if squeezed(words_at(source, each.boxes)) != squeezed(each.text)] == []
    assert {each.file_page for each in passages} == {each.boxes[0][0] for each in passages}
    texts = [*inquiry.questions.all(), *inquiry.replies.all(), *inquiry.remarks.all()]
    for each in texts:
        assert (each.source, each.page, each.line, each.recognised) == (source, each.boxes[0][0], None, False)
        assert not squeezed(each.text) - squeezed(words_at(source, each.boxes))
    content = freeze(inquiry)
    assert {part["printed_at"]["source"] for part in content["questions"]} == {1}
    assert (content["sources"][0]["pages"], content["sources"][0]["machine_read"]) == (source.pages.count(), False)
    assert content["facts"]["title"]["page"] == 1
    assert not squeezed(inquiry.title) - squeezed(words_at(source, source.reading["places"]["title"]["boxes"]))


def test_import_of_a_text_stores_lines(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_bytes(b"Frage 1. Wo?\n\nHier.")
    paper = read_paper(path.read_bytes(), path.name, "hessen")
    assert [Locators().of_place(each.place).line for each in (*paper.questions, *paper.replies)] == [1, 3]
    assert [Locators().of_place(each.place).boxes for each in paper.questions] == [None]


def test_import_of_a_table_stores_where_each_cell_stands_and_undo_leaves_the_file():
    path = HERE / "annexes" / "page-break-in-a-row.pdf"
    annex = make_annex()
    source = Source(inquiry=annex.inquiry, name=path.name, content=path.read_bytes())
    report = import_table(
        read_annex(path.read_bytes(), path.name), annex, by=None, dry_run=False, source=source, skip_refused=True
    )
    source = Source.objects.get()
    passages = list(Passage.objects.all())
    assert {page for each in passages for page, *_box in each.boxes} == {1, 2, 3}
    assert [each.text for each in passages if squeezed(words_at(source, each.boxes)) != squeezed(each.text)] == []
    undo(report.batch, by=None, reason="Probe.")
    assert (Passage.objects.count(), source.pages.count()) == (0, 3)


def scan(*words):
    return Page(1, 595, 842, words=tuple(words), recognised=True)


def test_words_that_a_machine_is_unsure_of_are_kept_with_the_text():
    sure, unsure = (
        Word("Kreis", Box(10, 10, 40, 20), confidence=0.96),
        Word("Fu1da", Box(45, 10, 80, 20), confidence=0.4),
    )
    other = Word("fern", Box(300, 10, 340, 20), confidence=0.1)
    at = Locators([scan(sure, unsure, other)]).of_boxes(((1, Box(5, 5, 100, 25)),))
    assert (at.page, at.boxes, at.recognised, list(at.unsure)) == (1, [[1, 5, 5, 95, 20]], True, ["Fu1da"])


def test_lines_of_one_column_are_one_box_and_those_of_the_next_another():
    lines = [
        (1, Box(50, 100, 250, 110)),
        (1, Box(50, 112, 240, 122)),
        (1, Box(300, 90, 500, 100)),
        (2, Box(50, 50, 90, 60)),
    ]
    assert blocks(lines) == [(1, Box(50, 100, 250, 122)), (1, Box(300, 90, 500, 100)), (2, Box(50, 50, 90, 60))]


def test_pages_of_a_file_are_kept_once():
    source = Source.objects.create(inquiry=make_inquiry(), name="a.pdf", content=b"%PDF-")
    for _ in range(2):
        keep_pages(source, [scan(Word("Ja", Box(1, 2, 3, 4), confidence=0.5))])
    assert [(page.number, page.words, page.recognised) for page in source.pages.all()] == [
        (1, [["Ja", 1, 2, 3, 4, 0.5]], True)
    ]


def test_all_texts_of_a_scan_are_machine_read():
    data = PRINTS[0].read_bytes()
    paper = read_paper(data, PRINTS[0].name, "hessen")
    scanned = replace(paper, pages=tuple(replace(page, recognised=True) for page in paper.pages))
    told = {"parliament": make_parliament(), "number": "19/1613", "by": make_user(), "dry_run": False}
    import_paper(scanned, data, "scan.pdf", **told)
    assert set(Passage.objects.values_list("recognised", flat=True)) == {True}
    content = freeze(Inquiry.objects.get())
    answers = [answer for annex in content["annexes"] for row in annex["rows"] for answer in row["answers"]]
    texts = [*content["remarks"], *content["questions"], *content["replies"], *answers]
    assert {part["machine_read"] for part in texts if part["as_printed"]} == {True}
    assert (content["sources"][0]["machine_read"], Source.objects.get().kind) == (True, Source.Kind.PRINT)


def machine_read(inquiry):
    return [part["machine_read"] for part in freeze(inquiry)["questions"]]


def test_text_stays_machine_read_until_somebody_compares_or_edits_it():
    bring(PRINTS[0])
    inquiry = Inquiry.objects.get()
    inquiry.questions.update(recognised=True)
    first, second, *others = inquiry.questions.all()
    assert set(machine_read(inquiry)) == {True}
    assert freeze(inquiry)["compared"] is None
    check = PrintCheck(inquiry=inquiry, place=f"question {first.key}", result="right", by=make_user("zwei"))
    check.digest = digest_of_texts(first.text, first.reading_text)
    check.save()
    second.wording = "Richtig?"
    second.save()
    assert machine_read(inquiry) == [False, False, *(True for _ in others)]
    assert freeze(inquiry)["compared"]["done"] == 1
    first.text = "Anders?"
    first.save()
    assert machine_read(inquiry)[0]
    check.digest, check.result = digest_of_texts(first.text, first.text), PrintCheck.Result.LATER
    check.save()
    assert machine_read(inquiry)[0]


def test_unsure_words_are_findings_until_somebody_has_looked_at_their_text():
    answer = make_answer("Runder Tisch in Fu1da")
    answer.passages.update(recognised=True, unsure=["Fu1da"], file_page=3, boxes=[[3, 1, 2, 3, 4]])
    inquiry = answer.row.annex.inquiry
    answer.passages.update(batch=make_batch(inquiry, source=make_source(inquiry)))
    said = {"template": "“%(word)s”", "params": {"word": "Fu1da"}, "page": 3, "line": 1, "kind": "unsure-word"}
    inquiry.sources.update(reading={"findings": [said]})
    run(inquiry)
    [finding] = inquiry.findings.unsure()
    assert describe(finding).startswith("Seite 3: LK Fulda, Frage 1: ")
    assert "„Fu1da“" in describe(finding)
    assert (finding.answer, freeze(inquiry)["annexes"][0]["rows"][0]["answers"][0]["machine_read"]) == (answer, True)
    answer.wording = "Runder Tisch in Fulda"
    answer.save()
    run(inquiry)
    assert not inquiry.findings.unsure()
    assert not freeze(inquiry)["annexes"][0]["rows"][0]["answers"][0]["machine_read"]
