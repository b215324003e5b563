"""Reads the index into a new server process, so that no visitor waits for it: two seconds at 1.15 million exhibits."""

import logging
from threading import Thread

logger = logging.getLogger(__name__)


def start() -> Thread:
    """Read it beside whatever is asked meanwhile."""
    thread = Thread(target=read, name="warm", daemon=True)
    thread.start()
    return thread


def read() -> None:
    """What the first visitor to the lists would have waited for. Without a database, or tables, it is left at that."""
    from django.db import DatabaseError, connections
    from django.http import QueryDict

    from collection.filters.parameters import Several
    from collection.filters.selection import Selection

    try:
        everything = Selection(None, QueryDict())
        facets = [name for name, one in Selection.parameters.items() if isinstance(one, Several) and one.facet]
        everything.facets(facets)
        everything.page(size=1)
    except DatabaseError as error:
        logger.warning("The index could not be read ahead: %s", error)
    finally:
        connections.close_all()
