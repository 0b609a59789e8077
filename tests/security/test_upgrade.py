"""What the steps of an upgrade make of editions that were published before."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from survey.models import Edition, EditionSalts, Inquiry
from survey.publishing.content import digest
from survey.publishing.review import submit
from survey.publishing.verification import verified
from survey.publishing.withholding import withhold
from tests.factories import make_user
from tests.publishing.paper import make_paper, publish_now, publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def before():
    """An edition as it was stored before: digest over the whole text, publisher called by a login name."""
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    withhold(inquiry, place="1/1/1", words="Gipfel", reason="Art. 17 DSGVO", by=publisher())
    EditionSalts.objects.all().delete()
    edition = Edition.objects.get()
    Edition.objects.update(digest=digest(edition.content), publisher_name="freigabe")
    return Edition.objects.get()


def test_edition_of_before_gets_salts_and_a_digest_that_confirms_no_guess(client, before):
    import_module("survey.migrations.0003_digest_over_parts").bring_over(apps, None)
    after = Edition.objects.get()
    assert (after.content, after.digest != before.digest, after.state != before.state) == (before.content, True, True)
    assert [each.holds for each in verified()] == [True]
    document = client.get("/inquiries/hessen-19-1613.json").getvalue().decode()
    assert before.digest not in document
    assert {"hash"} in [set(part) for part in json.loads(document)["parts"].values()]


def test_login_name_of_before_is_replaced_and_the_digest_stays(before):
    import_module("survey.migrations.0004_accounts").hide_login_names(apps, None)
    after = Edition.objects.get()
    assert (after.publisher_name, after.digest) == ("Redaktion", before.digest)


@pytest.fixture
def first_paper():
    """Published by a first start of before: submitted and published by the demo accounts, in a moment."""
    inquiry = make_paper(counties=["Fulda"])
    submit(inquiry, by=make_user("redaktion"), message="Erste Fassung.")
    publish_now(inquiry, note="Erste Fassung.")
    assert Edition.objects.get().review == "reviewed"


def marked():
    import_module("survey.migrations.0022_demo_editions").say_who_made_them(apps, None)
    return Edition.objects.values_list("review", "publisher_name").get()


def test_edition_of_a_first_start_is_the_programs(first_paper):
    before = Edition.objects.get()
    assert marked() == ("program", "Programm")
    after = Edition.objects.get()
    assert (after.digest, after.content, after.state != before.state) == (before.digest, before.content, True)
    assert [each.holds for each in verified()] == [True]


@pytest.mark.parametrize(
    "otherwise",
    [
        lambda: Edition.objects.update(note="Neu."),
        lambda: Edition.objects.update(number=2),
        lambda: User.objects.filter(username="redaktion").update(username="erika"),
        lambda: Inquiry.history.update(history_date="2020-01-01T00:00:00Z"),
    ],
)
def test_edition_of_persons_stays_theirs(first_paper, otherwise):
    otherwise()
    review, _name = marked()
    assert review == "reviewed"
