#!/usr/bin/env bash
# Brings the English catalogue (ipplatform/locale/en) up to date with the code: collects every text to translate into
# django.po, keeps what is translated, compiles django.mo. Both files are committed; the site itself needs no gettext.
# Says how many texts have English. Pages a visitor can open must have it (tests/test_english*.py); staff pages may not.
# Checks for the gettext tools first; installs them with apt when root on Debian, else prints the command and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v xgettext >/dev/null || ! command -v msgfmt >/dev/null; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing gettext (it collects and compiles texts)"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y --no-install-recommends gettext >/dev/null
    else
        echo "gettext is missing. On Debian, run: sudo apt-get update && sudo apt-get install -y gettext" >&2
        exit 1
    fi
fi
if [ ! -x .venv/bin/python ]; then
    echo "There is no .venv yet. Run: make setup" >&2
    exit 1
fi

catalogue=ipplatform/locale/en/LC_MESSAGES/django.po
mkdir -p "$(dirname "$catalogue")"
# A new text is left empty, never guessed from a like one: a wrong English word is worse than Chinese.
.venv/bin/python manage.py makemessages --locale en --add-location=file --no-obsolete --no-wrap \
    --ignore .venv --ignore var --ignore tests --ignore scripts --ignore benchmarks
msgattrib --clear-fuzzy --empty --only-fuzzy --no-wrap "$catalogue" --output-file="$catalogue.fuzzy"
if [ -s "$catalogue.fuzzy" ]; then
    msgcat --use-first --no-wrap "$catalogue.fuzzy" "$catalogue" --output-file="$catalogue.new"
    mv "$catalogue.new" "$catalogue"
fi
rm -f "$catalogue.fuzzy"
msgfmt --check-format --statistics --output-file="${catalogue%.po}.mo" "$catalogue"
