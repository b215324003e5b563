"""What every template may name."""

from django.conf import settings


def museum(request):
    """`site_name`: what the museum calls itself."""
    return {"site_name": settings.SITE_NAME}
