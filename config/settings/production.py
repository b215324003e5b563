"""Production: HTTPS only, and no start with a setting that would be a hole."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, BASE_DIR

SECRET_KEY_LENGTH = 50
MAKE_A_KEY = "`python -c 'import secrets; print(secrets.token_urlsafe(64))'` prints a new one"

DEBUG = False
if env.flag("DEBUG", False):
    raise env.refuse("DEBUG", "is on, which shows every visitor the museum's inside", "0")

SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    raise env.refuse("SECRET_KEY", f"is missing: {MAKE_A_KEY}", "<the line it printed>")
if "insecure" in SECRET_KEY or len(SECRET_KEY) < SECRET_KEY_LENGTH or len(set(SECRET_KEY)) < 10:
    raise env.refuse(
        "SECRET_KEY",
        f"can be guessed: {SECRET_KEY_LENGTH} random characters are the least; {MAKE_A_KEY}",
        "<the line it printed>",
    )

if not ALLOWED_HOSTS:
    raise env.refuse("ALLOWED_HOSTS", "is missing: under what name is the museum reached?",
                     "museum.example")

# --- HTTPS ----------------------------------------------------------------------

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Only where a proxy in front always sets this header itself: otherwise a visitor could.
if env.flag("SECURE_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The __Host- prefix makes browsers refuse these cookies from any other host or over HTTP.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- Static files: `manage.py collectstatic` names each by its content ------------

STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
