"""The record: one file a noun."""

from survey.models.account import Account
from survey.models.annex import Annex, AnnexNote, Column, Row
from survey.models.answer import Answer, NumberIs, Passage, PassageEdit, Reference, Status, joined, reading_text
from survey.models.batch import Batch
from survey.models.body import Actor, Body, Evidence, Meeting, Participation, Precision
from survey.models.catalogue import Catalogue, CatalogueEntry, PartyName
from survey.models.claim import Claim
from survey.models.coding import Code, Coding, CurrentCoding, Words, current_coding, current_of, worded
from survey.models.data_version import LISTS, SITE, DataVersion, Notice, body_key, district_key, inquiry_key
from survey.models.district import District
from survey.models.edition import Edition, EditionPiece, EditionSalts, FormerSlug, Tombstone, is_whole
from survey.models.edition_event import EditionEvent
from survey.models.finding import Finding
from survey.models.import_session import ImportSession, PreviewedChanges
from survey.models.inquiry import Asker, Inquiry, InquiryDate, InquiryRelation, Source, Subject
from survey.models.last_run import LastRun
from survey.models.parliament import Parliament
from survey.models.preview_link import PreviewLink
from survey.models.print_check import PrintCheck, digest_of_texts
from survey.models.published_page import PageCover, PublishedPage
from survey.models.published_rows import (
    Absence,
    AnswerLines,
    Erratum,
    ListCount,
    PublishedBody,
    PublishedInquiry,
    PublishedMention,
    PublishedStatement,
    SearchRow,
    SearchRowDistrict,
)
from survey.models.question import PreliminaryRemark, Question, Reply, question_order
from survey.models.report import ErrorReport
from survey.models.respondent import Respondent, RespondentName
from survey.models.review import Submission
from survey.models.source_page import SourcePage
from survey.models.staging import HiddenRows, PublishingRun, Shown, shown
from survey.models.statement import Misprint, Statement
from survey.models.status_word import StatusWord
from survey.models.withholding import Withholding
from survey.models.work import Assignment, Presence

__all__ = [
    "LISTS",
    "SITE",
    "Absence",
    "Account",
    "Actor",
    "Annex",
    "AnnexNote",
    "Answer",
    "AnswerLines",
    "Asker",
    "Assignment",
    "Batch",
    "Body",
    "Catalogue",
    "CatalogueEntry",
    "Claim",
    "Code",
    "Coding",
    "Column",
    "CurrentCoding",
    "DataVersion",
    "District",
    "Edition",
    "EditionEvent",
    "EditionPiece",
    "EditionSalts",
    "Erratum",
    "ErrorReport",
    "Evidence",
    "Finding",
    "FormerSlug",
    "HiddenRows",
    "ImportSession",
    "Inquiry",
    "InquiryDate",
    "InquiryRelation",
    "LastRun",
    "ListCount",
    "Meeting",
    "Misprint",
    "Notice",
    "NumberIs",
    "PageCover",
    "Parliament",
    "Participation",
    "PartyName",
    "Passage",
    "PassageEdit",
    "Precision",
    "PreliminaryRemark",
    "Presence",
    "PreviewLink",
    "PreviewedChanges",
    "PrintCheck",
    "PublishedBody",
    "PublishedInquiry",
    "PublishedMention",
    "PublishedPage",
    "PublishedStatement",
    "PublishingRun",
    "Question",
    "Reference",
    "Reply",
    "Respondent",
    "RespondentName",
    "Row",
    "SearchRow",
    "SearchRowDistrict",
    "Shown",
    "Source",
    "SourcePage",
    "Statement",
    "Status",
    "StatusWord",
    "Subject",
    "Submission",
    "Tombstone",
    "Withholding",
    "Words",
    "body_key",
    "current_coding",
    "current_of",
    "digest_of_texts",
    "district_key",
    "inquiry_key",
    "is_whole",
    "joined",
    "question_order",
    "reading_text",
    "shown",
    "worded",
]
