"""The record: one file a noun."""

from survey.models.annex import Annex, AnnexNote, Column, Row
from survey.models.answer import Answer, Correction, Fragment, NumberIs, Reference, Status, joined
from survey.models.batch import Batch
from survey.models.body import Actor, Body, Evidence, Meeting, Participation, Precision
from survey.models.catalogue import Catalogue, CatalogueEntry, PartyName
from survey.models.claim import Claim
from survey.models.coding import Code, Coding, Words, in_force, worded
from survey.models.district import District
from survey.models.edition import (
    Edition,
    FormerSlug,
    Passage,
    PublishedBody,
    PublishedCorrection,
    PublishedInquiry,
    PublishedMention,
    Tombstone,
)
from survey.models.finding import Finding
from survey.models.inquiry import Asker, Inquiry, InquiryDate, InquiryRelation, Source, Subject
from survey.models.parliament import Parliament
from survey.models.preview_link import PreviewLink
from survey.models.question import Question, Remark, Reply
from survey.models.report import ErrorReport
from survey.models.respondent import Respondent, RespondentName
from survey.models.review import Submission
from survey.models.stand import Notice, Stand
from survey.models.status_word import StatusWord
from survey.models.withholding import Withholding
from survey.models.work import Assignment, Presence

__all__ = [
    "Actor",
    "Annex",
    "AnnexNote",
    "Answer",
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
    "Correction",
    "District",
    "Edition",
    "ErrorReport",
    "Evidence",
    "Finding",
    "FormerSlug",
    "Fragment",
    "Inquiry",
    "InquiryDate",
    "InquiryRelation",
    "Meeting",
    "Notice",
    "NumberIs",
    "Parliament",
    "Participation",
    "PartyName",
    "Passage",
    "Precision",
    "Presence",
    "PreviewLink",
    "PublishedBody",
    "PublishedCorrection",
    "PublishedInquiry",
    "PublishedMention",
    "Question",
    "Reference",
    "Remark",
    "Reply",
    "Respondent",
    "RespondentName",
    "Row",
    "Source",
    "Stand",
    "Status",
    "StatusWord",
    "Subject",
    "Submission",
    "Tombstone",
    "Withholding",
    "Words",
    "in_force",
    "joined",
    "worded",
]
