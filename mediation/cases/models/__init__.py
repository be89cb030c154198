"""The case, who takes part in it, who reads it, and its clock. What is written in a case lies in the dossier."""

from mediation.cases.models.appointing import Appointment, Disclosure, DisclosureAnswer, MediatorChoice
from mediation.cases.models.case import (
    CASE_STATES,
    CLOSING_REASONS,
    CaseEvent,
    DisputeType,
    IpType,
    MediationCase,
    Procedure,
    State,
)
from mediation.cases.models.clock import CaseDeadline, Extension, ExtensionConsent, Suspension
from mediation.cases.models.parties import Agent, CaseAccess, ContactAttempt, Party

__all__ = [
    "CASE_STATES",
    "CLOSING_REASONS",
    "Agent",
    "Appointment",
    "CaseAccess",
    "CaseDeadline",
    "CaseEvent",
    "ContactAttempt",
    "Disclosure",
    "DisclosureAnswer",
    "DisputeType",
    "Extension",
    "ExtensionConsent",
    "IpType",
    "MediationCase",
    "MediatorChoice",
    "Party",
    "Procedure",
    "State",
    "Suspension",
]
