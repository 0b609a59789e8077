"""A document as bytes, to be kept while somebody decides how it is to be read, and as a document again."""

import json
import types
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from survey.pages.document import Document


def pack(document: Document) -> bytes:
    return zlib.compress(json.dumps([_shape(), _plain(document)], ensure_ascii=False).encode())


def unpack(packed: bytes) -> Document | None:
    """The document; None where a former version of this program packed it, which knew other fields."""
    shape, plain = json.loads(zlib.decompress(packed))
    return _reader(Document)(plain) if shape == _shape() else None


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
