"""What is made when a page asks for it: one answer has no use for the hundred thousand others of its paper."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from survey.publishing.pieces import StoredRows


class Made(Sequence):
    """Parts of a content as a page shows them, each made once, when it is asked for.

    Of what is read from pieces of a large edition, nothing stays that is only walked over.
    """

    def __init__(self, parts: Sequence, make: Callable[[Any], Any]):
        self._parts, self._make = parts, make
        self._known: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return tuple(self.some(range(*at.indices(len(self)))))
        at = at if at >= 0 else at + len(self._parts)
        if at not in self._known:
            self._known[at] = self._make(self._parts[at])
        return self._known[at]

    def __iter__(self) -> Iterator:
        if isinstance(self._parts, StoredRows):
            return map(self._make, self._parts)
        return map(self.__getitem__, range(len(self._parts)))

    def some(self, places: Iterable[int]) -> list:
        """Those at these places, counted from 0."""
        wanted = list(places)
        if isinstance(self._parts, StoredRows):
            self._parts.at(wanted)  # read at once
        return [self[at] for at in wanted]
