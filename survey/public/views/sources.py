"""The files that a paper was taken from: their list, their printed pages, and the pictures of these."""

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from survey.models import Edition, PublishedPage
from survey.public import manifests
from survey.public.addresses import absolute, localised
from survey.public.caching import page, picture_file
from survey.public.context import render_page
from survey.public.editions import current_edition
from survey.public.errors import TEXT, raise_part_missing
from survey.public.facsimiles import covered_in_words, framed_pages, pages_of, shown_pages
from survey.public.reading import reading
from survey.publishing import page_pictures
from survey.publishing.page_pictures import CannotBeDrawn
from survey.publishing.pieces import opened
from survey.wording import paths


@page()
def sources(request, slug):
    edition = current_edition(request, slug)
    content = opened(edition)
    paper = reading(content, edition=edition.number)
    pages = pages_of(slug)
    lines = [
        {
            "part": part,
            "source": source,
            "pages": own,
            "covered": covered_in_words(own),
            "is_whole": bool(own) and all(each.is_whole for each in own),
        }
        for part, source in zip(content["sources"], paper.paper.sources, strict=True)
        for own in [[each for each in pages if each.source == part["key"]]]
    ]
    context = {"paper": paper, "edition": edition, "lines": lines, "compared": content["compared"]}
    return render_page(request, "public/sources.html", context)


@page("place")
def source(request, slug, source):
    """All pages of a file below each other; with `place` that text is framed on them."""
    edition = current_edition(request, slug)
    content = opened(edition)
    part = next((each for each in content["sources"] if each["key"] == source), None) or raise_part_missing(request)
    pages = pages_of(slug, source)
    paper = reading(content, edition=edition.number)
    chosen = request.GET.get("place", "")
    shown = shown_pages(content, pages, chosen, lambda address: localised(path_of(slug, address)))
    context = {"paper": paper, "edition": edition, "part": part, "pages": shown, "covered": covered_in_words(pages)}
    context["framed"] = framed_pages(pages, shown)
    context["card"] = [absolute(each.picture) for each in context["framed"]][:1]
    return render_page(request, "public/source.html", context)


def path_of(slug: str, address: str) -> str:
    """The page of a text by its address in the paper."""
    kind, _blank, key = address.partition(" ")
    if kind == "question":
        number = key.rstrip("abcdefghijklmnopqrstuvwxyz")
        return paths.question(slug, int(number), key.removeprefix(number))
    return paths.text(slug, address) if key else paths.answer(slug, *map(int, address.split("/")))


@picture_file
def manifest(request, slug, source):
    edition = current_edition(request, slug)
    content = opened(edition)
    part = next((each for each in content["sources"] if each["key"] == source), None)
    pages = pages_of(slug, source)
    if part is None or not pages:
        raise_part_missing(request)
    shown = shown_pages(content, pages, "", lambda address: path_of(slug, address))
    address = absolute(reverse("manifest", args=[slug, source]))
    found = manifests.manifest(content, part["name"], address, list(zip(pages, shown, strict=True)))
    return edition.state, lambda: JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@picture_file
def image(request, slug, source, number):
    """The stem of a picture's addresses leads to what is said of it."""
    found = _page(request, slug, source, number)
    return found.state, lambda: HttpResponseRedirect(f"{manifests.page_address(found)}/info.json", status=303)


@picture_file
def info(request, slug, source, number):
    found = _page(request, slug, source, number)
    return found.state, lambda: JsonResponse(manifests.image_info(found))


@picture_file
def picture(request, slug, source, number, region, size):
    """The whole page in one of its sizes, or a tile: what else is asked for is not there."""
    found = _page(request, slug, source, number)
    for wide, high in page_pictures.sizes(found):
        is_full = (wide, high) == page_pictures.full_size(found)
        if region == "full" and size in (f"{wide},{high}", "max" * is_full):
            return found.state, _jpeg(page_pictures.whole, found, (wide, high))
    for part, (wide, high) in page_pictures.tiles(found):
        if region == ",".join(map(str, part)) and size == f"{wide},{high}":
            return found.state, _jpeg(page_pictures.tile, found, part, (wide, high))
    raise Http404


@picture_file
def place(request, slug, source, number, box):
    """The picture of one text, as its own address has it; of other rectangles there are none."""
    found = _page(request, slug, source, number)
    return found.state, _jpeg(page_pictures.crop, found, _text_at(found, box))


@picture_file
def framed(request, slug, source, number, box):
    """The whole page with a frame around one text: one picture to be shared."""
    found = _page(request, slug, source, number)
    return found.state, _jpeg(page_pictures.framed, found, _text_at(found, box))


def _text_at(page: PublishedPage, box: str) -> list[float]:
    """The box of a text as an address has it."""
    found = next((each for each in page.places if box == page_pictures.joined(each)), None)
    if found is None:
        raise Http404
    return found


@picture_file
def original(request, slug, source):
    """The file as it came, or, where something on it may not be seen, one made of the pictures of its pages."""
    current_edition(request, slug, Edition.objects.defer("content"))
    pages = pages_of(slug, source) or raise_part_missing(request)

    def respond():
        made = page_pictures.file_of(pages)
        is_pdf = made.startswith(b"%PDF-")
        name = f"{slug}-{source}.pdf" if is_pdf else f"{slug}-{source}"
        response = HttpResponse(made, content_type="application/pdf" if is_pdf else "application/octet-stream")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return " ".join(each.state for each in pages), respond


def _page(request, slug: str, source: int, number: int) -> PublishedPage:
    """The page, where it may be seen; 410 where the inquiry is gone."""
    try:
        found = PublishedPage.objects.get(inquiry=slug, source=source, number=number)
    except PublishedPage.DoesNotExist:
        current_edition(request, slug, Edition.objects.defer("content"))
        raise Http404 from None
    if not found.shown:
        raise Http404
    return found


def _jpeg(draw, *what):
    def respond():
        try:
            return HttpResponse(draw(*what), content_type=manifests.JPEG)
        except CannotBeDrawn:
            return HttpResponse(_("This page cannot be drawn.") + "\n", status=404, content_type=TEXT)

    return respond
