"""No page of the desk shows what only the program needs to know: its keys, JSON, English among German words."""

import re
from html.parser import HTMLParser

import pytest

from survey.models import AnnexNote, Code, Row, StatusWord
from tests.admin.conftest import signed_in
from tests.browser import desk_pages
from tests.factories import make_user

NOT_FOR_EYES = {
    "a key of the program": re.compile(r"(?<![\w/.{\-=?&])[a-z]+_[a-z_]+(?![\w/.])"),
    "JSON": re.compile(r"\[\[|\{['\"]|\[['\"]"),
    "a number as the database has it": re.compile(r"\b\d+\.\d0{3}\b"),
    "a value of the program": re.compile(r"^(True|False|None)$|pk="),
    "a record without a name": re.compile(r"object \(\d+\)|<[A-Z]\w+:"),
    "English": re.compile(
        r"\b(the|of|with|from|this|that|has|have|been|were|cannot|are|your|you|can|add|save|change|changed|delete|"
        r"search|all|any|choose|select|show|hide|back|history|edit|view|find|found|next|previous|new|open|closed|"
        r"reason|question|answer|row|column|batch)\b",
        re.IGNORECASE,
    ),
}
# What django-axes says of its records in English alone, what is typed on the command line, a text of these tests.
OF_OTHERS = re.compile(r"Access Log for|Failed access|manage\.py|Definition of yes")
# The placeholders of a headline.
NAMES_IN_FILES = re.compile(r"\{1a:yes\}")
NOT_SHOWN = {"script", "style", "head", "template", "code"}
SAID = ("title", "aria-label", "placeholder", "alt")


class Seen(HTMLParser):
    """The texts of a page that somebody sees or hears, each by itself; what is said in English on purpose is not."""

    def __init__(self, page: str):
        super().__init__()
        self.hidden, self.texts = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag in NOT_SHOWN or said.get("lang") == "en":
            self.hidden.append(tag)
        elif not self.hidden:
            shown = [*SAID, "value"] if tag == "input" and said.get("type") in ("submit", "button") else SAID
            self.texts += [said[name] for name in shown if said.get(name)]

    def handle_endtag(self, tag):
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()

    def handle_data(self, data):
        if not self.hidden and data.strip():
            self.texts.append(" ".join(data.split()))


def call_in_german():
    """What records of tests call by English words stands in for what editors would call in German."""
    for key, label in (("yes", "Ja"), ("no", "Nein")):
        Code.objects.filter(code=key).update(label=label, definition="Steht so da.")
        Code.history.filter(code=key).update(label=label, definition="Steht so da.")
    StatusWord.objects.filter(word__regex="^[a-z ]+$").delete()
    Row.objects.update(breakdown=[["Jahr", "2014"]])
    AnnexNote.objects.update(text="Stand: 2014")


@pytest.mark.crawl
def test_pages_in_german_show_no_key_no_code_and_no_english(transactional_db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    user = make_user("verwaltung", is_staff=True, is_superuser=True)
    client, addresses = signed_in(user), desk_pages.addresses(user)
    call_in_german()
    found = {}
    for name, address in addresses.items():
        response = client.get(address, follow=True) if address else None
        if response is None or "html" not in response.headers["Content-Type"]:
            continue
        for text in Seen(response.content.decode()).texts:
            for what, pattern in NOT_FOR_EYES.items():
                if pattern.search(NAMES_IN_FILES.sub("", text)) and not OF_OTHERS.search(text):
                    found.setdefault((what, text), name)
    assert found == {}
