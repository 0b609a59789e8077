"""Reading in a process of its own, with little memory and time, so that no file keeps a worker of the site busy.

A damaged or hostile file can make its reader ask for any amount of memory, or never come to an end; here that ends the
small process alone.
"""

import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits

Found = TypeVar("Found")

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 2_000_000_000
SMALL = 250_000
SMALL_PACKED = 50_000
ORPHAN_SECONDS = 10  # longer than `call` waits: for when nobody waits any more
DAMAGED = gettext_noop("The file is damaged or cut off.")
TOO_SLOW = gettext_noop("Reading took more than the limit of %(seconds)d s. Split the file, or save the table as CSV.")
TOO_MUCH = gettext_noop("Reading the file takes more memory than there is for it. Split it, or save the table as CSV.")

_is_sandboxed = False


def within_limits(function: Callable[..., Found], data: bytes, name: str, *rest: object) -> Found:
    """As `call`, but here where reading cannot take long whatever it holds; a packed file may be more than it seems."""
    is_small = len(data) <= (SMALL_PACKED if data.startswith(b"PK") else SMALL)
    return function(data, name, *rest) if is_small else call(function, data, name, *rest)


def call(function: Callable[..., Found], data: bytes, name: str, *rest: object) -> Found:
    """What `function(data, name, *rest)` of some module returns, or the FileError that it raises.

    That the process ended otherwise is the file's fault, and a FileError too. Within such a process it is a plain
    call.
    """
    if _is_sandboxed:
        return function(data, name, *rest)
    order = pickle.dumps((function, (data, name, *rest), limits))
    command = [sys.executable, "-m", "survey.files.sandbox"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no word of it comes from outside
            command, input=order, capture_output=True, cwd=ROOT, timeout=limits.seconds
        )
    except subprocess.TimeoutExpired as error:
        raise FileError(name, None, None, TOO_SLOW, {"seconds": limits.seconds}) from error
    if done.returncode:
        raise FileError(name, None, None, DAMAGED)
    found = pickle.loads(done.stdout)  # noqa: S301 - written by `main`
    if isinstance(found, FileError):
        raise found
    return found


def main() -> None:
    """The other process: an order on standard input, what was found or an error on standard output."""
    global _is_sandboxed
    _is_sandboxed = True
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    function, arguments, ordered = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by `call`
    limits.set(**vars(ordered))
    seconds = limits.seconds + ORPHAN_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
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

    sandbox.main()
