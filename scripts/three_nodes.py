"""Three real Elasticsearch nodes with security and TLS on loopback; one is killed while documents are written.

Prints how many documents were written, how often the writer was refused and tried again, and what is there afterwards:
nothing may be missing. The engine works as a user that has the documented role only, and trusts the one authority
that it is told. Ends within MINUTES and removes all that it made. Needs the server that `scripts/elasticsearch.sh
start` fetches (as the same user).
Run: .venv/bin/python -m scripts.three_nodes [DOCUMENTS]  (20,000 unless told)
"""

# ruff: noqa: S603, S607  it starts programs that it names itself

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from ipplatform.search import Document, EngineError, IndexDeclaration, TextField
from ipplatform.search.elasticsearch import ElasticsearchEngine
from ipplatform.search.elasticsearch.mapping import alias_of
from scripts.certificates import certificates_make

MINUTES = 15
BATCH = 500
PREFIX = "ipplatform-nodes"
ROLE = f"ipplatform:\n  indices:\n    - names: ['{PREFIX}-*']\n      privileges: [manage, read, write]\n"
NODES = (1, 2, 3)
HEAP = "-Xms512m -Xmx512m"
SERVER_USER = "ipplatform-search"


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def place() -> Path:
    """Where scripts/elasticsearch.sh puts the server."""
    mine = Path(__file__).resolve().parent.parent / "var" / "services"
    return Path("/var/lib/ipplatform-services") if os.geteuid() == 0 else mine


def server_home() -> Path:
    """The newest server there; ends with advice when there is none."""
    found = sorted(path for path in place().glob("elasticsearch-*") if (path / "bin" / "elasticsearch").exists())
    if not found:
        raise SystemExit("There is no server yet: run scripts/elasticsearch.sh start once.")
    return found[-1]


def java_home() -> str:
    """The JDK that scripts/elasticsearch.sh chose, from its own words."""
    asked = ["bash", "-c", "source <(sed '/^case /,$d' scripts/elasticsearch.sh); find_jdk"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


class Cluster:
    """Three nodes in one folder, each a process group of its own."""

    def __init__(self, folder: Path, password: str, user_password: str) -> None:
        self.folder = folder
        self.password = password
        self.user_password = user_password
        self.home = server_home()
        self.as_root = os.geteuid() == 0
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "ES_JAVA_HOME": java_home(), "ES_JAVA_OPTS": HEAP,
        }  # fmt: skip
        self.owner: dict[str, Any] = (
            {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []} if self.as_root else {}
        )
        self.processes: dict[int, subprocess.Popen[bytes]] = {}
        self.certificates = certificates_make(folder)

    def prepare(self) -> None:
        """Configuration, the first password, the role and its user: the same for all."""
        for node in NODES:
            config = self.folder / f"node{node}" / "config"
            shutil.copytree(self.home / "config", config)
            seeds = ", ".join(f'"127.0.0.1:{9300 + one}"' for one in NODES)
            names = ", ".join(f'"node{one}"' for one in NODES)
            (config / "elasticsearch.yml").write_text(
                f"cluster.name: ipplatform-three\nnode.name: node{node}\nnetwork.host: 127.0.0.1\n"
                f"http.port: {9200 + node}\ntransport.port: {9300 + node}\n"
                f"path.data: {self.folder}/node{node}/data\npath.logs: {self.folder}/node{node}/logs\n"
                f"discovery.seed_hosts: [{seeds}]\ncluster.initial_master_nodes: [{names}]\n"
                "xpack.security.enabled: true\nxpack.security.transport.ssl.enabled: false\n"
                "xpack.security.http.ssl.enabled: true\nxpack.security.http.ssl.key: server-key.pem\n"
                "xpack.security.http.ssl.certificate: server.pem\n"
                "cluster.routing.allocation.disk.threshold_enabled: false\n"
            )
            (config / "elasticsearch.keystore").unlink(missing_ok=True)
            # Role and user in files: this archive lacks what the server's own index of users is made with.
            (config / "roles.yml").write_text(ROLE)
            for file in (self.certificates.certificate, self.certificates.key):
                shutil.copy(file, config)
        if self.as_root:
            subprocess.run(["chown", "-R", SERVER_USER, str(self.folder)], check=True)
        first = self.folder / "node1" / "config"
        self._run(1, ["bin/elasticsearch-keystore", "create"])
        self._run(1, ["bin/elasticsearch-keystore", "add", "-x", "bootstrap.password"], self.password)
        self._run(1, ["bin/elasticsearch-users", "useradd", "platform", "-p", self.user_password, "-r", "ipplatform"])
        for node in NODES[1:]:
            for name in ("elasticsearch.keystore", "users", "users_roles"):
                copy = self.folder / f"node{node}" / "config" / name
                shutil.copy(first / name, copy)
                if self.as_root:
                    shutil.chown(copy, SERVER_USER)

    def start(self) -> None:
        """All nodes, in the background."""
        for node in NODES:
            log = (self.folder / f"node{node}.log").open("wb")
            command = [str(self.home / "bin" / "elasticsearch")]
            self.processes[node] = subprocess.Popen(
                command, env=self._of(node), cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True, **self.owner,
            )  # fmt: skip

    def kill(self, node: int) -> None:
        """SIGKILL to a node and its launcher."""
        process = self.processes.pop(node)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """All that still run, at once: their data goes too."""
        for node in list(self.processes):
            self.kill(node)

    def _of(self, node: int) -> dict[str, str]:
        return self.environment | {"ES_PATH_CONF": str(self.folder / f"node{node}" / "config")}

    def _run(self, node: int, command: list[str], given: str = "") -> None:
        subprocess.run(
            [str(self.home / command[0]), *command[1:]], env=self._of(node), cwd=self.folder, input=given, text=True,
            check=True, capture_output=True, **self.owner,
        )  # fmt: skip


def documents(count: int) -> Iterator[Document]:
    """Invented documents."""
    return (Document(id=key, texts={"title": f"第{key}号水泵装置"}) for key in range(1, count + 1))


def shape(count: int) -> IndexDeclaration:
    """Their index; a rebuild begins it empty."""
    field = TextField("title", "TI", "title", default=True)
    return IndexDeclaration(f"nodes{count}", "nodes", (field,), (), (), "title", (), 1, lambda _ids: iter(()))


def wait_green(client: Elasticsearch, index: str | None = None) -> None:
    """Until every copy stands on a node; the alarm of the whole run ends a wait without end."""
    while True:
        try:
            health = client.cluster.health(index=index, wait_for_status="green", timeout="5s")
            if health["status"] == "green" and (index or health["number_of_nodes"] == len(NODES)):
                return
        except (ApiError, TransportError):
            time.sleep(1)


def write_all(
    engine: ElasticsearchEngine, declaration: IndexDeclaration, cluster: Cluster, count: int, victim: int
) -> int:
    """Write all in batches, each until it is taken; a third of the way one node dies. Returns the refusals."""
    stream, refused, done = documents(count), 0, 0
    while batch := list(islice(stream, BATCH)):
        if victim in cluster.processes and done >= count // 3:
            cluster.kill(victim)
            say(f"node{victim}, which held the primary shard, killed after {done} documents")
        while True:
            try:
                engine.index(declaration, batch)
                break
            except EngineError as error:
                refused += 1
                say(f"  refused ({error}); trying again")
                time.sleep(2)
        done += len(batch)
    return refused


def main(count: int) -> int:
    """Start, write, kill, count. 0 when nothing is lost."""
    signal.alarm(MINUTES * 60)
    password, user_password = secrets.token_hex(12), secrets.token_hex(12)
    folder = Path(tempfile.mkdtemp(prefix="three-nodes-", dir=place()))
    cluster = Cluster(folder, password, user_password)
    try:
        began = time.monotonic()
        cluster.prepare()
        cluster.start()
        addresses = [f"https://127.0.0.1:{9200 + node}" for node in NODES]
        authority = str(cluster.certificates.authority)
        client = Elasticsearch(addresses, basic_auth=("elastic", password), ca_certs=authority, request_timeout=30)
        wait_green(client)
        say(f"three nodes, security and TLS on, green after {time.monotonic() - began:.0f} s")
        settings.ELASTICSEARCH_URL = ",".join(
            [f"https://platform:{user_password}@127.0.0.1:{9200 + NODES[0]}", *addresses[1:]]
        )
        settings.ELASTICSEARCH_PREFIX = PREFIX
        settings.ELASTICSEARCH_CA = authority
        engine, declaration = ElasticsearchEngine(), shape(count)
        engine.rebuild([declaration])
        wait_green(client, alias_of(declaration))
        shards = client.cat.shards(index=f"{PREFIX}-*", format="json")
        victim = next(int(str(one["node"])[-1]) for one in shards if one["prirep"] == "p")  # type: ignore[index]
        began = time.monotonic()
        refused = write_all(engine, declaration, cluster, count, victim)
        spent = time.monotonic() - began
        standing = engine.check(declaration)
        wanted = {one.id: one.fingerprint() for one in documents(count)}
        lost = len(wanted.keys() - standing.keys())
        other = sum(standing.get(key) != mark for key, mark in wanted.items()) - lost
        say(f"written {count} in {spent:.0f} s, refused and tried again {refused} times")
        say(f"there afterwards {len(standing)}, missing {lost}, of another content {other}")
        engine.server.disconnect()
        client.close()
        return 0 if standing == wanted else 1
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _too_late(_number: int, _frame: object) -> None:
    raise SystemExit(f"Not finished within {MINUTES} minutes; stopped.")


if __name__ == "__main__":
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(SERVER_USER)
        except KeyError:
            raise SystemExit("There is no server yet: run scripts/elasticsearch.sh start once.") from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipplatform.settings.test")
    django.setup()
    signal.signal(signal.SIGALRM, _too_late)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
