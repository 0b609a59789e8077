"""Lines gathered into chunks: a server that writes each line by itself spends most of its time on that."""

from collections.abc import Iterable, Iterator

SIZE = 64 * 1024


def chunks(lines: Iterable[str], size: int = SIZE) -> Iterator[bytes]:
    """UTF-8 chunks of at least `size` characters (the last one of what is left)."""
    gathered: list[str] = []
    length = 0
    for line in lines:
        gathered.append(line)
        length += len(line)
        if length >= size:
            yield "".join(gathered).encode()
            gathered, length = [], 0
    if gathered:
        yield "".join(gathered).encode()
