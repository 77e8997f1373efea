# Perceptron to Deployment. From a bare clone: `make demo`, `make test`, `make lab`.
# Each command sets up what it lacks, says what it does, and can be run again.

PYTHON ?= python3
BIN := .venv/bin
UV := .tools/bin/uv
READY := .venv/.ready
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help setup demo test lab build check format lint typecheck seconds bench lock browser clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

$(UV):
	@echo "==> Getting uv, the installer"
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Python 3.11, 3.12 or 3.13 is needed; say where: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv

$(READY): requirements.lock pyproject.toml | $(UV)
	@echo "==> Installing the environment into .venv (about a minute on a fast line)"
	@$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@# A double-click on a lesson's text opens a notebook; saving keeps its header.
	@$(BIN)/jupytext-config --settings-file .venv/etc/jupyter/labconfig/default_setting_overrides.json set-default-viewer python
	@$(BIN)/python -m ipykernel install --sys-prefix --display-name "Python 3" >/dev/null
	@touch $@

# $(call from_apt,COMMAND,PACKAGE,WHAT IT IS FOR): install a Debian package where
# root or sudo allows; elsewhere one line says how. Never fails: `doctor` tells.
define from_apt
command -v $(1) >/dev/null && exit 0; \
as=""; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
if command -v apt-get >/dev/null && $$as true 2>/dev/null; then \
  echo "==> Installing $(2), $(3)"; \
  $$as apt-get -qq update && $$as apt-get -qq install -y --no-install-recommends $(2) >/dev/null && exit 0; \
fi; \
echo "$(2) is missing, $(3); install it: sudo apt-get install $(2) (Fedora: sudo dnf install $(2))"
endef

setup: $(READY) ## Install the environment, and bubblewrap where root or sudo allows
	@$(call from_apt,bwrap,bubblewrap,the sandbox that grading runs in)

demo: setup ## Build the course, grade three sample learners, print the scores
	@$(BIN)/autograder build
	@$(BIN)/autograder demo

browser:
	@$(call from_apt,chromium,chromium,which the browser test drives)

# Two tests install packages; all others run where only the loopback exists.
OFFLINE := bwrap --dev-bind / / --unshare-net --die-with-parent --setenv COURSE_TESTS_OFFLINE 1
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

test: setup browser lint typecheck check ## Everything: style, types, tests, every notebook
	@echo "==> Tests that install (with the network)"
	@$(BIN)/python -m pytest -q -m install
	@echo "==> All other tests (network off)"
	@if $(OFFLINE) true 2>/dev/null; then $(OFFLINE) $(PYTEST) -m "not install"; \
	  else echo "bubblewrap does not work here: the network stays on"; $(PYTEST) -m "not install"; fi

lab: setup ## Open JupyterLab at the course's first page
	@$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) --LabApp.news_url= --LabApp.default_url=/lab/tree/course/index.ipynb

build: $(READY) ## Make the learners' notebooks in course/ from solutions/
	@$(BIN)/autograder build

check: $(READY) ## Say whether course/ is what solutions/ builds
	@$(BIN)/autograder build --check

format: $(READY) ## Format packages, tests and lessons
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

lint: $(READY) ## Check format and style
	@$(BIN)/ruff format --check --quiet . || { echo "some files are not formatted: run make format"; exit 1; }
	@$(BIN)/ruff check --quiet .

typecheck: $(READY) ## Check types
	@$(BIN)/mypy

seconds: $(READY) ## Measure every lesson anew: tests/notebooks/seconds.csv
	@COURSE_RECORD_SECONDS=1 $(BIN)/python -m pytest -q -k instructor_notebook_runs

bench: setup ## Compare grading with stock nbgrader: BENCH="--quick", docs/benchmarks.md
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m benchmarks.grading $(BENCH)

lock: | $(UV) ## Pin pyproject.toml anew in requirements.lock and environment.yml
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.lock pyproject.toml
	@$(PYTHON) tests/environment/environment_yml.py > environment.yml

clean: ## Remove the environment and everything that was made
	rm -rf .venv .tools build classroom .pytest_cache .ruff_cache .mypy_cache
