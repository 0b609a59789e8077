"""What changed between two contents."""

import copy

import pytest
from django.utils import translation

from survey.publishing.difference import difference
from survey.publishing.freeze import freeze
from survey.wording.labels import FIELDS
from tests.publishing.paper import make_paper

pytestmark = pytest.mark.django_db
HOME = "/inquiries/hessen-19-1613/"


@pytest.fixture
def old():
    with translation.override("en"):
        yield freeze(make_paper(counties=["Fulda"]))


@pytest.fixture
def new(old):
    return copy.deepcopy(old)


def said(change):
    return change.section, change.kind, change.title, change.path, change.field, change.old, change.new


def test_difference_of_equal_contents_is_none(old, new):
    assert not difference(old, new)


def test_difference_says_word_by_word_what_changed_in_a_text(old, new):
    answer = new["annexes"][0]["rows"][0]["answers"][0]
    answer["text"] = answer["passages"][0]["text"] = "Im Kreis Fulda gab es einen Gipfel."
    (change,) = difference(old, new).changes
    before = "Im Kreis Fulda gibt es einen Gipfel."
    after = "Im Kreis Fulda gab es einen Gipfel."
    assert said(change) == ("answer", "changed", "LK Fulda, Frage 1", f"{HOME}answers/1/1/1/", "text", before, after)
    assert change.words == (
        ("equal", "Im Kreis Fulda "),
        ("removed", "gibt"),
        ("added", "gab"),
        ("equal", " es einen Gipfel."),
    )


def test_difference_says_statuses_and_codings_in_words(old, new):
    row = new["annexes"][0]["rows"][0]
    row["answers"][0]["status"] = "unknown"
    row["codings"]["1a"] |= {"certainty": "arguable"}
    assert [said(change)[2:] for change in difference(old, new).changes] == [
        ("LK Fulda, Frage 1", f"{HOME}answers/1/1/1/", "status", "answered", "unknown"),
        ("LK Fulda, 1a", f"{HOME}questions/1/", "certainty", "clear", "arguable"),
    ]


def test_difference_names_a_category_by_its_label(old, new):
    old["questions"][1]["codes"][0] |= {"label": "Ja", "label_en": "yes, there is"}
    new["questions"][1]["codes"][0] |= {"label": "Ja", "label_en": "yes, there is"}
    new["annexes"][0]["rows"][0]["codings"]["1a"] |= {"code": "", "state": "disputed"}
    first, second = difference(old, new).of("coding")
    assert (first.field, first.old, first.new, second.new) == ("code", "yes, there is", "disputed", "disputed")


def test_difference_says_what_came_and_what_went(old, new):
    body = new["bodies"].pop()
    new["bodies"].append(body | {"slug": "anders", "usual_name": "Andere Runde"})
    assert [said(change) for change in difference(old, new).changes] == [
        ("body", "added", "Andere Runde", "/bodies/anders/", "", "", "Andere Runde"),
        ("body", "removed", body["usual_name"], "", "", body["usual_name"], ""),
    ]


def test_difference_groups_by_section_in_the_order_of_the_paper(old, new):
    new["bodies"][0]["rhythm"] = "alle zwei Wochen"
    new["title"] = "Ein anderer Titel"
    new["claims"] = []
    assert [(label, len(changes)) for label, changes in difference(old, new).sections] == [
        ("the paper", 1),
        ("statements with a number", 1),
        ("bodies", 1),
    ]


def leaves(value, path=()):
    """The places of all values of a content that hold no others."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path


def changed(content, path):
    content = copy.deepcopy(content)
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    value = inner[path[-1]]
    inner[path[-1]] = (not value) if isinstance(value, bool) else value + 7 if isinstance(value, int) else "anders"
    return content


# The index of a correction says nothing that the passage's two places do not say.
UNSAID = {"correction"}


def test_difference_leaves_nothing_out(old):
    closed = [path for path in leaves(old) if path[-1] not in UNSAID]
    assert [path for path in closed if not difference(old, changed(old, path))] == []


def test_difference_has_a_label_for_every_field(old):
    unlabelled = {
        change.field
        for path in leaves(old)
        for change in difference(old, changed(old, path)).changes
        if change.field and change.field not in FIELDS
    }
    assert unlabelled == set()
