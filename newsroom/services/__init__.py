"""The verbs of the newsroom."""
