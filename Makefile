# make serve: set up and serve the chat.  make test: set up, lint and run the tests.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: install serve test lint eval format clean

# Commands run as modules: a script's first line cannot name an interpreter whose path has spaces.
.venv/.installed: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "需要 Python 3.11：请先安装，或用 make PYTHON=python3 指定。"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch .venv/.installed

install: .venv/.installed

serve: install
	$(BIN)/python -m ui serve

lint: install
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

test: lint
	$(BIN)/python -m pytest

format: install
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

eval: install
	$(BIN)/python -m ui eval

clean:
	rm -rf .venv data build *.egg-info
