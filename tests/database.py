"""The test database: migrated once for a set of migrations, copied for every process, restored after transactions.

Migrating from nothing takes a quarter of a minute and more, so a migrated template is kept: a file in
var/test-templates for SQLite, a database `ipplatform_template_…` beside the tests' own for PostgreSQL. Its name carries
a hash of all that it was made from. `pytest --create-db` makes it anew, `python -m tests.database` where it is missing.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg import sql

from tests.house.rooms import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "var" / "test-templates"
KEPT_TEMPLATES = 3
SCHEMA_OF_COPIES = "as_migrated"
ANY_LOCK = 7_301_204  # number of the advisory lock under which one process makes the template


@cache
def template_key() -> str:
    """Hash of everything that decides what a migrated database holds."""
    files = [ROOT / "requirements.txt", ROOT / "ipplatform" / "audit" / "append_only.py", Path(__file__)]
    for package in PACKAGES:
        files += (ROOT / package).rglob("migrations/*.py")
        files += (ROOT / package).rglob("seed*.py")
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def migrate_into(database_url: str, data_dir: Path) -> None:
    """Migrate a database from nothing, in a process of its own. Fails with its output."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {
        "DATABASE_URL": database_url,
        "IPP_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "ipplatform.settings.test",
    }
    command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--noinput", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"migrate failed:\n{done.stderr[-4000:]}"


def own_template() -> Path:
    """This process's copy of the SQLite template: others may prune the shared one meanwhile."""
    return Path(settings.DATA_DIR) / "as-migrated.db"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """One process of this clone makes the template, the others wait."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keys_beside(template_dir: Path) -> None:
    """Rows that the migrations signed were signed with these keys."""
    if (template_dir / "keys.json").exists():
        shutil.copy(template_dir / "keys.json", settings.KEYS_FILE)


def sqlite_template(*, anew: bool) -> Path:
    """The migrated file of this set of migrations."""
    made = TEMPLATES / f"sqlite-{template_key()}"
    with one_at_a_time():
        if anew or not (made / "template.db").exists():
            shutil.rmtree(made, ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=TEMPLATES) as folder:
                building = Path(folder) / "building"
                building.mkdir()
                migrate_into(f"sqlite:///{building / 'template.db'}", building)
                building.rename(made)
        for old in sorted(TEMPLATES.glob("sqlite-*"), key=lambda path: path.stat().st_mtime)[:-KEPT_TEMPLATES]:
            shutil.rmtree(old, ignore_errors=True)
    return made


def server() -> psycopg.Connection:
    """A connection to the server's own database; names of databases are made and dropped there."""
    default = settings.DATABASES["default"]
    return psycopg.connect(
        host=default["HOST"], port=default["PORT"] or 5432, user=default["USER"], password=default["PASSWORD"],
        dbname="postgres", autocommit=True,
    )  # fmt: skip


def postgresql_template(admin: psycopg.Connection, *, anew: bool) -> str:
    """Name of the migrated database; beside each filled table stands its copy, in a schema of its own."""
    name = f"ipplatform_template_{template_key()}"
    keys = TEMPLATES / name
    there = admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
    if there and keys.exists() and not anew:
        return name
    default = settings.DATABASES["default"]
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
    building = f"{name}_building"
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(building)))
    admin.execute(sql.SQL("create database {}").format(sql.Identifier(building)))
    login = f"{default['USER']}:{default['PASSWORD']}@{default['HOST']}:{default['PORT'] or 5432}"
    keys.mkdir(parents=True, exist_ok=True)
    migrate_into(f"postgres://{login}/{building}", keys)
    with psycopg.connect(f"postgres://{login}/{building}") as made:
        made.execute(f"create schema {SCHEMA_OF_COPIES}")
        for (table,) in made.execute("select tablename from pg_tables where schemaname = 'public'").fetchall():
            copy = sql.SQL("create table {} as table {}").format(
                sql.Identifier(SCHEMA_OF_COPIES, table), sql.Identifier("public", table)
            )
            made.execute(copy)
    admin.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(building), sql.Identifier(name)))
    older = (
        "select datname from pg_database where datname like 'ipplatform\\_template\\_%%' order by oid desc offset %s"
    )
    for (old,) in admin.execute(older, [KEPT_TEMPLATES]).fetchall():
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(old)))
        shutil.rmtree(TEMPLATES / old, ignore_errors=True)
    return name


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django finds the copy of the template and keeps it."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Put a copy of the template where this process's test database is expected."""
    anew = bool(request.config.getvalue("create_db")) and not hasattr(request.config, "workerinput")
    default = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        template = sqlite_template(anew=anew)
        keys_beside(template)
        shutil.copy(template / "template.db", default["TEST"]["NAME"])
        shutil.copy(template / "template.db", own_template())
        return
    name = default["TEST"].get("NAME") or f"test_{default['NAME']}"
    with server() as admin:
        admin.execute("select pg_advisory_lock(%s)", [ANY_LOCK])
        template_name = postgresql_template(admin, anew=anew)
        keys_beside(TEMPLATES / template_name)
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        admin.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template_name))
        )


def restore_sqlite() -> None:
    """Copy the template over the database, page by page."""
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{own_template()}?mode=ro&immutable=1", uri=True)) as source:
        source.backup(connection.connection)


def restore_postgresql() -> None:
    """Empty every filled table and fill it from its copy; foreign keys are checked at the end."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute(" union all ".join(f"(select '{table}' from \"{table}\" limit 1)" for table in tables))
        filled = [table for (table,) in cursor.fetchall()]
        cursor.execute(
            "select distinct relname from pg_trigger join pg_class on pg_class.oid = tgrelid"
            " where not tgisinternal and relnamespace = 'public'::regnamespace"
        )
        guarded = [table for (table,) in cursor.fetchall() if table in filled]
        cursor.execute(
            "select table_name, string_agg(quote_ident(column_name), ', ') from information_schema.columns"
            " where table_schema = 'public' and is_generated = 'NEVER' group by table_name"
        )
        columns = dict(cursor.fetchall())
        cursor.execute(f"select relname from pg_class where relnamespace = '{SCHEMA_OF_COPIES}'::regnamespace")
        copied = {table for (table,) in cursor.fetchall()}
        for table in guarded:
            cursor.execute(f'alter table "{table}" disable trigger user')
        with transaction.atomic():
            cursor.execute("set constraints all deferred")
            for table in filled:
                cursor.execute(f'delete from "{table}"')
            for table in copied & set(tables):
                names = columns[table]
                cursor.execute(f'insert into "{table}" ({names}) select {names} from {SCHEMA_OF_COPIES}."{table}"')
        for table in guarded:
            cursor.execute(f'alter table "{table}" enable trigger user')


def database_restore() -> None:
    """The database as the migrations left it, append-only tables included."""
    if connection.vendor == "sqlite":
        restore_sqlite()
    else:
        restore_postgresql()


def restore(self: TransactionTestCase) -> None:
    """After a transactional test."""
    database_restore()


# Django would empty every table instead, the migrations' rows too (roles, rules, the page tree's root).
_case: Any = TransactionTestCase
_case._fixture_teardown = restore


def main() -> None:
    """Make the template of the database that DATABASE_URL names, where there is none."""
    if connection.vendor == "sqlite":
        sqlite_template(anew=False)
        return
    with server() as admin:
        admin.execute("select pg_advisory_lock(%s)", [ANY_LOCK])
        postgresql_template(admin, anew=False)


if __name__ == "__main__":
    main()
