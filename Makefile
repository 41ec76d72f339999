# The one door: people, CI and .ci/run use the same targets. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq
PINS := constraints-dev.txt
TRUTH := ../shared/data/memory/ground_truth.csv
PEERS := hf-mem whichllm llmfit
SOURCES := $(shell find src schemas -not -path '*/__pycache__*' 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types imports derived tests acceptance hook action workflows readers
.PHONY: online docs build tagged bench-memory clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: .venv/wheel ## lint an example record and show what is found
	@echo '$$ decision-lint examples/before.decision.md'
	@$(BIN)/decision-lint examples/before.decision.md || test $$? -eq 1

test: lint types imports derived tests ## run every check

lint: .venv/dev ## style and format of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev ## types of the code
	$(BIN)/mypy

imports: .venv/dev ## a room imports only from floors below
	PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1 $(BIN)/lint-imports

derived: .venv/dev ## derived files are fresh
	PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1 $(BIN)/python tools/generate.py --check

tests: .venv/dev ## tests of the built wheel, with coverage
	@rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest --numprocesses auto
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

acceptance: .venv/dev .acceptance/lacks.json ## run the real programs: pre-commit, act, zizmor and others
	$(BIN)/python -m pytest -rs --numprocesses auto tests/acceptance

hook: .venv/dev .acceptance/lacks.json ## our hooks in somebody's repository, by pre-commit
	$(BIN)/python -m pytest -rs tests/acceptance/test_pre_commit.py

action: .venv/dev .acceptance/lacks.json ## our Action in somebody's repository, by act
	$(BIN)/python -m pytest -rs tests/acceptance/test_github_action.py

workflows: .venv/dev .acceptance/lacks.json ## what GitHub reads of us, by the programs that judge it
	$(BIN)/python -m pytest -rs tests/acceptance/test_metadata.py

readers: .venv/dev .acceptance/lacks.json ## our formats, by other programs that read them
	$(BIN)/python -m pytest -rs tests/acceptance/test_readers.py

online: .venv/wheel ## ask the Hub about the examples
	$(BIN)/decision-lint --require-online examples/after.decision.md

docs: .venv/dev ## write the derived files anew
	PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1 $(BIN)/python tools/generate.py

build: .venv/wheel ## build the source distribution and the wheel into dist/

bench-memory: $(TRUTH) .venv/dev ## measure the memory estimates, and others', against real runtimes
	@test -f .venv/peers/installed || { \
	    echo 'installing the other estimators' \
	    && $(PYTHON) -m venv .venv/peers \
	    && .venv/peers/bin/python -m pip -qq install --upgrade $(PEERS) \
	    && touch .venv/peers/installed; }
	PYTHONDONTWRITEBYTECODE=1 $(BIN)/python tools/accuracy.py .venv/peers

$(TRUTH):
	@echo '$@ is not there: there is nothing to measure against' >&2; exit 2

tagged: .venv/wheel ## hold the version that is built against TAG
	test "$(TAG)" = "v$$($(BIN)/decision-lint --version | cut -d ' ' -f 2)"

clean: ## take away what these targets made
	rm -rf .venv .acceptance dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache
	rm -rf .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: each is made again only when what it was made from has changed.

.venv/tools: $(PINS)
	@echo 'making .venv'
	@$(PYTHON) -m venv .venv
	@$(PIP) install --constraint $(PINS) build hatchling
	@touch $@

# The wheel is built from the source distribution, so both are known to be whole.
.venv/wheel: .venv/tools pyproject.toml README.md LICENSE $(SOURCES)
	@echo 'building and installing the wheel'
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation >.venv/build.log 2>&1 || { cat .venv/build.log; exit 1; }
	@$(PIP) uninstall --yes decision-lint 2>/dev/null
	@$(PIP) install --constraint $(PINS) dist/*.whl
	@touch $@

.venv/dev: .venv/wheel
	@cmp -s pyproject.toml .venv/pyproject.toml && cmp -s $(PINS) .venv/pins || { \
	    echo 'installing the development tools'; \
	    $(PIP) install --constraint $(PINS) "$$(echo dist/*.whl)[dev]" \
	    && cp pyproject.toml .venv/pyproject.toml && cp $(PINS) .venv/pins; }
	@touch $@

.acceptance/lacks.json: tools/programs.py constraints-acceptance.txt
	@echo 'installing the programs of the acceptance tests'
	@$(PYTHON) tools/programs.py
