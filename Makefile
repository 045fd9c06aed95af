# Newsreader's commands. `make run` and `make test` need nothing before them.

VENV := .venv
PYTHON := $(VENV)/bin/python
# one answer of the tools, whatever the terminal
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## show the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "make %-8s %s\n", $$1, $$2 }'

.PHONY: run
run: setup ## start web server and annotation worker; Ctrl-C stops both
	@exec $(PYTHON) manage.py run

.PHONY: setup
setup: $(VENV)/runtime ## make the environment ready for manage.py

.PHONY: setup-dev
setup-dev: $(VENV)/dev ## make the environment ready for tests and tools

$(VENV)/runtime: requirements.txt .ci/bootstrap
	@.ci/bootstrap runtime

$(VENV)/dev: requirements-dev.txt .ci/bootstrap
	@.ci/bootstrap dev

.PHONY: test
test: setup-dev lint check tests ## everything that CI checks

.PHONY: lint
lint: setup-dev ## style, types, import contracts, templates
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html' 'templates/**/*.html')

.PHONY: check
check: setup-dev ## migrations are complete, and the settings are fit to deploy
	$(PYTHON) manage.py makemigrations --check --dry-run
	NEWSREADER_HTTPS=1 SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))') \
		$(PYTHON) -W error manage.py check --deploy --fail-level INFO

# side by side; each process has a browser and a database of its own
PYTEST := $(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal --cov --cov-report=

.PHONY: tests
tests: setup-dev ## all tests, those of the database on PostgreSQL too
	$(PYTEST)
	$(PYTHON) -m tests.postgres $(PYTEST) --cov-append -m "database and not browser"
	$(VENV)/bin/coverage report

.PHONY: bench
bench: setup-dev ## how fast pages and annotation are
	$(PYTHON) -m tests.benchmarks

.PHONY: format
format: setup-dev ## put the code in its form
	$(VENV)/bin/ruff check --fix --select I,F401
	$(VENV)/bin/ruff format
	$(VENV)/bin/djade --target-version 5.2 $$(git ls-files 'templates/*.html' 'templates/**/*.html')

LOCK := $(VENV)/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links pyproject.toml

.PHONY: lock
lock: setup-dev ## choose the newest versions that pyproject.toml allows
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt
