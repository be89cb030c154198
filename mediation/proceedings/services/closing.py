"""The ways a case ends (OMR 25) and its archiving."""

from collections.abc import Iterable
from datetime import date

from ipplatform.accounts.models import User
from ipplatform.moves import move
from mediation.cases.models import CaseDeadline, MediationCase, Party
from mediation.cases.services import deadlines_end
from mediation.proceedings.services.ending import case_end
from mediation.proceedings.services.moving import case_change
from mediation.proceedings.workflow import CASE


def case_unreachable(
    *, case: MediationCase, party: Party, by: User, on: date, revision: int, note: str = ""
) -> MediationCase:
    """-> closed (3): the contact log shows three tries over two channels."""
    with case_change(case):
        case_end(
            case=case,
            action="unreachable",
            reason=3,
            by=by,
            on=on,
            revision=revision,
            note=note,
            data={"party": party},
            on_behalf_of=party.public_id,
        )
    return case


def case_settle_withdraw(*, case: MediationCase, by: User, on: date, revision: int, note: str = "") -> MediationCase:
    """-> closed (2): the parties settled and the claimant withdraws; sending it is the filed withdrawal."""
    with case_change(case):
        case_end(case=case, action="settle_withdraw", reason=2, by=by, on=on, revision=revision, note=note)
    return case


def case_party_refuses(
    *,
    case: MediationCase,
    party: Party,
    reason_code: str,
    note: str,
    by: User,
    on: date,
    revision: int,
    evidence: Iterable[str] = (),
) -> MediationCase:
    """-> closed (4): a respondent refuses (`consent_refused`), or a party ends mediation (`mediation_ended`)."""
    with case_change(case):
        case_end(
            case=case,
            action="party_refuses",
            reason=4,
            by=by,
            on=on,
            revision=revision,
            note=note,
            reason_code=reason_code,
            evidence=evidence,
            data={"party": party},
            on_behalf_of=party.public_id,
        )
    return case


def case_too_far(
    *, case: MediationCase, one_more_try: bool, by: User, on: date, revision: int, note: str = ""
) -> MediationCase:
    """in_mediation -> closed (5): positions too far apart, one more try having been offered."""
    with case_change(case):
        case_end(
            case=case,
            action="too_far",
            reason=5,
            by=by,
            on=on,
            revision=revision,
            note=note,
            data={"one_more_try": one_more_try},
        )
    return case


def case_expire(*, case: MediationCase, by: User, on: date, revision: int, note: str = "") -> MediationCase:
    """-> closed (6): the period is over and no extension was agreed; a coordinator decides on the system's proposal."""
    with case_change(case):
        case_end(case=case, action="expire", reason=6, by=by, on=on, revision=revision, note=note)
    return case


def case_stop_false(
    *,
    case: MediationCase,
    reason_code: str,
    note: str,
    by: User,
    on: date,
    revision: int,
    evidence: Iterable[str] = (),
) -> MediationCase:
    """any open -> closed (8): suspected false mediation or crime, stop and report (OMR 23; IMR 18; PML 25)."""
    with case_change(case):
        case_end(
            case=case,
            action="stop_false",
            reason=8,
            by=by,
            on=on,
            revision=revision,
            note=note,
            reason_code=reason_code,
            evidence=evidence,
            changes={"false_mediation_flag": True},
        )
    return case


def case_other_end(*, case: MediationCase, note: str, by: User, on: date, revision: int) -> MediationCase:
    """any open -> closed (8): e.g. a party was dissolved or a court took over; in words."""
    with case_change(case):
        case_end(case=case, action="other_end", reason=8, by=by, on=on, revision=revision, note=note)
    return case


def case_close(*, case: MediationCase, by: User, on: date, revision: int, note: str = "") -> MediationCase:
    """agreed -> closed (1): the agreement is in effect and the confirmation question answered."""
    with case_change(case):
        case_end(case=case, action="close", reason=1, by=by, on=on, revision=revision, note=note)
    return case


def case_archive(*, case: MediationCase, by: User, on: date, revision: int) -> MediationCase:
    """closed or not_accepted -> archived (final): documents complete, return visit done where there is an agreement."""
    with case_change(case):
        move(CASE, case, "archive", by=by, on=on, revision=revision, changes={"archived_on": on})
        deadlines_end(case=case, codes=None, on=on, by=by, state=CaseDeadline.VOID)
    return case
