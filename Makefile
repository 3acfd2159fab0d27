# The portal's commands. Each does its own set-up; none needs more than Python 3.11 and git.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export JAUAP_MODE ?= local

.PHONY: help run test audit lint bench bench-questions bench-live bench-search bench-search-large elasticsearch prove prove-search
.PHONY: catalogues lock clean setup setup-dev

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 — /p' $(MAKEFILE_LIST)

run: setup ## set everything up, start the portal and its worker, print the addresses
	@exec $(BIN)/python scripts/run.py --port $(PORT)

test: setup-dev ## every check and every test; what needs a missing service says so
	@exec sh scripts/test.sh $(ARGS)

audit: setup-dev ## the whole portal as its readers meet it: every page in all languages, widths and colours, every link, valid HTML
	@exec $(BIN)/python scripts/audit.py $(ARGS)

lint: setup-dev ## style, types, floors, templates, migrations
	@exec sh scripts/lint.sh

bench: setup-dev ## queries, bytes and requests per second of each page type; text, LCP, CLS, INP on a slow phone
	@exec $(BIN)/python scripts/bench.py

bench-questions: setup ## the question service at 41,000 questions and at a tenth: lists, pages, a burst (needs PostgreSQL)
	@exec $(BIN)/python scripts/bench_questions.py $(ARGS)

bench-live: setup ## two thousand readers of a live briefing's main points
	@exec $(BIN)/python scripts/bench_live.py $(ARGS)

bench-search-large: setup ## the speed of search at 450,000 documents (takes an hour or more; needs Java 17 and Maven)
	@exec $(BIN)/python scripts/bench_search.py --only speed --documents 450000 $(ARGS)

elasticsearch: setup ## fetch a real Elasticsearch and run it on port 9200 (needs Java 17 and Maven)
	@exec $(BIN)/python scripts/elastic_server.py $(ARGS)

prove-search: setup ## three nodes of Elasticsearch, one killed while it is written to and asked (needs Java 17 and Maven)
	@exec $(BIN)/python scripts/prove_search.py $(ARGS)

bench-search: setup ## search: quality on judged queries, speed, the stemmer, what repairs keep; beside it Wagtail's and plain FTS5
	@exec $(BIN)/python scripts/bench_search.py $(ARGS)

prove: setup-dev ## kill the portal again and again while people ask and answer, and look for what was lost (needs PostgreSQL)
	@exec $(BIN)/python scripts/prove_nothing_lost.py $(ARGS)

catalogues: setup-dev ## bring locale/ up to date with the sources (needs gettext)
	@$(BIN)/python manage.py makecatalogues

lock: setup-dev ## pin requirements anew (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt

setup:
	@sh scripts/setup.sh requirements.txt

setup-dev:
	@sh scripts/setup.sh requirements-dev.txt

clean: ## remove the virtual environment and all data (asks first)
	@printf 'This removes the virtual environment and every question and file in var/. Type yes: ' && read answer && [ "$$answer" = yes ] && rm -rf $(VENV) var
