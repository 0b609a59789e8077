# make run, make test, make test-long, make test-cluster, make lint, make bench, make truth, make audit: each sets up what it needs, in a fresh clone too.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
export PORT
# With it, every start would compile Django anew: 2 seconds.
unexport PYTHONDONTWRITEBYTECODE

NEEDED = import sys; sys.exit("Anlage needs Python 3.11 or newer. Name one: make run PYTHON=python3.12" if sys.version_info < (3, 11) else 0)
INSTALL = $(VENV)/bin/python -m pip --disable-pip-version-check install -qq --require-hashes -r

.PHONY: run test test-long test-cluster lint bench truth audit

run: $(VENV)/installed
	@$(VENV)/bin/python -m config.start

test: $(VENV)/installed-dev
	@$(VENV)/bin/python -m pytest --numprocesses auto $(TESTS)

test-long: $(VENV)/installed-dev
	@$(VENV)/bin/python -m pytest --numprocesses auto --hypothesis-profile long $(TESTS)

# Starts deploy/cluster in a folder of its own, and breaks it; as root, or as who may install what is missing.
test-cluster: $(VENV)/installed-dev
	@$(VENV)/bin/python -m pytest --capture no --quiet tests/deploy/cluster.py

lint: $(VENV)/installed-dev
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/python manage.py makemigrations --check --dry-run --settings tests.settings
	@$(VENV)/bin/python -m config.translations check

bench: $(VENV)/installed-dev
	@$(VENV)/bin/python -m tests.benchmarks $(SIZE)

truth: $(VENV)/installed-dev
	@$(VENV)/bin/python -m tests.truth

# Known weaknesses of the locked packages, as PyPI tells them, and of our own code. Not part of CI: what PyPI knows
# changes without a change of ours, and a mirror of it need not tell. A package that could not be looked up fails.
audit: $(VENV)/installed-dev
	@$(VENV)/bin/python -m bandit --quiet --recursive --severity-level medium --configfile pyproject.toml config survey manage.py
	@$(VENV)/bin/python -m pip_audit --requirement requirements.txt --require-hashes --disable-pip --strict --progress-spinner off || { \
		echo "make audit: the packages did not pass. Where nothing above names a weakness, PyPI was not reached: then nothing is known; run it again where it is."; \
		exit 1; \
	} >&2

$(VENV)/bin/python:
	@$(PYTHON) -c '$(NEEDED)'
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing $< ..."
	@$(INSTALL) $<
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing $< ..."
	@$(INSTALL) $<
	@touch $@
