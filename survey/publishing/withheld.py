"""Passages that by law are not shown: taken out whenever an edition is read, whatever its stored text says.

Everything that is public goes through `content_of` or `text_of`; a test holds that nothing else reads the stored text.
"""

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey.language.likeness import lookalikes
from survey.language.passages import Removal
from survey.models import Edition, Inquiry
from survey.publishing.addresses import address_without, free_address
from survey.publishing.content import Content, PlacePart, WithheldPart, digest, encode
from survey.publishing.parts import Parts, parts_digest, shown
from survey.publishing.upgrades import upgrade

# Keys whose values are words of closed lists, ids and addresses inside the content: never a text of the paper.
NO_TEXT = frozenset(
    [
        "ags",
        "answer",
        "arguable",
        "as_of",
        "as_of_is",
        "category",
        "certainty",
        "clear",
        "code",
        "codes",
        "comparability",
        "comparison",
        "compared_on",
        "date",
        "digest",
        "district",
        "field",
        "from",
        "high",
        "in",
        "in_reply",
        "inquiry",
        "key",
        "kind",
        "level",
        "low",
        "mention",
        "number",
        "number_is",
        "others",
        "parent",
        "part",
        "precision",
        "printed_in",
        "question",
        "questions",
        "received",
        "refers_to",
        "respondent_kind",
        "result",
        "role",
        "row",
        "rows_are",
        "said_in",
        "schema",
        "sha256",
        "slug",
        "state",
        "stated",
        "stated_is",
        "status",
        "target",
        "to",
    ]
)
TEXTS = ("remarks", "replies")
# How `marker` reads in a text.
MARKER = re.compile(r"\[Textstelle nicht veröffentlicht: ([^\]]+), \d\d\.\d\d\.\d{4}\]")


def content_of(edition: Edition, stored: str | None = None) -> Content:
    """What an edition says today, in today's schema; `stored` is its text, where a query brought it by another name."""
    content = json.loads(edition.content if stored is None else stored)
    return upgrade(without(content, edition.withheld) if edition.withheld else content)


def text_of(edition: Edition) -> str:
    """The text of an edition as it is served: the stored one, but for passages that are withheld from it."""
    return encode(without(json.loads(edition.content), edition.withheld)) if edition.withheld else edition.content


def length_of(edition: Edition) -> int:
    """The letters of the stored text."""
    return len(edition.content)


def parts_of(edition: Edition) -> Parts:
    """The parts of an edition with their salts; of a part whose words are withheld only its hash is told."""
    parts = json.loads(edition.salts.parts)
    if not edition.withheld:
        return parts
    return shown(json.loads(edition.content), parts, json.loads(text_of(edition)))


def holds(edition: Edition) -> bool:
    """Whether the text that is stored and the one that is served both give the edition's digest."""
    stored = parts_digest(json.loads(edition.content), json.loads(edition.salts.parts))
    served = parts_digest(json.loads(text_of(edition)), parts_of(edition)) if edition.withheld else stored
    return stored == served == edition.digest


def digest_of(edition: Edition) -> str:
    """The hash of what an edition says today, in today's schema: by it an edition is compared with the record.

    It is never shown to the public.
    """
    return digest(encode(content_of(edition)))


def marker(reason: str, date: str) -> str:
    """What stands in the place of a passage, in the language of the papers."""
    return f"[Textstelle nicht veröffentlicht: {reason}, {datetime.date.fromisoformat(date):%d.%m.%Y}]"


def reasons_in(text: str) -> list[str]:
    """Why words are missing in a text as it is served, each reason once."""
    return list(dict.fromkeys(MARKER.findall(text)))


def removal(entry: dict) -> Removal:
    return Removal.of(entry["words"], marker(entry["reason"], entry["date"]))


def without(content: dict, entries: Iterable[dict]) -> dict:
    """The content with these passages taken out everywhere, and told under "withheld".

    An entry is {place, words, reason, date}; without words where they were erased, and their marker stands in the
    texts. The content is changed in place and comes back.
    """
    told: list[WithheldPart] = list(content.get("withheld", []))
    for entry in entries:
        part: WithheldPart = {name: entry[name] for name in ("place", "reason", "date")}
        if not _has_lost(content, entry):
            continue
        if part not in told:
            told.append(part)
        for source in content["sources"]:
            source["sha256"] = ""  # of a file that holds the words: it would confirm a guess at them
    content["withheld"] = sorted(told, key=lambda each: (each["place"], each["date"], each["reason"]))
    return content


def _has_lost(content: dict, entry: dict) -> bool:
    """Take the words of an entry out; whether they, or the marker of words that were erased, stood in the content."""
    if "words" in entry:
        return _Taken(content, removal(entry)).out()
    return any(marker(entry["reason"], entry["date"]) in text for text in _strings(content))


def erase_from_edition(edition: Edition, entry: dict) -> bool:
    """Take the words of an entry out of the stored text for good; whether it had them.

    Of the parts that held them the hashes stay, so that the digest can still be recomputed.
    """
    stored, parts = json.loads(edition.content), json.loads(edition.salts.parts)
    erased = without(json.loads(edition.content), [entry])
    if encode(erased) == edition.content:
        return False
    edition.salts.parts = json.dumps(shown(stored, parts, erased))
    edition.salts.save(update_fields=["parts"])
    told = {name: entry[name] for name in ("place", "reason", "date")}
    edition.content, edition.withheld = encode(erased), [*edition.withheld, told]
    edition.save(update_fields=["content", "withheld"])
    return True


def concerns(edition: Edition, entry: dict) -> bool:
    """Whether the stored text says the words; an edition made after they were withheld says the marker itself."""
    return _Taken(json.loads(edition.content), removal(entry)).out()


@dataclass(frozen=True)
class Hidden:
    """Words that an edition does not show any more, and the texts in which they stand.

    `parts` are pairs of how often they stand in a text and its place in print, None where nobody knows it.
    """

    removal: Removal
    reason: str
    parts: tuple[tuple[int, PlacePart | None], ...]


def hidden_parts(edition: Edition, entries: Iterable[dict]) -> Iterator[Hidden]:
    """Where the words of these entries are printed; an edition made since then says the marker in their stead."""
    content = None
    for entry in entries:
        content = content or upgrade(json.loads(edition.content))
        words = removal(entry)
        found = [(_count(words, texts), place) for texts, place in _printed(content)]
        yield Hidden(words, entry["reason"], tuple(each for each in found if each[0]))


def _count(words: Removal, texts: Iterable[str]) -> int:
    return max(len(words.spans(text)) + text.count(words.marker) for text in texts)


def _printed(content: Content) -> Iterator[tuple[tuple[str, ...], PlacePart | None]]:
    """Texts with their places; where words may run over several passages of a cell, all of them as one."""
    for name in ("remarks", "questions", "replies"):
        yield from (((part["as_printed"], part["text"]), part["printed_at"]) for part in content[name])
    for annex in content["annexes"]:
        yield from (((note["text"],), note["printed_at"]) for note in annex["notes"])
        for row in annex["rows"]:
            for answer in row["answers"]:
                yield from _printed_in_cell(answer)


def _printed_in_cell(answer: dict) -> Iterator[tuple[tuple[str, ...], PlacePart | None]]:
    passages = answer["passages"]
    if len(passages) > 1:
        places = [passage["printed_at"] for passage in passages]
        boxes = [box for place in places if place for box in place["boxes"]]
        place = {**places[0], "boxes": boxes} if all(places) else None
        yield (answer["text"],), place
    else:
        yield from (((passage["text"], answer["text"]), passage["printed_at"]) for passage in passages)


def stands_in(edition: Edition, words: str) -> int:
    """In how many texts of an edition the words stand."""
    found = Removal.of(words, "")
    return sum(bool(found.spans(text)) for text in _strings(content_of(edition)))


def papers_with(words: str, *, besides: Inquiry) -> list[str]:
    """The addresses of other papers of which an edition says the words, in whatever spelling.

    All editions are read, for they are public: some 20 MB a second, where a page of a paper is some 10 kB.
    """
    found, slugs = Removal.of(words, ""), set()
    published = Edition.objects.exclude(inquiry=besides).only("slug", "content", "withheld")
    for edition in published.iterator(chunk_size=20):
        broken = edition.content.replace("\\n", "\n")  # as JSON writes line ends, which may stand within a word
        if edition.slug not in slugs and found.stands_in(broken) and _says(edition, words):
            slugs.add(edition.slug)
    return sorted(slugs)


def _says(edition: Edition, words: str) -> bool:
    """Whether an edition says the words, in a text or in the address of a body."""
    content, found = content_of(edition), Removal.of(words, "")
    slugs = (body["slug"] for body in content["bodies"])
    return any(map(found.spans, _strings(content))) or any(
        address_without(slug, words, home=edition.slug) != slug for slug in slugs
    )


def still_like(editions: Iterable[Edition], words: str) -> dict[str, int]:
    """What looks like the words and stays once they are taken out, with the number of different texts it stands in."""
    entry = {"place": "", "words": words, "reason": "", "date": "2000-01-01"}
    gone = removal(entry).marker
    texts = {text for edition in editions for text in _strings(without(content_of(edition), [entry]))}
    return lookalikes(words, (text.replace(gone, " ") for text in texts))


def is_text(key: str | int, part: dict | list) -> bool:
    """Whether a string is a text of the paper or of its editors; “rule” is a text of a category, a word of a claim."""
    return key not in NO_TEXT and not (key == "rule" and "stated_is" in part)


def holds_texts(key: str | int, value: list) -> bool:
    """Categories are told under a key that elsewhere lists their words alone."""
    return key != "withheld" and (key not in NO_TEXT or any(isinstance(each, dict) for each in value))


def _strings(value: dict | list) -> Iterator[str]:
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, str) and is_text(key, value):
            yield each
        elif isinstance(each, dict) or (isinstance(each, list) and holds_texts(key, each)):
            yield from _strings(each)


class _Taken:
    """One passage taken out of one content: first the quotes that hold a part of it, then the words wherever they are.

    The texts that quotes are compared with are those from before, so they are read first.
    """

    def __init__(self, content: dict, removal: Removal):
        self.content, self.removal = content, removal
        self.changed = False
        self.hidden = self._hidden()

    def out(self) -> bool:
        if self.hidden:
            self._passages()
            self._quotes()
            self._facts()
        self._addresses()
        self._everywhere(self.content)
        return self.changed

    def _addresses(self):
        taken = {body["slug"] for body in self.content["bodies"]}
        for body in self.content["bodies"]:
            now = address_without(body["slug"], self.removal.words, home=self.content["slug"])
            if now != body["slug"]:
                body["slug"] = now = free_address(now, taken)
                taken.add(now)
                self.changed = True

    def _hidden(self) -> dict[str, list[str]]:
        """The texts in which the words stand, by their place; cells as they read and as they are printed."""
        found: dict[str, list[str]] = defaultdict(list)
        for place, text in self._texts():
            if self.removal.spans(text):
                found[place].append(text)
        return found

    def _texts(self) -> Iterator[tuple[str, str]]:
        for name in TEXTS:
            for each in self.content[name]:
                yield each["key"], each["text"]
                yield each["key"], each.get("as_printed", each["text"])  # before schema 3 there was one of them
        for place, answer in self._answers():
            yield place, answer["text"]
            yield place, answer["as_printed"]

    def _rows(self) -> Iterator[tuple[str, dict]]:
        for annex in self.content["annexes"]:
            yield from ((f"{annex['number']}/{row['key']}", row) for row in annex["rows"])

    def _answers(self) -> Iterator[tuple[str, dict]]:
        for place, row in self._rows():
            yield from ((f"{place}/{answer['column']}", answer) for answer in row["answers"])

    def _part(self, piece: str, *places: str) -> str:
        for place in places:
            for text in self.hidden.get(place, ()):
                piece = self.removal.part(piece, text)
        return piece

    def _passages(self):
        """Where the words run over several passages, each loses its share, here and in the cell it is printed in."""
        answers = dict(self._answers())
        for place, answer in answers.items():
            for passage in answer["passages"]:
                was = passage["text"]
                passage["text"] = now = self._part(was, place, passage["printed_in"])
                if now != was and not self.removal.spans(was):
                    self._replace(answer, "text", was, now)
                    self._replace(answers.get(passage["printed_in"], answer), "as_printed", was, now)

    def _replace(self, answer: dict, field: str, was: str, now: str):
        if not self.removal.spans(answer[field]):
            answer[field] = answer[field].replace(was, now)
            self.changed = True

    def _quotes(self):
        for place, row in self._rows():
            for coding in row["codings"].values():
                self._shorten(coding, "quote", f"{place}/{coding['quote_in']}")
        for place, answer in self._answers():
            for reference in answer["references"]:
                self._shorten(reference, "words", place)
        for reply in self.content["replies"]:
            for reference in reply["references"]:
                self._shorten(reference, "words", reply["key"])
        for claim in self.content["claims"]:
            self._shorten(claim, "quote", claim["said_in"])
        for correction in self.content["corrections"]:
            self._shorten(correction, "words", correction["from"], correction["to"])
        for question in self.content["questions"]:
            for code in question["codes"]:
                self._shorten(code, "example", *self.hidden)

    def _shorten(self, part: dict, field: str, *places: str):
        now = self._part(part[field], *places)
        self.changed |= now != part[field]
        part[field] = now

    def _facts(self):
        """What is said of bodies and participants on the strength of the passage alone."""
        for body in self.content["bodies"]:
            self._fact(body)
            for fact in (*body["meetings"], *body["participations"]):
                self._fact(fact)
        for fact in self.content["row_participations"]:
            self._fact(fact)

    def _fact(self, fact: dict):
        rests = [each for each in fact["evidence"] if self._part(each["quote"], each["in"]) != each["quote"]]
        for evidence in rests:
            self._shorten(evidence, "quote", evidence["in"])
        if rests:
            for part in (fact, fact.get("beginning"), fact.get("coverage")):
                self._silence(part or {})

    def _silence(self, part: dict):
        """Words of the passage that stand by themselves; the date that they give goes with them."""
        for name, value in part.items():
            if isinstance(value, str) and name not in NO_TEXT and self.removal.holds(value):
                part[name] = self.removal.marker
                self.changed = True
        if part.get("words") == self.removal.marker and "precision" in part:
            part["date"], part["precision"] = None, "none"

    def _everywhere(self, value: dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in list(items):
            if isinstance(each, str) and is_text(key, value):
                self._erase(value, key, each)
            elif isinstance(each, dict) or (isinstance(each, list) and holds_texts(key, each)):
                self._everywhere(each)

    def _erase(self, value: dict | list, key: str | int, text: str):
        now = self.removal.whole(text)
        if now == text:
            return
        value[key] = now
        self.changed = True
        if key == "text" and value.get("number") is not None and "number_is" in value:
            value["number"], value["number_is"] = None, "none"
