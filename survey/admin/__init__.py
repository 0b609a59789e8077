"""The desk: the stock Django admin over the editorial record. Importing the modules registers their lists."""

from survey.admin import (
    annex,
    answer,
    batch,
    body,
    coding,
    edition,
    finding,
    inquiry,
    paper,
    passage,
    register,
    report,
    review,
    user,
    withholding,
    work,
)

__all__ = [
    "annex",
    "answer",
    "batch",
    "body",
    "coding",
    "edition",
    "finding",
    "inquiry",
    "paper",
    "passage",
    "register",
    "report",
    "review",
    "user",
    "withholding",
    "work",
]
