"""Sources as the International Image Interoperability Framework tells them: Presentation API 3, Image API 3 level 0."""

from collections.abc import Sequence

from survey.models import PublishedPage
from survey.public.addresses import absolute
from survey.public.facsimiles import ShownPage, page_address, picture_address
from survey.publishing.content import Content
from survey.publishing.page_pictures import TILE, factors, full_size, sizes

PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
IMAGE = "http://iiif.io/api/image/3/context.json"
PROTOCOL = "http://iiif.io/api/image"
PUBLIC_DOMAIN = "http://creativecommons.org/publicdomain/mark/1.0/"  # official works, § 5 UrhG
JPEG = "image/jpeg"


def image_info(page: PublishedPage) -> dict:
    width, height = full_size(page)
    return {"@context": IMAGE, **_service(page), "width": width, "height": height} | {
        "sizes": [{"width": wide, "height": high} for wide, high in sizes(page)],
        "tiles": [{"width": TILE, "scaleFactors": factors(page)}],
    }


def _service(page: PublishedPage) -> dict:
    return {"id": absolute(page_address(page)), "type": "ImageService3", "protocol": PROTOCOL, "profile": "level0"}


def manifest(content: Content, name: str, address: str, pages: Sequence[tuple[PublishedPage, ShownPage]]) -> dict:
    """`address` is that of the manifest; of each page the texts on it are annotations that lead to their own pages."""
    parliament, number = content["parliament"]["name"], content["number"]
    homepage = {"id": absolute(f"/inquiries/{content['slug']}/"), "type": "Text", "format": "text/html"}
    homepage |= {"label": _de(content["title"])}
    said = f"{parliament}, Drucksache {number}"
    found = {
        "@context": PRESENTATION,
        "id": address,
        "type": "Manifest",
        "label": _de(f"{said}: {name}"),
        "metadata": [{"label": _de("Titel"), "value": _de(content["title"])}],
        "rights": PUBLIC_DOMAIN,
        "requiredStatement": {"label": _de("Quelle"), "value": _de(said)},
        "homepage": [homepage],
    }
    if content["paper_address"]:
        found["rendering"] = [
            {"id": content["paper_address"], "type": "Text", "label": _de("Drucksache beim Parlament")}
        ]
    return found | {"items": [_canvas(address, page, shown) for page, shown in pages if page.shown]}


def _de(text: str) -> dict:
    return {"de": [text]}


def _canvas(manifest: str, page: PublishedPage, shown: ShownPage) -> dict:
    width, height = full_size(page)
    canvas = f"{manifest}/canvas/{page.number}"
    body = {
        "id": absolute(picture_address(page, (width, height))),
        "type": "Image",
        "format": JPEG,
        "width": width,
        "height": height,
        "service": [{name: value for name, value in _service(page).items() if name != "protocol"}],
    }
    painting = {
        "id": f"{canvas}/picture",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": canvas,
    }
    return {
        "id": canvas,
        "type": "Canvas",
        "label": _de(f"Seite {page.number}"),
        "width": width,
        "height": height,
        "items": [{"id": f"{canvas}/painting", "type": "AnnotationPage", "items": [painting]}],
        "annotations": [
            {
                "id": f"{canvas}/texts",
                "type": "AnnotationPage",
                "items": [_annotation(canvas, at, page, frame) for at, frame in enumerate(shown.frames, start=1)],
            }
        ],
    }


def _annotation(canvas: str, at: int, page: PublishedPage, frame) -> dict:
    return {
        "id": f"{canvas}/texts/{at}",
        "type": "Annotation",
        "motivation": "supplementing",
        "body": [
            {"type": "TextualBody", "value": frame.text, "format": "text/plain", "language": "de"},
            {"id": absolute(frame.href), "type": "Text", "format": "text/html"},
        ],
        "target": f"{canvas}#xywh={','.join(map(str, in_pixels(page, frame.box)))}",
    }


def in_pixels(page: PublishedPage, box: Sequence[float]) -> tuple[int, ...]:
    """A box in points as pixels of the whole picture."""
    width, height = full_size(page)
    across, down = width / page.width, height / page.height
    left, top, wide, high = box
    return round(left * across), round(top * down), round(wide * across), round(high * down)
