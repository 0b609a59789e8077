"""The admin site: its titles, its lists in the order of the work, and labels that say which inquiry is meant."""

from functools import partial

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.templatetags import admin_list
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.shortcuts import render
from django.urls import path, reverse, translate_url
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from survey.admin import guide, links, start
from survey.admin.account import account_view
from survey.admin.second_factor import devices, pages, passkeys
from survey.admin.widgets import truth_icon
from survey.models import Account, Batch, Body, Finding, Inquiry
from survey.public.addresses import localised

# Django has no other place for it: lists and forms ask this function for the picture of a truth.
admin_list._boolean_icon = truth_icon

GROUPS = [
    (_("Papers"), ["Inquiry", "Source", "Question", "Reply", "PreliminaryRemark", "PageCover", "PrintCheck"]),
    (_("Imports"), ["ImportSession", "Batch", "Catalogue", "CatalogueEntry"]),
    (_("Tables"), ["Annex", "Column", "Row", "Answer", "Passage", "PassageEdit", "Reference", "AnnexNote"]),
    (_("Open work"), ["Finding", "Assignment", "Submission", "ErrorReport"]),
    (_("What it means"), ["Code", "Coding", "Claim", "Statement", "Misprint", "PreviewLink"]),
    (_("Who meets"), ["Body", "Meeting", "Actor", "Participation", "Evidence"]),
    (_("Publication"), ["Edition", "Withholding", "Tombstone", "FormerSlug", "Notice"]),
    (_("Register"), ["Parliament", "District", "Respondent", "RespondentName", "StatusWord", "PartyName", "Subject"]),
    (_("Parts of papers"), ["Asker", "InquiryDate", "InquiryRelation"]),
]


# In the head of every page; all other lists are one click further.
MAIN_LISTS = [Inquiry, Finding, Body, Batch]


class LabelledChoices(AutocompleteJsonView):
    """Search results of an autocomplete: “19/1613, Anlage 1: LK Fulda”, not just “LK Fulda”."""

    def get_queryset(self):
        related = getattr(self.model_admin, "label_related", ())
        within = self.request.GET.get("inquiry", "")
        queryset = super().get_queryset()
        if within.isdigit() and self.model_admin.inquiry_path:
            queryset = queryset.filter(**{self.model_admin.inquiry_path: within})
        return queryset.select_related(*related) if related else queryset

    def serialize_result(self, obj, to_field_name):
        label = getattr(self.model_admin, "label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class Desk(admin.AdminSite):
    site_title = _("Anlage")
    site_header = _("Anlage: editors' desk")
    index_title = _("Start")
    index_template = "admin/survey/index.html"
    app_index_template = "admin/survey/all_records.html"

    def each_context(self, request):
        """That of Django, but for the list of all lists: two pages show it, and none is to make it for nothing."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": localised("/"),
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "log_entries": self.get_log_entries(request),
            "other_languages": other_languages(request),
            "help_address": guide.address(request),
            "main_lists": main_lists(self, request),
        }

    def has_permission(self, request):
        """The password, and the second factor where the account has one or its rights demand one."""
        return self.knows_password(request) and devices.is_done(request)

    def knows_password(self, request):
        return super().has_permission(request)

    def login(self, request, extra_context=None):
        """Every page of the desk that is not open yet leads here, and from here on to the second factor."""
        if request.method == "GET" and self.knows_password(request) and not devices.is_done(request):
            return pages.way_in(request)
        return super().login(request, extra_context)

    def get_urls(self):
        own = [
            path("guide/", self.admin_view(self.guide), name="guide"),
            path("account/", self.admin_view(self.account), name="account"),
            path("logout/", self.logout, name="logout"),  # before the second factor, too
        ]
        return [*own, *self.second_factor_urls(), *super().get_urls()]

    def second_factor_urls(self):
        """Beside the desk: `admin_view` would ask for what is given here."""
        steps = {"begin": passkeys.Begin, "complete": passkeys.Complete}
        steps |= {"new_begin": passkeys.BeginNew, "new_complete": passkeys.CompleteNew}
        own = {"": pages.give_view, "_setup": pages.setup_view, "_app": pages.app_view}
        own |= {"_codes": pages.codes_view, "_password": pages.password_view}
        words = JavaScriptCatalog.as_view(packages=["django_otp_webauthn"])
        return [
            *(
                path(f"second-factor/{name[1:]}{'/' if name else ''}", partial(view, self), name=f"second_factor{name}")
                for name, view in own.items()
            ),
            *(
                path(f"second-factor/passkey/{name.replace('_', '-')}/", view.as_view(), name=f"passkey_{name}")
                for name, view in steps.items()
            ),
            path("second-factor/passkey/words/", words, name="passkey_words"),
        ]

    def guide(self, request):
        return guide.guide_view(self, request)

    def account(self, request):
        return account_view(self, request)

    def password_change(self, request, extra_context=None):
        """Who chooses a password of one's own is no longer asked for one."""
        before = request.user.password
        response = super().password_change(request, extra_context)
        if request.user.password != before:
            Account.objects.password_was_chosen(request.user)
        return response

    def index(self, request, extra_context=None):
        """Open work stands above the lists, for who may see inquiries."""
        seen = start.context(request) if request.user.has_perm("survey.view_inquiry") else {}
        return super().index(request, {**(extra_context or {}), **seen})

    def app_index(self, request, app_label, extra_context=None):
        """Of the survey the page has all lists of the desk, those of accounts too."""
        every = {"title": _("All records"), "app_list": self.get_app_list(request)} if app_label == "survey" else {}
        return super().app_index(request, app_label, {**every, **(extra_context or {})})

    def autocomplete_view(self, request):
        return LabelledChoices.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The lists of the survey in the order of the work; other apps after them."""
        apps = super().get_app_list(request, app_label)
        return [group for app in apps if app["app_label"] == "survey" for group in grouped(app)] + [
            app for app in apps if app["app_label"] != "survey"
        ]


def other_languages(request):
    """(code, name, address) of the page in each other language; of one that answers a form, its address alone."""
    here = request.get_full_path() if request.method == "GET" else request.path
    return [
        (code, get_language_info(code)["name_local"].capitalize(), translate_url(here, code))
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]


def main_lists(site, request):
    """(address, name, what `aria-current` says) of what the head leads to: the start, lists that one may see, all."""
    if not site.has_permission(request):
        return []
    seen = [model for model in MAIN_LISTS if site.get_model_admin(model).has_view_permission(request)]
    lists = [(links.list_page(model), capfirst(model._meta.verbose_name_plural)) for model in seen]
    if seen:
        lists.append((reverse("admin:app_list", args=["survey"]), _("All records")))
    found = [(reverse("admin:index"), _("Start")), *lists]
    return [(address, name, "page" if address == request.path else "") for address, name in found]


def refused(request, exception):
    """Only pages of the desk are refused; links do not lead there, but a kept address or a lost right may."""
    context = admin.site.each_context(request) | {"title": _("Not allowed"), "reason": str(exception)}
    response = render(request, "admin/403.html", context, status=403)
    add_never_cache_headers(response)  # it names the account
    return response


def grouped(app):
    models = {model["object_name"]: model for model in app["models"]}
    for title, names in GROUPS:
        if found := [models[name] for name in names if name in models]:
            yield app | {"name": title, "models": found}
