"""The WSGI application. Whoever serves it means production unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

from config import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()
warm.start()
