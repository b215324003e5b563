"""Raw SQL and orjson without Django: what the machine, the server and the database can do at most."""

import os
import sqlite3
import threading
from urllib.parse import parse_qsl

from .raw_sql import answer

_URL = os.environ["DATABASE_URL"]
_VENDOR = "sqlite" if _URL.startswith("sqlite") else "postgresql"
_local = threading.local()


def _connection():
    """One a thread, kept."""
    if not hasattr(_local, "connection"):
        if _VENDOR == "sqlite":
            _local.connection = sqlite3.connect(_URL.removeprefix("sqlite:///"))
        else:
            import psycopg

            _local.connection = psycopg.connect(_URL, autocommit=True)
    return _local.connection


def fetch(sql, parameters):
    if _VENDOR == "sqlite":
        sql = sql.replace("%s", "?")
    return _connection().execute(sql, parameters).fetchall()


def application(environ, start_response):
    body = answer(environ["PATH_INFO"], dict(parse_qsl(environ["QUERY_STRING"])), fetch, _VENDOR)
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
