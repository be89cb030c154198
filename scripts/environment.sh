#!/usr/bin/env bash
# Makes .venv and installs the pinned packages of requirements.txt and requirements-dev.txt into it; uses uv when it is
# on the PATH, pip otherwise. Nothing happens when neither file changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

PYTHON="${PYTHON:-python3}"
stamp=.venv/.packages
wanted="$(cat requirements.txt requirements-dev.txt | sha256sum | cut -d' ' -f1)"

if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

echo "Installing Python packages into .venv (a few minutes the first time)"
if command -v uv >/dev/null; then
    [ -x .venv/bin/python ] || uv venv --quiet --python "$PYTHON" .venv
    uv pip install --quiet --python .venv/bin/python -r requirements.txt -r requirements-dev.txt
else
    [ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
fi
echo "$wanted" >"$stamp"
