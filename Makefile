# Everything happens in .venv, which is made on the first call and made anew when the versions change.
# Needs Python 3.11 or later, git and make.

SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
PEERS := .venv/peers/.ready
PROGRAMS := .venv/interop/.ready
DEBIAN := pandoc bibutils biber jabref default-jre-headless poppler-utils texlive-latex-recommended \
	texlive-latex-extra texlive-bibtex-extra texlive-lang-german texlive-xetex fonts-noto-cjk
SEED := brezhnev-1966-05-27

.PHONY: cite test lint test-all peers interop bench bench-all docs update clean
.DEFAULT_GOAL := test

cite: $(READY)  ## cite the seed document in every style
	@$(BIN)/archcite cite $(SEED) --labels \
		--style chicago --style chicago-author-date --style mla --style bibtex

test: lint  ## lint, then the tests
	$(BIN)/python -m pytest

lint: $(READY)  ## format, style, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-all: lint $(PEERS)  ## the slow tests too, and the comparison with other engines
	$(BIN)/python -m pytest -m ""

peers: $(PEERS)  ## install the engines that archcite is compared with

interop: $(PROGRAMS)  ## our files through real programs and LaTeX; INTEROP="--only biber --show"
	$(BIN)/python tests/interop/run.py $(INTEROP)
	$(BIN)/python -m pytest -q -rs -m slow tests/interop/office.py tests/interop/typeset.py \
		tests/interop/findings.py

bench: $(PEERS)  ## start-up time, the engine at 1,000 items, exchange and the library, against others
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/engine.py
	$(BIN)/python bench/exchange.py
	$(BIN)/python bench/library.py
	$(BIN)/python bench/weave.py

bench-all: $(PEERS)  ## all sizes and hard cases; takes an hour
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/engine.py --all

docs: $(READY)  ## write docs/reference and schema/ anew from the code
	$(BIN)/python -m archcite.app.manual docs/reference
	$(BIN)/archcite schema > schema/record.schema.json.new
	mv schema/record.schema.json.new schema/record.schema.json

update: $(READY)  ## accept what the code prints now as what the golden files should say
	$(BIN)/python -m pytest --update

clean:  ## remove what make has made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# PYTHON=... chooses an interpreter; otherwise the first of these that is new enough.
$(READY): pyproject.toml constraints.txt
	@found=; for each in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
		if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then found=$$each; break; fi; done; \
	if [ -z "$$found" ]; then \
		echo "archcite needs Python 3.11 or later; none was found (try make PYTHON=/path/to/python3.11)" >&2; \
		exit 1; fi; \
	if ! "$$found" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$$found cannot make environments; on Debian: apt install python3-venv" >&2; exit 1; fi; \
	echo "setting up .venv with $$("$$found" --version)" >&2; \
	rm -rf .venv && "$$found" -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt hatchling
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt \
		--no-build-isolation -e '.[dev]'
	@$(BIN)/python -m compileall -q src
	@touch $@

# Without npm the comparison with citeproc-js is left out, and says so.
$(PEERS): tests/peers/package.json | $(READY)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt \
		--no-build-isolation -e '.[bench]'
	@mkdir -p $(@D) && cp tests/peers/package.json $(@D)
	@if command -v npm >/dev/null; then \
		npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --loglevel=error >&2 \
		&& touch $@; \
	else echo "npm is not installed: nothing is compared with citeproc-js" >&2; fi

# What is still missing after this, tests/interop/run.py names, with what would install it.
$(PROGRAMS): tests/interop/package.json pyproject.toml | $(READY)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt \
		--no-build-isolation -e '.[interop]'
	@mkdir -p $(@D) && cp tests/interop/package.json $(@D)
	@if command -v npm >/dev/null; then \
		npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --loglevel=error >&2; \
	else echo "npm is not installed: citation-js and Better BibTeX's parser are left out" >&2; fi
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then missing=; \
		for each in $(DEBIAN); do \
			dpkg -s "$$each" >/dev/null 2>&1 || missing="$$missing $$each"; done; \
		if [ -n "$$missing" ]; then \
			{ apt-get update -q && DEBIAN_FRONTEND=noninteractive \
				apt-get install -y -q --no-install-recommends $$missing; } >&2 \
			|| echo "these could not be installed:$$missing" >&2; fi; \
	else echo "programs of Debian are not installed by make unless you are root: $(DEBIAN)" >&2; fi
	@touch $@
