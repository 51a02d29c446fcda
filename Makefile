# Everything happens in .venv, which is made on the first call and made anew when the versions change.
# Needs Python 3.11 or later, git and make.

SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
SEED := brezhnev-1966-05-27

.PHONY: cite test lint test-all bench docs update clean
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

test-all: lint  ## the slow tests too
	$(BIN)/python -m pytest -m ""

bench: $(READY)  ## start-up time against pandoc
	$(BIN)/pip install -q -c constraints.txt -e '.[bench]' --no-build-isolation
	$(BIN)/python bench/startup.py

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
