"""How long something takes, and how it is printed."""

import time
from contextlib import contextmanager


@contextmanager
def timed():
    """Gives a function that says how many seconds the block took."""
    begun = time.perf_counter()
    ended = []
    yield lambda: ended[0] - begun
    ended.append(time.perf_counter())


def per_second(call, seconds=2.0) -> float:
    call()
    begun, calls = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        call()
        calls += 1
    return calls / (time.perf_counter() - begun)


def line(what: str, rate: float, unit: str, against: float):
    print(f"{what:36} {rate:12,.0f} {unit}/s   x {rate / against:.2f}", flush=True)
