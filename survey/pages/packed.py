"""A document as bytes, to be kept while somebody decides how it is to be read, and as a document again.

The words and drawings of each page are packed by themselves: most readings ask for none of them.
"""

import json
import struct
import types
import zlib
from collections.abc import Callable, Container, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from survey.pages.document import Document, Page

BEGIN = b"pages 2\n"
LENGTH = struct.Struct(">I")
EMPTY = {"words": (), "rules": (), "fills": ()}


def pack(document: Document) -> bytes:
    pages = document.pages
    plain = _plain(replace(document, pages=tuple(replace(page, **EMPTY) for page in pages)))
    drawn = [[_plain(getattr(page, name)) for name in EMPTY] for page in pages]
    parts = [_packed(each) for each in ([_shape(), plain], *drawn)]
    return b"".join([BEGIN, *(LENGTH.pack(len(part)) + part for part in parts)])


def unpack(packed: bytes, drawn: Container[int] = ()) -> Document | None:
    """The document, its pages with their words and drawings where `drawn` has their number.

    None where a former version of this program packed it, which knew other fields.
    """
    packed = bytes(packed)
    if not packed.startswith(BEGIN):
        return None
    first, *rest = _parts(packed)
    shape, plain = _unpacked(first)
    if shape != _shape():
        return None
    document = _reader(Document)(plain)
    pages = zip(document.pages, rest, strict=True)
    return replace(document, pages=tuple(_drawn(page, part) if page.number in drawn else page for page, part in pages))


def _drawn(page: Page, part: bytes) -> Page:
    kinds = _hints(Page)
    return replace(
        page, **{name: _reader(kinds[name])(said) for name, said in zip(EMPTY, _unpacked(part), strict=True)}
    )


def _packed(plain: Any) -> bytes:
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode(), level=1)


def _unpacked(part: bytes) -> Any:
    return json.loads(zlib.decompress(part))


def _parts(packed: bytes) -> Sequence[bytes]:
    parts, at = [], len(BEGIN)
    while at < len(packed):
        (length,) = LENGTH.unpack_from(packed, at)
        at += LENGTH.size
        parts.append(packed[at : at + length])
        at += length
    return parts


@cache
def _shape() -> str:
    """The names of all fields in their order: values are kept without them."""
    told: dict[str, None] = {}

    def tell(kind: Any) -> None:
        if is_dataclass(kind) or hasattr(kind, "_fields"):
            name = f"{kind.__name__}({', '.join(_hints(kind))})"
            if name in told:
                return
            told[name] = None
        for each in _hints(kind).values() if isinstance(kind, type) and not get_args(kind) else get_args(kind):
            tell(each)

    tell(Document)
    return "; ".join(told)


@cache
def _hints(kind: type) -> dict[str, Any]:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {field.name: hints[field.name] for field in fields(kind)}
    return get_type_hints(kind) if hasattr(kind, "_fields") else {}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | frozenset):
        return [_plain(each) for each in value]
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this kind from plain JSON."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _reader(next(each for each in arguments if each is not type(None)))
        return lambda plain: None if plain is None else inner(plain)
    if origin is tuple and arguments[-1] is not Ellipsis:
        readers = [_reader(each) for each in arguments]
        return lambda plain: tuple(read(each) for read, each in zip(readers, plain, strict=True))
    if origin in (tuple, frozenset):
        inner = _reader(arguments[0])
        return lambda plain: origin(map(inner, plain))
    if hints := _hints(kind):
        readers = [_reader(each) for each in hints.values()]
        return lambda plain: kind(*(read(each) for read, each in zip(readers, plain, strict=True)))
    return lambda plain: plain
