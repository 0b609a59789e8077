"""Search over published passages, on the database the suite runs on."""

import re

import pytest
from django.db import connection
from django.utils import timezone

from survey.language.analysis import Query, analysed
from survey.models import SearchRow
from survey.publishing import search as module
from survey.publishing.marks import facts, mark, marks
from survey.publishing.search import SearchResult, install, meant, search

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
            words=f"{analysed(text)} {mark('type', 'answer')} {mark('annex', str(position))}",
            annex=1,
            row_key=position,
            column_key=1,
            status="answered",
            published_at=timezone.now(),
        )
        for position, (name, text) in enumerate(TEXTS.items())
    ]
    SearchRow.objects.bulk_create(made)
    return made


def titles(query, marks=()):
    found = search(query, marks)
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


def test_search_stays_within_its_marks(passages):
    assert titles("Gipfel", [[mark("annex", "1")]]) == ["fire"]
    assert titles("Gipfel", [[mark("annex", "0"), mark("annex", "1")]]) == ["fire", "summit"]
    assert titles("-Gipfel", [[mark("annex", "1"), mark("annex", "2")], [mark("type", "answer")]]) == ["table"]


def test_search_refuses_a_query_without_words(passages):
    with pytest.raises(ValueError, match="holds no word"):
        search(" - ")


def test_search_costs_two_queries_whatever_it_finds(passages, django_assert_num_queries):
    found = search("Gipfel")
    with django_assert_num_queries(2):  # the count decides on ranking, then the page
        found.page(0, 10)


def test_hits_are_ranked_up_to_a_number_and_else_the_newest_come_first(passages, monkeypatch):
    """The first text is the shortest with the word, the last published is the longer one."""
    assert [hit.title for hit in search("Gipfel").page(0, 10)] == ["fire", "summit"] or connection.vendor != "sqlite"
    monkeypatch.setattr(module, "RANKED", 1)
    found = search("Gipfel")
    assert ([hit.title for hit in found.page(0, 10)], found.ranked) == (["fire", "summit"], False)


def test_no_more_are_counted_than_a_number(passages, monkeypatch):
    monkeypatch.setattr(module, "COUNTED", 3)
    assert (SearchResult(Query(), [[mark("type", "answer")]]).count, search("Gipfel").count) == (4, 2)


def test_list_goes_on_from_a_row_in_both_directions(passages):
    found = SearchResult(Query(), [[mark("type", "answer")]])
    numbers = [each.pk for each in found.page(0, 10)]
    assert numbers == sorted(numbers, reverse=True)
    assert [each.pk for each in found.page(0, 2, below=numbers[1])] == numbers[2:4]
    assert [each.pk for each in found.above(numbers[3], 2)] == numbers[1:3]


def test_groups_count_the_newest_alone_and_tell_the_number_of_few(passages, monkeypatch, django_assert_num_queries):
    found = SearchResult(Query(), [[mark("type", "answer")]])
    with django_assert_num_queries(1):
        assert (found.groups, found.count) == ([("answer", "answered", "", "[]", 5)], 5)
    monkeypatch.setattr(module, "RANKED", 2)
    found = SearchResult(Query(), [[mark("type", "answer")]])
    with django_assert_num_queries(2):
        assert (found.groups, found.count) == ([("answer", "answered", "", "[]", 2)], 5)


def test_found_streams_all_hits_in_the_order_of_the_papers(passages):
    assert [hit.title for hit in search("Gipfel").all().iterator()] == ["summit", "fire"]


def test_index_follows_a_passage_that_changed_and_forgets_one_that_went(passages):
    SearchRow.objects.filter(title="summit").update(words=analysed("Nun steht hier etwas anderes."))
    assert (titles("flüchtling"), titles("anderes")) == ([], ["summit"])
    SearchRow.objects.filter(title="fire").delete()
    assert titles("Gipfel") == []


def test_index_is_made_anew_where_a_migration_copied_the_table(passages):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER searchindex_out")
        SearchRow.objects.filter(title="fire").delete()
    install()
    install()
    SearchRow.objects.filter(title="fire").delete()
    assert titles("Gipfel") == ["summit"]


def test_marks_say_all_that_a_row_is_narrowed_by():
    row = SearchRow(
        kind="answer",
        inquiry="hessen-19-1613",
        parliament="hessen",
        term=19,
        status="no_reply",
        respondent_kind="county",
        annex=1,
        districts=["06631", "hanau"],
        questions="1a 1b 2",
        codes=["1a:yes", "2:yes", "1b:not_stated"],
    )
    assert list(facts(row)) == [
        ("type", "answer"),
        ("inquiry", "hessen-19-1613"),
        ("parliament", "hessen"),
        ("term", "19"),
        ("status", "no_reply"),
        ("kind", "county"),
        ("annex", "1"),
        ("district", "06631"),
        ("district", "hanau"),
        ("question", "1a"),
        ("question", "1b"),
        ("question", "2"),
        ("question", "1"),
        ("code", "1a:yes"),
        ("code", "2:yes"),
        ("code", "1b:not_stated"),
        ("code", "yes"),
        ("code", "not_stated"),
    ]
    words = marks(row).split()
    assert len(words) == len(set(words)) == 18
    assert all(re.fullmatch("0x[a-z0-9]+", each) for each in words)


def test_marks_tell_values_apart_that_differ_in_signs_alone():
    values = ("a-b", "ab", "a_b", "a:b", "azb", "az2dzb")
    assert len({mark("code", each) for each in values}) == len(values)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("Flüchtlingsgipfl", "Flüchtlingsgipfel"), ("runder Tsich", "runder Tisch"), ("Gipfl", "gipfel"), ("Landtag", "")],
)
def test_search_says_what_may_have_been_meant(passages, typed, words, django_assert_num_queries):
    with django_assert_num_queries(2 if words else 1):  # which words there are, and texts that have them
        assert meant(typed) == words


def test_search_means_words_of_the_filtered_passages_alone(passages):
    assert (meant("Gipfl", [[mark("annex", "1")]]), meant("Gipfl", [[mark("annex", "4")]])) == ("gipfel", "")
