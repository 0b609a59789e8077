"""Moving, joining and splitting passages on the desk."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext, override

from survey.models import Correction, Fragment, joined
from tests import factories
from tests.admin.forms import address


@pytest.fixture
def annex(db):
    return factories.make_table({"LK Fulda": ["Ja."], "LK Kassel": ["In Fulda ist es anders. Nein."]})


@pytest.fixture
def kassel(annex):
    return factories.cell(annex, "LK Kassel", "Frage 1").printed_fragments.get()


def act(client, fragment, kind, **data):
    return client.post(reverse("admin:survey_fragment_act", args=[fragment.pk, kind]), data)


def reading(annex, row):
    return joined(factories.cell(annex, row, "Frage 1").fragments.live())


@pytest.mark.parametrize("kind", ["move", "join"])
def test_passage_is_put_where_it_belongs_with_a_reason(desk, annex, kassel, kind, editor):
    fulda = factories.cell(annex, "LK Fulda", "Frage 1")
    response = act(desk, kassel, kind, to=fulda.pk, reason="Handelt von Fulda.")
    assert response.status_code == 302
    assert (reading(annex, "LK Fulda"), reading(annex, "LK Kassel")) == ("Ja.\n\nIn Fulda ist es anders. Nein.", "")
    correction = Correction.objects.get()
    assert (correction.kind, correction.reason, correction.by) == (kind, "Handelt von Fulda.", editor)


def test_passage_is_split_before_the_words(desk, annex, kassel):
    act(desk, kassel, "split", before="Nein.", reason="Zwei Angaben.")
    texts = [fragment.text for fragment in kassel.printed_in.printed_fragments.live()]
    assert texts == ["In Fulda ist es anders.", " Nein."]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Doch.", "These words do not stand in the passage."),
        ("i", "These words stand in the passage more than once. Give more of them."),
        ("In Fulda", "Words must stand on both sides of the cut."),
    ],
)
def test_split_says_what_is_wrong_with_its_words(desk, kassel, before, words):
    response = desk.post(
        reverse("admin:survey_fragment_act", args=[kassel.pk, "split"]), {"before": before, "reason": "Zwei."}
    )
    errors = response.context["form"].errors
    assert [str(error) for each in errors.values() for error in each.data[0].messages] == [translated(words)]
    assert Correction.objects.count() == 0


def translated(words):
    with override("de"):
        return gettext(words)


def test_act_needs_a_reason(desk, annex, kassel):
    response = act(desk, kassel, "move", to=factories.cell(annex, "LK Fulda", "Frage 1").pk, reason=" ")
    assert list(response.context["form"].errors) == ["reason"]
    assert Correction.objects.count() == 0


def test_passage_moves_within_its_inquiry_only(desk, kassel):
    elsewhere = factories.make_answer("Ja.")
    response = act(desk, kassel, "move", to=elsewhere.pk, reason="Handelt von Fulda.")
    assert list(response.context["form"].errors) == ["to"]


def test_passage_is_never_changed_or_deleted(root, kassel):
    page = root.get(address(kassel))
    assert (page.context["has_change_permission"], page.context["has_delete_permission"]) == (False, False)
    assert root.post(address(kassel), {"text": "Anders."}).status_code == 403
    assert root.post(address(kassel, "delete"), {"post": "yes"}).status_code == 403
    assert Fragment.objects.get(pk=kassel.pk).text == "In Fulda ist es anders. Nein."


def test_viewer_sees_no_button_and_may_not_act(client, kassel):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_fragment"))
    client.force_login(viewer)
    assert client.get(address(kassel)).context["tools"] == []
    assert act(client, kassel, "split", before="Nein.", reason="Zwei Angaben.").status_code == 403


def test_superseded_passage_offers_no_act(desk, annex, kassel):
    act(desk, kassel, "split", before="Nein.", reason="Zwei Angaben.")
    assert desk.get(address(kassel)).context["tools"] == []
    response = act(desk, kassel, "split", before="Nein.", reason="Zwei Angaben.")
    assert list(response.context["form"].errors) == ["__all__"]
