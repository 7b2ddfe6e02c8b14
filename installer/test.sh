#!/usr/bin/env bash
# Everything a change has to pass: style, types, the direction of imports, the tests, and full coverage of the core.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1
bin=.venv/bin

say "Style";                "$bin/ruff" check . && "$bin/ruff" format --check .
say "Types";                "$bin/mypy"
say "Direction of imports"; "$bin/lint-imports" --no-logo
say "Tests"
rm -f .coverage .coverage.*
"$bin/coverage" run -m pytest "$@"
"$bin/coverage" combine --quiet
say "Coverage of the core (all but the window): every line and branch"
"$bin/coverage" report --omit '*/gui/*' --fail-under 100
