"""Translations of pages: how far they lag, what is next, who has it in hand, publishing a story in all languages.

wagtail-localize holds the texts and their translations; here is what it does not know: when a translation went public
and since when it no longer says what its original says.
"""
