"""The verbs of translations. They alone write `Standing` and `Piece`."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Min, Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import Translation, TranslationSource

from newsroom.models import Piece, Standing
from newsroom.rules import translating as rules
from newsroom.translating import texts
from newsroom.translating.versions import Story, story_of
from portal import memory
from portal.pages import BasePage
from proofing import publishing as proofing

CONFIRMED: Final = "newsroom.confirm_machine"
KEPT: Final = "newsroom.keep_translation"
TRIES: Final = 100  # as many colleagues may be a moment faster


class Refused(Exception):  # noqa: N818 an answer, not a fault
    """This cannot be done now; `obstacles` say why: (code, language)."""

    def __init__(self, *obstacles: tuple[str, str]) -> None:
        super().__init__(obstacles)
        self.obstacles = obstacles


class Remarked(Exception):  # noqa: N818 an answer, not a fault
    """Nothing was published: the checks have something to say of these languages, each a refusal of theirs."""

    def __init__(self, refusals: list[proofing.Refused]) -> None:
        super().__init__(refusals)
        self.refusals = refusals


# -- what happens when a page goes public ----------------------------------------------------------
@transaction.atomic
def page_went_public(*, page: Page, made_at: datetime | None = None, at: datetime | None = None) -> None:
    """Notes what the publication of `page` means: for itself when it is a translation, else for its translations.

    `made_at`: when the text that is public now was written.
    """
    at = at or timezone.now()
    if page.alias_of_id:
        return
    translation = (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .select_related("source", "standing")
        .order_by("-enabled", "-pk")
        .first()
    )
    if translation is not None:
        _translation_went_public(translation, page, made_at, at)
        return
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    if source is not None:
        _original_went_public(source, page, at)


def _original_went_public(source: TranslationSource, page: Page, at: datetime) -> None:
    """Where translation has begun, the original is read anew: translators see what changed, and public translations
    of another text are stale from now on."""
    before, text = texts.fingerprint(source), texts.text_of(source)
    source.update_from_db()
    Standing.objects.filter(translation__source=source, source_public_at__isnull=True).update(source_public_at=at)
    if texts.fingerprint(source) == before:
        return
    public = Page.objects.filter(translation_key=page.translation_key, live=True, alias_of__isnull=True)
    pages = {twin.locale_id: twin for twin in public}
    for translation in source.translations.select_related("standing"):
        twin = pages.get(translation.target_locale_id)
        if twin is None:
            continue
        standing = _standing(translation, twin)
        if standing.stale_since is None:
            standing.stale_since, standing.made_from = at, text
            standing.save(update_fields=["stale_since", "made_from"])
    memory.forget()


def _standing(translation: Translation, page: Page) -> Standing:
    """The row of this page, which may have been translated from another language before; made where there is none."""
    rows = list(Standing.objects.filter(Q(translation=translation) | Q(page=page)).order_by("pk"))
    if not rows:
        return Standing.objects.create(translation=translation, page=page)
    standing, *others = rows
    for other in others:
        other.delete()
    if (standing.translation_id, standing.page_id) != (translation.pk, page.pk):
        standing.translation, standing.page = translation, page
        standing.save(update_fields=["translation", "page"])
    return standing


def _translation_went_public(translation: Translation, page: Page, made_at: datetime | None, at: datetime) -> None:
    standing = _standing(translation, page)
    if standing.public_at is None:
        standing.public_at = at
    if standing.source_public_at is None:
        standing.source_public_at = _first_public(translation)
    lacking = texts.lacking(translation)
    if rules.mends(lacking=lacking, made_at=made_at, stale_since=standing.stale_since):
        standing.stale_since, standing.made_from = None, []
        Piece.objects.filter(translation_key=page.translation_key, locale_id=page.locale_id).delete()
    elif standing.stale_since is None:
        standing.stale_since = at
    standing.save()
    mark_machine_made(page, texts.machine_made(translation, standing), translation)
    memory.forget()


def _first_public(translation: Translation) -> datetime | None:
    """When the original went public for the first time; None for one that is not public."""
    source = Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.source.locale_id, live=True
    ).first()
    if source is None:
        return None
    logged = PageLogEntry.objects.filter(page=source.pk, action="wagtail.publish").aggregate(first=Min("timestamp"))
    return logged["first"] or source.first_published_at


def draft_saved(*, page: Page) -> None:
    """An original that is not public yet was saved: its translators get the newest text."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    if source is not None and not page.live and source.translations.exists():
        source.update_from_db()


# -- what a machine wrote --------------------------------------------------------------------------
def mark_machine_made(page: Page, machine: bool, translation: Translation) -> None:
    """Readers and programs are told that a machine wrote a part of the text, in the public row and the newest draft.

    An original that was made so keeps the mark in every language.
    """
    specific = page.specific
    if not isinstance(specific, BasePage):
        return
    source = Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.source.locale_id
    ).first()
    original = source.specific if source is not None else None
    wanted = machine or bool(getattr(original, "ai_made", False))
    type(specific).objects.filter(pk=page.pk).exclude(ai_made=wanted).update(ai_made=wanted)
    revision = specific.latest_revision
    if revision is not None and revision.content.get("ai_made") != wanted:
        revision.content["ai_made"] = wanted
        revision.save(update_fields=["content"])


@transaction.atomic
def machine_confirm(*, translation: Translation, page: Page, user: Any, at: datetime | None = None) -> None:
    """A person has read what the machine wrote and stands for it; recorded in the page's history."""
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    standing = _standing(translation, page)
    standing.confirmed_at, standing.confirmed_by = at or timezone.now(), user
    standing.save(update_fields=["confirmed_at", "confirmed_by"])
    log(instance=page.specific, action=CONFIRMED, user=user)
    mark_machine_made(page, False, translation)
    memory.forget()


# -- publishing ------------------------------------------------------------------------------------
@transaction.atomic
def publish_together(*, story: Story, user: Any, go_live_at: datetime | None = None) -> list[str]:
    """Publishes every language of a story that readers do not see as it is now, the original first; all or none.

    With `go_live_at` they go public at that hour. Returns the languages. Raises Refused with what is in the way,
    Remarked with what the checks say of all of them, PermissionDenied, and ValidationError for a text that cannot be
    saved.
    """
    story = story_of(story.key, lock=True)
    found = rules.obstacles([row.version for row in story.rows])
    if found:
        raise Refused(*found)
    done: list[str] = []
    remarked: list[proofing.Refused] = []
    for row in sorted(story.rows, key=lambda row: not row.version.original):
        if not rules.needs_publishing(row.version) or row.page is None:
            continue
        if row.page.permissions_for_user(user).page_locked():
            raise Refused(("locked", row.code))
        if row.translation is not None and row.translation.enabled:
            row.translation.source.refresh_from_db()
            if texts.lacking(row.translation):
                raise Refused((rules.Obstacle.UNFINISHED, row.code))
            row.translation.save_target(user=user, publish=False)
        try:
            _publish(Page.objects.get(pk=row.page.pk).specific, user, go_live_at)
        except proofing.Refused as refusal:
            remarked.append(refusal)
        done.append(row.code)
    if remarked:
        raise Remarked(remarked)
    return done


def _publish(page: Page, user: Any, go_live_at: datetime | None = None) -> None:
    latest = page.get_latest_revision()
    draft = latest.as_object() if latest is not None else page
    if latest is None or draft.go_live_at != go_live_at:
        draft.go_live_at = go_live_at
        latest = draft.save_revision(user=user, changed=latest is None)
    latest.publish(user=user)


@transaction.atomic
def translation_keep(*, translation: Translation, page: Page, user: Any, seen: datetime | None) -> None:
    """Someone compared a stale translation with the changed original: its words still hold. The changed pieces keep
    the translations that they had, and the page is published anew.

    `seen` is the `stale_since` of what they looked at. Raises Refused when pieces were added or the translation is
    not stale any more, Remarked, PermissionDenied.
    """
    standing = Standing.objects.select_for_update().filter(translation=translation).first()
    if standing is None or standing.stale_since is None or standing.stale_since != seen:
        raise Refused(("changed_again", translation.target_locale.language_code))
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    texts.carry_over(translation, standing, user)
    if texts.lacking(translation):
        raise Refused((rules.Obstacle.UNFINISHED, translation.target_locale.language_code))
    log(instance=page.specific, action=KEPT, user=user)
    if translation.enabled:
        translation.save_target(user=user, publish=False)
        try:
            _publish(Page.objects.get(pk=page.pk).specific, user)
        except proofing.Refused as refusal:
            raise Remarked([refusal]) from refusal
    else:
        standing.stale_since, standing.made_from = None, []
        standing.save(update_fields=["stale_since", "made_from"])
        memory.forget()


# -- who has what in hand --------------------------------------------------------------------------
def lease_time() -> timedelta:
    """How long a piece stays in hand without a sign of life."""
    return timedelta(minutes=settings.TRANSLATION_LEASE_MINUTES)


def piece_take(*, key: Any, locale: Locale, user: Any, over: bool = False, at: datetime | None = None) -> bool:
    """Takes a piece in hand or prolongs it; whether it is this person's now. With `over` from a colleague too."""
    at = at or timezone.now()
    own = {"holder": user, "expires_at": at + lease_time()}
    rows = Piece.objects.filter(translation_key=key, locale=locale)
    takeable = Q() if over else Q(holder__isnull=True) | Q(expires_at__lte=at) | Q(holder=user)
    if rows.filter(takeable).update(**own):
        return True
    try:
        with transaction.atomic():
            Piece.objects.create(translation_key=key, locale=locale, **own)
    except IntegrityError:
        return bool(over and rows.update(**own))
    return True


def piece_next(*, rows: Any, locale: Locale, user: Any, at: datetime | None = None) -> Any:
    """The first story of `rows` (pieces in their order) that no colleague has in hand, now in this one's; or None."""
    for page in rows.exclude(Q(holder__isnull=False) & ~Q(holder=user.pk))[:TRIES]:
        if piece_take(key=page.translation_key, locale=locale, user=user, at=at):
            return page
    return None


def piece_release(*, key: Any, locale: Locale, user: Any) -> bool:
    """Puts a piece back for anyone; whether it was in this person's hand."""
    rows = Piece.objects.filter(translation_key=key, locale=locale, holder=user)
    return bool(rows.update(holder=None, expires_at=None))


def piece_urgent(*, key: Any, locale: Locale, urgent: bool) -> None:
    """Puts a piece before all others, or back among them."""
    Piece.objects.update_or_create(translation_key=key, locale=locale, defaults={"urgent": urgent})


def holder_of(key: Any, locale: Locale, at: datetime | None = None) -> Any:
    """Who has the piece in hand now; None for nobody."""
    rows = Piece.objects.in_hand(at or timezone.now()).filter(translation_key=key, locale=locale)
    piece = rows.select_related("holder").first()
    return piece.holder if piece else None
