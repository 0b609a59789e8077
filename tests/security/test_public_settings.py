"""What the settings are for a site that others can reach, and for a trial: read anew, as a start reads them."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as of_tests

ASKED = [
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_DOMAIN",
    "SESSION_COOKIE_PATH",
    "SECOND_FACTOR_FOR",
    "OTP_WEBAUTHN_RP_ID",
    "LOGIN_REDIRECT_URL",
    "EMAIL_URL",
]
PRINT = f"""
import json
from django.conf import global_settings as usual
from config import settings
print(json.dumps([getattr(settings, name, getattr(usual, name, None)) for name in {ASKED}]))
"""


def read(tmp_path, **environment):
    """The settings by name; where they are refused, the last line of what is said."""
    clean = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "SECRET_KEY": "x"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT], env=clean | environment, cwd=of_tests.BASE_DIR, capture_output=True, text=True
    )
    if done.returncode:
        return done.stderr.strip().splitlines()[-1]
    return dict(zip(ASKED, json.loads(done.stdout), strict=True))


def test_public_site_keeps_its_cookies_to_itself_and_asks_for_a_second_factor(tmp_path):
    assert read(tmp_path, SITE_URL="https://anlagen.example.org/") == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_PATH": "/",
        "SECOND_FACTOR_FOR": ["Freigabe", "Administration"],
        "OTP_WEBAUTHN_RP_ID": "anlagen.example.org",
        "LOGIN_REDIRECT_URL": "admin:index",
        "EMAIL_URL": "",
    }


def test_trial_on_the_own_machine_asks_nobody_and_needs_no_https(tmp_path):
    found = read(tmp_path)
    names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECOND_FACTOR_FOR", "OTP_WEBAUTHN_RP_ID"]
    assert [found[name] for name in names] == ["sessionid", False, [], "localhost"]


@pytest.mark.parametrize("groups", ["Freigabe,Admins", "redaktion"])
def test_group_that_does_not_exist_is_named(tmp_path, groups):
    said = read(tmp_path, SECOND_FACTOR_FOR=groups)
    assert said.startswith("django.core.exceptions.ImproperlyConfigured: SECOND_FACTOR_FOR names no group of this site")
