"""What every public page says of itself: its canonical address, its languages, its place in the navigation."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from survey.public.addresses import LANGUAGES, absolute, in_language, with_query

LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}
NAVIGATION = (
    ("inquiries", _("Inquiries")),
    ("answers", _("Answers")),
    ("districts", _("Districts")),
    ("bodies", _("Bodies")),
    ("compare", _("Compare")),
    ("about", _("About")),
)


@dataclass(frozen=True)
class Alternate:
    language: str
    name: str
    path: str
    address: str
    current: bool


@dataclass(frozen=True)
class Link:
    label: str | Promise
    path: str
    current: bool


@dataclass(frozen=True)
class PageFrame:
    """`card` is the picture that other sites show beside a link; `is_trial`: the site runs to be tried out.

    `licence` is that of what editors added; `report` is where one says that something is wrong on this page.
    """

    path: str
    canonical: str
    language: str
    alternates: tuple[Alternate, ...]
    navigation: tuple[Link, ...]
    card: str
    is_trial: bool
    site: str
    licence: str
    report: str


def page_context(request, parameters=()) -> dict:
    """The context that base.html and all pages need; `parameters` are pairs of known parameters and their values."""
    return {"page": make_page(request.path, parameters), "german": german()}


def german() -> SafeString:
    """The attribute for what is stored in German, on a page in another language."""
    return SafeString("" if get_language() == "de" else ' lang="de"')


def make_page(path: str, parameters) -> PageFrame:
    here = with_query(path, parameters)
    language = get_language()
    return PageFrame(
        path=here,
        canonical=absolute(here),
        language=language,
        alternates=tuple(_alternate(here, each, language) for each in LANGUAGES),
        navigation=tuple(_link(name, label, path) for name, label in NAVIGATION),
        card=absolute(static(f"survey/card-{language}.png")),
        is_trial=settings.TRIAL,
        site=settings.SITE_URL,
        licence=settings.EDITORIAL_LICENCE,
        report=_report(path, here),
    )


def _report(path: str, here: str) -> str:
    """The contact, told of the page; not of itself, or each of its pages would lead to a longer one, without an end."""
    contact = reverse("contact")
    return contact if path == contact else f"{contact}?page={quote(here)}"


def _alternate(path: str, language: str, current: str) -> Alternate:
    there = in_language(path, language)
    return Alternate(language, LANGUAGE_NAMES[language], there, absolute(there), language == current)


def _link(name: str, label, path: str) -> Link:
    to = reverse(name)
    return Link(label, to, path.startswith(to))


def render_page(request, template: str, context: dict):
    """A public page; the decorator `caching.page` has left its known parameters on the request."""
    return render(request, template, page_context(request, getattr(request, "known_parameters", ())) | context)
