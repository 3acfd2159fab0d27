"""Settings, all from the environment, safe by default.

`JAUAP_MODE=production` (the default) refuses to start without `SECRET_KEY`, `ALLOWED_HOSTS`, `CIPHER_KEYS` and
`EMAIL_URL`; `JAUAP_MODE=local` is for a laptop and for the tests. The table of variables is in README.md.
"""

from pathlib import Path

from cryptography.fernet import Fernet
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

MODE = env.str("JAUAP_MODE", "production", validate=validate.OneOf(["production", "local"]))
LOCAL = MODE == "local"
DEBUG = LOCAL and env.bool("DEBUG", False)


def required(name: str, local: str) -> str:
    """The variable `name`; in local mode `local` stands in. Raises ImproperlyConfigured when missing."""
    value = env.str(name, local if LOCAL else "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment, or JAUAP_MODE=local to try the portal on a laptop."
        )
    return value


def listed(name: str, local: str) -> list[str]:
    """The values of the variable `name`, separated by commas; at least one. Raises ImproperlyConfigured."""
    values = [value.strip() for value in required(name, local).split(",") if value.strip()]
    if not values:
        raise ImproperlyConfigured(f"{name} holds nothing but commas.")
    return values


VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# "mailto:…" or "https://…": where people tell of holes in the portal (RFC 9116); nothing: the file is not there.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "mailto:security@example.gov.kz" if LOCAL else "").strip()
SECRET_KEY = required("SECRET_KEY", "local-only-not-a-secret")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
# Fernet keys, newest first; the rest only decrypt (see docs/deploy.md for how to rotate them).
CIPHER_KEYS = listed("CIPHER_KEYS", "bG9jYWwtb25seS1rZXktbm90LWEtc2VjcmV0LTEyMzQ=")
try:
    [Fernet(key) for key in CIPHER_KEYS]
except ValueError as error:  # now, not at the first question
    raise ImproperlyConfigured(f"CIPHER_KEYS holds what is no Fernet key: {error}") from error
BASE_URL = env.str("BASE_URL", "http://localhost:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0]}")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "intake.views.csrf_failure"

INSTALLED_APPS = [
    "home",
    "newsroom",
    "machines",
    "demo",
    "qa",
    "rebuttals",
    "press",
    "content",
    "intake",
    "search",
    "proofing",
    "directory",
    "portal",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtailmedia",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_q",
    "axes",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.uploads.UploadsMiddleware",
    "portal.middleware.CookiesMiddleware",
    "portal.middleware.LanguageAliasMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.second_factor.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.ContentPolicyMiddleware",
    "proofing.publishing.PublishingMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "qa.middleware.SeatsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    },
]

# -- Data -----------------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Several processes write: WAL, an early write lock and patience (0 of 450 writers locked out,
    # against 34 of 450 with Django's defaults).
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        # What was erased is overwritten, pages that a long text leaves whole too (FAST would keep those).
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
    # Opening the file and setting it up again takes longer than all queries of a page.
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 300)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SEARCH_INDEX = Path(env.str("SEARCH_INDEX", str(VAR_DIR / "search.sqlite3")))
# Addresses of an Elasticsearch, with commas between them: then readers are answered by it, and by the file above when
# it has not answered within ELASTICSEARCH_PATIENCE milliseconds.
ELASTICSEARCH_HOSTS: list[str] = env.list("ELASTICSEARCH_URL", [])
ELASTICSEARCH_PREFIX = env.str("ELASTICSEARCH_PREFIX", "jauap")
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA_CERTS = env.str("ELASTICSEARCH_CA_CERTS", "")
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", 1)
ELASTICSEARCH_PATIENCE = env.int("ELASTICSEARCH_PATIENCE", 200)
# Search engines are told of what changed if there is a key: 8 to 128 letters, digits and hyphens, freely chosen.
INDEXNOW_KEY = env.str("INDEXNOW_KEY", "").strip()
INDEXNOW_URL = env.str("INDEXNOW_URL", "https://api.indexnow.org/indexnow")

# How long a moderator has a question in hand without a sign of life, and how long a bulk action can be undone.
MODERATION_LEASE_MINUTES = env.int("MODERATION_LEASE_MINUTES", 10)
MODERATION_UNDO_MINUTES = env.int("MODERATION_UNDO_MINUTES", 10)
# How long a translator has a story in hand without a sign of life.
TRANSLATION_LEASE_MINUTES = env.int("TRANSLATION_LEASE_MINUTES", 120)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Wagtail would write every rendition that a page shows there anew; pages fetch theirs in one query (portal.images).
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

# -- Languages ------------------------------------------------------------------------------------
LANGUAGE_CODE = "kk"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
# Ours wins over our words for packages (portal/packages.py), and these over what the packages say themselves.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_packages"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

# -- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "portal.stylesheet.SiteStylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"  # citizens' attachments, exports: never under a public address
SHARE_ROOT = VAR_DIR / "share"  # pictures drawn for links: each host has its own, and may lose them
EXPORT_HOURS = env.int("EXPORT_HOURS", 24)  # how long the file of an export can be downloaded
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600  # for what has no hash in its name; what has one is kept for good
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page of 200 blocks in Wagtail's editor has 1,000, a table of 30 rows 700

# Settled before the first migration: these three are dear to change later.
AUTH_USER_MODEL = "portal.User"
WAGTAILIMAGES_IMAGE_MODEL = "portal.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "portal.PortalDocument"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "portal.PortalMedia",
    "MEDIA_FORM_BASE": "press.forms.RecordingForm",
    "VIDEO_EXTENSIONS": [],  # the form looks at the file itself; what was broadcast live is a playlist
}

# -- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Жауап"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request leaves the site
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "proofing.pictures.PictureForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000  # unpacked: 180 MB
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif", "svg"]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A class that fills in drafts of translations: "package.module.Class", a wagtail-localize machine translator, with its
# options as JSON. None: no machine translates. What one wrote is marked until a person has confirmed it.
_machine = env.str("MACHINE_TRANSLATOR", "").strip()
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = (
    {"CLASS": _machine, "OPTIONS": env.json("MACHINE_TRANSLATOR_OPTIONS", {})} if _machine else None
)
WAGTAILADMIN_PERMITTED_LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Readers' own devices keep the pages they read last; switched off, devices forget them at the next visit.
OFFLINE_READING = env.bool("OFFLINE_READING", True)
# Addresses outside that pages lead to are asked at night whether they still answer (proofing/nightly.py).
LINK_CHECKS = env.bool("LINK_CHECKS", not LOCAL)

# -- Asking ---------------------------------------------------------------------------------------
EOTINISH_URL = env.str("EOTINISH_URL", "https://eotinish.kz")  # where formal appeals are made

# -- Jobs (django-q2, by portal.jobs alone) -------------------------------------------------------
Q_CLUSTER = {
    "name": "jauap",
    "orm": "default",
    "workers": env.int("JOB_WORKERS", 2),
    "poll": 0.2,
    "timeout": 60,
    "retry": 90,
    "max_attempts": 5,
    "ack_failures": True,
    "catch_up": False,
    "save_limit": 1000,
    "label": "Jobs",
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# -- Mail -----------------------------------------------------------------------------------------
# Without a mail server notices would end on the console, with the addresses they are for.
required("EMAIL_URL", "file://")
_mail = env.dj_email_url("EMAIL_URL", "file://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
# The address is read without its first slash; without a path, mails are files in VAR_DIR.
EMAIL_FILE_PATH = f"/{_mail['EMAIL_FILE_PATH']}" if _mail.get("EMAIL_FILE_PATH") else str(VAR_DIR / "mail")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Жауап <no-reply@localhost>")
# Where letters that cannot be delivered come back to, and the maildir in which they are found (docs/deploy.md).
BOUNCE_ADDRESS = env.str("MAIL_BOUNCES", "")
BOUNCE_MAILDIR = env.str("MAIL_BOUNCES_DIR", "")
MAIL_PER_DOMAIN = env.int("MAIL_PER_DOMAIN", 300)  # letters to one domain in one sweep, that is in a minute

# -- Open data ------------------------------------------------------------------------------------
OPEN_DATA_LICENCE = env.str("OPEN_DATA_LICENCE", "CC BY 4.0")
OPEN_DATA_LICENCE_URL = env.str("OPEN_DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")

# -- Security -------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_CLIENT_IP_CALLABLE = "intake.limits.sign_in_address"
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)  # how many proxies before us set X-Forwarded-For
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
# A code from the phone at every sign-in. Off on a laptop, so that the demo's accounts open with their password alone.
TWO_FACTOR = env.bool("TWO_FACTOR", not LOCAL)
SECURE_SSL_REDIRECT = not LOCAL and env.bool("SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 0 if LOCAL else env.int("HSTS_SECONDS", 31_536_000)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's editor has inline scripts and styles; only its own paths get this policy.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
