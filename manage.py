#!/usr/bin/env python3
"""Vitrine's command line: `./manage.py help` lists what it can do."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            f"{error}. Vitrine's environment is missing: `make demo` creates it, "
            "and .venv/bin/python runs in it."
        ) from error
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # It says what to mend; where it arose helps only whoever asks.
        if "--traceback" in sys.argv:
            raise
        raise SystemExit(f"{error}") from None


if __name__ == "__main__":
    main()
