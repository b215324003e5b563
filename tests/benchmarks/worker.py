"""A process that asks for pages in one museum: reads {"page": name, "seconds": s} by the line, answers what it saw."""

import json
import statistics
import sys
import time

import django
from django.core.cache import cache


class Visitor:
    """Asks for pages through the whole of Django, in this process, as a visitor or for the admin as a registrar."""

    def __init__(self):
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group
        from django.test import Client

        from .pages import pages

        self.pages = pages()
        self.visitor, self.registrar = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
        user, _ = get_user_model().objects.get_or_create(username="benchmark", is_staff=True, is_active=True)
        user.groups.add(Group.objects.get(name="registrar"))
        self.registrar.force_login(user)

    def get(self, page: str, address: str):
        cache.clear()  # of answers: each shall be made anew
        response = (self.registrar if page.startswith("admin") else self.visitor).get(address)
        body = response.getvalue() if response.streaming else response.content
        assert response.status_code == 200, f"{address} answered {response.status_code}: {body[:300]!r}"
        return body

    def look(self, page: str) -> dict:
        """The largest number of queries and the mean size of the answer, over the addresses of `page`."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counts, sizes = [], []
        for address in self.pages[page]:
            self.get(page, address)  # what is remembered from the first time on is no query of the second
            with CaptureQueriesContext(connection) as queries:
                sizes.append(len(self.get(page, address)))
            counts.append(len(queries))
        return {"queries": max(counts), "bytes": statistics.mean(sizes), "addresses": len(sizes)}

    def time(self, page: str, seconds: float) -> list[tuple[float, float]]:
        """(CPU, wall) milliseconds of each request made in about `seconds`, each address equally often."""
        found, until = [], time.perf_counter() + seconds
        while time.perf_counter() < until or not found:
            for address in self.pages[page]:
                wall, cpu = time.perf_counter(), time.process_time()
                self.get(page, address)
                found.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
        return found


def main() -> None:
    django.setup()
    visitor = Visitor()
    print(json.dumps(list(visitor.pages)), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        page = order["page"]
        answer = visitor.time(page, order["seconds"]) if "seconds" in order else visitor.look(page)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
