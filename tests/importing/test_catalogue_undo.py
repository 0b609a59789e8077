"""Taking a catalogue back: exactly what it did, and not where anyone has worked on it since."""

import pytest
from django.utils.translation import override

from survey.importing.catalogue_undo import undo_catalogue
from survey.importing.report import ImportRefused
from survey.models import Asker, Finding, Inquiry, InquiryDate
from survey.models.catalogue_facts import take
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
    assert undo_catalogue(report.catalogue, by=user, reason="Versehen") == 2
    assert [model.objects.count() for model in (Inquiry, Asker, InquiryDate, Finding)] == [0, 0, 0, 0]
    told = Inquiry.history.filter(history_type="-").values_list("history_change_reason", "history_user")
    assert list(told) == [("Catalogue liste.csv taken back", user.pk)] * 2


def test_changed_paper_is_as_it_was_before(parliament):
    make_inquiry("19/1", parliament=parliament, title="Runde Tische", ministry="")
    report = bring(parliament, line(ministry="Minister für Soziales"))
    assert undo_catalogue(report.catalogue, by=None, reason="Versehen") == 1
    inquiry = Inquiry.objects.get()
    assert (inquiry.title, inquiry.ministry, inquiry.askers.count(), inquiry.dates.count()) == (
        "Runde Tische",
        "",
        0,
        0,
    )


def test_list_that_is_taken_back_comes_in_again_as_if_new(parliament):
    undo_catalogue(bring(parliament, line()).catalogue, by=None, reason="Versehen")
    report = bring(parliament, line())
    assert (report.new, report.already) == (1, None)


def edit(inquiry):
    inquiry.title = "Anders"
    inquiry.save()


def later_list(inquiry):
    bring(inquiry.parliament, line(ministry="Minister für Soziales"))


@pytest.mark.parametrize("work", [edit, make_annex, later_list], ids=["edited", "a table", "a later list"])
def test_list_whose_papers_were_worked_on_is_not_taken_back(parliament, work):
    report = bring(parliament, line(), line(2))
    work(Inquiry.objects.get(number="19/1"))
    with pytest.raises(ImportRefused) as raised:
        undo_catalogue(report.catalogue, by=None, reason="Versehen")
    assert str(raised.value) == "It cannot be taken back, for these papers were worked on since: 19/1."
    assert Inquiry.objects.count() == 2


def test_change_that_an_editor_changed_again_is_not_taken_back(parliament):
    inquiry = make_inquiry("19/1", parliament=parliament, title="Runde Tische", ministry="")
    report = bring(parliament, line(ministry="Minister für Soziales"))
    take(inquiry, "ministry", "Minister des Innern", reason="", by=None)
    with pytest.raises(ImportRefused):
        undo_catalogue(report.catalogue, by=None, reason="Versehen")


def test_catalogue_is_taken_back_once(parliament):
    report = bring(parliament, line())
    undo_catalogue(report.catalogue, by=None, reason="Versehen")
    with pytest.raises(ImportRefused) as raised:
        undo_catalogue(report.catalogue, by=None, reason="Versehen")
    assert str(raised.value) == "This catalogue has been taken back already."
