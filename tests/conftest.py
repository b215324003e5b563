"""What every test runs under: a database that says its name, no silent skips, a history that can be flushed."""

import gc
import os
import sqlite3

import pytest
from django.db import connection
from django.test import TransactionTestCase

CI = bool(os.environ.get("CI"))


def database_name():
    """The database under test, such as "PostgreSQL 15.18". Asks the server without opening Django's connection."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"]) as server:
        version = server.info.server_version
    return f"PostgreSQL {version // 10_000}.{version % 10_000}"


def pytest_configure(config):
    config.addinivalue_line(
        "markers",
        "only_on(vendor): about one database alone, sqlite or postgresql; on the other it is left out, not skipped",
    )
    config.addinivalue_line(
        "markers",
        "without_database: it asks none, so that it says the same on both: run on SQLite, left out on the other",
    )


def pytest_report_header(config):
    return f"database: {database_name()}"


def pytest_terminal_summary(terminalreporter):
    terminalreporter.section(f"ran on {database_name()}", sep="=", bold=True)


def pytest_collection_modifyitems(config, items):
    """Leave out what is about the other database, and on PostgreSQL what is about neither."""
    elsewhere = [
        item
        for item in items
        if ((mark := item.get_closest_marker("only_on")) and mark.args[0] != connection.vendor)
        or (connection.vendor == "postgresql" and item.get_closest_marker("without_database"))
    ]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in set(elsewhere)]


def pytest_collection_finish(session):
    """What stays till the end, the tests themselves, is never looked through for garbage: an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _fail_if_skipped(report):
    """Under CI a skipped test is a promise nobody checked; an expected failure stays one."""
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI is set, and this was not run. {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _fail_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _fail_if_skipped((yield))


@pytest.fixture(scope="session", autouse=True)
def _history_yields_to_flush():
    """Take the append-only triggers down for the flush after a transactional test; `migrate`'s signal, which flush
    sends, puts them up again, with the groups and countries."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(self):
        try:
            from collection.models import history_triggers
        except ImportError:
            pass
        else:
            history_triggers.remove(connection)
        flush(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
