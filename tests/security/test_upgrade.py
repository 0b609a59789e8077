"""What the steps of an upgrade make of editions that were published before."""

import json
from importlib import import_module

import pytest
from django.apps import apps

from survey.models import Edition, EditionSalts
from survey.publishing.content import digest
from survey.publishing.verification import verified
from survey.publishing.withholding import withhold
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
    document = client.get("/inquiries/hessen-19-1613.json").content.decode()
    assert before.digest not in document
    assert {"hash"} in [set(part) for part in json.loads(document)["parts"].values()]


def test_login_name_of_before_is_replaced_and_the_digest_stays(before):
    import_module("survey.migrations.0004_accounts").hide_login_names(apps, None)
    after = Edition.objects.get()
    assert (after.publisher_name, after.digest) == ("Redaktion", before.digest)
