#!/usr/bin/env bash
# Everything a change has to pass: style, types, the direction of imports, the tests on all cores. `--quick` leaves out the
# slow tests and tries fewer examples of the others; `--coverage` runs the tests of the core but for those of thousands of
# files and asks that they reach all of it, which takes longer than the whole suite; other arguments go to pytest, such as
# a folder of tests.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

which_tests=("$@")
if [ "${1:-}" = --quick ]; then which_tests=(-m "not slow" --hypothesis-profile quick --ignore=tests/bench "${@:2}"); fi
if [ "${1:-}" = --coverage ]; then
    which_tests=(--ignore=tests/gui --ignore=tests/field --ignore=tests/fuzz --ignore=tests/soak)
    which_tests+=(--cov --cov-report=term-missing "${@:2}")
fi

set_up tests
export QT_QPA_PLATFORM=offscreen

# Temporary files in memory, where there is room and programs may run: what the program stores waits for the disk each time,
# and the tests store thousands of times.
read -r kind room <<<"$(df --output=fstype,avail /dev/shm 2>/dev/null | tail -n 1)"
if [ "$kind" = tmpfs ] && [ "$room" -gt 2000000 ] && memory=$(mktemp -d /dev/shm/tests.XXXXXX); then
    trap 'rm -rf "$memory"' EXIT
    cp /bin/true "$memory"
    if "$memory/true" 2>/dev/null; then export TMPDIR=$memory; fi
fi
# What a test with a file of many megabytes has freed goes back to the system. With a million bytes so did what windows and
# pages are painted into, each time, which took a tenth of the time of these tests.
export MALLOC_MMAP_THRESHOLD_=4000000 MALLOC_TRIM_THRESHOLD_=32000000
unset PYTHONDONTWRITEBYTECODE  # each of the hundreds of processes that tests start would compile the program again
bin=.venv/bin
# A worker takes up to half a gigabyte, and more than eight have no more to share.
workers=$(nproc)
if [ "$workers" -gt 8 ]; then workers=8; fi

# WORKAROUND: mypy counts the cores for its parser in /proc, and breaks in a root that has none (seen with 2.4.1).
mypy_options=()
if [ ! -e /proc/cpuinfo ]; then mypy_options=(--no-native-parser); fi

say "Style";                "$bin/ruff" check .; "$bin/ruff" format --check .
say "Types";                "$bin/mypy" "${mypy_options[@]}"
say "Direction of imports"; "$bin/lint-imports" --no-logo
# Hypothesis works out which characters there are once for a checkout, and takes 200 MB for it: here, and not in each worker.
characters=$("$bin/python" -c 'import unicodedata; print(unicodedata.unidata_version)')
if [ ! -e ".hypothesis/unicode_data/$characters/charmap.json.gz" ]; then
    "$bin/python" -W ignore -c "from hypothesis import strategies; strategies.text().example()"
fi
say "Tests";                "$bin/python" -m pytest -n "$workers" --dist worksteal "${which_tests[@]}"
