"""A rebuttal went live, changed its verdict or was taken down: its history is kept and its cases follow."""

from django.db import transaction
from django.utils import timezone

from portal.translations import original_of
from rebuttals.cases import ClaimCase, VerdictChange
from rebuttals.pages import RebuttalPage
from rebuttals.rules.states import State, Verb
from rebuttals.services.act import act, locked
from rebuttals.services.telling import reporters_tell


@transaction.atomic
def page_published(*, page: RebuttalPage) -> None:
    """Keeps the verdict with which `page` went live, and closes the cases it answers. Again, it changes nothing."""
    verdict_keep(page)
    for case in ClaimCase.objects.filter(rebuttal=page.pk).order_by("pk"):
        case_settle(locked(case))


@transaction.atomic
def page_unpublished(*, page: RebuttalPage) -> None:
    """The cases that `page` answered are open again."""
    for case in ClaimCase.objects.filter(rebuttal=page.pk, state=State.ANSWERED).order_by("pk"):
        case_settle(locked(case))


def verdict_keep(page: RebuttalPage) -> VerdictChange | None:
    """Writes down the verdict of a published page if it is the first or another one than before.

    A translation has the verdict of its original, and only that one's changes count.
    """
    if not page.live or original_of(page).pk != page.pk:
        return None
    rows = VerdictChange.objects.select_for_update().of(page.translation_key)
    last = rows.last()
    if last is not None and last.verdict == page.verdict:
        return None
    at = timezone.now() if last else page.published_at or timezone.now()
    before = last.verdict if last else ""
    return VerdictChange.objects.create(
        translation_key=page.translation_key, verdict=page.verdict, before=before, at=at
    )


def case_settle(case: ClaimCase) -> None:
    """Brings a locked case in line with its page: answered when it is live, corrected when its verdict changed, open
    again when it is gone. Those who reported the claim are told of the first two."""
    page = RebuttalPage.objects.filter(pk=case.rebuttal_id or 0).first()
    live = page is not None and page.live
    case.rebuttal = page
    if case.state == State.WRITING and page is not None and live:
        case.verdict = page.verdict
        reporters_tell(case, act(case, Verb.ANSWER, page=page.pk, verdict=page.verdict))
    elif case.state == State.ANSWERED and not live:
        case.verdict = ""
        act(case, Verb.REOPEN)
    elif case.state == State.ANSWERED and page is not None and page.verdict != case.verdict:
        before, case.verdict = case.verdict, page.verdict
        reporters_tell(case, act(case, Verb.CORRECT, page=page.pk, verdict=page.verdict, before=before))


def cases_settle() -> int:
    """Settles the cases that a publication missed: a process that ended in between; how many."""
    done = 0
    for pk in ClaimCase.objects.filter(state__in=[State.WRITING, State.ANSWERED]).values_list("pk", flat=True):
        with transaction.atomic():
            case = ClaimCase.objects.select_for_update().get(pk=pk)
            before = (case.state, case.verdict)
            case_settle(case)
            done += (case.state, case.verdict) != before
    return done
