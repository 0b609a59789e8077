"""The digest of an edition: taken over hashes of its parts, each with a random salt of its own.

A digest over the whole text would confirm a guess at words that are withheld: whoever puts the right name into the
public document gets the digest. So a part whose words are withheld shows its hash alone, neither words nor salt; all
other parts show their salts, and the digest can be recomputed from the public document:

- a part is what stands at its path in the content, with null in the place of parts that lie within it;
- its hash is the SHA-256 of salt and part, the part as JSON with sorted keys and without blanks;
- the digest is the SHA-256 of the hashes by their paths, as the same kind of JSON.

docs/security.md shows how in Python. No module but this one knows.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from survey.publishing.content import encode

# How a part is told beside the content: {"salt": ...}, or {"hash": ...} where its words are not shown.
Parts = dict[str, dict[str, str]]
SALT_BYTES = 16
# Each member of the content is a part, so is each object in a member that is a list, and each object in these lists.
WITHIN = {
    "questions": ("codes",),
    "annexes": ("notes", "columns", "rows"),
    "rows": ("answers",),
    "bodies": ("meetings", "participations"),
}


def salted(content: Mapping[str, Any]) -> Parts:
    """New salts for the parts of a content."""
    return {path: {"salt": secrets.token_urlsafe(SALT_BYTES)} for path in _paths(content)}


def parts_digest(content: Mapping[str, Any], parts: Parts) -> str:
    """The digest of a content with these parts, as hexadecimal digits; of a public document as of the stored text."""
    return _sha256(encode({path: _hash(parts[path], text) for path, text in _cut(content, parts)}))


def shown(content: Mapping[str, Any], parts: Parts, served: Mapping[str, Any]) -> Parts:
    """The parts as they are told where `served` is what readers see: without the salts of what they do not."""
    stored, seen = dict(_cut(content, parts)), dict(_cut(served, parts))
    return {
        path: part if stored[path] == seen[path] else {"hash": _hash(part, stored[path])}
        for path, part in parts.items()
    }


def _paths(content: Mapping[str, Any]) -> Iterator[str]:
    for name, value in content.items():
        yield name
        yield from _paths_of_objects(name, name, value)


def _paths_of_objects(path: str, name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        return
    for at, each in enumerate(value):
        if isinstance(each, dict):
            yield f"{path}/{at}"
            for inner in WITHIN.get(name, ()):
                yield from _paths_of_objects(f"{path}/{at}/{inner}", inner, each.get(inner))


def _cut(content: Mapping[str, Any], parts: Parts) -> Iterator[tuple[str, str]]:
    """The text of each part by its path, with null in the place of what lies within it and is a part itself.

    The content is taken apart and, at the end, put together again: a copy of a large one would take longer than all
    else.
    """
    taken = []
    for path in sorted(parts, reverse=True):  # what lies within a part has a longer path, so it comes first
        *way, last = (int(step) if step.isdigit() else step for step in path.split("/"))
        outer: Any = content
        for step in way:
            outer = outer[step]
        yield path, encode(outer[last])
        taken.append((outer, last, outer[last]))
        outer[last] = None
    for outer, last, value in reversed(taken):
        outer[last] = value


def _hash(part: dict[str, str], text: str) -> str:
    return part.get("hash") or _sha256(part["salt"] + text)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
