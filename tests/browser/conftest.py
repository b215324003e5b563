"""Chromium for the tests that need eyes and hands.

`page` is a fresh browser window on the live server. The test fails when a page reported an error, broke the content
security policy or asked another host for anything, so that no test has to remember to look.

    def test_home(page, assert_accessible):
        page.goto("/")
        assert_accessible(page)
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.utils.module_loading import import_string

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a worker."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed; mend: pip install -e .[test]"
    )
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}; mend: apt-get install chromium, or set CHROMIUM to one")
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as driver:
        # Playwright's loop runs in this thread, and Django takes that for an async view; the tests are not one.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


class Complaints(list):
    """What the pages of a test had to complain about, less what the test expects."""

    def __init__(self):
        super().__init__()
        self.expected = []

    def expect(self, text):
        """Let complaints that hold `text` pass, such as the "404" of a page that is meant to be missing."""
        self.expected.append(text)

    def unexpected(self):
        return [complaint for complaint in self if not any(text in complaint for text in self.expected)]


@pytest.fixture
def complaints():
    """Console errors, CSP violations and requests to other hosts. `complaints.expect("404")` lets one pass."""
    return Complaints()


@pytest.fixture
def open_page(browser, live_server, complaints):
    """A function that opens one more window with cookies of its own: `open_page(viewport=PHONE, user=curator)`."""
    contexts = []

    def open_page(user=None, viewport=DESKTOP, **options):
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        context.set_default_timeout(15_000)
        context.on("page", lambda page: listen(page, complaints, urlsplit(live_server.url).netloc))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints.unexpected(), "\n".join(complaints.unexpected())


@pytest.fixture
def page(open_page):
    return open_page()


def listen(page, complaints, host):
    """Collect what `page` complains about. Chromium writes a policy violation to the console as an error."""

    def to_another_host(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != host:
            complaints.append(f"{page.url}: asked another host for {request.url}")

    def said(message):
        # A page without an icon of its own makes the browser look for one; no page asked for that.
        icon = message.location.get("url", "").endswith("/favicon.ico")
        if message.type == "error" and not icon and not getattr(page, "measured", False):
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", to_another_host)


def session_cookie(user, url):
    """A cookie that signs `user` in, as the sign-in page would give it."""
    store: SessionBase = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": store.session_key, "url": url}


def violations(page):
    """What axe finds on the page, as `rule: element` lines."""
    from axe_playwright_python.sync_playwright import Axe

    page.measured = True  # axe tries out inline styles, which the policy refuses as it should
    try:
        # What passes need not be told element by element: half of the time.
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response["violations"]
    finally:
        page.measured = False
    return [f"{rule['id']} ({rule['help']}): {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="session")
def assert_accessible():
    """A function: `assert_accessible(page)` fails with each violation of WCAG 2.2 AA that axe finds."""

    def check(page):
        found = violations(page)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture(scope="session")
def assert_fits():
    """A function: `assert_fits(page)` fails when the page is wider than its window and has to be scrolled sideways."""

    def check(page):
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room, f"{page.url} is {wide} pixels wide in a window of {room}"

    return check
