"""What an account can prove itself with beside its password, and whether a session has done so.

Recovery codes lie in the table of django-otp's static tokens as hashes. They are random (80 bits), so that a plain
SHA-256 needs no salt; the table takes 16 characters, which hold 80 bits of it.
"""

import secrets
from base64 import b32encode
from hashlib import sha256

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django_otp import login as otp_login
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from survey.admin.holder_mail import tell_holder

# Key of the session: whether the account had a second factor when the session began, or got one in it.
ENROLLED = "second_factor"
# The right by which somebody counts as a member of a group.
RIGHTS = {
    "Redaktion": "survey.import_inquiry",
    "Freigabe": "survey.publish_inquiry",
    "Administration": "auth.change_user",
}
RECOVERY_CODES = 10
CODE_BYTES = 10  # 80 bits, 16 letters in base 32


# Who needs one


def is_required(user: AbstractBaseUser) -> bool:
    return any(user.has_perm(RIGHTS[group]) for group in settings.SECOND_FACTOR_FOR)


def is_enrolled(request) -> bool:
    """Whether the account has an app or a passkey; looked up once a session, which ends when that changes elsewhere."""
    if ENROLLED not in request.session:
        request.session[ENROLLED] = has_device(request.user)
    return request.session[ENROLLED]


def is_done(request) -> bool:
    """Whether this session may open the desk as far as the second factor is concerned."""
    return request.user.is_verified() or not (is_enrolled(request) or is_required(request.user))


# What an account has


def app_of(user: AbstractBaseUser) -> TOTPDevice | None:
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).first()


def recovery_codes_of(user: AbstractBaseUser) -> StaticDevice | None:
    return StaticDevice.objects.devices_for_user(user, confirmed=True).first()


def passkeys_of(user: AbstractBaseUser):
    return WebAuthnCredential.objects.devices_for_user(user, confirmed=True).order_by("created_at", "pk")


def has_device(user: AbstractBaseUser) -> bool:
    return app_of(user) is not None or passkeys_of(user).exists()


def recovery_codes_left(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


# Proving


def digest(code: str) -> str:
    """The hash of a recovery code, however its blanks, hyphens and capitals were typed."""
    typed = "".join(letter for letter in code.casefold() if letter.isalnum())
    return b32encode(sha256(typed.encode()).digest()[:CODE_BYTES]).decode().lower()


def is_right(device: Device, code: str) -> bool:
    """Whether this is the code that the app shows now, or a recovery code that is left; each counts once."""
    token = digest(code) if isinstance(device, StaticDevice) else "".join(code.split())
    return verify_token(device.user, device.persistent_id, token) is not None


def let_in(request, device: Device) -> None:
    """The session has proved the second factor; its key changes, so that one stolen before is worth nothing."""
    otp_login(request, device)
    request.session[ENROLLED] = True
    request.session.cycle_key()


# Changing


@transaction.atomic
def make_recovery_codes(user: AbstractBaseUser) -> list[str]:
    """New codes in the place of all former ones; only their hashes are stored, so they are shown now or never."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=digest(code)) for code in codes)
    return ["-".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in codes]


@transaction.atomic
def add_app(user: AbstractBaseUser, key: str, last_t: int) -> TOTPDevice:
    """The app with this key (hexadecimal) in the place of a former one; `last_t` is the step of the code just used."""
    TOTPDevice.objects.filter(user=user).delete()
    return TOTPDevice.objects.create(user=user, name="app", key=key, last_t=last_t)


@transaction.atomic
def remove_all(user: AbstractBaseUser) -> int:
    """Take all of the second factor from an account; returns how many apps and passkeys that were."""
    count = TOTPDevice.objects.filter(user=user).count() + WebAuthnCredential.objects.filter(user=user).count()
    for model in (TOTPDevice, WebAuthnCredential, StaticDevice):
        model.objects.filter(user=user).delete()
    return count


def note(user: AbstractBaseUser, change: str, *, by: AbstractBaseUser) -> bool:
    """A change of the second factor stands in the activity log; returns whether the holder was told by mail."""
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, change_message=change)
    return tell_holder(user, change, by=by)
