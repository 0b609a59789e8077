"""The document of an edition: its bytes, its digest, its shape."""

import types
import typing

from survey.publishing.content import Content, digest, encode
from survey.publishing.freeze import freeze
from tests.publishing.paper import make_paper


def test_encode_sorts_keys_and_writes_letters_as_they_are():
    assert encode({"b": ["Öl", None], "a": {"d": 1, "c": True}}) == '{"a":{"c":true,"d":1},"b":["Öl",null]}'


def test_digest_is_the_sha256_of_the_bytes():
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_freeze_says_exactly_what_the_schema_names(db):
    assert differences(Content, freeze(make_paper()), "content") == []


def test_freeze_says_of_a_made_up_parliament_what_the_schema_names(db):
    paper = make_paper()
    type(paper.parliament).objects.update(slug="erfunden", is_made_up=True)
    content = freeze(type(paper).objects.get(pk=paper.pk))
    assert content["parliament"]["is_made_up"] is True
    assert differences(Content, content, "content") == []


def differences(wanted, value, place) -> list[str]:
    """Where a value is not of the wanted type, down to the last leaf."""
    if typing.is_typeddict(wanted):
        hints = typing.get_type_hints(wanted)
        if wrong := set(value) - set(hints) | wanted.__required_keys__ - set(value):
            return [f"{place}: {sorted(wrong)}"]
        return [found for name in value for found in differences(hints[name], value[name], f"{place}.{name}")]
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is list:
        return [found for each in value for found in differences(inner[0], each, f"{place}[]")]
    if origin is dict:
        return [found for each in value.values() for found in differences(inner[1], each, f"{place}[]")]
    if origin is types.UnionType:
        return [] if value is None else differences(inner[0], value, place)
    return [] if type(value) is wanted else [f"{place}: {value!r}"]
