# The platform's commands. `make run` and `make test` do everything from a fresh clone; the rest are their parts.
# docs/operations/ describes each one and the environment they read.

SHELL := bash
PYTHON ?= python3
PORT ?= 8000
CODE := ipplatform cms patents mediation analytics scripts tests $(wildcard benchmarks)
BIN := .venv/bin
export PYTHON

.PHONY: help setup run test lint services services-stop browser bench

help: ## what each command does
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: ## .venv, packages, system libraries; seconds when nothing changed
	@scripts/system_libraries.sh
	@scripts/environment.sh

run: setup ## everything, then the site on http://127.0.0.1:8000 (PORT= changes it)
	@exec $(BIN)/python scripts/serve.py --port $(PORT)

test: setup lint ## everything, then all tests: on SQLite, on PostgreSQL when `make services` runs, in the browser
	@scripts/test.sh

lint: setup ## ruff, mypy, import contracts, the house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE) manage.py
	$(BIN)/lint-imports
	$(BIN)/pytest -q -p no:cacheprovider tests/test_architecture.py tests/test_house_rules.py

services: ## PostgreSQL and Elasticsearch for tests and development, on loopback
	@scripts/postgresql.sh start
	@scripts/elasticsearch.sh start

services-stop: ## stop what `make services` started
	@scripts/postgresql.sh stop
	@scripts/elasticsearch.sh stop

browser: ## Chromium for the browser tests
	@scripts/browser.sh

bench: setup ## the benchmarks, each a ratio measured in one run
	@scripts/bench.sh
