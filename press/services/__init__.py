"""The verbs of the press service."""
