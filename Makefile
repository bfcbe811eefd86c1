# The few commands that people and CI share. Each target says what it needs; none asks for anything by hand.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto
INSTALLED := $(VENV)/.installed
BENCH_VENV := var/bench-venv

# The tests start dozens of programs; without compiled files each would compile all of Caudal anew.
test test-long: export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help install demo run test test-long check bench bench-full lock browser redis clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(INSTALLED) ## make the virtual environment from the lock

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Caudal needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: install ## a utility's overdue portfolio, from files to the cut queue (about two minutes)
	$(BIN)/caudal demo

run: install ## serve the demo's database: the chat, the API, its documentation
	test -f var/demo.db || $(BIN)/caudal demo
	CAUDAL_DATABASE_URL=sqlite+aiosqlite:///var/demo.db $(BIN)/caudal run

test: install browser ## every test that CI runs (at most ten minutes on two cores)
	$(BIN)/python -m pytest -n $(WORKERS) -m "not long"

test-long: install browser ## the longer proofs as well
	CAUDAL_HYPOTHESIS=long $(BIN)/python -m pytest -n $(WORKERS)

check: install ## format, lint, types, import contracts, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

bench: install redis $(BENCH_VENV)/.installed ## import, scoring, decisions and delivery beside plain baselines and others
	$(BIN)/caudal bench all

bench-full: install redis $(BENCH_VENV)/.installed ## the same with more rounds
	$(BIN)/caudal bench all --rounds 9

# What we are measured against lives apart: nothing of it is part of Caudal.
$(BENCH_VENV)/.installed: requirements-bench.lock
	test -x $(BENCH_VENV)/bin/python || $(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock
	touch $@

lock: ## refresh requirements.lock from pyproject.toml (needs uv on the path or in the environment)
	uv pip compile --universal --all-extras --generate-hashes --no-emit-index-url --no-header --quiet --upgrade \
	  pyproject.toml --output-file requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet --upgrade --python-version 3.11 \
	  requirements-bench.in --output-file requirements-bench.lock
	! grep -n '://' requirements.lock requirements-bench.lock

browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else echo 'The browser tests need Chromium. Run: sudo apt-get install --no-install-recommends chromium' >&2; exit 1; fi; }

redis:
	@command -v redis-server >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null; \
	  else echo 'Celery and arq need Redis to be measured. Run: sudo apt-get install --no-install-recommends redis-server' >&2; exit 1; fi; }

clean: ## remove what the targets made
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache
