# The only list of commands. `make help` prints it.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO ?= demo-study
FUZZ_SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help setup system demo test unit check format bench fuzz clean

help: ## Print this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Make a virtual environment and install Pincite with what its tests need

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Pincite needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

system: ## Install the system programs for scans and page pictures (tesseract, chromium), where apt and root allow
	@if command -v tesseract >/dev/null && command -v chromium >/dev/null; then echo "tesseract and chromium are installed"; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq tesseract-ocr chromium >/dev/null && echo "installed tesseract and chromium"; \
	else echo "Not installed: this needs apt and root. Install tesseract-ocr (scans) and chromium (page tests) by hand; without them scans are reported as not read and some tests skip."; fi

demo: setup ## Assess a fictional county and say where its scorecard is
	@$(BIN)/pincite demo -o $(DEMO)

test: setup ## Run every test (those on real texts skip where ../shared is absent)
	@$(BIN)/python -m pytest -n 2 --dist loadfile -rs

unit: setup ## The quick loop: no real texts, nothing slow
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m 'not shared and not slow' -x

check: setup ## Lint, types, import contract, and branch coverage of the core
	@$(BIN)/ruff check src tests benchmarks docs tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@COVERAGE_FILE=.coverage.core $(BIN)/python -m pytest -n 2 -q -m 'not shared and not slow' --cov=pincite --cov-branch --cov-report= \
	  && COVERAGE_FILE=.coverage.core $(BIN)/python -m coverage report --fail-under=90 --skip-covered \
	     --include='src/pincite/model/*,src/pincite/topics/*,src/pincite/finding/*,src/pincite/reading/*,src/pincite/answering/*'

format: setup ## Sort imports and mend what ruff can mend
	@$(BIN)/ruff check --fix src tests benchmarks docs tools

bench: setup ## Measure speed and accuracy with the peers beside, print the tables and put the finder's into the README
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]' || echo "Some peers could not be installed; their rows will say so."
	@$(BIN)/python benchmarks/run.py --write-readme

fuzz: setup ## Feed the reader broken documents for FUZZ_SECONDS (60); failing inputs are kept in out/fuzz
	@$(BIN)/python benchmarks/fuzz.py --seconds $(FUZZ_SECONDS)

clean: ## Remove what the commands above made
	@rm -rf $(VENV) $(DEMO) .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
