#!/bin/sh
# Every check and test. On SQLite always; once more on PostgreSQL where TEST_DATABASE_URL names one.
# REQUIRE_SERVICES=1 (set in CI) turns "skipped, no Chromium here" into a failure.
set -eu
bin=.venv/bin
if [ $# -gt 0 ]; then
    exec $bin/pytest "$@"
fi
# The migrated databases that the tests copy are made meanwhile; should this fail, the first test that wants one says why.
$bin/python -m tests.migrated >/dev/null 2>&1 &
sh scripts/lint.sh
$bin/python -c 'from pathlib import Path; from portal import catalogues; catalogues.compile_all(Path("locale"), Path("locale_packages"))'
workers=$($bin/python -c 'import os; print(min(4, os.cpu_count() or 1))')
# With both databases at hand nothing is tested twice that cannot differ: the browser on PostgreSQL, as in production;
# what needs no database on SQLite (conftest.py).
printf '\n— Tests on SQLite —\n'
$bin/pytest -n "$workers" --dist loadgroup -rs --durations=15 ${TEST_DATABASE_URL:+--ignore=tests/browser}
if [ -n "${TEST_DATABASE_URL:-}" ]; then
    printf '\n— Tests on PostgreSQL —\n'
    DATABASE_URL=$TEST_DATABASE_URL TESTED_ON_SQLITE=1 $bin/pytest -n "$workers" --dist loadgroup -rs --durations=15
elif [ -n "${REQUIRE_SERVICES:-}" ]; then
    printf 'TEST_DATABASE_URL is not set, and REQUIRE_SERVICES asks for PostgreSQL.\n' >&2
    exit 1
else
    printf '\nNot tested on PostgreSQL: TEST_DATABASE_URL names none (docs/testing.md).\n'
fi
