#!/bin/sh
# Makes .venv from the given lock file, unless it is there already. Says in a sentence what is missing.
set -eu
lock=$1
say() { printf '%s\n' "$*" >&2; exit 1; }

python=
for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || say "Python 3.11, 3.12 or 3.13 is needed and was not found. Install it (Debian: apt install python3 python3-venv), or name it: make run PYTHON=/path/to/python3.11"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    say "This Python has no venv module. Install it (Debian: apt install python3-venv) and run the command again."

stamp=.venv/.$(basename "$lock" .txt)
sum=$("$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$lock")
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && exit 0

free=$("$python" -c 'import shutil; print(shutil.disk_usage(".").free // 2**20)')
[ "$free" -ge 1200 ] || say "There are only $free MB free on this disk; the set-up needs 1,200 MB. Make room and run the command again."

printf 'Setting up: the packages of %s (a minute or two, once)…\n' "$lock"
[ -x .venv/bin/python ] || "$python" -m venv .venv || say "The virtual environment could not be made in .venv."
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" ||
    say "The packages could not be installed; the lines above say why. Check the network and run the command again: it goes on where it stopped."
printf '%s\n' "$sum" > "$stamp"
# The development lock holds everything that the other one does.
[ "$lock" = requirements.txt ] || "$python" -c 'import hashlib; print(hashlib.sha256(open("requirements.txt", "rb").read()).hexdigest())' > .venv/.requirements
