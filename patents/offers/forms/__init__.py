"""Forms of offers and demands: parse only."""

from patents.offers.forms.demand import DemandForm
from patents.offers.forms.filters import FilterForm, QueueForm
from patents.offers.forms.moves import (
    ExtractForm,
    FileForm,
    LockForm,
    PublishForm,
    RejectForm,
    ReturnForm,
    RevisionForm,
    SubmitForm,
    WithdrawForm,
)
from patents.offers.forms.offer import SECTIONS, ApplicationForm, EnterpriseForm, OfferForm, PatentForm, StateForm

__all__ = [
    "SECTIONS",
    "ApplicationForm",
    "DemandForm",
    "EnterpriseForm",
    "ExtractForm",
    "FileForm",
    "FilterForm",
    "LockForm",
    "OfferForm",
    "PatentForm",
    "PublishForm",
    "QueueForm",
    "RejectForm",
    "ReturnForm",
    "RevisionForm",
    "StateForm",
    "SubmitForm",
    "WithdrawForm",
]
