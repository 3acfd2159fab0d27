"""Every model of the app, gathered where Django looks for them."""

from newsroom.models.banner import UrgentBanner
from newsroom.models.plans import CalendarKey, PlannedPiece
from newsroom.models.translations import Piece, Standing

__all__ = ["CalendarKey", "Piece", "PlannedPiece", "Standing", "UrgentBanner"]
