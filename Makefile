# Two commands matter: `make demo` and `make test`. Both set up everything in .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIMIT := OMP_NUM_THREADS=1
SHARED ?= ../shared

.PHONY: demo test browser check check-web web screenshots unit eval bench bench-desk bench-formats lock clean setup setup-dev schema codebook

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

test: setup-dev check browser unit  ## lint, types, import rules and all tests

check: setup-dev check-web
	$(BIN)/ruff check src tests scripts
	$(BIN)/mypy
	$(BIN)/lint-imports

desk-web/node_modules/.made: desk-web/package-lock.json
	cd desk-web && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

web: desk-web/node_modules/.made  ## build the desk's scripts (desk-web) into the package
	cd desk-web && npm run --silent build -- --logLevel warn

check-web:  ## the scripts' own tests, and whether the built files are those of the sources
ifneq ($(shell command -v npm),)
	$(MAKE) --no-print-directory web
	cd desk-web && npm test --silent
	@git diff --exit-code --stat -- src/communique/desk/static/desk.js src/communique/desk/static/world.json || { echo "built files differ from desk-web: commit what \`make web\` made"; exit 1; }
else ifneq ($(CI),)
	@echo "npm is missing: in CI the desk's scripts must be built and compared"; exit 1
else
	@echo "npm is not installed: the desk's scripts (desk-web) are not tested, nor compared with the built files"
endif

screenshots: setup-dev  ## pictures of every page of the desk, narrow and wide, light and dark, in out/screenshots
	$(BIN)/python scripts/screenshots.py $(ARCHIVE)

browser:  ## installs Debian's Chromium for the tests of the pages, where it may
	@test -x /usr/bin/chromium || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
	  apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core fonts-noto-core >/dev/null; } || \
	  echo "chromium is not installed and cannot be: the tests of the pages in a browser are skipped (in CI they fail)"

unit: setup-dev
	$(LIMIT) $(BIN)/python -m pytest

eval: setup-dev  ## score every dev set in $(SHARED)/eval and print one table; WRITE=1 writes it into the README
	$(LIMIT) $(BIN)/python scripts/evaluate.py $(SHARED)/eval $(if $(WRITE),--write,)

bench: setup-dev  ## speed and memory beside stock spaCy; FILE=… for another JSON Lines file
	$(LIMIT) $(BIN)/python scripts/bench.py $(or $(FILE),$(SHARED)/eval/dev/polnear_train.jsonl)

out/million.db: | setup-dev
	@mkdir -p out
	$(BIN)/python scripts/synthetic_archive.py $@

bench-desk: $(or $(ARCHIVE),out/million.db) | setup-dev  ## the desk at a million invented events, with snapshot, load and ingest; takes a quarter of an hour
	$(BIN)/python scripts/bench_desk.py $< --texts $(or $(FILE),$(SHARED)/eval/dev/polnear_train.jsonl) --snapshots $<.snapshots --write docs/performance-desk.md

bench-formats: setup-dev  ## how fast documents are read and events written
	$(LIMIT) $(BIN)/python scripts/bench_formats.py

lock: setup-dev  ## pin all dependencies again, with hashes
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra build --extra desk --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra build --extra desk --extra readers --extra exports --extra dev --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) out build dist desk-web/node_modules
