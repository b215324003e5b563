"""Addresses of the plain API and the plain admin."""

from django.urls import include, path

from .plain_admin import site
from .plain_drf import router

urlpatterns = [path("admin/", site.urls), path("api/", include(router.urls))]
