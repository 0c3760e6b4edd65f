# One command each: `make run` serves the dashboard, `make test` runs every test (`make test-long` those that take
# minutes). All set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= $(or $(SAMENLEVEN_PORT),8501)
export PIP_ROOT_USER_ACTION := ignore
export DEBIAN_FRONTEND := noninteractive

LOCK = $(BIN)/uv pip compile -q --universal --generate-hashes --custom-compile-command "make lock" $(UPGRADE) pyproject.toml
# install,PYTHON,LOCK: exactly what the lock says. uv takes seconds; pip where only pip knows the way to the packages.
install = $(BIN)/uv pip install -q --require-hashes --python $(1) -r $(2) 2>/dev/null || \
	$(1) -m pip install -qq --disable-pip-version-check --require-hashes -r $(2)
# Debian ships venv apart. As root we add it; nobody else is asked for a password.
ADD_VENV = { [ "$$(id -u)" = 0 ] && apt-get -qq update && apt-get -qq install -y python3-venv; } </dev/null >/dev/null 2>&1
# The slides are opened as others open them. The test that does so says what is missing where this did not work.
ADD_OFFICE = { [ "$$(id -u)" = 0 ] && apt-get -qq update && apt-get -qq install -y --no-install-recommends libreoffice-impress-nogui libreoffice-writer-nogui; } </dev/null >/dev/null 2>&1

.PHONY: run test test-long test-python build check example bench lock sbom audit clean
.DEFAULT_GOAL := run

run: $(VENV)/.run ## build the store, then serve
	@$(BIN)/python -m ui.server.port $(PORT)
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
	@$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

test-long: $(VENV)/.test ## what takes minutes: many thousands of inputs, loads and full disks; prints its figures
	@$(BIN)/python -m tests.support.find_browser --install || true
	@$(BIN)/python -m tests.support.find_office --install || true
	@command -v soffice >/dev/null || $(ADD_OFFICE) || true
	@$(BIN)/pytest -m long -n 2 --dist loadfile
	@.ci/test-python $(VENV)

test-python: $(VENV)/.test ## the tests without a browser and screens on every other Python the lock is for; VERSIONS=3.13
	@.ci/test-python $(VENV) $(VERSIONS)

lock: $(VENV)/.test ## work out all versions again for pyproject.toml; UPGRADE=--upgrade takes the newest that fit
	@$(LOCK) -o requirements.txt
	@$(LOCK) --group dev -c requirements.txt -o requirements-dev.txt

sbom: $(VENV)/.test ## what the dashboard consists of, with licences, for others to check
	@$(BIN)/uv venv -q --clear --python $(BIN)/python $(VENV)/run
	@$(BIN)/uv pip install -q --require-hashes --python $(VENV)/run -r requirements.txt
	@$(BIN)/cyclonedx-py environment $(VENV)/run --pyproject pyproject.toml --output-reproducible -o docs/sbom.cdx.json

audit: $(VENV)/.test ## are there known vulnerabilities in what the dashboard uses?
	@$(BIN)/python -m tests.support.audit

bench: $(VENV)/.test
	@for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 of nieuwer is nodig; dit is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(ADD_VENV) || \
		{ echo "Python mist het onderdeel venv. Installeer het eerst: sudo apt-get install -y python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "De omgeving wordt klaargezet (eenmalig, een paar minuten) ..."
	@$(call install,$(BIN)/python,requirements.txt)
	@touch $@

$(VENV)/.test: requirements-dev.txt | $(VENV)/bin/python
	@echo "De testomgeving wordt klaargezet (eenmalig, een paar minuten) ..."
	@sed -n '/^uv==/,/# via/p' requirements-dev.txt >$(VENV)/uv.txt
	@$(call install,$(BIN)/python,$(VENV)/uv.txt)
	@$(call install,$(BIN)/python,requirements-dev.txt)
	@touch $(VENV)/.run $@

clean:
	rm -rf $(VENV) data/samenleven.duckdb* data/.samenleven.duckdb.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
