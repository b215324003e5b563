"""The museum as shipped: commands run under the production settings, in a process and an environment of their own."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "museum.example"
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": HOST,
    "SECURE_PROXY": "1",
}


def run(*arguments, **settings):
    """Run `python *arguments` with production's settings, `settings` on top; None leaves a setting out."""
    passed_on = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "PYTHONPATH") if key in os.environ}
    chosen = SETTINGS | {"DATABASE_URL": "sqlite://:memory:"} | settings
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=passed_on | {key: value for key, value in chosen.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=120,
    )
