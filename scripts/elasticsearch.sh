#!/usr/bin/env bash
# One Elasticsearch node for tests and development, on loopback: `start` takes the server from its Maven artefact, runs
# it as a user other than root (the server refuses root) and writes TEST_ELASTICSEARCH_URL to var/services.env; `stop`
# ends it. Both can be run twice. Needs a JDK 21 or newer in /usr/lib/jvm and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."

VERSION=9.5.3
ARTEFACT="org.elasticsearch.distribution.integ-test-zip:elasticsearch:$VERSION:zip"
PORT="${IPP_ELASTICSEARCH_PORT:-9200}"
SERVER_USER=ipplatform-search
ENV_FILE=var/services.env
URL="http://127.0.0.1:$PORT"

# The server's own user must be able to reach its files, which a clone in root's home would forbid.
if [ "$(id -u)" -eq 0 ]; then
    PLACE=/var/lib/ipplatform-services
else
    PLACE="$PWD/var/services"
fi
ES_HOME="$PLACE/elasticsearch-$VERSION"
PID_FILE="$PLACE/elasticsearch-$PORT.pid"

say() { echo "Elasticsearch: $*"; }
answers() {
    python3 - "$URL" 2>/dev/null <<'PY'
import sys, urllib.request
urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sys.argv[1] + "/_cluster/health", timeout=2)
PY
}
as_server_user() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd "$PLACE" && runuser -u "$SERVER_USER" -- "$@")
    else
        (cd "$PLACE" && "$@")
    fi
}

find_jdk() {
    local java major
    for java in ${ES_JAVA_HOME:+"$ES_JAVA_HOME/bin/java"} /usr/lib/jvm/*/bin/java; do
        [ -x "$java" ] || continue
        major="$("$java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')"
        if [ -n "$major" ] && [ "$major" -ge 21 ]; then
            dirname "$(dirname "$java")"
            return
        fi
    done
    say "no JDK 21 or newer in /usr/lib/jvm; install one (Debian 13: openjdk-21-jdk-headless) or set ES_JAVA_HOME" >&2
    return 1
}

install_server() {
    [ -x "$ES_HOME/bin/elasticsearch" ] && return
    if ! command -v mvn >/dev/null; then
        if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
            say "installing Maven"
            DEBIAN_FRONTEND=noninteractive apt-get update -qq
            DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends maven >/dev/null
        else
            say "Maven is missing. On Debian, run: sudo apt-get install -y maven" >&2
            exit 1
        fi
    fi
    say "fetching the server $VERSION (about 130 MB)"
    local download
    download="$(mktemp -d)"
    (cd "$download" && mvn -q -B dependency:copy "-Dartifact=$ARTEFACT" "-DoutputDirectory=$download")
    # Unpacked aside and renamed, so that an interrupted run leaves no half server.
    python3 -c "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])" \
        "$download/elasticsearch-$VERSION.zip" "$download"
    chmod +x "$download/elasticsearch-$VERSION"/bin/*
    mv "$download/elasticsearch-$VERSION" "$ES_HOME"
    rm -rf "$download"
}

configure() {
    cat >"$ES_HOME/config/elasticsearch.yml" <<YML
cluster.name: ipplatform-development
discovery.type: single-node
network.host: 127.0.0.1
http.port: $PORT
xpack.security.enabled: false
YML
}

start() {
    if answers; then
        say "already answers on $URL"
    else
        local jdk
        jdk="$(find_jdk)"
        mkdir -p "$PLACE"
        install_server
        configure
        if [ "$(id -u)" -eq 0 ]; then
            id "$SERVER_USER" >/dev/null 2>&1 || useradd --system --home-dir "$PLACE" --shell /usr/sbin/nologin "$SERVER_USER"
            chown -R "$SERVER_USER" "$PLACE"
        fi
        say "starting with $jdk"
        as_server_user env ES_JAVA_HOME="$jdk" ES_JAVA_OPTS="${ES_JAVA_OPTS:--Xms512m -Xmx512m}" \
            "$ES_HOME/bin/elasticsearch" --daemonize --pidfile "$PID_FILE" </dev/null >"$PLACE/start.log" 2>&1 ||
            { cat "$PLACE/start.log" >&2; exit 1; }
        for _ in $(seq 60); do
            answers && break
            sleep 1
        done
        answers || { say "does not answer on $URL; see $ES_HOME/logs" >&2; exit 1; }
    fi
    mkdir -p var
    touch "$ENV_FILE"
    sed -i '/^TEST_ELASTICSEARCH_URL=/d' "$ENV_FILE"
    echo "TEST_ELASTICSEARCH_URL=$URL" >>"$ENV_FILE"
    say "ready on $URL (address in $ENV_FILE)"
}

stop() {
    if [ ! -s "$PID_FILE" ] || ! kill -0 "$(cat "$PID_FILE")" 2>/dev/null; then
        say "not started by this script, left as it is"
        return
    fi
    local pid
    pid="$(cat "$PID_FILE")"
    kill "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
    rm -f "$PID_FILE"
    say "stopped"
}

case "${1:-start}" in
    start) start ;;
    stop) stop ;;
    *) echo "usage: scripts/elasticsearch.sh [start|stop]" >&2; exit 2 ;;
esac
