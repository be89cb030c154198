#!/usr/bin/env bash
# The whole test suite: contracts, then all tests on SQLite, then again on PostgreSQL where a server answers, then the
# browser tests one after the other, the steps of the walk that write on PostgreSQL too. What is not there is skipped
# with its reason and the command that gets it; with CI=true that is a failure. The closing line of each run is printed
# again at the end.
set -uo pipefail
cd "$(dirname "$0")/.."

BIN=.venv/bin
RESULTS=test-results
PROCESSES="${PROCESSES:-$(($(nproc) > 4 ? 4 : $(nproc) < 2 ? 2 : $(nproc)))}" # two at least: tests wait for servers too
mkdir -p "$RESULTS"
rm -f "$RESULTS"/*.log "$RESULTS"/*.xml
failed=0
summary=()

run() { # run NAME PYTEST-ARGUMENT...: one pytest run, shown and kept, the time of every test in NAME.xml
    local name="$1"
    shift
    echo
    echo "== tests: $name"
    pytest_run "$name" "$@" 2>&1 | tee "$RESULTS/$name.log" || failed=1
    summary+=("$name: $(closing "$name")")
}
pytest_run() { # pytest_run NAME PYTEST-ARGUMENT...
    local name="$1"
    shift
    "$BIN/pytest" --durations=15 --junitxml="$RESULTS/$name.xml" "$@"
}
closing() { # closing NAME: the last line of a run
    grep -E '^=+ .* in [0-9.]+s.*=+$' "$RESULTS/$1.log" | tail -n 1
}
skip() { # skip NAME REASON
    if [ "${CI:-}" = true ]; then
        summary+=("$1: FAILED, not run: $2")
        failed=1
    else
        summary+=("$1: skipped: $2")
    fi
}

echo "== contracts: Django's checks, and no model without its migration"
"$BIN/python" manage.py check || failed=1
"$BIN/python" manage.py makemigrations --check --dry-run || failed=1

# Addresses of the servers that `make services` started; the tests read them from the environment.
if [ -f var/services.env ]; then
    set -a
    # shellcheck disable=SC1091
    . var/services.env
    set +a
fi
unset DATABASE_URL ELASTICSEARCH_URL IPP_DATA_DIR
# Tests of a server that was stopped since are skipped, as if there had been none.
if [ -n "${TEST_ELASTICSEARCH_URL:-}" ] && ! "$BIN/python" -c '
import os, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
opener.open(os.environ["TEST_ELASTICSEARCH_URL"] + "/_cluster/health", timeout=10)' 2>/dev/null; then
    unset TEST_ELASTICSEARCH_URL
fi

# Tests of a server that does not answer are skipped likewise.
if [ -n "${TEST_DATABASE_URL:-}" ] && ! "$BIN/python" -c '
import os, psycopg
psycopg.connect(os.environ["TEST_DATABASE_URL"], connect_timeout=3).close()' 2>/dev/null; then
    unset TEST_DATABASE_URL
fi

echo "== templates: a migrated database of each kind, made side by side where the migrations changed"
template() { # template DATABASE_URL: as the tests of that run will look for it; empty is SQLite
    (
        IPP_DATA_DIR="$(mktemp -d)"
        trap 'rm -rf "$IPP_DATA_DIR"' EXIT
        [ -z "$1" ] || export DATABASE_URL="$1"
        DJANGO_SETTINGS_MODULE=ipplatform.settings.test IPP_DATA_DIR="$IPP_DATA_DIR" "$BIN/python" -m tests.database
    )
}
template "" &
pids=("$!")
if [ -n "${TEST_DATABASE_URL:-}" ]; then
    template "$TEST_DATABASE_URL" &
    pids+=("$!")
fi
for pid in "${pids[@]}"; do
    wait "$pid" || failed=1
done

run sqlite -n "$PROCESSES" --dist loadgroup -m "not browser"

if [ -n "${TEST_DATABASE_URL:-}" ]; then
    DATABASE_URL="$TEST_DATABASE_URL" run postgresql -n "$PROCESSES" --dist loadgroup -m "not browser" \
        --ignore tests/test_architecture.py --ignore tests/test_house_rules.py \
        --ignore tests/ipplatform/search/test_elasticsearch.py
else
    skip postgresql "no PostgreSQL answers; \`make services\` starts one"
fi

if command -v chromium >/dev/null; then
    # The steps of the walk that write run on PostgreSQL too, beside the others: a browser waits more than it works.
    walk=""
    if [ -n "${TEST_DATABASE_URL:-}" ]; then
        LIVE_DATABASE=postgresql pytest_run walk-postgresql -m browser tests/e2e \
            --ignore tests/e2e/test_01_stranger.py --ignore tests/e2e/test_03_search.py \
            --ignore tests/e2e/test_10_every_page.py >"$RESULTS/walk-postgresql.log" 2>&1 &
        walk="$!"
    fi
    run browser -m browser
    if [ -n "$walk" ]; then
        wait "$walk" || failed=1
        echo
        echo "== tests: walk on postgresql"
        cat "$RESULTS/walk-postgresql.log"
        summary+=("walk on postgresql: $(closing walk-postgresql)")
    fi
else
    skip browser "no Chromium; \`make browser\` installs it"
fi

echo
printf '%s\n' "${summary[@]}"
exit "$failed"
