"""The words that people read for states, roles and reasons. Catalogues hold the Kazakh and Russian ones."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.personal_data import Found
from qa.rules import reasons, states

STATUS: dict[str, Any] = {
    states.Status.SUBMITTED: pgettext_lazy("question status", "Received"),
    states.Status.ROUTED: pgettext_lazy("question status", "Sent to an agency"),
    states.Status.IN_PROGRESS: pgettext_lazy("question status", "An answer is being prepared"),
    states.Status.IN_APPROVAL: pgettext_lazy("question status", "In approval"),
    states.Status.ANSWERED: pgettext_lazy("question status", "Answered"),
    states.Status.NEEDS_INFO: pgettext_lazy("question status", "Needs information"),
    states.Status.RETURNED: pgettext_lazy("question status", "Returned to the moderator"),
    states.Status.CLOSED: pgettext_lazy("question status", "Closed"),
}
CLOSE_REASON: dict[str, Any] = {
    states.CloseReason.RESOLVED: pgettext_lazy("question closed", "Answered and closed"),
    states.CloseReason.REJECTED: pgettext_lazy("question closed", "Rejected"),
    states.CloseReason.DUPLICATE: pgettext_lazy("question closed", "Merged with a similar question"),
    states.CloseReason.WITHDRAWN: pgettext_lazy("question closed", "Withdrawn by its author"),
    states.CloseReason.NO_REPLY: pgettext_lazy("question closed", "Closed: no reply came"),
    states.CloseReason.SPAM: pgettext_lazy("question closed", "Not accepted"),
    states.CloseReason.SPLIT: pgettext_lazy("question closed", "Divided into separate questions"),
}
VISIBILITY: dict[str, Any] = {
    states.Visibility.PRIVATE: _("not public"),
    states.Visibility.PUBLIC: _("public"),
    states.Visibility.WITHHELD: _("taken down"),
}
TIMING: dict[str, Any] = {
    states.Timing.ON_TIME: _("On time"),
    states.Timing.DUE_SOON: _("Due soon"),
    states.Timing.OVERDUE: _("Overdue"),
    states.Timing.PAUSED: _("Clock paused"),
    states.Timing.DONE: _("Done"),
}
ROLE: dict[str, Any] = {
    states.Role.MODERATOR: _("moderator"),
    states.Role.COORDINATOR: _("coordinator"),
    states.Role.OFFICER: _("officer"),
    states.Role.APPROVER: _("approver"),
    states.Role.MANAGER: _("agency manager"),
    states.Role.EDITOR: _("editor"),
    states.Role.DPO: _("data protection officer"),
    states.Role.CITIZEN: _("asker"),
    states.Role.CO_EXECUTOR: _("co-executor"),
    states.Role.AUTOMATION: _("automatically"),
}
ASSIGNMENT_ROLE: dict[str, Any] = {
    states.AssignmentRole.LEAD: _("answers"),
    states.AssignmentRole.CO_EXECUTOR: _("co-executor"),
}
ASSIGNMENT_STATE: dict[str, Any] = {
    states.AssignmentState.OPEN: pgettext_lazy("assignment", "not yet accepted"),
    states.AssignmentState.ACCEPTED: pgettext_lazy("assignment", "accepted"),
    states.AssignmentState.CONTRIBUTED: pgettext_lazy("assignment", "contributed"),
    states.AssignmentState.RETURNED: pgettext_lazy("assignment", "returned"),
    states.AssignmentState.RECALLED: pgettext_lazy("assignment", "recalled"),
}
VERSION_STATE: dict[str, Any] = {
    states.VersionState.DRAFT: pgettext_lazy("answer version", "draft"),
    states.VersionState.IN_APPROVAL: pgettext_lazy("answer version", "in approval"),
    states.VersionState.PUBLISHED: pgettext_lazy("answer version", "in force"),
    states.VersionState.SUPERSEDED: pgettext_lazy("answer version", "superseded"),
}
REJECT_REASON: dict[str, Any] = {
    reasons.RejectReason.NOT_A_QUESTION: _("There is no question in the text."),
    reasons.RejectReason.UNCLEAR: _("It cannot be understood what is asked."),
    reasons.RejectReason.FORMAL_APPEAL: _("This is a formal appeal: it is made at e-Otinish."),
    reasons.RejectReason.PERSONAL_CASE: _("It can be answered only with the person's own documents."),
    reasons.RejectReason.OUTSIDE_THE_STATE: _("State bodies do not decide this matter."),
    reasons.RejectReason.INSULTING: _("The text insults someone."),
    reasons.RejectReason.ADVERTISING: _("The text is advertising."),
    reasons.RejectReason.ALREADY_ANSWERED: _("The answer is already published."),
}
RETURN_REASON: dict[str, Any] = {
    reasons.ReturnReason.NOT_OURS: _("Another agency answers for this."),
    reasons.ReturnReason.PARTLY_OURS: _("Part of the question belongs to another agency."),
    reasons.ReturnReason.OTHER_REGION: _("Another region answers for this."),
    reasons.ReturnReason.UNCLEAR: _("The question is too unclear to answer."),
}
RECALL_REASON: dict[str, Any] = {
    reasons.RecallReason.WRONG_AGENCY: _("It was sent to the wrong agency."),
    reasons.RecallReason.NO_RESPONSE: _("The agency does not respond."),
    reasons.RecallReason.SEEN_AS_DUPLICATE: _("It repeats another question."),
    reasons.RecallReason.SEEN_AS_SPAM: _("It turned out to be spam."),
    reasons.RecallReason.UNDONE: _("The bulk action was undone."),
}
REASSIGN_REASON: dict[str, Any] = {
    reasons.ReassignReason.WORKLOAD: _("workload"),
    reasons.ReassignReason.ABSENCE: pgettext_lazy("reason", "absence"),
    reasons.ReassignReason.COMPETENCE: _("a colleague knows the matter"),
}
EXTEND_REASON: dict[str, Any] = {
    reasons.ExtendReason.INQUIRY: _("Data was requested from another organisation."),
    reasons.ExtendReason.SEVERAL_AGENCIES: _("Several agencies prepare the answer."),
    reasons.ExtendReason.VISIT: _("The matter must be checked on the spot."),
}
WITHHOLD_REASON: dict[str, Any] = {
    reasons.WithholdReason.PERSONAL_DATA: _("personal data in the text"),
    reasons.WithholdReason.MISTAKE: _("a mistake in the answer"),
    reasons.WithholdReason.OUTDATED: _("out of date"),
    reasons.WithholdReason.LEGAL: _("required by law"),
    reasons.WithholdReason.CONSENT_REVOKED: _("the author revoked their consent"),
    reasons.WithholdReason.ERASED: _("the author had the question erased"),
    reasons.WithholdReason.CLOSED: _("closed without an answer"),
}
LOOK_REASON: dict[str, Any] = {
    reasons.LookReason.ASKER_WISH: _("The asker wants to be contacted."),
    reasons.LookReason.UNDELIVERED: _("A mail to the asker did not arrive."),
    reasons.LookReason.SAFETY: _("Someone's life or safety is in danger."),
    reasons.LookReason.LEGAL: _("A court or another authority demands it by law."),
    reasons.LookReason.COMPLAINT: _("A complaint about personal data is being looked into."),
}
MESSAGE_KIND: dict[str, Any] = {
    reasons.MessageKind.ASK: _("A clarification is asked"),
    reasons.MessageKind.REPLY: _("The asker's reply"),
    reasons.MessageKind.INFORMATION: _("The asker's addition"),
    reasons.MessageKind.REJECTION: _("Why it was rejected"),
    reasons.MessageKind.APPEAL: _("Why a second look is asked"),
    reasons.MessageKind.REOPENING: _("Why it was reopened"),
    reasons.MessageKind.RETURN: _("Why the agency returned the question"),
    reasons.MessageKind.RECALL: _("Why the question was recalled from the agency"),
    reasons.MessageKind.EXTENSION: _("Why the term was extended"),
    reasons.MessageKind.CONTRIBUTION: _("A co-executor's contribution"),
    reasons.MessageKind.COMMENT: _("What to revise"),
    reasons.MessageKind.NOTE: _("Internal note"),
}
# What looks like personal data in a text.
FOUND: dict[str, Any] = {
    Found.IIN: _("IIN"),
    Found.CARD: _("bank card number"),
    Found.IBAN: _("bank account"),
    Found.PHONE: _("telephone number"),
    Found.EMAIL: _("e-mail address"),
    Found.ADDRESS: _("address"),
    Found.NAME: pgettext_lazy("person", "name"),
}
CANNED_KIND: dict[str, Any] = {
    reasons.CannedKind.ANSWER: pgettext_lazy("canned text", "answer, or a part of one"),
    reasons.CannedKind.REJECTION: pgettext_lazy("canned text", "reason to reject"),
    reasons.CannedKind.RETURN: pgettext_lazy("canned text", "reason to return"),
    reasons.CannedKind.CLARIFICATION: pgettext_lazy("canned text", "request for clarification"),
    reasons.CannedKind.EXTENSION: pgettext_lazy("canned text", "reason to extend the term"),
}


def choices(labels: dict[str, Any], only: tuple[StrEnum, ...] | None = None) -> list[tuple[str, Any]]:
    """`labels` (or those `only`) as a model or form field takes them."""
    return [(str(key), label) for key, label in labels.items() if only is None or key in only]
