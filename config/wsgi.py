"""The WSGI application that the page server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What is loaded by now stays: the collector need not walk it again, and a page makes no cycles worth an early look
# (measured in docs/decisions/0005-speed.md).
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
