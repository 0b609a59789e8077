"""Entries of catalogues in public: many at once, each its own edition, each saying that nothing else is recorded."""

import pytest

from survey.importing.catalogue import import_catalogue
from survey.intake.catalogue import read_catalogue
from survey.models import DataVersion, Edition, Inquiry, PublishedInquiry
from survey.publishing.content import digest, encode
from survey.publishing.entries import publish_entries, unpublished_entries
from survey.publishing.freeze import freeze
from survey.publishing.publish import PublishRefused, publish
from survey.publishing.upgrades import parse
from tests.factories import make_inquiry, make_parliament, make_question, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher():
    return make_user("freigabe", first_name="Frei", last_name="Gabe")


@pytest.fixture
def entries():
    """Two papers of which nothing but their entries is known."""
    lines = ["Drs;Titel;Fragesteller;Fraktion;Antwort vom;Link"]
    lines += [f"19/{n};Titel {n};A B;SPD;01.0{n}.2015;https://example.org/{n}.pdf" for n in (1, 2)]
    content = "\n".join(lines).encode()
    file = read_catalogue(content, "a.csv")
    import_catalogue(file, content, "a.csv", parliament=make_parliament(), by=None, dry_run=False)
    return list(Inquiry.objects.order_by("number"))


def test_entries_are_published_each_as_its_own_edition(entries, publisher):
    before = DataVersion.objects.now().number
    published = publish_entries([each.pk for each in entries], by=publisher, note="Aus der Liste.")
    assert (published.done, published.refused) == (2, [])
    editions = list(Edition.objects.order_by("slug").values_list("slug", "number", "publisher_name", "note"))
    assert editions == [(f"hessen-19-{n}", 1, "Frei Gabe", "Aus der Liste.") for n in (1, 2)]
    assert DataVersion.objects.now().number == before + 1


def test_published_entry_says_that_the_paper_is_not_recorded(entries, publisher):
    publish_entries([entries[0].pk], by=publisher, note="Neu.")
    row = PublishedInquiry.objects.get()
    assert (row.is_recorded, row.annexes, row.title, row.parties) == (False, 0, "Titel 1", ["SPD"])
    assert parse(Edition.objects.get().content)["paper_address"] == "https://example.org/1.pdf"


def test_entry_whose_paper_is_recorded_later_says_so_no_more(entries, publisher):
    publish_entries([entries[0].pk], by=publisher, note="Neu.")
    make_question(entries[0], "1")
    seen = digest(encode(freeze(entries[0])))
    publish(entries[0], by=publisher, note="Erfasst.", seen=seen)
    assert PublishedInquiry.objects.get().is_recorded


def test_what_is_more_than_an_entry_is_left_to_be_looked_at(entries, publisher):
    make_question(entries[0], "1")
    other = make_inquiry("19/3")
    assert list(unpublished_entries(Inquiry.objects.all())) == [entries[1]]
    published = publish_entries([each.pk for each in (*entries, other)], by=publisher, note="Neu.")
    assert published.done == 1
    assert [number for number, _sentence in published.refused] == ["19/1", "19/3"]
    assert Edition.objects.get().slug == "hessen-19-2"


def test_entries_need_a_note(entries, publisher):
    with pytest.raises(PublishRefused):
        publish_entries([each.pk for each in entries], by=publisher, note=" ")
    assert Edition.objects.count() == 0
