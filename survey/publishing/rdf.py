"""Nodes of a catalogue as Turtle and as JSON-LD, one node at a time."""

import json
from collections.abc import Iterable, Iterator

from survey.publishing.catalog import BilingualText, Iri, Moment, Node

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TURTLE, JSON_LD = "text/turtle; charset=utf-8", "application/ld+json; charset=utf-8"


def turtle(nodes: Iterable[Node]) -> Iterator[str]:
    """https://www.w3.org/TR/turtle/"""
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    for node in nodes:
        facts = [f"a {node.kind}", *(f"{name} {_turtle(value)}" for name, value in node.facts)]
        yield f"\n<{node.address}>\n    " + " ;\n    ".join(facts) + " .\n"


def _turtle(value: Iri | BilingualText | Moment) -> str:
    if isinstance(value, Iri):
        return f"<{value.address}>"
    if isinstance(value, Moment):
        return f'"{value.iso}"^^xsd:dateTime'
    quoted = json.dumps(value.text, ensure_ascii=False)  # Turtle knows all that JSON escapes
    return f"{quoted}@{value.language}" if value.language else quoted


def json_ld(nodes: Iterable[Node]) -> Iterator[str]:
    """https://www.w3.org/TR/json-ld11/; a property always has a list."""
    start = f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": ['
    for node in nodes:
        told: dict[str, list] = {}
        for name, value in node.facts:
            told.setdefault(name, []).append(_json(value))
        yield f"{start}\n" + json.dumps({"@id": node.address, "@type": node.kind} | told, ensure_ascii=False)
        start = ","
    yield "\n]}\n"


def _json(value: Iri | BilingualText | Moment) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.address}
    if isinstance(value, Moment):
        return {"@value": value.iso, "@type": "xsd:dateTime"}
    return {"@value": value.text} | ({"@language": value.language} if value.language else {})
