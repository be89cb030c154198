"""Audit chains: append-only, verified against a key outside the database."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from ipplatform import clock
from ipplatform.audit.append_only import triggers_create, triggers_drop
from ipplatform.audit.models import AuditEntry
from ipplatform.audit.selectors import audit_verify
from ipplatform.audit.services import access_record, audit_append

pytestmark = pytest.mark.django_db
TABLE = {"audit_auditentry"}


def _link(n=1, subject="s"):
    for i in range(n):
        audit_append(
            stream_kind="offer", stream_subject=subject, actor="a", action=f"step{i}", object_kind="offer",
            object_id="1", before={"x": i}, after={"x": i + 1},
        )  # fmt: skip


@pytest.fixture
def unprotected():
    triggers_drop(connection, TABLE)
    yield
    triggers_create(connection, TABLE)


def test_a_true_chain_verifies_and_keeps_no_content():
    _link(3)
    _link(2, "t")
    result = audit_verify()
    assert (result.entries, result.broken_at) == (5, "")
    entry = AuditEntry.objects.first()
    assert len(entry.hash_after) == 64 and entry.hash_before != entry.hash_after


@pytest.mark.parametrize("statement", ["UPDATE audit_auditentry SET actor='b'", "DELETE FROM audit_auditentry"])
def test_the_database_refuses_changes(statement):
    _link()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert audit_verify().entries == 1


def test_a_changed_link_is_named(unprotected):
    _link(3)
    AuditEntry.objects.filter(position=2).update(actor="somebody else")
    assert audit_verify().broken_at == "offer/s#2"


def test_a_missing_tail_is_named(unprotected):
    _link(3)
    AuditEntry.objects.filter(position=3).delete()
    assert audit_verify().broken_at == "offer/s#3"


def test_same_reader_and_object_within_ten_minutes_is_one_entry():
    access = {
        "stream_kind": "case", "stream_subject": "c", "actor": "a", "action": "read", "object_kind": "case",
        "object_id": "1",
    }  # fmt: skip
    start = clock.now()
    with clock.set_to(start):
        assert access_record(**access)
        assert not access_record(**access)
    with clock.set_to(start + timedelta(minutes=11)):
        assert access_record(**access)
    assert audit_verify().entries == 2
