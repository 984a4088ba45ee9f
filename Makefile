PYTHON ?= python3
PORT ?= 8765
BIN = .venv/bin
COMPILE = $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe

SEEDS ?= 1-400
JOBS ?= 2
MINUTES ?= 20
KILLS ?= 150
COUPLES ?= 200
DAYS ?= 365
DATABASE ?= both
FUZZ ?= 50
MUTANTS ?=
WORKERS ?= 3

.PHONY: demo workers test both soak year lint types contracts tests lock flows screenshots bench bench-lock mutants mutants-lock clean

demo: .venv/ready
	$(BIN)/python -m bot rehearse --port $(PORT) $(if $(FRESH),--fresh)

# Several workers on one PostgreSQL behind a load balancer, played on the page as in the demo: WORKERS=3 PORT=8765.
workers: .venv/ready
	$(BIN)/python -m tests.workers --workers $(WORKERS) --port $(PORT)

# What was compiled is kept from run to run and for each bot that a test starts, whatever the machine says.
unexport PYTHONDONTWRITEBYTECODE

# Much of a test is waiting for a process or a browser; the checks take their turn beside.
test:
	$(MAKE) --no-print-directory --jobs 2 tests lint types contracts

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

contracts: .venv/ready
	$(BIN)/lint-imports

# Lives of couples by chance, each rule of the nudges counted over every message: COUPLES=200 DAYS=365.
year: .venv/ready
	$(BIN)/python -m tests.year.life $(COUPLES) $(DAYS)

tests: .venv/ready
	$(BIN)/python -m pytest --numprocesses 3 --dist loadgroup

both: .venv/ready
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup --both

# Worlds by chance, SEEDS=1-400 JOBS=2 MINUTES=20 at most, then real processes that are killed KILLS=150 times each, and
# then odd input and lives lived twice, FUZZ=50 times as many as in make test, and walks of the flows, 5 times as many.
soak: .venv/ready
	$(BIN)/python -m tests.soak --seeds $(SEEDS) --jobs $(JOBS) --minutes $(MINUTES) --kills $(KILLS) --database $(DATABASE)
	REKNIT_FUZZ=$(FUZZ) $(BIN)/python -m pytest --numprocesses $(JOBS) tests/fuzz tests/attacks/test_alike.py
	REKNIT_FUZZ=5 $(BIN)/python -m pytest --numprocesses $(JOBS) tests/flows

.venv/ready: requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# requirements.lock is what the bot runs with; requirements-dev.lock has the same, and what tests and checks need beside.
lock: .venv/ready
	$(BIN)/python -m pip install --quiet pip-tools
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

screenshots: .venv/ready
	$(BIN)/python -m tests.page.screenshots docs/pictures

bench: .venv/ready .venv-bench/ready
	$(BIN)/python -m bench $(if $(QUICK),--quick) $(if $(MILLION),--million) $(if $(ALSO),--also $(ALSO)) $(if $(WRITE),--write docs/performance.md)

.venv-bench/ready: bench/requirements.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.lock
	touch $@

bench-lock: .venv-bench/ready
	.venv-bench/bin/python -m pip install --quiet pip-tools
	.venv-bench/$(COMPILE:.venv/%=%) -o bench/requirements.lock bench/requirements.in

# Small faults put into the code one by one, each to be noticed by a test: MUTANTS="flows.schedule*" for some of them.
mutants: .venv-mutants/ready
	.venv-mutants/bin/python tests/mutants.py --jobs 2 $(if $(MUTANTS),"$(MUTANTS)")

.venv-mutants/ready: requirements-dev.lock tests/mutants.lock
	$(PYTHON) -m venv .venv-mutants
	.venv-mutants/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock -r tests/mutants.lock
	touch $@

mutants-lock: .venv-mutants/ready
	.venv-mutants/bin/python -m pip install --quiet pip-tools
	.venv-mutants/$(COMPILE:.venv/%=%) -o tests/mutants.lock tests/mutants.in

clean:
	rm -rf .venv .venv-bench .venv-mutants mutants .mypy_cache .ruff_cache .import_linter_cache .rehearsal
