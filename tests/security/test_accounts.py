"""Who may change what of an account, and what the public reads of it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from survey.models import Account, District, Edition, Notice
from survey.publishing.publish import publish
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import address, save, shown
from tests.publishing.paper import make_paper, seen

NEW = "Storchenschnabel-41"

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra():
    return member("Administration", "petra")


@pytest.fixture
def administration(petra):
    return signed_in(petra)


@pytest.fixture
def erika():
    return member("Redaktion", "erika")


def logged_in(user, password):
    client = Client()
    response = client.post("/admin/login/", {"username": user.username, "password": password})
    assert response.status_code == 302
    return client


def set_password(client, user, password=NEW):
    page = reverse("admin:auth_user_password_change", args=[user.pk])
    data = {"password1": password, "password2": password, "usable_password": "true", "set-password": "1"}
    return client.post(page, data)


# One's own account


def test_nobody_changes_the_groups_of_ones_own_account(administration, petra):
    form = administration.get(address(petra)).context["adminform"].form
    assert {"groups", "is_staff", "is_active"} & set(form.fields) == set()
    freigabe = Group.objects.get(name="Freigabe")
    save(administration, petra, groups=[freigabe.pk], first_name="Paula")
    petra.refresh_from_db()
    assert (petra.first_name, [group.name for group in petra.groups.all()]) == ("Paula", ["Administration"])


def test_not_even_an_account_that_may_everything(root):
    user = factories.make_user("admin", is_staff=True, is_superuser=True)
    client = signed_in(user)
    client.post(address(user), shown(client.get(address(user))) | {"groups": [Group.objects.get(name="Freigabe").pk]})
    assert list(user.groups.all()) == []


def test_ones_own_password_is_changed_where_the_old_one_is_asked_for(administration, petra):
    assert set_password(administration, petra).url == reverse("admin:password_change")
    petra.refresh_from_db()
    assert petra.check_password("geheim")


# A password set by another


def test_holder_is_told_who_set_the_password_and_chooses_a_new_one(administration, petra, erika):
    set_password(administration, erika)
    client = logged_in(erika, NEW)
    response = client.get("/admin/survey/inquiry/", follow=True)
    assert response.redirect_chain == [("/admin/password_change/", 302)]
    assert "Petra Beispiel" in response.content.decode()
    own = "Wiedehopf-im-Garten"
    data = {"old_password": NEW, "new_password1": own, "new_password2": own}
    assert client.post("/admin/password_change/", data).status_code == 302
    assert client.get("/admin/survey/inquiry/").status_code == 200
    assert logged_in(erika, own).get("/admin/").status_code == 200


def test_nothing_is_done_before_a_new_password_is_chosen(administration, erika):
    inquiry = make_paper()
    set_password(administration, erika)
    client = logged_in(erika, NEW)
    assert client.post(address(inquiry), {"title": "Anders"}).url == reverse("admin:password_change")
    assert client.get("/admin/account/").url == reverse("admin:password_change")
    inquiry.refresh_from_db()
    assert inquiry.title != "Anders"


def test_activity_log_says_that_a_password_was_set_and_the_holder_reads_it(administration, petra, erika):
    set_password(administration, erika)
    said = "Kennwort gesetzt; bei der nächsten Anmeldung wird nach einem neuen gefragt"
    assert LogEntry.objects.filter(user=petra, object_id=str(erika.pk), change_message=said).exists()
    Account.objects.password_was_chosen(erika)
    erika.refresh_from_db()
    page = signed_in(erika).get("/admin/account/").content.decode()
    assert f"Petra Beispiel: {said}" in " ".join(page.split())


@pytest.fixture
def with_mail(settings, erika):
    settings.EMAIL_URL = "smtp://localhost"
    erika.email = "erika@example.org"
    erika.save()


def test_holder_gets_mail_when_another_sets_the_password_or_the_groups(administration, erika, with_mail):
    set_password(administration, erika)
    save(administration, erika, groups=[Group.objects.get(name="Freigabe").pk])
    save(administration, erika, first_name="Erica")
    assert [message.to for message in mail.outbox] == [["erika@example.org"]] * 2
    assert ["Kennwort gesetzt" in mail.outbox[0].body, "Gruppen: Freigabe" in mail.outbox[1].body] == [True, True]
    assert NEW not in mail.outbox[0].body


def test_no_mail_goes_out_where_none_is_set_up(administration, erika, with_mail, settings):
    settings.EMAIL_URL = ""
    set_password(administration, erika)
    assert mail.outbox == []


def test_mail_server_that_is_down_stops_no_work(administration, erika, with_mail, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert set_password(administration, erika).status_code == 302
    erika.refresh_from_db()
    assert erika.check_password(NEW)
    assert "No mail went out to the holder of the account erika" in caplog.text


def test_new_account_is_asked_for_a_password_of_its_own(administration):
    data = {"username": "neu", "password1": NEW, "password2": NEW, "usable_password": "true"}
    administration.post(reverse("admin:auth_user_add"), data)
    account = Account.objects.get(user__username="neu")
    assert account.password_set_by.username == "petra"


def test_who_has_chosen_a_password_is_not_asked(erika):
    client = logged_in(erika, "geheim")
    assert client.get("/admin/").status_code == 200


# Public names


def test_public_reads_the_name_that_the_holder_chose_and_never_the_login_name():
    publisher = factories.make_user("fr-schmidt", is_staff=True)
    publisher.groups.add(Group.objects.get(name="Freigabe"))
    inquiry = make_paper()
    publish(inquiry, by=publisher, note="Erste Fassung.", seen=seen(inquiry))
    client = signed_in(publisher)
    assert client.post("/admin/account/", {"public_name": "fr-schmidt"}).status_code == 200
    assert client.post("/admin/account/", {"public_name": "K. Schmidt"}).status_code == 302
    inquiry.title = "Anders"
    inquiry.save()
    publish(inquiry, by=publisher, note="Zweite Fassung.", seen=seen(inquiry))
    assert list(Edition.objects.order_by("number").values_list("publisher_name", flat=True)) == [
        "Redaktion",
        "K. Schmidt",
    ]
    pages = [f"/inquiries/hessen-19-1613{end}" for end in (".json", "/", "/editions/", "/datapackage.zip")]
    assert [b"fr-schmidt" in Client().get(page).getvalue() for page in pages] == [False] * 4


def test_one_ends_ones_other_sessions_and_stays_logged_in(erika):
    here, there = signed_in(erika), signed_in(erika)
    assert [client.get("/admin/").status_code for client in (here, there)] == [200, 200]
    assert here.post("/admin/account/", {"end_sessions": "1"}).status_code == 302
    assert [client.get("/admin/").status_code for client in (here, there)] == [200, 302]


# What is public at once


def records():
    return [factories.make_district(), factories.make_notice()]


def test_editor_does_not_change_what_is_public_at_once(desk):
    district, notice = records()
    assert desk.get(address(district)).context["has_change_permission"] is False
    assert desk.post(address(district), {"name": "Anders"}).status_code == 403
    assert desk.get(address(notice)).status_code == 403
    for model in (District, Notice):
        assert desk.get(reverse(f"admin:survey_{model._meta.model_name}_add")).status_code == 403


def test_form_says_that_it_is_public_at_once(publishers_desk):
    for record in records():
        page = publishers_desk.get(address(record))
        assert page.context["has_change_permission"] is True
        assert "Sofort öffentlich" in page.content.decode()


def test_change_of_a_respondent_waits_for_the_next_edition(client, publisher):
    inquiry = make_paper(counties=["Fulda"])
    publish(inquiry, by=publisher, note="Erste Fassung.", seen=seen(inquiry))
    before = client.get("/inquiries/hessen-19-1613.json").getvalue()
    row = inquiry.annexes.get().rows.get(printed="LK Fulda")
    row.respondent.name = "Ganz anders"
    row.respondent.save()
    assert client.get("/inquiries/hessen-19-1613.json").getvalue() == before
