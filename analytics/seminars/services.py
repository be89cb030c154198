"""Every write of a seminar."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from analytics.seminars.models import Seminar
from analytics.seminars.permissions import can_conduct
from analytics.seminars.workflow import SEMINAR
from ipplatform.accounts.models import User
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused, event_append, move


def seminar_announce(
    *, title: str, slug: str, planned_on: date, place: str, summary: str, by: User, on: date
) -> Seminar:
    """- -> announced."""
    if not can_conduct(by, None):
        raise Refused(NOT_ALLOWED)
    seminar = Seminar(
        title=title.strip(), slug=slug, planned_on=planned_on, place=place, summary=summary, announced_on=on,
        state="announced", created_by=by,
    )  # fmt: skip
    with transaction.atomic():
        seminar.full_clean()
        seminar.save()
        event_append(SEMINAR, seminar, action="announce", by=by, on=on)
    return seminar


def seminar_hold(
    *,
    seminar: Seminar,
    held_on: date,
    attendees: int,
    sign_in: UploadedFile | bytes | None,
    sign_in_name: str,
    minutes: UploadedFile | bytes | None,
    minutes_name: str,
    by: User,
    on: date,
    revision: int,
) -> Seminar:
    """announced -> held, with a sign-in sheet or minutes (or both) as evidence."""
    with transaction.atomic():
        stored = [
            file_store(content=content, name=name, owner_kind="seminar", owner_id=str(seminar.public_id), by=by)
            if content
            else None
            for content, name in ((sign_in, sign_in_name), (minutes, minutes_name))
        ]
        ids = [file.public_id if file else None for file in stored]
        return move(
            SEMINAR, seminar, "hold", by=by, on=on, revision=revision, evidence=[str(i) for i in ids if i],
            changes={"held_on": held_on, "attendees": attendees, "sign_in_file": ids[0], "minutes_file": ids[1]},
            data={"held_on": held_on},
        )  # fmt: skip


def seminar_edit(
    *, seminar: Seminar, title: str, summary: str, minutes: str, by: User, on: date, revision: int
) -> Seminar:
    """Change title, summary and minutes of one that is announced or held, until the minutes are public.

    Raises Refused: not_allowed, not_in_table, texts_closed, changed_meanwhile.
    """
    changes = {"title": title.strip(), "summary": summary.strip(), "minutes": minutes.strip()}
    return move(SEMINAR, seminar, "edit", by=by, on=on, revision=revision, changes=changes)


def seminar_publish_minutes(*, seminar: Seminar, by: User, on: date, revision: int) -> Seminar:
    """Show the minutes of a held seminar to everybody; from then on its texts stay.

    Raises Refused: not_allowed, not_in_table, texts_closed, minutes_missing, changed_meanwhile.
    """
    return move(SEMINAR, seminar, "publish", by=by, on=on, revision=revision, changes={"minutes_published_on": on})


def seminar_cancel(*, seminar: Seminar, note: str, by: User, on: date, revision: int) -> Seminar:
    """announced -> cancelled, with the reason that visitors read."""
    return move(
        SEMINAR, seminar, "cancel", by=by, on=on, revision=revision, changes={"cancel_note": note.strip()},
        reason_code="cancelled" if note.strip() else "",
    )  # fmt: skip
