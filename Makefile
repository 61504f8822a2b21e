# Everything that a person or CI runs. A fresh clone needs make and Python 3.11 or newer, nothing else:
# each target first makes what it stands on.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
# Made last, so that an interrupted set-up is taken up again.
READY := $(VENV)/.ready
NODE := tests/node
NODE_READY := $(NODE)/node_modules/.ready
CLIENTS := build/clients
CLIENTS_READY := $(CLIENTS)/.ready

# Where this shell says that no byte code is kept, each of the processes below would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

# Passed on to pytest by `test` and to uv by `lock`: make test ARGS='tests/web -x', make lock ARGS=--upgrade
ARGS ?=

.PHONY: help setup demo check test coverage lint format docs accuracy bench soak audit node clients captures lock dist sbom clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv with everything but Node packages

# The newest Python that really runs and can make environments: a version manager's shim may be on the path and fail,
# and Debian's python3 comes without ensurepip.
define make_environment
	@if ! $(1)/bin/python -m pip --version >/dev/null 2>&1; then \
		python=; \
		for candidate in python3.13 python3.12 python3.11 python3; do \
			if $$candidate -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
			then python=$$candidate; break; fi; \
		done; \
		if [ -z "$$python" ]; then \
			echo 'make: Python 3.11 or newer with venv is needed (Debian: apt-get install python3 python3-venv)' >&2; \
			exit 1; \
		fi; \
		echo "Making $(1) with $$python, once; this may take $(2)."; \
		$$python -m venv --clear $(1); \
	fi
endef

# The index's hashes are checked, so nothing but what was locked gets in.
$(READY): requirements-dev.txt pyproject.toml
	$(call make_environment,$(VENV),a minute)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# The demo needs the command and what it runs on, a tenth of what the tests do; where those are there it takes them.
DEMO := $(if $(wildcard $(READY)),$(VENV),build/demo)

demo: $(DEMO)/.ready ## show the case this project exists for, on a simulated gateway
	$(DEMO)/bin/gateway-probe demo

build/demo/.ready: pyproject.toml
	$(call make_environment,build/demo,some seconds)
	@build/demo/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[cli]'
	@touch $@

# Rooms whose tests need nothing but Python: what a change to one of them meets first.
QUICK := tests/causes tests/comparison tests/disclosure tests/document tests/dropin tests/gateway tests/places \
	tests/probe tests/reports tests/runtime tests/web tests/test_docs.py tests/test_releasing.py tests/test_rooms.py \
	tests/test_settings.py tests/test_access_tokens.py

# By as many processes as there are processors, and one more where real parts are waited for; JOBS=0 is one, in which a
# debugger works.
JOBS ?=
AT_ONCE = -p xdist -p tests.workers -n
ONE_MORE = $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

check: lint ## lint, type check and run the tests of the rooms that need nothing but Python
	$(BIN)/python -m pytest -q -m 'not long' $(AT_ONCE) $(or $(JOBS),auto) $(QUICK) $(ARGS)

test: lint ## lint, type check and run every test
	$(BIN)/python -m pytest $(AT_ONCE) $(or $(JOBS),$(ONE_MORE)) $(ARGS)

# Not part of `test`: tracing each line makes a loop five times as slow, and the tests that measure time fail under it.
coverage: $(READY) ## what of a function's code the tests of its rooms run, and whether that is enough
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q $(AT_ONCE) $(or $(JOBS),auto) $(QUICK) $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: $(READY) ## lint and type check
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/mypy

format: $(READY) ## format the code and sort its imports
	$(BIN)/ruff check --select I --fix
	$(BIN)/ruff format

docs: $(READY) ## write the generated pages in docs/
	$(BIN)/python -m tools.docs

accuracy: $(READY) ## run every scenario and print how often the verdict was right
	$(BIN)/python -m tools.accuracy

bench: $(READY) $(NODE_READY) ## measure against what a person would use instead, into docs/performance.md
	$(BIN)/python -m tools.bench $(ARGS)

soak: $(READY) ## try at length what `test` tries a part of, safety above all, into docs/reliability.md
	$(BIN)/python -m tools.soak

# Not part of `test`: it asks PyPI's advisory service, which is not always to be reached.
audit: $(READY) ## look up known weaknesses of everything that is installed here
	$(BIN)/pip-audit --requirement requirements-dev.txt --require-hashes --disable-pip $(ARGS)

node: $(NODE_READY) ## install the AI SDK, Claude Code and the Vercel CLI for the tests that run them

$(NODE_READY): $(NODE)/package.json $(NODE)/package-lock.json
	npm ci --prefix $(NODE) --no-audit --no-fund
	@touch $@

clients: $(CLIENTS_READY) ## install the Python clients for the tests that run them

# Python 3.12 or newer: Vercel's AI SDK for Python runs on nothing older. Made last, as above. --no-config: the versions
# that are pinned for the function are not those of its clients.
$(CLIENTS_READY): $(READY) tests/contract/clients.txt tests/contract/clients-llama-index.txt
	@python=$$($(BIN)/python -c 'import tests.platform.toolchain as t; print(t.find_python(t.find_uv())[1])') \
	&& for group in clients clients-llama-index; do \
		$(BIN)/uv venv --quiet --clear --python "$$python" build/$$group \
		&& $(BIN)/uv pip install --no-config --quiet --python build/$$group/bin/python -r tests/contract/$$group.txt || exit 1; \
	done
	@touch $@

captures: $(READY) $(NODE_READY) $(CLIENTS_READY) ## record the real clients' requests again
	$(BIN)/python -m tests.contract

# --python-version: the lock serves the oldest Python of the project whichever one makes it.
# --no-config: the pins of the last time must not hold this one.
COMPILE := $(BIN)/uv --no-config pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate
lock: $(READY) ## write requirements-dev.txt, and the pins of what is deployed and what builds it into pyproject.toml
	$(COMPILE) --extra cli --generate-hashes --group dev pyproject.toml --output-file requirements-dev.txt $(ARGS)
	$(COMPILE) --extra cli --constraint requirements-dev.txt pyproject.toml | $(BIN)/python -m tools.pins function
	$(COMPILE) --constraint requirements-dev.txt --group build | $(BIN)/python -m tools.pins build

dist: $(READY) ## build the wheel and the source distribution, into dist/
	rm -rf dist
	$(BIN)/uv build --quiet --no-config --out-dir dist

# From a copy: uv writes a lock beside the project, which a local `vercel build` would then take.
sbom: $(READY) ## write build/sbom.cdx.json: what a function is made of, as CycloneDX
	rm -rf build/sbom
	mkdir -p build/sbom
	cp -R pyproject.toml hatch_build.py README.md LICENSE src build/sbom
	$(BIN)/uv export --quiet --project build/sbom --no-dev --format cyclonedx1.5 --output-file build/sbom.cdx.json
	rm -rf build/sbom

clean: ## remove everything that these targets made
	rm -rf $(VENV) $(NODE)/node_modules .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		build dist demo-out
	find api src tests tools -name __pycache__ -prune -exec rm -rf {} +
