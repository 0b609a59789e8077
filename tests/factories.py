"""Plain factories: each makes one record that is complete, with defaults one can guess.

Without a container they make one (`make_row()` makes an annex and an inquiry), so records that belong together are
given their container: `make_row(annex, "LK Kassel")`.
"""

import datetime
import hashlib
import re
from pathlib import Path

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.text import slugify

from survey import checks
from survey.intake.findings import NO_REPLY
from survey.models import (
    Account,
    Actor,
    Annex,
    AnnexNote,
    Answer,
    Asker,
    Assignment,
    Batch,
    Body,
    Catalogue,
    CatalogueEntry,
    Claim,
    Code,
    Coding,
    Column,
    District,
    ErrorReport,
    Evidence,
    Finding,
    ImportSession,
    Inquiry,
    InquiryDate,
    Meeting,
    Misprint,
    Notice,
    Parliament,
    Participation,
    Passage,
    PassageEdit,
    PreliminaryRemark,
    PreviewLink,
    Question,
    Reference,
    Reply,
    Respondent,
    RespondentName,
    Row,
    Source,
    SourcePage,
    Statement,
    Subject,
    Withholding,
)


def day(iso: str | datetime.date | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if isinstance(iso, str) else iso


def make_user(username="editor", **kwargs):
    """An account whose holder chose first and last name, where it has them, as its public name."""
    user = get_user_model().objects.create_user(username, password=kwargs.pop("password", "geheim"), **kwargs)
    if user.get_full_name():
        Account.objects.create(user=user, public_name=user.get_full_name())
    return user


# Reference data


def make_parliament(slug="hessen", **kwargs):
    defaults = {"name": "Hessischer Landtag", "short_name": "Landtag Hessen", "state": "06"} | kwargs
    return Parliament.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_district(name="Fulda", key="06631", kind="county", **kwargs):
    kwargs = {
        "slug": key or slugify(name),
        "official_name": f"Landkreis {name}" if kind == "county" else name,
        "state": key[:2] or "06",
        **kwargs,
    }
    for bound in {"valid_from", "valid_to"} & kwargs.keys():
        kwargs[bound] = day(kwargs[bound])
    return District.objects.create(name=name, key=key, kind=kind, **kwargs)


def make_respondent(name="Landkreis Fulda", kind="county", *, printed=(), members=(), **kwargs):
    """A county or city without a district gets one made from its name; `printed` are the names it goes by."""
    if kind in ("county", "city") and "district" not in kwargs:
        short = name.removeprefix("Landkreis ")
        kwargs["district"] = District.objects.filter(name=short, kind=kind).first() or make_district(short, kind=kind)
    kwargs.setdefault("slug", slugify(name))
    respondent = Respondent.objects.create(name=name, kind=kind, **kwargs)
    respondent.members.set(members)
    for each in printed:
        RespondentName.objects.create(respondent=respondent, name=each, state="06")
    return respondent


def make_notice(key="imprint", text="Herausgegeben von der Redaktion.", **kwargs):
    return Notice.objects.create(key=key, text=text, **kwargs)


# The paper


def make_inquiry(number=None, **kwargs):
    """The first is 19/1613, the next 19/1614, and so on."""
    number = number or f"19/{1613 + Inquiry.objects.count()}"
    kwargs = {
        "parliament": kwargs.get("parliament") or make_parliament(),
        "term": int(number.split("/")[0]),
        "slug": f"hessen-{slugify(number.replace('/', '-'))}",
        "title": "Flüchtlingsgipfel in den Kreisen und kreisfreien Städten",
        **kwargs,
    }
    return Inquiry.objects.create(number=number, **kwargs)


def make_subject(name="Asyl und Flucht"):
    return Subject.objects.create(name=name)


def make_catalogue_entry(inquiry=None, values=None, **kwargs):
    """A line of a list of its own, which says nothing that the record does not."""
    inquiry = inquiry or make_inquiry()
    batch = Batch.objects.create(list_of="catalogue", file_name="liste.csv")
    content = f"{inquiry.number}".encode()
    catalogue = Catalogue.objects.create(parliament=inquiry.parliament, batch=batch, content=content)
    values = values or {"title": inquiry.title}
    return CatalogueEntry.objects.create(catalogue=catalogue, inquiry=inquiry, line=2, values=values, **kwargs)


def make_asker(inquiry=None, name="Jörg-Uwe Hahn", *, position=None, **kwargs):
    inquiry = inquiry or make_inquiry()
    return Asker.objects.create(
        inquiry=inquiry, name=name, position=position or inquiry.askers.count() + 1, **{"party": "FDP", **kwargs}
    )


def make_date(inquiry=None, kind="answered", date="2015-04-14", **kwargs):
    return InquiryDate.objects.create(inquiry=inquiry or make_inquiry(), kind=kind, date=day(date), **kwargs)


def make_source(inquiry=None, content=b"The source.", name="source.txt", **kwargs):
    kwargs.setdefault("sha256", hashlib.sha256(content).hexdigest())
    return Source.objects.create(inquiry=inquiry or make_inquiry(), content=content, name=name, **kwargs)


def make_printed(inquiry):
    """A printed file of one page, with the first question of the inquiry on it, and the place of that."""
    print_ = Path(__file__).parent / "papers" / "hessen-printed.pdf"
    source = make_source(inquiry, print_.read_bytes(), print_.name, kind="pdf")
    words = [["Wie", 70, 100, 90, 112, None], ["viele?", 94, 100, 130, 112, None]]
    SourcePage.objects.create(source=source, number=1, width=595, height=842, words=words)
    place = {"source": source, "page": 1, "boxes": [[1, 70, 100, 60, 12]]}
    inquiry.questions.filter(pk=inquiry.questions.first().pk).update(**place)
    return source


def make_question(inquiry=None, key="1", **kwargs):
    """A part such as "1a" gets its whole question made when it is not there yet."""
    inquiry = inquiry or make_inquiry()
    number, part = re.fullmatch(r"(\d+)([a-z]*)", key).groups()
    if part and "parent" not in kwargs:
        kwargs["parent"] = inquiry.questions.filter(number=number, part="").first() or make_question(inquiry, number)
    kwargs.setdefault("text", f"In welchen Kreisen ist es so, wie Frage {key} sagt?")
    return Question.objects.create(inquiry=inquiry, number=int(number), part=part, **kwargs)


def make_reply(inquiry=None, text="In zwei Landkreisen.", *, questions=(), position=None, **kwargs):
    inquiry = inquiry or make_inquiry()
    reply = Reply.objects.create(inquiry=inquiry, text=text, position=position or inquiry.replies.count() + 1, **kwargs)
    reply.questions.set(questions)
    return reply


def make_remark(inquiry=None, text="Es liegen Antworten von 18 Landkreisen vor.", *, position=None, **kwargs):
    inquiry = inquiry or make_inquiry()
    kwargs.setdefault("by", "government")
    return PreliminaryRemark.objects.create(
        inquiry=inquiry, text=text, position=position or inquiry.remarks.count() + 1, **kwargs
    )


# The table


def make_annex(inquiry=None, *, number=None, date="2015-03-26", **kwargs):
    inquiry = inquiry or make_inquiry()
    number = number or inquiry.annexes.count() + 1
    return Annex.objects.create(
        inquiry=inquiry, number=number, **{"label": f"Anlage {number}", "date": day(date), **kwargs}
    )


def make_import_session(owner=None, **kwargs):
    """A paper that waits to be read."""
    facts = {"kind": "paper", "file_name": "anfrage.txt", "content": b"Kleine Anfrage", "plan": {}}
    owner = owner or get_user_model().objects.filter(username="owner").first() or make_user("owner")
    return ImportSession.objects.create(owner=owner, **facts | kwargs)


def make_column(annex=None, heading=None, *, questions=(), **kwargs):
    """The first is "Frage 1" with key and position 1, the next "Frage 2"."""
    annex = annex or make_annex()
    key = kwargs.pop("key", annex.last_column_key + 1)
    annex.last_column_key = max(annex.last_column_key, key)
    annex.save(update_fields=["last_column_key"])
    kwargs.setdefault("position", key)
    column = Column.objects.create(annex=annex, key=key, heading=heading or f"Frage {key}", **kwargs)
    column.questions.set(questions)
    return column


def make_row(annex=None, printed="LK Fulda", *, speaks_for=(), **kwargs):
    """Its key and position count up from 1; without a respondent it is unmatched."""
    annex = annex or make_annex()
    key = kwargs.pop("key", annex.last_row_key + 1)
    annex.last_row_key = max(annex.last_row_key, key)
    annex.save(update_fields=["last_row_key"])
    kwargs.setdefault("position", key)
    row = Row.objects.create(annex=annex, key=key, printed=printed, **kwargs)
    row.speaks_for.set(speaks_for)
    return row


def make_answer(text="Es gibt einen Runden Tisch.", *, row=None, column=None, page=1, raw="", **kwargs):
    """An answer whose printed text is one passage in its own cell; with text="" nothing is printed.

    Without a column it takes the first one of the table in which the row has no answer yet.
    """
    row = row or make_row(column.annex if column else None)
    column = column or row.annex.columns.exclude(answers__row=row).first() or make_column(row.annex)
    answer = Answer.objects.create(row=row, column=column, **kwargs)
    if text:
        make_passage(answer, text, page=page, raw=raw)
    return answer


def make_passage(printed_in=None, text="Es gibt einen Runden Tisch.", *, answer=..., **kwargs):
    """It belongs where it is printed, unless `answer` says otherwise (None: nobody has said)."""
    printed_in = printed_in or make_answer("")
    kwargs = {"page": 1, "position": printed_in.row.position, **kwargs}
    return Passage.objects.create(
        printed_in=printed_in, answer=printed_in if answer is ... else answer, text=text, **kwargs
    )


def make_table(rows, *, annex=None, headings=("Frage 1", "Frage 2", "Frage 3")):
    """An annex with one row per label; an empty text is a cell in which nothing is printed.

    `rows` is {"LK Fulda": ["text of Frage 1", "text of Frage 2"]}; missing cells at the end are empty.
    """
    annex = annex or make_annex()
    columns = [make_column(annex, heading) for heading in headings]
    for printed, texts in rows.items():
        row = make_row(annex, printed)
        for column, text in zip(columns, [*texts, *[""] * (len(columns) - len(texts))], strict=True):
            make_answer(text, row=row, column=column)
    return annex


def cell(annex, row, column):
    """The answer of the row labelled `row` in the column headed `column`."""
    return Answer.objects.get(row__annex=annex, row__printed=row, column__heading=column)


def make_note(annex=None, text="Vorläufige Angaben.", **kwargs):
    return AnnexNote.objects.create(annex=annex or make_annex(), text=text, **{"mark": "*", **kwargs})


def make_batch(inquiry=None, **kwargs):
    return Batch.objects.create(inquiry=inquiry or make_inquiry(), **kwargs)


def make_passage_edit(inquiry=None, kind="move", reason="Der Absatz handelt von Fulda.", **kwargs):
    return PassageEdit.objects.create(inquiry=inquiry or make_inquiry(), kind=kind, reason=reason, **kwargs)


def make_reference(from_answer=None, to_question=None, *, words="s. 2.", whole=True, **kwargs):
    if not from_answer and "from_reply" not in kwargs:
        from_answer = make_answer(words)
    if not to_question and not {"to_answer", "to_remark", "to_paper"} & kwargs.keys():
        inquiry = from_answer.row.annex.inquiry if from_answer else kwargs["from_reply"].inquiry
        to_question = inquiry.questions.filter(number=2, part="").first() or make_question(inquiry, "2")
    return Reference.objects.create(
        from_answer=from_answer, to_question=to_question, words=words, whole=whole, **kwargs
    )


# What it means


def make_code(question=None, code="yes", **kwargs):
    question = question or make_question()
    kwargs = {"label": code, "definition": f"Definition of {code}.", "position": question.codes.count() + 1, **kwargs}
    return Code.objects.create(question=question, code=code, **kwargs)


def make_coding(row=None, question=None, code="yes", **kwargs):
    """`code` is a Code or its word, which is then looked up in the codebook of the question or made."""
    row = row or make_row()
    if isinstance(code, Code):
        question = question or code.question
    else:
        inquiry = row.annex.inquiry
        question = question or inquiry.questions.filter(number=1, part="").first() or make_question(inquiry)
        code = question.codes.filter(code=code).first() or make_code(question, code)
    return Coding.objects.create(row=row, question=question, code=code, **kwargs)


def make_claim(inquiry=None, stated=2, *, questions=(), codes=(), position=None, released=True, **kwargs):
    """Said in a reply that is made for it, unless `reply` or `remark` is given; counts rows by default. Released."""
    inquiry = inquiry or make_inquiry()
    kwargs = {"rule": "coded" if codes else "rows", "quote": "In zwei Landkreisen", **kwargs}
    if not kwargs.keys() & {"reply", "remark"}:
        kwargs["reply"] = inquiry.replies.first() or make_reply(inquiry, f"{kwargs['quote']}.")
    if released:
        kwargs.setdefault("released_at", timezone.now())
    if kwargs.get("stated_is") == "all":
        stated = None
    claim = Claim.objects.create(
        inquiry=inquiry, stated=stated, position=position or inquiry.claims.count() + 1, **kwargs
    )
    claim.questions.set(questions)
    claim.codes.set(codes)
    return claim


# Who meets


def make_preview_link(inquiry=None, for_whom="Pressestelle", *, days=7, made_by=None, **kwargs):
    """Made now by an editor; it is valid for so many days (a negative number: it has ended)."""
    now = timezone.now()
    kwargs.setdefault("made_at", now if days > 0 else now + datetime.timedelta(days=2 * days))
    made_by = made_by or get_user_model().objects.first() or make_user()
    kwargs.setdefault("valid_until", now + datetime.timedelta(days=days))
    return PreviewLink.objects.create(inquiry=inquiry or make_inquiry(), for_whom=for_whom, made_by=made_by, **kwargs)


def make_body(inquiry=None, name="Runder Tisch Asyl", *, districts=(), **kwargs):
    usual_name = kwargs.setdefault("usual_name", name)
    kwargs = {"slug": slugify(usual_name), "kind": "round_table", "level": "county", **kwargs}
    if isinstance(kwargs.get("beginning"), str):
        kwargs["beginning"] = day(kwargs["beginning"])
        kwargs.setdefault("beginning_precision", "day")
    body = Body.objects.create(inquiry=inquiry or make_inquiry(), name=name, **kwargs)
    body.districts.set(districts)
    return body


def make_meeting(body=None, date="2014-12-10", **kwargs):
    return Meeting.objects.create(body=body or make_body(), date=day(date), **{"words": "am 10.12.2014", **kwargs})


def make_actor(name="Landkreis Fulda", category="county_administration"):
    return Actor.objects.get_or_create(name=name, category=category)[0]


def make_participation(actor=None, *, body=None, row=None, role="initiator"):
    """In a body that is made for it, unless `body` or `row` is given."""
    body = body or (None if row else make_body())
    return Participation.objects.create(actor=actor or make_actor(), body=body, row=row, role=role)


def make_evidence(subject=None, quote="Runder Tisch Asyl", *, field="name", **kwargs):
    """`subject` is a body, a meeting or a participation; without a place, the quote gets an answer that says it."""
    subject = subject or make_body()
    kwargs[subject._meta.model_name] = subject
    if not kwargs.keys() & {"answer", "reply", "remark"}:
        kwargs["answer"] = make_answer(f"{quote}.")
    return Evidence.objects.create(field=field, quote=quote, **kwargs)


# What is reported and withheld


def make_report(inquiry=None, said="In Fulda steht ein falsches Jahr.", *, received_on="2026-03-02", **kwargs):
    return ErrorReport.objects.create(
        inquiry=inquiry or make_inquiry(), said=said, received_on=day(received_on), **kwargs
    )


def make_statement(inquiry=None, text="Das ist heute anders.", *, date="2026-03-05", **kwargs):
    kwargs = {"author": "Landkreis Fulda", "source": "Schreiben an die Redaktion"} | kwargs
    return Statement.objects.create(inquiry=inquiry or make_inquiry(), text=text, date=day(date), **kwargs)


def make_misprint(inquiry=None, words="iniitierten", *, meaning="initiierten", place="1/1/1"):
    return Misprint.objects.create(inquiry=inquiry or make_inquiry(), place=place, words=words, meaning=meaning)


def make_withholding(inquiry=None, words="Peter Muster", *, by=None, date="2026-03-02", **kwargs):
    """Recorded only: what editions say is changed by `publishing.withholding.withhold`."""
    by = by or get_user_model().objects.filter(username="freigabe").first() or make_user("freigabe")
    kwargs.setdefault("reason", "Art. 17 DSGVO")
    return Withholding.objects.create(inquiry=inquiry or make_inquiry(), words=words, by=by, date=day(date), **kwargs)


# What the checks found


def make_finding(inquiry=None, check_name="blank_cell", subject="1/1/1", **kwargs):
    kwargs.setdefault("digest", hashlib.sha256(subject.encode()).hexdigest())
    return Finding.objects.create(inquiry=inquiry or make_inquiry(), check_name=check_name, subject=subject, **kwargs)


def make_unsure(inquiry, count=1):
    """The reader of the newest file of the inquiry was unsure of this many questions, and the checks have been run."""
    unsure = [
        {"kind": "reply", "template": NO_REPLY, "params": {"question": str(line)}, "page": None, "line": line}
        for line in range(1, count + 1)
    ]
    make_source(inquiry, b"Unsure.", "unsure.txt", reading={"findings": unsure})
    checks.run(inquiry)


# Who works on it


def make_assignment(inquiry=None, user=None, **kwargs):
    user = user or get_user_model().objects.filter(username="worker").first() or make_user("worker", is_staff=True)
    until = day(kwargs.pop("until", None))
    return Assignment.objects.create(inquiry=inquiry or make_inquiry(), user=user, until=until, **kwargs)
