# `make report` builds the sample report, `make test` checks the code. Both set up what is missing first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Setting up leaves stamps in the virtual environment, so it happens again only when what it depends on has changed.
PACKAGES := $(VENV)/.packages
PROJECT := $(VENV)/.project
LIBRARIES := $(VENV)/.libraries
TOOLS := $(VENV)/.tools
BENCH := $(VENV)/.bench

# A virtual environment that was copied, or moved with its folder, runs what is where it was made.
ifneq ($(shell grep -s '^command = ' $(VENV)/pyvenv.cfg | grep -vF " $$(pwd -P)/$(VENV)"),)
$(info This folder was copied or moved: $(VENV)/ is made anew)
$(shell rm -rf $(VENV))
endif

# Tests start hundreds of processes, which would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup report note gallery test format-check lint types layers unit fuzz bench bench-full format lock golden wheel clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

report: $(LIBRARIES) ## Build the sample report into build/
	@$(BIN)/report build ai-media

note: $(LIBRARIES) ## Build the sample company note into build/
	@$(BIN)/report build kunlun

gallery: $(LIBRARIES) ## Build the gallery of charts into build/
	@$(BIN)/report build gallery

setup: $(LIBRARIES) ## Set up what building needs, and nothing more

test: format-check lint types layers unit ## Check format, style, types and layers, and run the tests

format-check: $(PROJECT) ## Check that the code is formatted
	@$(BIN)/ruff format --check cli tests tools

lint: $(PROJECT) ## Check the style
	@$(BIN)/ruff check cli tests tools

types: $(PROJECT) ## Check the types
	@$(BIN)/mypy

layers: $(PROJECT) ## Check that imports only go down
	@$(BIN)/lint-imports --no-logo

unit: $(LIBRARIES) $(TOOLS) ## Run the tests
	@$(BIN)/pytest

fuzz: $(LIBRARIES) ## Try 20,000 broken files and expressions, 200 edits, 50 killed builds, batches and pulls; takes minutes
	@FUZZ_CASES=5000 $(BIN)/pytest --dist load tests/*/test_*fuzz.py
	@EDITS=200 KILLS=50 $(BIN)/pytest --dist load tests/pipeline/test_rebuilds.py tests/app/test_session.py tests/*/test_kills.py

bench: $(LIBRARIES) $(BENCH) ## Time the sample beside other tools into docs/performance.md; takes 5 minutes
	@$(BIN)/python -m tools.bench

bench-full: $(LIBRARIES) $(BENCH) ## The same, and reports of 10 and 100 times its length
	@$(BIN)/python -m tools.bench --full

format: $(PROJECT) ## Format the code and mend what can be mended
	@$(BIN)/ruff format cli tests tools
	@$(BIN)/ruff check --fix cli tests tools

lock: | $(BIN)/pip ## Renew requirements.lock from pyproject.toml
	@$(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --upgrade --no-emit-index-url --custom-compile-command "make lock" \
		--quiet --output-file requirements.lock

golden: $(LIBRARIES) $(TOOLS) ## Renew the references of the tests; look at every difference
	@test -z "$$CI" || { echo "references are not renewed in CI" >&2; exit 2; }
	@$(BIN)/pytest --golden

wheel: $(PROJECT) ## Make a wheel in dist/, to install yanbao from
	@$(BIN)/python -m hatchling build --target wheel --directory dist

clean: ## Remove what was built and the virtual environment
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/pip:
	@.ci/system python $(PYTHON)
	@$(PYTHON) -m venv $(VENV)

$(PACKAGES): requirements.lock | $(BIN)/pip
	@echo "Installing Python packages into $(VENV)"
	@$(PIP) install --requirement requirements.lock
	@touch $@

$(PROJECT): pyproject.toml $(PACKAGES)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(LIBRARIES): .ci/system $(PROJECT)
	@.ci/system libraries $(BIN)/report
	@touch $@

$(TOOLS): .ci/system | $(LIBRARIES) # not at the same time: apt has one lock
	@.ci/system tools $(BIN)/python
	@touch $@

$(BENCH): pyproject.toml | $(PROJECT)
	@$(PIP) install uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --group bench || echo "Typst could not be installed: it is left out"
	@touch $@
