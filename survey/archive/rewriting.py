"""A page of the site as a page of the archive: links lead to files, and what needs the server says so.

Our own pages are read, not any HTML: their attributes stand in double quotes, and stored text is escaped.
"""

import re
from html import escape, unescape

from django.conf import settings
from django.utils.translation import gettext as _

from survey.archive.addresses import ABOUT, file_of, held, relative, target
from survey.public.addresses import localised

TAG = re.compile(r'<(a|img|link|meta|script)\b[^>"]*(?:"[^"]*"[^>"]*)*>')
LINK = re.compile(r' (href|src)="([^"]*)"')
FORM = re.compile(r"<form\b([^>]*)>.*?</form>", re.DOTALL)
# What names a page or file of the site to others goes on to name it by its address there.
NAMES_THE_SITE = re.compile(r'rel="canonical"|rel="alternate" hreflang=|^<meta')
ABSOLUTE = re.compile(r' content="([^"]*)"')
LOCATION = re.compile(r"<loc>([^<]*)</loc>")


class ArchivedPage:
    """`text` is the page of this address as the archive has it, `targets` are the addresses that it needs there."""

    def __init__(self, text: str, address: str):
        self.address = address
        self.file = file_of(address)
        self.targets: set[str] = set()
        self.said = False
        self.text = TAG.sub(self._tag, FORM.sub(self._form, text))

    def _form(self, match: re.Match) -> str:
        """A sentence in its place, which leads to the page about the archive: a short one in the head, one below it."""
        if "site-search" in match[1]:
            return self._about("site-search", _("Archive: search needs the server"))
        if self.said:
            return ""
        self.said = True
        return self._about("aside", _("This is an archive: search, filters and comparisons need the server."))

    def _about(self, name: str, words: str) -> str:
        return f'<p class="{name}"><a href="{localised(ABOUT)}">{escape(words)}</a></p>'

    def _tag(self, match: re.Match) -> str:
        tag = match[0]
        if NAMES_THE_SITE.search(tag):
            self._note_picture(tag)
            return tag
        link = LINK.search(tag)
        if not link or link[2].startswith("#"):
            return tag
        found = target(unescape(link[2]), self.address)
        if found is None:
            return tag
        there = held(found[0])
        if there is None:
            return tag.replace(link[0], "") if match[1] == "a" else ""
        self.targets.add(there)
        return tag.replace(link[0], f' {link[1]}="{escape(relative(self.file, file_of(there), found[1]))}"')

    def _note_picture(self, tag: str) -> None:
        """The picture that other sites show beside a link to the page."""
        found = ABSOLUTE.search(tag) if "og:image" in tag else None
        if found and found[1].startswith(settings.SITE_URL):
            self.targets.add(found[1].removeprefix(settings.SITE_URL))


def locations(sitemap: str) -> set[str]:
    """The addresses that a sitemap names."""
    found = (target(unescape(each), "/") for each in LOCATION.findall(sitemap))
    return {address for each in found if each and (address := held(each[0]))}
