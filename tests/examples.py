"""How many examples each property is tested on: few in `make test`, many in `make test-long`.

Every run draws others, so that many short runs see what a long one sees.
"""

from hypothesis import settings

SHORT, LONG = 30, 1000


def register() -> None:
    """Two hundred milliseconds an example is what a busy machine misses; no test asserts a time."""
    settings.register_profile("short", max_examples=SHORT, deadline=None)
    settings.register_profile("long", max_examples=LONG, deadline=None)
    settings.load_profile("short")  # --hypothesis-profile loads another after this


def few(share: int) -> settings:
    """For a property whose examples are costly, and of which a long run tries as many as of others."""
    most = settings.default.max_examples
    return settings(max_examples=most if most == LONG else most // share)


def one_in(share: int) -> settings:
    """For a property whose examples are costly: that part of the examples, in a short run and in a long one."""
    return settings(max_examples=settings.default.max_examples // share)
