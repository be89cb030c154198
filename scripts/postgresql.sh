#!/usr/bin/env bash
# PostgreSQL for tests and development, on loopback: `start` installs Debian's server when it is missing and we are
# root, starts its cluster, makes the role and database `ipplatform` and writes TEST_DATABASE_URL to var/services.env;
# `stop` stops the cluster if `start` started it. Both can be run twice.
set -euo pipefail
cd "$(dirname "$0")/.."

ROLE=ipplatform
# A development server that listens on loopback only; production names its own in DATABASE_URL.
PASSWORD="${IPP_POSTGRESQL_PASSWORD:-ipplatform}"
STARTED=/run/postgresql/started-for-ipplatform
ENV_FILE=var/services.env

say() { echo "PostgreSQL: $*"; }
root_needed() {
    if [ "$(id -u)" -ne 0 ]; then
        say "$1 needs root. Run: sudo scripts/postgresql.sh ${2:-start}" >&2
        exit 1
    fi
}
as_postgres() { (cd / && runuser -u postgres -- "$@"); }
cluster() { pg_lsclusters --no-header 2>/dev/null | head -n 1; }

start() {
    if ! command -v pg_lsclusters >/dev/null || [ -z "$(cluster)" ]; then
        root_needed "installing the server"
        command -v apt-get >/dev/null || { say "this system has no apt; install PostgreSQL 15 or newer yourself" >&2; exit 1; }
        say "installing the server"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y --no-install-recommends postgresql >/dev/null
    fi
    read -r version name port status _ <<<"$(cluster)"
    if [ "$status" != online ]; then
        root_needed "starting the server"
        say "starting cluster $version/$name"
        pg_ctlcluster "$version" "$name" start
        touch "$STARTED"
    fi
    # Nobody listens between here and the loopback; encrypting it takes a third of a small query's time.
    local url="postgres://$ROLE:$PASSWORD@127.0.0.1:$port/$ROLE?sslmode=disable"
    if ! psql "$url" -qtAc 'select 1' >/dev/null 2>&1; then
        root_needed "making the role and the database"
        say "making role and database $ROLE"
        as_postgres psql -p "$port" -qv ON_ERROR_STOP=1 -d postgres <<SQL
do \$\$ begin create role $ROLE; exception when duplicate_object then null; end \$\$;
alter role $ROLE login createdb password '$PASSWORD';
-- tests commit thousands of times; losing the last second of a test database in a crash harms nobody
alter role $ROLE set synchronous_commit = off;
select 'create database $ROLE owner $ROLE' where not exists (select from pg_database where datname = '$ROLE')\gexec
SQL
    fi
    mkdir -p var
    touch "$ENV_FILE"
    sed -i '/^TEST_DATABASE_URL=/d' "$ENV_FILE"
    echo "TEST_DATABASE_URL=$url" >>"$ENV_FILE"
    say "ready on 127.0.0.1:$port (address in $ENV_FILE)"
}

stop() {
    if [ ! -e "$STARTED" ]; then
        say "not started by this script, left as it is"
        return
    fi
    root_needed "stopping the server" stop
    read -r version name _ status _ <<<"$(cluster)"
    if [ "$status" = online ]; then
        pg_ctlcluster "$version" "$name" stop
    fi
    rm -f "$STARTED"
    say "stopped"
}

case "${1:-start}" in
    start) start ;;
    stop) stop ;;
    *) echo "usage: scripts/postgresql.sh [start|stop]" >&2; exit 2 ;;
esac
