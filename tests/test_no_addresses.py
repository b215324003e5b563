"""No committed file names a package registry or a place on somebody's machine."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Spelt in pieces, so that this file does not find itself.
REGISTRIES = re.compile(
    r"py" r"pi\.org|python" r"hosted\.org|registry\.np" r"mjs|deb\.debian" r"\.org|index" r"-url|find" r"-links"
)
PLACES = re.compile(r"(?<![\w.~<>-])/(ho" r"me|ro" r"ot|Us" r"ers|wo" r"rk)/\w|[A-Z]:\\Us" r"ers")


def committed_texts():
    """(path, text) of what git holds or is about to hold; files that are no text are passed over."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        try:
            yield name, (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def test_no_file_names_a_registry_or_a_machine():
    found = [
        f"{name}: {hit.group()}"
        for name, text in committed_texts()
        for pattern in (REGISTRIES, PLACES)
        for hit in pattern.finditer(text)
    ]

    assert not found


def test_constraints_pin_every_package_and_nothing_else():
    lines = (ROOT / "constraints.txt").read_text().splitlines()

    assert lines
    assert not [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.+!]+", line)]
