"""From an edition to its published rows: pure, from the content alone."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property, partial
from operator import itemgetter
from typing import NamedTuple

from survey.language.analysis import analysed
from survey.language.sorting import sort_key
from survey.models import (
    Absence,
    Edition,
    Erratum,
    PublishedBody,
    PublishedInquiry,
    PublishedMention,
    PublishedStatement,
    SearchRow,
)
from survey.publishing.content import (
    AnnexPart,
    AnswerPart,
    BodyPart,
    CodingPart,
    Content,
    PassagePart,
    ReportPart,
    RowPart,
    StatementPart,
    as_of,
    encode,
    is_recorded,
)
from survey.publishing.inserting import NewRow
from survey.publishing.made_up import title_of
from survey.publishing.marks import marks
from survey.publishing.withheld import content_of
from survey.wording import paths

Kind = SearchRow.Kind


class Projection:
    """The published rows of one edition, from its content alone: not saved, and made when they are asked for.

    `regions` names the region of a district, by slug.
    """

    def __init__(self, edition: Edition, content: Content, regions: Mapping[str, str]):
        self.edition, self.document, self._regions = edition, content, regions
        self._pieces = list(_pieces(edition.slug, content))

    @property
    def count(self) -> int:
        """How many search rows there are, but for those of bodies."""
        return sum(piece.count for piece in self._pieces if piece.kind != Kind.BODY)

    def search_rows(self) -> Iterator[NewRow]:
        """All search rows but those of bodies, from the last of the paper to its first."""
        end = sum(piece.count for piece in self._pieces)
        for piece in reversed(self._pieces):
            end -= piece.count
            if piece.kind != Kind.BODY:
                yield from reversed(list(self._made(piece, end + 1)))

    def body_rows(self) -> Iterator[NewRow]:
        """The search rows of bodies, in the order of the paper."""
        first = 1
        for piece in self._pieces:
            if piece.kind == Kind.BODY:
                yield from self._made(piece, first)
            first += piece.count

    def _made(self, piece: "_Piece", first: int) -> Iterator[NewRow]:
        for search_row in _made(self.edition, self.document, piece.fields(), first):
            search_row.words = indexed(search_row)
            yield search_row

    @cached_property
    def inquiry(self) -> PublishedInquiry:
        answers = sum(piece.count for piece in self._pieces if piece.kind == Kind.ANSWER)
        return _inquiry(self.edition, self.document, answers)

    @cached_property
    def absences(self) -> list[Absence]:
        return list(_absences(self.edition, self.document))

    @cached_property
    def bodies(self) -> list[PublishedBody]:
        return [_body(self.edition, self.document, body, self._regions) for body in self.document["bodies"]]

    @cached_property
    def mentions(self) -> list[PublishedMention]:
        return [_mention(self.edition, self.document, body) for body in self.document["bodies"]]

    @cached_property
    def errata(self) -> list[Erratum]:
        return [_erratum(self.edition, self.document, report) for report in self.document["reports"]]

    @cached_property
    def statements(self) -> list[PublishedStatement]:
        return [_statement(self.edition, self.document, part) for part in self.document["statements"]]


def project(edition: Edition, regions: Mapping[str, str] | None = None) -> Projection:
    """The rows of a stored edition, as it may be read today."""
    return Projection(edition, content_of(edition), regions or {})


def indexed(search_row: SearchRow) -> str:
    """What the index has of a row: its analysed words, then its marks.

    The short title of a question finds the question, not each answer to it: a hit shows where the words stand.
    """
    is_answer = search_row.kind == Kind.ANSWER
    # its title is made of these two, of which each comes again
    title = (search_row.printed, search_row.column) if is_answer else (search_row.title,)
    called = () if is_answer else search_row.short_titles
    words = analysed(*title, search_row.text, *called, *_also(search_row))
    return f"{words} {marks(search_row)}"


def answers(edition: Edition, content: Content) -> Iterator[NewRow]:
    """The answers of an edition for a download: in the order of the paper, without words to search."""
    pieces = _answer_pieces(edition.slug, content)
    return _made(edition, content, (fields for piece in pieces for fields in piece.fields()))


def _made(edition: Edition, content: Content, search_rows: Iterable[dict], first: int = 1) -> Iterator[NewRow]:
    of_all = {
        "inquiry": edition.slug,
        "parliament": content["parliament"]["slug"],
        "term": content["term"],
        "inquiry_number": content["number"],
        "inquiry_title": title_of(content),
        "edition_number": edition.number,
        "published_at": edition.published_at,
    }
    for position, fields in enumerate(search_rows, start=first):
        yield NewRow(**of_all, position=position, **fields)


def _inquiry(edition: Edition, content: Content, answers: int) -> PublishedInquiry:
    dates = {date["kind"]: date["date"] for date in content["dates"]}
    coverage = next((annex["coverage"] for annex in content["annexes"] if annex["coverage"]), None)
    counties = coverage and coverage["counties"]
    return PublishedInquiry(
        edition=edition,
        slug=edition.slug,
        parliament=content["parliament"]["slug"],
        parliament_name=content["parliament"]["name"],
        state_key=content["parliament"]["state"] or "",
        term=content["term"],
        number=content["number"],
        kind=content["kind"],
        title=title_of(content),
        askers=", ".join(_asker(asker) for asker in content["askers"]),
        parties=list(dict.fromkeys(asker["party"] for asker in content["askers"] if asker["party"])),
        ministry=content["ministry"],
        asked_on=_date(dates.get("asked")),
        answered_on=_date(dates.get("answered")),
        legal_status=content["standing"]["state"],
        edition_number=edition.number,
        published_at=edition.published_at,
        note=edition.note,
        annexes=len(content["annexes"]),
        tables=[annex["number"] for annex in content["annexes"]],
        answers=answers,
        bodies=len(content["bodies"]),
        several_bodies=sum(body["mention"] != "one" for body in content["bodies"]),
        is_recorded=is_recorded(content),
        counties_with_row=len(counties["with_row"]) if counties else None,
        counties=counties["total"] if counties else None,
        subjects=content["subjects"],
        builds_on=list(_builds_on(content)),
        sort_title=sort_key(content["title"]),
    )


def _builds_on(content: Content) -> Iterable[str]:
    """The earlier published papers that this one names, each once."""
    related = (each["slug"] for each in content["relations"] if not each["kind"].endswith("_by"))
    continued = (question["continues"]["inquiry"] for question in content["questions"] if question["continues"])
    return dict.fromkeys(filter(None, (*related, *continued)))


def _date(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


def _asker(asker: Mapping[str, str]) -> str:
    name = f"{asker['title']} {asker['name']}".strip()
    return f"{name} ({asker['party']})" if asker["party"] else name


class _Piece(NamedTuple):
    """Search rows that stand together: their kind, how many there are, and what gives the fields of each."""

    kind: str
    count: int
    fields: Callable[[], Iterable[dict]]


def _pieces(slug: str, content: Content) -> Iterator[_Piece]:
    """In the order of the paper: remarks, questions, replies, answers, bodies; itself."""
    yield _Piece(Kind.REMARK, len(content["remarks"]), partial(_remarks, slug, content))
    yield _Piece(Kind.QUESTION, len(content["questions"]), partial(_questions, slug, content))
    yield _Piece(Kind.REPLY, len(content["replies"]), partial(_replies, slug, content))
    yield from _answer_pieces(slug, content)
    yield _Piece(Kind.BODY, len(content["bodies"]), partial(_bodies, content))
    yield _Piece(Kind.INQUIRY, 1, partial(_itself, slug, content))


def _answer_pieces(slug: str, content: Content) -> Iterator[_Piece]:
    """One for each row of a table; a heading of a group of rows is no answer."""
    titles = {question["key"]: question["short_title"] for question in content["questions"] if question["short_title"]}
    for annex in content["annexes"]:
        table = _Table(slug, annex, titles, _moved(annex))
        for row in annex["rows"]:
            if row["role"] != "heading":
                yield _Piece(Kind.ANSWER, len(annex["columns"]), partial(_answers, table, row))


def _remarks(slug: str, content: Content) -> Iterator[dict]:
    for remark in content["remarks"]:
        yield _text(Kind.REMARK, paths.text(slug, remark["key"]), remark["heading"], remark["text"])


def _questions(slug: str, content: Content) -> Iterator[dict]:
    for question in content["questions"]:
        text = "\n\n".join(filter(None, [question["text"], question["request"]]))
        path = paths.question(slug, question["number"], question["part"])
        earlier = question["continues"]
        yield _text(Kind.QUESTION, path, question["key"], text) | {
            "questions": question["key"],
            "refers_to": f"{earlier['inquiry']}:{earlier['question']}" if earlier else "",
            "short_titles": [question["short_title"]] if question["short_title"] else [],
        }


def _replies(slug: str, content: Content) -> Iterator[dict]:
    for reply in content["replies"]:
        questions = " ".join(reply["questions"])
        yield _text(Kind.REPLY, paths.text(slug, reply["key"]), questions, reply["text"]) | {"questions": questions}


def _bodies(content: Content) -> Iterator[dict]:
    for body in content["bodies"]:
        districts = [district["slug"] for district in body["districts"]]
        told = {"districts": districts, **_as_of_body(content, body)}
        yield _text(Kind.BODY, paths.body(body["slug"]), body["usual_name"], _said(body)) | told


def _itself(slug: str, content: Content) -> Iterator[dict]:
    yield _text(Kind.INQUIRY, paths.inquiry(slug), title_of(content), _told(content)) | _as_of_paper(content)


# How people call a paper before its number.
CALLED = ("Drucksache Drs", "Anfrage")


def _also(search_row: SearchRow) -> tuple[str, ...]:
    return CALLED if search_row.kind == Kind.INQUIRY else ()


def _told(content: Content) -> str:
    """By what one looks for a paper: number, askers with their parties, ministry, signatory, subjects."""
    askers = [_asker(asker) for asker in content["askers"]]
    ministry = content["ministry"] or content["ministry_printed"]
    return " · ".join(filter(None, [content["number"], *askers, ministry, content["signatory"], *content["subjects"]]))


def _as_of_paper(content: Content) -> dict:
    """The day for which the first table speaks, else that of the reply."""
    dates = {date["kind"]: date["date"] for date in content["dates"]}
    annex = next(iter(content["annexes"]), None)
    day, whose = (annex["as_of"], annex["as_of_is"]) if annex else as_of(None, dates.get("answered"))
    return {"as_of": _date(day), "as_of_is": whose}


def _as_of_body(content: Content, body: BodyPart) -> dict:
    """The day of the table that names the body; of a body that only the text names, that of the reply."""
    named_in = (evidence["in"].partition("/") for evidence in body["evidence"])
    number = next((annex for annex, slash, _rest in named_in if slash), None)
    annex = next((each for each in content["annexes"] if str(each["number"]) == number), None)
    if annex:
        return {"as_of": _date(annex["as_of"]), "as_of_is": annex["as_of_is"]}
    day, whose = as_of(None, next((date["date"] for date in content["dates"] if date["kind"] == "answered"), None))
    return {"as_of": _date(day), "as_of_is": whose}


def _text(kind: str, path: str, title: str, text: str) -> dict:
    return {"kind": kind, "path": path, "title": title, "text": text}


class _Table(NamedTuple):
    """What the answers of a table need beside their row."""

    slug: str
    annex: AnnexPart
    short_titles: dict[str, str]
    moved: dict[str, list[PassagePart]]


def _moved(annex: AnnexPart) -> dict[str, list[PassagePart]]:
    """The passages that belong to another cell than the one they are printed in, by the address of the latter."""
    moved: dict[str, list[PassagePart]] = defaultdict(list)
    for row in annex["rows"]:
        for answer in row["answers"]:
            for passage in answer["passages"]:
                if passage["answer"] != passage["printed_in"]:
                    moved[passage["printed_in"]].append(passage)
    return moved


def _answers(table: _Table, row: RowPart) -> Iterator[dict]:
    """The long columns of a row's cells."""
    number, day = table.annex["number"], _date(table.annex["as_of"])
    respondent = row["respondent"] or {"name": "", "kind": "", "ags": "", "district": ""}
    districts = [respondent["district"], *(district["slug"] for district in row["speaks_for"])]
    districts = list(dict.fromkeys(filter(None, districts)))
    for column, answer in zip(table.annex["columns"], row["answers"], strict=True):
        codings = list(_in_force(row, column["questions"]))
        yield {
            "kind": Kind.ANSWER,
            "path": paths.answer(table.slug, number, row["key"], column["key"]),
            "title": f"{row['printed']}, {column['heading']}",
            "text": answer["text"],
            "districts": districts,
            "codes": [f"{question}:{coding['code']}" for question, coding in codings],
            "certainty": [f"{question}:{coding['certainty']}" for question, coding in codings],
            "annex": number,
            "row_key": row["key"],
            "column_key": column["key"],
            "row_position": row["position"],
            "printed": row["printed"],
            "respondent": respondent["name"],
            "respondent_kind": respondent["kind"],
            "ags": respondent["ags"],
            "column": column["heading"],
            "questions": " ".join(column["questions"]),
            "short_titles": [table.short_titles[key] for key in column["questions"] if key in table.short_titles],
            "status": answer["status"],
            "as_printed": None if answer["as_printed"] == answer["text"] else answer["as_printed"],
            "edited": answer["edited"],
            "number": None if answer["number"] is None else Decimal(answer["number"]),
            "number_is": answer["number_is"],
            "unit": column["unit"],
            "refers_to": answer["refers_to"],
            "page": answer["page"],
            "note": answer["note"],
            "as_of": day,
            "as_of_is": table.annex["as_of_is"],
            **_printed(answer, table.moved.get(f"{number}/{row['key']}/{column['key']}", ())),
        }


def _in_force(row: RowPart, questions: Iterable[str]) -> Iterator[tuple[str, CodingPart]]:
    for question in questions:
        coding = row["codings"].get(question)
        if coding and coding["state"] == "in_force":
            yield question, coding


def _printed(answer: AnswerPart, moved: Iterable[PassagePart]) -> dict:
    """Where the cell is printed: its first page as the record says it, then those of all passages printed in it.

    `moved` are those of them that belong to another cell.
    """
    passages = [*(each for each in answer["passages"] if each["answer"] == each["printed_in"]), *moved]
    places = [passage["printed_at"] for passage in passages if passage["printed_at"]]
    pages = {answer["page"], *(passage["page"] for passage in passages)} - {None}
    if not places:
        return {"pages": sorted(pages), "source": None, "box": ""}
    boxes = dict.fromkeys(tuple(box) for place in places for box in place["boxes"])
    return {
        "pages": sorted(pages),
        "source": places[0]["source"],
        "box": ";".join(",".join(map(str, box)) for box in sorted(boxes, key=itemgetter(0))),
    }


def _said(body: BodyPart) -> str:
    """What there is to find of a body: how it is called, where, how often, and who takes part."""
    actors = [part["actor"] for part in body["participations"]]
    said = [body["name"], body["place"], body["rhythm"], body["coverage"]["words"], *actors]
    return " · ".join(dict.fromkeys(filter(None, said)))


def _absences(edition: Edition, content: Content) -> Iterator[Absence]:
    """The districts of the official list that have no row of their own in a table; who is spoken for twice, once."""
    for annex in content["annexes"]:
        coverage = annex["coverage"] or {}
        kinds = [part for part in map(coverage.get, ("counties", "cities")) if part]
        found = {district["slug"]: "missing" for part in kinds for district in part["missing"]}
        found |= {district["slug"]: "collective" for part in kinds for district in part["collective"]}
        for slug, state in found.items():
            yield Absence(
                district=slug,
                inquiry=edition.slug,
                annex=annex["number"],
                coverage=state,
                published_at=edition.published_at,
                inquiry_number=content["number"],
                inquiry_title=title_of(content),
            )


def _body(edition: Edition, content: Content, body: BodyPart, regions: Mapping[str, str]) -> PublishedBody:
    in_regions = dict.fromkeys(regions.get(district["slug"], "") for district in body["districts"])
    initiators = [part["category"] for part in body["participations"] if part["role"] == "initiator"]
    return PublishedBody(
        slug=body["slug"],
        edition=edition,
        inquiry=edition.slug,
        name=body["usual_name"],
        kind=body["kind"],
        mention=body["mention"],
        count=body["count"],
        level=body["level"],
        state=body["state"],
        place=body["place"],
        districts=[district["slug"] for district in body["districts"]],
        regions=list(filter(None, in_regions)),
        initiators=list(dict.fromkeys(initiators)),
        **_as_of_body(content, body),
        content=encode(body),
        sort_name=sort_key(body["usual_name"]),
    )


def _mention(edition: Edition, content: Content, body: BodyPart) -> PublishedMention:
    return PublishedMention(
        slug=body["slug"],
        edition=edition,
        inquiry=edition.slug,
        inquiry_number=content["number"],
        inquiry_title=title_of(content),
        **_as_of_body(content, body),
        content=encode(body),
    )


def _erratum(edition: Edition, content: Content, report: ReportPart) -> Erratum:
    """Which edition put it right is said by the report, else by `rows`, which knows the others."""
    place = report["place"]
    name, path = place_of(content, place)
    return Erratum(
        edition=edition,
        inquiry=edition.slug,
        number=report["number"],
        inquiry_number=content["number"],
        inquiry_title=title_of(content),
        received=datetime.date.fromisoformat(report["received"]),
        kind=report["kind"],
        place=place,
        place_name=name,
        path=path,
        sentence=report["sentence"],
        settled_in=report["edition"],
    )


def _statement(edition: Edition, content: Content, part: StatementPart) -> PublishedStatement:
    _name, path = place_of(content, part["place"])
    told = {name: part[name] for name in ("number", "place", "kind", "author", "source", "address", "text")}
    return PublishedStatement(
        edition=edition,
        inquiry=edition.slug,
        published_at=edition.published_at,
        path=path,
        date=datetime.date.fromisoformat(part["date"]),
        **told,
    )


def place_of(content: Content, place: str) -> tuple[str, str]:
    """The name of a place as it is printed, and its address; the paper's where there is no such place."""
    slug = content["slug"]
    for annex in content["annexes"]:
        for row in annex["rows"]:
            for column in annex["columns"]:
                if place == f"{annex['number']}/{row['key']}/{column['key']}":
                    name = f"{row['printed']}, {column['heading']}"
                    return name, paths.answer(slug, annex["number"], row["key"], column["key"])
    for question in content["questions"]:
        if place == f"question {question['key']}":
            return question["key"], paths.question(slug, question["number"], question["part"])
    texts = {each["key"] for each in (*content["remarks"], *content["replies"])}
    return ("", paths.text(slug, place)) if place in texts else ("", paths.inquiry(slug))
