"""Reason codes. Events hold codes only; the words for people stand in `qa.labels` and in messages."""

from enum import StrEnum


class RejectReason(StrEnum):
    NOT_A_QUESTION = "not_a_question"
    UNCLEAR = "unclear"
    FORMAL_APPEAL = "formal_appeal"  # a complaint, application or request for a decision: e-Otinish
    PERSONAL_CASE = "personal_case"  # needs the person's own file
    OUTSIDE_THE_STATE = "outside_the_state"
    INSULTING = "insulting"
    ADVERTISING = "advertising"
    ALREADY_ANSWERED = "already_answered"


class ReturnReason(StrEnum):
    NOT_OURS = "not_ours"
    PARTLY_OURS = "partly_ours"
    OTHER_REGION = "other_region"
    UNCLEAR = "unclear"


class RecallReason(StrEnum):
    WRONG_AGENCY = "wrong_agency"
    NO_RESPONSE = "no_response"
    SEEN_AS_DUPLICATE = "seen_as_duplicate"
    SEEN_AS_SPAM = "seen_as_spam"
    UNDONE = "undone"  # the moderator took back what had just been done to many at once


class ReassignReason(StrEnum):
    WORKLOAD = "workload"
    ABSENCE = "absence"
    COMPETENCE = "competence"


class ExtendReason(StrEnum):
    INQUIRY = "inquiry"  # data asked from another body
    SEVERAL_AGENCIES = "several_agencies"
    VISIT = "visit"


class WithholdReason(StrEnum):
    PERSONAL_DATA = "personal_data"
    MISTAKE = "mistake"
    OUTDATED = "outdated"
    LEGAL = "legal"
    CONSENT_REVOKED = "consent_revoked"
    ERASED = "erased"
    CLOSED = "closed"  # it ended without an answer


class MessageKind(StrEnum):
    """What a free text between the asker, the moderators and the agency is about."""

    ASK = "ask"
    REPLY = "reply"
    INFORMATION = "information"
    REJECTION = "rejection"
    APPEAL = "appeal"
    REOPENING = "reopening"
    RETURN = "return"
    RECALL = "recall"
    EXTENSION = "extension"
    CONTRIBUTION = "contribution"
    COMMENT = "comment"
    NOTE = "note"


# What the asker may read on the code's page; the rest stays among staff.
FOR_THE_ASKER = frozenset(
    {
        MessageKind.ASK, MessageKind.REPLY, MessageKind.INFORMATION, MessageKind.REJECTION, MessageKind.APPEAL,
        MessageKind.REOPENING, MessageKind.EXTENSION,
    }
)  # fmt: skip


class CannedKind(StrEnum):
    """Where a canned text is inserted."""

    ANSWER = "answer"
    REJECTION = "rejection"
    RETURN = "return"
    CLARIFICATION = "clarification"
    EXTENSION = "extension"


class LookReason(StrEnum):
    """Why a member of staff needs to read an asker's address."""

    ASKER_WISH = "asker_wish"
    UNDELIVERED = "undelivered"
    SAFETY = "safety"
    LEGAL = "legal"
    COMPLAINT = "complaint"
