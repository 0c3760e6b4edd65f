# One command each: `make run` serves the dashboard, `make test` runs every test (`make test-long` those that take
# minutes). All set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= $(or $(SAMENLEVEN_PORT),8501)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
export PIP_ROOT_USER_ACTION := ignore
export DEBIAN_FRONTEND := noninteractive

# Debian ships venv apart. As root we add it; nobody else is asked for a password.
ADD_VENV = { [ "$$(id -u)" = 0 ] && apt-get -qq update && apt-get -qq install -y python3-venv; } </dev/null >/dev/null 2>&1

.PHONY: run test test-long build check example bench clean
.DEFAULT_GOAL := run

run: $(VENV)/.run ## build the store, then serve
	@$(BIN)/python -m ui.port $(PORT)
	@$(BIN)/python -m samenleven build || [ -e "$${SAMENLEVEN_STORE:-data/samenleven.duckdb}" ]
	@echo "Het dashboard opent op http://localhost:$(PORT) (stoppen: Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

build: $(VENV)/.run
	@$(BIN)/python -m samenleven build

check: $(VENV)/.run
	@$(BIN)/python -m samenleven check

example: $(VENV)/.run ## make the example set of data/example again
	@$(BIN)/python -m example

test: $(VENV)/.test ## lint, types, layers, data and all tests; without a browser the last line says what did not run
	@$(BIN)/python -m tests.support.find_browser --install || true
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m samenleven check
	@$(BIN)/pytest -n 2 --dist loadgroup

test-long: $(VENV)/.test ## what takes minutes: many thousands of inputs, loads and full disks; prints its figures
	@$(BIN)/python -m tests.support.find_browser --install || true
	@$(BIN)/pytest -m long

bench: $(VENV)/.test
	@for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 of nieuwer is nodig; dit is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(ADD_VENV) || \
		{ echo "Python mist het onderdeel venv. Installeer het eerst: sudo apt-get install -y python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "De omgeving wordt klaargezet (eenmalig, een paar minuten) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	@echo "De testomgeving wordt klaargezet (eenmalig, een paar minuten) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/.run $@

clean:
	rm -rf $(VENV) data/samenleven.duckdb* data/.samenleven.duckdb.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
