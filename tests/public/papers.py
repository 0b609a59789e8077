"""Small papers for the tests of the public side: contents of editions, published without an editor's record.

`make_content()` is a paper on the snow service of made-up counties; a test says only what matters to it.
"""

import datetime
import json

from survey.models import DataVersion, Edition, EditionSalts, Inquiry
from survey.publishing import rows
from survey.publishing.content import encode
from survey.publishing.parts import parts_digest, salted
from tests.factories import make_district, make_inquiry

NO_ROWS = {"clear": [], "arguable": [], "others": []}
NAMES = ("Nordkreis", "Ostkreis", "Südkreis", "Westkreis")


def make_answer(column=1, text="Der Winterdienst ist geregelt.", status="answered", **kwargs):
    printed = kwargs.pop("as_printed", text)
    return {
        "column": column,
        "status": status,
        "text": text,
        "as_printed": printed,
        "edited": text != printed,
        "number": None,
        "number_is": "none",
        "note": "",
        "page": 1 if printed else None,
        "passages": kwargs.pop("passages", []),
        "references": [],
        "refers_to": "",
    } | kwargs


def make_coding(code="yes", certainty="clear", quote="Der Winterdienst ist geregelt.", quote_in=1, note=""):
    return {
        "code": code,
        "version": 1 if code else None,
        "certainty": certainty,
        "quote": quote,
        "quote_in": quote_in,
        "note": note,
        "state": "in_force" if code else "disputed",
    }


def make_row(key=1, answers=None, codings=None, kind="county", **kwargs):
    name = NAMES[key - 1]
    ags = f"9900{key}"
    return {
        "key": key,
        "position": key,
        "role": "entry",
        "printed": f"LK {name}",
        "breakdown": [],
        "respondent": {"slug": name.lower(), "name": name, "kind": kind, "ags": ags, "district": ags},
        "speaks_for": [],
        "answers": answers or [make_answer(1), make_answer(2, "", "blank")],
        "codings": {"1a": make_coding()} if codings is None else codings,
    } | kwargs


def make_code(code="yes", label="Ja", label_en="yes"):
    return {
        "code": code,
        "version": 1,
        "label": label,
        "label_en": label_en,
        "definition": f"Die Stelle sagt {label}.",
        "definition_en": f"The respondent says {label_en}.",
        "example": "",
        "example_row": "",
        "rule": "",
        "rule_en": "",
    }


def make_question(key="1", text="Gibt es einen Winterdienst?", **kwargs):
    number, part = int(key.rstrip("ab")), key.lstrip("0123456789")
    return {
        "key": key,
        "number": number,
        "part": part,
        "text": text,
        "request": "",
        "parent": str(number) if part else "",
        "continues": None,
        "codes": [],
    } | kwargs


def make_reply(key, questions, text):
    return {"key": key, "questions": questions, "text": text, "references": []}


def make_district_part(key=4):
    return {"slug": f"9900{key}", "key": f"9900{key}", "name": NAMES[key - 1]}


def make_annex(rows=None, number=1, **kwargs):
    table_rows = [make_row(key) for key in (1, 2, 3)] if rows is None else rows
    own = [row["respondent"]["district"] for row in table_rows if row["respondent"]]
    coverage = {
        "date": "2030-02-01",
        "counties": {"total": len(own) + 1, "with_row": own, "collective": [], "missing": [make_district_part()]},
        "cities": {"total": 0, "with_row": [], "collective": [], "missing": []},
    }
    return {
        "number": number,
        "label": "Anlage",
        "title": "Winterdienst",
        "date": "2030-02-01",
        "date_printed": "01.02.2030",
        "source_line": "",
        "asked": "",
        "rows_are": "respondents",
        "in_reply": "",
        "pages": 1,
        "notes": [],
        "columns": [
            {"key": 1, "heading": "Frage 1", "kind": "text", "unit": "", "questions": ["1a", "1b"]},
            {"key": 2, "heading": "Frage 2", "kind": "text", "unit": "", "questions": ["2"]},
        ],
        "rows": table_rows,
        "coverage": coverage,
    } | kwargs


def make_claim(**kwargs):
    return {
        "position": 1,
        "said_in": "reply 1",
        "quote": "In zwei Landkreisen",
        "stated": "2",
        "stated_is": "number",
        "rule": "coded",
        "questions": ["1a"],
        "codes": ["yes"],
        "respondent_kind": "county",
        "column": None,
        "note": "",
        "result": "differs",
        "low": "3",
        "high": "3",
        "of": 3,
        "rows": {**NO_ROWS, "clear": ["1/1", "1/2", "1/3"]},
    } | kwargs


def make_body(slug="nordkreis-schneerunde", **kwargs):
    return {
        "slug": slug,
        "name": "Schneerunde",
        "usual_name": "Schneerunde im Nordkreis",
        "kind": "round_table",
        "mention": "one",
        "count": None,
        "level": "county",
        "place": "",
        "districts": [make_district_part(1)],
        "state": "exists",
        "beginning": {"date": None, "precision": "none", "words": ""},
        "meetings": [],
        "rhythm": "",
        "coverage": {"words": "", "n": None, "m": None},
        "participations": [],
        "evidence": [{"field": "name", "quote": "Winterdienst", "in": "1/1/1", "place": "LK Nordkreis, Frage 1"}],
    } | kwargs


def make_content(slug="nordland-9-1", rows=None, **kwargs):
    """Question 1 with the parts 1a and 1b, question 2, one reply, one table with three rows and two columns."""
    annex = make_annex(rows)
    clear = [f"1/{row['key']}" for row in annex["rows"]]
    codes = [make_code(), make_code("no", "Nein", "no"), make_code("not_stated", "dazu keine Aussage", "not stated")]
    return {
        "schema": 1,
        "slug": slug,
        "parliament": {"slug": "nordland", "name": "Landtag Nordland", "short_name": "LT Nordland", "state": "99"},
        "term": 9,
        "number": "9/1",
        "asked_in": "",
        "kind": "minor",
        "title": "Winterdienst in den Landkreisen",
        "askers": [{"name": "Erika Muster", "title": "Dr.", "party": "ABC", "group": ""}],
        "askers_printed": "der Abg. Dr. Erika Muster (ABC)",
        "ministry": "Minister für Schnee",
        "ministry_printed": "des Ministers für Schnee",
        "signatory": "Max Muster",
        "signed_at": "Nordstadt",
        "dates": [
            {"kind": "asked", "date": "2030-01-01", "printed": "01.01.2030", "found_in": "header"},
            {"kind": "answered", "date": "2030-02-12", "printed": "12.02.2030", "found_in": "signature"},
            {"kind": "distributed", "date": "2030-02-20", "printed": "20.02.2030", "found_in": "header"},
        ],
        "standing": {"state": "in_force", "date": None, "paper": ""},
        "subjects": [],
        "relations": [],
        "sources": [
            {
                "name": "nordland.txt",
                "kind": "transcript",
                "sha256": "0" * 64,
                "address": "",
                "compared_on": None,
                "compared_by": "",
            }
        ],
        "remarks": [{"key": "remark 1", "by": "government", "heading": "Vorbemerkung", "text": "Es schneit oft."}],
        "questions": [
            make_question("1", "Wie steht es um den Winterdienst?"),
            make_question("1a", "Gibt es ihn?", codes=codes),
            make_question("1b", "Reicht er aus?"),
            make_question("2", "Wer zahlt?"),
        ],
        "replies": [
            {
                "key": "reply 1",
                "questions": ["1", "1a", "1b"],
                "text": "In zwei Landkreisen ist er geregelt.",
                "references": [],
            },
            {"key": "reply 2", "questions": ["2"], "text": "Auf die Anlage wird verwiesen.", "references": []},
        ],
        "annexes": [annex],
        "corrections": [],
        "claims": [make_claim(of=len(annex["rows"]), rows={**NO_ROWS, "clear": clear})],
        "bodies": [make_body()],
        "row_participations": [],
    } | kwargs


def make_districts():
    """The four counties of Nordland, each with a tile and an outline."""
    return [
        make_district(
            name, f"9900{key}", tile_row=0, tile_column=key, outline="M0 0h9v9z", official_name=name, region="Norden"
        )
        for key, name in enumerate(NAMES, start=1)
    ]


def publish(content=None, *, number=1, note="Erste Fassung.", day="2030-03-01"):
    """An edition of this content as the current one, with its published rows; returns the edition."""
    content = content or make_content()
    inquiry = make_inquiry_of(content)
    inquiry.editions.update(is_current=False)
    text, parts = encode(content), salted(content)
    edition = Edition.objects.create(
        inquiry=inquiry,
        slug=content["slug"],
        number=number,
        published_at=datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00"),
        publisher_name="Freigabe",
        note=note,
        content=text,
        digest=parts_digest(content, parts),
        is_current=True,
    )
    EditionSalts.objects.create(edition=edition, parts=json.dumps(parts))
    DataVersion.objects.advance(*rows.replace(edition))
    return edition


def make_inquiry_of(content):
    found = Inquiry.objects.filter(slug=content["slug"]).first()
    return found or make_inquiry(slug=content["slug"], number=content["number"], title=content["title"])


def make_measured_content(values, **kwargs):
    """The small paper with a third column of numbers on question 2; `values` are pairs of number and number_is."""
    numbers = [
        make_answer(3, "", "answered" if value else "no_data", number=value, number_is=number_is)
        for value, number_is in values
    ]
    table_rows = [
        make_row(key, [make_answer(1), make_answer(2, "", "blank"), number]) for key, number in enumerate(numbers, 1)
    ]
    content = make_content(rows=table_rows, **kwargs)
    column = {"key": 3, "heading": "Streuwege", "kind": "number", "unit": "km", "questions": ["2"]}
    content["annexes"][0]["columns"].append(column)
    return content
