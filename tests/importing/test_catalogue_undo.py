"""Taking a catalogue back: exactly what it did, and not where anyone has worked on it since."""

import pytest
from django.utils.translation import override

from survey.importing.report import ImportRefused
from survey.importing.undo import staying, undo
from survey.models import Asker, Batch, CatalogueEntry, Finding, Inquiry, InquiryDate, Presence
from survey.models.catalogue_facts import take
from survey.publishing.entries import publish_entries
from tests.factories import make_annex, make_inquiry, make_parliament, make_user
from tests.importing.test_catalogue import bring, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def parliament():
    return make_parliament()


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_papers_that_only_the_list_made_go_with_all_that_hangs_on_them(parliament):
    user = make_user()
    report = bring(parliament, line(asked="31.02.2015"), line(2))
    assert Finding.objects.count() == 1
    Presence.objects.write(Inquiry.objects.first().pk, user)
    undo(report.batch, by=user, reason="Versehen")
    assert [model.objects.count() for model in (Inquiry, Asker, InquiryDate, Finding)] == [0, 0, 0, 0]
    told = Inquiry.history.filter(history_type="-").values_list("undoes", "history_change_reason", "history_user")
    assert list(told) == [(report.batch.pk, "Versehen", user.pk)] * 2


def test_changed_paper_is_as_it_was_before(parliament):
    make_inquiry("19/1", parliament=parliament, title="Runde Tische", ministry="")
    report = bring(parliament, line(ministry="Minister für Soziales"))
    undo(report.batch, by=None, reason="Versehen")
    inquiry = Inquiry.objects.get()
    assert (inquiry.title, inquiry.ministry, inquiry.askers.count(), inquiry.dates.count()) == (
        "Runde Tische",
        "",
        0,
        0,
    )


def test_list_that_is_taken_back_comes_in_again_as_if_new(parliament):
    undo(bring(parliament, line()).batch, by=None, reason="Versehen")
    report = bring(parliament, line())
    assert (report.new, report.earlier) == (1, None)


def edit(inquiry):
    """With a reason that says what only the program knows: it is an editor's words."""
    inquiry.title, inquiry._change_reason = "Anders", f"import batch {Batch.objects.get().pk}"
    inquiry.save()


def later_list(inquiry):
    bring(inquiry.parliament, line(ministry="Minister für Soziales"))


@pytest.mark.parametrize(
    ("work", "told"),
    [(edit, "19/1: edited since"), (make_annex, "19/1: table"), (later_list, "19/1: a later list")],
    ids=["edited", "a table", "a later list"],
)
def test_paper_that_was_worked_on_stays_and_the_others_go(parliament, work, told):
    report = bring(parliament, line(), line(2))
    work(Inquiry.objects.get(number="19/1"))
    assert staying(report.batch) == [told]
    undo(report.batch, by=None, reason="Versehen")
    report.batch.refresh_from_db()
    assert report.batch.undone_reason == "Versehen"
    assert [inquiry.number for inquiry in Inquiry.objects.all()] == ["19/1"]
    entries = CatalogueEntry.objects.filter(catalogue=report.catalogue).order_by("line")
    assert list(entries.values_list("inquiry__number", "undone")) == [("19/1", False), (None, True)]


def test_list_of_which_nothing_can_go_is_refused_with_its_papers(parliament):
    report = bring(parliament, line())
    edit(Inquiry.objects.get())
    with pytest.raises(ImportRefused) as raised:
        undo(report.batch, by=None, reason="Versehen")
    sentence = "Someone has worked on this since the import: “19/1: edited since”. Nothing was undone."
    assert str(raised.value) == sentence
    assert Inquiry.objects.count() == 1


def test_change_that_an_editor_changed_again_is_not_taken_back(parliament):
    make_inquiry("19/2", parliament=parliament, title="Runde Tische", ministry="")
    inquiry = make_inquiry("19/1", parliament=parliament, title="Runde Tische", ministry="")
    report = bring(parliament, *(line(number, ministry="Minister für Soziales") for number in (1, 2)))
    take(inquiry, "ministry", "Minister des Innern", reason="", by=None)
    undo(report.batch, by=None, reason="Versehen")
    said = Inquiry.objects.order_by("number").values_list("number", "ministry")
    assert list(said) == [("19/1", "Minister des Innern"), ("19/2", "")]


def test_published_entry_stays_and_the_rest_of_its_list_goes(parliament):
    report = bring(parliament, line(), line(2))
    publish_entries([Inquiry.objects.get(number="19/1").pk], by=make_user(), note="Neu.")
    assert staying(report.batch) == ["19/1: edition"]
    undo(report.batch, by=None, reason="Versehen")
    assert [inquiry.number for inquiry in Inquiry.objects.all()] == ["19/1"]


def test_catalogue_is_taken_back_once(parliament):
    report = bring(parliament, line())
    undo(report.batch, by=None, reason="Versehen")
    with pytest.raises(ImportRefused) as raised:
        undo(report.batch, by=None, reason="Versehen")
    assert str(raised.value) == "This import is undone already."
