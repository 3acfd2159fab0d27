"""Every model of the app, gathered where Django looks for them."""

from press.captions import Captions
from press.models.conversion import Conversion
from press.models.points import MainPoint
from press.pages import BriefingPage, InfographicPage, NewsPage, PressSectionPage, VideoPage

__all__ = [
    "BriefingPage",
    "Captions",
    "Conversion",
    "InfographicPage",
    "MainPoint",
    "NewsPage",
    "PressSectionPage",
    "VideoPage",
]
