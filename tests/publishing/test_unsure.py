"""What the reader of a paper was unsure of: published while it is open, an edition says how much and why."""

import json

import pytest

from survey.models import Edition
from survey.publishing.publish import PublishRefused, publish, publish_sample
from survey.publishing.withholding import lift, withhold
from tests.factories import make_finding, make_unsure
from tests.publishing.paper import make_paper, publish_now, publisher, seen

WHY = "Mit dem Druck verglichen, es fehlt nichts."
HOME = "/inquiries/hessen-19-1613/"
IN_PUBLIC = ("", "editions/", "editions/1/")

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return make_paper(counties=["Fulda"])


def publish_unsure(inquiry, reason=WHY):
    return publish(inquiry, by=publisher(), note="Erste Fassung.", seen=seen(inquiry), unsure_reason=reason)


def said(edition):
    return edition.unsure, edition.unsure_reason


def test_paper_with_unsure_places_is_not_published_without_a_reason(inquiry):
    make_unsure(inquiry, 3)
    with pytest.raises(PublishRefused, match=r"3 .*[Ee]ntscheiden"):
        publish_unsure(inquiry, " ")
    assert Edition.objects.count() == 0
    assert said(publish_unsure(inquiry, f" {WHY} ")) == (3, WHY)


def test_reason_is_no_part_of_the_content(inquiry):
    make_unsure(inquiry)
    looked_at = seen(inquiry)
    edition = publish_unsure(inquiry)
    assert seen(inquiry) == looked_at
    assert WHY not in edition.content


def test_reason_that_is_not_needed_is_not_kept(inquiry):
    make_finding(inquiry)  # open, but not of how the paper was read
    assert said(publish_unsure(inquiry)) == (0, "")


@pytest.mark.parametrize("state", ["accepted", "dismissed", "closed"])
def test_what_an_editor_decided_needs_no_reason(inquiry, state):
    make_unsure(inquiry, 2)
    inquiry.findings.unsure().update(state=state, reason="Angesehen.")
    assert said(publish_now(inquiry)) == (0, "")


def test_sample_of_the_program_gives_its_note_as_the_reason(inquiry):
    make_unsure(inquiry)
    edition = publish_sample(inquiry, by=publisher(), note="Zum Ausprobieren angelegt.")
    assert said(edition) == (1, "Zum Ausprobieren angelegt.")


def test_words_withheld_by_law_are_withheld_in_the_reason(inquiry):
    make_unsure(inquiry)
    publish_unsure(inquiry, "Zeno Quast hat es verglichen.")
    withholding = withhold(inquiry, place="", words="Zeno Quast", reason="Art. 17 DSGVO", by=publisher())
    [edition] = Edition.objects.all()
    assert ("Zeno" in edition.unsure_reason, "Art. 17 DSGVO" in edition.unsure_reason) == (False, True)
    lift(withholding, because="Irrtum.", by=publisher())
    assert said(Edition.objects.get()) == (1, "Zeno Quast hat es verglichen.")


@pytest.mark.parametrize(
    ("language", "count", "sentence"),
    [
        ("", 1, "Beim maschinellen Lesen blieb 1 Stelle unsicher; veröffentlicht, weil:"),
        ("", 3, "Beim maschinellen Lesen blieben 3 Stellen unsicher; veröffentlicht, weil:"),
        ("/en", 3, "When the paper was read by machine, 3 places stayed unsure; published because:"),
    ],
)
def test_public_reads_how_much_stayed_unsure_and_why_it_was_published(client, inquiry, language, count, sentence):
    make_unsure(inquiry, count)
    publish_unsure(inquiry)
    pages = {end: client.get(f"{language}{HOME}{end}").content.decode() for end in IN_PUBLIC}
    assert {end for end, page in pages.items() if sentence in page and WHY in page} == set(IN_PUBLIC)
    document = json.loads(client.get(f"{HOME[:-1]}.json").getvalue())["edition"]
    assert (document["unsure"], document["unsure_reason"]) == (count, WHY)


def test_next_edition_without_unsure_places_says_nothing_of_them(client, inquiry):
    make_unsure(inquiry)
    publish_unsure(inquiry)
    inquiry.findings.unsure().update(state="accepted")
    inquiry.title = "Ein anderer Titel"
    inquiry.save()
    publish_now(inquiry, "Neuer Titel.")
    pages = {end: client.get(f"{HOME}{end}").content.decode() for end in IN_PUBLIC}
    assert {end for end, page in pages.items() if WHY in page} == {"editions/", "editions/1/"}
