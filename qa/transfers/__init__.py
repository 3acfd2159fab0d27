"""The work of exports and imports, in steps: each ends with a mark from which the next one goes on."""
