"""Reading a paper with its lines at hand: an editor says what begins in which line, and sees what is read then."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from survey.admin.desk_pages import desk_page, page_response
from survey.admin.imports.outline import CUT_WORDS, ImportOutline, counted_stops, misfit_in_words, next_name
from survey.admin.imports.progress import prepared_or_404
from survey.admin.imports.table_drawing import NO_TABLE, OpenTable
from survey.files.errors import FileError
from survey.importing import in_words
from survey.importing.prepared_paper import PreparedPaper
from survey.intake import cuts
from survey.intake.cuts import NAMED, OF_HEAD, CutKind
from survey.intake.drawn_tables import with_shape
from survey.intake.table_shape import TableShape
from survey.pages.facsimile import PictureCut, PrintedSheet, draw
from survey.publishing.page_pictures import one_at_a_time

BLOCKS_ON_PAGE = 25
DPI = 110
DIGITS = 9
NOT_NUMBERED = _("“%(name)s” is no number of a question, such as 4 or 4a.")
NO_LINE = _("Choose the line in which it begins.")
ACTS = ("undo", "redo", "reset")


@desk_page("import/<slug:token>/reading/", name="import_reading", right="import")
def import_reading(desk, request, token):
    prepared = prepared_or_404(PreparedPaper, request, token)
    back = reverse("admin:survey_inquiry_import_page", args=[token])
    opened = opened_or_told(request, prepared)
    if opened is None or prepared.state in ("running", "imported"):
        return HttpResponseRedirect(back)
    said, table = act(request, prepared, opened) if request.method == "POST" else ("", table_asked_for(request))
    if request.method == "POST" and not prepared.reading_plan.drawn_pages <= opened.drawn_pages:
        opened = prepared.opened()
    is_part = "part" in request.GET
    if request.method == "POST" and not is_part:
        if said:
            messages.error(request, said)
        return HttpResponseRedirect(address_of_line(request, table))
    shown = reading_shown(request, prepared, opened, table) | {"back": back, "said": said}
    if is_part:
        return TemplateResponse(request, "admin/survey/inquiry/_reading.html", shown)
    return page_response(desk, request, "admin/survey/inquiry/reading.html", title=_("Read line by line"), **shown)


@desk_page("import/<slug:token>/reading/<int:number>.jpg", name="import_reading_picture", right="import")
def import_reading_picture(desk, request, token, number):
    """The printed page as it is drawn for whoever imports it; no other page shows it."""
    prepared = prepared_or_404(PreparedPaper, request, token)
    try:
        opened = prepared.opened()
        page = next((page for page in opened.document.pages if page.number == number), None) if opened else None
        if page is None:
            raise Http404
        sheet = PrintedSheet(page.number, page.width, page.height, page.turned, page.tilt)
        with one_at_a_time():
            made = draw(prepared.content, prepared.record.file_name, sheet, PictureCut(DPI))
    except FileError as error:
        raise Http404 from error
    return HttpResponse(made, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


def opened_or_told(request, prepared):
    """The lines of the file; None, and a message, where they cannot be had."""
    try:
        return prepared.opened()
    except FileError as error:
        messages.error(request, in_words(error))
    return None


def number_in(text: str) -> int:
    """What somebody sends as the number of a line or page; 0 where it can be none."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else 0


def address_of_line(request, table: int) -> str:
    line, page = number_in(request.POST.get("line", "")), number_in(request.GET.get("page", ""))
    query = urlencode({name: value for name, value in (("page", page), ("table", table)) if value})
    aim = "#bench-table" if table else f"#line-{line}" if line else ""
    return request.path + (f"?{query}" if query else "") + aim


def table_asked_for(request) -> int:
    """The number of the line of the table that is being drawn: that of the form, or one that was just said to begin."""
    if request.method == "POST" and request.POST.get("kind") == CutKind.TABLE:
        return number_in(request.POST.get("line", ""))
    return number_in(request.GET.get("table", ""))


def read(prepared, opened):
    """What is read by the plan, and why it is no paper yet: one of both is empty."""
    try:
        return prepared.read(opened), ""
    except FileError as error:
        return None, in_words(error)


def reading_shown(request, prepared, opened, number: int) -> dict:
    plan = prepared.reading_plan
    paper, refusal = read(prepared, opened)
    outline = ImportOutline(opened, paper, plan.cuts)
    wanted = number_in(request.POST.get("line", "") or request.GET.get("line", ""))
    all_blocks = outline.blocks()
    blocks = Paginator(all_blocks, BLOCKS_ON_PAGE).get_page(request.GET.get("page") or page_with(wanted, all_blocks))
    lines = [line for _page, some in blocks for line in some]
    here = {line.number for line in lines}
    table = open_table(opened, outline, plan, number)
    drawn = {shown.area.page: shown for shown in table.areas} if table else {}
    return {
        "prepared": prepared,
        "plan": plan,
        "paper": paper,
        "refusal": refusal,
        "outline": outline,
        "blocks": blocks,
        "shown_blocks": [(page, list(outline.shown_lines(some))) for page, some in blocks],
        "sheets": [(*sheet, drawn.get(sheet[0].number)) for sheet in outline.sheets({page for page, _some in blocks})],
        "parts": outline.parts(lines),
        "table": table,
        "chosen": wanted,
        "stops": counted_stops(outline.stops),
        "stops_here": [(number, sentence) for number, sentence in outline.stops.items() if number in here],
        "misfits": [*map(misfit_in_words, plan.astray), *outline.misfits],
        "kinds": [(str(kind), words) for kind, words in CUT_WORDS.items() if kind not in OF_HEAD],
        "kinds_of_head": [(str(kind), CUT_WORDS[kind]) for kind in OF_HEAD],
    }


def page_with(line: int, blocks) -> int:
    """The page of the bench on which a line stands; the first where none does."""
    at = next((at for at, (_page, lines) in enumerate(blocks) if any(each.number == line for each in lines)), 0)
    return at // BLOCKS_ON_PAGE + 1


def act(request, prepared, opened) -> tuple[str, int]:
    """Do what was asked for, and keep it; returns why it cannot be done, or nothing, and the table that is drawn."""
    plan = prepared.reading_plan
    wanted = request.POST.get("act", "")
    if wanted.startswith("table"):
        return draw_table(request, prepared, opened, plan)
    try:
        changed = getattr(plan, wanted)() if wanted in ACTS else change_line(request.POST, prepared, opened, plan)
    except LookupError:
        return str(NO_LINE), table_asked_for(request)
    except ValueError:
        return NOT_NUMBERED % {"name": request.POST.get("name", "")}, table_asked_for(request)
    if changed:
        prepared.keep_reading_plan(plan)
    return "", table_asked_for(request)


def change_line(said, prepared, opened, plan) -> bool:
    """Raises LookupError where no line is chosen, ValueError where a number is none."""
    number = number_in(said.get("line", ""))
    if not number:
        raise LookupError(number)
    if said.get("act") == "remove":
        return plan.remove(number)
    if said.get("kind") not in CUT_WORDS:
        return False
    kind, name = CutKind(said["kind"]), said.get("name", "").strip()
    if kind == CutKind.TABLE:
        return plan.set(table_begun(prepared, opened, plan, number))
    if kind in NAMED and not name:
        paper, _refusal = read(prepared, opened)
        name = next_name(kind, number, ImportOutline(opened, paper, plan.cuts).found)
    return plan.set(cuts.Cut.at(opened.lines, number, kind, name if kind in NAMED else ""))


# Tables


def open_table(opened, outline, plan, number):
    """The table that is being drawn; None where there is none."""
    try:
        return OpenTable(opened, outline, plan.cuts, number) if number else None
    except LookupError:
        return None


def table_begun(prepared, opened, plan, number) -> cuts.Cut:
    """A table that begins in a line: as the program sees it, or with the columns that white parts below the line."""
    cut = cuts.Cut.at(opened.lines, number, CutKind.TABLE)
    if cut.page is None or not opened.document.pages:
        return cut
    opened = prepared.opened(drawn={cut.page})
    paper, _refusal = read(prepared, opened)
    outline = ImportOutline(opened, paper, plan.cuts)
    is_seen = number in outline.tables and outline.tables[number] == number
    table = OpenTable(opened, outline, [cut], number)
    return cut if is_seen else with_shape(cut, table.seen, opened.lines)


def draw_table(request, prepared, opened, plan) -> tuple[str, int]:
    """What the form says of a table; returns why it cannot be, or nothing, and the line in which it begins by now."""
    number = table_asked_for(request)
    if request.POST["act"] == "table-close":
        return "", 0
    is_drawn = any(cut.line == number and cut.table and cut.table.areas for cut in plan.cuts)
    paper = None if is_drawn else read(prepared, opened)[0]
    table = open_table(opened, ImportOutline(opened, paper, plan.cuts), plan, number)
    if table is None:
        return str(NO_TABLE), number
    if not is_drawn:
        table.opened = prepared.opened(drawn=table.shape.pages)
    if request.POST["act"] == "table-seen":
        changed = plan.remove(table.number)
    else:
        try:
            shape = table.said(request.POST)
        except ValueError as error:
            return str(error), number
        changed, number = draw_shape(table, shape, opened, plan)
    if changed:
        prepared.keep_reading_plan(plan)
    return "", number


def draw_shape(table, shape, opened, plan) -> tuple[bool, int]:
    """Whether it changes the plan, and the line in which the table begins then."""
    number = table.begins(shape)
    if number == table.number and shape == ((table.cut and table.cut.table) or TableShape()):
        return False, number
    cut = cuts.Cut.at(opened.lines, number, CutKind.TABLE)
    return plan.set(with_shape(cut, shape, opened.lines), former=table.number), number
