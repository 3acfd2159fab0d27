"""The records of a question's life."""

from qa.models.answers import AnswerVersion
from qa.models.archive import PublishedAnswer
from qa.models.assignments import Assignment
from qa.models.canned import CannedText
from qa.models.clock import Extension, Pause, Reminder, Term
from qa.models.drafts import DraftText
from qa.models.files import AnswerFile
from qa.models.messages import Message
from qa.models.numbers import NumberSequence
from qa.models.published import PublishedQuestion
from qa.models.questions import Question
from qa.models.staff import Membership, RoutingRule

__all__ = [
    "AnswerFile",
    "AnswerVersion",
    "Assignment",
    "CannedText",
    "DraftText",
    "Extension",
    "Membership",
    "Message",
    "NumberSequence",
    "Pause",
    "PublishedAnswer",
    "PublishedQuestion",
    "Question",
    "Reminder",
    "RoutingRule",
    "Term",
]
