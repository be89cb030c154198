"""Publish an approved report, in the same moment superseding the version before it; withdraw."""

import hashlib
from datetime import date

from django.db import transaction

from analytics.reports.models import Report
from analytics.reports.selectors import predecessor_published
from analytics.reports.workflow import REPORT
from ipplatform.accounts.models import User
from ipplatform.files.services import path_of
from ipplatform.moves import move


def report_publish(*, report: Report, no_confidential_data: bool, by: User, on: date, revision: int) -> Report:
    """approved -> published. The stored bytes are hashed again; an older published version becomes superseded.

    Raises Refused: not_allowed, pdf_changed, confidential_unchecked, changed_meanwhile.
    """
    data = {"pdf_sha256": _stored_sha256(report), "no_confidential_data": no_confidential_data, "successor": report}
    with transaction.atomic():
        older = predecessor_published(report)
        if older is not None and REPORT.find("publish", report.state):
            # One published version at a time: the old one goes first, in the transaction that the new one may undo.
            report_supersede(report=older, successor=report, by=User.objects.system(), on=on, revision=None)
        return move(REPORT, report, "publish", by=by, on=on, revision=revision, changes={"published_on": on}, data=data)


def report_supersede(
    *, report: Report, successor: Report | None, by: User, on: date, revision: int | None
) -> Report:  # fmt: skip
    """published -> superseded by a newer version of the same industry and kind. Raises Refused (no_new_version)."""
    return move(REPORT, report, "supersede", by=by, on=on, revision=revision, data={"successor": successor})


def report_withdraw(*, report: Report, note: str, by: User, on: date, revision: int) -> Report:
    """published -> withdrawn, with the reason that the page's old address no longer shows."""
    return move(
        REPORT, report, "withdraw", by=by, on=on, revision=revision, changes={"withdraw_note": note.strip()},
        reason_code="withdrawn" if note.strip() else "",
    )  # fmt: skip


def _stored_sha256(report: Report) -> str:
    """The hash of the bytes as they lie on disk now; empty where they are gone."""
    if report.pdf is None:
        return ""
    path = path_of(report.pdf.sha256)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
