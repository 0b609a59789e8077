"""What changes is logged and sent to the holder; the operator resets what is lost."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_static.models import StaticToken

from tests.admin.conftest import member
from tests.security.second_factor.steps import GIVE, SET_UP, code, is_in


def test_what_changes_is_logged_and_sent_to_the_holder(log_in, petra, settings):
    settings.EMAIL_URL = "smtp://localhost"
    petra.email = "petra@example.org"
    petra.save()
    client = log_in(petra)
    client.get(f"{GIVE}app/")
    client.post(f"{GIVE}app/", {"code": code(client.session["second_factor_key"])})
    assert LogEntry.objects.get().change_message == "App des zweiten Faktors eingerichtet."
    [message] = mail.outbox
    assert message.to == ["petra@example.org"]
    assert "App des zweiten Faktors eingerichtet." in message.body


def test_operator_resets_what_is_lost_and_the_holder_reads_why(log_in, with_app, codes, capsys):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    boss = member("Administration", "boss")
    call_command("reset_second_factor", "petra", reason="Telefon verloren", by="boss")
    told = capsys.readouterr().out
    assert told == (
        "Apps und Passkeys von petra entfernt: 1; Sitzungen beendet: 1.\n"
        "Es ging keine E-Mail hinaus; sagen Sie es der Person, der das Konto gehört.\n"
    )
    assert not is_in(client)
    assert StaticToken.objects.count() == 0
    assert LogEntry.objects.get(user=boss).object_id == str(with_app.pk)
    page = log_in(with_app).get("/admin/", follow=True)
    assert page.request["PATH_INFO"] == SET_UP
    assert "zurückgesetzt: Telefon verloren" in page.content.decode()


@pytest.mark.parametrize(
    ("user", "reason", "said"),
    [("nobody", "x", "nobody"), ("petra", " ", "warum"), ("petra", "x", "keinen zweiten Faktor")],
)
def test_reset_says_why_it_does_nothing(petra, user, reason, said):
    with pytest.raises(CommandError, match=said):
        call_command("reset_second_factor", user, reason=reason)


def test_page_of_an_account_links_to_its_second_factor(log_in, with_app):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    text = client.get("/admin/account/").content.decode()
    assert "nach einem Code oder einem Passkey gefragt" in text
    assert f'href="{SET_UP}"' in text
