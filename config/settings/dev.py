"""Development, and `make demo`: plain HTTP on this machine, nothing to set up."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS

# make demo sets DEBUG=0, so that a missing page is the museum's and not Django's.
DEBUG = env.flag("DEBUG", True)
SECRET_KEY = env.text("SECRET_KEY", "insecure-key-for-development-only")
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
DEMO_ACCOUNTS_ALLOWED = True

# Static files straight from the source, whether DEBUG is on or off.
WHITENOISE_USE_FINDERS = True
