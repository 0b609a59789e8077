"""Following links, one page of each kind."""

from django.urls import resolve
from django.utils import translation

LINKS = "[...document.links].filter(link => link.origin === location.origin).map(link => link.pathname)"


def pages_reached(page, start, pattern, language="de"):
    """Open one page for each view that links lead to from `start`; yields the view's name while it is open."""
    kinds, waiting = set(), [start]
    while waiting:
        path = waiting.pop(0)
        with translation.override(language):
            kind = resolve(path).view_name
        if kind not in kinds:
            kinds.add(kind)
            page.goto(path)
            yield kind
            waiting += filter(pattern.match, page.evaluate(LINKS))
