"""New inquiry like this one: the page, and who is there to be asked."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from survey.models import Inquiry
from tests.factories import make_district


def like(inquiry, **query):
    return reverse("admin:survey_inquiry_like", args=[inquiry.pk], query=query)


def send(client, inquiry, **changes):
    form = client.get(like(inquiry)).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    return client.post(like(inquiry), data | {"number": "21/99", "date": "2026-03-01"} | changes)


def test_draft_is_made_from_the_page_and_opens_its_workspace(desk, paper):
    response = send(desk, paper, title="Flüchtlingsgipfel 2026")
    made = Inquiry.objects.get(number="21/99")
    assert response.url == reverse("admin:survey_inquiry_workspace", args=[made.pk])
    assert [each.comparability for each in made.questions.all()] == ["same", "same"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"number": "19/1613"}, ["number"]),
        ({"number": "neunzehn"}, ["number"]),
        ({"text_1a": "Anders gefragt?"}, ["comparability_1a"]),
        ({"comparability_1a": "changed"}, ["note_1a"]),
        ({"text_1a": "Anders gefragt?", "note_1a": "Nur die Anrede ist neu."}, []),
        ({"text_1a": "Anders?", "comparability_1a": "not_comparable", "note_1a": "Andere Stellen."}, []),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(desk, paper, changes, wrong):
    response = send(desk, paper, **changes)
    assert (list(response.context["form"].errors) if response.context else []) == wrong
    assert Inquiry.objects.count() == (1 if wrong else 2)


def test_page_shows_who_is_there_on_a_day(desk, paper):
    make_district("Hanau", "", "city", valid_from="2026-01-01")
    valid = desk.get(like(paper, on="2026-03-01")).context["tables"][0][1]
    assert ([each.name for each in valid.new], len(valid.rows)) == (["Hanau"], 2)
    assert desk.get(like(paper, on="gestern")).context["tables"] == []


def test_empty_table_of_the_draft_names_who_is_there(desk, paper):
    make_district("Hanau", "", "city", valid_from="2026-01-01")
    send(desk, paper)
    made = Inquiry.objects.get(number="21/99")
    page = desk.get(reverse("admin:survey_inquiry_valid", args=[made.pk]))
    address = page.context["tables"][0][2]
    lines = desk.get(address).content.decode().splitlines()
    assert lines == ["respondent,Frage 1,Frage 2,Frage 3", "LK Fulda,,,", "LK Kassel,,,", "Hanau,,,"]


def test_pages_are_offered_where_they_lead_somewhere(desk, paper):
    def offered(inquiry):
        return [
            str(text)
            for _, text in desk.get(reverse("admin:survey_inquiry_workspace", args=[inquiry.pk])).context["tools"]
        ]

    with override("en"):
        assert [text in offered(paper) for text in ("New inquiry like this one", "Who is there to be asked")] == [
            True,
            False,
        ]
        send(desk, paper)
        made = Inquiry.objects.get(number="21/99")
        assert "Who is there to be asked" in offered(made)
        assert desk.get(reverse("admin:survey_inquiry_empty_table", args=[paper.pk, 1])).status_code == 404
