# Two commands: `make demo` and `make test`. Both make the environment they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash

.PHONY: demo test lint types layers browser format evaluate opinion gist calibrate bench clean

$(VENV)/.installed: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-conflicts -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-conflicts -e '.[dev]'
	@touch $@

demo: $(VENV)/.installed  ## set up, read the sample pages, show what was found
	@$(BIN)/dragoman demo

test: $(VENV)/.installed-dev lint types layers browser  ## set up and pass everything
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports

browser:
	@tools/install_browser.sh

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: $(VENV)/.installed-dev  ## all scorers, one table
	$(BIN)/python -m bench.evaluate

opinion: $(VENV)/.installed-dev  ## train the second opinion on our labelled sentences and the lexicon, a minute
	$(BIN)/python tools/train_opinion.py

gist: $(VENV)/.installed-dev  ## train what tells whether anything happens in a sentence, five minutes; needs the extra `train`
	$(BIN)/python -m tools.train_gist

calibrate: $(VENV)/.installed-dev  ## weigh the confidence on development sentences, where they lie beside the checkout
	$(BIN)/python -m tools.calibrate 0.11

bench: $(VENV)/.installed-dev  ## ratios against a bare parse
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.screen

clean:
	rm -rf $(VENV) build dist *.egg-info
