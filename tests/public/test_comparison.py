"""One question over several inquiries of a made-up parliament: who said what, and who changed."""

import pytest

from tests.public.papers import make_annex, make_coding, make_content, make_districts, make_question, make_row, publish

pytestmark = pytest.mark.django_db

BOTH = "/compare/?question=nordland-9-1%3A1a&question=nordland-10-7%3A1"


def make_later(comparability="same", codes=("no", "yes", "not_stated"), **kwargs):
    """Asked again two years on: in the first row another category, in the second the same, the third one arguable."""
    earlier = make_content()
    again = {"inquiry": "nordland-9-1", "question": "1a", "comparability": comparability, "note": "Gleich gefragt."}
    rows = [
        make_row(key, codings={"1": make_coding(code, "arguable" if code == "not_stated" else "clear")})
        for key, code in enumerate(codes, start=1)
    ]
    columns = [{"key": 1, "heading": "Frage 1", "kind": "text", "unit": "", "questions": ["1"]}]
    columns.append(columns[0] | {"key": 2, "heading": "Frage 2", "questions": ["2"]})
    return (
        make_content(
            slug="nordland-10-7",
            number="10/7",
            term=10,
            title="Winterdienst, noch einmal",
            questions=[
                make_question(
                    "1", "Gibt es den Winterdienst noch?", continues=again, codes=earlier["questions"][1]["codes"]
                ),
                make_question("2", "Wer zahlt ihn?"),
            ],
            replies=[{"key": "reply 1", "questions": ["1"], "text": "Siehe Anlage.", "references": []}],
            annexes=[make_annex(rows, columns=columns, date="2032-02-01")],
            claims=[],
            bodies=[],
        )
        | kwargs
    )


@pytest.fixture
def twice(db):
    make_districts()
    publish()
    return publish(make_later(), day="2032-03-01")


def shown(response):
    """Each line: district, its categories or statuses, whether it changed."""
    return [
        (line.name, [entry and (entry.category or entry.state.code) for entry in line.entries], line.changed)
        for line in response.context["lines"]
    ]


def test_series_shows_each_district_in_order_of_the_tables(client, twice):
    assert shown(client.get("/compare/?question=nordland-10-7:1&question=nordland-9-1:1a")) == [
        ("Nordkreis", ["yes", "no"], True),
        ("Ostkreis", ["yes", "yes"], False),
        ("Südkreis", ["yes", "not_stated"], True),
        ("Westkreis", ["no_row", "no_row"], None),
    ]


def test_table_without_a_date_does_not_say_that_a_district_was_on_no_list(client, db):
    make_districts()
    publish()
    later = make_later()
    later["annexes"][0] |= {"date": None, "date_printed": "", "coverage": None}
    publish(later, day="2032-03-01")
    page = client.get("/en" + BOTH)
    assert shown(page)[3] == ("Westkreis", ["no_row", None], None)
    assert page.text.count("not listed; the table has no date") == 1
    assert "not on the list of that date" not in page.text


def test_series_counts_changes_of_those_with_a_category_in_both(client, twice):
    (step,) = client.get(BOTH).context["steps"]
    changes = [(each.earlier.code, each.later.code, each.names, each.arguable) for each in step.transitions]
    assert (step.comparability, step.both, step.stayed) == ("same", 3, 1)
    assert changes == [("yes", "no", ("Nordkreis",), 0), ("yes", "not_stated", ("Südkreis",), 1)]


def test_series_counts_no_change_where_one_may_not_compare(client, db):
    make_districts()
    publish()
    publish(make_later("not_comparable"), day="2032-03-01")
    response = client.get("/en" + BOTH)
    assert [line.changed for line in response.context["lines"]] == [None] * 4
    assert response.context["steps"][0].transitions == ()
    assert 'May one compare them? not comparable.</strong> <span lang="de">Gleich gefragt.' in response.text


def test_series_of_questions_that_nobody_linked_counts_no_change(client, twice):
    response = client.get("/compare/?question=nordland-9-1:2&question=nordland-10-7:2")
    (step,) = response.context["steps"]
    assert (step.comparability, step.transitions) == ("", ())


def test_series_shows_the_chosen_districts(client, twice):
    response = client.get(f"{BOTH}&district=99002&district=99003")
    assert [line[0] for line in shown(response)] == ["Ostkreis", "Südkreis"]
    assert response.context["narrowed"] == [
        ("Ostkreis", f"{BOTH}&district=99003"),
        ("Südkreis", f"{BOTH}&district=99002"),
    ]


def test_series_shows_only_changes_when_asked(client, twice):
    assert [line[0] for line in shown(client.get(f"{BOTH}&show=changed"))] == ["Nordkreis", "Südkreis"]


def test_series_offers_what_continues_the_question(client, twice):
    response = client.get("/compare/?question=nordland-9-1:1a")
    assert [(each.value, each.later, href) for each, href in response.context["more"]] == [
        ("nordland-10-7:1", True, BOTH)
    ]


def test_series_leaves_a_question_out_by_a_link(client, twice):
    columns = client.get(BOTH).context["columns"]
    assert [column.without for column in columns] == [
        "/compare/?question=nordland-10-7%3A1",
        "/compare/?question=nordland-9-1%3A1a",
    ]
    assert [column.data for column in columns] == [
        "/answers.csv?inquiry=nordland-9-1&question=1a",
        "/answers.csv?inquiry=nordland-10-7&question=1",
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/inquiries/nordland-9-1/questions/1/", "nordland-10-7:1"),
        ("/inquiries/nordland-10-7/questions/1/", "nordland-9-1:1a"),
    ],
)
def test_question_page_links_the_same_question_in_other_inquiries(client, twice, path, value):
    assert [(each.value, href) for each, href in client.get(path).context["kin"]] == [(value, BOTH)]


def test_question_page_says_whether_one_may_compare(client, twice):
    text = client.get("/en/inquiries/nordland-10-7/questions/1/").text
    assert "Continues question 1a of nordland-9-1. May one compare them? same." in " ".join(text.split())


def test_compare_lists_questions_that_continue_others(client, twice):
    assert [(pair.number, pair.question, pair.href) for pair in client.get("/compare/").context["pairs"]] == [
        ("10/7", "1", BOTH)
    ]


@pytest.mark.parametrize("value", ["1a", "nordland-9-1", "nordland-9-1:x", "../etc:1"])
def test_series_refuses_what_names_no_question(client, twice, value):
    response = client.get("/en/compare/", {"question": value})
    assert response.status_code == 400
    assert f"The parameter “question” cannot be “{value}”." in response.text


def test_series_refuses_more_than_it_can_show(client, twice):
    response = client.get("/en/compare/", {"question": [f"nordland-9-1:{n}" for n in range(1, 8)]})
    assert response.status_code == 400
    assert "At most 6 questions can be compared at once." in response.text


@pytest.mark.parametrize("value", ["nordland-9-1:9", "nordland-8-1:1"])
def test_series_of_what_is_not_there_is_not_found(client, twice, value):
    assert client.get("/compare/", {"question": value}).status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_series_costs_three_queries(client, twice, prefix, django_assert_num_queries):
    """Data version, the editions, the questions that continue them; one question or two."""
    for path in (BOTH, "/compare/?question=nordland-9-1:1a"):
        with django_assert_num_queries(3):
            assert client.get(prefix + path).status_code == 200


def test_question_page_costs_four_queries(client, twice, django_assert_num_queries):
    """Data version, the edition, the districts of the map, the same question elsewhere."""
    with django_assert_num_queries(4):
        client.get("/inquiries/nordland-9-1/questions/1/")
