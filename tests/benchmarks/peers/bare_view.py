"""Raw SQL and orjson in a Django view, with no middleware around it."""

from django.db import connection
from django.http import HttpResponse
from django.urls import re_path

from .raw_sql import answer


def fetch(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def view(request):
    body = answer(request.path, request.GET, fetch, connection.vendor)
    return HttpResponse(body, content_type="application/json", headers={"Content-Length": str(len(body))})


urlpatterns = [re_path("", view)]
