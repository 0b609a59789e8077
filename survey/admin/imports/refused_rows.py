"""The rows that an import refuses, as a file to be put right and brought again, in each format."""

from collections.abc import Callable

from django.http import Http404, HttpResponse

FORMATS = ("csv", "xlsx")


def refused_files(address: Callable[[str], str]) -> list[tuple[str, str]]:
    """Name and address of the file in each format; `address` makes one from the ending."""
    return [(ending.upper(), address(ending)) for ending in FORMATS]


def refused_response(ending: str, is_there: object, write: Callable[[str], tuple[bytes, str]]) -> HttpResponse:
    """The file of this ending to save: `write` makes its content and type from its name. 404 where none `is_there`."""
    if ending not in FORMATS or not is_there:
        raise Http404
    name = f"refused.{ending}"
    content, kind = write(name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
