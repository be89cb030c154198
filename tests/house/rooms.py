"""The rooms from top to bottom: imports, foreign keys, templates and dotted names point down this list only."""

from functools import cache

PACKAGES = ("ipplatform", "cms", "patents", "mediation", "analytics")

# Composition: names every room, is named by none.
COMPOSITION = (
    "ipplatform.urls",
    "ipplatform.wsgi",
    "ipplatform.settings",
    "ipplatform.middleware",
    "ipplatform.error_reports",
)

ROOMS = (
    "ipplatform.site",
    "cms.desk",
    "cms.sitesearch",
    "cms.pages",
    "analytics.plan",
    "analytics.explore",
    "analytics.seminars",
    "analytics.reports",
    "analytics.landscape",
    "mediation.ledger",
    "mediation.proceedings",
    "mediation.dossier",
    "mediation.cases",
    "mediation.consultations",
    "mediation.people",
    "patents.catalogue",
    "patents.deals",
    "patents.offers",
    "patents.rights",
    "patents.industries",
    "patents.names",
    "patents.duplicates",
    "patents.imports",
    "patents.records",
    "ipplatform.enterprises",
    "ipplatform.alerts",
    "ipplatform.search",
    "ipplatform.notices",
    "ipplatform.files",
    "ipplatform.deadlines",
    "ipplatform.jobs",
    "ipplatform.submissions",
    "ipplatform.moves",
    "ipplatform.accounts",
    "ipplatform.numbers",
    "ipplatform.audit",
)

# Single modules at the bottom; they know no room.
MODULES = (
    "ipplatform.keys",
    "ipplatform.addresses",
    "ipplatform.clock",
    "ipplatform.heap",
    "ipplatform.money",
    "ipplatform.measures",
    "ipplatform.waiting",
    "ipplatform.documents",
    "ipplatform.spreadsheets",
)

# Folders of the package that hold no code.
WITHOUT_CODE = ("ipplatform.templates", "ipplatform.static", "ipplatform.locale")

_RANKS = (
    dict.fromkeys(COMPOSITION, 0)
    | {room: rank for rank, room in enumerate(ROOMS, start=1)}
    | dict.fromkeys(MODULES, len(ROOMS) + 1)
)


@cache
def room_of(dotted: str) -> str | None:
    """The room, composition module or bottom module that a dotted name lies in; None for anything outside the house."""
    parts = dotted.split(".")
    if parts[0] not in PACKAGES or len(parts) < 2:
        return None
    room = ".".join(parts[:2])
    return room if room in _RANKS else None


def points_up(source: str, target: str) -> bool:
    """Whether an arrow from one room to another points upward."""
    return source != target and _RANKS[target] < _RANKS[source]
