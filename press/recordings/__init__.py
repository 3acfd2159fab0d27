"""Recordings: what an uploaded file is, and how it becomes what every browser plays."""
