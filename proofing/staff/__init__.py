"""The screens of proofreading in Wagtail's admin."""
