"""The bodies of an inquiry as an edition says them, with the words each fact rests on."""

import datetime

from survey.models import Body, Meeting, Participation, Precision
from survey.publishing.content import BodyPart, EvidencePart, MeetingPart, ParticipationPart, RowParticipationPart
from survey.publishing.districts import district_parts
from survey.record import RecordPaper
from survey.wording.places import row_place

LAST = (9,)


def bodies_part(paper: RecordPaper) -> list[BodyPart]:
    """The bodies recorded from this inquiry or evidenced in it, in the order in which its texts name them.

    A body may be told by several inquiries; of its meetings and participants those are left out that only another
    inquiry evidences, since that one may be a draft.
    """
    own_first = sorted(paper.told_bodies, key=lambda body: (body.inquiry_id != paper.inquiry.pk, body.slug))
    found: dict[str, tuple[tuple, BodyPart]] = {}
    for body in own_first:
        first, part = _first(paper, body), _body(paper, body)
        if known := found.get(body.public_slug):
            _add(known[1], part)
        found[body.public_slug] = (min(first, known[0]), known[1]) if known else (first, part)
    return [part for _, part in sorted(found.values(), key=lambda each: (each[0], each[1]["slug"]))]


def _add(part: BodyPart, other: BodyPart) -> None:
    """What the same paper says of a body under the name of another paper, too."""
    for name in ("districts", "meetings", "participations", "evidence"):
        part[name] += [each for each in other[name] if each not in part[name]]


def row_participations_part(paper: RecordPaper) -> list[RowParticipationPart]:
    """Who takes part according to a row that does not say in which body."""
    found = [part for part in paper.participations if part.row]
    ordered = sorted(found, key=lambda part: (part.row.annex.number, part.row.position, *_part_order(paper, part)))
    return [{"row": row_place(part.row.annex, part.row), **_participation(paper, part)} for part in ordered]


def _body(paper: RecordPaper, body: Body) -> BodyPart:
    meetings = sorted(
        (meeting for meeting in paper.meetings_of(body) if _is_told(paper, body, meeting)),
        key=lambda each: (each.date or datetime.date.max, _first(paper, each), each.words),
    )
    parts = [part for part in paper.participations_of(body) if _is_told(paper, body, part)]
    begins, meets, covers = (_is_said(paper, body, field) for field in ("beginning", "rhythm", "coverage"))
    return {
        "slug": body.public_slug,
        "name": body.name,
        "usual_name": body.usual_name,
        "kind": body.kind,
        "mention": body.mention,
        "count": body.count,
        "level": body.level,
        "place": body.place,
        "districts": district_parts(body.districts.all()),
        "state": body.state,
        "beginning": {
            "date": body.beginning.isoformat() if body.beginning and begins else None,
            "precision": body.beginning_precision if begins else Precision.NONE.value,
            "words": body.beginning_words if begins else "",
        },
        "meetings": [_meeting(paper, meeting) for meeting in meetings],
        "rhythm": body.rhythm if meets else "",
        "coverage": {
            "words": body.coverage if covers else "",
            "n": body.coverage_n if covers else None,
            "m": body.coverage_m if covers else None,
        },
        "participations": [
            _participation(paper, part) for part in sorted(parts, key=lambda part: _part_order(paper, part))
        ],
        "evidence": _evidence(paper, body),
    }


def _is_said(paper: RecordPaper, body: Body, field: str) -> bool:
    """Whether this inquiry says it of the body: what rests on the words of another one alone is that one's to tell."""
    evidence = [each for each in paper.evidence_of(body) if each.field == field]
    if not evidence:
        return body.inquiry_id == paper.inquiry.pk
    return any(paper.place(each) for each in evidence)


def _is_told(paper: RecordPaper, body: Body, fact: Meeting | Participation) -> bool:
    evidence = paper.evidence_of(fact)
    if not evidence:
        return body.inquiry_id == paper.inquiry.pk
    return any(paper.place(each) for each in evidence)


def _meeting(paper: RecordPaper, meeting: Meeting) -> MeetingPart:
    return {
        "date": meeting.date.isoformat() if meeting.date else None,
        "precision": meeting.precision,
        "words": meeting.words,
        "state": meeting.state,
        "evidence": _evidence(paper, meeting),
    }


def _participation(paper: RecordPaper, part: Participation) -> ParticipationPart:
    return {
        "actor": part.actor.name,
        "category": part.actor.category,
        "role": part.role,
        "evidence": _evidence(paper, part),
    }


def _evidence(paper: RecordPaper, fact: Body | Meeting | Participation) -> list[EvidencePart]:
    """The quotes of this inquiry, as they stand in its texts."""
    found = [(paper.place(each), each) for each in paper.evidence_of(fact)]
    ordered = sorted(
        ((place, each) for place, each in found if place),
        key=lambda pair: (pair[0].of(pair[1].quote), pair[1].field, pair[1].quote),
    )
    return [
        {"field": each.field, "quote": each.quote, "in": place.address, "place": place.name} for place, each in ordered
    ]


def _first(paper: RecordPaper, fact: Body | Meeting | Participation) -> tuple:
    """Where its first quote stands; what has none comes last."""
    places = ((paper.place(each), each.quote) for each in paper.evidence_of(fact))
    return min((place.of(quote) for place, quote in places if place), default=LAST)


def _part_order(paper: RecordPaper, part: Participation) -> tuple:
    """As the text names them: a quote often names several actors."""
    named = [each.quote.find(part.actor.name) for each in paper.evidence_of(part) if paper.place(each)]
    return _first(paper, part), min(named, default=-1), part.actor.name, part.actor.category, part.role
