"""The pages of the second factor: giving it, setting it up, and the recovery codes. They stand beside the desk.

Whoever gave the right password opens them; what the account has already is asked for before anything is changed, and
the password once more where it was given a while ago.
"""

import time
from binascii import unhexlify
from functools import wraps

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from survey.admin import links
from survey.admin.account import changes_by_others
from survey.admin.second_factor import devices, limits
from survey.admin.second_factor.passkeys import configuration, offers_passkeys
from survey.admin.sessions import PASSWORD_GIVEN, end_sessions, password_was_given

# Key of the session: the key of an app that is being set up, hexadecimal.
NEW_KEY = "second_factor_key"
RECOVERY_CODES_GETTING_FEW = 3
GIVE, SET_UP = "admin:second_factor", "admin:second_factor_setup"


def way_in(request):
    """Where somebody goes on who gave the right password, but no second factor yet."""
    page = reverse(GIVE if devices.is_enrolled(request) else SET_UP)
    return HttpResponseRedirect(f"{page}?{urlencode({'next': links.way_back(request, reverse('admin:index'))})}")


def beside_the_desk(view):
    """For who gave the right password of an account that may open the desk."""

    @wraps(view)
    def page(site, request, **kwargs):
        if not (request.user.is_active and request.user.is_staff):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return view(site, request, **kwargs)

    return never_cache_of_site(page)


def never_cache_of_site(view):
    """`never_cache` for a view whose first argument is the site."""

    @wraps(view)
    def page(site, request, **kwargs):
        return never_cache(lambda request: view(site, request, **kwargs))(request)

    return page


def changes_it(view):
    """What the account has is given first, and the password, where that was a while ago."""

    @wraps(view)
    def page(site, request, **kwargs):
        if devices.is_enrolled(request) and not request.user.is_verified():
            return way_in(request)
        if not password_was_given(request):
            target = reverse("admin:second_factor_password")
            return HttpResponseRedirect(f"{target}?{urlencode({'next': request.get_full_path()})}")
        return view(site, request, **kwargs)

    return beside_the_desk(page)


def shown(site, request, template, **context):
    """A page that leads to nothing of the desk where the desk is not open yet."""
    return TemplateResponse(
        request, f"admin/survey/second_factor/{template}.html", site.each_context(request) | context
    )


# Giving it


class OneTimeCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "vTextField"}
        ),
        help_text=gettext_lazy("The six digits that your app shows now."),
    )


class RecoveryForm(forms.Form):
    recovery = forms.CharField(
        label=gettext_lazy("Recovery code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "vTextField"}),
        help_text=gettext_lazy("One of those that you were shown when you set up the second factor; it counts once."),
    )


@beside_the_desk
def give_view(site, request):
    """The step after the password."""
    otherwise = reverse("admin:index")
    if devices.is_done(request):
        return HttpResponseRedirect(links.way_back(request, otherwise))
    if not devices.is_enrolled(request):
        return way_in(request)
    if request.method == "POST" and (response := limits.refused(request)):
        return response
    by_recovery_code = "recovery" in request.POST
    code = OneTimeCodeForm(None if by_recovery_code else request.POST or None)
    recovery = RecoveryForm(request.POST if by_recovery_code else None)
    form = recovery if by_recovery_code else code
    if form.is_valid() and (device := proved(request, form)):
        devices.let_in(request, device)
        if by_recovery_code:
            say_recovery_code_is_used(request)
        return HttpResponseRedirect(links.way_back(request, otherwise))
    if not request.user.is_authenticated:  # that was one wrong code too many; django-axes says so in our stead
        return redirect("admin:login")
    app = devices.app_of(request.user)
    has_passkeys = devices.passkeys_of(request.user).exists()
    return shown(
        site,
        request,
        "give",
        title=_("Second factor"),
        code=code if app else None,
        recovery=recovery if devices.recovery_codes_left(request.user) else None,
        has_passkeys=has_passkeys,
        passkeys=configuration(request) if has_passkeys and offers_passkeys(request) else None,
        next=links.way_back(request, otherwise),
    )


def proved(request, form):
    """The device that the code of the form is of; else None, with the reason in the form."""
    [(field, typed)] = form.cleaned_data.items()
    device = devices.app_of(request.user) if field == "code" else devices.recovery_codes_of(request.user)
    allowed, why = device.verify_is_allowed() if device else (True, None)
    if not allowed:
        until = formats.date_format(timezone.localtime(why["locked_until"]), "H:i:s")
        form.add_error(field, _("After wrong codes there is a pause. Try again at %(time)s.") % {"time": until})
        return None
    if device and devices.is_right(device, typed):
        return device
    limits.count_failure(request)
    form.add_error(field, _("This code is not right, or it was used already."))
    return None


def say_recovery_code_is_used(request):
    left = devices.recovery_codes_left(request.user)
    sentence = ngettext(
        "A recovery code was used. %(count)d is left.", "A recovery code was used. %(count)d are left.", left
    ) % {"count": left}
    devices.note(request.user, sentence, by=request.user)
    messages.warning(request, sentence)


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "vTextField"}),
    )


@beside_the_desk
def password_view(site, request):
    """The password once more, before the second factor is changed."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        given = {"username": request.user.get_username(), "password": form.cleaned_data["password"]}
        if authenticate(request, **given):
            request.session[PASSWORD_GIVEN] = time.time()
            return HttpResponseRedirect(links.way_back(request, reverse(SET_UP)))
        form.add_error("password", _("This password is not right."))
    return shown(
        site, request, "password", title=_("Password"), form=form, next=links.way_back(request, reverse(SET_UP))
    )


# Setting it up


@changes_it
def setup_view(site, request):
    """What the account has, and the ways to add to it and to take away."""
    user = request.user
    if request.method == "POST":
        return removed(request)
    return shown(
        site,
        request,
        "setup",
        title=_("Second factor"),
        app=devices.app_of(user),
        keys=devices.passkeys_of(user),
        codes_left=devices.recovery_codes_left(user),
        is_few=devices.recovery_codes_left(user) <= RECOVERY_CODES_GETTING_FEW,
        has_device=devices.has_device(user),
        is_required=devices.is_required(user),
        passkeys=configuration(request) if offers_passkeys(request) else None,
        passkey_host=settings.OTP_WEBAUTHN_RP_ID,
        changes=changes_by_others(user),
        next=links.way_back(request, reverse("admin:index")),
    )


def removed(request):
    """Take away the app or one passkey; the recovery codes go with the last of them."""
    user, key = request.user, request.POST.get("passkey", "")
    found = devices.passkeys_of(user).filter(pk=key).first() if key.isdecimal() else None
    if "app" in request.POST:
        found = devices.app_of(user)
    if found is None:
        return redirect(SET_UP)
    change = _("App of the second factor removed.") if "app" in request.POST else _("Passkey removed.")
    found.delete()
    rest = devices.app_of(user) or devices.passkeys_of(user).first()
    if rest is None:
        devices.remove_all(user)
        request.session[devices.ENROLLED] = False
    else:
        devices.let_in(request, rest)
    changed(request, change)
    return redirect(SET_UP)


def changed(request, change):
    """Said, logged, sent; and all other sessions of the account end."""
    devices.note(request.user, change, by=request.user)
    end_sessions(request.user, but=request.session.session_key)
    messages.success(request, change)


@changes_it
def app_view(site, request):
    """The picture to scan and the key to type; the code that the app shows then proves that it has it."""
    key = request.session.setdefault(NEW_KEY, random_hex(20))
    device = TOTPDevice(user=request.user, key=key)
    form = OneTimeCodeForm(request.POST or None)
    if form.is_valid():
        last_t = step_of(device, form.cleaned_data["code"])
        if last_t is not None:
            del request.session[NEW_KEY]
            devices.let_in(request, devices.add_app(request.user, key, last_t))
            changed(request, _("App of the second factor set up."))
            return redirect(SET_UP if devices.recovery_codes_left(request.user) else "admin:second_factor_codes")
        form.add_error("code", _("This code is not right. Look whether the clock of the device is right."))
    address = device.config_url
    secret = address.partition("secret=")[2].partition("&")[0]
    return shown(
        site,
        request,
        "app",
        title=_("Set up an app"),
        form=form,
        picture=qr_code(address),
        address=address,
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    )


def step_of(device: TOTPDevice, code: str) -> int | None:
    """The step of time whose code this is, one earlier or later allowed; None where it is none of them."""
    digits = "".join(code.split())
    app = TOTP(unhexlify(device.key), device.step, device.t0, device.digits)
    app.time = time.time()
    return app.t() if digits.isdecimal() and app.verify(int(digits), device.tolerance) else None


def qr_code(text: str) -> str:
    """An SVG of squares; no letter of the text is in its markup."""
    return mark_safe(segno.make(text, micro=False).svg_inline(scale=5, border=4, svgclass="qr", light="white"))  # noqa: S308


@changes_it
def codes_view(site, request):
    """Shows new recovery codes, once; the former ones end."""
    if not devices.has_device(request.user):
        return redirect(SET_UP)
    codes = devices.make_recovery_codes(request.user) if request.method == "POST" else []
    if codes:
        devices.note(request.user, _("New recovery codes made; the former ones have ended."), by=request.user)
    return shown(
        site,
        request,
        "codes",
        title=_("Recovery codes"),
        codes=codes,
        count=devices.RECOVERY_CODES,
        codes_left=devices.recovery_codes_left(request.user),
    )
