# The stable commands of the project. Each does all its own set-up.
SHELL := bash
.DEFAULT_GOAL := help

UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .uv/bin/uv)
# Environments and caches stay inside the project, wherever HOME points.
export UV_CACHE_DIR ?= $(CURDIR)/var/cache/uv
export UV_PYTHON_INSTALL_DIR ?= $(CURDIR)/var/python
export UV_LINK_MODE ?= hardlink
ENGINE := nlu/.venv/bin/python

.PHONY: help run test check bench soak evaluate diet mutants train adapter audit setup lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: setup train  ## serve Telegram (with TELEGRAM_TOKEN) or the chat page on this machine
	@exec .venv/bin/myrights run

setup: .venv/.installed nlu/.venv/.installed

train: setup  ## train the engine where something it learns from has changed
	@$(ENGINE) -m nlu train

check: .venv/.dev nlu/.venv/.installed  ## lint, types, content, data
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/mypy --config-file nlu/mypy.ini --python-executable nlu/.venv/bin/python
	.venv/bin/myrights check
	@$(ENGINE) -m nlu messages

test: .venv/.dev nlu/.venv/.dev  ## every test: engine, front end, simulator, browser
	@$(ENGINE) -m nlu train
	$(ENGINE) -m pytest -c nlu/pytest.ini tests/nlu
	.venv/bin/python -m pytest

evaluate: .venv/.dev setup train  ## measure understanding and write docs/understanding.md
	@mkdir -p var/evaluate
	@for language in ky ru en; do .venv/bin/myrights evaluate tests/understanding/$$language.tsv --predictions var/evaluate/$$language.tsv || exit 1; done
	$(ENGINE) -m nlu.evaluation

diet: nlu/evaluation/.venv/.installed  ## the same measure for Rasa's default pipeline (3 GB, half an hour); writes docs/diet.json
	HOME=$(CURDIR)/var/engine-home RASA_TELEMETRY_ENABLED=false nlu/evaluation/.venv/bin/python nlu/evaluation/diet.py

mutants: .venv/.dev nlu/.venv/.dev train  ## break each promise in a copy and see its tests fail
	.venv/bin/python -m tests.mutants

adapter: nlu/.venv/.installed nlu/adapter/.venv/.installed  ## go on tuning the encoder's adapter on the messages (an hour)
	$(ENGINE) -m nlu prepare
	$(ENGINE) -m nlu.adapter export
	nlu/adapter/.venv/bin/python nlu/adapter/train.py --start var/adapter/start.npz
	$(ENGINE) -m nlu.adapter pack

bench: .venv/.dev setup train  ## times of an answer and of its parts
	.venv/bin/python -m bench

audit: audit/.venv/.installed  ## ask for known vulnerabilities of what is pinned (needs the network)
	@audit/.venv/bin/python -m audit

soak: .venv/.dev setup train  ## 20 messages a second and 200 kill -9, then a quarter of an hour in peace; writes docs/soak.md
	.venv/bin/python -m soak $(SOAK)

.uv/bin/uv:
	@echo "installing uv into .uv"
	@python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'

# Compiled at set-up: a service that may not write into its folder would compile everything anew at each start.
COMPILED := --compile-bytecode

.venv/.installed: requirements.lock pyproject.toml | $(UV)
	@$(UV) venv --quiet --allow-existing --python 3.11 .venv
	@echo "installing the bot's environment"
	@$(UV) pip install --quiet $(COMPILED) --python .venv --no-deps --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python .venv --no-deps --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.installed
	@echo "installing the tools of developers"
	@$(UV) pip install --quiet --python .venv --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

nlu/.venv/.installed: nlu/requirements.lock nlu/.python-version | $(UV)
	@python=$$(nlu/find-python $(UV)) && $(UV) venv --quiet --allow-existing --python "$$python" nlu/.venv
	@echo "installing the engine's environment"
	@$(UV) pip install --quiet $(COMPILED) --python nlu/.venv --no-deps --require-hashes -r nlu/requirements.lock
	@touch $@

nlu/.venv/.dev: nlu/requirements-dev.lock nlu/.venv/.installed
	@$(UV) pip install --quiet --python nlu/.venv --no-deps --require-hashes -r nlu/requirements-dev.lock
	@touch $@

nlu/evaluation/.venv/.installed: nlu/evaluation/requirements.lock | $(UV)
	@python=$$(nlu/find-python $(UV)) && $(UV) venv --quiet --allow-existing --python "$$python" nlu/evaluation/.venv
	@$(UV) pip install --quiet --python nlu/evaluation/.venv --no-deps --require-hashes -r nlu/evaluation/requirements.lock
	@touch $@

nlu/adapter/.venv/.installed: nlu/adapter/requirements.lock | $(UV)
	@$(UV) venv --quiet --allow-existing --python 3.11 nlu/adapter/.venv
	@$(UV) pip install --quiet --python nlu/adapter/.venv --no-deps --require-hashes -r nlu/adapter/requirements.lock
	@touch $@

audit/.venv/.installed: audit/requirements.lock | $(UV)
	@$(UV) venv --quiet --allow-existing --python 3.11 audit/.venv
	@$(UV) pip install --quiet --python audit/.venv --no-deps --require-hashes -r audit/requirements.lock
	@touch $@

LOCK := pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --no-header
lock: | $(UV)  ## write the lock files anew
	$(UV) $(LOCK) --python-version 3.11 --universal pyproject.toml -o requirements.lock
	$(UV) $(LOCK) --python-version 3.11 --universal --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	cd nlu && $(abspath $(UV)) $(LOCK) --python-version 3.10 --python-platform linux --override overrides.txt requirements.in -o requirements.lock
	cd nlu && $(abspath $(UV)) $(LOCK) --python-version 3.10 --python-platform linux --override overrides.txt requirements-dev.in -o requirements-dev.lock
	$(UV) $(LOCK) --python-version 3.11 --python-platform linux nlu/adapter/requirements.in -o nlu/adapter/requirements.lock
	$(UV) $(LOCK) --python-version 3.10 --python-platform linux nlu/evaluation/requirements.in -o nlu/evaluation/requirements.lock
	$(UV) $(LOCK) --python-version 3.11 audit/requirements.in -o audit/requirements.lock

clean:  ## remove what set-up and training made
	rm -rf .venv nlu/.venv nlu/adapter/.venv nlu/evaluation/.venv audit/.venv .uv models .rasa var/cache
