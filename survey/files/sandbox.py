"""Reading in a process of its own, with little memory and time, so that no file keeps a worker of the site busy.

A damaged or hostile file can make its reader ask for any amount of memory, or never come to an end; here that ends the
small process alone. Time is that of the processor: a busy machine refuses no file.
"""

import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from select import select
from threading import Thread
from time import monotonic
from typing import TypeVar

from survey.files.errors import DAMAGED, FileError, gettext_noop
from survey.files.limits import limits

Found = TypeVar("Found")
Progress = Callable[[int, int], None]  # pages that are done, pages in all; may raise to give up

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 2_000_000_000
SMALL = 250_000
SMALL_PACKED = 50_000
PATIENCE = 6  # how many times longer than its share of the processor a file may take on a busy machine
TOO_SLOW = gettext_noop("Reading took more than the limit of %(seconds)d s. Split the file, or save the table as CSV.")
TOO_MUCH = gettext_noop("Reading the file takes more memory than there is for it. Split it, or save the table as CSV.")

_is_sandboxed = False
_reports: int | None = None  # the pipe to who waits, in the other process


def within_limits(function: Callable[..., Found], data: bytes, name: str, *rest: object) -> Found:
    """As `call`, but here where reading cannot take long whatever it holds; a packed file may be more than it seems."""
    is_small = len(data) <= (SMALL_PACKED if data.startswith(b"PK") else SMALL)
    return function(data, name, *rest) if is_small else call(function, data, name, *rest)


def call(
    function: Callable[..., Found], data: bytes, name: str, *rest: object, progress: Progress | None = None
) -> Found:
    """What `function(data, name, *rest)` of some module returns, or the FileError that it raises.

    That the process ended otherwise is the file's fault, and a FileError too. Within such a process it is a plain
    call. `progress` hears of each page that is done; what it raises ends the process and is raised here.
    """
    if _is_sandboxed:
        return function(data, name, *rest)
    order = pickle.dumps((function, (data, name, *rest), limits))
    child = _Child(order, name)
    try:
        child.follow(progress)
    finally:
        child.end()
    found = child.found()
    if isinstance(found, FileError):
        raise found
    return found


class _Child:
    """The other process as seen from here: its order is written and its answer read by a thread of their own."""

    def __init__(self, order: bytes, name: str):
        self.name = name
        self.reports, reports = os.pipe()
        self.process = subprocess.Popen(  # noqa: S603 - our own module, and no word of it comes from outside
            [sys.executable, "-m", "survey.files.sandbox", str(reports)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            pass_fds=[reports],
            start_new_session=True,
        )
        os.close(reports)
        self.answer = self.complaint = b""
        self.seconds = limits.seconds
        self.thread = Thread(target=self._exchange, args=(order,), daemon=True)
        self.thread.start()

    def _exchange(self, order: bytes) -> None:
        self.answer, self.complaint = self.process.communicate(order)

    def follow(self, progress: Progress | None) -> None:
        """Hears reports until the process ends. Raises FileError when it takes too long, and what `progress` raises."""
        begun = monotonic()
        for words in self._lines(lambda: begun + PATIENCE * self.seconds - monotonic()):
            kind, *numbers = words.split()
            if kind == "allow":
                self.seconds = int(numbers[0])
            elif progress:
                progress(int(numbers[0]), int(numbers[1]))
        self.thread.join()

    def _lines(self, left: Callable[[], float]) -> Iterator[str]:
        rest = b""
        while True:
            if not select([self.reports], [], [], max(0, left()))[0]:
                raise self._too_slow()
            chunk = os.read(self.reports, 4096)
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (line.decode() for line in lines)

    def end(self) -> None:
        """Ends the process and all that it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.thread.join()
        os.close(self.reports)

    def found(self) -> object:
        if self.process.returncode == -signal.SIGXCPU:
            raise self._too_slow()
        if self.process.returncode:
            logger.warning("Reading a file ended with %s: %s", self.process.returncode, self.complaint.decode()[-2000:])
            raise FileError(self.name, None, None, DAMAGED)
        return pickle.loads(self.answer)  # noqa: S301 - written by `main`

    def _too_slow(self) -> FileError:
        return FileError(self.name, None, None, TOO_SLOW, {"seconds": self.seconds})


def allow_pages(pages: int) -> None:
    """Gives a file the seconds of its pages beside those of every file; for readers, in the other process."""
    if _reports is None:
        return
    seconds = limits.seconds + round(pages * limits.page_seconds)
    _limit_seconds(seconds)
    os.write(_reports, f"allow {seconds}\n".encode())


def report(done: int, pages: int) -> None:
    """Tells who waits how many pages are done; for readers, in the other process."""
    if _reports is not None:
        os.write(_reports, f"done {done} {pages}\n".encode())


def _limit_seconds(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main(reports: int) -> None:
    """The other process: an order on standard input, what was found or an error on standard output."""
    global _is_sandboxed, _reports
    _is_sandboxed, _reports = True, reports
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    function, arguments, ordered = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by `call`
    limits.set(**vars(ordered))
    _limit_seconds(limits.seconds)
    try:
        found = function(*arguments)
    except FileError as error:
        found = error
    except MemoryError:
        found = FileError(arguments[1], None, None, TOO_MUCH)
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    # this file runs as “__main__”; what it calls must find the same flag
    from survey.files import sandbox

    sandbox.main(int(sys.argv[1]))
