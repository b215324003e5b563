"""Promise 22: every kind of answer carries what Mozilla's Observatory asks of a site that scores 100.

The answers come from the museum as shipped: production's settings, its own migrated database, collected and hashed
static files.
"""

import json

import pytest
from django.http import HttpResponse

from config.middleware import content_policy
from tests import production

PAGES = {
    "home": "/",
    "list": "/exhibits/",
    "missing page": "/nothing-here/",
    "sign-in": "/accounts/login/",
    "admin": "/admin/login/",
    "admin behind the door": "/admin/",
    "API": "/api/v1/exhibits/",
    "missing in the API": "/api/v1/nothing-here/",
}
PROBE = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client
from accounts.models import User

call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
client = Client(headers={"host": "museum.example", "x-forwarded-proto": "https"})

def answer(path, client=client):
    response = client.get(path)
    cookies = {name: {key: morsel[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
               for name, morsel in response.cookies.items()}
    return {"status": response.status_code, "headers": dict(response.headers), "cookies": cookies}

answers = {name: answer(path) for name, path in json.loads(sys.argv[1]).items()}
answers["static file"] = answer(static("admin/css/base.css"))
answers["plain HTTP"] = answer("/", Client(headers={"host": "museum.example"}))
answers["wrong host"] = answer("/", Client(headers={"host": "elsewhere.example", "x-forwarded-proto": "https"}))
user = User.objects.create_superuser("someone", password="a long enough pass-phrase")
signed_in = client.post("/accounts/login/", {"username": "someone", "password": "a long enough pass-phrase"},
                        headers={"referer": "https://museum.example/"})
answers["signing in"] = {
    "status": signed_in.status_code, "headers": dict(signed_in.headers),
    "cookies": {name: {key: morsel[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
                for name, morsel in signed_in.cookies.items()},
}
answers["admin within"] = answer("/admin/")
json.dump(answers, sys.stdout)
"""
EVERYWHERE = [*PAGES, "static file", "wrong host", "signing in", "admin within"]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Status, headers and cookies of each answer, by its name above."""
    folder = tmp_path_factory.mktemp("production")
    probe = production.run(
        "-c", PROBE, json.dumps(PAGES),
        DATABASE_URL=f"sqlite:///{folder}/museum.sqlite3", STATIC_ROOT=str(folder / "static"),
    )
    assert probe.returncode == 0, probe.stderr
    return json.loads(probe.stdout)


def policy(answer):
    """The content security policy as {directive: [source, …]}."""
    text = answer["headers"]["Content-Security-Policy"]
    return {name: sources for name, *sources in (part.split() for part in text.split(";") if part.strip())}


def test_answers_are_what_they_are_taken_for(answers):
    status = {name: answer["status"] for name, answer in answers.items()}

    assert status == {
        "home": 200, "list": 200, "missing page": 404, "sign-in": 200, "admin": 200, "admin behind the door": 302,
        "API": 200, "missing in the API": 404, "static file": 200, "plain HTTP": 301, "wrong host": 400,
        "signing in": 302, "admin within": 200,
    }  # fmt: skip


@pytest.mark.parametrize("name", EVERYWHERE)
def test_content_security_policy_allows_nothing_inline_or_foreign(answers, name):
    sources = policy(answers[name])

    assert sources["default-src"] == ["'none'"]
    assert sources["frame-ancestors"] == sources["base-uri"] == sources["object-src"] == ["'none'"]
    assert sources["form-action"] == sources["script-src"] == sources["style-src"] == ["'self'"]
    assert {source for listed in sources.values() for source in listed} <= {"'none'", "'self'", "data:"}
    assert [directive for directive, listed in sources.items() if "data:" in listed] == ["img-src"]


@pytest.mark.parametrize("name", EVERYWHERE)
def test_headers_say_what_observatory_asks(answers, name):
    headers = answers[name]["headers"]

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert not {"Server", "X-Powered-By"} & headers.keys()


@pytest.mark.parametrize("name", EVERYWHERE)
def test_strict_transport_is_demanded_for_two_years_and_every_subdomain(answers, name):
    assert answers[name]["headers"]["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_plain_http_is_sent_to_https_on_the_same_host(answers):
    assert answers["plain HTTP"]["headers"]["Location"] == f"https://{production.HOST}/"


def test_every_cookie_is_locked_to_this_host_and_hidden_from_scripts(answers):
    cookies = {name: flags for answer in answers.values() for name, flags in answer["cookies"].items()}

    assert cookies.keys() == {"__Host-sessionid", "__Host-csrftoken"}
    for flags in cookies.values():
        assert flags == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}


def test_visitor_gets_no_cookie(answers):
    """A public page that sets one could not be cached, and would have to ask leave."""
    for name in ("home", "list", "missing page", "API", "static file"):
        assert answers[name]["cookies"] == {}, name


def test_static_file_is_named_by_its_content_and_kept_for_ever(answers):
    assert "immutable" in answers["static file"]["headers"]["Cache-Control"]


# --- who may read across origins --------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "allowed"), [("/api/v1/exhibits/", "*"), ("/", None), ("/accounts/login/", None)])
def test_only_the_api_answers_other_origins(client, path, allowed):
    answer = client.get(path, headers={"origin": "https://elsewhere.example"})

    assert answer.headers.get("Access-Control-Allow-Origin") == allowed
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.django_db
def test_other_origins_may_read_and_not_write(client):
    answer = client.options(
        "/api/v1/exhibits/",
        headers={"origin": "https://elsewhere.example", "access-control-request-method": "POST"},
    )

    assert set(answer.headers["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.django_db
def test_page_asked_for_again_unchanged_is_not_sent_again(client):
    first = client.get("/")

    again = client.get("/", headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("debug", "status", "named"), [(False, 404, True), (True, 200, True), (True, 404, False)])
def test_only_djangos_pages_for_developers_go_without_a_policy(settings, rf, debug, status, named):
    settings.DEBUG = debug
    answer = content_policy(lambda request: HttpResponse(status=status))(rf.get("/"))
    assert ("Content-Security-Policy" in answer.headers) is named
