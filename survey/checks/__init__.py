"""The checks: objects that look at an inquiry in memory and find what an editor should look at."""

from survey.checks.catalogue import is_odd
from survey.checks.check import Check
from survey.checks.findings import CHECKS, FindingCounts, check_of, close, find, key_of, run
from survey.checks.words import describe, propose, title

__all__ = [
    "CHECKS",
    "Check",
    "FindingCounts",
    "check_of",
    "close",
    "describe",
    "find",
    "is_odd",
    "key_of",
    "propose",
    "run",
    "title",
]
