"""The pages of the fact-checks that are no Wagtail pages."""
