"""A small paper with one of everything that an edition says, made of factories."""

from django.contrib.auth import get_user_model

from survey.models import District, Inquiry, Respondent
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.projection import project
from survey.publishing.publish import publish
from tests.factories import (
    make_annex,
    make_answer,
    make_asker,
    make_body,
    make_claim,
    make_coding,
    make_column,
    make_date,
    make_district,
    make_evidence,
    make_inquiry,
    make_meeting,
    make_note,
    make_participation,
    make_passage,
    make_passage_edit,
    make_question,
    make_reference,
    make_remark,
    make_reply,
    make_respondent,
    make_row,
    make_source,
    make_subject,
    make_user,
)

COUNTIES = {"Fulda": "06631", "Kassel": "06633", "Gießen": "06531"}


def make_paper(number="19/1613", counties=("Fulda", "Kassel")) -> Inquiry:
    """Counties and an association that speaks for a city; each county has a sentence that stands in the wrong cell."""
    inquiry = make_inquiry(number, signatory="Stefan Grüttner")
    make_asker(inquiry, title="Dr. h.c.")
    make_date(inquiry, "asked", "2015-02-17", printed="17.02.2015")
    make_date(inquiry, "answered", "2015-04-14")
    make_source(inquiry)
    inquiry.subjects.add(make_subject(f"Asyl {number}"))
    make_remark(inquiry, heading="Vorbemerkung des Ministers")
    one, part, two = (make_question(inquiry, key) for key in ("1", "1a", "2"))
    reply = make_reply(inquiry, "In zwei Landkreisen wurde ein Gipfel einberufen.", questions=[one, part, two])
    annex = make_annex(inquiry)
    make_column(annex, questions=[part])
    make_column(annex, questions=[two])
    make_note(annex)
    for name in counties:
        add_county(annex, name)
    make_row(annex, "Hess. Städtetag", respondent=_association(), speaks_for=[_district("Hanau", "", "city")])
    quote = "In zwei Landkreisen"
    codes = part.codes.filter(code="yes")
    make_claim(inquiry, 2, quote=quote, reply=reply, questions=[part], codes=codes, respondent_kind="county")
    return inquiry


def add_county(annex, name):
    """A row with a reference, a coding, a moved sentence, a body with a meeting, and participants of body and row."""
    inquiry = annex.inquiry
    district = _district(name, COUNTIES[name], "county")
    respondent = district.respondents.first() or make_respondent(f"Landkreis {name}", district=district)
    row = make_row(annex, f"LK {name}", respondent=respondent)
    summit = make_answer(f"Im Kreis {name} gibt es einen Gipfel.", row=row)
    table = make_answer(f"s. 1. Es gibt den Runden Tisch {name}.", row=row)
    move = make_passage_edit(inquiry)
    make_passage(summit, f"Das Netzwerk {name} besteht.", answer=table, edit=move, position=90 + row.position)
    make_reference(table, inquiry.questions.get(number=1, part=""), words="s. 1", whole=False, state="confirmed")
    make_coding(row, inquiry.questions.get(part="a"), "yes", quote="gibt es einen Gipfel")
    body = make_body(inquiry, f"Runder Tisch {name} {inquiry.number}", districts=[district])
    make_evidence(body, f"Runden Tisch {name}", answer=table)
    make_evidence(make_meeting(body), "Runden Tisch", field="date", answer=table)
    make_evidence(make_participation(body=body), f"Netzwerk {name}", field="role", answer=table)
    make_evidence(make_participation(row=row), f"Kreis {name}", field="role", answer=summit)
    return row


def publish_now(inquiry, note="Erste Fassung.", by=None):
    """Publish what the inquiry is now, as one who has just looked at it."""
    return publish(inquiry, by=by or publisher(), note=note, seen=seen(inquiry))


def seen(inquiry) -> str:
    return digest(encode(freeze(inquiry)))


def publisher():
    found = get_user_model().objects.filter(username="freigabe").first()
    return found or make_user("freigabe", first_name="Maria", last_name="Muster")


def _association():
    found = Respondent.objects.filter(kind="association").first()
    return found or make_respondent("Hessischer Städtetag", "association")


def _district(name, key, kind):
    return District.objects.filter(name=name, kind=kind).first() or make_district(name, key, kind, region="Kassel")


def search_rows_of(edition):
    """The search rows of an edition in the order of the paper, made anew."""
    rows = project(edition)
    return sorted([*rows.search_rows(), *rows.body_rows()], key=lambda each: each.position)
