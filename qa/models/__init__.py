"""The records of a question's life."""

from qa.models.absences import Absence
from qa.models.answers import AnswerVersion
from qa.models.assignments import Assignment
from qa.models.calendars import DueCalendar
from qa.models.clock import Extension, Pause, Reminder, Term
from qa.models.messages import Message
from qa.models.numbers import NumberSequence
from qa.models.published import PublishedQuestion
from qa.models.questions import Question
from qa.models.staff import Membership, RoutingRule

__all__ = [
    "Absence",
    "AnswerVersion",
    "Assignment",
    "DueCalendar",
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
]
