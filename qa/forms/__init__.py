"""Forms of the public question pages."""

from qa.forms.ask import AskForm, ContactForm

__all__ = ["AskForm", "ContactForm"]
