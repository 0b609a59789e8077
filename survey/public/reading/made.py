"""What is made when a page asks for it: one answer has no use for the hundred thousand others of its paper."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any


class Made(Sequence):
    """Parts of a content as a page shows them, each made once, when it is asked for."""

    def __init__(self, parts: Sequence, make: Callable[[Any], Any]):
        self._parts, self._make = parts, make
        self._known: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return tuple(map(self.__getitem__, range(*at.indices(len(self)))))
        at = at if at >= 0 else at + len(self._parts)
        if at not in self._known:
            self._known[at] = self._make(self._parts[at])
        return self._known[at]

    def __iter__(self) -> Iterator:
        return map(self.__getitem__, range(len(self._parts)))
