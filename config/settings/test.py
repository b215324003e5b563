"""The test suite: quick where speed is all that changes, otherwise as development."""

from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "insecure-key-for-tests-only"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO_ACCOUNTS_ALLOWED = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Each test client builds the middleware anew; looking files up one by one is
# cheaper than listing them all for every client.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
