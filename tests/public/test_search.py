"""Search: what was found, how, and what helps on where nothing was."""

import pytest

from survey.models import SearchRow
from tests.public.papers import make_answer, make_coding, make_content, make_measured_content, make_row, publish

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


def facets_of(response, name="facets"):
    return {
        facet.label: [(str(option.label), option.count, option.href) for option in facet.options]
        for facet in response.context[name]
    }


def test_categories_are_chosen_within_one_paper_and_part(client, rounds):
    """Each paper asks its own question: its categories are never counted with those of another."""
    everywhere = client.get("/en/answers/")
    assert "category" not in facets_of(everywhere)
    assert [name.partition(" ")[0] for name, _href in everywhere.context["papers"]] == ["9/2", "9/1"]
    rows = [make_row(1), make_row(2), make_row(3, codings={"1a": make_coding("no")})]
    publish(make_content("nordland-9-3", rows, number="9/3", bodies=[]), day="2030-06-01")
    choices = facets_of(client.get("/en/answers/?inquiry=nordland-9-3"))["category"]
    assert choices == [
        ("1a – Yes", None, "/en/answers/?inquiry=nordland-9-3&code=1a%3Ayes"),
        ("1a – No", None, "/en/answers/?inquiry=nordland-9-3&code=1a%3Ano"),
    ]


def test_paper_is_the_first_hit_and_its_whole_number_leads_there(client, rounds):
    for words in ("9/2", "Drs. 9/2", "Drucksache 9/2"):
        response = client.get("/search/", {"q": words})
        assert (response.status_code, response.headers["Location"]) == (302, "/inquiries/nordland-9-2/")
    for words in ("Muster", "ABC", "Minister für Schnee", "Drucksache 2"):
        papers = client.get("/search/", {"q": words}).context["papers"]
        assert "/inquiries/nordland-9-2/" in [hit.href for hit in papers]


def test_search_for_a_town_leads_to_its_county(client, rounds):
    page = client.get("/search/", {"q": "Bad Hersfeld"})
    assert page.context["place"] == "/county/?q=Bad+Hersfeld"
    assert client.get("/search/", {"q": "Winterdienst"}).context["place"] == ""


def test_question_as_a_sentence_leads_to_part_and_category(client, rounds):
    content = make_content("nordland-9-4", number="9/4", bodies=[])
    content["schema"] = 1
    publish(content, day="2030-07-01")
    SearchRow.objects.filter(inquiry="nordland-9-4", kind="question", title="1a").update(short_titles=["Rettungswege?"])
    row = SearchRow.objects.get(inquiry="nordland-9-4", kind="question", title="1a")
    row.words = f"{row.words} rettungsweg"
    row.save()
    wanted = client.get("/search/", {"q": "Welche Kreise haben keinen Rettungsweg?"}).context["wanted"]
    assert [(each.label, each.asked, each.href) for each in wanted] == [
        ("Nein", "1a Rettungswege?", "/answers/?inquiry=nordland-9-4&code=1a%3Ano")
    ]


def test_search_that_holds_no_word_is_answered_beside_the_form(client, rounds):
    response = client.get("/search/", {"q": "§", "district": "99001"})
    assert response.status_code == 400
    assert 'value="§" aria-invalid="true"' in response.text
    assert '<input type="hidden" name="district" value="99001">' in response.text
    assert "Die Suche enthält kein Wort." in response.text


def test_compound_is_found_written_apart_too(client, rounds):
    answers = [make_answer(1, "Eine Flüchtlings-Konferenz tagt."), make_answer(2, "", "blank")]
    publish(make_content("nordland-9-5", [make_row(1, answers)], number="9/5", bodies=[]), day="2030-08-01")
    found = client.get("/search/", {"q": "Flüchtlingskonferenz"}).context["groups"]
    assert [group.number for group in found] == ["9/5"]


def test_numbers_of_a_column_are_one_hit(client, db):
    publish(make_measured_content((("120", "exact"), ("30", "exact"), (None, "none"))))
    (group,) = client.get("/search/", {"q": "Streuwege", "type": "answer"}).context["groups"]
    titles = [(hit.folded, "".join(piece.text for piece in hit.title)) for hit in group.hits]
    (stands_for_both,) = [title for folded, title in titles if folded == 1]  # which comes first, the ranking decides
    assert stands_for_both in ("LK Nordkreis, Streuwege", "LK Ostkreis, Streuwege")


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 2),
        ("?q=Winterdienst", 4),
        ("?q=Wintrdienst", 6),
        ("?q=Winterdienst&code=yes&district=99001", 5),
        ("?q=Wintrdienst+Sommr&code=yes&district=99001", 7),
    ],
)
def test_search_costs_few_queries(client, rounds, query, most, django_assert_max_num_queries):
    """Data version, the counts with all facets, the page of hits, papers that are called so, the name of a district.

    Where nothing is found: parliaments of that name, which words there are, texts that have them, and questions one
    can look up; for several words the districts, one of which may be among them.
    """
    with django_assert_max_num_queries(most):
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
    assert [(each.label, each.href) for each in page.context["wanted"]] == [
        ("No", "/en/answers/?district=99001&code=no")
    ]
    assert page.context["meant"] is None
    assert "Straight to the answer" in page.text
    assert client.get("/en/search/?q=Winterdienst").context["wanted"] == []
