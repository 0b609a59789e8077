"""Pictures of the pages of a PDF, to be recognised and to be shown; runs PDFium in the sandbox."""

import io

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits

DPI = 300
NO_PAGE = gettext_noop("The file has no page %(page)d; it has %(pages)d.")


def render_page(
    data: bytes, name: str, page: int, *, width: int | None = None, dpi: float = 150, turned: int = 0, tilt: float = 0.0
) -> bytes:
    """The page as PNG, `width` pixels wide, else with `dpi`. Raises FileError.

    With `turned` and `tilt` of the read page the boxes of its words fit the picture.
    """
    return sandbox.call(_rendered, data, name, page, width, dpi, turned, tilt)


def _rendered(data: bytes, name: str, page: int, width: int | None, dpi: float, turned: int, tilt: float) -> bytes:
    from survey.pages.pdf import opened

    with opened(data, name) as document:
        if not 1 <= page <= len(document):
            raise FileError(name, None, None, NO_PAGE, {"page": page, "pages": len(document)})
        shown = document[page - 1]
        if width:
            dpi = width * 72 / shown.get_size()[1 if turned in (90, 270) else 0]
        picture = picture_of(shown, dpi, turned)[0]
    if tilt:
        picture = picture.rotate(tilt, fillcolor="white")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def picture_of(page, dpi: float, turned: int = 0, grey: bool = False) -> tuple[object, float]:
    """A Pillow image and its resolution: less than `dpi` where the page is so large that the picture would be, too."""
    width, height = page.get_size()
    dpi = min(dpi, greatest_dpi(width, height))
    bitmap = page.render(scale=dpi / 72, rotation=turned, grayscale=grey)
    return bitmap.to_pil(), dpi


def greatest_dpi(width: float, height: float, pixels: int = 0) -> float:
    """For a page in points: at which its picture has as many pixels as are taken, or as said."""
    return ((pixels or limits.picture_pixels) / max(1.0, width * height)) ** 0.5 * 72
