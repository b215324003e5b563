"""Promise 23, and the settings: a bad value is refused by name, with one that would do; production has no holes."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from config import env
from tests import production

GOOD_KEY = production.SETTINGS["SECRET_KEY"]


# --- reading the environment ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "arguments", "value"),
    [
        (env.flag, (False,), "maybe"),
        (env.integer, (8000, 1, 65535), "eighty"),
        (env.integer, (8000, 1, 65535), "70000"),
        (env.integer, (8000, 1, 65535), "-1"),
        (env.integer, (8000, 1, 65535), "²"),
        (env.hosts, (), "https://museum.example"),
        (env.hosts, (), "museum.example:8000"),
        (env.origins, (), "museum.example"),
        (env.time_zone, ("UTC",), "Asia/Nowhere"),
        (env.time_zone, ("UTC",), "../etc/passwd"),
    ],
)
def test_bad_value_is_refused_by_name_with_one_that_would_do(monkeypatch, reader, arguments, value):
    monkeypatch.setenv("A_SETTING", value)

    with pytest.raises(ImproperlyConfigured, match=r"A_SETTING .*An accepted value: A_SETTING=\S+"):
        reader("A_SETTING", *arguments)


@pytest.mark.parametrize("spelling", ["1", "true", "Yes", " on "])
def test_yes_in_its_usual_spellings(monkeypatch, spelling):
    monkeypatch.setenv("A_SETTING", spelling)

    assert env.flag("A_SETTING", False) is True


def test_empty_value_counts_as_unset(monkeypatch):
    monkeypatch.setenv("A_SETTING", "")

    assert env.flag("A_SETTING", True) is True
    assert env.integer("A_SETTING", 8000, 1, 65535) == 8000
    assert env.hosts("A_SETTING", ["localhost"]) == ["localhost"]


# --- SQLite's safeguards ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_database_passes_its_own_check():
    assert run_checks(tags=["database"], databases=["default"]) == []


@pytest.mark.only_on("sqlite")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pragma", ["foreign_keys", "recursive_triggers", "synchronous"])
def test_lost_pragma_is_reported(pragma):
    with connection.cursor() as cursor:
        before = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
        cursor.execute(f"PRAGMA {pragma} = 0")
        try:
            errors = run_checks(tags=["database"], databases=["default"])
        finally:
            cursor.execute(f"PRAGMA {pragma} = {before}")

    assert [pragma in error.msg for error in errors] == [True]


@pytest.mark.only_on("sqlite")
@pytest.mark.django_db
def test_lost_immediate_mode_is_reported(monkeypatch):
    monkeypatch.setattr(connections["default"], "transaction_mode", None)

    assert [error.id for error in run_checks(tags=["database"], databases=["default"])] == ["vitrine.E002"]


# --- production -------------------------------------------------------------------------------------------------------


def test_deployment_check_prints_no_warning(tmp_path):
    database = f"sqlite:///{tmp_path}/museum.sqlite3"

    checked = production.run(
        "manage.py", "check", "--deploy", "--fail-level", "DEBUG", "--database", "default", DATABASE_URL=database
    )

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 64),
        ("SECRET_KEY", "django-insecure-" + GOOD_KEY),
        ("SECRET_KEY", "insecure-key-for-development-only"),
        ("DEBUG", "1"),
        ("ALLOWED_HOSTS", None),
        ("SECURE_PROXY", "perhaps"),
    ],
)
def test_production_refuses_to_start(name, value):
    started = production.run("-c", "import config.wsgi", **{name: value})

    assert started.returncode != 0
    assert f"ImproperlyConfigured: {name} " in started.stderr


def test_refusal_tells_how_to_make_a_key():
    started = production.run("-c", "import config.wsgi", SECRET_KEY=None)

    assert "secrets.token_urlsafe(64)" in started.stderr


def test_production_starts_with_what_it_asks_for():
    started = production.run("-c", "import config.wsgi, config.server")

    assert started.returncode == 0, started.stderr


def test_demonstration_accounts_are_refused_in_production():
    refused = production.run("manage.py", "demo_accounts")

    assert refused.returncode != 0
    assert "everybody knows the password" in refused.stderr
