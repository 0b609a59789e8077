"""The checks: small functions that look at an inquiry in memory and find what an editor should look at."""

from survey.checks.findings import CHECKS, Counts, run
from survey.checks.paper import Paper, load
from survey.checks.words import describe, title

__all__ = ["CHECKS", "Counts", "Paper", "describe", "load", "run", "title"]
