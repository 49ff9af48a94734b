# What one does here often; `just --list` tells them all.

set shell := ["bash", "-euo", "pipefail", "-c"]

# A virtual environment with all that development needs
setup:
    python3 -m venv .venv
    .venv/bin/pip install -q -e '.[test,check,docs]'

# The tests; for instance `just test tests/cli -k workers`
test *arguments:
    .venv/bin/pytest {{ arguments }}

# Style, types, import layers
lint:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports

# Write the generated parts of the pages anew (options, examples), then build the pages
docs:
    .venv/bin/python -m docs.commands
    .venv/bin/python -m docs.examples
    .venv/bin/python -m sphinx -q -W --keep-going -b html docs docs/_build/html

# Bundle scripts and styles of the web pages anew (needs node)
frontend:
    cd src/redshank/web/frontend && npm ci && npm run build

# Take the pictures of the web pages anew (needs Chromium)
pictures:
    .venv/bin/python -m docs.screenshots

# The accuracy gate, then the benchmarks on development data (they skip where it is not there)
bench:
    .venv/bin/python -m benchmarks.gate
    .venv/bin/python -m benchmarks.coding
    .venv/bin/python benchmarks/quotes.py
    .venv/bin/python benchmarks/places.py

# Code the samples and keep that as what the tests expect; read the difference before you commit it
golden:
    REDSHANK_TEST_GOLDEN=update .venv/bin/pytest tests/cli/test_code.py -k as_it_did
    git diff --stat -- tests/cli/golden

# Train the relation model anew
train:
    .venv/bin/pip install -q -e '.[train]'
    .venv/bin/python -m training.relation.train

# Everything that must hold, as on a new machine
ci:
    .ci/run

# Pin all versions anew in uv.lock
lock:
    uv lock --upgrade
