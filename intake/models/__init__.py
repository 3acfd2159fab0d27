"""What is kept of those who write to us: drafts, contacts, files, counters. No domain model is known here."""

from intake.models.attachment import Attachment
from intake.models.challenge import Challenge
from intake.models.contact import Contact
from intake.models.counter import Counter
from intake.models.deflection import Deflection
from intake.models.draft import Draft
from intake.models.opinion import Opinion

__all__ = ["Attachment", "Challenge", "Contact", "Counter", "Deflection", "Draft", "Opinion"]
