"""The press service's own screens in the admin: running a briefing, and recordings on their way."""
