"""Pages of all kinds as data, below /api/v1/pages; what all open data share is in `intake`."""
