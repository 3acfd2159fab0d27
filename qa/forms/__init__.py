"""Forms of the public question pages."""

from qa.forms.ask import AskForm, ContactForm
from qa.forms.blackout import BlackoutForm

__all__ = ["AskForm", "BlackoutForm", "ContactForm"]
