# On a fresh machine with python3 (3.11 or newer), python3-venv and make, `make serve` and `make test` are all it takes.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

export PORT

CLOCKS ?= later leap-day year-end

.PHONY: serve desk-user test test-clocks check bench faults clean

serve: .venv/ready
	$(BIN)/python build.py --preview
	@exec $(BIN)/python -m forms.serve

# Somebody who may sign in at the desk of `make serve`: make desk-user NAME="Sam Support"; it asks for a password.
desk-user: .venv/ready
	@test -f instance/secret || { echo 'Start the kiosk once with make serve; it makes the database.' >&2; exit 1; }
	@KIOSK_DEMONSTRATION=1 KIOSK_SECRET="$$(cat instance/secret)" $(BIN)/flask --app forms desk-user "$(NAME)"

test: .venv/ready-to-test
	@echo 'Testing: first whether all is here that the tests need, a browser above all; what is missing is installed.'
	@sh tests/support/install-needs.sh
	@echo 'Now every test, in two processes. Both read them all first, which takes half a minute; then each dot is a test.'
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# The tests without a browser on other days: over a year on, on a 29 February, and on the last evening of a year.
test-clocks: .venv/ready-to-test
	sh tests/support/install-needs.sh
	$(BIN)/python -m tests.support.clocks $(CLOCKS)

check: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/python -m content prove
	@out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT && $(BIN)/python build.py --out "$$out/site"

# A quarter of an hour on two quiet cores: the desk over 1,000 and 100,000 requests, the site of 10, 100 and 1,000 vendors,
# and how they compare. The site of fewer, in a minute: .venv/bin/python -m tests.bench.site --sizes 10 100
bench: .venv/ready-to-test
	$(BIN)/python -m tests.bench.desk
	$(BIN)/python -m tests.bench.site

# The long attacks, an hour and more: sixty kills under whole journeys, three other days, and, as root, two bare Debians.
faults: .venv/ready-to-test
	sh tests/support/install-needs.sh
	KIOSK_KILLS=60 $(BIN)/python -m pytest tests/forms/store/test_kills.py
	$(BIN)/python -m tests.support.clocks $(CLOCKS)
	sh tests/support/bare-debian.sh

# instance/ stays: it holds the settings and the requests.
clean:
	rm -rf .venv build .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'The kiosk needs Python 3.11 or newer with venv. On Debian: apt-get install python3 python3-venv.' \
	       'If it has another name here: make PYTHON=python3.12' >&2; exit 1; }
	@echo 'Installing what the kiosk needs into .venv …'
	$(PYTHON) -m venv .venv
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

.venv/ready-to-test: .venv/ready tests/requirements.txt
	@echo 'Installing what its tests need into .venv …'
	$(PIP_INSTALL) -r tests/requirements.txt
	@touch $@
