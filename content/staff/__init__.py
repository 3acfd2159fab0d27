"""Screens for those who write the undated pages, in Wagtail's admin."""
