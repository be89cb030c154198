#!/usr/bin/env bash
# One Elasticsearch node for tests and development, on loopback: `start` takes the server from its Maven artefact, runs
# it as a user other than root (the server refuses root) and writes TEST_ELASTICSEARCH_URL to var/services.env; `stop`
# ends it and takes the address back. Both can be run twice. Needs Maven and a JDK 21 or newer; as root on Debian or
# Ubuntu it installs what is missing, where the release has it (Debian 12 has no newer JDK than 17).
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

apt_install() { # apt_install PACKAGE: as root on Debian or Ubuntu, when the release has it
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
    apt-cache show "$1" >/dev/null 2>&1 || return 1
    say "installing $1" >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

jdk_here() { # the first JDK 21 or newer: ES_JAVA_HOME, JAVA_HOME, those of the system, one on the PATH
    local java major
    for java in ${ES_JAVA_HOME:+"$ES_JAVA_HOME/bin/java"} ${JAVA_HOME:+"$JAVA_HOME/bin/java"} \
        /usr/lib/jvm/*/bin/java /opt/*/bin/java "$(command -v java || true)"; do
        [ -x "$java" ] || continue
        major="$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)"
        if [ -n "$major" ] && [ "$major" -ge 21 ]; then
            dirname "$(dirname "$(readlink -f "$java")")"
            return
        fi
    done
    return 1
}

find_jdk() {
    local package
    jdk_here && return
    for package in openjdk-25-jre-headless openjdk-21-jre-headless; do
        apt_install "$package" && jdk_here && return
    done
    say "no JDK 21 or newer here, and apt offers none; install one (Debian 13: openjdk-21-jre-headless) or set ES_JAVA_HOME" >&2
    return 1
}

install_server() {
    [ -x "$ES_HOME/bin/elasticsearch" ] && return
    if ! command -v mvn >/dev/null; then
        apt_install maven || {
            say "Maven is missing. On Debian, run: sudo apt-get install -y maven" >&2
            exit 1
        }
    fi
    say "fetching the server $VERSION (about 130 MB)"
    local download
    download="$(mktemp -d)"
    local try
    for try in 1 2 3; do
        (cd "$download" && mvn -q -B dependency:copy "-Dartifact=$ARTEFACT" "-DoutputDirectory=$download") && break
        [ "$try" -lt 3 ] || { say "the server could not be fetched from Maven Central" >&2; exit 1; }
        sleep 5
    done
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
cluster.routing.allocation.disk.threshold_enabled: false
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
        for _ in $(seq 120); do
            answers && break
            sleep 1
        done
        answers || { say "does not answer on $URL; see $ES_HOME/logs" >&2; exit 1; }
    fi
    address_forget
    echo "TEST_ELASTICSEARCH_URL=$URL" >>"$ENV_FILE"
    say "ready on $URL (address in $ENV_FILE)"
}

address_forget() {
    mkdir -p var
    touch "$ENV_FILE"
    sed -i '/^TEST_ELASTICSEARCH_URL=/d' "$ENV_FILE"
}

stop() {
    address_forget
    if [ ! -s "$PID_FILE" ] || ! kill -0 "$(cat "$PID_FILE")" 2>/dev/null; then
        say "not started by this script, left as it is"
        return
    fi
    local pid
    pid="$(cat "$PID_FILE")"
    kill "$pid"
    local waited=0
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        waited=$((waited + 1))
        [ "$waited" -ne 150 ] || kill -9 "$pid" # half a minute: it is hung
    done
    rm -f "$PID_FILE"
    say "stopped"
}

case "${1:-start}" in
    start) start ;;
    stop) stop ;;
    *) echo "usage: scripts/elasticsearch.sh [start|stop]" >&2; exit 2 ;;
esac
