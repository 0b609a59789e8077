"""The text of an edition comes in portions, which joined are what readers may see."""

import json

import pytest

from survey.models import Edition, EditionSalts
from survey.publishing import pieces, served_text, withheld
from survey.publishing.documents import edition_document
from survey.publishing.served_text import parts_portions, text_portions
from survey.publishing.withholding import withhold
from tests.publishing.paper import make_paper, publish_now, publisher

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_portions(monkeypatch):
    monkeypatch.setattr(served_text, "PORTION", 7)  # letters of two bytes are cut in two


@pytest.fixture
def edition():
    return publish_now(make_paper())


def stored(edition):
    """As the views get it: without its content."""
    return Edition.objects.defer("content").get(pk=edition.pk)


def test_portions_are_the_stored_text(edition):
    portions = list(text_portions(stored(edition)))
    assert "".join(portions) == edition.content
    assert "ü" in edition.content
    assert max(map(len, portions)) <= 7
    assert json.loads("".join(parts_portions(stored(edition)))) == withheld.parts_of(edition)


def test_salts_are_those_of_the_edition_whatever_numbers_their_rows_have(edition):
    """SQLite counts the rows of a table whose key is a foreign one by itself."""
    salts = edition.salts
    other = Edition.objects.get(pk=edition.pk)
    other.pk, other.number, other.is_current = edition.pk + 5, edition.number + 5, False
    other.save(force_insert=True)
    EditionSalts.objects.all().delete()
    EditionSalts.objects.create(edition=other, parts='{"slug": {"salt": "another"}}')
    EditionSalts.objects.create(edition=edition, parts=salts.parts)
    assert "".join(parts_portions(stored(edition))) == salts.parts
    assert "another" in "".join(parts_portions(stored(other)))


@pytest.mark.parametrize("large", [1, 10**9])
def test_withheld_text_is_kept_with_the_pieces_of_a_large_edition(edition, monkeypatch, large):
    monkeypatch.setattr(pieces, "LARGE", large)
    monkeypatch.setattr(pieces, "LETTERS", 10)
    words = json.loads(edition.content)["annexes"][0]["rows"][0]["answers"][0]["text"]
    withhold(edition.inquiry, place="1/1/1", words=words, reason="Art. 17 DSGVO", by=publisher())
    now = Edition.objects.get(pk=edition.pk)
    text, parts = withheld.text_of(now), withheld.parts_of(now)
    if large == 1:
        monkeypatch.setattr(served_text, "text_of", None)
        monkeypatch.setattr(served_text, "parts_of", None)
    assert "".join(text_portions(stored(now))) == text
    assert words not in text
    assert json.loads("".join(parts_portions(stored(now)))) == parts


def test_edition_that_says_something_else_meanwhile_is_not_told_in_two_halves(edition):
    portions = edition_document(stored(edition))
    next(portions)
    Edition.objects.filter(pk=edition.pk).update(state="other")
    with pytest.raises(Edition.DoesNotExist):
        list(portions)
