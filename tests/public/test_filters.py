"""Each parameter finds what it says, says itself in words, and can be taken away."""

import pytest
from django.http import QueryDict

from survey.models import PublishedBody, PublishedInquiry, SearchRow
from survey.public.errors import BadParameter
from survey.public.filters import AnswerFilter, BodyFilter, PublicInquiryFilter, SearchRowFilter
from tests.public.papers import make_answer, make_body, make_coding, make_content, make_row, publish

pytestmark = pytest.mark.django_db

ROWS = [
    make_row(
        1,
        [make_answer(1, "Runde Tische tagen."), make_answer(2, "Es gibt einen Flüchtlingsgipfel.")],
        {"1a": make_coding("yes"), "1b": make_coding("no")},
    ),
    make_row(2, [make_answer(1, "Es gibt nichts."), make_answer(2, "", "blank")], {"1a": make_coding("no")}),
    make_row(3, [make_answer(1, "s. Frage 2", "refers"), make_answer(2, "Der Verband tagt.")], {}, kind="association"),
]


@pytest.fixture
def papers(db):
    publish(
        make_content(rows=ROWS, bodies=[make_body(), make_body("gipfel", kind="summit", usual_name="Schneegipfel")])
    )
    publish(
        make_content(
            "suedland-3-7",
            rows=[make_row(1)],
            bodies=[],
            number="3/7",
            term=3,
            title="Eis",
            parliament=SOUTH,
            kind="major",
        )
    )


SOUTH = {"slug": "suedland", "name": "Landtag Südland", "short_name": "", "state": "98"}


def answers(query, kind=AnswerFilter):
    queryset = SearchRow.objects.filter(kind="answer") if kind is AnswerFilter else SearchRow.objects.all()
    found = kind(QueryDict(query), queryset).qs.order_by("inquiry", "position")
    return [f"{each.inquiry[:4]} {each.title}" for each in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=runder Tisch", ["nord LK Nordkreis, Frage 1"]),
        ("q=Gipfel", ["nord LK Nordkreis, Frage 2"]),
        ("q=Gipfel&district=99002", []),
        ("inquiry=suedland-3-7", ["sued LK Nordkreis, Frage 1", "sued LK Nordkreis, Frage 2"]),
        ("parliament=suedland", ["sued LK Nordkreis, Frage 1", "sued LK Nordkreis, Frage 2"]),
        ("term=3", ["sued LK Nordkreis, Frage 1", "sued LK Nordkreis, Frage 2"]),
        ("district=99002", ["nord LK Ostkreis, Frage 1", "nord LK Ostkreis, Frage 2"]),
        ("district=99001&district=99002", ["nord LK Ostkreis, Frage 1", "nord LK Ostkreis, Frage 2"]),
        ("question=2&term=9", ["nord LK Nordkreis, Frage 2", "nord LK Ostkreis, Frage 2", "nord LK Südkreis, Frage 2"]),
        (
            "question=1&term=9",
            ["nord LK Nordkreis, Frage 1", "nord LK Ostkreis, Frage 1", "nord LK Südkreis, Frage 1"],
        ),
        ("question=1b&inquiry=suedland-3-7", ["sued LK Nordkreis, Frage 1"]),
        ("code=no", ["nord LK Nordkreis, Frage 1", "nord LK Ostkreis, Frage 1"]),
        ("code=1a:no", ["nord LK Ostkreis, Frage 1"]),
        ("code=no&question=1b", ["nord LK Nordkreis, Frage 1"]),
        ("status=refers", ["nord LK Südkreis, Frage 1"]),
        (
            "status=refers&status=blank&term=9",
            ["nord LK Ostkreis, Frage 2", "nord LK Südkreis, Frage 1"],
        ),
        ("kind=association", ["nord LK Südkreis, Frage 1", "nord LK Südkreis, Frage 2"]),
        ("annex=2", []),
        ("colour=red&kind=association", ["nord LK Südkreis, Frage 1", "nord LK Südkreis, Frage 2"]),
    ],
)
def test_answers_are_found_by(papers, query, expected):
    assert answers(query) == expected


def test_passages_are_found_by_type(papers):
    assert answers("type=remark", SearchRowFilter) == ["nord Vorbemerkung", "sued Vorbemerkung"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("parliament=suedland", ["3/7"]),
        ("term=9", ["9/1"]),
        ("kind=major", ["3/7"]),
        ("party=ABC", ["9/1", "3/7"]),
        ("party=XYZ", []),
        ("ministry=Minister für Schnee&term=9", ["9/1"]),
        ("year=2030", ["9/1", "3/7"]),
        ("year=2031", []),
        ("q=runder Tisch", ["9/1"]),
        ("q=Eis", ["3/7"]),
    ],
)
def test_inquiries_are_found_by(papers, query, expected):
    found = PublicInquiryFilter(QueryDict(query), PublishedInquiry.objects.all()).qs.order_by("slug")
    assert [each.number for each in found] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=summit", ["gipfel"]),
        ("kind=summit&kind=round_table", ["gipfel", "nordkreis-schneerunde"]),
        ("level=state", []),
        ("district=99001&kind=summit", ["gipfel"]),
        ("inquiry=suedland-3-7", []),
        ("q=Schneegipfel", ["gipfel"]),
        ("region=Norden", []),
        ("initiator=church", []),
    ],
)
def test_bodies_are_found_by(papers, query, expected):
    found = BodyFilter(QueryDict(query), PublishedBody.objects.all()).qs.order_by("slug")
    assert [each.slug for each in found] == expected


def test_filter_says_itself_in_words_and_can_be_taken_away(papers):
    filterset = AnswerFilter(QueryDict("status=blank&status=refers&district=99001&code=1a:no"), SearchRow.objects.all())
    active = filterset.active("/answers/", {"district": {"99001": "Nordkreis"}})
    assert [(str(each.label), str(each.value), each.without) for each in active] == [
        ("Kreis oder kreisfreie Stadt", "Nordkreis", "/answers/?code=1a%3Ano&status=blank&status=refers"),
        ("Kategorie", "1a: Nein", "/answers/?district=99001&status=blank&status=refers"),
        ("Status", "Feld leer", "/answers/?district=99001&code=1a%3Ano&status=refers"),
        ("Status", "Verweis", "/answers/?district=99001&code=1a%3Ano&status=blank"),
    ]


def test_inquiries_are_found_by_subject_and_by_whether_they_have_a_table(client, papers):
    publish(make_content("westland-1-1", number="1/1", bodies=[], annexes=[], claims=[], subjects=["Eis und Schnee"]))
    for query, expected in {
        "subject=Eis und Schnee": ["westland-1-1"],
        "subject=Schnee": [],
        "table=no": ["westland-1-1"],
        "table=yes": ["nordland-9-1", "suedland-3-7"],
    }.items():
        found = PublicInquiryFilter(QueryDict(query), PublishedInquiry.objects.all()).qs.order_by("slug")
        assert [each.slug for each in found] == expected, query
    facets = {
        str(facet.label): facet.options for facet in client.get("/inquiries/?subject=Eis und Schnee").context["facets"]
    }
    assert [(each.label, each.count, each.chosen) for each in facets["Schlagwort"]] == [("Eis und Schnee", 1, True)]
    tables = client.get("/inquiries/").context["facets"]
    (table,) = [facet.options for facet in tables if facet.label == "Tabelle"]
    assert [(str(each.label), each.count) for each in table] == [("mit Tabelle", 2), ("ohne Tabelle", 1)]


def test_facets_count_what_is_found_and_keep_the_other_filters(client, papers):
    facets = client.get("/answers/?term=9").context["facets"]
    found = {facet.label: [(str(each.label), each.count, each.href) for each in facet.options] for facet in facets}
    assert found["Status"] == [
        ("beantwortet", 4, "/answers/?term=9&status=answered"),
        ("Feld leer", 1, "/answers/?term=9&status=blank"),
        ("Verweis", 1, "/answers/?term=9&status=refers"),
    ]
    assert "Kategorie" not in found  # of several papers, each of which asks its own question


@pytest.mark.parametrize("query", ["q=..", "term=x", "term=0", "status=maybe", "code=A b", "question=eins", "annex=-1"])
def test_bad_value_is_refused(papers, query):
    with pytest.raises(BadParameter):
        AnswerFilter(QueryDict(query), SearchRow.objects.all()).qs  # noqa: B018  it is the reading that refuses


def test_search_page_marks_its_hits_and_groups_them_by_paper(client, papers):
    context = client.get("/search/?q=runder Tisch").context
    (group,) = context["groups"]
    assert (group.number, group.title) == ("9/1", "Winterdienst in den Landkreisen")
    marked = [[piece.text for piece in hit.text if piece.hit] for hit in group.hits]
    assert marked == [["Runde Tische"]]
    assert context["forms"] == ["Runde Tische"]


def test_search_that_finds_nothing_offers_each_word_alone(client, papers):
    context = client.get("/search/?q=Gipfel Einhorn").context
    assert context["pager"].total == 0
    assert context["single_words"] == [("Gipfel", "/search/?q=Gipfel"), ("Einhorn", "/search/?q=Einhorn")]


def test_list_is_cut_into_pages_that_keep_the_filters(client, papers, monkeypatch):
    monkeypatch.setattr("survey.public.listing.PAGE_SIZE", 2)
    context = client.get("/answers/?term=9&page=2").context
    pager = context["pager"]
    assert [len(context["hits"]), pager.last, pager.total] == [2, 3, 6]
    assert (pager.previous, pager.following) == ("/answers/?term=9", "/answers/?term=9&page=3")
    assert pager.pages == ((1, "/answers/?term=9"), (2, "/answers/?term=9&page=2"), (3, "/answers/?term=9&page=3"))
