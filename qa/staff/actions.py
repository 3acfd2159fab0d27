"""Every verb that a member of staff does: its words, its form and its service. What is allowed now, the rules say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from qa import services
from qa.models import Question
from qa.rules.states import Verb
from qa.staff.desk import keys
from qa.staff.forms import answering, moderation
from qa.staff.forms.base import ActionForm


@dataclass(frozen=True, slots=True)
class Action:
    """One verb as staff meet it.

    `at_once` verbs ask for nothing and are one button on the page of the question; the others have a page. `leaves`
    says that the question then waits for someone else, so that its reader goes back to their list.
    """

    verb: Verb
    button: Any
    done: Any
    service: Callable[..., Any]
    icon: str
    form: type[ActionForm] = ActionForm
    explain: Any = ""
    at_once: bool = False
    danger: bool = False
    leaves: bool = False
    then: Verb | None = None  # what can be done in the same step, by a second button

    @property
    def slug(self) -> str:
        return self.verb.value.replace("_", "-")

    @property
    def key(self) -> str:
        """The key of the keyboard that leads to it, if it has one."""
        return keys.OF_VERBS.get(self.verb.value, "")

    @property
    def id(self) -> str:
        return f"qa-{self.slug}"


_ACTIONS: Final = (
    Action(
        Verb.REDACT, _("Confirm the public text"), _("The public text is confirmed."), services.question_redact,
        "edit", moderation.RedactForm, _("Everyone except the agency will read only this."),
    ),
    Action(
        Verb.ROUTE, _("Send to the agency"), _("The question is sent to the agency."), services.question_route,
        "redirect", moderation.RouteForm, leaves=True,
    ),
    Action(
        Verb.ACCEPT, _("Accept"), _("The question is yours now."), services.question_accept, "check",
        explain=_("You will be in charge of the answer."), at_once=True,
    ),
    Action(
        Verb.APPROVE, _("Approve"), _("The answer is approved and on its way to the asker."),
        services.answer_approve, "circle-check", answering.ApproveForm, leaves=True,
    ),
    Action(
        Verb.SAVE_DRAFT, _("Save draft"), _("The draft is saved."), services.answer_save_draft, "draft",
        answering.DraftForm, then=Verb.SUBMIT_ANSWER,
    ),
    Action(
        Verb.CONTRIBUTE, _("Send the contribution"), _("The contribution is sent."), services.contribution_submit,
        "comment", answering.ContributeForm, leaves=True,
    ),
    Action(
        Verb.SUBMIT_ANSWER, _("Submit for approval"), _("The answer is submitted for approval."),
        services.answer_submit, "upload", explain=_("Another person will read it and approve it."), at_once=True,
    ),
    Action(
        Verb.TAKE_BACK, _("Take back from approval"), _("The answer is a draft again."), services.answer_take_back,
        "cut", at_once=True,
    ),
    Action(
        Verb.SEND_BACK, _("Return for revision"), _("The answer is returned for revision."),
        services.answer_send_back, "arrow-left", answering.SendBackForm, leaves=True,
    ),
    Action(
        Verb.PUBLISH, _("Publish"), _("The question is public."), services.question_publish, "globe",
        moderation.PublicForm, _("Everyone will read this, with the answer as soon as there is one."),
    ),
    Action(
        Verb.ASK, _("Ask for clarification"), _("The clarification is asked; the clock is paused."),
        services.question_ask, "comment", moderation.AskForm, leaves=True,
    ),
    Action(
        Verb.MARK_URGENT, _("Mark as urgent"), _("The question is first in every queue now."),
        services.question_mark_urgent, "warning",
        explain=_("It will be first in every queue, and the asker will see the emergency numbers."), at_once=True,
    ),
    Action(
        Verb.UNMARK_URGENT, _("Not urgent after all"), _("The question is no longer marked as urgent."),
        services.question_unmark_urgent, "minus", at_once=True,
    ),
    Action(
        Verb.MERGE, _("Merge with another question"), _("The question is merged."), services.question_merge, "copy",
        moderation.MergeForm, _("The asker will get the answer to the question this one is merged with."), leaves=True,
    ),
    Action(
        Verb.SPLIT, _("Split into separate questions"), _("The question is split."), services.question_split, "grip",
        moderation.SplitForm, _("Each part gets an answer of its own; the asker's code shows them all."), leaves=True,
    ),
    Action(
        Verb.CORRECT, _("Correct the answer"), _("The correction is saved as a draft."), services.answer_correct,
        "edit", answering.CorrectForm, _("It is in force once another person approves it."), then=Verb.SUBMIT_ANSWER,
    ),
    Action(
        Verb.ADD_CO_EXECUTOR, _("Add a co-executor"), _("The agency is asked to contribute."),
        services.co_executor_add, "plus", moderation.AddCoExecutorForm,
        _("It reads the question and contributes to the answer of the agency in charge."),
    ),
    Action(
        Verb.REMOVE_CO_EXECUTOR, _("Remove a co-executor"), _("The agency is asked no longer."),
        services.co_executor_remove, "minus", moderation.RemoveCoExecutorForm,
        _("It no longer sees the question; what it contributed stays."),
    ),
    Action(
        Verb.RENEW, _("Still valid: extend"), _("The answer stays valid until the new date."), services.answer_renew,
        "check", answering.RenewForm, _("Its text stays as it is. If something changed, correct the answer instead."),
    ),
    Action(
        Verb.EXTEND, _("Extend the term"), _("The term is extended."), services.question_extend, "calendar",
        answering.ExtendForm,
    ),
    Action(
        Verb.REASSIGN, _("Hand to another officer"), _("Another officer is in charge now."),
        services.question_reassign, "user", answering.ReassignForm,
    ),
    Action(
        Verb.RECALL, _("Recall from the agency"), _("The question is back in the moderation queue."),
        services.question_recall, "resubmit", moderation.RecallForm,
    ),
    Action(
        Verb.RETURN, _("Return to the moderator"), _("The question is returned to the moderator."),
        services.question_return, "arrow-left", answering.ReturnForm, leaves=True,
    ),
    Action(
        Verb.SHOW, _("Show again"), _("The question is public again."), services.question_show, "view",
        moderation.PublicForm, _("Everyone will read this again."),
    ),
    Action(
        Verb.WITHHOLD, _("Take down"), _("The question is taken down; a note stays at its address."),
        services.question_withhold, "no-view", moderation.WithholdForm, danger=True,
    ),
    Action(
        Verb.UNMERGE, _("Undo the merge"), _("The question is handled on its own again."), services.question_unmerge,
        "resubmit", at_once=True,
    ),
    Action(
        Verb.RESTORE, _("Take up again"), _("The question is taken up again."), services.question_restore, "resubmit",
        at_once=True,
    ),
    Action(
        Verb.REJECT, _("Reject"), _("The question is rejected."), services.question_reject, "cross",
        moderation.RejectForm, _("The asker may mend the question, or ask once for a second look."),
        danger=True, leaves=True,
    ),
    Action(
        Verb.MARK_SPAM, _("Mark as spam"), _("The question is marked as spam."), services.question_mark_spam, "bin",
        explain=_("Only for texts that are not questions. The sender gets no mail."), danger=True, leaves=True,
    ),
)  # fmt: skip
ACTIONS: Final[dict[str, Action]] = {action.slug: action for action in _ACTIONS}
BY_VERB: Final[dict[Verb, Action]] = {action.verb: action for action in _ACTIONS}

# Verbs that stand ready on the page of the question, the first that is allowed: the next step for most readers.
_FIRST: Final = (Verb.ROUTE, Verb.ACCEPT, Verb.APPROVE, Verb.SAVE_DRAFT, Verb.CONTRIBUTE)


def allowed(verbs: Iterable[Verb]) -> list[Action]:
    """The actions for these verbs, in the order of the page. Of two that undo a merge, one is shown."""
    verbs = set(verbs)
    if Verb.UNMERGE in verbs:
        verbs.discard(Verb.RESTORE)
    return [action for action in _ACTIONS if action.verb in verbs]


def first(question: Question, verbs: Iterable[Verb]) -> Action | None:
    """The next step: the public text before the agency where it may be published, then the first that is allowed."""
    verbs = set(verbs)
    to_confirm = question.consent_publish and not question.consent_revoked_at and not question.public_confirmed_at
    if {Verb.REDACT, Verb.ROUTE} <= verbs and to_confirm:
        return BY_VERB[Verb.REDACT]
    return next((BY_VERB[verb] for verb in _FIRST if verb in verbs), None)
