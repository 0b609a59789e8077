"""One address for every kind of page that the desk has, with something to show on it."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.utils.translation import override

from survey import checks, editing
from survey.importing.follow_up import Again, ask_again
from survey.importing.lists.kinds import LISTS
from survey.importing.prepared_catalogue import PreparedCatalogue
from survey.importing.prepared_list import PreparedList
from survey.importing.prepared_paper import PreparedPaper
from survey.importing.prepared_table import PreparedTable
from survey.models import Answer, Finding, PartyName, PassageEdit, Submission
from tests import factories
from tests.admin.papers import make_paper, make_public
from tests.publishing.paper import publish_now

# Before the desk, where the password alone or nothing was given: security/test_login.py, second_factor/test_way_in.py.
BEFORE_THE_DESK = {
    *("login", "logout", "jsi18n"),
    *(f"second_factor{step}" for step in ("", "_setup", "_app", "_codes", "_password")),
    *(f"passkey_{step}" for step in ("begin", "complete", "new_begin", "new_complete", "words")),
}
NOT_PAGES = {
    *BEFORE_THE_DESK,
    *("autocomplete", "view_on_site", "survey_reference_decide", "survey_finding_mend"),
    *("survey_annex_sheet_rows", "survey_annex_sheet_find", "survey_annex_sheet_save"),  # asked by the sheet itself
    *("survey_annex_cell", "survey_annex_import_progress", "survey_claim_span"),  # parts of a page
    *("survey_inquiry_import_progress", "survey_catalogue_import_progress"),  # parts too
    *(f"survey_{kind}_records_progress" for kind in LISTS),
    *(f"survey_{kind}_records_refused" for kind in LISTS),  # files
    *(f"survey_{kind}_records_page" for kind in LISTS if kind != "body"),  # drawn by one template
    *(f"survey_{kind}_records" for kind in LISTS if kind != "body"),
    *("survey_source_picture", "survey_source_place", "survey_inquiry_import_reading_picture"),  # pictures
    *("survey_annex_editing_file", "survey_annex_export_table", "survey_inquiry_empty_table", "survey_source_file"),
    *(
        "survey_annex_editing_refused",
        "survey_annex_import_refused",
        "survey_catalogue_import_refused",
    ),  # files, as those in the line above
}
TABLE = b"respondent,Frage 1,Wer?\r\nLK Fulda,Ja.,Der Kreis.\r\nLK Nirgends,Nein.,\r\n"
PAPER = b"Frage 1. Wie viele?\n\nZwei.\n"
DONE = b"respondent,Frage 1,Frage 2,Frage 3\r\nLK Kassel,Nein!,,0\r\n"


def names():
    """The name of every address of the desk."""
    return {name for name in get_resolver().namespace_dict["admin"][1].reverse_dict if isinstance(name, str)}


def addresses(user):
    """By its name the address of each page; None where not even a superuser may open it."""
    with override("de"):
        return dict(pages_of_work(user)) | dict(pages_of_lists(user))


def page(name, *args, **query):
    return name, reverse(f"admin:{name}", args=args, query=query or None)


# Lists and records


def pages_of_lists(user):
    request = RequestFactory().get("/")
    request.user = user
    for model, desk in admin.site._registry.items():
        kind = f"{model._meta.app_label}_{model._meta.model_name}"
        record = model._base_manager.order_by("pk").last()
        yield page(f"{kind}_changelist", **{"state": "all"} if model is Finding else {})
        may_add = desk.has_add_permission(request)
        yield page(f"{kind}_add", **container(desk, record)) if may_add else (f"{kind}_add", None)
        yield page(f"{kind}_change", record.pk)
        yield page(f"{kind}_history", record.pk)
        may_delete = desk.has_delete_permission(request, record)
        yield page(f"{kind}_delete", record.pk) if may_delete else (f"{kind}_delete", None)
        yield from pages_of_history(desk, kind, record, request)
        if hasattr(desk, "get_export_formats"):
            yield page(f"{kind}_export")


def container(desk, record):
    """A record is added in its inquiry, table or question, which is chosen first."""
    within = getattr(desk, "within", "")
    return {within: getattr(record, f"{within}_id")} if within else {}


def pages_of_history(desk, kind, record, request):
    if not hasattr(desk, "brings_back"):
        return
    version = record.history.first().pk
    yield page(f"{kind}_simple_history", record.pk, version)
    may = desk.brings_back and desk.has_change_permission(request, record)
    name = f"{kind}_bring_back_version"
    yield page(name, record.pk, version) if may else (name, None)


# Where work is done


def pages_of_work(user):
    """Over two papers of which one is submitted and asks again what the other, which is published, asked."""
    paper = published_paper()
    later = submitted_paper(paper, user)
    yield from pages_around(user, paper)
    yield from pages_of_paper(user, paper, later)
    yield from pages_of_table(user, paper.annexes.get())
    yield from pages_of_list_import(user, paper)
    yield from pages_of_typing(paper)
    yield from pages_of_meaning(paper)
    yield from pages_of_parting(user, paper)


def published_paper():
    paper = make_paper()
    make_public(paper)
    paper.editions.all().delete()  # says what lists show, nothing that a page could be made of
    publish_now(paper)
    factories.make_remark(paper, "Was seitdem dazukam.")
    factories.make_printed(paper)
    factories.make_notice()
    PartyName.objects.create(spelling="Die Mitte", party="Mitte")
    Group.objects.get_or_create(name="Redaktion")
    signing_in = {"username": "redaktion", "ip_address": "127.0.0.1", "path_info": "/admin/login/"}
    AccessAttempt.objects.create(failures_since_start=1, **signing_in)
    for model in (AccessFailureLog, AccessLog):
        model.objects.create(**signing_in)
    return paper


def submitted_paper(paper, user):
    questions = [
        Again(each.key, each.text, each.request, "same", "") for each in paper.questions.order_by("number", "part")
    ]
    later = ask_again(paper, number="20/1", title="Noch einmal", date="2026-03-01", questions=questions, by=user)
    Submission.objects.create(inquiry=later, digest="0" * 64, by=user)
    later.stage = "submitted"
    later.save()
    return later


def pages_around(user, paper):
    for name in ("index", "guide", "account", "password_change", "password_change_done"):
        yield page(name)
    yield page("app_list", "survey")
    printed = paper.sources.filter(pages__number=1).last()
    yield page("survey_source_pages", printed.pk)
    yield page("survey_source_texts", printed.pk)
    yield page("auth_user_password_change", user.pk)
    yield page("survey_catalogue_import")
    yield page("survey_catalogue_import_page", waiting_catalogue(user, paper.parliament).token)
    catalogue = paper.catalogue_entries.get().catalogue
    yield page("survey_catalogue_publish", catalogue.pk)


def waiting_catalogue(user, parliament):
    """A list with a new, a differing and a refused line."""
    lines = b"Drs;Titel;Antwort vom\n19/77;Neu;1.2.2015\n19/1613;Anders;1.2.2115\nx;Nichts;\n"
    prepared = PreparedCatalogue.of_file(user, parliament, "liste.csv", lines, {})
    prepared.start(dry_run=True)
    return prepared


def pages_of_paper(user, paper, later):
    plain = (
        "workspace",
        "chronicle",
        "preview",
        "changes",
        "check",
        "publish",
        "take_back",
        "withhold",
        "submit",
        "like",
    )
    for name in (*plain, "coding", "disagreements", "claims", "claims_link"):
        yield page(f"survey_inquiry_{name}", paper.pk)
    for name in ("withdraw", "send_back", "valid"):
        yield page(f"survey_inquiry_{name}", later.pk)
    yield page("survey_inquiry_import")
    yield from pages_of_paper_import(user, paper.parliament)
    yield page("survey_source_compare", paper.sources.first().pk)
    paper.sources.filter(pk=paper.sources.first().pk).update(reading={"places": {}, "findings": []})
    yield page("survey_source_read_again", paper.sources.first().pk)
    yield page("survey_withholding_lift", paper.withholdings.get().pk)


def pages_of_paper_import(user, parliament):
    """A paper that is not here yet, read and waiting for a decision."""
    typed = {"parliament": parliament.slug, "number": "20/2", "title": "Wie viele", "kind": "minor"}
    job = PreparedPaper.of_file(user, "antwort.txt", PAPER, **typed)
    job.start(dry_run=True)
    assert job.state == "previewed"
    yield page("survey_inquiry_import_page", job.token)
    yield page("survey_inquiry_import_reading", job.token)
    yield page("survey_importsession_assign", ids=job.record.pk)


def pages_of_table(user, annex):
    answer = factories.cell(annex, "LK Fulda", "Frage 1")
    passage = answer.passages.get()
    joined = PassageEdit.objects.move(passage, factories.cell(annex, "LK Kassel", "Frage 2"), reason="Dort.", by=user)
    yield page("survey_passageedit_take_back", joined.pk)
    yield page("survey_passage_act", factories.cell(annex, "LK Kassel", "Frage 1").passages.get().pk, "split")
    yield page("survey_annex_grid", annex.pk)
    yield page("survey_annex_sheet", annex.pk)
    yield page("survey_annex_editing", annex.pk)
    yield page("survey_annex_import", annex=annex.pk)
    yield from pages_of_import(user, annex)
    yield page("survey_answer_bring_text_back", answer.pk, at=answer.history.first().history_date.isoformat())
    checks.run(annex.inquiry, by=user)
    finding = annex.inquiry.findings.open().filter(check_name="blank_cell").first()
    yield page("survey_finding_accept", finding.pk)
    yield page("survey_finding_decide", finding.pk, "dismissed")


def pages_of_parting(user, paper):
    """Texts that were split once, each with another behind it."""
    question = factories.make_question(paper, "8", text="Wie viele? Und wo?")
    reply = factories.make_reply(paper, "Keine. Nirgends.", questions=[question])
    remark = factories.make_remark(paper, "Es ist so. Und auch so.")
    seconds = {"number": 9, "part": ""}, {}, {"by": "government", "heading": ""}
    for text, second in zip((question, reply, remark), seconds, strict=True):
        asked = list(reply.questions.all())
        answered = {"questions": asked, "second_questions": asked} if text is reply else {}
        at = text.text.index(" ")
        editing.TextSplit(text, at, second, **answered).carry_out(reason="Zwei.", by=user)
        for name in ("split", "join", "part_back"):
            yield page(f"survey_{text._meta.model_name}_{name}", text.pk)


def pages_of_typing(paper):
    annex = paper.annexes.get()
    yield page("survey_inquiry_type")
    for name in ("type_questions", "type_table"):
        yield page(f"survey_inquiry_{name}", paper.pk)
    for name in ("rows", "columns"):
        yield page(f"survey_annex_add_{name}", annex.pk)
    row, column = annex.rows.last(), annex.columns.last()
    for record in (row, column):
        yield page(f"survey_{record._meta.model_name}_move", record.pk)
    records = [paper, annex, row, column, paper.questions.last(), paper.replies.last(), paper.remarks.last()]
    for record in records:
        yield page(f"survey_{record._meta.model_name}_remove", record.pk)


def pages_of_import(user, annex):
    """A file with a column and a name that nobody knows."""
    job = PreparedTable.of_table(user, annex, "anlage.csv", TABLE)
    job.start(dry_run=True)
    yield page("survey_annex_import_page", job.token)
    yield page("survey_annex_import_column", job.token, 2)
    yield page("survey_annex_import_name", job.token, 0)
    done = PreparedTable.of_table(user, annex, "anlage.csv", DONE)
    done.start(dry_run=False)
    yield page("survey_batch_cells", done.batch.pk)
    yield page("survey_batch_undo", done.batch.pk)


def pages_of_list_import(user, paper):
    """A list with a changed and a refused line."""
    bodies = paper.bodies.all()
    lines = [f"{bodies[0].slug},Anders", "nirgends,Ohne alles"]
    job = PreparedList.of_list(user, "body", "gremien.csv", "\r\n".join(["slug,usual_name", *lines]).encode())
    job.start(dry_run=True)
    assert (job.state, job.report.changed, job.report.refused) == ("previewed", 1, 1)
    yield page("survey_body_records")
    yield page("survey_body_records_page", job.token)


def pages_of_meaning(paper):
    row = paper.annexes.get().rows.first()
    answer = Answer.objects.filter(row=row).first()
    coding, body = row.codings.get(), paper.bodies.get()
    part = coding.question
    factories.make_coding(row, part, "no", role="second", quote="")
    newest = factories.make_code(part, coding.code.code, version=2)
    yield page("survey_row_code", row.pk, question=part.key)
    yield page("survey_row_settle", row.pk, question=part.key)
    yield page("survey_row_members", row.pk)
    for name in ("codebook", "codings", "outdated", "by_numbers"):
        yield page(f"survey_question_{name}", part.pk)
    yield page("survey_code_version", newest.pk)
    for name in ("release", "hold"):
        yield page(f"survey_claim_{name}", paper.claims.get().pk)
    yield page("survey_previewlink_revoke", paper.preview_links.get().pk)
    yield page("survey_answer_body", answer.pk)
    yield page("survey_answer_fact", answer.pk, body.pk)
    yield page("survey_body_merge", body.pk)
    linked = factories.make_body(factories.make_inquiry(), "Derselbe Runde Tisch", merged_into=body)
    yield page("survey_body_part", linked.pk)
