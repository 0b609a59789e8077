"""No page mixes languages: English words on no German page, German ones on English pages only where they are stored."""

import re
from html.parser import HTMLParser

import pytest

from config import translations
from tests.public.test_pages import PAGES

pytestmark = pytest.mark.django_db

VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "rect", "use"}
WORDS_OF_PROGRAMS = {"code", "script", "style"}
TITLE_OF_WINDOW = "title"  # holds words of the paper beside ours, and no place for a language
SAID_IN = ("aria-label", "data-copied", "data-copy", "placeholder", "title")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
LETTERS_OF_A_SENTENCE = 5  # with fewer of its own, "%(first)s und %(last)s" would find names


class Words(HTMLParser):
    """The words of a page, each with the language of its element."""

    def __init__(self, page: str):
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        language = said.get("lang", self.language)
        self.found += [(language, said[name]) for name in SAID_IN if said.get(name)]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        """An SVG shape holds no words."""

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _language in self.open]
        skipped = WORDS_OF_PROGRAMS.intersection(tags) or tags[-2:] == ["head", TITLE_OF_WINDOW]
        if data.strip() and not skipped:
            self.found.append((self.language, data))


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split()).casefold()


def catalogue() -> list[tuple[str, str]]:
    """All sentences in English and German, each form of a plural by itself."""
    pairs = []
    for message in translations.read(next(translations.ROOT.glob(translations.PATTERN))):
        forms = (message.id, message.string) if isinstance(message.id, tuple) else ((message.id,), (message.string,))
        pairs += [pair for pair in zip(*forms, strict=True) if pair[0]]
    return pairs


def foreign_words(language: str) -> re.Pattern:
    """What the other language says, and this one never."""
    english, german = ({plain(each) for each in side} for side in zip(*catalogue(), strict=True))
    foreign = english - german if language == "de" else german - english
    sentences = [PLACEHOLDER.split(each) for each in sorted(foreign)]
    enough = [parts for parts in sentences if len(re.findall(r"[^\W\d_]", "".join(parts))) >= LETTERS_OF_A_SENTENCE]
    return re.compile("|".join(".+".join(map(re.escape, parts)) for parts in enough))


@pytest.mark.parametrize(("language", "prefix"), [("de", ""), ("en", "/en")])
def test_page_speaks_one_language(client, snow, language, prefix):
    foreign = foreign_words(language)
    pages = [
        f"{prefix}{path}"
        for path in [*PAGES, "/nothing/here/", "/answers/?status=wrong"]
        if not path.startswith("/feed/")
    ]
    found = [(path, words) for path in pages for words in Words(client.get(path).content.decode()).found]
    assert [
        (path, said) for path, (spoken, said) in found if spoken == language and foreign.fullmatch(plain(said))
    ] == []


def test_stored_words_say_that_they_are_german(client, snow):
    stored = {
        "Winterdienst",
        "Der Winterdienst ist geregelt.",
        "Schneerunde im Nordkreis",
        "Frage 1",
        "Titel berichtigt.",
    }
    pages = ["/en/inquiries/nordland-9-1/", "/en/inquiries/nordland-9-1/answers/1/1/1/", "/en/bodies/", "/en/"]
    found = {pair for path in pages for pair in Words(client.get(path).content.decode()).found}
    assert {said.strip() for spoken, said in found if spoken == "de"} >= stored
    assert {said for spoken, said in found if spoken == "en" and plain(said) in map(plain, stored)} == set()
