# Everything starts here: each target sets up what it needs on a fresh machine. `make help`.
PYTHON ?= python3
VENV := .venv/bin
CODE := main.py models reports ui packaging tests
WORKERS := -n auto --maxprocesses=8 --dist loadgroup
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run demo test check format translations slow bench lock clean set-up-run set-up-test

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | column -t -s '|' 2>/dev/null || grep '##' Makefile

run: set-up-run ## Open the program (ARGS="--lang en todo" passes a command)
	@$(VENV)/python main.py $(ARGS)

demo: set-up-run ## A demonstration book, its reports and a picture of each screen, without a display
	@$(VENV)/python packaging/demo.py $(ARGS)

test: set-up-test ## All the tests but the slow ones (ARGS="-k words" chooses)
	@$(VENV)/python -m pytest $(WORKERS) $(ARGS)

check: set-up-test ## Style, types, translations, dead code, then the tests
	$(VENV)/ruff check --quiet $(wildcard $(CODE))
	$(VENV)/ruff format --check $(wildcard $(CODE))
	$(VENV)/mypy
	$(VENV)/python packaging/check_translations.py
	$(VENV)/python packaging/check_dead_code.py
	@$(MAKE) --no-print-directory test

format: set-up-test ## Put the code in its form
	$(VENV)/ruff check --fix $(wildcard $(CODE))
	$(VENV)/ruff format $(wildcard $(CODE))

translations: set-up-test ## Bring the English catalogue in step with the French texts of the code
	@$(VENV)/python packaging/update_translations.py

slow: set-up-test ## Long campaigns: crashes, fuzzing, scale
	@$(VENV)/python -m pytest -m slow --timeout=3600 --hypothesis-profile=campaign $(ARGS)

bench: set-up-test ## Measures at full scale, against their own floors (ARGS="-k search")
	@$(VENV)/python -m pytest tests/bench -m bench -s $(ARGS)

lock: ## Write both locks anew from requirements*.in (ARGS=--upgrade moves the versions up)
	@packaging/lock.sh $(ARGS)

clean: ## Remove all that set-up and tests made
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find . -name .git -prune -o -name __pycache__ -type d -print -o -name '*.mo' -print | xargs rm -rf

set-up-run:
	@packaging/set_up.sh run

set-up-test:
	@packaging/set_up.sh test
