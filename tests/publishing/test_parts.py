"""The digest over parts: what stays can be recomputed, what is withheld cannot be guessed."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from survey.publishing.content import encode
from survey.publishing.parts import parts_digest, salted, shown
from survey.publishing.withheld import without

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
WORDS = "LK Fulda"


def golden(schema=2):
    return json.loads((GOLDEN / f"schema-{schema}.json").read_text())


def withheld(words, schema=2):
    """The content as it is served while these words are withheld."""
    return without(golden(schema), [{"place": "", "words": words, "reason": "Art. 17 DSGVO", "date": "2026-01-01"}])


@pytest.fixture(scope="module")
def parts():
    return salted(golden())


def test_every_word_of_the_content_belongs_to_a_part(parts):
    content = golden()
    digest = parts_digest(content, parts)
    for path in ("title", "remarks/0", "annexes/0/rows/3/answers/1", "annexes/0/rows/3", "questions/1/codes/0"):
        changed = deepcopy(content)
        *way, last = (int(step) if step.isdigit() else step for step in path.split("/"))
        outer = changed
        for step in way:
            outer = outer[step]
        if isinstance(outer[last], dict):
            outer, last = outer[last], next(name for name, value in outer[last].items() if isinstance(value, str))
        outer[last] += "."
        assert parts_digest(changed, parts) != digest, path


def test_two_editions_of_the_same_content_have_other_digests(parts):
    assert parts_digest(golden(), parts) != parts_digest(golden(), salted(golden()))


@pytest.mark.parametrize("schema", [1, 2])
def test_digest_is_recomputed_from_what_stays_in_public(schema):
    content = golden(schema)
    parts = salted(content)
    served = withheld(WORDS, schema)
    public = shown(content, parts, served)
    assert encode(served) != encode(content)
    assert parts_digest(served, json.loads(json.dumps(public))) == parts_digest(content, parts)


def test_parts_with_withheld_words_show_neither_words_nor_salt(parts):
    public = shown(golden(), parts, withheld(WORDS))
    hidden = [path for path, part in public.items() if set(part) == {"hash"}]
    assert 0 < len(hidden) < len(parts) / 4
    salts = {parts[path]["salt"] for path in hidden}
    assert not salts & {part.get("salt") for part in public.values()}


def test_true_name_put_into_the_public_document_gives_no_more_than_a_wrong_one(parts):
    content = golden()
    digest = parts_digest(content, parts)
    public = shown(content, parts, withheld(WORDS))
    said = "[Textstelle nicht veröffentlicht: Art. 17 DSGVO, 01.01.2026]"
    document = encode(withheld(WORDS))
    guesses = [json.loads(document.replace(said, name)) for name in (WORDS, "LK Kassel")]
    assert guesses[0]["annexes"] == content["annexes"]
    hidden = {path for path, part in public.items() if "hash" in part}
    unsalted = [{path: {"salt": ""} if path in hidden else part for path, part in public.items()}] * 2
    assert [parts_digest(*pair) == digest for pair in zip(guesses, unsalted, strict=True)] == [False, False]
    assert digest not in [parts_digest(guess, {path: {"salt": ""} for path in parts}) for guess in guesses]
