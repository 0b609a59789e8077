"""The desk: the stock Django admin over the editorial record. Importing the modules registers their lists."""

from survey.admin import register, report, statement, user, work
from survey.admin.answers import answer, passage
from survey.admin.bodies import body
from survey.admin.claims import claim
from survey.admin.coding import coding
from survey.admin.editions import edition, review
from survey.admin.findings import finding
from survey.admin.imports import batch, catalogue, waiting
from survey.admin.inquiries import inquiry, paper, withholding
from survey.admin.tables import annex

__all__ = [
    "annex",
    "answer",
    "batch",
    "body",
    "catalogue",
    "claim",
    "coding",
    "edition",
    "finding",
    "inquiry",
    "paper",
    "passage",
    "register",
    "report",
    "review",
    "statement",
    "user",
    "waiting",
    "withholding",
    "work",
]
