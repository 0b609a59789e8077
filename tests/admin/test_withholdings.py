"""Withholding a passage at the desk: those who publish, in two steps."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from survey.models import Edition, Withholding
from survey.publishing.withheld import text_of
from tests.admin.forms import address
from tests.factories import cell
from tests.publishing.paper import make_paper, publish_now

REASON = "Persönlichkeitsrecht, Art. 17 DSGVO"


@pytest.fixture
def inquiry(db):
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    return inquiry


def page(inquiry, place="1/1/1"):
    return reverse("admin:survey_inquiry_withhold", args=[inquiry.pk], query={"place": place})


def buttons(client, record):
    return [str(text) for _, text in client.get(address(record)).context["tools"]]


def test_publisher_is_led_from_each_text_and_an_editor_is_not(desk, publishers_desk, inquiry):
    answer = cell(inquiry.annexes.get(), "LK Fulda", "Frage 1")
    records = [answer, inquiry.replies.get(), inquiry.remarks.get(), inquiry.questions.get(part="a"), inquiry]
    with override("en"):
        assert ["Withhold a passage" in buttons(publishers_desk, each) for each in records] == [True] * 5
        assert ["Withhold a passage" in buttons(desk, each) for each in records] == [False] * 5
    assert desk.get(page(inquiry)).status_code == 403
    assert desk.post(page(inquiry), {"words": "Gipfel", "reason": REASON, "sure": "yes"}).status_code == 403


def test_page_first_says_what_it_would_do_and_then_does_it(publishers_desk, inquiry):
    with override("en"):
        first = publishers_desk.post(page(inquiry), {"words": "Gipfel", "reason": REASON})
        assert first.context["items"] == ["Edition 1: taken out of 6 texts."]
    assert Withholding.objects.count() == 0
    data = {field.html_name: field.value() for field in first.context["form"]}
    answer = cell(inquiry.annexes.get(), "LK Fulda", "Frage 1")
    assert publishers_desk.post(page(inquiry), data).url == address(answer)
    kept = Withholding.objects.get()
    assert (kept.place, kept.words, kept.reason, kept.by.username) == ("1/1/1", "Gipfel", REASON, "publisher")
    assert "Gipfel" not in text_of(Edition.objects.get())


def test_page_offers_what_still_looks_like_it_and_withholds_what_is_ticked(publishers_desk, inquiry):
    inquiry.remarks.update(text="Der Gipfelstürmer Zeno Müller und die Müllers lobten den Krimsekt von Herrn Mullar.")
    inquiry.replies.update(text="In zwei Landkreisen wurde ein Gipfel einberufen. Frau Mueller kam.")
    publish_now(inquiry, "Mit Namen.")
    with override("en"):
        first = publishers_desk.post(page(inquiry, "remark 1"), {"words": "Zeno Müller", "reason": REASON})
        offered = first.context["form"].fields["also"].choices
    assert offered == [
        ("Mueller", "“Mueller” stands in 1 further text"),
        ("Müllers", "“Müllers” stands in 1 further text"),
        ("Mullar", "“Mullar” stands in 1 further text"),
    ]
    data = {field.html_name: field.value() for field in first.context["form"]} | {"also": ["Mueller", "Mullar"]}
    assert publishers_desk.post(page(inquiry, "remark 1"), data).status_code == 302
    assert [(each.place, each.words) for each in Withholding.objects.order_by("pk")] == [
        ("remark 1", "Zeno Müller"),
        ("", "Mueller"),
        ("", "Mullar"),
    ]
    text = text_of(Edition.objects.current().get())
    assert [word in text for word in ("Müller", "Mueller", "Mullar", "Gipfelstürmer")] == [False, False, False, True]


def test_form_that_was_not_offered_is_refused(publishers_desk, inquiry):
    data = {"words": "einen Gipfel", "reason": REASON, "sure": "yes", "also": ["Netzwerk"]}
    assert list(publishers_desk.post(page(inquiry), data).context["form"].errors) == ["also"]
    assert Withholding.objects.count() == 0


@pytest.mark.parametrize(
    ("words", "reason", "wrong"),
    [("Konferenz", REASON, "words"), ("ipfel", REASON, "words"), ("Gip", REASON, "words"), ("Gipfel", "", "reason")],
)
def test_what_cannot_be_withheld_is_said_beside_the_field(publishers_desk, inquiry, words, reason, wrong):
    response = publishers_desk.post(page(inquiry), {"words": words, "reason": reason, "sure": "yes"})
    assert list(response.context["form"].errors) == [wrong]
    assert Withholding.objects.count() == 0


def test_page_says_what_stays_of_a_word_that_is_cut(publishers_desk, inquiry):
    with override("en"):
        response = publishers_desk.post(page(inquiry), {"words": "einen Gipf", "reason": REASON})
        assert response.context["items"][0] == (
            "Of the last word there stays to be read: el. Give the whole word where that says too much."
        )


def test_place_that_is_not_there_is_not_found(publishers_desk, inquiry):
    places = ["9/9/9", "1/1", "reply 9", "question 9", "elsewhere"]
    assert [publishers_desk.get(page(inquiry, place)).status_code for place in places] == [404] * 5
    there = ["", "1/1/1", "reply 1", "remark 1", "question 1a"]
    assert [publishers_desk.get(page(inquiry, place)).status_code for place in there] == [200] * 5


def test_page_names_other_papers_and_addresses_that_hold_the_words(publishers_desk, inquiry):
    other = make_paper("19/1614", ["Fulda"])
    publish_now(other)
    with override("en"):
        response = publishers_desk.post(page(inquiry, ""), {"words": "Runder Tisch Fulda", "reason": REASON})
        assert response.context["items"] == [
            "Edition 1: taken out of 2 texts.",
            "The words also stand in hessen-19-1614; withhold them there, too, if need be.",
            "The address of the body “Runder Tisch Fulda 19/1613” holds the words; it becomes "
            "/bodies/hessen-19-1613-191613/.",
        ]


def test_page_names_papers_that_say_the_words_in_another_spelling(publishers_desk, inquiry):
    """Also where no search looks: in a note of a table."""
    spellings = ["Lüden\u00adscheid", "LUEDENSCHEID", "Lu\u0308denscheid", "Lüden-\nscheid", "Hemer"]
    for number, spelled in enumerate(spellings, start=1614):
        other = make_paper(f"19/{number}", ["Fulda"])
        other.annexes.get().notes.update(text=f"Ohne {spelled}.")
        publish_now(other)
    inquiry.remarks.update(text="Wir danken Lüdenscheid.")
    publish_now(inquiry, "Mit Dank.")
    with override("en"):
        items = publishers_desk.post(page(inquiry, ""), {"words": "Lüdenscheid", "reason": REASON}).context["items"]
    named = [
        f"The words also stand in hessen-19-{each}; withhold them there, too, if need be." for each in range(1614, 1618)
    ]
    assert items == ["Edition 1: taken out of 0 texts.", "Edition 2: taken out of 2 texts.", *named]


def test_withheld_passage_is_shown_again_with_a_reason(publishers_desk, desk, inquiry):
    publishers_desk.post(page(inquiry), {"words": "Gipfel", "reason": REASON, "sure": "yes"})
    withholding = Withholding.objects.get()
    lifting = reverse("admin:survey_withholding_lift", args=[withholding.pk])
    assert desk.post(lifting, {"because": "Irrtum."}).status_code == 403
    assert list(publishers_desk.post(lifting, {"because": ""}).context["form"].errors) == ["because"]
    assert publishers_desk.post(lifting, {"because": "Irrtum."}).status_code == 302
    withholding.refresh_from_db()
    assert (withholding.lifted_because, withholding.lifted_by.username) == ("Irrtum.", "publisher")
    assert buttons(publishers_desk, withholding) == []
    assert "Gipfel" in text_of(Edition.objects.get())


def test_editions_made_meanwhile_are_named_before_and_after_it_is_shown_again(publishers_desk, inquiry):
    publishers_desk.post(page(inquiry), {"words": "Gipfel", "reason": 'Art. 17 "DSGVO"', "sure": "yes"})
    for note in ("Ohne das Wort.", "Noch einmal."):
        inquiry.signatory = note
        inquiry.save()
        publish_now(inquiry, note)
    lifting = reverse("admin:survey_withholding_lift", args=[Withholding.objects.get().pk])
    sentence = "Fassung {} ist inzwischen entstanden: In ihr bleibt der Hinweis an der Stelle der Wörter stehen."
    told = [sentence.format(number) for number in (2, 3)]
    assert publishers_desk.get(lifting).context["items"] == told
    said = publishers_desk.post(lifting, {"because": "Irrtum."}, follow=True).context["messages"]
    assert [str(each) for each in said][1] == " ".join([*told, "Die nächste Fassung enthält die Wörter wieder."])
