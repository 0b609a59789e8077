"""Search: what was found, how, and what helps on where nothing was."""

import pytest

from tests.public.papers import make_answer, make_coding, make_content, make_row, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds(snow):
    """A second paper, on round tables."""
    answers = [make_answer(1, "Ein runder Tisch tagt."), make_answer(2, "Teilnehmer des Runden Tisches zahlen.")]
    return publish(
        make_content("nordland-9-2", [make_row(1, answers, {"1a": make_coding("no")})], number="9/2", bodies=[]),
        day="2030-05-01",
    )


def test_search_groups_hits_by_paper(client, rounds):
    groups = client.get("/search/?q=Winterdienst&type=question&type=answer").context["groups"]
    assert {group.number: len(group.hits) for group in groups} == {"9/1": 4, "9/2": 1}


def test_search_says_in_one_line_what_was_found(client, rounds):
    response = client.get("/en/search/?q=Runde+Tische")
    assert response.context["forms"] == ["Runden Tisches", "runder Tisch"]
    assert "2 passages found. Found in these forms:" in response.text


def test_search_for_a_slip_asks_what_was_meant(client, rounds):
    response = client.get("/en/search/?q=Runder+Tsich&type=answer")
    assert response.context["meant"] == ("Runder Tisch", "/en/search/?type=answer&q=Runder+Tisch")
    assert (
        'Did you mean <a href="/en/search/?type=answer&amp;q=Runder+Tisch" lang="de">Runder Tisch</a>?' in response.text
    )


def test_search_without_hits_offers_each_word_alone(client, rounds):
    response = client.get("/en/search/?q=Winterdienst+Sommer")
    assert "newest first" not in response.text
    assert [word for word, _href in response.context["single_words"]] == ["Winterdienst", "Sommer"]


def test_search_without_words_offers_categories(client, rounds):
    choices = {
        facet.label: [(option.label, option.href) for option in facet.options]
        for facet in client.get("/en/search/").context["choices"]
    }
    assert choices["category"] == [("yes", "/en/search/?code=yes"), ("no", "/en/search/?code=no")]


@pytest.mark.parametrize(
    "query", ["", "?q=Winterdienst", "?q=Wintrdienst", "?q=Wintrdienst+Sommr&code=yes&district=99001"]
)
def test_search_costs_at_most_four_queries(client, rounds, query, django_assert_max_num_queries):
    """Data version, the counts with all facets, then the page of hits or what was meant, and the name of a district."""
    with django_assert_max_num_queries(4):
        client.get(f"/search/{query}")


def test_feed_of_a_search_keeps_its_filters(client, rounds):
    response = client.get("/en/search/?q=Runde+Tische&district=99001")
    assert response.text.count('href="/en/feed/?q=Runde+Tische&amp;district=99001"') == 2
    assert "/feed/?" not in client.get("/en/search/").text


def test_feed_of_answers_keeps_their_filters(client, rounds):
    assert client.get("/en/answers/?code=1a:no").text.count('href="/en/feed/?code=1a%3Ano"') == 2
    assert "/feed/?" not in client.get("/en/answers/").text


def test_search_for_a_category_leads_to_its_answers(client, snow):
    """“Who said no?” is what most people type; no text holds these words."""
    page = client.get("/en/search/?q=Wer+hat+Nein+gesagt&district=99001")
    assert page.context["wanted"] == [("No", "/en/answers/?district=99001&code=no")]
    assert page.context["meant"] is None
    assert "Answers by category:" in page.text
    assert client.get("/en/search/?q=Winterdienst").context["wanted"] == []
