"""Places inside a paper as the record has them: "1/13/2", "reply 1", "remark 1", "question 2a"."""

from survey.models import Annex, Answer, Column, Inquiry, PreliminaryRemark, Question, Reply, Row

TEXTS = {"reply": Reply, "remark": PreliminaryRemark}
GERMAN = {"antwort": "reply", "vorbemerkung": "remark", "frage": "question"}


def typed_place(typed: str) -> str:
    """A place as the record writes it: “Antwort  1” and “Reply 1” -> “reply 1”."""
    kind, blank, key = " ".join(typed.split()).partition(" ")
    kind = kind.lower()
    return f"{GERMAN.get(kind, kind)}{blank}{key}"


def record_at(inquiry: Inquiry, place: str) -> Answer | Question | PreliminaryRemark | Reply | None:
    """What stands at a place; None where there is nothing, and for "", the paper as a whole."""
    kind, _blank, key = place.partition(" ")
    if kind == "question":
        return next((each for each in inquiry.questions.all() if each.key == key), None)
    if kind in TEXTS:
        return TEXTS[kind].objects.filter(inquiry=inquiry, position=int(key)).first() if key.isdecimal() else None
    keys = place.split("/")
    if len(keys) != 3 or not all(key.isdecimal() for key in keys):
        return None
    annex, row, column = map(int, keys)
    found = Answer.objects.of_inquiry(inquiry).select_related("row__annex__inquiry", "column")
    return found.filter(row__annex__number=annex, row__key=row, column__key=column).first()


def row_place(annex: Annex, row: Row) -> str:
    """“1/13”: a row by the number of its table and its own key."""
    return f"{annex.number}/{row.key}"


def cell_place(annex: Annex, row: Row, column: Column) -> str:
    """“1/13/2”: a cell by its row and the key of its column."""
    return f"{row_place(annex, row)}/{column.key}"


def place_of(record: Answer | Question | PreliminaryRemark | Reply) -> str:
    if isinstance(record, Answer):
        return cell_place(record.row.annex, record.row, record.column)
    return f"question {record.key}" if isinstance(record, Question) else record.key
