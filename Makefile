# Vitrine's commands. `make` alone lists them.

PORT ?= 8000
SITE_NAME ?= International Friendship Exhibition
# The first Python that is new enough; a name that exists may still not run.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

VENV = .venv
PY = $(VENV)/bin/python
PIP_INSTALL = $(PY) -m pip install -qq --disable-pip-version-check -c constraints.txt
# What was installed, and from which lists; either list changed means installing again.
RUNTIME = $(VENV)/.runtime-installed
TESTING = $(VENV)/.testing-installed
BENCHING = $(VENV)/.benching-installed

# Options for pytest: make test T=tests/api, make test PYTEST_ARGS="-x -k gate"
T ?=
# Options for the benchmarks: make bench BENCH_ARGS="--sizes 115000 --databases sqlite --pages search"
BENCH_ARGS ?=
WORKERS ?= logical
PYTEST = $(PY) -m pytest -n $(WORKERS) --maxprocesses 8 $(PYTEST_ARGS) $(T)

.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgresql bench lint clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s%s\n", $$1, $$2 }' Makefile

demo: export DEBUG = 0
demo: export DJANGO_SETTINGS_MODULE = config.settings.dev
demo: export PORT := $(PORT)
demo: export SITE_NAME := $(SITE_NAME)
demo: $(RUNTIME) ## run a museum on this machine: PORT=8000 EXHIBITS=115000 DATABASE_URL=postgres://…
	@$(PY) manage.py demo $(if $(EXHIBITS),--exhibits $(EXHIBITS))
	@$(PY) manage.py worker --with-parent -v 0 & exec $(PY) -m config.server

test: $(TESTING) ## run the whole suite on SQLite, then on PostgreSQL: T=tests/api PYTEST_ARGS=-x
	@status=0; \
	$(MAKE) --no-print-directory test-sqlite || status=1; \
	$(MAKE) --no-print-directory test-postgresql || status=1; \
	if [ $$status = 0 ]; then echo "Passed on every database that was there."; else echo "FAILED: see above on which database."; fi; \
	exit $$status

test-sqlite: $(TESTING) ## run the suite on SQLite alone
	@echo "==> The suite on SQLite"
	@env -u DATABASE_URL $(PYTEST)

test-postgresql: $(TESTING) ## run the suite on PostgreSQL alone: DATABASE_URL's, or one started for it
	@echo "==> The suite on PostgreSQL"
	@$(PY) -m tests.postgres -- $(PYTEST)

bench: $(BENCHING) ## measure the museum beside its peers, in hours: BENCH_ARGS=--quick for minutes, --help for more
	@$(PY) -m tests.benchmarks.provenance
	@$(PY) -m tests.benchmarks.imports
	@$(PY) -m tests.benchmarks $(BENCH_ARGS)

lint: $(TESTING) ## check style and the import rule
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/lint-imports --no-cache

clean: ## remove the environment, the demonstration's database and what tools left
	rm -rf $(VENV) *.egg-info build db.sqlite3 db.sqlite3-* staticfiles .bench
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV): $(PY)

$(PY):
	@if [ -z "$(PYTHON)" ]; then echo "Vitrine needs Python 3.11 or newer, and found none: install it, or name it: make demo PYTHON=/path/to/python3.12"; exit 1; fi
	@echo "Creating the environment with $(PYTHON) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make environments: it lacks venv or ensurepip. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(RUNTIME): pyproject.toml constraints.txt | $(PY)
	@echo "Installing what Vitrine needs (once) …"
	@$(PIP_INSTALL) -e .
	@touch $@

$(TESTING): pyproject.toml constraints.txt | $(PY)
	@echo "Installing what Vitrine and its tests need (once) …"
	@$(PIP_INSTALL) -e '.[test]'
	@touch $@ $(RUNTIME)

$(BENCHING): pyproject.toml constraints.txt | $(PY)
	@echo "Installing what the benchmarks need (once) …"
	@$(PIP_INSTALL) -e '.[test,bench]'
	@touch $@ $(TESTING) $(RUNTIME)
