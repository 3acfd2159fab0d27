#!/bin/sh
# Style, types, templates, migrations. The floors and the catalogues are checked by the tests.
set -eu
bin=.venv/bin
export JAUAP_MODE=local
$bin/ruff check .
$bin/ruff format --check .
$bin/mypy .
$bin/djlint --quiet --lint --profile=django ./*/templates
$bin/python manage.py makemigrations --check --dry-run
$bin/python manage.py check
