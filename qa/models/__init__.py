"""The records of a question's life."""

from qa.models.after import Announcement, Follower, Look
from qa.models.answers import AnswerVersion
from qa.models.assignments import Assignment
from qa.models.clock import Extension, Pause, Reminder, Term
from qa.models.drafts import DraftText
from qa.models.intake_pauses import IntakePause
from qa.models.messages import Message
from qa.models.numbers import NumberSequence
from qa.models.published import PublishedQuestion
from qa.models.questions import Question
from qa.models.staff import Membership, RoutingRule

__all__ = [
    "Announcement",
    "AnswerVersion",
    "Assignment",
    "DraftText",
    "Extension",
    "Follower",
    "IntakePause",
    "Look",
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
