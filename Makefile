# Two commands matter: `make demo` and `make test`. Both set up everything in .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIMIT := OMP_NUM_THREADS=1
SHARED ?= ../shared

.PHONY: demo test check unit eval bench lock clean setup setup-dev schema codebook

setup: $(VENV)/.demo
setup-dev: $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.demo

demo: setup  ## code the bundled reports and show one of them
	@mkdir -p out
	@$(BIN)/communique code samples --output out/samples.jsonl
	@$(BIN)/communique show samples/01-wire-ceasefire.txt
	@$(BIN)/communique ledger samples/reports.jsonl
	@$(BIN)/communique ingest samples --archive out/samples.db
	@echo "Full records of all samples: out/samples.jsonl. Is every offset and id in them right? $(BIN)/communique verify out/samples.jsonl --documents samples"
	@echo "The same samples in an archive: out/samples.db. Open the desk on it, in a browser: $(BIN)/communique serve out/samples.db"

test: setup-dev check unit  ## lint, types, import rules and all tests

check: setup-dev
	$(BIN)/ruff check src tests scripts
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup-dev
	$(LIMIT) $(BIN)/python -m pytest

eval: setup-dev  ## score every dev set in $(SHARED)/eval and print one table; WRITE=1 writes it into the README
	$(LIMIT) $(BIN)/python scripts/evaluate.py $(SHARED)/eval $(if $(WRITE),--write,)

bench: setup-dev  ## speed and memory beside stock spaCy; FILE=… for another JSON Lines file
	$(LIMIT) $(BIN)/python scripts/bench.py $(or $(FILE),$(SHARED)/eval/dev/polnear_train.jsonl)

lock: setup-dev  ## pin all dependencies again, with hashes
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra build --extra desk --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra build --extra desk --extra readers --extra exports --extra dev --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) out build dist
