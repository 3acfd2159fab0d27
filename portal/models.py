"""Every model of the portal floor, gathered where Django looks for them."""

from portal.calendar import DayOverride
from portal.events import Event
from portal.media import PortalDocument, PortalImage, PortalMedia, PortalRendition
from portal.notices import Notice
from portal.retention import Erasure, RetentionTerm
from portal.second_factor.models import RecoveryCode, SecondFactor
from portal.users import User

__all__ = [
    "DayOverride",
    "Erasure",
    "Event",
    "Notice",
    "PortalDocument",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "RecoveryCode",
    "RetentionTerm",
    "SecondFactor",
    "User",
]
