"""Whether this sender is given work to do: asked when the last step is shown, and again when it is sent unseen."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from intake import challenges, limits
from intake.models import Draft
from intake.rules.suspicion import Bounds, Sending, Verdict, verdict


def judged(request: HttpRequest, draft: Draft) -> Verdict:
    """The verdict on the sender of `draft`, from their text, their pace and the counts of their address."""
    sending = Sending(
        text=draft.get("text", ""),
        seconds=(timezone.now() - draft.created_at).total_seconds(),
        sent_lately=max(limits.recent("submit", request), limits.recent("start", request)),
        trapped=draft.quarantined,
    )
    return verdict(sending, Bounds(**getattr(settings, "SUSPICION", {})))


def trusted(draft: Draft, found: Verdict, solution: str) -> bool:
    """Whether what is sent goes to the queue like any other; the rest waits in quarantine, taken all the same."""
    if found is Verdict.CHALLENGE:
        return challenges.solved(draft, solution)
    return found is Verdict.CLEAR
