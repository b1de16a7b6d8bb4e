# The user's commands. Each installs what it needs by itself, into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EXAMPLE := examples/safer-world-2020
OUT := out/safer-world-2020
export PYTHONWARNINGS ?= ignore::SyntaxWarning

.DEFAULT_GOAL := help
.PHONY: help setup browser demo test lint bench serve docs clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## Make .venv with everything installed

$(STAMP): requirements/dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@echo "Compiling the kernels, once: a few minutes"
	@$(BIN)/sojourn plan $(EXAMPLE) --iterations 1 --workers 1 --out $(VENV)/first-plan >/dev/null 2>&1 || echo "They are compiled with the first plan instead"
	@touch $@

browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "The page tests need Chromium: sudo apt-get install chromium" >&2; exit 1; fi; }

demo: setup ## Plan the example, check it, and say what to open
	@mkdir -p $(dir $(OUT))
	$(BIN)/sojourn plan $(EXAMPLE) --out $(OUT)
	$(BIN)/sojourn check --brief $(EXAMPLE) $(OUT)/plan.json
	@echo
	@echo "The plan of $(EXAMPLE) is in $(OUT):"
	@echo "  index.html   the whole plan: map, groups, people, coverage, cost, findings"
	@echo "  plan.xlsx    people, groups, events, rooms and budget as sheets"
	@echo "  calendars/   one .ics per person and per group"
	@echo "  plan.json    the plan for other programs and for 'sojourn check'"

test: setup browser ## Run every test
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: setup ## Style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## Measure a short set of everything in ten minutes; results in out/benchmarks
	$(BIN)/python -m benchmarks

docs: setup ## Generate the pages of the reference from the code
	$(BIN)/python -m docs.generate

serve: setup ## Show the demo's pages at http://127.0.0.1:8000
	@test -f $(OUT)/index.html || $(MAKE) demo
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(OUT) 8000

clean: ## Remove what the commands made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
