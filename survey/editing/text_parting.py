"""Questions, replies and remarks that were read as one and are two, or the other way round.

What hangs on a text goes along with its words. Where nothing says with which part, nothing is written, and each such
record is named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from survey.editing.acts import act
from survey.editing.moments import ActWriter
from survey.editing.text_links import (
    PartSide,
    Printed,
    TextLink,
    copy_to,
    count_on,
    forget_comparison,
    let_go,
    links_of,
    sentence,
    side_of,
    withheld_across,
)
from survey.editing.text_places import joined_places, parted_places
from survey.intake.cutting import asked_text
from survey.intake.labels import label_of
from survey.intake.layouts import GENERAL
from survey.intake.paper import column_questions
from survey.language.hyphens import joined
from survey.models import Claim, Coding, Column, PreliminaryRemark, Question, Reply, question_order

BEGINNINGS = (12, 6, 3)  # words by which the cut is found in an edited text


class NotParted(ValidationError):
    """Why a text stays as it is, one sentence a reason."""


def checked(obstacles: Iterable[str]) -> None:
    if found := list(dict.fromkeys(obstacles)):
        raise NotParted(found)


def next_text(text: Printed) -> Printed | None:
    """The one behind it in the paper."""
    if isinstance(text, Question):
        behind = [each for each in text.inquiry.questions.all() if question_order(each) > question_order(text)]
        return min(behind, key=question_order, default=None)
    return type(text).objects.filter(inquiry=text.inquiry_id, position__gt=text.position).order_by("position").first()


# Splitting


@dataclass
class TextSplit:
    """A text that is to become two, cut before the character `at` of what is printed.

    `second` are the values of the record that begins there: the number and part of a question, whose a remark is and
    its heading. `questions` and `second_questions` are what the two replies answer.
    """

    text: Printed
    at: int
    second: Mapping = field(default_factory=dict)
    questions: Sequence[Question] = ()
    second_questions: Sequence[Question] = ()

    @cached_property
    def printed(self) -> tuple[str, str]:
        """Without the number or label that the second begins with: these are no part of a text."""
        return self.text.text[: self.at].rstrip(), self._without_label(self.text.text[self.at :].strip())

    @cached_property
    def wordings(self) -> tuple[str, str] | tuple[None, None]:
        """The edited text parted before the same words; both empty where it does not say them."""
        if self.text.wording is None:
            return None, None
        words = self.text.text[self.at :].partition("\n")[0].split()
        for count in (len(words), *BEGINNINGS):
            beginning = " ".join(words[:count])
            if self.text.wording.count(beginning) == 1:
                at = self.text.wording.index(beginning)
                return self.text.wording[:at].rstrip(), self._without_label(self.text.wording[at:].strip())
        return "", ""

    @cached_property
    def places(self) -> tuple[dict, dict]:
        return parted_places(self.text, self.at)

    @cached_property
    def sides(self) -> list[tuple[TextLink, PartSide]]:
        first, second = ([part for part in parts if part] for parts in zip(self.printed, self.wordings, strict=True))
        return [(link, side_of(link, first, second, self.places[1])) for link in links_of(self.text)]

    def _without_label(self, text: str) -> str:
        line, _end, rest = text.partition("\n")
        if isinstance(self.text, Question):
            key = f"{self.second['number']}{self.second['part']}"
            line = asked_text(line, key, GENERAL)
        elif isinstance(self.text, Reply):
            label = label_of(line)
            line = label.rest if label else line
        elif self.second.get("heading"):
            line = line.removeprefix(self.second["heading"])
        return f"{line}\n{rest}".strip() if rest else line.strip()

    def obstacles(self) -> Iterator[str]:
        if not all(self.printed):
            yield _("Words must stand on both sides of the cut.")
        if "" in self.wordings:
            yield _("The edited text does not say the words before which the printed one is cut. Change it first.")
        yield from withheld_across(self.text, self.at)
        for link, side in self.sides:
            is_of_both = side == PartSide.BOTH and (link.is_withheld or link.may_be_copied)
            if side not in (PartSide.FIRST, PartSide.SECOND) and not is_of_both:
                yield sentence(link, side)
        yield from {Question: self._of_question, Reply: self._of_reply}.get(type(self.text), lambda: ())()

    def _of_question(self) -> Iterator[str]:
        number, part = self.second["number"], self.second["part"]
        others = self.text.inquiry.questions
        if others.filter(number=number, part=part).exists():
            yield _("There is a question %(key)s already.") % {"key": f"{number}{part}"}
        if part and not others.filter(number=number, part="").exists():
            yield _("There is no question %(number)d of which this could be a part.") % {"number": number}
        if number != self.text.number and (parts := [each.key for each in self.text.parts.all()]):
            yield _("Its parts stand behind the cut: %(parts)s.") % {"parts": ", ".join(parts)}
        yield from _rests_on(self.text)

    def _of_reply(self) -> Iterator[str]:
        answered = {*self.questions, *self.second_questions}
        if not (self.questions and self.second_questions):
            yield _("Say which questions each of the two replies answers.")
        for question in self.text.questions.all():
            if question not in answered:
                yield _("Question %(key)s would lose this reply.") % {"key": question.key}

    def goes_along(self) -> list[str]:
        """What goes with the second part, in words."""
        moving = [str(link) for link, side in self.sides if side == PartSide.SECOND]
        both = [link for link, side in self.sides if side == PartSide.BOTH and not link.is_withheld]
        return [
            *(_("With the second part goes: %(what)s") % {"what": each} for each in moving),
            *(_("Stands in both parts, and with both: %(what)s") % {"what": each} for each in both),
        ]

    def carry_out(self, *, reason: str, by=None) -> Printed:
        """Write it; returns the second. Raises NotParted, and changes nothing."""
        with act(self.text.inquiry):
            checked(self.obstacles())
            return self.write(ActWriter(reason, by))

    def write(self, writer: ActWriter) -> Printed:
        text, sides = self.text, self.sides
        first_values, second_values = self._values()
        second = type(text)(inquiry=text.inquiry, **self.second)
        if not isinstance(text, Question):
            count_on(type(text), text.inquiry, text.position + 1, 1, writer)
            second.position = text.position + 1
        writer.save(text, **first_values)
        writer.save(second, **second_values)
        self._link(second, writer)
        for link, side in sides:
            if side == PartSide.SECOND:
                let_go(link, second, writer)
            elif side == PartSide.BOTH and not link.is_withheld:
                copy_to(link, second, writer)
        return second

    def _values(self) -> tuple[dict, dict]:
        """What each of the two says. What is asked for besides stands behind the text of a question."""
        facts = zip(self.printed, self.wordings, self.places, strict=True)
        first, second = ({"text": text, "wording": wording, **place} for text, wording, place in facts)
        if isinstance(self.text, Question):
            whole = self.text.inquiry.questions.filter(number=self.second["number"], part="").first()
            first |= {"request": ""}
            second |= {"request": self.text.request, "parent": whole if self.second["part"] else None}
        return first, second

    def _link(self, second: Printed, writer: ActWriter) -> None:
        if isinstance(second, Reply):
            writer.put(self.text, "questions", self.questions)
            writer.put(second, "questions", self.second_questions)
        elif isinstance(second, Question):
            for reply in self.text.replies.all():
                writer.put(reply, "questions", [*reply.questions.all(), second])
            for column in self.text.columns.all():
                writer.put(column, "questions", self._asked_by(column, second))

    def _asked_by(self, column: Column, second: Question) -> list[Question]:
        """A column that names questions answers these; another one answered all that was asked."""
        keys = [each.key for each in sorted(self.text.inquiry.questions.all(), key=question_order)]
        named = column_questions(column.heading, keys)
        own = {*column.questions.all(), second}
        if not {self.text.key, second.key} & set(named):
            return [*own]
        return [each for each in own if each not in (self.text, second) or each.key in named]


def _rests_on(question: Question) -> Iterator[str]:
    """What was decided for the whole text of a question."""
    if codes := question.codes.count():
        rows = Coding.objects.filter(question=question).count()
        sentence = _("Rows are categorised by its whole text. Categories: %(codes)d, codings: %(rows)d.")
        yield sentence % {"codes": codes, "rows": rows}
    for other in Question.objects.filter(Q(pk=question.continues_id) | Q(continues=question)).select_related("inquiry"):
        what = {"key": other.key, "paper": other.inquiry.number}
        yield _("It is compared with question %(key)s of %(paper)s.") % what
    for claim in Claim.objects.filter(questions=question):
        yield _("Statement %(position)d counts by it.") % {"position": claim.position}


# Joining


@dataclass
class TextJoin:
    """A text and the one behind it, which become one; `run_on`: the second goes on with the sentence of the first."""

    first: Printed
    second: Printed
    run_on: bool = False

    def values(self) -> dict:
        """What the one text says."""
        first, second = self.first, self.second
        is_edited = first.wording is not None or second.wording is not None
        said = {"text": self._joined([self._end_of(first, first.text), self._begin_of(second, second.text)])}
        read = [self._end_of(first, first.reading_text), self._begin_of(second, second.reading_text)]
        said["wording"] = self._joined(read) if is_edited else None
        if isinstance(first, Question):
            said["request"] = second.request
        return said | joined_places(first, second)

    def _joined(self, parts: Sequence[str]) -> str:
        return joined(*parts) if self.run_on else "\n\n".join(parts)

    def _end_of(self, first: Printed, text: str) -> str:
        """What is asked for besides stands between the two."""
        return " ".join(filter(None, [text, first.request])) if isinstance(first, Question) else text

    def _begin_of(self, second: Printed, text: str) -> str:
        heading = second.heading if isinstance(second, PreliminaryRemark) else ""
        return "\n\n".join(filter(None, [heading, text]))

    def obstacles(self) -> Iterator[str]:
        first, second = self.first, self.second
        if first.source_id and second.source_id and first.source_id != second.source_id:
            yield _("The two are printed in two files: “%(first)s” and “%(second)s”.") % {
                "first": first.source,
                "second": second.source,
            }
        if isinstance(first, PreliminaryRemark) and first.by != second.by:
            yield _("The one is said by the askers, the other by the government.")
        if isinstance(second, Question):
            if parts := [each.key for each in second.parts.all()]:
                yield _("Question %(key)s has parts: %(parts)s.") % {"key": second.key, "parts": ", ".join(parts)}
            yield from _rests_on(second)

    def goes_along(self) -> list[str]:
        """What goes over to the text that stays, in words."""
        return [_("Goes along: %(what)s") % {"what": link} for link in links_of(self.second)]

    def carry_out(self, *, reason: str, by=None) -> Printed:
        """Write it; returns the one text. Raises NotParted, and changes nothing."""
        with act(self.first.inquiry):
            checked(self.obstacles())
            self.write(ActWriter(reason, by))
        return self.first

    def write(self, writer: ActWriter, restored: Mapping | None = None) -> None:
        """Write it, or, of a split that is taken back, what the one text said before."""
        first, second = self.first, self.second
        values = restored or self.values()
        for link in list(links_of(second)):
            let_go(link, first, writer)
        forget_comparison(second, writer)
        self._link(writer)
        writer.save(first, **values)
        writer.delete(second)
        if not isinstance(first, Question):
            count_on(type(first), first.inquiry, second.position + 1, -1, writer)

    def _link(self, writer: ActWriter) -> None:
        """What answered or named the second answers or names the first."""
        first, second = self.first, self.second
        if isinstance(first, Reply):
            writer.put(first, "questions", {*first.questions.all(), *second.questions.all()})
        elif isinstance(first, Question):
            for owner in (*second.replies.all(), *second.columns.all()):
                writer.put(owner, "questions", {*owner.questions.all(), first} - {second})
            for reference in second.referred_from.all():
                let_go(TextLink(reference, "to_question", reference.words), first, writer)


def name_of(text: Printed) -> str:
    """“Question 3”, “Reply 4”."""
    return capfirst(f"{text._meta.verbose_name} {text}") if isinstance(text, Question) else capfirst(str(text))
