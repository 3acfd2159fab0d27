"""Public pages of the question service, below /<language>/questions/."""
