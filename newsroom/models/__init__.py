"""Every model of the app, gathered where Django looks for them."""

from newsroom.models.banner import UrgentBanner
from newsroom.models.plans import CalendarKey, PlannedPiece

__all__ = ["CalendarKey", "PlannedPiece", "UrgentBanner"]
