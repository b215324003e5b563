"""Every address of the museum, by the layer that answers it."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("api/v1/", include("collection.api.urls")),
    path("", include("collection.public.urls")),
]

handler400 = "collection.public.errors.bad_request"
handler403 = "collection.public.errors.forbidden"
handler404 = "collection.public.errors.not_found"
handler500 = "collection.public.errors.server_error"
