"""Recovery codes: shown once, stored as hashes, each counts once."""

import re

from django_otp.plugins.otp_static.models import StaticToken

from survey.admin.second_factor import devices
from tests.security.second_factor.steps import GIVE, SET_UP, code, is_in


def test_recovery_codes_are_shown_once_and_stored_as_hashes(log_in, with_app):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    shown = re.findall(r"<code>([a-z2-7-]+)</code>", client.post(f"{GIVE}codes/").content.decode())
    assert (len(shown), {len(each) for each in shown}) == (10, {19})
    again = client.get(f"{GIVE}codes/").content.decode() + client.get(SET_UP).content.decode()
    stored = " ".join(StaticToken.objects.values_list("token", flat=True))
    assert [each for each in shown if each in again or each.replace("-", "") in stored] == []


def test_recovery_code_counts_once_however_it_is_typed(log_in, with_app, codes):
    typed = codes[3].upper().replace("-", " ")
    client = log_in(with_app)
    client.post(GIVE, {"recovery": typed})
    assert "9 sind übrig" in client.get("/admin/account/").content.decode()
    assert is_in(client)
    other = log_in(with_app)
    other.post(GIVE, {"recovery": typed})
    assert not is_in(other)


def test_new_recovery_codes_end_the_former(log_in, with_app, codes):
    devices.make_recovery_codes(with_app)
    client = log_in(with_app)
    client.post(GIVE, {"recovery": codes[0]})
    assert not is_in(client)
