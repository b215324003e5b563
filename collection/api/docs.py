"""The two pages for people who write programs: a guide by example, and every operation."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from collection.models import Exhibit

from .reading import HANDLES, root_of


@require_safe
def docs(request):
    """Every operation, from the OpenAPI description, in Swagger UI."""
    return render(request, "collection/api_docs.html")


@require_safe
def guide(request):
    """Examples that run as they stand: each names this museum's own address and one of its exhibits."""
    exhibit = Exhibit.objects.visible_to(None).order_by("accession_sort", "pk").first()
    context = {
        "api": root_of(request).rstrip("/"),
        "handle": exhibit.public_id if exhibit else "4k7m2p9x0q",
        "resources": list(HANDLES),
    }
    return render(request, "collection/api_guide.html", context)
