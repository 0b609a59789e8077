"""A table as a sheet: typed, pasted and filled in by the keys; every save is one request that tells of each cell.

The page loads the rows that are seen, a stretch at a time. What is typed goes through `survey.editing`, as forms do.
"""

import json
from dataclasses import dataclass, field
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseBadRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from survey import editing
from survey.admin import links
from survey.admin.answers.edit_conflicts import last_change
from survey.admin.desk_pages import desk_page
from survey.admin.edit_conflicts import overtaken_sentence
from survey.admin.tables import sheet_rows
from survey.admin.tables.by_hand import ADDED
from survey.admin.tables.grid import grid_address
from survey.editing.typed import Overtaken, set_number, set_status
from survey.models import Annex, Answer, Status
from survey.models.keys import is_bounded
from survey.wording.statuses import statuses

MOST_CELLS = 2000  # that one request writes
SAVED, FASTER, REFUSED = "saved", "faster", "refused"


@dataclass
class Writing:
    """What one request asks to be written, cell by cell; what happened to each is told in the same order."""

    annex: Annex
    by: object
    reason: str = ""
    results: list[dict] = field(default_factory=list)

    def write(self, asked: list[dict]) -> list[dict]:
        keys = [each.get("key") for each in asked]
        answers = Answer.objects.to_type().filter(row__annex=self.annex).in_bulk(filter(is_bounded, keys))
        typing = editing.Typing(self.annex, by=self.by, reason=self.reason, is_many=True)
        with editing.act(self.annex.inquiry):
            for each in asked:
                answer = answers.get(each.get("key"))
                gone = {"key": each.get("key"), "result": REFUSED, "sentence": _("This field is not there any more.")}
                self.results.append(self.write_cell(answer, each, typing) if answer else gone)
            typing.tell()
        return self.with_cells()

    def write_cell(self, answer: Answer, asked: dict, typing) -> dict:
        """In a savepoint of its own: one cell that is refused keeps no other from being saved."""
        try:
            with transaction.atomic(), typing.counted():
                self.act(answer, asked, typing)
        except Overtaken:
            return self.tell(answer.pk, FASTER, overtaken_sentence(*last_change(answer)))
        except ValidationError as error:
            return self.tell(answer.pk, REFUSED, " ".join(error.messages))
        return self.tell(answer.pk, SAVED)

    def with_cells(self) -> list[dict]:
        """What happened, with each cell as it is now: where somebody was faster, that is their text."""
        told = [each["key"] for each in self.results if "cell" in each]
        now = Answer.objects.with_passages().in_bulk(told)
        return [
            each | {"cell": sheet_rows.shown(now[each["key"]])} if "cell" in each else each for each in self.results
        ]

    def act(self, answer: Answer, asked: dict, typing):
        seen = asked.get("seen") if isinstance(asked.get("seen"), int) else 0
        if asked.get("status") in Status.values:
            set_status(answer, asked["status"], typing, seen=seen)
        elif "number" in asked:
            set_number(answer, str(asked["number"]), typing, seen=seen)
        elif "text" in asked:
            editing.type_cell(answer, str(asked["text"]), typing, seen=seen)
        else:
            raise ValidationError(_("A field has no such status."))

    def tell(self, key: int, result: str, sentence: str = "") -> dict:
        """What happened; the cell is looked at once all are written."""
        return {"key": key, "result": result, "sentence": sentence, "cell": None}


# The page of a sheet, its rows, where words stand in it, and its one address for saving

SEES_ANSWERS = ("view", "survey.view_answer")


@desk_page(
    "<int:pk>/sheet/",
    right=SEES_ANSWERS,
    template="admin/survey/annex/sheet.html",
    label=pgettext_lazy("a page", "Sheet"),
)
def sheet(desk, request, annex):
    columns = list(annex.columns.order_by("position").values_list("pk", "heading", "kind"))
    return {
        "media": "",
        "title": _("Sheet of %(table)s") % {"table": annex},
        "inquiry": annex.inquiry,
        "workspace": links.workspace(annex.inquiry),
        "first": {
            "columns": columns,
            "total": annex.rows.count(),
            "stretch": sheet_rows.rows_of_stretch(len(columns)),
            **in_view(annex, request.GET, [key for key, *_others in columns]),
        },
        "statuses": [chip for chip in statuses() if chip.code in Status.values],
        "may_edit": request.user.has_perm("survey.change_answer"),
        "grid": grid_address(annex.pk),
        "here": quote(request.get_full_path(), safe=""),
        "adding": [page.address_of(annex) for page in ADDED.values()],
    }


def in_view(annex: Annex, query, columns: list[int]) -> dict:
    """The keys of all rows that the address asks for, and the first of these rows."""
    keys = sheet_rows.keys_in_view(annex, sheet_rows.view_of(query, columns))
    first = keys[: sheet_rows.rows_of_stretch(len(columns))]
    return {"order": keys, "rows": sheet_rows.rows(annex, first, columns)}


@desk_page("<int:pk>/sheet/rows/", name="sheet_rows", right=SEES_ANSWERS)
def rows_page(desk, request, annex):
    """The rows that `rows` names, “12.13.14”; without it all keys and the first rows of what is asked for."""
    columns = list(annex.columns.order_by("position").values_list("pk", flat=True))
    if "rows" not in request.GET:
        return JsonResponse(in_view(annex, request.GET, columns))
    named = [int(each) for each in request.GET["rows"].split(".") if each.isdecimal()]
    keys = [*filter(is_bounded, named)]
    return JsonResponse({"rows": sheet_rows.rows(annex, keys[: sheet_rows.MOST_ROWS], columns)})


@desk_page("<int:pk>/sheet/find/", name="sheet_find", right=SEES_ANSWERS)
def find_page(desk, request, annex):
    """Where the words `q` stand in the whole table."""
    words = request.GET.get("q", "").strip()
    places = sheet_rows.places_of(annex, words) if words else []
    return JsonResponse({"places": places[: sheet_rows.MOST_HITS], "count": len(places)})


@desk_page("<int:pk>/sheet/save/", right=(*SEES_ANSWERS, "survey.change_answer"), post_only=True)
def sheet_save(desk, request, annex):
    try:
        sent = json.loads(request.body)
        asked = [each for each in sent["cells"] if isinstance(each, dict)]
        reason = str(sent.get("reason") or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponseBadRequest()
    if len(asked) > MOST_CELLS:
        sentence = _("At most %(most)d fields are saved at once.") % {"most": MOST_CELLS}
        return JsonResponse({"sentence": sentence}, status=400)
    return JsonResponse({"cells": Writing(annex, request.user, reason).write(asked)})
