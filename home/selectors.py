"""The front page, composed from what the other apps offer."""
