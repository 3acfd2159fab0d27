"""The records of a question's life."""

from qa.models.absences import Absence
from qa.models.after import Announcement, Follower, Look
from qa.models.answers import AnswerVersion
from qa.models.archive import PublishedAnswer
from qa.models.assignments import Assignment
from qa.models.bulk import Bulk, BulkItem
from qa.models.calendars import DueCalendar
from qa.models.canned import CannedText
from qa.models.clock import Extension, Pause, Reminder, Term
from qa.models.desk import Lease, Presence, QuestionTerm, SetAside, UrgencyHint
from qa.models.drafts import DraftText
from qa.models.files import AnswerFile
from qa.models.intake_pauses import IntakePause
from qa.models.messages import Message
from qa.models.numbers import NumberSequence
from qa.models.published import PublishedQuestion
from qa.models.questions import Question
from qa.models.staff import Membership, RoutingRule
from qa.models.transfers import Transfer

__all__ = [
    "Absence",
    "Announcement",
    "AnswerFile",
    "AnswerVersion",
    "Assignment",
    "Bulk",
    "BulkItem",
    "CannedText",
    "DraftText",
    "DueCalendar",
    "Extension",
    "Follower",
    "IntakePause",
    "Lease",
    "Look",
    "Membership",
    "Message",
    "NumberSequence",
    "Pause",
    "Presence",
    "PublishedAnswer",
    "PublishedQuestion",
    "Question",
    "QuestionTerm",
    "Reminder",
    "RoutingRule",
    "SetAside",
    "Term",
    "Transfer",
    "UrgencyHint",
]
