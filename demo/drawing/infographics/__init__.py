"""Six infographics, each drawn in each language from its own texts."""

from collections.abc import Callable

from demo.drawing.infographics import campaign, check_rumour, emergency_bag, question_route, working_days, year_2020
from demo.drawing.sheet import Sheet

INFOGRAPHICS: dict[str, Callable[[str], Sheet]] = {
    "year-2020-in-figures": year_2020.draw,
    "campaign-in-squares": campaign.draw,
    "route-of-a-question": question_route.draw,
    "how-working-days-are-counted": working_days.draw,
    "emergency-bag": emergency_bag.draw,
    "check-a-rumour": check_rumour.draw,
}
