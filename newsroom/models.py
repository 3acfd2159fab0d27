"""Every model of the app, gathered where Django looks for them."""

from newsroom.translating.models import Piece, Standing

__all__ = ["Piece", "Standing"]
