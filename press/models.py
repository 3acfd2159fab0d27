"""Every model of the app, gathered where Django looks for them."""

from press.captions import Captions
from press.pages import BriefingPage, InfographicPage, NewsPage, PressSectionPage, VideoPage

__all__ = ["BriefingPage", "Captions", "InfographicPage", "NewsPage", "PressSectionPage", "VideoPage"]
