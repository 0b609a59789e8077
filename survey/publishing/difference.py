"""What changed between two contents, in words and addresses."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from survey.language.difference import Difference as Words
from survey.language.difference import difference as word_difference
from survey.publishing.agreement import in_words
from survey.publishing.content import AnnexPart, Content, RowPart
from survey.publishing.pieces import besides, heads_of
from survey.publishing.projection import place_of
from survey.wording import paths
from survey.wording.labels import CHOICES, FIELDS, SECTIONS

# What follows from another field of the same thing is not said twice.
FOLLOWS = {
    "passages": {"text"},
    "edited": {"text", "as_printed"},
    "references": {"refers_to"},
    "quote_in": {"quote"},
    "as_of": {"date"},
    "as_of_is": {"date"},
    "machine_read": {"text"},
}
MAIN = ("sentence", "text", "quote", "reason", "usual_name", "definition", "heading", "printed", "date")


@dataclass(frozen=True)
class ContentChange:
    """One change: `kind` is added, removed or changed; `field` is "" where the whole thing came or went.

    `old` and `new` are in the words of the active language; `words` is their difference, word by word, for a text.
    `path` is the address of the thing in the newer edition, "" where it is gone.
    """

    section: str
    kind: str
    title: str
    path: str
    field: str = ""
    old: str = ""
    new: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def field_label(self) -> str:
        return str(FIELDS.get(self.field, ""))


@dataclass(frozen=True)
class Difference:
    """All changes, grouped by section in the order of the paper; false when there is none."""

    changes: tuple[ContentChange, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, *sections: str) -> tuple[ContentChange, ...]:
        """The changes of these sections (names of `labels.SECTIONS`)."""
        return tuple(change for change in self.changes if change.section in sections)

    @property
    def sections(self) -> list[tuple[str, tuple[ContentChange, ...]]]:
        """Pairs of a section's label and its changes, without the sections in which nothing changed."""
        return [(str(label), self.of(name)) for name, label in SECTIONS.items() if self.of(name)]


@dataclass(frozen=True)
class Item:
    """One thing of a content that can come, go or change; `key` is the same in both contents."""

    section: str
    key: tuple
    title: str
    path: str
    fields: dict[str, Any]


def difference(old: Content, new: Content) -> Difference:
    """What changed from `old` to `new`; nothing that differs is left out but the order of equal things."""
    before, after = _by_key(old, new), _by_key(new, old)
    changes: list[ContentChange] = []
    for key, item in after.items():
        changes += _changed(before[key], item, old, new) if key in before else [_whole("added", item)]
    changes += [_whole("removed", item) for key, item in before.items() if key not in after]
    order = list(SECTIONS)
    return Difference(tuple(sorted(changes, key=lambda change: order.index(change.section))))


def _by_key(content: Content, other: Content) -> dict[tuple, Item]:
    """Without rows of a large table that are the same in the other content.

    Equal keys (two footnotes with one mark) are told apart by their order.
    """
    found: dict[tuple, Item] = {}
    for item in _items(content, other):
        key, again = (item.section, *item.key), 1
        while (*key, again) in found:
            again += 1
        found[(*key, again)] = item
    return found


def _whole(kind: str, item: Item) -> ContentChange:
    text = _text(next((item.fields[name] for name in MAIN if item.fields.get(name)), ""))
    side = {"new": text, "path": item.path} if kind == "added" else {"old": text, "path": ""}
    return ContentChange(item.section, kind, item.title, **side)


def _changed(before: Item, after: Item, old: Content, new: Content) -> Iterator[ContentChange]:
    differing = [name for name in after.fields if before.fields.get(name) != after.fields[name]]
    for name in differing:
        if FOLLOWS.get(name, set()) & set(differing):
            continue
        words: Words = []
        say = _say(after, name)
        was, now = say(before.fields.get(name), old), say(after.fields[name], new)
        if (after.section, name) not in CHOICES and was and now:
            words = word_difference(was, now)
        yield ContentChange(after.section, "changed", after.title, after.path, name, was, now, tuple(words))


def _say(item: Item, field: str) -> Callable[[Any, Content], str]:
    if item.section == "coding" and field == "code":
        return lambda value, content: _code_label(content, item.key[-1], value)
    if (item.section, field) == ("question", "agreement"):
        return lambda value, content: in_words(value) if isinstance(value, dict) else _text(value)
    if (item.section, field) in CHOICES:
        return lambda value, content: _choice(item.section, field, value)
    return lambda value, content: _text(value)


def _choice(section: str, field: str, value: str | None) -> str:
    """The words for a value of a closed list; an old edition may hold one that is no longer on it."""
    return str(dict(CHOICES[section, field].choices).get(value, value or ""))


def _code_label(content: Content, question: str, code: str) -> str:
    codes = next((each["codes"] for each in content["questions"] if each["key"] == question), [])
    found = next((each for each in codes if each["code"] == code), None)
    if found is None:
        return code or gettext("disputed")
    return (found["label_en"] if get_language() == "en" else "") or found["label"]


def _text(value: Any) -> str:
    """A value of the content as a reader may see it: lists line by line, the parts of a thing by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return "\n".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_text, value.values())))
    return str(value)


# The things of a content


def _items(content: Content, other: Content) -> Iterator[Item]:
    home = paths.inquiry(content["slug"])
    yield from _paper(content, home)
    yield from _texts(content)
    others = {annex["number"]: annex["rows"] for annex in other["annexes"]}
    for annex in content["annexes"]:
        yield from _annex(content, annex, besides(annex["rows"], others.get(annex["number"], [])), home)
    names = _names(content) if content["corrections"] or content["row_participations"] else {}
    for correction in content["corrections"]:
        key = tuple(correction[name] for name in ("kind", "from", "to", "words"))
        yield Item("correction", key, names.get(correction["from"], correction["from"]), home, correction)
    for claim in content["claims"]:
        title = gettext("statement %(number)s") % {"number": claim["position"]}
        yield Item("claim", (claim["position"],), title, paths.text(content["slug"], claim["said_in"]), claim)
    for body in content["bodies"]:
        yield Item("body", (body["slug"],), body["usual_name"], paths.body(body["slug"]), body)
    for part in content["row_participations"]:
        title = f"{names.get(part['row'], part['row'])}: {part['actor']}"
        yield Item("participation", (part["row"], part["actor"], part["role"]), title, home, part)
    for part in content["statements"]:
        name, path = place_of(content, part["place"])
        yield Item("statement", (part["number"],), f"{part['author']}: {name}".rstrip(": "), path, part)
    for part in content["misprints"]:
        name, path = place_of(content, part["place"])
        yield Item("misprint", (part["place"], part["words"]), name or part["place"], path, part)
    for report in content["reports"]:
        name, path = place_of(content, report["place"])
        yield Item("report", (report["number"],), name or report["place"], path, report)
    for part in content["withheld"]:
        name, path = place_of(content, part["place"])
        yield Item("withheld", (part["place"], part["date"]), name or part["place"], path, part)


def _paper(content: Content, home: str) -> Iterator[Item]:
    scalar = {name: value for name, value in content.items() if not isinstance(value, list | dict)}
    standing = {f"standing_{name}": value for name, value in content["standing"].items()}
    others = {name: content[name] for name in ("parliament", "subjects", "facts", "compared")}
    yield Item("inquiry", (), content["title"], home, scalar | standing | others)
    for date in content["dates"]:
        yield Item("date", (date["kind"],), _choice("date", "kind", date["kind"]), home, date)
    for asker in content["askers"]:
        yield Item("asker", (asker["name"],), asker["name"], home, asker)
    for relation in content["relations"]:
        yield Item("relation", (relation["kind"], relation["paper"]), relation["paper"], home, relation)
    for source in content["sources"]:
        yield Item("source", (source["sha256"],), source["name"], home, source)


def _texts(content: Content) -> Iterator[Item]:
    slug = content["slug"]
    for remark in content["remarks"]:
        yield Item("remark", (remark["key"],), remark["heading"], paths.text(slug, remark["key"]), remark)
    for question in content["questions"]:
        path = paths.question(slug, question["number"], question["part"])
        fields = {name: value for name, value in question.items() if name != "codes"}
        yield Item("question", (question["key"],), question["key"], path, fields)
        for code in question["codes"]:
            title = f"{question['key']}: {code['label']}"
            yield Item("code", (question["key"], code["code"], code["version"]), title, path, code)
    for reply in content["replies"]:
        title = ", ".join(reply["questions"])
        yield Item("reply", (reply["key"],), title, paths.text(slug, reply["key"]), reply)


def _annex(content: Content, annex: AnnexPart, rows: Iterable[RowPart], home: str) -> Iterator[Item]:
    number, title = annex["number"], annex["label"] or annex["title"]
    fields = {name: value for name, value in annex.items() if name not in ("columns", "rows", "notes")}
    yield Item("annex", (number,), title, home, fields)
    for note in annex["notes"]:
        yield Item("note", (number, note["row"], note["column"], note["mark"]), note["mark"] or title, home, note)
    for column in annex["columns"]:
        yield Item("column", (number, column["key"]), column["heading"], home, column)
    for row in rows:
        yield from _row(content, annex, row, home)


def _row(content: Content, annex: AnnexPart, row: RowPart, home: str) -> Iterator[Item]:
    number, slug = annex["number"], content["slug"]
    fields = {name: value for name, value in row.items() if name not in ("answers", "codings")}
    yield Item("row", (number, row["key"]), row["printed"], home, fields)
    headings = {column["key"]: column["heading"] for column in annex["columns"]}
    for answer in row["answers"]:
        key = (number, row["key"], answer["column"])
        passages = [passage | {"correction": None} for passage in answer["passages"]]
        title = f"{row['printed']}, {headings.get(answer['column'], '')}"
        yield Item("answer", key, title, paths.answer(slug, *key), answer | {"passages": passages})
    questions = {question["key"]: question["number"] for question in content["questions"]}
    for question, coding in sorted(row["codings"].items()):
        path = paths.question(slug, questions[question]) if question in questions else home
        yield Item("coding", (number, row["key"], question), f"{row['printed']}, {question}", path, coding)


def _names(content: Content) -> dict[str, str]:
    """Rows and cells by their address, in words."""
    names = {}
    for annex in content["annexes"]:
        for row in heads_of(annex["rows"]):
            address = f"{annex['number']}/{row['key']}"
            names[address] = row["printed"]
            for column in annex["columns"]:
                names[f"{address}/{column['key']}"] = f"{row['printed']}, {column['heading']}"
    return names
