"""The cache of rendered pages: so many bytes and no more, the longest unused first; one makes a page, others wait."""

import threading
from dataclasses import dataclass

import pytest

from survey.public.page_cache import LARGE, OVERHEAD, Makers, PageCache


@dataclass(frozen=True)
class Kept:
    size: int
    apart: bool = False


def make_cache(most):
    return PageCache("", {"OPTIONS": {"BYTES": most}})


def keys(cache, names="abcdefgh"):
    return "".join(name for name in names if cache.has_key(name))


def test_cache_holds_so_many_bytes_and_forgets_the_longest_unused():
    cache = make_cache(4 * 4 * (1000 + OVERHEAD) // 3)  # three fourths of it are room for four
    for name in "abcd":
        cache.set(name, Kept(1000))
    assert (keys(cache), cache.bytes) == ("abcd", 4 * (1000 + OVERHEAD))
    cache.get("a")
    cache.set("e", Kept(1000))
    assert keys(cache) == "acde"
    cache.set("f", Kept(4000))
    assert keys(cache) == "ef"
    cache.clear()
    assert (keys(cache), cache.bytes) == ("", 0)


def test_large_pages_and_searches_drive_out_no_others():
    cache = make_cache(4_000_000)
    for name in "abc":
        cache.set(name, Kept(1000))
    for name in "defgh":
        cache.set(name, Kept(LARGE + 1))
    assert keys(cache) == "abcefgh"
    for number in range(2_000):
        cache.set(f"search-{number}", Kept(1000, apart=True))
    assert keys(cache) == "abc"


def test_what_is_larger_than_its_part_is_not_kept():
    cache = make_cache(1_000_000)
    cache.set("a", Kept(900_000))
    assert (keys(cache), cache.bytes) == ("", 0)


def test_value_that_is_set_again_counts_once_and_any_value_can_be_kept():
    cache = make_cache(1_000_000)
    for value in (Kept(1000), Kept(LARGE + 1), "a text", Kept(500)):
        cache.set("a", value)
        assert cache.get("a") == value
    assert cache.bytes == 500 + OVERHEAD
    assert (cache.delete("a"), cache.delete("a"), cache.get("a", "none"), cache.bytes) == (True, False, "none", 0)
    assert (cache.add("b", 1), cache.add("b", 2), cache.get("b"), cache.incr("b")) == (True, False, 1, 2)


def test_one_makes_a_page_and_the_others_wait_for_it():
    makers, cache, made, served = Makers(), make_cache(1_000_000), [], []
    together, slow = threading.Barrier(8), threading.Event()

    def ask():
        together.wait()
        with makers.only("page") as mine:
            if mine:
                slow.wait(0.2)
                made.append(1)
                cache.set("page", Kept(1))
        served.append(cache.get("page"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), served) == (1, [Kept(1)] * 8)
    with makers.only("page") as mine:
        assert mine


def test_page_that_could_not_be_made_is_made_by_the_next():
    makers = Makers()
    for _ in range(2):
        with pytest.raises(OSError, match="broken"), makers.only("page") as mine:
            assert mine
            raise OSError("broken")
