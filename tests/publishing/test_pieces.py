"""Large editions in pieces: what pages read from them is what the document says, and nothing that is not to be read."""

import json
import zlib

import pytest

from survey.models import Edition, EditionPiece, Inquiry
from survey.publishing import pieces
from survey.publishing.erasure import erase
from survey.publishing.pieces import StoredRows, opened
from survey.publishing.publish import take_back
from survey.publishing.rebuilding import rebuild
from survey.publishing.withheld import content_of
from survey.publishing.withholding import lift, withhold
from tests.factories import make_user
from tests.public.long_papers import FAR, HOME, make_long_content, make_long_numbers, short_pages
from tests.public.papers import make_content, make_districts, publish
from tests.publishing.paper import add_county, make_paper, publish_now, publisher

pytestmark = pytest.mark.django_db
WORDS = f"Antwort {FAR} auf die zweite."
PAGES = [
    HOME,
    f"{HOME}?page=1:6",
    f"{HOME}?code=1a:yes",
    f"{HOME}?text=1:printed&page=1:6",
    f"{HOME}editions/",
    f"{HOME}editions/1/",
    f"{HOME}editions/1/?page=1:6",
    f"{HOME}editions/1..2/",
    f"{HOME}answers/1/{FAR}/1/",
    f"{HOME}answers/1/{FAR}/2/",
    f"{HOME}answers/1/1/1/",
    f"{HOME}questions/1/",
    f"{HOME}questions/1/?page=1:6",
    f"{HOME}questions/2/?page=1:3",
    f"{HOME}questions/1/bars-1a.svg",
    f"{HOME}annexes/1.csv",
    f"{HOME}annexes/1.csv?text=reading&codes=1",
    f"{HOME}codings.csv",
    f"{HOME}datapackage.zip",
    f"{HOME}sources/",
    "/compare/?inquiry=nordland-9-1",
]
NUMBERS = [
    HOME,
    f"{HOME}?page=1:6",
    f"{HOME}?sort=1:1",
    f"{HOME}?sort=1:-1&page=1:2",
    f"{HOME}?sort=1:-0",
    f"{HOME}?where=1:1:..100",
    f"{HOME}?where=1:1:10..20&sort=1:1",
    f"{HOME}questions/1/",
    f"{HOME}questions/1/?sort=1:1&page=1:2",
    f"{HOME}questions/2/",
    f"/embed{HOME}annexes/1/?sort=1:1",
    "/compare/?inquiry=nordland-9-1",
]


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    monkeypatch.setattr(pieces, "LARGE", 1)
    short_pages(monkeypatch)


@pytest.fixture
def long():
    """In two editions; of its counties it has two."""
    publish(make_long_content(title="Winterdinst"))
    return publish(make_long_content(), number=2, day="2030-04-01")


@pytest.fixture
def numbers():
    """A table of numbers with a sum, and of two counties."""
    make_districts()
    content = make_long_numbers()
    annex = content["annexes"][0]
    for key in (3, 4):
        who = {"slug": f"kreis-{key}", "name": f"Kreis {key}", "kind": "county", "ags": "", "district": f"9900{key}"}
        annex["rows"][key]["respondent"] = who
    annex["rows"][-1] |= {"role": "sum", "respondent": None}
    annex["rows"][-1]["answers"][0] |= {"text": "7", "as_printed": "7", "number": "7"}
    return publish(content)


def stored():
    """All that stands in pieces, as text."""
    packed = EditionPiece.objects.values_list("packed", flat=True)
    return "\n".join(zlib.decompress(bytes(each)).decode() for each in packed)


def told(client, path):
    response = client.get(path)
    return response.status_code, response.getvalue()


def told_besides_figures(client, path):
    """The reading page of a large edition has no figures: they stand on the pages of the questions."""
    status, body = told(client, path)
    return status, body.partition(b'class="annex"')[2] or body


def states():
    return set(EditionPiece.objects.values_list("state", flat=True))


def test_opened_edition_is_its_content(long):
    found, content = opened(long), content_of(long)
    rows = found["annexes"][0].pop("rows")
    assert isinstance(rows, StoredRows)
    expected = content["annexes"][0].pop("rows")
    assert list(rows) == expected
    assert [rows[0], rows[-1], *rows[5:7]] == [expected[0], expected[-1], *expected[5:7]]
    assert [pieces.place_of(rows, key) for key in (1, FAR, 9999)] == [0, FAR - 1, None]
    assert found == content


@pytest.mark.parametrize("path", PAGES)
def test_page_says_the_same_from_pieces_as_from_the_document(client, long, path, settings):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert EditionPiece.objects.exists()
    from_pieces = told_besides_figures(client, path)
    EditionPiece.objects.all().delete()
    assert told_besides_figures(client, path) == from_pieces


@pytest.mark.parametrize("path", NUMBERS)
def test_page_of_numbers_says_the_same_from_pieces_as_from_the_document(client, numbers, path, settings):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    from_pieces = told_besides_figures(client, path)
    EditionPiece.objects.all().delete()
    assert told_besides_figures(client, path) == from_pieces


def test_page_of_one_answer_reads_some_pieces_alone(client, long, django_assert_max_num_queries):
    client.get("/about/")
    with django_assert_max_num_queries(20) as captured:
        assert client.get(f"{HOME}answers/1/{FAR}/1/").status_code == 200
    assert not any(
        '"survey_edition"."content",' in each["sql"].replace("THEN ", "") for each in captured.captured_queries
    )
    assert sum("survey_editionpiece" in each["sql"] for each in captured.captured_queries) < 14


def test_small_edition_has_no_pieces(monkeypatch):
    monkeypatch.setattr(pieces, "LARGE", 500_000)
    publish(make_content())
    assert not EditionPiece.objects.exists()


def test_published_edition_has_pieces_of_its_state_and_none_of_another_stay():
    inquiry = make_paper(counties=["Fulda"])
    first = publish_now(inquiry)
    add_county(inquiry.annexes.get(), "Kassel")
    second = publish_now(inquiry)
    assert states() == {first.state, second.state}
    assert list(opened(second)["annexes"][0]["rows"]) == content_of(second)["annexes"][0]["rows"]


def test_pieces_of_a_draft_are_found_by_nobody(client, long):
    """A run that was killed leaves pieces of an edition that is not stored."""
    draft = Edition(inquiry=long.inquiry, slug=long.slug, number=3, content=long.content.replace("Schule", "Entwurf"))
    for portion in pieces.portions(draft, json.loads(draft.content.replace('"schema":1', '"schema":5'))):
        EditionPiece.objects.bulk_create(portion)
    assert "Entwurf 1" in stored()
    for path in PAGES:
        assert b"Entwurf" not in told(client, path)[1]
    rebuild()
    assert "Entwurf" not in stored()


def test_withheld_words_stand_in_no_piece_and_on_no_page(client, long):
    assert WORDS in stored()
    assert WORDS.encode() in told(client, f"{HOME}?page=1:6")[1]
    withheld = withhold(long.inquiry, place=f"1/{FAR}/2", words=WORDS, reason="Art. 6 DSGVO", by=make_user("freigabe"))
    assert WORDS not in stored()
    assert stored().count("Textstelle nicht veröffentlicht") >= 2
    for path in PAGES:
        assert WORDS.encode() not in told(client, path)[1], path
    assert states() == set(Edition.objects.values_list("state", flat=True))
    lift(withheld, because="Irrtum.", by=make_user("zweite"))
    assert WORDS in stored()


def test_pieces_that_were_not_made_anew_are_not_read(client, long, monkeypatch):
    """Were they forgotten, the document would be read: the state of the edition is another."""
    monkeypatch.setattr(pieces, "replace", lambda *a, **k: None)
    monkeypatch.setattr(pieces, "sweep", lambda *a, **k: None)
    withhold(long.inquiry, place=f"1/{FAR}/2", words=WORDS, reason="Art. 6 DSGVO", by=make_user("freigabe"))
    assert WORDS in stored()
    for path in PAGES:
        assert WORDS.encode() not in told(client, path)[1], path


def test_erased_words_are_gone_from_the_pieces(long):
    withheld = withhold(long.inquiry, place=f"1/{FAR}/2", words=WORDS, reason="Art. 17 DSGVO", by=make_user("freigabe"))
    erase(withheld, basis="Art. 17 DSGVO")
    assert WORDS not in stored()
    assert states() == set(Edition.objects.values_list("state", flat=True))


def test_paper_that_was_taken_back_is_gone_at_each_address(client):
    inquiry = make_paper(counties=["Fulda", "Kassel"])
    publish_now(inquiry)
    home = "/inquiries/hessen-19-1613/"
    assert client.get(f"{home}answers/1/1/1/").status_code == 200
    take_back(Inquiry.objects.get(), by=publisher(), reason="Irrtum.")
    for path in (home, f"{home}?page=1:1", f"{home}answers/1/1/1/", f"{home}editions/1/", f"{home}annexes/1.csv"):
        assert client.get(path).status_code == 410


def test_rebuild_makes_pieces_anew(client, long):
    before = stored()
    EditionPiece.objects.filter(place=f"1/{FAR}").delete()
    rebuild()
    assert sorted(stored().splitlines()) == sorted(before.splitlines())


def test_pieces_of_an_older_schema_are_not_read(long):
    piece = EditionPiece.objects.get(state=long.state, place="")
    content = json.loads(zlib.decompress(bytes(piece.packed)))
    EditionPiece.objects.filter(pk=piece.pk).update(packed=zlib.compress(json.dumps(content | {"schema": 4}).encode()))
    assert opened(long) == content_of(long)
