"""The checks: small functions that look at an inquiry in memory and find what an editor should look at."""

from survey.checks.catalogue import is_odd
from survey.checks.findings import CHECKS, Counts, close, find, key_of, run
from survey.checks.words import describe, propose, title

__all__ = [
    "CHECKS",
    "Counts",
    "close",
    "describe",
    "find",
    "is_odd",
    "key_of",
    "propose",
    "run",
    "title",
]
