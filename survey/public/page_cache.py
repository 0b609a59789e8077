"""The cache of rendered pages in each process: bounded in bytes, the longest unused goes first."""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

MISSING = object()
# Bytes; what is larger, and what says so of itself, is kept apart, so that few large pages drive out no small ones.
LARGE = 200_000
APART = 4  # the part of all bytes for these: one fourth
OVERHEAD = 500  # bytes of an entry beside its value, about
PATIENCE = 20  # seconds for which a page that another thread makes is waited for


class PageCache(BaseCache):
    """Values without time-out; `LOCATION` is not used, `OPTIONS` says how many `BYTES` it may take.

    A value may say its `size` in bytes and whether it is kept `apart`; another is measured as it would be pickled.
    """

    def __init__(self, location: str, params: dict):
        super().__init__(params)
        most = int(params.get("OPTIONS", {}).get("BYTES", 64_000_000))
        self._lock = threading.Lock()
        self._usual, self._apart = _Part(most - most // APART), _Part(most // APART)

    @property
    def bytes(self) -> int:
        return self._usual.bytes + self._apart.bytes

    def get(self, key, default=None, version=None):
        made = self.make_and_validate_key(key, version=version)
        with self._lock:
            value = self._usual.get(made)
            value = self._apart.get(made) if value is MISSING else value
        return default if value is MISSING else value

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        made, size = self.make_and_validate_key(key, version=version), _size(value)
        part = self._apart if size > LARGE or getattr(value, "apart", False) else self._usual
        with self._lock:
            self._usual.drop(made)
            self._apart.drop(made)
            part.put(made, value, size + OVERHEAD)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        if self.has_key(key, version):
            return False
        self.set(key, value, timeout, version)
        return True

    def has_key(self, key, version=None):
        return self.get(key, MISSING, version) is not MISSING

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self.has_key(key, version)

    def delete(self, key, version=None):
        made = self.make_and_validate_key(key, version=version)
        with self._lock:
            return self._usual.drop(made) or self._apart.drop(made)

    def clear(self):
        with self._lock:
            self._usual.clear()
            self._apart.clear()


def _size(value: Any) -> int:
    return value.size if hasattr(value, "size") else len(pickle.dumps(value))


class _Part:
    """Values with their sizes, the one that was asked for last at the end."""

    def __init__(self, most: int):
        self.most, self.bytes = most, 0
        self.values: OrderedDict[str, tuple[Any, int]] = OrderedDict()

    def get(self, key: str) -> Any:
        found = self.values.get(key)
        if found is None:
            return MISSING
        self.values.move_to_end(key)
        return found[0]

    def put(self, key: str, value: Any, size: int) -> None:
        if size > self.most:
            return
        self.values[key] = (value, size)
        self.bytes += size
        while self.bytes > self.most:
            _key, (_value, gone) = self.values.popitem(last=False)
            self.bytes -= gone

    def drop(self, key: str) -> bool:
        found = self.values.pop(key, None)
        self.bytes -= found[1] if found else 0
        return found is not None

    def clear(self) -> None:
        self.values.clear()
        self.bytes = 0


class Makers:
    """Who makes which page: of many requests for one that is not kept, one makes it and the others wait."""

    def __init__(self):
        self._lock = threading.Lock()
        self._making: dict[str, threading.Event] = {}

    @contextmanager
    def only(self, key: str) -> Iterator[bool]:
        """Whether this thread makes the page; False when another has just made it, or did not within PATIENCE."""
        with self._lock:
            others = self._making.get(key)
            if others is None:
                mine = self._making[key] = threading.Event()
        if others:
            others.wait(PATIENCE)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._making[key]
            mine.set()
