"""A paper with one of everything that the desk lists."""

import datetime

from django.utils import timezone

from survey.models import (
    Edition,
    FormerSlug,
    Inquiry,
    InquiryRelation,
    PageCover,
    PrintCheck,
    StatusWord,
    Submission,
    Tombstone,
)
from tests import factories


def make_paper():
    """An inquiry with a table of two rows and three columns, and one record of each other kind."""
    inquiry = factories.make_inquiry()
    number = Inquiry.objects.count()
    inquiry.subjects.add(factories.make_subject(f"Asyl {number}"))
    factories.make_asker(inquiry)
    factories.make_date(inquiry)
    InquiryRelation.objects.create(inquiry=inquiry, kind="follows", paper="19/2456")
    source = factories.make_source(inquiry, content=f"Source {number}".encode())
    part = factories.make_question(inquiry, "1a")
    reply = factories.make_reply(inquiry, questions=[part])
    factories.make_remark(inquiry)
    annex = fill_table(inquiry, number)
    fill_meaning(inquiry, annex, part, reply)
    factories.make_report(inquiry)
    factories.make_statement(inquiry)
    factories.make_misprint(inquiry)
    factories.make_withholding(inquiry)
    factories.make_batch(inquiry, annex=annex, source=source, by=None)
    factories.make_assignment(inquiry, part="Anlage 1")
    factories.make_catalogue_entry(inquiry)
    user = inquiry.assignments.get().user
    PageCover.objects.create(source=source, page=1, reason="Unterschrift", by=user)
    PrintCheck.objects.create(inquiry=inquiry, place="question 1a", digest="0" * 64, result="right", by=user)
    Submission.objects.create(inquiry=inquiry, digest="0" * 64, by=user, state="withdrawn", closed_at=timezone.now())
    StatusWord.objects.create(word=f"nicht beziffert ({number})", status="no_data")
    return inquiry


def fill_table(inquiry, number):
    rows = {"LK Fulda": ["Es gibt einen Runden Tisch Asyl.", "s. 1.", ""], "LK Kassel": ["Nein.", "", "0"]}
    annex = factories.make_table(rows, annex=factories.make_annex(inquiry, source=inquiry.sources.first()))
    fulda = annex.rows.get(printed="LK Fulda")
    name = f"Kreis {number}"
    fulda.respondent = factories.make_respondent(
        f"Landkreis {name}", printed=[f"LK {name}"], district=factories.make_district(name, key=f"06{number:03}")
    )
    fulda.save()
    annex.columns.first().questions.set(inquiry.questions.filter(part="a"))
    factories.make_note(annex)
    refers = factories.cell(annex, "LK Fulda", "Frage 2")
    factories.make_reference(refers, inquiry.questions.get(part=""), words="s. 1.")
    factories.make_passage_edit(inquiry)
    return annex


def fill_meaning(inquiry, annex, part, reply):
    row = annex.rows.first()
    code = factories.make_code(part)
    factories.make_coding(row, part, code, quote="Es gibt einen Runden Tisch")
    factories.make_claim(inquiry, reply=reply, codes=[code])
    factories.make_preview_link(inquiry)
    body = factories.make_body(inquiry, f"Runder Tisch Asyl {inquiry.pk}", districts=[row.respondent.district])
    factories.make_meeting(body)
    factories.make_participation(factories.make_actor(f"Landkreis {inquiry.pk}"), body=body)
    factories.make_evidence(body, quote="Runden Tisch Asyl", answer=row.answers.first())
    details = {"row": "LK Fulda", "column": "Frage 3"}
    factories.make_finding(inquiry, annex=annex, row=row, answer=row.answers.last(), details=details)


def make_public(inquiry, number=1):
    """What a list shows of an edition, without publishing one."""
    Edition.objects.create(
        inquiry=inquiry,
        slug=inquiry.slug,
        number=number,
        published_at=timezone.now() + datetime.timedelta(seconds=1),
        publisher_name="Petra Beispiel",
        note="Erste Fassung.",
        content="{}",
        digest=f"{number:064}",
        is_current=True,
    )
    FormerSlug.objects.create(kind="inquiry", slug=f"alt-{inquiry.pk}", now=inquiry.slug)
    Tombstone.objects.create(
        kind="gone", path=f"/bodies/{inquiry.pk}/", inquiry=inquiry.slug, date=timezone.now(), reason="Aufgelöst."
    )
