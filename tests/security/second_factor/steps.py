"""Steps of giving and setting up a second factor."""

from binascii import unhexlify

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

GIVE, SET_UP = "/admin/second-factor/", "/admin/second-factor/setup/"
KEY = "3132333435363738393031323334353637383930"


def code(key=KEY, *, steps=0):
    return f"{totp(unhexlify(key), drift=steps):06d}"


def wrong():
    """Six digits that no app shows for this key about now."""
    near = {code(steps=steps) for steps in range(-3, 4)}
    return next(f"{number:06d}" for number in range(10) if f"{number:06d}" not in near)


def is_in(client):
    return client.get("/admin/survey/inquiry/").status_code == 200


def pause_is_over(user):
    TOTPDevice.objects.filter(user=user).update(throttling_failure_timestamp=None)
