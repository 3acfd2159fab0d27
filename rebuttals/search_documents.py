"""What search knows of a rebuttal."""

from django.utils.translation import gettext as _

from rebuttals.pages import RebuttalIndexPage, RebuttalPage
