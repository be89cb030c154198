#!/usr/bin/env bash
# Makes sure that Chromium is there for the browser tests (Debian's package; Playwright's own download is not used).
# Checks first; installs with apt when root on Debian, else prints the command and stops with exit 1.
set -euo pipefail

if command -v chromium >/dev/null; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y --no-install-recommends chromium >/dev/null
    exit 0
fi
echo "Chromium is missing. On Debian, run: sudo apt-get update && sudo apt-get install -y chromium" >&2
exit 1
