"""What every environment shares. Only `config.env` reads the environment."""

from pathlib import Path

from config import env
from config.caches import caches
from config.databases import databases
from config.settings.api import *  # noqa: F403  (one long list of its own)
from config.settings.headers import *  # noqa: F403  (another)

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# --- The museum -----------------------------------------------------------------

SITE_NAME = env.text("SITE_NAME", "Vitrine")
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
LANGUAGE_CODE = "en-gb"
USE_I18N = False  # one language: looking for the reader's own takes a fifteenth of a page's time
USE_TZ = True

# --- The house ------------------------------------------------------------------

ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "config.urls"
CSRF_FAILURE_VIEW = "collection.public.errors.csrf_failure"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

# accounts comes after auth: its roles need the permissions that auth creates first.
INSTALLED_APPS = [
    "config",
    "config.site.MuseumAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "accounts",
    "collection",
    "corsheaders",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
]

# What sets headers stands before WhiteNoise, so that static files carry them too.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.content_policy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.resource_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    # Keeps an ETag that the API has set, and makes one for pages that have none.
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Next to the view, so that it knows which one it is.
    "config.fresh.FreshAnswers",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.museum",
            ],
        },
    },
]

# --- The records ----------------------------------------------------------------

DATABASES = databases(BASE_DIR)
REPLICA_MAX_LAG = env.integer("DATABASE_REPLICA_MAX_LAG", 5, 2, 3600)  # seconds
if len(DATABASES) > 1:
    DATABASE_ROUTERS = ["config.routers.ReplicaRouter"]
    MIDDLEWARE.append("config.middleware.VisitorsReadReplicas")
CACHES = caches()
# How long caches in front of the museum may answer visitors without asking. What is withdrawn stays there so long.
HTTP_CACHE_SECONDS = env.integer("HTTP_CACHE_SECONDS", 0, 0, 3600)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- The people -----------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

KNOX_TOKEN_MODEL = "accounts.ApiToken"
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_PREFIX": "vitrine_",  # lets scanners recognise a token that leaked
    "TOKEN_MODEL": KNOX_TOKEN_MODEL,
}
# Knox's own table is swapped for ours; its migrations would create it all the same.
MIGRATION_MODULES = {"knox": None}

# `manage.py demo_accounts` makes users with a known password.
DEMO_ACCOUNTS_ALLOWED = False

# --- Files and messages ---------------------------------------------------------

MEDIA_ROOT = env.text("MEDIA_ROOT", str(BASE_DIR / "media"))
# What people send to be imported: never served. Workers that carry imports out read it from the same place.
IMPORT_ROOT = env.text("IMPORT_ROOT", str(BASE_DIR / "imports"))
IMPORT_MAX_BYTES = env.integer("IMPORT_MAX_MB", 1000, 1, 1_000_000) * 2**20
STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers would say everything a second time.
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}
