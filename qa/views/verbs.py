"""What an asker may do on their question's own page: words, form and service of each verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qa import services
from qa.forms.after import OpinionForm, ResolveForm
from qa.forms.track import ActForm, ReopenForm, TextActForm
from qa.guards import Case
from qa.models import Question
from qa.rules.states import Role, Verb
from qa.rules.transitions import VerbRefused, decide


@dataclass(frozen=True, slots=True)
class Step:
    """One verb as the asker meets it. `slug` stands in the address; `done` is said afterwards."""

    verb: Verb
    title: Promise
    explain: Promise
    button: Promise
    done: Promise
    form: type[ActForm]
    run: Callable[..., Any]
    danger: bool = False

    @property
    def slug(self) -> str:
        return self.verb.value.replace("_", "-")


_STEPS: Final = (
    Step(
        Verb.REPLY, _("Reply"),
        _("The clock has been paused since the clarification was asked. Your reply starts it again."),
        _("Send the reply"), _("Your reply is received."), TextActForm, services.question_reply,
    ),
    Step(
        Verb.ADD_INFORMATION, _("Add information"), _("What you add is read by those who prepare the answer."),
        _("Send"), _("What you added is received."), TextActForm, services.question_add_information,
    ),
    Step(
        Verb.APPEAL, _("Ask for a second look"),
        _("Another moderator will look at the question. This can be asked once. Say why it should be accepted."),
        _("Ask for a second look"), _("Another moderator will look at the question."),
        TextActForm, services.question_appeal,
    ),
    Step(
        Verb.REOPEN, _("Reopen the question"), _("The question goes back to the agency, with a new due date."),
        _("Reopen the question"), _("The question is open again."), ReopenForm, services.question_reopen,
    ),
    Step(
        Verb.RESOLVE, _("Close the question"), _("Say whether the answer helped; then the question is closed."),
        _("Close the question"), _("Thank you. The question is closed."), ResolveForm, services.question_resolve,
    ),
    Step(
        Verb.WITHDRAW, _("Withdraw the question"), _("Nobody will answer it. This cannot be undone."),
        _("Withdraw the question"), _("The question is withdrawn."), ActForm, services.question_withdraw, danger=True,
    ),
    Step(
        Verb.REVOKE_CONSENT, _("Take back the consent to publish"),
        _("The question is taken off the site at once, if it is there, and will not be published."),
        _("Take back the consent"), _("The consent is taken back."),
        ActForm, services.question_revoke_consent, danger=True,
    ),
    Step(
        Verb.ERASE, _("Erase the question"),
        _(
            "Your text, your messages, attached files and e-mail address are erased, and the code stops working. "
            "This cannot be undone."
        ),
        _("Erase for good"), _("The question is erased."), ActForm, services.question_erase, danger=True,
    ),
)  # fmt: skip
STEPS: Final[dict[str, Step]] = {step.slug: step for step in _STEPS}

REFUSALS: Final[dict[str, Promise]] = {
    "state": _("The question has moved on, and this can no longer be done."),
    "already_appealed": _("A second look was asked before. It can be asked once."),
    "already_reopened": _("The question was reopened before. It can be reopened once; you can ask a new one."),
    "too_late": _("The time for this has passed. You can ask a new question."),
    "consent_already_revoked": _("The consent was taken back before."),
}


def refusal(error: VerbRefused) -> Promise:
    """Why the asker cannot do this now."""
    return REFUSALS.get(error.code, REFUSALS["state"])


def steps_for(question: Question) -> list[Step]:
    """What the asker may do now, in the order of the page."""
    case = Case(question, None, timezone.now())
    allowed = []
    for step in _STEPS:
        try:
            decide(question.state, step.verb, {Role.CITIZEN}, case.holds)
        except VerbRefused:
            continue
        if step.verb is Verb.REVOKE_CONSENT and not question.consent_publish:
            continue
        allowed.append(step)
    return allowed


def arguments(step: Step, form: forms.Form) -> dict[str, Any]:
    """What the service is given beside the question."""
    given = {"version": form.cleaned_data.get("version")}
    if "text" in form.cleaned_data:
        given["text"] = form.cleaned_data["text"]
    if isinstance(form, OpinionForm):
        given["useful"] = form.is_useful()
    return given
