"""The records of a question's life."""

from qa.models.answers import AnswerVersion
from qa.models.assignments import Assignment
from qa.models.clock import Extension, Pause, Reminder, Term
from qa.models.messages import Message
from qa.models.numbers import NumberSequence
from qa.models.published import PublishedQuestion
from qa.models.questions import Question
from qa.models.staff import Membership, RoutingRule
from qa.models.transfers import Transfer

__all__ = [
    "AnswerVersion",
    "Assignment",
    "Extension",
    "Membership",
    "Message",
    "NumberSequence",
    "Pause",
    "PublishedQuestion",
    "Question",
    "Reminder",
    "RoutingRule",
    "Term",
    "Transfer",
]
