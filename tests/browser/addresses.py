"""One address of every kind of page, below /<language>/."""

from demo import source

VIEWS = {
    "home": "",
    "questions": "questions/",
    "questions by": "questions/browse/",
    "questions on a topic": "questions/topic/health/",
    "questions on a topic, none": "questions/topic/health/?state=overdue&page=2",
    "statistics": "questions/statistics/",
    "statistics of an agency": "questions/statistics/health/",
    "open data": "open-data/",
    "subscribe": "subscribe/",
    "freshness": "freshness/",
    "register, nothing found": "documents/?words=жжжжжжж&year=2026",
    "ask": "questions/ask/",
    "track": "questions/track/",
    "search": "search/?q=112",
    "nothing found": "search/?q=жжжжжжж",
    "display": "display/",
    "offline": "offline/",
    "report": "report/",
    "follow a report": "report/track/",
    "corrections": "rebuttals/corrections/",
    "calendar": "calendar/",
    "calendar, nothing in it": "calendar/2026-12/",
    "card": "rebuttals/night-helicopters/card/",
    "not found": "no-such-page/",
    "question": "questions/{number}/",
    "follow": "questions/{number}/follow/",
    "ask too": "questions/{number}/too/",
    "useful": "questions/{number}/useful/?useful=no",
    "most asked": "questions/most-asked/",
}


def by_kind() -> dict[str, str]:
    """The first page of each kind that is there in all languages, and every view."""
    found = dict(VIEWS)
    for page in source.pages():
        if len(page.languages) == 3:
            found.setdefault(page.kind, f"{page.path}/")
        else:
            found.setdefault("untranslated", f"{page.path}/")
    return found
