"""What an editor should look at in a paper that was read: kinds of findings and the sentences that say them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from survey.files.errors import gettext_noop
from survey.intake.asking import REQUEST
from survey.intake.headings import is_sure
from survey.intake.paper import Paper, PaperFinding, Reply
from survey.language.spacing import letters_of
from survey.pages.document import PageLine, ReaderWarning

LONG_QUESTION = 600
LEAST_WORDING = 40  # letters of a question that tell it in a reply
FEW_LETTERS, MANY_LINES = 4, 20  # lines one below the other in a reply that are no text
_NOTE_LINE = re.compile(
    r"\s*(?:\d{1,2}\s+(?:https?://|[Vv]gl\.|Siehe)|\(?(?:verteilt|ausgegeben) am\b|\*\s)", re.IGNORECASE
)
_QUESTION_LINE = re.compile(r"(?m)^(?:Frage\s+)?\d{1,2}[.)]\s.{10,}\?\s*$")
_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-ZÄÖÜ„(])")
_REPLY_WORDS = re.compile(r"(?m)^(?:Antwort|Zu Frage \d+|Antwort zu Frage)\b.{0,40}:?$")

_REMARK_LINE = re.compile(r"(?m)^(?:Vorbemerkung|Einleitung für die Fragen?)\b[^.:\n]{0,60}:.*")
_ANSWERS = re.compile(
    r"\?\s+(?P<said>[^?]*\b(?:beantworte[nt]?\b[^?]*\bwie\s+folgt|gemeinsam\s+beantwortet|Antwort\w*\s+wie\s+folgt)\s*[.:])"
)

MISSING = gettext_noop("The numbers %(first)s to %(last)s were read, but not %(missing)s.")
DOUBLED = gettext_noop("Question %(question)s stands here a second time, with other words.")
UNSURE_END = gettext_noop("Question %(question)s neither asks nor requests: see where it ends.")
NO_MARK = gettext_noop("Question %(question)s ends without a question mark: see whether its reply is in it.")
HEADING = gettext_noop("“%(text)s” was read as a heading above a question, and not as the end of a reply.")
REPLY_BEGINS = gettext_noop("Several lines may begin the reply that was read from “%(text)s” on: see where it begins.")
OF_SEVERAL = gettext_noop("One reply stands below the questions %(question)s, and does not say that it answers all.")
BEHIND = gettext_noop("Behind the end of a question stands text that is no reply: “%(text)s”.")
NO_TABLE = gettext_noop("The lines from “%(text)s” on look like a table, and cannot be read as one: they stay text.")
LONG = gettext_noop("Question %(question)s has %(count)s letters: see whether its reply is in it.")
NO_REPLY = gettext_noop("Question %(question)s has no reply.")
NO_REPLIES = gettext_noop("The paper says that it answers, and no reply was read; questions %(question)s.")
ONLY_NOTE = gettext_noop("The reply to question %(question)s is a footnote or a line of the form.")
SCATTERED = gettext_noop(
    "The reply to question %(question)s holds %(count)s lines of a few letters: a table or drawing set sideways."
)
IN_REMARK = gettext_noop("The preliminary remark of those who ask seems to hold replies.")
IN_REPLY = gettext_noop("The reply to question %(question)s seems to hold another question.")
REMARK_IN_REPLY = gettext_noop("The reply to question %(question)s seems to hold a preliminary remark: “%(text)s”.")
IN_QUESTION = gettext_noop("Question %(question)s seems to hold a reply: “%(text)s”.")
IN_TITLE = gettext_noop("The title holds the word “Antwort”: “%(title)s”.")
NO_TITLE = gettext_noop("The title was not found.")
NO_ASKER = gettext_noop("Nobody was found who asks.")
NO_MINISTRY = gettext_noop("The ministry that replies was not found.")
NO_DATE = gettext_noop("No date was found.")
GUESSED = {
    "columns": gettext_noop(
        "Table %(table)s: no lines part its columns; they were guessed from the white between the words. Compare it."
    ),
    "rows": gettext_noop(
        "Table %(table)s: where some of its rows begin was guessed from labels and lines that are not full. Compare it."
    ),
    "text": gettext_noop(
        "Table %(table)s was guessed from lines of text: a label, and the values behind it. Compare it."
    ),
}
JOINED = gettext_noop("Table %(table)s: rows that a page break cuts were put together: %(rows)s. Compare them.")
UNSURE_WORD = gettext_noop("“%(word)s” was recognised in a picture, and may read otherwise.")
CELL = {
    "word": gettext_noop("%(cell)s: “%(text)s” was recognised in a picture, and may read otherwise."),
    "edge": gettext_noop("%(cell)s: “%(text)s” stands beyond the edge of its cell."),
    "gap": gettext_noop("%(cell)s: white parts its lines above “%(text)s”; two rows may stand in one."),
    "wide": gettext_noop("%(cell)s: white parts the words “%(text)s”; two columns may stand in one."),
    "column": gettext_noop("%(cell)s: “%(text)s” may belong to the column beside it."),
    "cut": gettext_noop(
        "%(cell)s: “%(text)s” begins or ends within a sentence; see whether it belongs to another row."
    ),
    "values": gettext_noop("%(cell)s: “%(text)s” are several values, where each other cell of the column holds one."),
    "label": gettext_noop("%(cell)s: “%(text)s” stands in a row without a label of its own."),
    "unit": gettext_noop("%(cell)s: the unit of “%(text)s” does not stand where the others of the column have it."),
    "row": gettext_noop("%(cell)s: “%(text)s” stands beside this row as another row does, and was read as text."),
    "empty": gettext_noop("%(cell)s: nothing was read here, and several values in the cell beside it."),
    "unseen": gettext_noop("%(cell)s: nothing was recognised here in the picture; a dash or a digit may be missing."),
    "unplaced": gettext_noop("%(cell)s: “%(text)s” are fewer values than the table has columns; place them."),
}
TEXT_SHOWN = 60
UNREAD = gettext_noop("%(count)s lines belong to nothing that was read; the first is “%(text)s”.")
UNREAD_ALONE = gettext_noop("One line belongs to nothing that was read: “%(text)s”.")


def findings(
    paper: Paper, body, lines: Sequence[PageLine], warnings: Sequence[ReaderWarning] = ()
) -> tuple[PaperFinding, ...]:
    """All findings of a paper in the order of its parts; `body` is what was read of questions and replies.

    `lines` are those of the document; words that stand with them were recognised unsurely. `warnings` say what the
    reader of its pages left out.
    """
    pages = {line.number: line.page for line in lines}
    found = [*_of_head(paper), *_of_numbers(paper), *_of_questions(paper, body), *_of_replies(paper), *_of_lines(paper)]
    said = [
        PaperFinding(kind, template, tuple(params.items()), pages.get(line) if line else None, line)
        for kind, template, params, line in found
    ]
    return (*_of_file(warnings), *said, *_of_words(lines), *_of_tables(paper))


def _of_file(warnings: Sequence[ReaderWarning]) -> Iterator[PaperFinding]:
    for each in warnings:
        yield PaperFinding("file", each.template, tuple(each.params.items()), each.params.get("page"))


def _of_words(lines: Sequence[PageLine]) -> Iterator[PaperFinding]:
    for line in lines:
        for word in line.words:
            yield PaperFinding("unsure-word", UNSURE_WORD, (("word", word.text),), line.page, line.number, word.box)


def _of_tables(paper: Paper) -> Iterator[PaperFinding]:
    for at, annex in enumerate(paper.annexes, start=1):
        table = annex.label or str(at)
        page = next((record.page for record in annex.table.records if record.page), None)
        for guess in sorted(annex.guessed):
            yield PaperFinding(f"table-{guess}", GUESSED[guess], (("table", table),), page, annex.line)
        if annex.joined:
            params = (("table", table), ("rows", ", ".join(annex.joined)))
            yield PaperFinding("table-joined", JOINED, params, page, annex.line)
        for each in annex.doubts:
            place = f"{each.label}, {each.heading}" if each.heading else each.label
            kind = "unsure-word" if each.doubt.kind == "word" else f"cell-{each.doubt.kind}"
            params = (("cell", place), ("text", each.doubt.text[:TEXT_SHOWN]))
            yield PaperFinding(kind, CELL[each.doubt.kind], params, each.doubt.page, annex.line, each.doubt.box)


def _of_head(paper: Paper) -> Iterator[tuple]:
    is_reply = bool(paper.replies)
    for kind, template, is_there in (
        ("title", NO_TITLE, paper.title),
        ("asker", NO_ASKER, paper.askers),
        ("ministry", NO_MINISTRY, paper.ministry or not is_reply),
        ("date", NO_DATE, paper.dates),
    ):
        if not is_there:
            yield kind, template, {}, None
    if "Antwort" in paper.title:
        yield "title", IN_TITLE, {"title": paper.title}, dict(paper.found_at).get("title")


def _of_numbers(paper: Paper) -> Iterator[tuple]:
    numbers = sorted({question.number for question in paper.questions})
    missing = [str(number) for number in range(1, numbers[-1]) if number not in numbers] if numbers else []
    if missing:
        params = {"first": str(numbers[0]), "last": str(numbers[-1]), "missing": ", ".join(missing)}
        yield "numbers", MISSING, params, None


def _of_questions(paper: Paper, body) -> Iterator[tuple]:
    for question in body.doubled:
        yield "doubled", DOUBLED, {"question": question.key}, question.piece.lines[0].number
    for question in body.unsure:
        yield "question-end", UNSURE_END, {"question": question.key}, question.piece.lines[0].number
    for question in paper.questions:
        said = f"{question.text} {question.request}".strip()
        if (
            len(question.place.lines) > 1
            and said.endswith(".")
            and "?" not in said
            and question.key not in body.labelled
            and not any(map(REQUEST.match, _SENTENCES.split(said)))
        ):
            yield "question-end", NO_MARK, {"question": question.key}, question.line
        if answer := _ANSWERS.search(said):
            shown = {"question": question.key, "text": answer["said"][:TEXT_SHOWN]}
            yield "reply-in-question", IN_QUESTION, shown, question.line
    for line in body.headings:
        if not is_sure(line):
            yield "heading", HEADING, {"text": line.text}, line.number
    for reply in body.replies:
        if not reply.is_told:
            yield "reply-of-several", OF_SEVERAL, {"question": ", ".join(reply.keys)}, reply.piece.lines[0].number
    for line in body.unsure_replies:
        yield "reply-begins", REPLY_BEGINS, {"text": line.text[:80]}, line.number
    for line in body.no_tables:
        yield "no-table", NO_TABLE, {"text": line.text[:80].replace("\t", " ")}, line.number
    for line in body.rest[:1]:
        yield "behind-question", BEHIND, {"text": line.text[:80]}, line.number
    for question in paper.questions:
        if len(question.text) + len(question.request) > LONG_QUESTION:
            count = str(len(question.text) + len(question.request))
            yield "long-question", LONG, {"question": question.key, "count": count}, question.line
    if body.is_answered and not paper.replies:
        yield "no-reply", NO_REPLIES, {"question": ", ".join(question.key for question in paper.questions)}, None
    yield from _unanswered(paper)


def _unanswered(paper: Paper) -> Iterator[tuple]:
    if not paper.replies:
        return
    answered = {key for reply in paper.replies for key in reply.questions}
    with_parts = {str(question.number) for question in paper.questions if question.part}
    for question in paper.questions:
        is_whole = question.key in with_parts
        if question.key not in answered and not is_whole and str(question.number) not in answered:
            yield "no-reply", NO_REPLY, {"question": question.key}, question.line


def _of_replies(paper: Paper) -> Iterator[tuple]:
    asked = [letters for question in paper.questions if len(letters := letters_of(question.text)) >= LEAST_WORDING]
    for reply in paper.replies:
        key = reply.questions[0] if reply.questions else "?"
        if _NOTE_LINE.match(reply.text):
            yield "reply-is-note", ONLY_NOTE, {"question": key}, reply.line
        if pieces := _scattered(reply):
            yield "reply-scattered", SCATTERED, {"question": key, "count": str(len(pieces))}, pieces[0]
        said = letters_of(reply.text)
        if _QUESTION_LINE.search(reply.text) or any(letters in said for letters in asked):
            yield "question-in-reply", IN_REPLY, {"question": key}, reply.line
        if remark := _REMARK_LINE.search(reply.text, 1):
            yield "remark-in-reply", REMARK_IN_REPLY, {"question": key, "text": remark[0][:TEXT_SHOWN]}, reply.line
    for remark in paper.remarks:
        if remark.by == "askers" and _REPLY_WORDS.search(remark.text):
            yield "replies-in-remark", IN_REMARK, {}, remark.line


def _scattered(reply: Reply) -> list[int]:
    """The lines of the longest run of short ones, where it is long."""
    numbered = zip(reply.printed, reply.place.lines, strict=True)
    runs = [[number for _, number in run] for few, run in groupby(numbered, _has_few_letters) if few]
    longest = max(runs, key=len, default=[])
    return longest if len(longest) >= MANY_LINES else []


def _has_few_letters(line: tuple[str, int]) -> bool:
    return len(line[0]) <= FEW_LETTERS


def _of_lines(paper: Paper) -> Iterator[tuple]:
    if paper.unread:
        first = paper.unread[0]
        said = UNREAD if len(paper.unread) > 1 else UNREAD_ALONE
        yield "unread", said, {"count": str(len(paper.unread)), "text": first.text[:80]}, first.line
