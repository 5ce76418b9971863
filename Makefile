# One command to learn, one to prove. `make help` lists them all.
# Windows has no make: README.md gives the same steps as plain pip commands.

PYTHON ?= python3
VENV := .venv
# GNU make 3.81, which macOS ships, runs simple recipes without a shell: no `cd`, no exotic functions here.
BIN := $(VENV)/bin
DIR ?= my-labs
# `make lab LAB=07` opens that lab.
LAB ?=
# What else JupyterLab should be told: `make lab ARGS="--no-browser -- --port 9000"`.
ARGS ?=
# `make test STEPS="style doctests"` runs some steps only; `make steps` names them.
STEPS ?=

.DEFAULT_GOAL := help
.PHONY: help lab labs site pictures test steps lint format record lock clean

help: ## Show this list
	@echo "make COMMAND"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  %-8s %s\n' "$$name" "$$text"; done

lab: $(VENV)/.installed ## Open JupyterLab on your own copy of the labs (LAB=07 for one, DIR=my-labs)
	@$(BIN)/nnlab lab $(LAB) --dir "$(DIR)" $(ARGS)

test: $(VENV)/.installed-dev ## Run every check and test (STEPS="style imports" for some)
	@$(BIN)/python tests/run.py $(STEPS)

steps: ## Name the steps that `make test` runs
	@$(PYTHON) tests/run.py --list

lint: $(VENV)/.installed-dev ## Check style, format and the direction of imports
	@$(BIN)/python tests/run.py style format imports

format: $(VENV)/.installed-dev ## Put the code in order
	$(BIN)/python -m ruff check --fix-only --quiet .
	$(BIN)/python -m ruff format .

labs: $(VENV)/.installed ## Make labs/ from solutions/
	$(BIN)/nnlab dev release

pictures: $(VENV)/.installed-dev ## Take the pictures of the README and of all widgets again (needs Chromium)
	rm -rf test-results/pictures
	$(BIN)/python -m pytest -q tests/browser/test_pictures.py tests/browser/draw_widgets.py
	$(BIN)/python tests/pictured.py

record: $(VENV)/.installed ## Record TensorFlow's values for the fixed cases again
	$(BIN)/nnlab dev record

site: $(VENV)/.installed-dev ## Build the course as pages, in build/site
	@$(BIN)/nnlab dev site

clean: ## Remove the environment, caches and builds; your own labs stay
	rm -rf $(VENV) dist build .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find nnlab tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# ---------------------------------------------------------------- the environment
# A stamp file says that a step is done, so that a second run starts at once.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "nnlab needs Python 3.11 or newer, and '$(PYTHON)' is `$(PYTHON) --version 2>&1 | tail -n 1`."; \
		echo "Name another one: make lab PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info >= (3, 14))' || \
		echo "Note: TensorFlow has no wheels for this Python yet; its cells will not run, all else will."
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.locked: $(VENV)/.made requirements.lock
	@echo "Installing what the labs need (about 500 MB the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

# Editable: the labs, the solutions and the library are then always the clone's own.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# ---------------------------------------------------------------- the locks
# requirements-dev.lock is solved first and binds requirements.lock, so that one contains the other. The locks hold
# versions and hashes for every system, and no address.

LOCK := --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-annotate --fork-strategy fewest \
	--custom-compile-command "make lock"

lock: ## Renew requirements.lock, requirements-dev.lock and that of the hub
	@$(PYTHON) -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	$(VENV)/lock/bin/uv pip compile $(LOCK) --only-binary :all: --extra test --group build pyproject.toml \
		--output-file requirements-dev.lock
	$(VENV)/lock/bin/uv pip compile $(LOCK) --constraints requirements-dev.lock --group build pyproject.toml \
		--output-file requirements.lock
	$(VENV)/lock/bin/uv pip compile $(LOCK) --constraints requirements.lock .jupyterhub/requirements.in \
		--output-file .jupyterhub/requirements.lock
