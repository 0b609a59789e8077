"""What an editor may do to a record, one function an act; the desk, commands, imports and tests call them.

Each act happens whole or not at all, leaves a history with who and why, and raises `Inquiry.revision`.
"""

from survey.editing.acts import act, check_again
from survey.editing.deleting import Goes, NotDeleted, delete, what_goes
from survey.editing.inquiries import TypedInquiry, add_questions, start_inquiry
from survey.editing.tables import TypedTable, add_column, add_row, move, start_table
from survey.editing.text_parting import NotParted, TextJoin, TextSplit, next_text
from survey.editing.text_taking_back import Parting, last_parting
from survey.editing.typed import Typing, source_of, type_cell

__all__ = [
    "Goes",
    "NotDeleted",
    "NotParted",
    "Parting",
    "TextJoin",
    "TextSplit",
    "TypedInquiry",
    "TypedTable",
    "Typing",
    "act",
    "add_column",
    "add_questions",
    "add_row",
    "check_again",
    "delete",
    "last_parting",
    "move",
    "next_text",
    "source_of",
    "start_inquiry",
    "start_table",
    "type_cell",
    "what_goes",
]
