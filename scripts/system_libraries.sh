#!/usr/bin/env bash
# Makes sure that the libraries, fonts and tools outside Python are there: PDF text layout, Chinese fonts, PDF readers.
# Checks first (well under a second). What is missing is installed with apt when root on Debian/Ubuntu; otherwise the
# exact command is printed and the script stops with exit 1. Can be run any number of times.
set -euo pipefail

PYTHON="${PYTHON:-python3}"

library() { "$PYTHON" -c "import ctypes, sys; ctypes.CDLL(sys.argv[1])" "$1" 2>/dev/null; }
font() { find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" -name "$1" -print -quit 2>/dev/null | grep -q .; }
tool() { command -v "$1" >/dev/null; }
# Debian's Python comes without the two modules that make a virtual environment.
venv_modules() { [ -x .venv/bin/python ] || "$PYTHON" -c "import ensurepip, venv" 2>/dev/null; }

missing=()
need() { # need PACKAGE CHECK [ARGUMENT]
    local package="$1"
    shift
    "$@" || missing+=("$package")
}

if ! tool "$PYTHON" || ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed; PYTHON=/path/to/python3.11 names one." >&2
    exit 1
fi

need python3-venv venv_modules
need libpango-1.0-0 library libpango-1.0.so.0
need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
# Without it fonts are subset in Python: a report takes 11 s in place of 4.
need libharfbuzz-subset0 library libharfbuzz-subset.so.0
need fontconfig tool fc-match
# Bold cuts of the Chinese fonts; the regular ones come with the Python packages.
need fonts-noto-cjk font 'NotoSansCJK-Bold*'
need poppler-utils tool pdftoppm

if [ "${#missing[@]}" -eq 0 ]; then
    exit 0
fi

command_line="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ] && tool apt-get; then
    echo "Installing system libraries: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    $command_line >/dev/null
    exit 0
fi

echo "These system packages are missing: ${missing[*]}" >&2
echo "On Debian or Ubuntu, run:" >&2
echo "    sudo apt-get update && sudo $command_line" >&2
echo "then the same make command again. Other systems have them under similar names." >&2
exit 1
