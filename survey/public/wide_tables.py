"""A table of words on the reading page, field by field.

What stands in nearly every field is given as markup: value by value, a template would take three times as long.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from survey.public.context import german
from survey.public.reading.index import PageCode
from survey.public.reading.long_texts import MOST_IN_CELL, folds
from survey.public.reading.table import PageCell, PageRow, ReadingTable
from survey.wording.marks import markup

NOTHING = SafeString("")
CODE = (
    '<a class="code-{style}" href="?{query}code={question}:{code}#{anchor}"><b>{question}</b> {asked}'
    ' <i aria-hidden="true">{sign}</i> {label}{arguable}</a> '
)
DISPUTED = '<span class="code code-uncoded"><b>{question}</b> <span{german}>{asked}</span> {disputed}</span> '


@dataclass(frozen=True)
class WideField:
    """A cell; `text` as the table is shown, of which a fold shows the beginning, `links` to its page and its place in
    print.
    """

    cell: PageCell
    codes: SafeString
    text: SafeString
    folds: bool
    links: SafeString


@dataclass(frozen=True)
class WideLine:
    row: PageRow
    fields: tuple[WideField, ...]


class WideLines:
    """The lines of a table; `query` is what an address keeps before a category is added to it.

    `is_cited`: each field says its pages, for the script that copies its citation.
    """

    def __init__(self, table: ReadingTable, query: str, *, is_cited: bool):
        self.table, self.query, self.is_cited = table, query, is_cited
        self._view_and_cite, self._german = _("view and cite"), german()
        self._codes: dict[tuple, SafeString] = {}

    def __iter__(self) -> Iterator[WideLine]:
        return (WideLine(row, tuple(map(self._field, row.cells))) for row in self.table.rows)

    def _field(self, cell: PageCell) -> WideField:
        codes = SafeString("".join(map(self._code, cell.codes)))
        if cell.is_bare_number:
            number = format_html('<p><a href="{}">{}</a></p>', cell.href, cell.text)
            return WideField(cell, codes, number, False, NOTHING)
        shown = cell.shown_text
        return WideField(cell, codes, markup(shown), folds(shown, MOST_IN_CELL), self._links(cell))

    def _code(self, code: PageCode) -> SafeString:
        """Each category of a question once: many rows are of the same."""
        key = (code.question, code.category, code.arguable)
        if key not in self._codes:
            self._codes[key] = self._new_code(code)
        return self._codes[key]

    def _new_code(self, code: PageCode) -> SafeString:
        said = {"question": code.question, "asked": code.asked}
        if code.category is None:
            return format_html(DISPUTED, **said, german=self._german, disputed=_("disputed"))
        return format_html(
            CODE,
            **said,
            style=code.category.style,
            query=self.query,
            code=code.category.code,
            anchor=self.table.anchor,
            sign=code.category.sign,
            label=code.category.label,
            arguable=format_html('<span class="arguable">{}</span>', _("arguable")) if code.arguable else "",
        )

    def _links(self, cell: PageCell) -> SafeString:
        pages = cell.cited_pages if self.is_cited else ""
        own = f'<a href="{escape(cell.href)}">{escape(self._view_and_cite)}</a>'
        at = f' data-pages="{escape(pages)}"' if pages else ""
        return SafeString(f'<p class="cell-links"{at}>{_page(cell)}{own}</p>')


def _page(cell: PageCell) -> str:
    """The page of the table on which it is printed, as a link where the page may be seen."""
    if not cell.page:
        return ""
    words, href = escape(_("p. %(page)s") % {"page": cell.page}), cell.printed_on[0].href if cell.printed_on else ""
    return f'<a href="{escape(href)}">{words}</a> ' if href else f"{words} "
