"""Writes of alerts: saved searches, looks at the records of an index, runs of the alerts, recent searches."""

from ipplatform.alerts.services.recent import recent_clear, recent_note, recent_switch
from ipplatform.alerts.services.runs import AlertsFailed, alerts_run, findings_expire
from ipplatform.alerts.services.searches import (
    ALREADY_SAVED,
    NAME_NEEDED,
    NOT_BROKEN,
    TOO_LONG,
    TOO_MANY,
    alert_switch,
    search_delete,
    search_rename,
    search_replace,
    search_save,
)
from ipplatform.alerts.services.versions import versions_look

__all__ = [
    "ALREADY_SAVED",
    "NAME_NEEDED",
    "NOT_BROKEN",
    "TOO_LONG",
    "TOO_MANY",
    "AlertsFailed",
    "alert_switch",
    "alerts_run",
    "findings_expire",
    "recent_clear",
    "recent_note",
    "recent_switch",
    "search_delete",
    "search_rename",
    "search_replace",
    "search_save",
    "versions_look",
]
