"""Search over published passages, on the database the suite runs on."""

import pytest
from django.utils import timezone

from survey.language.analysis import analysed
from survey.models import SearchRow
from survey.publishing.search import forget_rows, index_rows, meant, search

pytestmark = pytest.mark.django_db

TEXTS = {
    "summit": "Der Dezernent hat einen Flüchtlingsgipfel einberufen.",
    "fire": "Die Verwaltung lud zu einem „Feuerwehrgipfel Integration“.",
    "table": "Initiiert durch den Landrat fand ein erster runder Tisch statt.",
    "tables": "In allen Gemeinden gibt es Runde Tische zum Thema Asyl.",
    "none": "Insgesamt ist nichts geplant.",
}


@pytest.fixture
def passages():
    made = [
        SearchRow(
            kind=SearchRow.Kind.ANSWER,
            inquiry="hessen-19-1613",
            path=f"/{name}/",
            position=position,
            title=name,
            text=text,
            words=analysed(text),
            annex=1,
            row_key=position,
            column_key=1,
            status="answered",
            published_at=timezone.now(),
        )
        for position, (name, text) in enumerate(TEXTS.items())
    ]
    SearchRow.objects.bulk_create(made)
    index_rows(made)
    return made


def titles(query, queryset=None):
    found = search(SearchRow.objects.all() if queryset is None else queryset, query)
    hits = found.page(0, 10)
    assert found.count == len(hits)
    return sorted(hit.title for hit in hits)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Gipfel", ["fire", "summit"]),
        ("fluechtling", ["summit"]),
        ("FLÜCHTLINGSGIPFEL", ["summit"]),
        ("Runde Tische", ["table", "tables"]),
        ("runder tisch -asyl", ["table"]),
        ('"tisch rund"', []),
        ('"erste runde"', ["table"]),
        ("-gipfel -tisch", ["none"]),
        ("amt", []),
        ("it's (a) * test^ OR", []),
    ],
)
def test_search_finds_german_as_people_type_it(passages, query, expected):
    assert titles(query) == expected


def test_search_stays_within_the_filters_of_the_queryset(passages):
    assert titles("Gipfel", SearchRow.objects.filter(position=1)) == ["fire"]


def test_search_refuses_a_query_without_words(passages):
    with pytest.raises(ValueError, match="holds no word"):
        search(SearchRow.objects.all(), " - ")


def test_search_costs_two_queries_whatever_it_finds(passages, django_assert_num_queries):
    found = search(SearchRow.objects.all(), "Gipfel")
    with django_assert_num_queries(2):  # the count decides on ranking, then the page
        found.page(0, 10)


def test_found_streams_all_hits_in_the_order_of_the_papers(passages):
    assert [hit.title for hit in search(SearchRow.objects.all(), "Gipfel").all().iterator()] == ["summit", "fire"]


def test_index_replaces_a_passage_that_changed(passages):
    passages[0].words = analysed("Nun steht hier etwas anderes.")
    index_rows(passages[:1])
    assert (titles("flüchtling"), titles("anderes")) == ([], ["summit"])


def test_forget_takes_passages_out_of_the_index(passages):
    forget_rows(SearchRow.objects.filter(title="fire"))
    assert titles("Gipfel") == ["summit"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("Flüchtlingsgipfl", "Flüchtlingsgipfel"), ("runder Tsich", "runder Tisch"), ("Gipfl", "gipfel"), ("Landtag", "")],
)
def test_search_says_what_may_have_been_meant(passages, typed, words, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert meant(SearchRow.objects.all(), typed) == words


def test_search_means_words_of_the_filtered_passages_alone(passages):
    assert meant(SearchRow.objects.filter(inquiry="hessen-20-1"), "Gipfl") == ""
