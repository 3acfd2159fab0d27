"""The states of a question, of its assignments and of its answers; who acts, and by which verb."""

from enum import StrEnum
from typing import Final, NamedTuple


class Status(StrEnum):
    """Where a question stands. It follows the lead assignment and the answer version that is being made."""

    SUBMITTED = "submitted"
    ROUTED = "routed"
    IN_PROGRESS = "in_progress"
    IN_APPROVAL = "in_approval"
    ANSWERED = "answered"
    NEEDS_INFO = "needs_info"
    RETURNED = "returned"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why a question is closed; set exactly while it is."""

    RESOLVED = "resolved"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    NO_REPLY = "no_reply"
    SPAM = "spam"
    SPLIT = "split"  # lives on as two questions under the same code


class Visibility(StrEnum):
    """Whether the public sees the question: an axis of its own."""

    PRIVATE = "private"
    PUBLIC = "public"
    WITHHELD = "withheld"  # was public: a tombstone stays


class AssignmentRole(StrEnum):
    LEAD = "lead"
    CO_EXECUTOR = "co_executor"


class AssignmentState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    CONTRIBUTED = "contributed"
    RETURNED = "returned"
    RECALLED = "recalled"


class VersionState(StrEnum):
    """An answer version. At most one of a question is open at a time."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Timing(StrEnum):
    """Derived from the due date, never stored."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE = "done"


class Role(StrEnum):
    """In which capacity someone acts. The last three are given by no membership."""

    MODERATOR = "moderator"
    COORDINATOR = "coordinator"
    OFFICER = "officer"
    APPROVER = "approver"
    MANAGER = "manager"
    EDITOR = "editor"
    DPO = "dpo"
    CITIZEN = "citizen"
    CO_EXECUTOR = "co_executor"  # an officer of an agency that contributes to another's answer
    AUTOMATION = "automation"


class Verb(StrEnum):
    """Everything that can be done to a question. The value is the code of the event it writes."""

    SUBMIT = "submit"
    ROUTE = "route"
    REJECT = "reject"
    APPEAL = "appeal"
    MARK_SPAM = "mark_spam"
    RESTORE = "restore"
    MERGE = "merge"
    UNMERGE = "unmerge"
    PROMOTE = "promote"
    SPLIT = "split"
    REDACT = "redact"
    ASK = "ask"
    REPLY = "reply"
    LAPSE = "lapse"
    REOPEN = "reopen"
    ACCEPT = "accept"
    RETURN = "return"
    RECALL = "recall"
    REASSIGN = "reassign"
    ADD_CO_EXECUTOR = "add_co_executor"
    REMOVE_CO_EXECUTOR = "remove_co_executor"
    CONTRIBUTE = "contribute"
    SAVE_DRAFT = "save_draft"
    SUBMIT_ANSWER = "submit_answer"
    TAKE_BACK = "take_back"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    CORRECT = "correct"
    PUBLISH = "publish"
    WITHHOLD = "withhold"
    SHOW = "show"
    RESOLVE = "resolve"
    EXTEND = "extend"
    ADD_INFORMATION = "add_information"
    WITHDRAW = "withdraw"
    REVOKE_CONSENT = "revoke_consent"
    ERASE = "erase"
    MARK_URGENT = "mark_urgent"
    UNMARK_URGENT = "unmark_urgent"
    UNREJECT = "unreject"
    RECOUNT = "recount"
    RENEW = "renew"


class State(NamedTuple):
    """A status, and the reason when it is `closed`."""

    status: Status
    reason: CloseReason | None = None

    def __str__(self) -> str:
        return f"{self.status}: {self.reason}" if self.reason else str(self.status)


SUBMITTED: Final = State(Status.SUBMITTED)
ROUTED: Final = State(Status.ROUTED)
IN_PROGRESS: Final = State(Status.IN_PROGRESS)
IN_APPROVAL: Final = State(Status.IN_APPROVAL)
ANSWERED: Final = State(Status.ANSWERED)
NEEDS_INFO: Final = State(Status.NEEDS_INFO)
RETURNED: Final = State(Status.RETURNED)
RESOLVED: Final = State(Status.CLOSED, CloseReason.RESOLVED)
REJECTED: Final = State(Status.CLOSED, CloseReason.REJECTED)
DUPLICATE: Final = State(Status.CLOSED, CloseReason.DUPLICATE)
WITHDRAWN: Final = State(Status.CLOSED, CloseReason.WITHDRAWN)
NO_REPLY: Final = State(Status.CLOSED, CloseReason.NO_REPLY)
SPAM: Final = State(Status.CLOSED, CloseReason.SPAM)
SPLIT: Final = State(Status.CLOSED, CloseReason.SPLIT)

OPEN: Final = frozenset({SUBMITTED, ROUTED, IN_PROGRESS, IN_APPROVAL, NEEDS_INFO, RETURNED})
CLOSED: Final = frozenset({RESOLVED, REJECTED, DUPLICATE, WITHDRAWN, NO_REPLY, SPAM, SPLIT})
HAS_ANSWER: Final = frozenset({ANSWERED, RESOLVED})
ALL: Final = OPEN | CLOSED | {ANSWERED}
# Those in which `resume_status` says where the question goes when the asker replies.
WAITING_FOR_ASKER: Final = frozenset({NEEDS_INFO, NO_REPLY})

# What waits for a moderator.
IN_MODERATION: Final = frozenset({SUBMITTED, RETURNED})

OPEN_STATUSES: Final = frozenset(state.status for state in OPEN)
AGENCY_ROLES: Final = frozenset({Role.OFFICER, Role.APPROVER, Role.MANAGER})
MEMBERSHIP_ROLES: Final = (
    Role.MODERATOR, Role.COORDINATOR, Role.OFFICER, Role.APPROVER, Role.MANAGER, Role.EDITOR, Role.DPO,
)  # fmt: skip
OPEN_VERSIONS: Final = frozenset({VersionState.DRAFT, VersionState.IN_APPROVAL})
ENDED_ASSIGNMENTS: Final = frozenset({AssignmentState.RETURNED, AssignmentState.RECALLED})
