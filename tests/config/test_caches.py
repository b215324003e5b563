"""Where answers are kept, as CACHE_URL says; a Redis that fails costs no answer."""

import logging
import shutil
import socket
import subprocess
import time
from contextlib import closing

import pytest
from django.core.cache import caches as cache_handler
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from config import caches, redis


@pytest.fixture
def cache(monkeypatch):
    """The cache that an address makes."""

    def cache(url):
        monkeypatch.setenv("CACHE_URL", url)
        with override_settings(CACHES=caches.caches()):
            return cache_handler["default"]

    return cache


@pytest.mark.parametrize(
    "value", ["memory", "memcached://localhost", "file://cache", "file:///", "redis://", "redis:///0"]
)
def test_address_of_no_cache_is_refused_with_one_that_would_do(monkeypatch, value):
    monkeypatch.setenv("CACHE_URL", value)

    with pytest.raises(ImproperlyConfigured, match=r"CACHE_URL .*An accepted value: CACHE_URL=\S+"):
        caches.caches()


def test_missing_package_is_named(monkeypatch):
    monkeypatch.setenv("CACHE_URL", "redis://localhost:6379/0")
    monkeypatch.setattr(caches.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match="pip install redis"):
        caches.caches()


def test_each_process_keeps_its_own_and_not_without_end(cache):
    kept = cache("")
    for number in range(2 * caches.IN_PROCESS):
        kept.set(f"answer {number}".replace(" ", "-"), b"page")

    found = kept.get_many([f"answer-{number}" for number in range(2 * caches.IN_PROCESS)])

    assert 0 < len(found) <= caches.IN_PROCESS
    assert kept.get(f"answer-{2 * caches.IN_PROCESS - 1}") == b"page"


def test_processes_share_a_folder(cache, tmp_path):
    cache(f"file://{tmp_path}/kept").set("answer", b"page")

    assert cache(f"file://{tmp_path}/kept").get("answer") == b"page"


@pytest.fixture
def server(tmp_path):
    """The address of a Redis started for the test."""
    pytest.importorskip("redis", reason="the package redis is not installed; mend: pip install -e .[test]")
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server; mend: apt-get install redis-server")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmp_path],
        stdout=subprocess.DEVNULL,
    )
    for _ in range(100):
        with closing(socket.socket()) as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0", process
    process.kill()
    process.wait()


def test_machines_share_a_redis_until_it_goes_and_do_without_it_then(cache, server, caplog):
    url, process = server
    kept = cache(url)
    kept.set("answer", ({"ETag": "x"}, b"page"))
    assert cache(url).get("answer") == ({"ETag": "x"}, b"page")

    process.kill()
    process.wait()
    with caplog.at_level(logging.WARNING, redis.__name__):
        started = time.monotonic()
        for _ in range(100):
            assert kept.get("answer", "nothing") == "nothing"
            kept.set("answer", b"page")

    assert time.monotonic() - started < 1
    assert len(caplog.records) == 1
