"""The front page, composed from what the other apps offer, as the components of the face take it."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import Page

from directory import selectors as directory
from directory.models import Agency
from portal.memory import brief
from portal.tree import public_path, tree
from portal.visibility import open_to_all
from press import selectors as press
from qa import published as qa
from qa import selectors as questions
from rebuttals import selectors as rebuttals
from rebuttals.pages import RebuttalIndexPage

if TYPE_CHECKING:
    from home.pages import HomePage

NEWS, REBUTTALS, ANSWERS, MEDIA = 6, 4, 4, 3


def front_page(home: "HomePage") -> dict[str, Any]:
    """Everything that `home` shows, in its language; each list may be empty."""
    language = home.locale.language_code
    return {
        **section_urls(language),
        **lists(language),
        "search_url": reverse("search"),
        "suggest_url": reverse("search_suggest"),
        "ask_url": reverse("qa:ask"),
        "questions_url": reverse("qa:list"),
        "statistics_url": reverse("qa:statistics"),
        "report_url": reverse("rebuttals:report"),
        "calendar_url": reverse("press:calendar"),
        "picks": picks(home),
    }


@brief
def lists(language: str) -> dict[str, Any]:
    """The newest of everything. Kept for the few seconds of `portal.memory`; a change made in this process is seen at
    once."""
    lead, *news = press.latest(language, ("news",), NEWS) or [None]
    return {
        "lead_news": item_of(lead) if lead else None,
        "news": [{"url": page.url, "title": page.title, "date": page.published_at} for page in news],
        "answers": [answer_item(row) for row in qa.best_versions(language, state="answered")[:ANSWERS]],
        "rebuttals": rebuttals.newest(language, REBUTTALS),
        "media": [press.media_item(page) for page in press.latest(language, ("infographic", "video"), MEDIA)],
        "figures": figures(),
    }


def figures() -> list[dict[str, str]]:
    """What the portal says of its own work; nothing before the first answer. Overdue questions are not left out."""
    told = questions.figures()
    if told.median_working_days is None:
        return []
    days = round(told.median_working_days)
    return [
        {
            "number": number_format(told.answered_this_year, force_grouping=True),
            "label": _("questions answered this year"),
        },
        {
            "number": ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days},
            "label": _("median time to an answer"),
        },
        {
            "number": number_format(told.overdue, force_grouping=True),
            "label": pgettext("figure", "questions past their due date"),
            "url": f"{reverse('qa:list')}?state=overdue",
            "link": _("which are public"),
        },
    ]


def item_of(page: Any) -> dict[str, Any]:
    """A page as an item of a list."""
    return {
        "url": page.url,
        "title": page.title,
        "lead": page.lead,
        "date": page.published_at,
        "picture": page.picture,
        "picture_alt": page.picture_alt,
    }


def answer_item(row: Any) -> dict[str, Any]:
    """An answered question as an item, in the language it has."""
    agency = directory.one(Agency, row.agency_id)
    return {
        "url": row.get_absolute_url(),
        "title": row.title,
        "agency": agency.short_name if agency else "",
        "working_days": row.working_days,
        "date": row.answered_at,
        "language": tree().language_of(row.locale_id),
    }


@brief
def section_urls(language: str) -> dict[str, str]:
    """Where the whole of each list is: sections by the kinds of their children; "" for a list without a section."""
    home = tree().homes.get(language)
    found = {"news_url": "", "media_url": "", "rebuttals_url": ""}
    if home is None:
        return found
    for name, section in press.sections(home.path).items():
        found[f"{name}_url"] = public_path(section)
    index = RebuttalIndexPage.objects.live().filter(locale__language_code=language).first()
    return {**found, "rebuttals_url": index.url if index else ""}


def picks(home: "HomePage") -> list[dict[str, str]]:
    """The editors' picks in the language of `home`; what is not live in it is left out.

    A preview has picks of its own; the saved ones are kept like the other lists.
    """
    if "picks" in getattr(home, "_cluster_related_objects", {}):
        return in_language(home.picks.all(), home.locale_id)
    return _saved_picks(home.pk, home.locale_id)


@brief
def _saved_picks(home: int, locale: int) -> list[dict[str, str]]:
    from home.models import HomePick  # the page types need this module

    return in_language(HomePick.objects.filter(home_id=home), locale)


def in_language(links: "QuerySet[Any]", locale: int) -> list[dict[str, str]]:
    """The pages that rows of links name, each in one language, in the rows' order."""
    wanted = [link.page.translation_key for link in links.select_related("page")]
    if not wanted:
        return []
    rows = open_to_all(Page.objects.filter(translation_key__in=wanted, locale_id=locale))
    found = {row["translation_key"]: row for row in rows.values("translation_key", "url_path", "title")}
    shown = [found[key] for key in wanted if key in found]
    return [{"url": public_path(row["url_path"]), "title": row["title"]} for row in shown]


@brief
def footer_links(language: str) -> list[dict[str, str]]:
    """The pages at the foot of every page in `language`."""
    from home.models import HomePage  # the page types need this module

    home = HomePage.objects.live().filter(locale__language_code=language).first()
    return in_language(home.footer_links.all(), home.locale_id) if home else []


@brief
def footer_note(language: str) -> str:
    """The note at the foot of every page in `language`; "" for none."""
    from home.models import HomePage  # the page types need this module

    home = HomePage.objects.live().filter(locale__language_code=language).first()
    return home.footer_note if home else ""
