"""Append-only tables: triggers that refuse UPDATE and DELETE, on SQLite and PostgreSQL alike."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {name}_{verb} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
)
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION ipp_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END
$$ LANGUAGE plpgsql"""
_POSTGRES = "CREATE TRIGGER {name}_{verb} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION ipp_append_only()"
_tables: set[str] = set()


def triggers_create(connection: BaseDatabaseWrapper, tables: set[str] | None = None) -> None:
    """Create the triggers of the given tables, or of all tables that a migration declared append-only."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in sorted(_tables if tables is None else tables):
            for verb in ("UPDATE", "DELETE"):
                name = f"append_only_{table}"
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{verb} ON {table}")
                    cursor.execute(_POSTGRES.format(name=name, verb=verb, table=table))
                else:
                    cursor.execute(_SQLITE.format(name=name, verb=verb, table=table))


def triggers_drop(connection: BaseDatabaseWrapper, tables: set[str] | None = None) -> None:
    """Drop them: for a migration's way back, and for the flush between transactional tests on SQLite."""
    with connection.cursor() as cursor:
        for table in sorted(_tables if tables is None else tables):
            for verb in ("UPDATE", "DELETE"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS append_only_{table}_{verb}{on}")


class AppendOnly(Operation):
    """Migration operation: `AppendOnly("OfferEvent")` makes the model's table append-only."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state of models does not change."""

    def _table(self, app_label: str, state: ProjectState) -> str:
        table: str = state.apps.get_model(app_label, self.model_name)._meta.db_table
        return table

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = self._table(app_label, to_state)
        _tables.add(table)
        # Deferred SQL runs after table creation inside the same migration on both databases.
        triggers_create(schema_editor.connection, {table})

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        triggers_drop(schema_editor.connection, {self._table(app_label, from_state)})

    def describe(self) -> str:
        return f"Refuse UPDATE and DELETE on {self.model_name}"
