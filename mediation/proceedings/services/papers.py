"""The documents that the record of a case carries by now, made by the system after what people did."""

from datetime import date

from ipplatform.accounts.models import User
from mediation.cases.models import MediationCase
from mediation.dossier.models import CaseDocument
from mediation.dossier.services import documents_generate_due


def papers_make(*, case_id: str, by: User, on: date) -> list[CaseDocument]:
    """Make what is missing or stale of one case (its public id); may be repeated at will. `by` asked for it."""
    case = MediationCase.objects.get(public_id=case_id)
    return documents_generate_due(case=case, by=User.objects.system(), on=on)
