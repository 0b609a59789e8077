"""Public addresses in the language of the page; absolute ones from SITE_URL and never from the Host header."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from survey.wording import paths

LANGUAGES = ("de", "en")


def absolute(path: str) -> str:
    return settings.SITE_URL + path


def without_language(path: str) -> str:
    """The German form of a path: the one that tombstones and published rows hold."""
    return path.removeprefix("/en") if path.startswith("/en/") else path


def in_language(path: str, language: str) -> str:
    """The same page in another language; German stands at the root."""
    bare = without_language(path)
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


def localised(path: str) -> str:
    """A path of `wording.paths` or a published row in the language of the page."""
    return in_language(path, get_language() or settings.LANGUAGE_CODE)


def with_query(path: str, pairs) -> str:
    query = urlencode(pairs, doseq=True)
    return f"{path}?{query}" if query else path


def as_png(picture: str) -> str:
    """The address of the same picture as PNG; "" where there is none."""
    return picture.replace(".svg", ".png", 1)


def cell_anchor(address: str) -> str:
    """`1/13/2` -> `a1-r13-c2`; a row's address `1/13` -> `a1-r13`."""
    return "-".join(letter + part for letter, part in zip("arc", address.split("/"), strict=False))


@dataclass(frozen=True)
class InquiryAddresses:
    """Where the parts of one inquiry stand: each on its own page, or all inside one frozen edition.

    `edition` is None for a draft that nobody has published. On the inquiry's own page (`home`) the addresses are
    relative to it: there are so many of them that they would be a tenth of it. `long` are the numbers of the tables
    that come in pages: the address of a row names it, so that the site leads to its page.
    """

    slug: str
    edition: int | None = None
    frozen: bool = False
    home: bool = False
    long: frozenset[int] = frozenset()

    @property
    def base(self) -> str:
        return "" if self.frozen else self._below("")

    def _below(self, path: str) -> str:
        """The address of a page of the inquiry, from its path without language."""
        home = paths.inquiry(self.slug)
        return path.removeprefix(home) if self.home else localised(path or home)

    def cell(self, address: str) -> str:
        if self.frozen:
            return self.here(address)
        return self._below(paths.answer(self.slug, *map(int, address.split("/"))))

    def row(self, address: str) -> str:
        return f"{self.base}{self.here(address)}"

    def here(self, address: str) -> str:
        """A row (`1/13`) or a cell (`1/13/2`) in its table, from the page on which that stands."""
        table, row, *_column = address.split("/")
        return f"{self.row_query(table, row)}#{cell_anchor(address)}"

    def row_query(self, table: str | int, row: str | int) -> str:
        return f"?row={table}/{row}" if int(table) in self.long else ""

    def anchor(self, key: str) -> str:
        """The anchor of a reply or remark on the reading page."""
        return paths.text(self.slug, key).partition("#")[2]

    def text(self, key: str) -> str:
        return f"{self.base}#{self.anchor(key)}"

    def question(self, number: int) -> str:
        return f"#question-{number}" if self.frozen else self._below(paths.question(self.slug, number))

    def place(self, address: str) -> str:
        """A cell (`1/13/2`), a row (`1/13`), a reply or a remark."""
        slashes = address.count("/")
        return (self.text, self.row, self.cell)[slashes](address)

    def picture(self, name: str, number: int | None = None) -> str:
        """A picture of the inquiry, or of a question's page; there is none of a draft or of an older edition."""
        if self.frozen or self.edition is None:
            return ""
        page = paths.inquiry(self.slug) if number is None else paths.question(self.slug, number)
        return self._below(f"{page}{name}.svg")

    def embed(self, name: str, number: int | None = None) -> str:
        """The page for frames of other sites that shows a picture or a table; where there are pictures."""
        if self.frozen or self.edition is None:
            return ""
        page = paths.inquiry(self.slug) if number is None else paths.question(self.slug, number)
        return localised(f"/embed{page}{name}/")

    def body(self, slug: str) -> str:
        return f"#body-{slug}" if self.frozen else localised(paths.body(slug))

    def initiated(self, category: str) -> str:
        """The bodies of the inquiry that a category of actors initiates."""
        return "" if self.frozen else with_query(reverse("bodies"), {"inquiry": self.slug, "initiator": category})

    def code(self, question: str, code: str) -> str:
        return with_query(reverse("answers"), {"inquiry": self.slug, "code": f"{question}:{code}"})

    def cited(self, anchor: str = "", query: str = "") -> str:
        """The address for a citation: the frozen edition, where the words stay as they are."""
        path = (
            reverse("edition", args=[self.slug, self.edition]) if self.edition else localised(paths.inquiry(self.slug))
        )
        return absolute(f"{path}{query}#{anchor}" if anchor else path)
