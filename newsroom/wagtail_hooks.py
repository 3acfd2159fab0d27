"""The newsroom in Wagtail's admin."""

from newsroom.translating import hooks as _translations  # noqa: F401 registers its own
