#!/usr/bin/env bash
# Runs every benchmark (benchmarks/*.py, each a script of its own that prints its lines), then prints all that has a target
# in one table; fails when one fails.
set -euo pipefail
cd "$(dirname "$0")/.."

# What only the benchmarks compare with.
stamp=.venv/.benchmarks
if [ "$(cat "$stamp" 2>/dev/null)" != "$(sha256sum <benchmarks/requirements.txt)" ]; then
    if command -v uv >/dev/null; then
        uv pip install --quiet --python .venv/bin/python -r benchmarks/requirements.txt
    else
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
    fi
    sha256sum <benchmarks/requirements.txt >"$stamp"
fi

# The address of the server that `make services` started, for the benchmarks that need one.
if [ -f var/services.env ]; then
    set -a
    # shellcheck disable=SC1091
    . var/services.env
    set +a
fi

printed="$(mktemp)"
trap 'rm -f "$printed"' EXIT
failed=0
for benchmark in benchmarks/[a-z]*.py; do
    [ -e "$benchmark" ] || { echo "There is no benchmark in benchmarks/." >&2; exit 1; }
    name="$(basename "$benchmark" .py)"
    grep -q "__main__" "$benchmark" && [ "$name" != summary ] || continue # a part of others
    echo "== $benchmark" | tee -a "$printed"
    .venv/bin/python -m "benchmarks.$name" | tee -a "$printed" || failed=1
done
echo "== all that has a target"
.venv/bin/python -m benchmarks.summary "$printed"
exit "$failed"
