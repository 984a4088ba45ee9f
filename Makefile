PYTHON ?= python3
PORT ?= 8765
BIN = .venv/bin

KILLS ?= 300
DATABASE ?= both

.PHONY: demo test soak lint types contracts tests lock flows screenshots clean

demo: .venv/ready
	$(BIN)/python -m bot rehearse --port $(PORT) $(if $(FRESH),--fresh)

test: lint types contracts tests

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

contracts: .venv/ready
	$(BIN)/lint-imports

tests: .venv/ready
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

soak: .venv/ready
	$(BIN)/python -m tests.soak --kills $(KILLS) --database $(DATABASE)

.venv/ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

lock: .venv/ready
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe -o requirements.lock pyproject.toml

screenshots: .venv/ready
	$(BIN)/python -m tests.page.screenshots docs/pictures

clean:
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .rehearsal
