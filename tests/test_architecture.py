"""The house rules that a machine can read: who imports whom, how long a file is, what migrations must say."""

import ast
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("accounts", "collection", "config")
LONGEST = 300

# Import-linter knows packages as wholes; which part of Django a layer may use is checked here.
WEB = ("django.http", "django.shortcuts", "django.views", "django.urls", "django.template", "django.contrib.messages",
       "django.contrib.admin", "django.forms", "rest_framework", "django_filters", "requests", "urllib.request")
OUT_OF_BOUNDS = {
    "collection/notation": ("django", "rest_framework"),
    "collection/search": ("rest_framework", "django.http", "django.views", "django.contrib"),
    "collection/models": tuple(name for name in WEB if name not in ("django.urls", "django.forms")),
    "collection/interchange": WEB,
}


def sources():
    """Every Python file of the product and of its tests."""
    return [ROOT / "manage.py"] + [path for top in (*PACKAGES, "tests") for path in sorted((ROOT / top).rglob("*.py"))]


def tool(*command):
    return subprocess.run(
        [str(Path(sys.executable).parent / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True
    )


def imported(path):
    """The absolute names that a file imports, "from a import b" as both a and a.b."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_point_downward():
    linted = tool("lint-imports", "--no-cache")

    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(("layer", "forbidden"), OUT_OF_BOUNDS.items())
def test_layer_knows_nothing_of_what_is_not_its_own(layer, forbidden):
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / layer).rglob("*.py"))
        for name in imported(path)
        if name.startswith(tuple(f"{module}." for module in forbidden)) or name in forbidden
    ]

    assert not found


def test_no_file_holds_two_concepts():
    """Longer than this, and it holds two: split it. Migrations are records, and tests are lists."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if not {"migrations", "tests"} & set(path.relative_to(ROOT).parts)
        and (lines := len(path.read_text().splitlines())) > LONGEST
    }

    assert not long


def test_nothing_tampers_with_the_import_path():
    own = Path(__file__)

    assert not [path for path in sources() if path != own and "sys.path" in path.read_text()]


def test_style_is_clean():
    checked = tool("ruff", "check", "--no-cache", "--output-format", "concise", ".")

    assert checked.returncode == 0, checked.stdout


@pytest.mark.django_db
def test_models_and_migrations_agree():
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=(said := StringIO()), stderr=StringIO())
    except (SystemExit, CommandError):
        pytest.fail(said.getvalue())


def test_tests_mirror_the_layers():
    """A folder of tests is named after the layer it tests, or after one of the few that test the whole."""
    layers = {path.name for path in (ROOT / "collection").iterdir() if path.is_dir()}
    whole = {"accounts", "config", "browser", "benchmarks", "promises", "__pycache__"}

    assert {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()} <= layers | whole
