"""The portal's settings for the tests: local mode, quick passwords, files in a folder of their own.

`DATABASE_URL` moves the whole suite to PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile

os.environ["JAUAP_MODE"] = "local"
# A folder for each process: tests that run side by side must not write each other's files.
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="jauap-tests-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
AXES_ENABLED = False
SUSPICION = {"least_seconds": 0}  # tests fill in forms faster than any person
BASE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in life: SQLite's shared memory refuses a second writer at once instead of letting it wait.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "tests.sqlite3")}  # noqa: F405
