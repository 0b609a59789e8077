"""How a page lies: from the coordinates of a PDF (y upwards, any origin) to the page as one looks at it."""

from dataclasses import dataclass

from survey.pages.document import Box


@dataclass(frozen=True, slots=True)
class Sides:
    """The visible part of a page in the coordinates of the file, and how far it is turned (degrees, clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as one looks at it."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file, from the top left of the page."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file, from the top left of the page."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))

    def file_box(self, box: Box) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in the coordinates of the file: what `box` came from."""
        (a, b), (c, d) = self._file_point(box.x0, box.top), self._file_point(box.x1, box.bottom)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def _file_point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y + self.left, x + self.bottom
        if self.rotation == 180:
            return self.right - x, y + self.bottom
        if self.rotation == 270:
            return self.right - y, self.top - x
        return x + self.left, self.top - y

    def touches(self, box: Box) -> bool:
        """Whether a part of `box` lies on the page."""
        width, height = self.size
        return box.x1 > 0 and box.bottom > 0 and box.x0 < width and box.top < height
